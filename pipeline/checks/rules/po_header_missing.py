"""The header lacks a field that programs need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.catalog import folder_name
from pipeline.checks.finding import Severity
from pipeline.checks.rule import CatalogRule
from pipeline.checks.rules._header import field_line, field_value
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.catalog import Catalog
    from pipeline.checks.subject import Context
    from pipeline.sentence import Sentence


def _check(catalog: Catalog, _: Context) -> Iterator[tuple[int, Sentence]]:
    needed = {"Language": folder_name(catalog.locale), "Content-Type": "text/plain; charset=UTF-8"}
    for name, right in needed.items():
        if not field_value(catalog, name):
            yield (
                field_line(catalog, name),
                say("the header has no %(name)s. Write '%(name)s: %(right)s'.", name=name, right=right),
            )


RULE = CatalogRule(
    id="po.header-missing",
    severity=Severity.ERROR,
    summary="The header lacks a field that programs need.",
    explanation="Without Language a translator's program does not know what language it has before it, and without "
    "the charset in Content-Type it may turn every Cyrillic letter into another. Write the field as the finding says. "
    "Other fields may be missing; of Plural-Forms there is a check of its own.",
    check=_check,
)
