"""No-break spaces: where a line must not end, by the rule of each language; nothing else of a text changes.

Belarusian and Russian put a dash between spaces, leave no preposition of one letter at the end of a line, and keep a
day with its month. Translators need not think of it: the spaces that they type are replaced one for one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE

from pipeline import _html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

NO_BREAK = "\xa0"
_OBJECT = "\ufffc"
"""Stands for code and pictures, which are no words but stand in a line like one."""

_END_OF_LINE = "\u2028"
_VOID = frozenset({"br", "img", "input", "wbr"})
_INLINE = frozenset(
    "a abbr b bdi bdo br button cite code data del dfn em i img input ins kbd label mark q s samp small span strong "
    "sub sup time u var wbr".split()
)
"""Elements within a line: https://html.spec.whatwg.org/multipage/dom.html#phrasing-content."""

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "be": "студзеня лютага сакавіка красавіка мая траўня чэрвеня ліпеня жніўня верасня кастрычніка лістапада "
    "снежня сьнежня",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
_LETTERS = {"be": "аіоузўя", "ru": "авикосуя"}
"""Words of one letter: prepositions, conjunctions, the pronoun."""

_COMMON = (
    r"\S[ \n](?=[—–](?:\s|$))",
    r"(?<!\d{3})\d[ \n](?=\d{3}(?!\d))",
    r"\d[ \n](?=[%‰])",
    r"[№§][ \n](?=[^\W_])",
    r"\b[A-ZА-ЯЁЎІ]\.[ \n](?=[A-ZА-ЯЁЎІ][\w.’'])",
)


def _rule(language: str) -> re.Pattern[str]:
    """Return what ends in a space that must not end a line."""
    months = "|".join(_MONTHS[language].split())
    own = [rf"\b\d{{1,2}}[ \n](?=(?:{months})\b)"]
    if language == "en":
        own.append(rf"\b(?:{months})[ \n](?=\d{{1,2}}\b)")
    if letters := _LETTERS.get(language):
        own.append(rf"(?<![\w’'ʼ.-])[{letters}{letters.upper()}][ \n](?=[\w«„“(\"{_OBJECT}])")
        own.append(r"\d[ \n](?=гг?\.)")
    return re.compile("|".join((*_COMMON, *own)))


_RULES = {language: _rule(language) for language in _MONTHS}


def spaces(text: str, language: str) -> Iterator[int]:
    """Return the places of the spaces of a text that must not end a line; `language` is a BCP 47 tag.

    >>> list(spaces("Я і ты — у Мінску", "be")), list(spaces("I and you", "en")), list(spaces("a — b", "ka"))
    ([1, 3, 6, 10], [], [])
    """
    rule = _RULES.get(language.partition("-")[0].lower())
    return (found.end() - 1 for found in rule.finditer(text)) if rule else iter(())


def typeset(text: str, language: str) -> str:
    r"""Return a plain text with no-break spaces where its language wants them.

    >>> typeset("3 мая 2026 г. у А. Б. Суркова было 1 200 рублёў", "be")
    '3\xa0мая 2026\xa0г. у\xa0А.\xa0Б.\xa0Суркова было 1\xa0200 рублёў'
    """
    return _replaced(text, spaces(text, language))


def _replaced(text: str, places: Iterator[int] | Sequence[int]) -> str:
    letters = list(text)
    for place in places:
        letters[place] = NO_BREAK
    return "".join(letters)


def no_break_spaces(root: Element, stash: Sequence[object], language: str) -> None:
    """Set the no-break spaces of a finished tree: in its text, not in code and not in attributes.

    `stash` is the raw HTML that waits to be put back; `language` is the page's, and any `lang` below goes before it.
    A line is read as a whole, so that an element in it changes nothing.
    """
    reader = _Reader(stash, language)
    reader.read(root)
    reader.end_line()


class _Piece(NamedTuple):
    """A stretch of a line: where it begins there, and where in which text of the tree it comes from."""

    start: int
    element: Element
    name: str
    offset: int
    language: str


class _Open(NamedTuple):
    """An element that is open: its tag, its language, and whether it holds code."""

    tag: str
    language: str
    code: bool


@dataclass
class _Reader:
    """Walks through a tree in reading order and mends it line by line."""

    stash: Sequence[object]
    language: str
    line: str = ""
    pieces: list[_Piece] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def read(self, element: Element) -> None:
        """Read an element without what follows it."""
        tag = str(element.tag)
        if tag not in _INLINE:
            self.end_line()
        depth = len(self.open)
        self._start(tag, element.get("lang"))
        self._text(element, "text")
        for child in element:
            self.read(child)
            self._text(child, "tail")
        del self.open[depth:]
        if tag not in _INLINE:
            self.end_line()

    def end_line(self) -> None:
        """Mend the line that has been read."""
        places = {each.language: tuple(spaces(self.line, each.language)) for each in self.pieces}
        starts = [each.start for each in self.pieces]
        found: dict[tuple[int, str], tuple[Element, list[int]]] = {}
        for language, known in places.items():
            for place in known:
                piece = self.pieces[bisect_right(starts, place) - 1]
                if piece.language == language:
                    key = id(piece.element), piece.name
                    found.setdefault(key, (piece.element, []))[1].append(piece.offset + place - piece.start)
        for (_, name), (element, offsets) in found.items():
            setattr(element, name, _replaced(getattr(element, name), offsets))
        self.line = ""
        self.pieces.clear()

    def _start(self, tag: str, language: str | None) -> None:
        if tag in _VOID:
            self.line += _END_OF_LINE if tag == "br" else _OBJECT
            return
        above = self.open[-1] if self.open else _Open("", self.language, code=False)
        code = above.code or tag in _html.CODE
        self.open.append(_Open(tag, above.language if language is None else language, code))

    def _text(self, element: Element, name: str) -> None:
        text = getattr(element, name) or ""
        start = 0
        for found in _OPAQUE.finditer(text):
            self._piece(element, name, text, start, found.start())
            self._opaque(found[1])
            start = found.end()
        self._piece(element, name, text, start, len(text))

    def _piece(self, element: Element, name: str, text: str, start: int, end: int) -> None:
        if start == end:
            return
        if self.open[-1].code:
            self.line += _OBJECT
            return
        self.pieces.append(_Piece(len(self.line), element, name, start, self.open[-1].language))
        self.line += text[start:end]

    def _opaque(self, number: str | None) -> None:
        """Read what is put back later: an ampersand, a tag or a character reference of raw HTML, or a block of it."""
        if number is None:
            self.line += "&"
            return
        html = self.stash[int(number)] if int(number) < len(self.stash) else None
        tokens = list(_html.tokens(html)) if isinstance(html, str) else []
        if len(tokens) != 1:
            self.line += _OBJECT
            return
        token = tokens[0]
        match token.kind:
            case "start":
                self._start(token.tag, dict(token.attributes).get("lang"))
            case "end":
                self._close(token.tag)
            case "reference":
                self.line += unescape(token.source)

    def _close(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return


_OPAQUE = re.compile(f"{HTML_PLACEHOLDER_RE.pattern}|{AMP_SUBSTITUTE}")
