"""Straight and curly quotation marks or apostrophes in one entry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example
from pipeline.checks.source.rule import ContentRule, Spot
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.checks.source.rule import Content, Passage
    from pipeline.sentence import Sentence


@dataclass(frozen=True, slots=True)
class _Kind:
    straight: re.Pattern[str]
    curly: re.Pattern[str]
    sentence: Sentence


_KINDS = (
    _Kind(
        re.compile(r"(?<!\d)\""),
        re.compile("[“”]"),
        say('this entry has straight quotation marks (") and curly ones (“ ”). Write all of them alike.'),
    ),
    _Kind(
        re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"),
        re.compile(r"(?<=[^\W\d_])’(?=[^\W\d_])"),
        say("this entry has straight apostrophes (') and curly ones (’). Write all of them alike."),
    ),
)


def _check(content: Content) -> Iterator[Spot]:
    for passages in content.by_entry.values():
        for kind in _KINDS:
            yield from _mixed(passages, kind)


def _mixed(passages: Sequence[Passage], kind: _Kind) -> Iterator[Spot]:
    """Yield the first sign of the rarer form, once an entry."""
    straight, curly = (
        [(each, found.span()) for each in passages for found in signs.finditer(each.prose.text)]
        for signs in (kind.straight, kind.curly)
    )
    if straight and curly:
        passage, span = straight[0] if len(straight) <= len(curly) else curly[0]
        yield Spot(Hit(kind.sentence, source=span), passage)


RULE = ContentRule(
    id="source.quotes",
    severity=Severity.INFO,
    summary="An entry has straight and curly quotation marks, or straight and curly apostrophes.",
    explanation="Half of an entry was typed in one program and half in another. It looks careless in print, and texts "
    "that differ in nothing else are two messages for translators. The first one of the rarer form is marked. Code "
    "and addresses are left alone. Write “ ” and ’ everywhere.",
    examples=(Example("en", "", '“One” and "two"', "“One” and “two”"),),
    languages=("en",),
    check=_check,
)
