"""Brackets and quotation marks that are not closed, or not opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example
from pipeline.checks.source.rule import PassageRule
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.source.rule import Passage

_PAIRS = {")": "(", "”": "“", "»": "«"}
_SIGN = re.compile("[()“”«»]")
_ITEM = re.compile(r"(?:^|[\s(;,])\w{1,3}$")
_FACE = re.compile(r"[:;8=][-‑^]?$")
_TARGET = re.compile(r"\]\([^()\s]*$")
"""What stands before the bracket that closes an address, where the text of the link is an address too."""

_STRAIGHT = re.compile(r"(?<!\d)\"|(?<=\d)\"(?=[\s.,;:)]|$)")


def _check(passage: Passage) -> Iterator[Hit]:
    text = passage.prose.text
    for place in _unpaired(text):
        if _TARGET.search(passage.text, 0, place):
            continue
        yield Hit(
            say("'%(sign)s' stands alone: the other one of the pair is missing. Add it, or take this one away.",
                sign=text[place]),
            source=(place, place + 1),
        )  # fmt: skip
    straight = [found.start() for found in _STRAIGHT.finditer(text)]
    if len(straight) % 2 and not re.search(r"\d\"", text):
        yield Hit(
            say("a quotation mark is missing: there are %(number)s. Add it, or take one away.", number=len(straight)),
            source=(straight[-1], straight[-1] + 1),
        )


def _unpaired(text: str) -> Iterator[int]:
    """Yield the places of signs without their other half.

    A quotation that goes on in the next paragraph is not closed in this one, and `a)` and `:)` are no brackets.
    """
    opened: dict[str, list[int]] = {each: [] for each in _PAIRS.values()}
    for found in _SIGN.finditer(text):
        place, sign = found.start(), found[0]
        if sign not in _PAIRS:
            opened[sign].append(place)
        elif opened[_PAIRS[sign]]:
            opened[_PAIRS[sign]].pop()
        elif sign != ")" or not (_ITEM.search(text[:place]) or _FACE.search(text[:place])):
            yield place
    left = sorted(place for places in opened.values() for place in places)
    yield from (place for place in left if place or text[place] == "(")


RULE = PassageRule(
    id="source.balance",
    severity=Severity.WARNING,
    summary="A bracket or a quotation mark is not closed, or not opened.",
    explanation="The reader cannot tell where a quotation ends, and translators will each guess for themselves. A "
    "quotation of several paragraphs, in which only the last is closed, the letters of a list ('a)'), smileys and "
    "inches are left alone. Add the sign that is missing.",
    examples=(Example("en", "", "He said: “Nobody came (at all.”", "He said: “Nobody came (at all).”"),),
    check=_check,
)
