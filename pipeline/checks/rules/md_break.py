"""Another number of line breaks."""

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
    for claim in _claim.of(form, "md.break"):
        if claim.missing:
            sentence = say("%(difference)s. Begin a new line where the source does.", difference=claim.missing)
        else:
            sentence = say("%(difference)s. Write the text without a new line there.", difference=claim.reasons[0])
        yield _claim.hit(form, claim, sentence)


RULE = Rule(
    id="md.break",
    severity=Severity.ERROR,
    summary="There are more or fewer line breaks than in the source.",
    explanation="A new line in a text (in a catalog it is written \\n) is a line break on the page, as in an "
    "address or a poem. There must be as many as in the source, and <br> counts as one. How long the "
    "lines of a catalog are does not matter.",
    examples=(Example("be", "Main street 1\nMinsk", "Галоўная вуліца, 1, Мінск", "Галоўная вуліца, 1\nМінск"),),
    prose=False,
    needs=traits.refused,
    check=_check,
)
