"""A link that the source does not have."""

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
    for claim in _claim.of(form, "md.link-added"):
        sentence = say(
            "%(difference)s. Take it out, or ask an editor to put it into the source.", difference=claim.reasons[0]
        )
        yield _claim.hit(form, claim, sentence)


RULE = Rule(
    id="md.link-added",
    severity=Severity.ERROR,
    summary="A link that the source does not have.",
    explanation="A translation links to what the source links to, and to nothing else: readers of all languages "
    "find the same, and nobody can slip in a link. Take it out; if it is useful, ask an editor to put "
    "it into the source, for all languages.",
    examples=(Example("ru", "See the plan.", "См. [план](plan.md).", "См. план."),),
    prose=False,
    needs=traits.refused,
    check=_check,
)
