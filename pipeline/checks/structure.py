"""A translation changed more than words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Rule, Severity, Subject
from pipeline.message import State

if TYPE_CHECKING:
    from collections.abc import Iterator


def _check(subject: Subject) -> Iterator[str]:
    if subject.found is None or subject.found.state is not State.TRANSLATED:
        return
    reasons = dict.fromkeys(reason for form in subject.found.msgstr for reason in subject.refusals(form))
    for reason in reasons:
        yield f"{reason}. Readers see the source text until the translation has the same links, marks and code."


RULE = Rule(
    "structure",
    Severity.ERROR,
    "A translation may change words and their order, never what they are made into: links and their addresses, "
    "emphasis, code, footnotes, HTML tags, placeholders. Such a translation is not used: readers see the source text.",
    _check,
)
