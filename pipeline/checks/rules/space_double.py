"""Two spaces between words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_TWO = re.compile(r"(?<=\S)[^\S\n]{2,}(?=\S)")


def _check(form: Form) -> Iterator[Hit]:
    text = form.target
    if not _TWO.search(text) or _TWO.search(form.source):
        return
    for found in _TWO.finditer(form.prose.text):
        start, end = found.span()
        if text[start:end].isspace():
            space = "\u00a0" if "\u00a0" in found[0] else " "
            yield Hit(say("two spaces stand side by side. Leave one."), found.span(), suggestion=space)


RULE = Rule(
    id="space.double",
    severity=Severity.INFO,
    summary="Two spaces between words.",
    explanation="Browsers show several spaces as one, but not where one of them is a no-break space. Left alone are "
    "code, the edges of a text, and a text whose source has two spaces as well.",
    examples=(
        Example("be", "The court refused.", "Суд  адмовіў.", "Суд адмовіў."),
        Example("ru", "The court refused.", "Суд отказал  в иске.", "Суд отказал в иске."),
    ),
    needs=traits.one_of(traits.doubled, traits.like(r"[^\S\n ]")),
    check=_check,
)
