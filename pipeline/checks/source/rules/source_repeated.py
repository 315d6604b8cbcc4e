"""A word that stands twice in a row."""

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

_TWICE = re.compile(
    rf"(?<![\w’'.@#‑-])(?P<word>[^\W\d_]+(?:[’'][^\W\d_]+)?)[ \u00a0{GAP}]+(?P<again>(?P=word))(?![\w’'‑-]|\.\w)",
    re.IGNORECASE,
)
_RIGHT = frozenset("had that is was do very so no bye ha blah knock far long many much well never".split())
"""Words that are rightly said twice: all that he had had, what it is is clear, many many years."""


def _check(passage: Passage) -> Iterator[Hit]:
    for found in _TWICE.finditer(passage.prose.text):
        word, again = found["word"], found["again"]
        is_name = again[0].isupper() and not word.isupper()
        if is_name or word.lower() in _RIGHT or not found[0][len(word) : -len(again)].strip(GAP):
            continue
        raw = passage.text[slice(*found.span())]
        if "](" in raw:  # the texts of two pictures or links
            continue
        yield Hit(
            say("'%(word)s' stands twice. Remove one of the two.", word=again),
            source=found.span(),
            suggestion=word if raw == found[0] else "",
        )


RULE = PassageRule(
    id="source.repeated",
    severity=Severity.WARNING,
    summary="A word stands twice in a row.",
    explanation="One of the two was left when the sentence was changed. Words that may be said twice ('had had', "
    "'that that'), names ('Duran Duran'), and words with a comma between them are left alone. Remove one.",
    examples=(Example("en", "", "The the court is closed.", "The court is closed."),),
    check=_check,
)
