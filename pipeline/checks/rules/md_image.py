"""A picture is missing, added or another one."""

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
    for claim in _claim.of(form, "md.image"):
        old, new = claim.values
        if claim.missing and claim.added:
            sentence = say("the picture '%(old)s' became '%(new)s'. Write the address of the source.", old=old, new=new)
        elif claim.missing:
            sentence = say("%(difference)s. Put it back: ![what it shows](%(old)s).", difference=claim.missing, old=old)
        else:
            sentence = say("%(difference)s. Take it out.", difference=claim.reasons[0])
        yield _claim.hit(form, claim, sentence, suggestion=old)


RULE = Rule(
    id="md.image",
    severity=Severity.ERROR,
    summary="A picture is missing, added, or another one than in the source.",
    explanation="The pictures of a translation are those of the source, as often as there; their place in the "
    "sentence is free, and the text in square brackets, which describes the picture to those who do "
    "not see it, is to be translated. Write the address as it is in the source.",
    examples=(Example("ru", "![A map](map.png)", "![Карта](карта.png)", "![Карта](map.png)"),),
    prose=False,
    needs=traits.refused,
    check=_check,
)
