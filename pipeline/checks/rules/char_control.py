"""A text has a control character."""

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

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ufff9-\ufffb]")


def _check(form: Form) -> Iterator[Hit]:
    for start, end, character in added(_CONTROL, form.target, form.source):
        yield Hit(
            say("A control character stands here (%(code)s). Remove it.", code=code_point(character)),
            target=(start, end),
        )


RULE = Rule(
    id="char.control",
    severity=Severity.ERROR,
    summary="A text has a control character.",
    explanation="Control characters are no text: they come from a broken copy, or are put there to hide something from "
    "a check. HTML forbids most of them, also as entities. Line breaks and tabs are left alone. Remove the character; "
    "typing the words around it again is the surest way.",
    examples=(Example("be", "The court", "Суд\u0007", "Суд"),),
    security=True,
    prose=False,
    needs=traits.like(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ufff9-\ufffb&]"),
    check=_check,
)
