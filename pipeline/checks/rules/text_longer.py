"""A translation is much longer than its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules._length import words_only
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_LONG = 20
_TIMES = 3


def _check(form: Form) -> Iterator[Hit]:
    if len(form.target) <= len(form.source) or len(form.source) < _LONG:
        return
    source = words_only(form.source_prose)
    if source < _LONG or len(form.target) <= source * _TIMES:
        return
    target = words_only(form.prose)
    if target > source * _TIMES:
        yield Hit(
            say(
                "The translation has %(target)s characters, the source %(source)s: it may be the translation of "
                "another text. Compare them.",
                target=target, source=source,
            )
        )  # fmt: skip


RULE = Rule(
    id="text.longer",
    severity=Severity.INFO,
    summary="A translation is more than three times as long as its source.",
    explanation="It may be the translation of another text, or hold two versions of one sentence. Short sources, of "
    "less than 20 characters, are left alone: an abbreviation may need many words. Compare the two texts.",
    examples=(
        Example(
            "ru",
            "The appeal was heard.",
            "Апелляцию рассмотрели. Суд оставил приговор без изменений, и он вступил в силу сразу после заседания.",
            "Апелляцию рассмотрели.",
        ),
    ),
    check=_check,
)
