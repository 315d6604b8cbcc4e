"""The text of a page as the search takes it: pieces, each with its place and its language."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

from pipeline._html import Parser
from pipeline.structure import VOID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline._html import Attributes

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SIGNS = frozenset({"headerlink", "footnote-ref", "footnote-backref", "toc"})
"""Classes of elements that say nothing of their own: signs that lead somewhere, and what repeats the headings."""

_INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup u var wbr".split()
)


class Place(enum.IntEnum):
    """Where a word stands; the greater, the more the word tells of the page."""

    BODY = 0
    HEADING = 1
    SUMMARY = 2
    TAG = 3
    TITLE = 4


class Piece(NamedTuple):
    """A stretch of text."""

    place: Place
    text: str
    lang: str


def pieces(html: str, lang: str) -> Iterator[Piece]:
    """Return the text of a body in the order of reading.

    >>> list(pieces('<h2>Суд</h2><p lang="en">Two <b>wo</b>rds</p>', "be"))[1]
    Piece(place=<Place.BODY: 0>, text='Two words', lang='en')
    """
    reader = _Reader(lang)
    reader.feed(html)
    reader.close()
    joined = ((place, "".join(texts), tag) for place, texts, tag in reader.found)
    return (Piece(place, " ".join(text.split()), tag) for place, text, tag in joined if text.strip())


class _Reader(Parser):
    """Gathers the text; a word ends where a block does, not where an inline element begins."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.found: list[tuple[Place, list[str], str]] = []
        self._open: list[tuple[str, str, bool]] = [("", lang, False)]
        self._fresh = True

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        known = dict(attrs)
        _, lang, silent = self._open[-1]
        silent = silent or not _SIGNS.isdisjoint((known.get("class") or "").split())
        self._fresh = self._fresh or tag not in _INLINE
        if tag not in VOID:
            self._open.append((tag, known.get("lang") or lang, silent))
        elif known.get("alt") and not silent:
            self._add(Place.BODY, f" {known['alt']} ", known.get("lang") or lang)

    def handle_endtag(self, tag: str) -> None:
        self._fresh = self._fresh or tag not in _INLINE
        while len(self._open) > 1 and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        _, lang, silent = self._open[-1]
        inside = any(tag in _HEADINGS for tag, _, _ in self._open)
        if not silent:
            self._add(Place.HEADING if inside else Place.BODY, data, lang)

    def _add(self, place: Place, text: str, lang: str) -> None:
        if self._fresh or not self.found or (self.found[-1][0], self.found[-1][2]) != (place, lang):
            self.found.append((place, [], lang))
        self.found[-1][1].append(text)
        self._fresh = False
