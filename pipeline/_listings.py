"""The pages that list entries: sections, years, tags, the alphabet, everything; what each of them shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from markdown.extensions.toc import slugify

from pipeline import languages
from pipeline.entry import CONTENT
from pipeline.page import TITLES, Kind, Page, numbered
from pipeline.strings import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.config import Settings
    from pipeline.strings import Strings


class Listing(NamedTuple):
    """A page, and the entries that it lists in the order in which it shows them."""

    page: Page
    entries: tuple[Page, ...]


def listings(entries: Sequence[Page], strings: Strings, settings: Settings) -> Iterator[Listing]:
    """Return every page that lists entries of one locale; `entries` are its entry pages."""
    known = sorted((page for page in entries if page.kind is Kind.ENTRY), key=newest_first)
    yield from _sections(known, strings, settings)
    yield from _years(known, strings, settings)
    yield from _tags(known, strings, settings)
    if known:
        order = languages.order(strings.locale)
        by_title = sorted(known, key=lambda page: (order.key(page.title.plain), page.source))
        yield Listing(_page(Kind.ALPHABET, "a-z.html", strings), tuple(by_title))
        yield Listing(_page(Kind.ALL, "all.html", strings), tuple(known))
        yield Listing(_page(Kind.SEARCH, "search.html", strings), ())


def newest_first(page: Page) -> tuple[int, str]:
    """Sort dated entries by date, newest first, and those without a date after them, by path."""
    date = page.entry.date if page.entry else None
    return (-date.toordinal() if date else 0), page.source


def tag_name(tag: str) -> str:
    """Return the name of a tag's page.

    >>> tag_name("Death penalty")
    'tags/death-penalty.html'
    """
    return f"tags/{slugify(tag, '-')}.html"


def _sections(entries: Sequence[Page], strings: Strings, settings: Settings) -> Iterator[Listing]:
    by_section: dict[str, list[Page]] = {}
    for page in entries:
        by_section.setdefault(page.section, []).append(page)
    for folder in sorted(filter(None, by_section)):
        title = strings.name("section", settings.section_name(folder))
        first = Page(
            strings.locale, f"{folder}/index.html", Kind.SECTION, title, f"{CONTENT}/{folder}/", section=folder
        )  # fmt: skip
        yield from _numbered(first, by_section[folder], settings.page_size)


def _years(entries: Sequence[Page], strings: Strings, settings: Settings) -> Iterator[Listing]:
    by_year: dict[int, list[Page]] = {}
    for page in entries:
        if page.entry and page.entry.date:
            by_year.setdefault(page.entry.date.year, []).append(page)
    if by_year:
        yield Listing(_page(Kind.ARCHIVE, "archive/index.html", strings), ())
    for year, pages in by_year.items():
        first = Page(
            strings.locale, f"archive/{year}.html", Kind.YEAR, Text(str(year)), f"the year {year}", topic=str(year)
        )  # fmt: skip
        yield from _numbered(first, pages, settings.page_size)


def _tags(entries: Sequence[Page], strings: Strings, settings: Settings) -> Iterator[Listing]:
    tagged = by_tag(entries)
    if tagged:
        yield Listing(_page(Kind.TAGS, "tags/index.html", strings), ())
    for tag, pages in tagged.items():
        title = strings.name("tag", tag)
        first = Page(strings.locale, tag_name(tag), Kind.TAG, title, f"the tag '{tag}'", topic=tag)
        yield from _numbered(first, pages, settings.page_size)


def _numbered(first: Page, entries: Sequence[Page], size: int) -> Iterator[Listing]:
    """Cut a listing into pages; the first has the address that everybody links to."""
    cuts = [tuple(entries[start : start + size]) for start in range(0, len(entries), size)]
    for number, shown in enumerate(cuts, 1):
        yield Listing(
            replace(first, name=numbered(first.name, number), number=number, numbers=len(cuts)), shown
        )  # fmt: skip


def _page(kind: Kind, name: str, strings: Strings) -> Page:
    return Page(strings.locale, name, kind, strings.gettext(TITLES[kind]), f"the page '{name}'")


def related(page: Page, tagged: dict[str, list[Page]], limit: int) -> tuple[Page, ...]:
    """Return the entries that share most tags with a page, newest first among equals.

    Of a tag only its newest entries are looked at, so that the time for a site grows as its entries do.
    """
    shared: dict[str, int] = {}
    found: dict[str, Page] = {}
    for tag in page.tags:
        for other in tagged.get(tag, ())[:_LOOKED_AT]:
            if other.path != page.path:
                found[other.path] = other
                shared[other.path] = shared.get(other.path, 0) + 1
    ranked = sorted(found.values(), key=lambda other: (-shared[other.path], newest_first(other)))
    return tuple(ranked[:limit])


_LOOKED_AT = 50


def by_tag(entries: Iterable[Page]) -> dict[str, list[Page]]:
    """Group entry pages of one locale by tag, newest first."""
    found: dict[str, list[Page]] = {}
    for page in sorted(entries, key=newest_first):
        for tag in page.tags:
            found.setdefault(tag, []).append(page)
    return found
