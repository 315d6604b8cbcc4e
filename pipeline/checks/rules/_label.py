"""The labels of a raw text: of footnotes and of links whose address stands elsewhere."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.checks.rules import _link

if TYPE_CHECKING:
    from pipeline.checks.finding import Span


def footnotes(text: str) -> Counter[str]:
    """Count the footnote marks of a text.

    >>> footnotes("a[^1] b[^note] `[^2]`")
    Counter({'1': 1, 'note': 1})
    """
    return Counter(_link.FOOTNOTE.findall(_link.without_code(text)))


def references(text: str) -> Counter[str]:
    """Count the labels of a text's links, small: `[words][label]` and `[label][]`.

    >>> references("[a][B] [C][] [d](e.md)")
    Counter({'b': 1, 'c': 1})
    """
    return Counter(each.label for each in _link.links(text) if each.label and each.label[0].isalnum())


def changed(source: Counter[str], target: Counter[str]) -> tuple[list[str], list[str]]:
    """Return the labels that are missing and those that were added."""
    return sorted(source - target), sorted(target - source)


def place(written: str, text: str) -> Span | None:
    """Return where a label stands."""
    start = text.lower().find(written.lower())
    return (start, start + len(written)) if start >= 0 else None
