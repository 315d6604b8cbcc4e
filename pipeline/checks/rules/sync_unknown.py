"""The catalog translates a text that the content does not have any more."""

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
        if elsewhere is None:
            yield (
                message.line,
                say("the content does not have this text. Run 'navina extract', which puts the catalog in order."),
            )


RULE = CatalogRule(
    id="sync.unknown",
    severity=Severity.WARNING,
    summary="The catalog translates a text that the content does not have.",
    explanation="The source text changed or went, and the catalog was not brought up to date since, or a text of "
    "msgid was edited by hand. Nobody sees the translation. Do not mend it here: 'navina extract' gives it to the new "
    "text, marked as fuzzy, or keeps it at the end of the file for the day when the text comes back.",
    check=_check,
)
