"""The links of a raw text: their words, addresses and labels, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.finding import Span

CODE = re.compile(r"(?<![\\`])(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(
    r"(?P<picture>!?)\[(?P<words>(?:[^\[\]\\!]|\\.|!(?!\[)|!?\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])?+)*+)\]"
    r"(?:\((?P<address>(?:[^\s()]|\([^\s()]*\))*+)(?:\s+(?:\"[^\"]*\"|'[^']*'))?+\s*\)|\[(?P<label>[^\[\]]*)\])"
)
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a picture as it is written: `[words](address)`, `[words][label]`; `span` is the place of the words."""

    words: str
    address: str | None
    label: str | None
    is_picture: bool
    span: Span


def without_code(text: str) -> str:
    """Return a text with its code blanked out, so that places stay.

    >>> without_code("a `b` c")
    'a     c'
    """
    return CODE.sub(lambda found: " " * len(found[0]), text) if "`" in text else text


def links(text: str) -> Iterator[Link]:
    """Return the links and pictures of a text.

    >>> [(each.words, each.address, each.label) for each in links("[a](b.md) [c][D] ![e](f.png) [g][]")]
    [('a', 'b.md', None), ('c', None, 'd'), ('e', 'f.png', None), ('g', None, 'g')]
    """
    if "](" not in text and "][" not in text:
        return
    for found in _LINK.finditer(without_code(text)):
        words, label = text[slice(*found.span("words"))], found["label"]
        if label is not None:
            label = name(label or words)
        yield Link(words, found["address"], label, bool(found["picture"]), found.span("words"))


def name(label: str) -> str:
    """Return a label as Python-Markdown compares it."""
    return " ".join(label.lower().split())
