"""The source text changed after it was translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Rule, Severity, Subject
from pipeline.message import State

if TYPE_CHECKING:
    from collections.abc import Iterator


def _check(subject: Subject) -> Iterator[str]:
    if subject.found is None or subject.found.state is not State.FUZZY:
        return
    before = subject.found.previous_msgid
    was = f" It was made for: {before!r}." if before and before != subject.message.msgid else ""
    yield f"the translation is fuzzy.{was} Compare the texts, mend the translation and remove the mark 'fuzzy'."


RULE = Rule(
    "state.fuzzy",
    Severity.FUZZY,
    "The source text changed after it was translated, or the translation was taken from a text like it. Until a "
    "person has looked at it and removed the mark, readers see the source text.",
    _check,
)
