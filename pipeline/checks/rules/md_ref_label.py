"""A link whose address stands elsewhere lost the label that leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _claim, _label
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form


def _check(form: Form) -> Iterator[Hit]:
    if form.refusals:
        for claim in _claim.of(form, "md.ref-label"):
            sentence = say(
                "%(difference)s: its address stands elsewhere, and the label that leads to it changed. Write "
                "[words][label] with the label of the source; '[label]' alone becomes '[words][label]'.",
                difference=claim.reasons[0],
            )
            yield _claim.hit(form, claim, sentence)
    elif form.is_prose and ("][" in form.source or "][" in form.target):
        yield from _written(form)


def _written(form: Form) -> Iterator[Hit]:
    """Compare the labels as they are written: one that is not known is no difference of the page.

    `[label]` alone is a link too where the label is known, and is left alone.
    """
    missing, added = _label.changed(_label.references(form.source), _label.references(form.target))
    missing = [label for label in missing if not _label.place(f"[{label}]", form.target)]
    added = [label for label in added if not _label.place(f"[{label}]", form.source)]
    for label in missing:
        yield Hit(
            say("the label [%(label)s] of a link is missing. Write [words][%(label)s].", label=label),
            source=_label.place(f"[{label}]", form.source),
        )
    for label in added if not missing else ():
        yield Hit(
            say(
                "the label [%(label)s] of a link is not in the source. Write a label that the source has.", label=label
            ),
            _label.place(f"[{label}]", form.target),
        )


RULE = Rule(
    id="md.ref-label",
    severity=Severity.ERROR,
    summary="A link lost the label that leads to its address, or has another one.",
    explanation="In [words][label] the second brackets name an address that stands elsewhere in the entry. The words "
    "are translated, the label never: else there is no link, and readers see the brackets. Where the source has only "
    "one pair of words, [plan] or [plan][], write [план][plan]. Small and capital letters are the same.",
    examples=(Example("be", "See [the plan][plan].", "Гл. [план][план].", "Гл. [план][plan]."),),
    prose=False,
    needs=traits.one_of(traits.refused, traits.either("[")),
    check=_check,
)
