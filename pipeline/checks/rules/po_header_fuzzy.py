"""The header of a catalog is marked as fuzzy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Severity
from pipeline.checks.rule import CatalogRule
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.catalog import Catalog
    from pipeline.checks.subject import Context
    from pipeline.sentence import Sentence


def _check(catalog: Catalog, _: Context) -> Iterator[tuple[int, Sentence]]:
    header = catalog.scan.header
    if header is None:
        return
    for number in range(header.start, header.end):
        line = catalog.scan.lines[number].strip()
        if line.startswith("#,") and "fuzzy" in [flag.strip() for flag in line[2:].split(",")]:
            yield number + 1, say("the header is marked as fuzzy. Remove the word 'fuzzy' from this line.")


RULE = CatalogRule(
    id="po.header-fuzzy",
    severity=Severity.WARNING,
    summary="The header of the catalog is marked as fuzzy.",
    explanation="Programs that follow the mark do not believe such a header: neither its charset nor its plural forms. "
    "The mark comes from a template, where nobody has filled the header in yet. Remove the word 'fuzzy', or the line "
    "if nothing else is in it; 'navina fmt' does the same.",
    check=_check,
)
