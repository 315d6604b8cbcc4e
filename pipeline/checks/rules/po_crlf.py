"""The lines of a catalog end as they do on Windows."""

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
    lines = catalog.scan.lines
    marked = [number for number, line in enumerate(lines, 1) if line.endswith("\r\n")]
    if not marked:
        return
    if len(marked) >= len(lines) - 1:
        yield marked[0], say("the lines end with CR LF, as on Windows. Run 'navina fmt' to write them with LF.")
    else:
        yield (
            marked[0],
            say(
                "%(count)s of %(total)s lines end with CR LF, the others with LF. Run 'navina fmt' to write all of "
                "them with LF.",
                count=len(marked), total=len(lines),
            ),
        )  # fmt: skip


RULE = CatalogRule(
    id="po.crlf",
    severity=Severity.INFO,
    summary="The lines of the catalog end with CR LF, as on Windows.",
    explanation="Readers see no difference, and every program reads such a file. But where two translators' programs "
    "write different line ends, each saved file looks as if every line had changed. 'navina fmt' writes LF.",
    check=_check,
)
