"""A text that is too long for one message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.source.rule import PassageRule
from pipeline.message import count_words
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.source.rule import Passage

_MOST = 150


def _check(passage: Passage) -> Iterator[Hit]:
    if len(passage.text) > 2 * _MOST and (words := count_words(passage.prose.visible)) > _MOST:
        yield Hit(say("the text has %(words)s words. Make two of it, or three.", words=words))


RULE = PassageRule(
    id="source.long",
    severity=Severity.INFO,
    summary="A paragraph or an item has more than 150 words.",
    explanation="A text is translated as a whole. When a word of it changes, all of its translation is set aside "
    "until somebody has looked at it, and until then the reader gets the source text. Short paragraphs lose less, and "
    "they are read more. Put an empty line where a new thought begins.",
    check=_check,
)
