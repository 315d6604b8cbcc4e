"""The mark of a table of contents."""

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
    for claim in _claim.of(form, "md.contents"):
        if claim.missing:
            sentence = say("%(difference)s. Put it back as it is.", difference=claim.missing)
        else:
            sentence = say(
                "%(difference)s. Take it out: a page has its table of contents where the source has it.",
                difference=claim.reasons[0],
            )
        yield _claim.hit(form, claim, sentence)


RULE = Rule(
    id="md.contents",
    severity=Severity.ERROR,
    summary="The mark of a table of contents, [TOC], is missing or added.",
    explanation="In the place of the mark [TOC] the page gets its table of contents. It belongs where the source "
    "has it and nowhere else; in a translation it is neither added nor translated. If you want to "
    "speak of the mark itself, write it as code, as the source does.",
    examples=(Example("be", "Contents", "Змест [TOC]", "Змест"),),
    prose=False,
    needs=traits.refused,
    check=_check,
)
