"""Signs that stand twice or behind a space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example
from pipeline.checks.source.rule import PassageRule
from pipeline.prose import GAP
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.source.rule import Passage

_SPACE = re.compile(r"(?<=[^\s.])[ \u00a0]+(?P<sign>[,;:!?]|\.(?![.\w]| \.))(?=[\s”’»]|$)")
_DOUBLE = re.compile(r"(?<=[\w)”’])(?P<signs>(?P<first>[,;:])[ ]?[,;]|,\.|\.\.)(?=\s|$)")


def _check(passage: Passage) -> Iterator[Hit]:
    text = passage.prose.text
    for found in _SPACE.finditer(text):
        sign = found["sign"]
        yield Hit(
            say("a space stands before '%(sign)s'. Take it away.", sign=sign), source=found.span(), suggestion=sign
        )
    for found in _DOUBLE.finditer(text):
        yield Hit(
            say("'%(signs)s' is one sign too many. Leave one.", signs=found["signs"].replace(GAP, "")),
            source=found.span("signs"),
        )


RULE = PassageRule(
    id="source.punctuation",
    severity=Severity.WARNING,
    summary="A space stands before a comma or a point, or two signs stand where one belongs.",
    explanation="It is left over when a sentence was changed, and every translator copies it or wonders. Three points "
    "and signs in code and addresses are left alone. Take away what is too much.",
    examples=(Example("en", "", "The court , he said,, is closed..", "The court, he said, is closed."),),
    languages=("en",),
    check=_check,
)
