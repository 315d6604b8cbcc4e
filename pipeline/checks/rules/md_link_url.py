"""A link leads to another address."""

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
    for claim in _claim.of(form, "md.link-url"):
        old, new = claim.values
        sentence = say("the address '%(old)s' became '%(new)s'. Write the address of the source.", old=old, new=new)
        yield _claim.hit(form, claim, sentence, suggestion=old)


RULE = Rule(
    id="md.link-url",
    severity=Severity.ERROR,
    summary="A link leads to another address than in the source.",
    explanation="Addresses are not translated: a changed one leads nowhere, or elsewhere. Links to pages of the "
    "site find the page in the reader's language by themselves. Where another address is right for "
    "all translations, such as another Wikipedia, an editor allows it in the settings, under "
    "[tool.navina.links].",
    examples=(Example("be", "See [the plan](plan.md).", "Гл. [план](plan2.md).", "Гл. [план](plan.md)."),),
    prose=False,
    needs=traits.refused,
    check=_check,
)
