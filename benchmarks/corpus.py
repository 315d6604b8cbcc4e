"""A corpus made up from a list of words: the same seed gives the same bytes on every machine."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LOCALES = ("be", "ru")
PAGE_WORDS = 570

_NOUNS = """
account activist address agency agreement allegation amendment amnesty answer appeal archive arrest article assembly
association attorney authority banner ballot border camp campaign case cell censorship charge citizen claim coalition
colleague commission committee community complaint conference confession conscience constitution conviction council
country court crowd custody deadline decree defence delegation demand demonstration deputy detainee detention diary
district doctor document editor election embassy evidence exile expert family fine freedom friend government guard
guideline hearing home hospital hour hunger identity inmate inquiry inspector interview investigator isolation
journalist judge judgment justice labour law lawyer leader leaflet letter library lodger magazine mandate march mayor
media meeting member message minister minority monitor mother movement neighbour newspaper notice observer office
officer opinion opposition order organisation orphan parcel pardon parliament passport patient penalty pensioner
permit petition photograph picket police prison prisoner procedure prosecutor protest protocol publisher punishment
question radio rapporteur reader reason recommendation record refugee regulation relative remedy report reporter
request resolution restriction right ruling sanction school search seizure sentence session silence sister society
solidarity speaker spokesman square statement station statute strike student suitcase summons support survey suspect
teacher tenant term testimony threat torture trade translator transport treatment treaty trial tribunal union
university verdict victim village violation visit volunteer voter warden warning warrant weapon witness worker writer
""".split()
_ADJECTIVES = """
academic administrative annual anonymous arbitrary available central civil closed collective common criminal current
daily detailed disciplinary domestic earlier elderly equal European fair false final financial first foreign free
friendly full general groundless harsh heavy high human humane illegal impartial independent inhuman injured innocent
internal international joint judicial large last late lawful legal local long medical military minor missing municipal
national new nonviolent objective official open outside parallel peaceful personal plain political poor possible
private promised public recent regional registered relevant religious responsible restrained rural secret senior
serious several severe short similar social solitary special strict sudden temporary threatened unable unfair unknown
unlawful urban urgent vague verbal violent voluntary weekly whole wide written young
""".split()
_VERBS = """
accepted accused addressed adopted announced answered appealed arrested asked attended banned blamed blocked called
cancelled carried challenged changed charged checked closed collected commented compared condemned confirmed contacted
continued copied counted criticised defended delayed delivered demanded denied described detained discussed dismissed
documented ended examined explained filed fined followed forwarded fulfilled guarded ignored imposed informed
inspected interrupted interviewed introduced investigated invited issued joined learned left listed located mentioned
monitored moved named noted observed obtained opened ordered organised prepared presented prevented printed promised
proposed protected published questioned quoted raised received recorded refused registered rejected released reported
repeated requested returned reviewed searched seized sent sentenced showed signed stated stopped suggested summoned
supported threatened translated urged verified visited warned watched welcomed withdrew witnessed
""".split()
_ADVERBS = """
again already also briefly clearly constantly daily finally formally freely immediately later mainly merely never now
officially often openly partly privately promptly publicly quietly rarely recently regularly repeatedly soon suddenly
together twice unanimously usually
""".split()
_PLACES = "about above after against around before behind beside between despite during for from in near of on over "
_PREPOSITIONS = f"{_PLACES}since to towards under until with within without".split()
_ARTICLES = ("the", "the", "the", "a", "this", "that", "every", "their", "his", "her", "no", "another")
_JOINTS = (", and", ", but", ", because", ", while", ", although", "; meanwhile", ", so", ", as")

_WORDS = {*_NOUNS, *_ADJECTIVES, *_VERBS, *_ADVERBS, *_PREPOSITIONS, *_ARTICLES, *" ".join(_JOINTS).split()}
_HALF_A_SENTENCE = 7
_WORD = re.compile(r"[A-Za-z]+")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = {"be": "абцдэфгхійклмнопкрстувўхыз", "ru": "абцдефгхийклмнопкрстувщхыз"}


def texts(count: int, words: int, *, seed: int = 1) -> Iterator[str]:
    """Yield paragraphs of about so many words; no two are equal."""
    source = random.Random(seed)  # noqa: S311 - the point is that it can be foretold
    seen: set[str] = set()
    while len(seen) < count:
        text = paragraph(source, words)
        if text not in seen:
            seen.add(text)
            yield text


def paragraph(source: random.Random, words: int) -> str:
    """Return sentences of so many words, on the average of many.

    >>> paragraph(random.Random(5), 4)
    'No assembly cancelled the magazine.'
    """
    sentences = [_sentence(source)]
    length = sentences[0].count(" ") + 1
    while length < words - _HALF_A_SENTENCE:
        sentences.append(_sentence(source))
        length += sentences[-1].count(" ") + 1
    return " ".join(sentences)


def _sentence(source: random.Random) -> str:
    clauses = [_clause(source)]
    while source.random() < 0.3:
        clauses += [source.choice(_JOINTS), " ", _clause(source)]
    text = "".join(clauses)
    return f"{text[0].upper()}{text[1:]}."


def _clause(source: random.Random) -> str:
    adverb = [source.choice(_ADVERBS)] if source.random() < 0.3 else []
    words = [*_thing(source), *adverb, source.choice(_VERBS), *_thing(source)]
    if source.random() < 0.5:
        words += [source.choice(_PREPOSITIONS), *_thing(source)]
    return " ".join(words)


def _thing(source: random.Random) -> list[str]:
    adjective = [source.choice(_ADJECTIVES)] if source.random() < 0.5 else []
    return [source.choice(_ARTICLES), *adjective, source.choice(_NOUNS)]


def edited(before: Sequence[str], percent: int, *, seed: int = 2) -> list[str]:
    """Return the texts as an editor leaves them: so many per cent, evenly spread, have one to three other words."""
    source = random.Random(seed)  # noqa: S311
    step = 100 // percent
    return [_edited(text, source) if number % step == step // 2 else text for number, text in enumerate(before)]


def _edited(text: str, source: random.Random) -> str:
    words = text.split(" ")
    for _ in range(source.randint(1, 3)):
        words[source.randrange(1, len(words) - 1)] = source.choice(_NOUNS)
    result = " ".join(words)
    return result if result != text else _edited(text, source)


def translator(locale: str) -> Callable[[str], str]:
    """Return what turns a text into one of the same shape and length in Cyrillic; markup and addresses stay.

    >>> translator("ru")("The court [**sat**](https://example.org/1).")
    'Тхе цоурт [**sat**](https://example.org/1).'
    """
    table = str.maketrans(_LATIN + _LATIN.upper(), _CYRILLIC[locale] + _CYRILLIC[locale].upper())
    known = {word: word.translate(table) for word in _WORDS}
    known |= {word.capitalize(): text.capitalize() for word, text in known.items()}
    return lambda text: _WORD.sub(lambda found: known.get(found[0], found[0]), text)


def entry(number: int, *, words: int = PAGE_WORDS) -> str:
    """Return an entry: front matter, and a body of about so many words with everything that news are made of."""
    source = random.Random(number)  # noqa: S311
    title = paragraph(source, 5).rstrip(".")
    matter = f'---\ntitle: "{title} {number}"\nsummary: "{paragraph(source, 20)}"\ndate: 2026-11-{number % 28 + 1:02}\n---'
    blocks = [matter, *_opening(source, number)]
    while _length(blocks) < words - 40:
        blocks.append(_block(source, number, len(blocks)))
    return "\n\n".join([*blocks, f"[^1]: {paragraph(source, 15)}"]) + "\n"


def _length(blocks: Sequence[str]) -> int:
    return sum(len(block.split()) for block in blocks[1:])


def _opening(source: random.Random, number: int) -> Iterator[str]:
    yield f"{paragraph(source, 45)}[^1]"
    yield f"[{_words(source)}](https://example.org/{number}) {paragraph(source, 40)}"


def _block(source: random.Random, number: int, place: int) -> str:
    match place % 8:
        case 3:
            return f"## {paragraph(source, 5).rstrip('.')} {place}"
        case 5:
            return "\n".join(f"- **{_words(source)}**: {paragraph(source, 12)}" for _ in range(4))
        case 6:
            return f"> {paragraph(source, 30)}"
        case 0:
            rows = (f"| {_words(source)} | {number + row} | {_words(source)} |" for row in range(4))
            return "\n".join([f"| {_words(source)} | {_words(source)} | {_words(source)} |", "| --- | --: | --- |", *rows])
        case _:
            marked = f"*{_words(source)}*, `x-{number}` [{_words(source)}](https://example.org/{number}/{place})"
            return f"{paragraph(source, 35)} {marked}: {paragraph(source, 20)}"


def _words(source: random.Random) -> str:
    return " ".join(_thing(source))
