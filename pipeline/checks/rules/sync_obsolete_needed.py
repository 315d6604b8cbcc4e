"""A text of the content has its translation only among the obsolete messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Severity
from pipeline.checks.rule import CatalogRule
from pipeline.checks.rules._blank import is_blank
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.catalog import Catalog
    from pipeline.checks.subject import Context
    from pipeline.sentence import Sentence


def _check(catalog: Catalog, context: Context) -> Iterator[tuple[int, Sentence]]:
    if context.template is None or not catalog.obsolete:
        return
    wanted = {located.message.key for located in context.template.messages}
    for message in catalog.obsolete:
        if message.key in wanted and catalog.get(message.key) is None and not all(map(is_blank, message.msgstr)):
            yield (
                message.line,
                say(
                    "the content has this text, and its translation is marked as obsolete (#~), so it is not used. "
                    "Run 'navina extract', which takes it back."
                ),
            )


RULE = CatalogRule(
    id="sync.obsolete-needed",
    severity=Severity.ERROR,
    summary="A text of the content has its translation only among the obsolete messages.",
    explanation="A translation whose text went out of the content is kept at the end of the catalog, in lines that "
    "begin with '#~', and is not used. Here the text is back, and readers see it in English although the translation "
    "exists. 'navina extract' takes it back into use.",
    check=_check,
)
