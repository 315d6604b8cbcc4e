"""An address that does more than open a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _address, _claim
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.finding import Hit
    from pipeline.checks.subject import Form


def _check(form: Form) -> Iterator[Hit]:
    for claim in _claim.of(form, "url.scheme"):
        new = claim.values[1]
        sentence = say(
            "the address '%(new)s' begins with '%(scheme)s:', and only http, https, mailto and tel are safe. Write the "
            "address of the source.",
            new=new,
            scheme=_address.scheme(new),
        )
        yield _claim.hit(form, claim, sentence, suggestion=claim.values[0])


RULE = Rule(
    id="url.scheme",
    severity=Severity.ERROR,
    summary="An address begins with something other than http, https, mailto or tel.",
    explanation="An address that begins with 'javascript:' or 'data:' runs a program when somebody follows it. It "
    "is found however it is disguised: with capital letters, spaces, or letters written as HTML "
    "references. Write the address of the source; no comment silences this rule.",
    examples=(Example("be", "See [it](a.md).", "Гл. [гэта](JavaScript:a()).", "Гл. [гэта](a.md)."),),
    security=True,
    prose=False,
    needs=traits.refused,
    check=_check,
)
