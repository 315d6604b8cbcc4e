"""A text is in another language than its catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules._tongue import foreign_stretches
from pipeline.languages import CYRILLIC, sister
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form


def _check(form: Form) -> Iterator[Hit]:
    language = form.language
    other = sister(language) if language else None
    if language is None or other is None:
        return
    for span in foreign_stretches(form.prose, language):
        yield Hit(
            say(
                "This reads as %(other)s, and the catalog is in %(language)s. Translate it anew, or put a quotation "
                "in quotation marks.",
                other=other.name, language=language.name,
            ),
            target=span,
        )  # fmt: skip


RULE = Rule(
    id="text.language",
    severity=Severity.ERROR,
    summary="A text is in Russian in a Belarusian catalog, or in Belarusian in a Russian one.",
    explanation="At least a third of the words have letters, groups of letters or small words that the language of the "
    "catalog does not have: texts were put into the wrong file, or only one sentence was left over. What stands in "
    "quotation marks, a title in italics, the text of a link to another site and a remark such as (руск. …) may be in "
    "another language. Translate the text, or put what is a quotation in quotation marks.",
    examples=(
        Example("be", "The court found him guilty.", "Суд признал его виновным.", "Суд прызнаў яго вінаватым."),
        Example("ru", "The court found him guilty.", "Суд прызнаў яго вінаватым.", "Суд признал его виновным."),
    ),
    languages=CYRILLIC,
    needs=traits.unfamiliar,
    check=_check,
)
