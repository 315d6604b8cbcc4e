"""The content has a text with another context than the catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Severity
from pipeline.checks.rule import CatalogRule
from pipeline.checks.rules._stray import strays
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.catalog import Catalog
    from pipeline.checks.subject import Context
    from pipeline.sentence import Sentence


def _check(catalog: Catalog, context: Context) -> Iterator[tuple[int, Sentence]]:
    if context.template is None:
        return
    for message, elsewhere in strays(catalog, context.template):
        if elsewhere is not None:
            yield message.line, _said(message.msgctxt, elsewhere[0])


def _said(ours: str | None, theirs: str | None) -> Sentence:
    if ours is None:
        return say(
            "the content has this text with the context '%(theirs)s', so the translation is not used. Run 'navina "
            "extract'; do not change msgctxt by hand.",
            theirs=theirs,
        )
    if theirs is None:
        return say(
            "the content has this text without the context '%(ours)s', so the translation is not used. Run 'navina "
            "extract'; do not change msgctxt by hand.",
            ours=ours,
        )
    return say(
        "the content has this text with the context '%(theirs)s', not '%(ours)s', so the translation is not used. Run "
        "'navina extract'; do not change msgctxt by hand.",
        ours=ours, theirs=theirs,
    )  # fmt: skip


RULE = CatalogRule(
    id="sync.context",
    severity=Severity.ERROR,
    summary="The content has a text with another context than the catalog.",
    explanation="A context (msgctxt) tells equal texts apart, and a translation is found only with the same one. The "
    "text is translated here, and readers see it in English: the context was changed in the entry or in the catalog. "
    "'navina extract' brings both together.",
    check=_check,
)
