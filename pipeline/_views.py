"""What the templates are given: small values, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from pipeline.strings import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline._outline import TocItem


@dataclass(frozen=True, slots=True)
class Date:
    """A day, for machines and for readers."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the theme, with what a list says of its target; `current` is the value of `aria-current`.

    `lang` is the language of the page that it leads to, where that is another one; `count` how many entries are there.
    """

    href: str
    text: Text
    current: str = ""
    summary: Text | None = None
    date: Date | None = None
    lang: str = ""
    count: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its own name, and the page in it; `current` is the value of `aria-current`."""

    tag: str
    name: str
    direction: str
    href: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A language on the page that lists them: what the site is called there, what it is, what to mind."""

    language: Language
    title: Text
    summary: Text
    notice: Link | None


@dataclass(frozen=True, slots=True)
class Alternate:
    """The address of the page in another language, for search engines."""

    tag: str
    href: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the table of contents, and the lines below it."""

    id: str
    text: Markup
    mark: Markup
    below: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """A section on the home page: the link to its listing, and its first entries."""

    link: Link
    entries: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a page is not translated yet, and where the original is."""

    untranslated: int
    total: str
    nothing: bool
    original: Language


@dataclass(frozen=True, slots=True)
class Group:
    """Some lines of a list below a heading of their own; `id` is the heading's."""

    id: str
    title: Text
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a long listing goes on: which page of how many this is, as the locale writes numbers."""

    number: str
    numbers: str
    previous: Link | None
    next: Link | None


def relative(origin: str, target: str) -> str:
    """Return the address of one output path as seen from another.

    >>> relative("be/news/x.html", "be/about.html"), relative("index.html", "be/index.html")
    ('../about.html', 'be/index.html')
    >>> relative("be/news/x.html", "be/news/x.html"), relative("be/a.html", "files/a b.pdf")
    ('x.html', '../files/a%20b.pdf')
    """
    here, there = origin.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + quote("/".join(there[shared:]))


def outline(toc: Sequence[TocItem]) -> tuple[Heading, ...]:
    """Return the headings of the second level, each with those of the third level below it."""
    chapters: list[tuple[TocItem, list[Heading]]] = []
    for item in toc:
        if item.level == 3 and chapters:
            chapters[-1][1].append(_heading(item))
        elif item.level in (2, 3):
            chapters.append((item, []))
    return tuple(_heading(item, tuple(below)) for item, below in chapters)


def _heading(item: TocItem, below: tuple[Heading, ...] = ()) -> Heading:
    # A heading's text is what the parser itself wrote, inline elements and all.
    return Heading(item.id, Markup(item.html), Text("", item.lang).mark, below)  # noqa: S704
