"""Marks of emphasis that a reader sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _claim, _mark
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form


def _check(form: Form) -> Iterator[Hit]:
    refused = next(_claim.of(form, "md.emphasis-broken"), None)
    found = _mark.broken(form) if refused or form.is_prose else None
    if found is None:
        return
    mark, span = found
    if refused:
        sentence = say(
            "the marks '%(mark)s' make no emphasis. Write them right before the first letter and right after the last "
            "one, as many at the end as at the beginning.",
            mark=mark,
        )
        yield _claim.hit(form, refused, sentence, target=span)
    elif form.role in _mark.PLAIN:
        yield Hit(say("readers see the mark '%(mark)s': this text knows no emphasis. Take it out.", mark=mark), span)
    else:
        sentence = say(
            "readers see the mark '%(mark)s', as it makes no emphasis. Take it out; an asterisk that is meant as "
            "itself is written \\*.",
            mark=mark,
        )
        yield Hit(sentence, span)


RULE = Rule(
    id="md.emphasis-broken",
    severity=Severity.ERROR,
    summary="Asterisks or underscores that make no emphasis, so that readers see them.",
    explanation="Marks of emphasis make emphasis only right at a word: '** so **' and '**so' are shown with their "
    "asterisks. A text is found that shows asterisks, or underscores at the edge of a word, where its source shows "
    "none. Signs inside a word, between numbers and in addresses are left alone, and so is \\*.",
    examples=(Example("be", "It is **forbidden**.", "Гэта ** забаронена **.", "Гэта **забаронена**."),),
    prose=False,
    needs=traits.one_of(traits.refused, traits.target("*_")),
    check=_check,
)
