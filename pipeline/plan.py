"""The plan: which page exists in which locale, and how far it is translated; everything else reads it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from pipeline import _claims
from pipeline._listings import by_tag, listings, related
from pipeline.entry import CONTENT
from pipeline.errors import ConfigError, SourceError
from pipeline.message import State
from pipeline.page import NUMBERED, TITLES, Counts, File, Kind, Page, Standing, numbered
from pipeline.policy import policy
from pipeline.strings import Strings, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.catalog import Catalog
    from pipeline.config import Settings
    from pipeline.entry import Entry
    from pipeline.message import Message

__all__ = ["HOME", "NOT_FOUND", "Catalogs", "Counts", "File", "Kind", "Page", "Plan", "Standing", "plan", "state"]

Catalogs: TypeAlias = "Mapping[str, Mapping[str, Catalog]]"
"""The catalogs of a site: locale -> domain -> catalog; a catalog that does not exist yet is left out."""

HOME = "index.html"
NOT_FOUND = "404.html"
_RELATED = 3


@dataclass(frozen=True)
class Plan:
    """Every page and file of the output, and how they hang together.

    `listed` are the entries that a listing shows, by the listing's path.
    """

    locales: tuple[str, ...]
    pages: tuple[Page, ...]
    files: tuple[File, ...]
    order: tuple[str, ...] = ()
    listed: Mapping[str, tuple[Page, ...]] = field(default_factory=dict)

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

    def switches(self, page: Page) -> tuple[Page, ...]:
        """Return where the language switcher leads from a page: a listing that ends earlier there begins anew."""
        first = self.first_name(page)
        found = (self.page(locale, page.name) or self.page(locale, first) for locale in self.locales)
        return tuple(each for each in found if each)

    def following(self, page: Page, step: int) -> Page | None:
        """Return another page of the same listing: 1 is the next one, -1 the one before."""
        number = page.number + step
        if page.kind not in NUMBERED or not 1 <= number <= page.numbers:
            return None
        return self.page(page.locale, numbered(self.first_name(page), number))

    def first_name(self, page: Page) -> str:
        """Return the name of the first page of a listing."""
        if page.number == 1:
            return page.name
        index = page.name.replace(f"page-{page.number}.html", HOME)
        return index if page.kind is Kind.SECTION else page.name.replace(f".page-{page.number}.html", ".html")

    def sections(self, locale: str) -> tuple[Page, ...]:
        """Return the listings of a locale: those of the menu first, in its order, then the others by folder."""
        return self._sections.get(locale, ())

    def of_kind(self, locale: str, kind: Kind) -> tuple[Page, ...]:
        """Return the pages of one kind in a locale, of a long listing the first page."""
        return tuple(page for page in self._by_kind.get((locale, kind), ()) if page.number == 1)

    def listing(self, locale: str, section: str) -> tuple[Page, ...]:
        """Return the entry pages of a section: newest first, then those without a date, by path."""
        return self._listings.get((locale, section), ())

    def neighbours(self, page: Page) -> tuple[Page | None, Page | None]:
        """Return the pages before and after an entry in the listing of its section."""
        return self._neighbours.get(page.path, (None, None))

    def related(self, page: Page) -> tuple[Page, ...]:
        """Return a few entries that share tags with one."""
        return related(page, self._by_tag.get(page.locale, {}), _RELATED)

    def tagged(self, locale: str, tag: str) -> tuple[Page, ...]:
        """Return every entry with a tag, newest first."""
        return tuple(self._by_tag.get(locale, {}).get(tag, ()))

    def file(self, locale: str, source: str) -> File | None:
        """Return the file that a locale gets for a path below `content/`: `report.be.pdf` before `report.pdf`."""
        stem, dot, suffix = source.rpartition(".")
        return self._files.get(f"{stem}.{locale}{dot}{suffix}") or self._files.get(source)

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], Page]:
        return {(page.locale, page.name): page for page in self.pages}

    @cached_property
    def _by_source(self) -> Mapping[tuple[str, str], Page]:
        return {(page.locale, page.source): page for page in self.pages if page.entry and page.kind is not Kind.ALIAS}

    @cached_property
    def _by_kind(self) -> Mapping[tuple[str, Kind], Sequence[Page]]:
        found: dict[tuple[str, Kind], list[Page]] = {}
        for page in self.pages:
            found.setdefault((page.locale, page.kind), []).append(page)
        return found

    @cached_property
    def _by_tag(self) -> Mapping[str, dict[str, list[Page]]]:
        return {locale: by_tag(self._by_kind.get((locale, Kind.ENTRY), ())) for locale in self.locales}

    @cached_property
    def _files(self) -> Mapping[str, File]:
        return {file.source: file for file in self.files}

    @cached_property
    def _sections(self) -> Mapping[str, tuple[Page, ...]]:
        rank = {folder: number for number, folder in enumerate(self.order)}
        return {
            locale: tuple(
                sorted(
                    self.of_kind(locale, Kind.SECTION),
                    key=lambda page: (rank.get(page.section, len(rank)), page.section),
                )
            )
            for locale in self.locales
        }

    @cached_property
    def _listings(self) -> Mapping[tuple[str, str], tuple[Page, ...]]:
        found: dict[tuple[str, str], list[Page]] = {}
        for page in self.pages:
            if page.kind is Kind.SECTION:
                found.setdefault((page.locale, page.section), []).extend(self.listed[page.path])
        return {place: tuple(pages) for place, pages in found.items()}

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[Page | None, Page | None]]:
        found: dict[str, tuple[Page | None, Page | None]] = {}
        for pages in self._listings.values():
            around: list[Page | None] = [None, *pages, None]
            for page, (before, after) in zip(pages, zip(around, around[2:], strict=False), strict=True):
                found[page.path] = before, after
        return found


class Known:
    """The pages of entries that an earlier plan made, for a plan of the same site a moment later."""

    def __init__(self) -> None:
        self._pages: dict[tuple[str, str], tuple[Entry, Catalog | None, Settings, Page | None]] = {}

    def page(self, entry: Entry, strings: Strings, catalog: Catalog | None, settings: Settings) -> Page | None:
        """Return the page of an entry in one locale; made anew only where what it is made of is another object."""
        place = strings.locale, entry.path
        found = self._pages.get(place)
        if not found or found[0] is not entry or found[1] is not catalog or found[2] is not settings:
            page = _entry_page(entry, strings, catalog, settings)
            found = self._pages[place] = entry, catalog, settings, page
        return found[3]


def plan(
    entries: Iterable[Entry],
    catalogs: Catalogs,
    settings: Settings,
    files: Iterable[str] = (),
    known_pages: Known | None = None,
) -> Plan:
    """Decide which pages exist; `files` are the paths of the files beside the entries.

    Raises `SourceError` or `ConfigError` with every problem: no home page, two sources for one path, a file name
    that not every system can hold, a menu that names what is not there.
    """
    known = sorted(entries, key=lambda entry: entry.path)
    published = [entry for entry in known if not entry.draft]
    copies = tuple(File(path, f"files/{path.removeprefix(CONTENT + '/')}") for path in sorted(files))
    listed: dict[str, tuple[Page, ...]] = {}
    pages = [
        page
        for locale in settings.all_locales
        for page in _pages(locale, published, catalogs, settings, listed, known_pages or Known())
    ]
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
    lost = Page("", NOT_FOUND, Kind.NOT_FOUND, Text(TITLES[Kind.NOT_FOUND]), home.source)
    return Plan(settings.all_locales, (root, lost, *pages), copies, settings.menu, listed)


def state(entry: Entry, message: Message, catalog: Catalog | None) -> State:
    """Return how far a message of an entry is in a catalog; a translation that changes its structure is refused."""
    found = catalog.get(message.key) if catalog else None
    if found is None or found.state is not State.TRANSLATED:
        return found.state if found else State.MISSING
    return State.REFUSED if entry.refusals(message.key, found.msgstr[0]) else State.TRANSLATED


def _pages(
    locale: str,
    entries: Sequence[Entry],
    catalogs: Catalogs,
    settings: Settings,
    listed: dict[str, tuple[Page, ...]],
    pages: Known,
) -> Iterator[Page]:
    own = catalogs.get(locale, {})
    strings = Strings(locale, own.get("site"), settings.source)
    found = [page for entry in entries if (page := pages.page(entry, strings, own.get(entry.domain), settings))]
    for page in found:
        yield page
        yield from _aliases(page)
    for each in listings(found, strings, settings):
        listed[each.page.path] = each.entries
        yield each.page


def _aliases(page: Page) -> Iterator[Page]:
    """Return a page for each older address of an entry."""
    written = page.entry.aliases if page.entry else ()
    names = (f"{alias.strip('/').removesuffix('.html').removesuffix('.md')}.html" for alias in written)
    for name in dict.fromkeys(names):
        if name != page.name:
            yield replace(page, name=name, kind=Kind.ALIAS, target=page.name)


def _entry_page(entry: Entry, strings: Strings, catalog: Catalog | None, settings: Settings) -> Page | None:
    """Return the page of an entry in one locale, None where the policy wants none."""
    in_source = strings.locale == strings.source
    states = {} if in_source else {each.key: state(entry, each, catalog) for each in entry.messages}
    kind = Kind.HOME if entry.name == "index" else Kind.ENTRY
    counts = _counts(entry, states)
    standing = Standing.ORIGINAL if in_source else policy(settings, strings.locale, entry).standing(
        counts, titled=states.get((None, entry.title)) is State.TRANSLATED
    )  # fmt: skip
    if standing is None and kind is not Kind.HOME:
        return None
    standing = standing or Standing.FALLBACK

    def text(source: str) -> Text:
        key = (None, source)
        if standing is Standing.TRANSLATED and states.get(key) is State.TRANSLATED and catalog:
            found = catalog.get(key)
            return Text(" ".join(found.msgstr[0].split()) if found else source)
        return Text(source, None if in_source else strings.source)

    return Page(
        locale=strings.locale,
        name=f"{entry.name}.html",
        kind=kind,
        title=text(entry.title),
        source=entry.path,
        summary=text(entry.summary),
        section=entry.section,
        tags=entry.tags,
        entry=entry,
        counts=counts,
        standing=standing,
    )


def _counts(entry: Entry, states: Mapping[tuple[str | None, str], State]) -> Counts:
    if not states:
        return Counts()
    number = Counter(states.values())
    words = {each.key: each.words for each in entry.messages}
    done = sum(words[key] for key, state in states.items() if state is State.TRANSLATED)
    return Counts(
        number[State.TRANSLATED], number[State.FUZZY], number[State.MISSING], number[State.REFUSED],
        words=sum(words.values()), words_translated=done,
    )  # fmt: skip
