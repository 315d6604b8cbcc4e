"""The source text changed after it was translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import MessageRule
from pipeline.message import State
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Subject


def _check(subject: Subject) -> Iterator[Hit]:
    if subject.found is None or subject.found.state is not State.FUZZY:
        return
    before = subject.found.previous_msgid
    if before and before != subject.message.msgid:
        yield Hit(
            say(
                "the translation is fuzzy. It was made for: '%(before)s'. Compare the texts, mend the translation and "
                "remove the mark 'fuzzy'.",
                before=before,
            )
        )
    else:
        yield Hit(say("the translation is fuzzy. Compare the texts, mend the translation and remove the mark 'fuzzy'."))


RULE = MessageRule(
    id="state.fuzzy",
    severity=Severity.FUZZY,
    summary="The source text changed after it was translated, or the translation was taken from a text like it.",
    explanation="Until a person has looked at it and removed the mark, readers see the source text. Compare what the "
    "text was with what it is, mend the translation, and remove the mark 'fuzzy': in Poedit it is the button "
    "“Needs work”, in a text editor the word 'fuzzy' in the line that begins with '#,'.",
    finished=False,
    check=_check,
)
