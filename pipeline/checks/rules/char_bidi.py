"""A text has a character that turns the direction of writing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules._characters import added, code_point
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def _check(form: Form) -> Iterator[Hit]:
    for start, end, character in added(_TURNS, form.target, form.source):
        yield Hit(
            say(
                "A character that turns the direction of writing stands here (%(code)s). Remove it.",
                code=code_point(character),
            ),
            target=(start, end),
        )


RULE = Rule(
    id="char.bidi",
    severity=Severity.ERROR,
    summary="A text has a character that turns the direction of writing.",
    explanation="Such characters (U+202A to U+202E, U+2066 to U+2069) make a text look other than it is: an address "
    "can be shown backwards, and a reader is led elsewhere than it seems. The source has none here, so nobody needs "
    "one; entities such as &#x202e; count too. Remove it.",
    examples=(Example("ru", "Write to us", "Напишите \u202eнам", "Напишите нам"),),
    security=True,
    prose=False,
    needs=traits.like(r"[\u202a-\u202e\u2066-\u2069&]"),
    check=_check,
)
