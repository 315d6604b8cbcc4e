"""A title that is too long to be shown whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example
from pipeline.checks.source.rule import PassageRule
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.source.rule import Passage

_MOST = 100


def _check(passage: Passage) -> Iterator[Hit]:
    if passage.message.role == "title" and len(passage.text) > _MOST:
        text = say("the title has %(number)s characters, more than %(most)s. Shorten it.",
                   number=len(passage.text), most=_MOST)  # fmt: skip
        yield Hit(text, source=(_MOST, len(passage.text)))


RULE = PassageRule(
    id="source.title",
    severity=Severity.INFO,
    summary="The title of an entry has more than 100 characters.",
    explanation="A long title is not read to its end: a list of entries, a search result and a tab of the browser cut "
    "it off, and most translations are longer still. Say what happened in one short sentence without a full stop; the "
    "rest belongs into the summary.",
    examples=(
        Example(
            "en",
            "",
            "The members of the mission have told journalists that their report on the elections will be published "
            "in the coming week",
            "The mission will publish its report on the elections in a week",
        ),
    ),
    check=_check,
)
