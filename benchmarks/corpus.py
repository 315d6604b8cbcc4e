"""A corpus made up from a list of words: the same seed gives the same bytes on every machine."""

from __future__ import annotations

import random
import re
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Translate: TypeAlias = "Callable[[str], str]"

LOCALES = ("be", "ru")
PAGE_WORDS = 570

_LIST = tomllib.loads(resources.files("benchmarks").joinpath("words.toml").read_text("utf-8"))
_NOUNS = _LIST["nouns"].split()
_ADJECTIVES = _LIST["adjectives"].split()
_VERBS = _LIST["verbs"].split()
_ADVERBS = _LIST["adverbs"].split()
_PREPOSITIONS = _LIST["prepositions"].split()
_ARTICLES = ("the", "the", "the", "a", "this", "that", "every", "their", "his", "her", "no", "another")
_JOINTS = (", and", ", but", ", because", ", while", ", although", "; meanwhile", ", so", ", as")

_WORDS = {*_NOUNS, *_ADJECTIVES, *_VERBS, *_ADVERBS, *_PREPOSITIONS, *_ARTICLES, *" ".join(_JOINTS).split()}
_HALF_A_SENTENCE = 7
_WORD = re.compile(r"[A-Za-z]+")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_AT_ODDS = re.compile(r"^(?:ў|(?=у|(?:он|со)$))")
"""A beginning that may be wrong after some word, or a small word of Russian: a checker would speak of thousands."""

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

    >>> paragraph(random.Random(12), 4)
    'No leader charged their large hearing.'
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


def translator(locale: str) -> Translate:
    """Return what turns a text into one of the same shape and length in Cyrillic; markup and addresses stay.

    >>> translator("ru")("The court [**sat**](https://example.org/1).")
    'Тхе цоурт [**sat**](https://example.org/1).'
    """
    table = str.maketrans(_LATIN + _LATIN.upper(), _CYRILLIC[locale] + _CYRILLIC[locale].upper())
    known = {word: _AT_ODDS.sub("в", word.translate(table)) for word in _WORDS}
    known |= {word.capitalize(): text.capitalize() for word, text in known.items()}
    return lambda text: _WORD.sub(lambda found: known.get(found[0], found[0]), text)


def entry(number: int, *, words: int = PAGE_WORDS) -> str:
    """Return an entry: front matter, and a body of about so many words with everything that news are made of."""
    source = random.Random(number)  # noqa: S311
    title = paragraph(source, 5).rstrip(".")
    matter = (
        f'---\ntitle: "{title} {number}"\nsummary: "{paragraph(source, 20)}"\ndate: 2025-11-{number % 28 + 1:02}\n---'
    )
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
            return "\n".join(
                [f"| {_words(source)} | {_words(source)} | {_words(source)} |", "| --- | --: | --- |", *rows]
            )
        case _:
            marked = f"*{_words(source)}*, `x-{number}` [{_words(source)}](https://example.org/{number}/{place})"
            return f"{paragraph(source, 35)} {marked}: {paragraph(source, 20)}"


def _words(source: random.Random) -> str:
    return " ".join(_thing(source))
