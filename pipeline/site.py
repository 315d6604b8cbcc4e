"""A site as it lies on the disk: its settings, entries, the files beside them, and its catalogs."""

from __future__ import annotations

import functools
import itertools
import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline import _kept, catalog, extract
from pipeline._collector import paused
from pipeline.cache import Cache
from pipeline.config import FILE
from pipeline.entry import CONTENT
from pipeline.errors import CatalogError, Problem, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipeline.catalog import Catalog, Template
    from pipeline.config import Settings
    from pipeline.entry import Entry
    from pipeline.extract import Theme
    from pipeline.files import Files

LOCALE = "locale"
MESSAGES = "LC_MESSAGES"


@dataclass(frozen=True)
class Site:
    """Everything that pages are made from; `beside` are the paths of the files beside the entries.

    `theme` are the messages of the theme's templates.
    `catalogs` are by locale and domain; one that cannot be read is left out, and `broken` says why.
    """

    settings: Settings
    entries: tuple[Entry, ...]
    beside: tuple[str, ...] = ()
    catalogs: Mapping[str, Mapping[str, Catalog]] = field(default_factory=dict)
    broken: tuple[Problem, ...] = ()
    theme: Theme = field(default_factory=extract.package_messages, repr=False)

    @functools.cached_property
    def templates(self) -> tuple[Template, ...]:
        """Return the templates of the content as it is now, whatever the `.pot` files say."""
        return extract.templates(self.entries, self.theme, self.settings)

    @functools.cached_property
    def by_path(self) -> Mapping[str, Entry]:
        """Return the entries by path."""
        return {each.path: each for each in self.entries}


def load(settings: Settings, files: Files) -> Site:
    """Read a whole site. Raise SourceError with the problems of every entry; those of catalogs are in `Site.broken`."""
    return load_catalogs(load_content(settings, files), files)


def load_content(settings: Settings, files: Files) -> Site:
    """Read the entries of a site, without its catalogs. Raise SourceError with the problems of every entry.

    What is known of an entry that did not change comes from the cache beside the site.
    """
    paths = tuple(_walk(settings.root / CONTENT, CONTENT))
    written = [path for path in paths if path.endswith(".md")]
    problems: list[Problem] = []
    found: list[Entry] = []
    with paused(), Cache(settings.root, files).shelf("entries") as shelf:
        theme, entries = _kept.theme(shelf), _kept.Entries(settings, shelf)
        for path in written:
            try:
                found.append(entries.read(path, files.read(settings.root / path) or b""))
            except SourceError as error:
                problems += error.problems
    if not written:
        problems.append(Problem(CONTENT, 0, f"has no entry. Write one, such as {CONTENT}/index.md, the home page."))
    if problems:
        raise SourceError(problems)
    return Site(settings, tuple(found), tuple(path for path in paths if not path.endswith(".md")), theme=theme)


def load_catalogs(site: Site, files: Files) -> Site:
    """Return the site with the catalogs of its target locales; those that did not change come from the cache."""
    problems = list(_strangers(site.settings, files))
    found: dict[str, dict[str, Catalog]] = {}
    with paused(), Cache(site.settings.root, files).shelf("catalogs") as shelf:
        for locale, domain in itertools.product(site.settings.locales, [each.domain for each in site.templates]):
            path = catalog_path(locale, domain)
            data = files.read(site.settings.root / path)
            if data is None:
                continue
            try:
                read = _kept.read_catalog(path, data, locale, shelf)
                found.setdefault(locale, {})[domain] = read
            except CatalogError as error:
                problems += error.problems
    return replace(site, catalogs=found, broken=tuple(problems))


def catalog_path(locale: str, domain: str) -> str:
    """Return where the catalog of a domain is, relative to the site.

    >>> catalog_path("be-tarask", "news")
    'locale/be@tarask/LC_MESSAGES/news.po'
    """
    return f"{LOCALE}/{catalog.folder_name(locale)}/{MESSAGES}/{domain}.po"


def _strangers(settings: Settings, files: Files) -> Iterator[Problem]:
    """Return a problem for each folder of a locale that the settings do not have."""
    known = {catalog.folder_name(each) for each in settings.locales}
    folder = settings.root / LOCALE
    for name in files.names(folder):
        if name not in known and (folder / name / MESSAGES).is_dir():
            advice = f"Add '{catalog.locale_tag(name)}' to 'locales' in {FILE}, or remove the folder."
            yield Problem(f"{LOCALE}/{name}", 0, f"is a locale that the settings do not list. {advice}")


def _walk(folder: Path, name: str) -> Iterator[str]:
    """Return the paths of the files below a folder, sorted; what begins with a dot is nobody's business."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as found:  # it knows the folders among them without asking the disk again
        inside = sorted(found, key=lambda each: each.name)
    for each in inside:
        if each.name.startswith("."):
            continue
        if each.is_dir():
            yield from _walk(folder / each.name, f"{name}/{each.name}")
        else:
            yield f"{name}/{each.name}"
