"""A list with another number of items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _block
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form


def _check(form: Form) -> Iterator[Hit]:
    yield from _in_site(form) if form.context.in_site else _alone(form)


def _in_site(form: Form) -> Iterator[Hit]:
    """Find a mark at the beginning of a line; the lines of the source have none."""
    if any(map(_block.item_mark, form.source.split("\n"))):
        return
    start = 0
    for line in form.target.split("\n"):
        if found := _block.item_mark(line):
            sentence = say(
                "readers see the mark '%(mark)s' as it is: a list is made by the source. Take it out; if it is meant "
                "as a dash, write —.",
                mark=found[1],
            )
            yield Hit(sentence, (start + found.start(1), start + found.end(1)), severity=Severity.WARNING)
        start += len(line) + 1


def _alone(form: Form) -> Iterator[Hit]:
    if not _block.may_differ(form.source, form.target) or _block.outer(form.source) != _block.outer(form.target):
        return
    old, new = (_block.tags(text).count("li") for text in (form.source, form.target))
    if old != new:
        yield Hit(
            say(
                "the list has %(new)s items, and in the source %(old)s. Begin each item on a line of its own, with the "
                "mark of the source.",
                old=old,
                new=new,
            )
        )


RULE = Rule(
    id="md.list",
    severity=Severity.ERROR,
    summary="A list has more or fewer items than in the source, or its marks are seen by readers.",
    explanation="In a catalog by itself the items of both texts are counted. In Navina's own catalogs each item is a "
    "text of its own, and its mark is not in it: '- ', '* ' or '+ ' at the beginning of a line is seen by readers as "
    "it is, a warning. A direct speech begins with — and a year with its number: both are left alone.",
    examples=(Example("be", "Food and water", "- Ежа і вада", "Ежа і вада"),),
    needs=_block.is_needed,
    check=_check,
)
