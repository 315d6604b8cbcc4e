"""Placeholders of the theme's strings that are not those of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _claim
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form


def _check(form: Form) -> Iterator[Hit]:
    if not form.subject.is_format:
        return
    for claim in _claim.of(form, "fmt.placeholder"):
        name = _name(str(claim.reasons[0]))
        span = _place(name, form.target)
        sentence = say("%(reason)s. Write the placeholders as the source has them.", reason=claim.reasons[0])
        yield Hit(_claim.readers(form, sentence), span, None if span else _place(name, form.source))


def _name(reason: str) -> str:
    start = reason.find("%(")
    return reason[start : reason.find(")s", start) + 2]


def _place(name: str, text: str) -> tuple[int, int] | None:
    start = text.find(name)
    return (start, start + len(name)) if start >= 0 else None


RULE = Rule(
    id="fmt.placeholder",
    severity=Severity.ERROR,
    summary="A placeholder of a string of the theme is missing, added or changed.",
    explanation="In the strings of the theme %(number)s and the like stand for what is filled in later: a number, a "
    "name. They are not translated, not even the letter after the bracket, and every plural form needs them, also the "
    "one for the number one, which in Belarusian and Russian counts 21 and 31 too. In entries a % is a per cent sign, "
    "and free.",
    examples=(Example("be", "%(number)s words", "%(лік)s слоў", "%(number)s слоў"),),
    prose=False,
    needs=traits.refused,
    check=_check,
)
