"""Emphasis that is not that of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _claim
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.finding import Hit
    from pipeline.checks.subject import Form


def _check(form: Form) -> Iterator[Hit]:
    for claim in _claim.of(form, "md.emphasis"):
        if claim.missing and claim.added:
            sentence = say(
                "%(missing)s, and %(added)s. Write the marks of the source.", missing=claim.missing, added=claim.added
            )
        elif claim.missing:
            sentence = say("%(difference)s. Put the marks around the words that have them in the source.",
                difference=claim.missing)  # fmt: skip
        else:
            sentence = say("%(difference)s. Take the marks out.", difference=claim.reasons[0])
        yield _claim.hit(form, claim, sentence)


RULE = Rule(
    id="md.emphasis",
    severity=Severity.ERROR,
    summary="Emphasis (*…* or **…**) is missing, added or another one.",
    explanation="What the source emphasises is emphasised in the translation: as often, and as strongly. Which words "
    "are marked and where they stand is free, and *…* is the same as _…_. An asterisk that is meant as itself is "
    "written \\*.",
    examples=(Example("be", "They *never* answered.", "Яны так і не адказалі.", "Яны *так і не* адказалі."),),
    prose=False,
    needs=traits.refused,
    check=_check,
)
