"""A message has more or fewer plural forms than its language."""

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
    for message in catalog.messages:
        count = len(message.msgstr)
        if message.msgid_plural is not None and count != catalog.nplurals:
            yield (
                message.line,
                say(
                    "the message has %(count)s plural forms; '%(locale)s' has %(right)s. Write msgstr[0] to "
                    "msgstr[%(last)s].",
                    count=count, locale=catalog.locale, right=catalog.nplurals, last=catalog.nplurals - 1,
                ),
            )  # fmt: skip


RULE = CatalogRule(
    id="po.plural-count",
    severity=Severity.ERROR,
    summary="A message has more or fewer plural forms than its language.",
    explanation="Belarusian and Russian have three forms: msgstr[0] after 1, msgstr[1] after 2, msgstr[2] after 5. "
    "Where the header has Plural-Forms, a catalog that breaks its promise is not read at all; this finds the same in "
    "a catalog whose header says nothing. Write every form, and Plural-Forms in the header.",
    check=_check,
)
