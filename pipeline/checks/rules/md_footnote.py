"""Footnote marks that are not those of the source."""

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
        yield from _refused(form)
    elif form.is_prose and ("[^" in form.source or "[^" in form.target):
        yield from _written(form)


def _refused(form: Form) -> Iterator[Hit]:
    for claim in _claim.of(form, "md.footnote"):
        old, new = claim.values
        span = None
        if old and not new:
            unknown = _label.changed(_label.footnotes(form.source), _label.footnotes(form.target))[1]
            new, span = _only(unknown), _label.place(f"[^{_only(unknown)}]", form.target)
        if old and new:
            sentence = say("the footnote mark [^%(old)s] became [^%(new)s]. Write [^%(old)s].", old=old, new=new)
        elif old:
            sentence = say("%(difference)s. Put it where its note belongs.", difference=claim.reasons[0])
        else:
            sentence = say("%(difference)s. Take it out.", difference=claim.reasons[0])
        yield _claim.hit(form, claim, sentence, suggestion=f"[^{old}]" if old else "", target=span)


def _only(labels: list[str]) -> str:
    """Return a label that no note has, if there is just one: it stands where the right one should."""
    return labels[0] if len(labels) == 1 else ""


def _written(form: Form) -> Iterator[Hit]:
    """Compare the marks as they are written: one whose note is not known is no difference of the page."""
    missing, added = _label.changed(_label.footnotes(form.source), _label.footnotes(form.target))
    for label in missing:
        yield Hit(
            say("the footnote mark [^%(label)s] is missing. Put it where its note belongs.", label=label),
            source=_label.place(f"[^{label}]", form.source),
        )
    for label in added:
        yield Hit(
            say("the footnote mark [^%(label)s] is not in the source. Take it out.", label=label),
            _label.place(f"[^{label}]", form.target),
        )


RULE = Rule(
    id="md.footnote",
    severity=Severity.ERROR,
    summary="A footnote mark is missing, added or another one.",
    explanation="A footnote mark such as [^1] leads to its note. It must be in the translation as often as in the "
    "source, with the same name, which is not translated; its place in the sentence is free. Without the mark nobody "
    "finds the note; with a name that no note has readers see the brackets.",
    examples=(Example("be", "Nobody was tried.[^1]", "Нікога не судзілі.", "Нікога не судзілі[^1]."),),
    prose=False,
    needs=traits.one_of(traits.refused, traits.either("^")),
    check=_check,
)
