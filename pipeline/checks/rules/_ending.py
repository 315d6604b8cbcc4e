"""How a text ends: the marks behind its last word, whatever quotes, brackets and emphasis stand around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.prose import GAP

_CLOSERS = "\"'»«”“„’)\\]*_"
_TAIL = re.compile(rf"[\s{GAP}{_CLOSERS}.!?…:。！？：←-⇿☀-➿\ufe0f\U0001F300-\U0001FAFF]*")
_PLAIN = str.maketrans("。！？：", ".!?:")
_DOTS = re.compile(r"\.{2,}")
_MARKS = re.compile(r"[.!?…:]")
_SAID = re.compile(r"[\"'«„“‘][.!?…:]+[\"'»”“’]")
_QUOTED = re.compile(rf"[!?…][\s{GAP}]*[»”“\"]")
_ABBREVIATION = re.compile(
    r"(?:(?<![^\W\d_])[^\W\d_](?:\.[\s\u00a0\u202f]?[^\W\d_])*"
    r"|(?:\b(?:etc|inc|ltd|co|corp|jr|sr|st|vs|al|ca|no|vol|art|pp|ed|eds|govt|dept|u\.s\.a|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mr|mrs|ms|dr|prof|"
    r"гг|стст|вв|інш|др|пр|ст|арт|руб|коп|тыс|млн|млрд|чал|чел|стар|стр|кг|км|см|гл|рэд|ред|вул|ул|пл|пр-т|буд|кв|обл|раён|"
    r"р-н|тэл|тел|эл|хв|мін|мин|сек|гадз|час|дол|долл|літ|лит|заўв|прим|напр|нар|рус|бел|англ|студ|лют|сак|крас|чэрв|ліп|"
    r"жн|вер|кастр|ліст|снеж|янв|февр|фев|апр|авг|сент|окт|нояб|дек|гр|св|акад|праф|проф|зам|нам|мал|рис|рыс|табл|мед|юр|"
    r"доп|дад|вып|изд|выд|тит|пер|пад|кан)))\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ending:
    """The marks that a text ends with, in the order they stand; `at` is the place behind its last word.

    `last` is the place of the last mark, or of the last character that is seen. An `abbreviated` text ends with a
    point that may belong to its last word; a `quoted` one with a mark that may belong to a quotation.
    """

    marks: str
    at: int
    last: int
    abbreviated: bool
    quoted: bool

    def agrees(self, other: Ending) -> bool:
        """Tell whether two texts end alike."""
        ours, theirs = set(self.marks), set(other.marks)
        if ours == theirs or ours & theirs:
            return True
        if (self.abbreviated or other.abbreviated) and ours | theirs <= {"."}:
            return True
        return (self.quoted and theirs <= {"."}) or (other.quoted and ours <= {"."})


def ending(text: str) -> Ending:
    """Return how a blanked text ends.

    >>> [ending(text).marks for text in ("Фарс».", "Як «фарс.»", "Што?!", "Ну...", "Так")]
    ['.', '.', '?!', '…', '']
    """
    found = _TAIL.match(text[::-1])  # from behind: a search for the end would begin anew at every mark
    start = len(text) - (found.end() if found else 0)
    tail = _DOTS.sub(lambda dots: "…" * len(dots[0]), text[start:].translate(_PLAIN))
    tail = _SAID.sub(lambda sign: " " * len(sign[0]), tail)
    marks = list(_MARKS.finditer(tail))
    seen = "".join(dict.fromkeys(mark[0] for mark in marks))
    word = text[max(0, start - 12) : start].replace(GAP, "")
    abbreviated = tail.lstrip(f"{GAP}*_").startswith(".") and bool(_ABBREVIATION.search(word))
    visible = len(text.rstrip(f"{GAP} \u00a0\n\t")) - 1
    last = start + marks[-1].start() if marks else max(visible, 0)
    return Ending(seen, start, last, abbreviated, bool(_QUOTED.search(tail)))
