"""There is no translation yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Rule, Severity, Subject
from pipeline.message import State

if TYPE_CHECKING:
    from collections.abc import Iterator


def _check(subject: Subject) -> Iterator[str]:
    if subject.found is None:
        yield "the catalog does not know this text yet. Run 'navina extract'."
    elif subject.found.state is State.MISSING:
        forms = subject.found.msgstr
        written = sum(bool(each.strip()) for each in forms)
        yield f"{written} of {len(forms)} plural forms are translated." if written else "not translated."


RULE = Rule(
    "state.missing",
    Severity.MISSING,
    "The message has no translation, or only some of its plural forms have one. Readers see the source text.",
    _check,
)
