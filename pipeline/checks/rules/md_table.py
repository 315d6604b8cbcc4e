"""A table with other rows or cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _link
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_RULE = re.compile(r"^[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$", re.MULTILINE)
_ROW = re.compile(r"^[ ]*\|.*\|[ ]*$", re.MULTILINE)
_BAR = re.compile(r"(?<!\\)\|")


def _check(form: Form) -> Iterator[Hit]:
    if "|" not in form.target and "|" not in form.source:
        return
    yield from _in_site(form) if form.context.in_site else _alone(form)


def _in_site(form: Form) -> Iterator[Hit]:
    found = _ROW.search(form.target)
    if found and not _ROW.search(form.source):
        sentence = say(
            "readers see the bars '|' as they are: a table is made by the source, and each cell is a text of its own. "
            "Take them out."
        )
        yield Hit(sentence, found.span(), severity=Severity.WARNING)


def _alone(form: Form) -> Iterator[Hit]:
    if not (_RULE.search(form.source) and "|" in form.source):
        return
    old, new = _cells(form.source), _cells(form.target)
    if len(old) != len(new):
        yield Hit(
            say(
                "the table has %(new)s rows, and in the source %(old)s. Write a line for each.",
                old=len(old),
                new=len(new),
            )
        )
        return
    for number, (before, (after, span)) in enumerate(zip((each for each, _ in old), new, strict=True), 1):
        if before != after:
            sentence = say(
                "row %(row)s of the table has %(new)s cells, and in the source %(old)s. Write a bar | between the "
                "cells, and \\| for one that is meant as itself.",
                row=number,
                old=before,
                new=after,
            )
            yield Hit(sentence, span)


def _cells(text: str) -> list[tuple[int, tuple[int, int]]]:
    """Count the cells of each row as they are written: Python-Markdown fills up what is missing."""
    rows, start = [], 0
    for shown, line in zip(_link.without_code(text).split("\n"), text.split("\n"), strict=False):
        bare = shown.strip().removeprefix("|")
        bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
        if _BAR.search(shown):
            rows.append((len(_BAR.findall(bare)) + 1, (start, start + len(line))))
        start += len(line) + 1
    return rows


RULE = Rule(
    id="md.table",
    severity=Severity.ERROR,
    summary="A table has other rows or cells than in the source, or its bars are seen by readers.",
    explanation="In a catalog by itself the cells of each row are counted as they are written: a cell that is missing "
    "moves what stands to its right under another heading. In Navina's own catalogs each cell is a text of its own, "
    "and a line between bars (|) is seen as it is: a warning. Code and \\| are left alone.",
    examples=(Example("be", "Total", "| Усяго |", "Усяго"),),
    needs=traits.either("|"),
    check=_check,
)
