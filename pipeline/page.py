"""A page: one output file in one locale, what it shows and how far it is translated."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.strings import EMPTY, Text

if TYPE_CHECKING:
    from pipeline.entry import Entry


class Kind(enum.Enum):
    """What a page shows; the value is the name of its template."""

    LANGUAGES = "languages"
    HOME = "home"
    SECTION = "section"
    ENTRY = "entry"
    ARCHIVE = "archive"
    YEAR = "year"
    TAGS = "tags"
    TAG = "tag"
    ALPHABET = "alphabet"
    ALL = "all"
    SEARCH = "search"
    ALIAS = "alias"
    NOT_FOUND = "404"


TITLES = {
    Kind.ARCHIVE: "Archive",
    Kind.TAGS: "Tags",
    Kind.ALPHABET: "A–Z",
    Kind.ALL: "All entries",
    Kind.SEARCH: "Search",
    Kind.NOT_FOUND: "Page not found",
}
"""What pages are called that Navina makes by itself: strings of the theme, translated with its templates."""

NUMBERED = frozenset({Kind.SECTION, Kind.YEAR, Kind.TAG})
"""Kinds of pages that go on on a second page where they are long."""


class Standing(enum.Enum):
    """What text a page has: its author's, a translation, or the author's below another language's chrome."""

    ORIGINAL = "original"
    TRANSLATED = "translated"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many messages of a page are in which state, and how many words; all zero in the source locale."""

    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    refused: int = 0
    words: int = 0
    words_translated: int = 0

    @property
    def total(self) -> int:
        """Return how many messages there are."""
        return self.translated + self.untranslated

    @property
    def untranslated(self) -> int:
        """Return how many messages are shown in the source language."""
        return self.fuzzy + self.missing + self.refused

    @property
    def percent(self) -> int:
        """Return the share of words that are translated, rounded down.

        >>> Counts(translated=3, missing=1, words=200, words_translated=199).percent
        99
        """
        return self.words_translated * 100 // self.words if self.words else 100


@dataclass(frozen=True, slots=True)
class Page:
    """One output file in one locale.

    `name` is its path without the locale, the same in every locale; `source` is what it is made from. A page that all
    languages share belongs to no locale (""). `topic` is the year or the tag's id that a listing is of; `number` and
    `numbers` say which of how many pages of the listing this is. `target` is the name that an alias leads to.
    """

    locale: str
    name: str
    kind: Kind
    title: Text
    source: str
    summary: Text = EMPTY
    section: str = ""
    tags: tuple[str, ...] = ()
    entry: Entry | None = None
    counts: Counts = Counts()
    standing: Standing = Standing.ORIGINAL
    topic: str = ""
    number: int = 1
    numbers: int = 1
    target: str = ""

    @property
    def path(self) -> str:
        """Return where the page stands in the output, with forward slashes."""
        return f"{self.locale}/{self.name}" if self.locale else self.name

    @property
    def is_fallback(self) -> bool:
        """Tell whether the page is the source text below another language's chrome."""
        return self.standing is Standing.FALLBACK


@dataclass(frozen=True, slots=True)
class File:
    """A file beside the entries that is copied into the output."""

    source: str
    path: str


class Made(NamedTuple):
    """A file that is made from the plan: the locale that it is counted in ("" for all), its path and its bytes."""

    locale: str
    path: str
    data: bytes


def numbered(name: str, number: int) -> str:
    """Return the name of a page of a listing.

    >>> numbered("news/index.html", 1), numbered("news/index.html", 3), numbered("tags/law.html", 2)
    ('news/index.html', 'news/page-3.html', 'tags/law.page-2.html')
    """
    if number == 1:
        return name
    stem = name.removesuffix(".html")
    return (
        f"{stem.removesuffix('index')}page-{number}.html" if stem.endswith("/index") else f"{stem}.page-{number}.html"
    )
