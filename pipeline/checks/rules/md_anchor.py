"""A link leads to another place of the right page."""

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
    for claim in _claim.of(form, "md.anchor"):
        old, new = claim.values
        sentence = say(
            "the link leads to another place of the page: '%(old)s' became '%(new)s'. Write the address of the source.",
            old=old,
            new=new,
        )
        yield _claim.hit(form, claim, sentence, suggestion=old)


RULE = Rule(
    id="md.anchor",
    severity=Severity.ERROR,
    summary="A link leads to another place of the right page.",
    explanation="What stands after '#' in an address is the name of a place on the page. It is the same in all "
    "languages, and so it is not translated even where the heading is: else the link leads to the top "
    "of the page. Write the address of the source.",
    examples=(
        Example("be", "See [the end](plan.md#end).", "Гл. [канец](plan.md#kaniec).", "Гл. [канец](plan.md#end)."),
    ),
    prose=False,
    needs=traits.refused,
    check=_check,
)
