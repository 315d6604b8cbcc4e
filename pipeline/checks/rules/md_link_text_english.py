"""A link whose words were left in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _leftover, _link
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_TITLE = re.compile(r"\s*(?:\*[^*]+\*|_[^_]+_|\".*\"|“.*”|«.*»)\s*", re.DOTALL)


def _check(form: Form) -> Iterator[Hit]:
    text = form.target
    if "](" not in text and "][" not in text:
        return
    for link in _link.links(text):
        start, end = link.span
        if link.is_picture or _TITLE.fullmatch(link.words) or not _CYRILLIC.search(text[:start] + text[end:]):
            continue
        if _leftover.is_left(form.prose.unquoted[start:end], form.source):
            yield Hit(
                say("the words of the link, '%(words)s', are still English. Translate them.", words=link.words),
                link.span,
            )


RULE = Rule(
    id="md.link-text-english",
    severity=Severity.WARNING,
    summary="The words of a link were left in English.",
    explanation="In a translated sentence the words of a link are easily passed over. They are found where they are "
    "the same as in the source and have small English words. Names, terms of programmers, code, and titles in "
    "quotation marks or in italics are left alone.",
    examples=(
        Example(
            "be",
            "Read [what they ask for](a.md).",
            "Чытайце, [what they ask for](a.md).",
            "Чытайце, [чаго яны просяць](a.md).",
        ),
    ),
    needs=traits.target("["),
    check=_check,
)
