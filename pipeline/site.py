"""A site as it lies on the disk: its settings, entries, the files beside them, and its catalogs."""

from __future__ import annotations

import functools
import itertools
import os
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError

from pipeline import _kept, _template_faults, catalog, extract
from pipeline._collector import paused
from pipeline.cache import Cache
from pipeline.config import FILE
from pipeline.entry import CONTENT
from pipeline.errors import CatalogError, Problem, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.cache import Shelf
    from pipeline.catalog import Catalog, Template
    from pipeline.config import Settings
    from pipeline.entry import Entry
    from pipeline.extract import Theme
    from pipeline.files import Files
    from pipeline.message import Message

LOCALE = "locale"
MESSAGES = "LC_MESSAGES"
_TEMPLATES = (".html", ".xml")


@dataclass(frozen=True)
class Site:
    """Everything that pages are made from; `beside` are the paths of the files beside the entries.

    `theme` are the messages of the theme's templates, the site's own among them.
    `catalogs` are by locale and domain; one that cannot be read is left out, and `broken` says why. The source locale
    may have one for the domain `site`: what the site says otherwise than the theme does.
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
    """Read the entries and templates of a site, without its catalogs. Raise SourceError with the problems of all.

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
        own = _own_theme(settings, files, shelf, problems)
    if not written:
        problems.append(Problem(CONTENT, 0, f"has no entry. Write one, such as {CONTENT}/index.md, the home page."))
    if problems:
        raise SourceError(problems)
    beside = tuple(path for path in paths if not path.endswith(".md"))
    return Site(settings, tuple(found), beside, theme=_joined(theme, own))


def _own_theme(settings: Settings, files: Files, shelf: Shelf, problems: list[Problem]) -> Theme:
    """Return the messages of the site's own templates by path; add what is wrong with those that cannot be read."""
    found: dict[str, tuple[Message, ...]] = {}
    folder = PurePosixPath(settings.theme).as_posix()
    for path in _walk(settings.root / folder, folder) if settings.theme else ():
        if path.endswith(_TEMPLATES):
            try:
                found[path] = _kept.template(files.read(settings.root / path) or b"", shelf)
            except TemplateSyntaxError as error:
                error.filename = str(settings.root / path)
                problems += _template_faults.explain(error, path, settings)
            except UnicodeDecodeError:
                problems.append(Problem(path, 0, "is not UTF-8 text. Save it as UTF-8."))
    return found


def _joined(theme: Theme, own: Theme) -> Theme:
    """Return both; what a template of the site does not say any more stays, as it comes translated."""
    return {path: (*theme.get(path, ()), *own.get(path, ())) for path in (*theme, *own)}


def load_catalogs(site: Site, files: Files) -> Site:
    """Return the site with its catalogs; those that did not change come from the cache."""
    problems = list(_strangers(site.settings, files))
    found: dict[str, dict[str, Catalog]] = {}
    with paused(), Cache(site.settings.root, files).shelf("catalogs") as shelf:
        for locale, domain in wanted(site.settings, [each.domain for each in site.templates]):
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


def wanted(settings: Settings, domains: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Return the locales and domains that catalogs are read of: all of a target locale, `site` of the source.

    >>> from pathlib import Path
    >>> from pipeline.config import Settings
    >>> list(wanted(Settings(Path("."), locales=("be",)), ["news", "site"]))
    [('en', 'site'), ('be', 'news'), ('be', 'site')]
    """
    yield settings.source, extract.SITE_DOMAIN
    yield from itertools.product(settings.locales, domains)


def catalog_path(locale: str, domain: str) -> str:
    """Return where the catalog of a domain is, relative to the site.

    >>> catalog_path("be-tarask", "news")
    'locale/be@tarask/LC_MESSAGES/news.po'
    """
    return f"{LOCALE}/{catalog.folder_name(locale)}/{MESSAGES}/{domain}.po"


def _strangers(settings: Settings, files: Files) -> Iterator[Problem]:
    """Return a problem for each folder of a locale that the settings do not have."""
    known = {catalog.folder_name(each) for each in settings.all_locales}
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
