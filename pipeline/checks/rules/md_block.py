"""A text that begins another block than its source."""

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
    found = _block.literal_mark(form.target)
    if found and not _block.literal_mark(form.source):
        sentence = say(
            "readers see the mark '%(mark)s' as it is. Take it out: headings, quotations and code are made by the "
            "source.",
            mark=found[1].strip(),
        )
        yield Hit(sentence, found.span(1), severity=Severity.WARNING)


def _alone(form: Form) -> Iterator[Hit]:
    if not _block.may_differ(form.source, form.target):
        return
    old, new = _block.outer(form.source), _block.outer(form.target)
    if old == new:
        return
    if set(old) == set(new) == {"p"}:
        sentence = say(
            "the number of paragraphs changed from %(old)s to %(new)s. Put empty lines where the source has them.",
            old=len(old),
            new=len(new),
        )
        yield Hit(sentence, severity=Severity.WARNING)
        return
    sentence = say(
        "on the page it is <%(new)s>, and the source is <%(old)s>. Write the marks at the beginning of the lines as "
        "the source has them; one that is meant as itself has a backslash before it: \\#, 2020\\.",
        old="> <".join(old),
        new="> <".join(new),
    )
    yield Hit(sentence)


RULE = Rule(
    id="md.block",
    severity=Severity.ERROR,
    summary="A mark at the beginning of a text or line makes another block, or is seen by readers.",
    explanation="'#' makes a heading, even right before a word (#FreeBelarus), '-' and '2020.' a list, four spaces "
    "code. In a catalog by itself the blocks of both texts are compared. In Navina's own catalogs the source alone "
    "makes blocks, so that readers would see a '# ', '>' or '```' that a translation begins with: a warning.",
    examples=(Example("be", "What we ask for", "# Чаго мы просім", "Чаго мы просім"),),
    needs=_block.is_needed,
    check=_check,
)
