"""A summary that is too long to be shown whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example
from pipeline.checks.source.rule import PassageRule
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.source.rule import Passage

_MOST = 200


def _check(passage: Passage) -> Iterator[Hit]:
    if passage.message.role == "summary" and len(passage.text) > _MOST:
        text = say("the summary has %(number)s characters, more than %(most)s. Shorten it.",
                   number=len(passage.text), most=_MOST)  # fmt: skip
        yield Hit(text, source=(_MOST, len(passage.text)))


RULE = PassageRule(
    id="source.summary",
    severity=Severity.INFO,
    summary="The summary of an entry has more than 200 characters.",
    explanation="A long summary is not read to its end: a search engine and a messenger that shows a preview of the "
    "link cut it off, and most translations are longer still. Say in one or two sentences what the entry is about, "
    "and leave the rest to its text.",
    examples=(
        Example(
            "en",
            "",
            "The members of the mission have told journalists that their report on the elections will be published in "
            "the coming week, that it has eighty pages, that it is in three languages, and that whoever wants one on "
            "paper may write to them.",
            "The report has eighty pages and comes in three languages.",
        ),
    ),
    check=_check,
)
