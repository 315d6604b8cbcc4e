"""There is no translation yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import MessageRule
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Subject


def _check(subject: Subject) -> Iterator[Hit]:
    if subject.found is None:
        yield Hit(say("the catalog does not know this text yet. Run 'navina extract'."))
    elif not any(subject.found.msgstr):
        yield Hit(say("not translated."))


RULE = MessageRule(
    id="state.missing",
    severity=Severity.MISSING,
    summary="There is no translation yet.",
    explanation="Readers see the source text, marked as such, until somebody translates it. A translation of white "
    "space only, and one of which some plural forms are missing, are told by checks of their own.",
    finished=False,
    check=_check,
)
