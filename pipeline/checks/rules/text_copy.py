"""A translation is the source text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules._english import is_english, is_title
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form


def _check(form: Form) -> Iterator[Hit]:
    if form.source.lstrip()[:1] != form.target.lstrip()[:1]:
        return
    if form.source.split() != form.target.split() or form.context.locale.partition("-")[0] == "en":
        return
    if is_english(form.prose.own_words):
        yield Hit(
            say("This is the source text. Translate it, or leave it empty: readers then see what it is."),
            severity=Severity.WARNING if is_title(form.prose.own_words) else None,
        )


RULE = Rule(
    id="text.copy",
    severity=Severity.ERROR,
    summary="A translation is the same as its source text.",
    explanation="The English text was copied and not translated; readers see it as if it were in their language, and "
    "it counts as done. Only prose is meant, which has small words such as the, of and is: names, code, addresses, "
    "quotations, titles in italics and the texts of links to other sites may well be the same. A text in which all "
    "long words have a capital may be a name, and is a warning only. Translate the text, or leave it empty.",
    examples=(
        Example("be", "The trial of the activists", "The trial of the activists", "Суд над актывістамі"),
        Example("ru", "What is known about the case", "What is known about the case", "Что известно о деле"),
    ),
    needs=traits.latin,
    check=_check,
)
