"""A site as it lies on the disk: its settings, entries, the files beside them, and its catalogs."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline import catalog, extract
from pipeline import entry as entries
from pipeline.config import FILE
from pipeline.entry import CONTENT
from pipeline.errors import CatalogError, Problem, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipeline.catalog import Catalog, Template
    from pipeline.config import Settings
    from pipeline.entry import Entry
    from pipeline.files import Files

LOCALE = "locale"
MESSAGES = "LC_MESSAGES"


@dataclass(frozen=True)
class Site:
    """Everything that pages are made from; `beside` are the paths of the files beside the entries.

    `catalogs` are by locale and domain; one that cannot be read is left out, and `broken` says why.
    """

    settings: Settings
    entries: tuple[Entry, ...]
    beside: tuple[str, ...] = ()
    catalogs: Mapping[str, Mapping[str, Catalog]] = field(default_factory=dict)
    broken: tuple[Problem, ...] = ()

    @functools.cached_property
    def templates(self) -> tuple[Template, ...]:
        """Return the templates of the content as it is now, whatever the `.pot` files say."""
        return extract.templates(self.entries, extract.package_theme(), self.settings)

    @functools.cached_property
    def by_path(self) -> Mapping[str, Entry]:
        """Return the entries by path."""
        return {each.path: each for each in self.entries}


def load(settings: Settings, files: Files) -> Site:
    """Read a whole site. Raise SourceError with the problems of every entry; those of catalogs are in `Site.broken`."""
    return load_catalogs(load_content(settings, files), files)


def load_content(settings: Settings, files: Files) -> Site:
    """Read the entries of a site, without its catalogs. Raise SourceError with the problems of every entry."""
    paths = tuple(_walk(settings.root / CONTENT, CONTENT))
    written = [path for path in paths if path.endswith(".md")]
    problems: list[Problem] = []
    found: list[Entry] = []
    for path in written:
        try:
            found.append(entries.parse(path, files.read(settings.root / path) or b"", settings))
        except SourceError as error:
            problems += error.problems
    if not written:
        problems.append(Problem(CONTENT, 0, f"has no entry. Write one, such as {CONTENT}/index.md, the home page."))
    if problems:
        raise SourceError(problems)
    return Site(settings, tuple(found), tuple(path for path in paths if not path.endswith(".md")))


def load_catalogs(site: Site, files: Files) -> Site:
    """Return the site with the catalogs of its target locales."""
    problems = list(_strangers(site.settings, files))
    found: dict[str, dict[str, Catalog]] = {}
    for locale in site.settings.locales:
        for template in site.templates:
            path = catalog_path(locale, template.domain)
            data = files.read(site.settings.root / path)
            if data is None:
                continue
            try:
                found.setdefault(locale, {})[template.domain] = catalog.read(path, data, locale=locale)
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
    for each in sorted(folder.iterdir() if folder.is_dir() else (), key=lambda path: path.name):
        if each.name.startswith("."):
            continue
        if each.is_dir():
            yield from _walk(each, f"{name}/{each.name}")
        else:
            yield f"{name}/{each.name}"
