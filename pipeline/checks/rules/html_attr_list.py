"""An attribute list that the source does not have."""

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
    for claim in _claim.of(form, "html.attr-list"):
        if claim.missing and "{" not in form.source and f"<{claim.missing.item[0]}" not in form.source:
            sentence = say(
                "%(difference)s: a brace of the translation cuts off what follows the text. Take the brace out.",
                difference=claim.missing,
            )
        elif claim.missing:
            sentence = say("%(difference)s. Put it back as the source has it.", difference=claim.missing)
        else:
            sentence = say("%(difference)s. Take it out, with its braces.", difference=claim.reasons[0])
        yield _claim.hit(form, claim, sentence)


RULE = Rule(
    id="html.attr-list",
    severity=Severity.ERROR,
    summary="An attribute list ({: … }) is missing, added or another one.",
    explanation="What stands in braces after a text or a link, such as {: .note } or {#plan}, gives an HTML "
    "element its attributes. A translation must have the same: with others it could change how the "
    "page looks and what it does. Only what people read in them, such as a title, is translated.",
    examples=(Example("be", "See [it](a.md)", "Гл. [гэта](a.md){: .note }", "Гл. [гэта](a.md)"),),
    security=True,
    prose=False,
    needs=traits.refused,
    check=_check,
)
