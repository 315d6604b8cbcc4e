"""The blocks of a text by itself, as Python-Markdown reads them: paragraphs, headings, lists, tables."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline._engine import TooDeepError
from pipeline.checks import traits
from pipeline.structure import default_engine

_MARK = re.compile(
    r"^(?: {0,3}(?:\#|>|[-*+][ \t]|\d+\.[ \t]|```|~~~|\||:[ \t]|!!![ ]|[-*_]{3,}[ \t]*$)| {4}|\t)"
    r"|\n[ \t]*\n|\n[ ]*[-=]{3,}|\n[^\n]*-[ ]?\|",
    re.MULTILINE,
)
is_needed = traits.one_of(traits.edged, traits.digits, traits.either("#>-*+`~|:!_\t\n"))
"""Tells of the traits of a text whether it may be something else than one paragraph."""

_LITERAL = re.compile(r"\s*(\#{1,6}(?=\s)|>(?=\s*[^\W\d_]|\s*[«„“*\[])|```|~~~)")
_ITEM = re.compile(r"[ ]{0,3}([-*+])[ \t]+(?=\S)")
LONG = 20_000
"""Of a longer text the blocks are not compared."""


def may_differ(source: str, target: str) -> bool:
    """Tell whether one of the texts may be something else than one paragraph."""
    return bool(_MARK.search(target) or _MARK.search(source)) and max(len(source), len(target)) < LONG


def tags(text: str) -> tuple[str, ...]:
    r"""Return the elements that a text becomes, from outside in, without what is in a line.

    >>> tags("- a\n- b\n\n2020. c"), tags("#Hashtag")
    (('ul', 'li', 'li', 'ol', 'li'), ('h1',))
    """
    return _read(text)[1]


def outer(text: str) -> tuple[str, ...]:
    """Return the blocks of a text, without list items, cells and the paragraphs in them."""
    return _read(text)[0]


@lru_cache(maxsize=512)
def _read(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    try:
        root = default_engine().blocks(text)
    except TooDeepError:  # thousands of marks in a row, each of which opens a list in the other
        return (), ()
    return tuple(str(each.tag) for each in root), tuple(str(each.tag) for each in root.iter() if each is not root)


def literal_mark(text: str) -> re.Match[str] | None:
    """Return the mark of a heading, quotation or code at the beginning of a text."""
    return _LITERAL.match(text)


def item_mark(line: str) -> re.Match[str] | None:
    """Return the mark of a list item at the beginning of a line."""
    return _ITEM.match(line)
