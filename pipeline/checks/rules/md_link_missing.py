"""A link of the source is not in the translation."""

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
    for claim in _claim.of(form, "md.link-missing"):
        sentence = say(
            "%(difference)s. Put it back: [words](%(address)s).", difference=claim.reasons[0], address=claim.values[0]
        )
        yield _claim.hit(form, claim, sentence)


RULE = Rule(
    id="md.link-missing",
    severity=Severity.ERROR,
    summary="A link of the source is not in the translation.",
    explanation="Every address that the source links to must be linked to in the translation, as often as there. "
    "The words of a link and its place in the sentence are free. Write it again as [words](address); "
    "such a translation is not used before.",
    examples=(Example("be", "See [the plan](plan.md).", "Гл. план.", "Гл. [план](plan.md)."),),
    prose=False,
    needs=traits.refused,
    check=_check,
)
