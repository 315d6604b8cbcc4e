"""Some plural forms of a translation are written, and some are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import MessageRule
from pipeline.checks.rules._blank import is_blank
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Subject


def _check(subject: Subject) -> Iterator[Hit]:
    found = subject.found
    if found is None or found.msgid_plural is None:
        return
    empty = [index for index, text in enumerate(found.msgstr) if is_blank(text)]
    if not empty or len(empty) == len(found.msgstr):
        return
    named = ", ".join(f"msgstr[{index}]" for index in empty)
    yield Hit(say("the translation has no %(forms)s. Write every form: readers see each of them.", forms=named))


RULE = MessageRule(
    id="plural.incomplete",
    severity=Severity.ERROR,
    summary="Some plural forms of a translation are written, and some are not.",
    explanation="Which form a reader sees depends on the number: 1 запіс, 2 запісы, 5 запісаў. Where one form is not "
    "written, the whole translation counts as missing. Write all of them, also where two are the same.",
    singular=False,
    check=_check,
)
