"""A hyphen where a dash belongs."""

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

_HYPHEN = re.compile(r"(?<=[^\s\d|=<>+])[ \u00a0](?P<hyphen>--?)[ \u00a0](?=[^\s\d|=<>+-])")


def _check(passage: Passage) -> Iterator[Hit]:
    for found in _HYPHEN.finditer(passage.prose.text):
        yield Hit(
            say("a hyphen stands for a dash. Write '—' or '–', as the rest of the site does."),
            source=found.span("hyphen"),
        )


RULE = PassageRule(
    id="source.dash",
    severity=Severity.INFO,
    summary="A hyphen with spaces around it stands where a dash belongs.",
    explanation="A hyphen joins, a dash parts. On a narrow screen a line may break before a hyphen, and a screen "
    "reader does not pause at it. Between numbers, where it may be a minus, and in code it is left alone. Write a "
    "dash.",
    examples=(Example("en", "", "The court - they say - is closed.", "The court — they say — is closed."),),
    check=_check,
)
