"""The plan: which page exists in which locale, and how far it is translated; everything else reads it."""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from pipeline import _claims
from pipeline.entry import CONTENT
from pipeline.errors import ConfigError, SourceError
from pipeline.message import State
from pipeline.strings import EMPTY, Strings, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.catalog import Catalog
    from pipeline.config import Settings
    from pipeline.entry import Entry
    from pipeline.message import Message

Catalogs: TypeAlias = "Mapping[str, Mapping[str, Catalog]]"
"""The catalogs of a site: locale -> domain -> catalog; a catalog that does not exist yet is left out."""

HOME = "index.html"


class Kind(enum.Enum):
    """What a page shows."""

    LANGUAGES = "languages"
    HOME = "home"
    SECTION = "section"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many messages of a page are in which state; all zero in the source locale."""

    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    refused: int = 0

    @property
    def total(self) -> int:
        """Return how many messages there are."""
        return self.translated + self.untranslated

    @property
    def untranslated(self) -> int:
        """Return how many messages are shown in the source language."""
        return self.fuzzy + self.missing + self.refused


@dataclass(frozen=True, slots=True)
class Page:
    """One output file in one locale.

    `name` is its path without the locale, the same in every locale; `source` is what it is made from. The page that
    lists the languages belongs to no locale ("").
    """

    locale: str
    name: str
    kind: Kind
    title: Text
    source: str
    summary: Text = EMPTY
    section: str = ""
    tags: tuple[Text, ...] = ()
    entry: Entry | None = None
    counts: Counts = Counts()

    @property
    def path(self) -> str:
        """Return where the page stands in the output, with forward slashes."""
        return f"{self.locale}/{self.name}" if self.locale else self.name

    @property
    def is_fallback(self) -> bool:
        """Tell whether the page is the source text under another language's chrome: nothing of it is translated."""
        return self.counts.total > 0 and self.counts.translated == 0


@dataclass(frozen=True, slots=True)
class File:
    """A file beside the entries that is copied into the output."""

    source: str
    path: str


@dataclass(frozen=True)
class Plan:
    """Every page and file of the output, and how they hang together."""

    locales: tuple[str, ...]
    pages: tuple[Page, ...]
    files: tuple[File, ...]
    order: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Return the locale that the entries are written in."""
        return self.locales[0]

    def page(self, locale: str, name: str) -> Page | None:
        """Return the page of that name in a locale."""
        return self._by_name.get((locale, name))

    def entry_page(self, locale: str, source: str) -> Page | None:
        """Return the page that an entry has in a locale, by the entry's path."""
        return self._by_source.get((locale, source))

    def alternates(self, page: Page) -> tuple[Page, ...]:
        """Return the page in every locale that has it, itself included, in the order of the settings."""
        found = (self.page(locale, page.name) for locale in self.locales)
        return tuple(each for each in found if each)

    def sections(self, locale: str) -> tuple[Page, ...]:
        """Return the listings of a locale: those of the menu first, in its order, then the others by folder."""
        return self._sections.get(locale, ())

    def listing(self, locale: str, section: str) -> tuple[Page, ...]:
        """Return the entry pages of a section: newest first, then those without a date, by path."""
        return self._listings.get((locale, section), ())

    def neighbours(self, page: Page) -> tuple[Page | None, Page | None]:
        """Return the pages before and after an entry in the listing of its section."""
        return self._neighbours.get(page.path, (None, None))

    def file(self, locale: str, source: str) -> File | None:
        """Return the file that a locale gets for a path below `content/`: `report.be.pdf` before `report.pdf`."""
        stem, dot, suffix = source.rpartition(".")
        return self._files.get(f"{stem}.{locale}{dot}{suffix}") or self._files.get(source)

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], Page]:
        return {(page.locale, page.name): page for page in self.pages}

    @cached_property
    def _by_source(self) -> Mapping[tuple[str, str], Page]:
        return {(page.locale, page.source): page for page in self.pages if page.entry}

    @cached_property
    def _files(self) -> Mapping[str, File]:
        return {file.source: file for file in self.files}

    @cached_property
    def _sections(self) -> Mapping[str, tuple[Page, ...]]:
        rank = {folder: number for number, folder in enumerate(self.order)}
        found = [page for page in self.pages if page.kind is Kind.SECTION]
        found.sort(key=lambda page: (rank.get(page.section, len(rank)), page.section))
        return {locale: tuple(page for page in found if page.locale == locale) for locale in self.locales}

    @cached_property
    def _listings(self) -> Mapping[tuple[str, str], tuple[Page, ...]]:
        found: dict[tuple[str, str], list[Page]] = {}
        for page in self.pages:
            if page.kind is Kind.ENTRY:
                found.setdefault((page.locale, page.section), []).append(page)
        return {key: tuple(sorted(pages, key=_newest_first)) for key, pages in found.items()}

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[Page | None, Page | None]]:
        found: dict[str, tuple[Page | None, Page | None]] = {}
        for (_, section), pages in self._listings.items():
            if not section:
                continue
            around: list[Page | None] = [None, *pages, None]
            for page, (before, after) in zip(pages, zip(around, around[2:], strict=False), strict=True):
                found[page.path] = before, after
        return found


def plan(entries: Iterable[Entry], catalogs: Catalogs, settings: Settings, files: Iterable[str] = ()) -> Plan:
    """Decide which pages exist; `files` are the paths of the files beside the entries.

    Raises `SourceError` or `ConfigError` with every problem: no home page, two sources for one path, a file name
    that not every system can hold, a menu that names what is not there.
    """
    known = sorted(entries, key=lambda entry: entry.path)
    published = [entry for entry in known if not entry.draft]
    copies = tuple(File(path, f"files/{path.removeprefix(CONTENT + '/')}") for path in sorted(files))
    pages = [page for locale in settings.all_locales for page in _pages(locale, published, catalogs, settings)]
    home = next((page for page in pages if page.kind is Kind.HOME), None)
    outputs = [*((page.path, page.source) for page in pages), *((copy.path, copy.source) for copy in copies)]
    problems = [*_claims.collisions(outputs), *_claims.bad_names(outputs)]
    if home is None:
        problems.append(_claims.NO_HOME)
    if problems or home is None:
        raise SourceError(problems)
    names = {page.name for page in pages}
    drafts = {f"{entry.name}.html" for entry in known} | {f"{entry.section}/{HOME}" for entry in known}
    if problems := list(_claims.dangling(settings, names | drafts)):
        raise ConfigError(problems)
    root = Page("", HOME, Kind.LANGUAGES, home.title, home.source)
    return Plan(settings.all_locales, (root, *pages), copies, settings.menu)


def state(entry: Entry, message: Message, catalog: Catalog | None) -> State:
    """Return how far a message of an entry is in a catalog; a translation that changes its structure is refused."""
    found = catalog.get(message.key) if catalog else None
    if found is None or found.state is not State.TRANSLATED:
        return found.state if found else State.MISSING
    return State.REFUSED if entry.refusals(message.key, found.msgstr[0]) else State.TRANSLATED


def _pages(locale: str, entries: Sequence[Entry], catalogs: Catalogs, settings: Settings) -> Iterator[Page]:
    own = {} if locale == settings.source else catalogs.get(locale, {})
    strings = Strings(locale, own.get("site"), settings.source)
    for entry in entries:
        yield _entry_page(entry, strings, own.get(entry.domain))
    for folder in sorted({entry.section for entry in entries if entry.section}):
        title = strings.name("section", settings.section_name(folder))
        yield Page(locale, f"{folder}/{HOME}", Kind.SECTION, title, f"{CONTENT}/{folder}/", section=folder)


def _entry_page(entry: Entry, strings: Strings, catalog: Catalog | None) -> Page:
    name = f"{entry.name}.html"
    in_source = strings.locale == strings.source
    states = {} if in_source else {each.key: state(entry, each, catalog) for each in entry.messages}
    number = Counter(states.values())

    def text(source: str) -> Text:
        key = (None, source)
        if states.get(key) is State.TRANSLATED and catalog and (found := catalog.get(key)):
            return Text(" ".join(found.msgstr[0].split()))
        return Text(source, None if in_source else strings.source)

    return Page(
        locale=strings.locale,
        name=name,
        kind=Kind.HOME if name == HOME else Kind.ENTRY,
        title=text(entry.title),
        source=entry.path,
        summary=text(entry.summary),
        section=entry.section,
        tags=tuple(strings.name("tag", tag) for tag in entry.tags),
        entry=entry,
        counts=Counts(*(number[each] for each in (State.TRANSLATED, State.FUZZY, State.MISSING, State.REFUSED))),
    )


def _newest_first(page: Page) -> tuple[int, str]:
    """Sort dated entries by date, newest first, and those without a date after them, by path."""
    date = page.entry.date if page.entry else None
    return (-date.toordinal() if date else 0), page.source
