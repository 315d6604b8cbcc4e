"""One sentence that is written in two ways."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from pipeline._near import Words, likeness
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.source.rule import ContentRule, Spot
from pipeline.languages import en
from pipeline.message import count_words
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.source.rule import Content, Passage

_FEWEST = 4
_FEWEST_NEAR = 6
_NEAR = 95.0
_ALIKE = 70.0
_SHOWN = 80
_SIGNS = re.compile(r"[\W_]+")
_END = " .:;,!?…"
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_EXACT = re.compile(r"`[^`]*`|\]\([^()\s]*|\d+(?:[.,:]\d+)*")
"""What must be equal to the letter in texts that differ in signs: code, addresses, numbers."""

_CODE = re.compile(r"`[^`]*`")
_SMALL = en.LANGUAGE.function_words


def _check(content: Content) -> Iterator[Spot]:
    first: dict[str, Passage] = {}
    for each in content.passages:
        if each.message.msgctxt is None and count_words(each.text) >= _FEWEST:
            first.setdefault(each.text, each)
    passages = list(first.values())
    told: set[str] = set()
    for other, each in (*_folded(passages), *_near(passages)):
        if each.text not in told and not _may_differ(other, each):
            told.add(each.text)
            yield Spot(Hit(say(
                "nearly the same stands in %(path)s: '%(text)s'. Write both alike, and it is translated once.",
                path=f"{other.entry.path}:{other.line}", text=_shortened(other.text),
            )), each)  # fmt: skip


def _folded(passages: list[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Yield texts that differ in capitals, signs and white space only, each with the first of its like."""
    first: dict[tuple[object, ...], Passage] = {}
    for each in passages:
        words, exact = _SIGNS.sub("", each.text).casefold(), tuple(_EXACT.findall(each.text))
        other = first.setdefault((words, exact), each)
        if other is not each:
            yield other, each


def _near(passages: list[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Yield texts that differ in a few letters, each with the one before it that is nearest."""
    long = [each for each in passages if count_words(each.text) >= _FEWEST_NEAR]
    known = Words([each.text for each in long])
    for index, each in enumerate(long):
        before = [long[place] for place in known.candidates(each.text) if place < index]
        scored = [(likeness(other.text, each.text, floor=_NEAR), other) for other in before]
        score, other = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if score and other and _says_the_same(other.text, each.text):
            yield other, each


def _says_the_same(one: str, other: str) -> bool:
    """Tell whether two texts that are near differ in small words and in forms and spellings of words only.

    What differs in a number, an address, a piece of code or a word of its own (the prosecutor, the defender) says
    something else.
    """
    if _CODE.findall(one) != _CODE.findall(other):
        return False
    left, right = (Counter(each.casefold() for each in _WORD.findall(text)) for text in (one, other))
    lost, gained = sorted((left - right).elements()), sorted((right - left).elements())
    lost, gained = ([each for each in words if each not in _SMALL] for words in (lost, gained))
    return len(lost) == len(gained) and all(ratio(*pair) >= _ALIKE for pair in zip(lost, gained, strict=True))


def _may_differ(one: Passage, other: Passage) -> bool:
    """Tell whether two texts differ in what their places ask for: the last sign, or the first letter."""
    if one.message.role == other.message.role == "paragraph":
        return False
    left, right = one.text.rstrip(_END), other.text.rstrip(_END)
    return left[:1].casefold() + left[1:] == right[:1].casefold() + right[1:]


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


RULE = ContentRule(
    id="source.twice",
    severity=Severity.INFO,
    summary="The same text stands in two places in slightly different words or signs.",
    explanation="Texts that are equal to the letter are one message, and translated once. Two that differ in a comma, "
    "a quotation mark or a letter are two, and sooner or later they are translated in two ways. Write both alike. "
    "Texts of fewer than four words, other numbers, addresses or negations, and a last sign or a first letter that "
    "the place asks for (a heading, an item of a list) are left alone.",
    check=_check,
)
