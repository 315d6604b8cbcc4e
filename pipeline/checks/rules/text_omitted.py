"""A translation is much shorter than its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules._length import is_alphabetic, words_only
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_LONG = 60
_SHARE = 0.4
_SHARE_OF_A_SENTENCE = 0.33


def _check(form: Form) -> Iterator[Hit]:
    if len(form.source) < _LONG or len(form.target) >= len(form.source):
        return
    source, target = words_only(form.source_prose), words_only(form.prose)
    share = _SHARE if source >= 2 * _LONG else _SHARE_OF_A_SENTENCE
    if source >= _LONG and target < source * share and is_alphabetic(form.prose):
        yield Hit(
            say(
                "The translation has %(target)s characters, the source %(source)s: a part may be missing. Compare "
                "them to the end.",
                target=target, source=source,
            )
        )  # fmt: skip


RULE = Rule(
    id="text.omitted",
    severity=Severity.WARNING,
    summary="A translation is much shorter than its source; a part may be missing.",
    explanation="A translation into Belarusian or Russian is about as long as its English source. Where the source has "
    "60 characters or more and the translation less than a third of them (less than 40 % from 120 on), a sentence was "
    "mostly lost on the way. Marks, addresses and code do not count. Compare the two texts to the end.",
    examples=(
        Example(
            "be",
            "The court fined him. His lawyer said that the family would appeal the decision next week.",
            "Суд яго аштрафаваў.",
            "Суд яго аштрафаваў. Паводле адваката, на наступным тыдні сям’я абскардзіць рашэнне.",
        ),
    ),
    check=_check,
)
