"""White space at the edge of a text or of a line that the source does not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_LEADING = re.compile(r"\A\s+")
_TRAILING = re.compile(r"(?<!\s)\s+\Z")
_AROUND_BREAK = re.compile(r"(?<=\S)(?:[^\S\n]+\n[^\S\n]*|\n[^\S\n]+)(?=\S)")


def _check(form: Form) -> Iterator[Hit]:
    source, target = form.source, form.target
    if form.subject.message.html:
        return
    for edge, surplus in _EDGES:
        ours, theirs = edge.search(source), edge.search(target)
        if theirs and not ours:
            yield Hit(surplus, theirs.span())
        elif ours and not theirs and form.subject.is_format:
            said = say("the source text has a space or a line end at its edge, and this has none. Add it.")
            yield Hit(said, source=ours.span())
    if "\n" in target and not _AROUND_BREAK.search(source):
        for found in _AROUND_BREAK.finditer(target):
            yield Hit(
                say("white space stands beside a line break, and the source text has none there. Remove it."),
                found.span(),
                suggestion="\n",
            )


_EDGES = (
    (_LEADING, say("the text begins with white space that the source text does not have. Remove it.")),
    (_TRAILING, say("the text ends with white space that the source text does not have. Remove it.")),
)

RULE = Rule(
    id="space.edge",
    severity=Severity.WARNING,
    summary="White space at the edge of a text or of a line that the source does not have.",
    explanation="It is a slip of the hand mostly. A reader sees it where texts are joined, and two spaces before a "
    "line break, or four at the beginning of a line, mean something in Markdown. Raw HTML is left alone; a string of "
    "the theme must have the space that its source has.",
    examples=(
        Example("be", "Total.", "Усяго. ", "Усяго."),
        Example("ru", "Minsk,\n7 June", "Минск, \n7 июня", "Минск,\n7 июня"),
    ),
    prose=False,
    needs=traits.one_of(traits.edged, traits.target("\n")),
    check=_check,
)
