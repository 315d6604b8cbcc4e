"""A site read again and again: only what changed is parsed, and what cannot be read leaves its last good state."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from pipeline import catalog, config
from pipeline import entry as entries
from pipeline.catalog import Catalog
from pipeline.config import SITE_DOMAIN, Settings
from pipeline.entry import CONTENT, Entry
from pipeline.errors import ConfigError, NavinaError, Problem
from pipeline.files import Files
from pipeline.site import LOCALE, Site, _strangers, _walk, catalog_path, wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

Stamp: TypeAlias = tuple[int, int, int, int]
"""What a disk says of a file: its times of change, its size, its number."""

_Value = TypeVar("_Value", Entry, Catalog)
_YOUNG = 1_000_000_000
"""For so many nanoseconds after a file was written a second writing could leave the same stamp."""


@dataclass(frozen=True)
class Reading:
    """A site at one moment.

    `site` has every entry as if it were published; `written` are the entries as they are, by path. `problems` say what
    could not be read. `stamps` are those of the files that are not parsed: pictures, templates, styles.
    """

    site: Site
    written: Mapping[str, Entry]
    problems: tuple[Problem, ...] = ()
    stamps: Mapping[str, Stamp] = field(default_factory=dict)

    @property
    def drafts(self) -> frozenset[str]:
        """Return the paths of the drafts."""
        return frozenset(path for path, entry in self.written.items() if entry.draft)


@dataclass(frozen=True, slots=True)
class _Kept(Generic[_Value]):
    """What a file gave: what it was parsed to, or to at last, and what is wrong with it now."""

    data: bytes
    settings: Settings
    value: _Value | None
    problems: tuple[Problem, ...] = ()


class Reader:
    """Reads a site; a broken file is as it was when it could be read, and absent if it never could."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files = Files(root)
        self._settings = config.load(root)
        self._data: dict[str, tuple[Stamp, bytes]] = {}
        self._entries: dict[str, _Kept[Entry]] = {}
        self._lifted: dict[str, tuple[Entry, Entry]] = {}
        self._catalogs: dict[str, _Kept[Catalog]] = {}

    def folders(self) -> tuple[Path, ...]:
        """Return the folders whose files a site is made of."""
        theme = (self._settings.theme,) if self._settings.theme else ()
        return tuple(self._root / name for name in (CONTENT, LOCALE, *theme))

    def read(self) -> Reading:
        """Return the site as it is now."""
        problems = list(self._load_settings())
        paths = tuple(_walk(self._root / CONTENT, CONTENT))
        found = self._read_entries(path for path in paths if path.endswith(".md"))
        written = {path: kept.value for path, kept in found.items() if kept.value}
        beside = tuple(path for path in paths if not path.endswith(".md"))
        shown = tuple(self._lift(path, entry) for path, entry in written.items())
        catalogs = self._read_catalogs(shown, problems)
        problems += [problem for kept in found.values() for problem in kept.problems]
        return Reading(
            Site(self._settings, shown, beside, catalogs), written, tuple(sorted(set(problems))), self._stamps(beside)
        )

    def _load_settings(self) -> tuple[Problem, ...]:
        try:
            settings = config.load(self._root)
        except ConfigError as error:
            return error.problems
        if settings != self._settings:  # the same object tells that nothing has to be parsed again
            self._settings = settings
        return ()

    def _read_entries(self, paths: Iterator[str]) -> dict[str, _Kept[Entry]]:
        found = {}
        for path in paths:
            data = self._read(path)
            if data is not None:
                parse = partial(entries.parse, path, data, self._settings)
                found[path] = self._keep(self._entries.get(path), data, parse)
        self._entries = found
        return found

    def _read_catalogs(self, shown: tuple[Entry, ...], problems: list[Problem]) -> dict[str, dict[str, Catalog]]:
        problems += _strangers(self._settings, self._files)
        found: dict[str, dict[str, Catalog]] = {}
        for locale, domain in wanted(self._settings, sorted({each.domain for each in shown} | {SITE_DOMAIN})):
            path = catalog_path(locale, domain)
            data = self._read(path)
            if data is None:
                self._catalogs.pop(path, None)
                continue
            kept = self._keep(self._catalogs.get(path), data, partial(catalog.read, path, data, locale=locale))
            self._catalogs[path] = kept
            problems += kept.problems
            if kept.value:
                found.setdefault(locale, {})[domain] = kept.value
        return found

    def _keep(self, old: _Kept[_Value] | None, data: bytes, parse: Callable[[], _Value]) -> _Kept[_Value]:
        if old and old.data == data and old.settings is self._settings:
            return old
        try:
            return _Kept(data, self._settings, parse())
        except NavinaError as error:
            return _Kept(data, self._settings, old.value if old else None, error.problems)

    def _lift(self, path: str, entry: Entry) -> Entry:
        """Return an entry as one that is published; the same one each time, for what is known of it is kept by it."""
        if not entry.draft:
            return entry
        known = self._lifted.get(path)
        if known is None or known[0] is not entry:
            known = self._lifted[path] = entry, replace(entry, draft=False)
        return known[1]

    def _read(self, path: str) -> bytes | None:
        """Return the bytes of a file, from memory where the disk says that nothing changed."""
        stamp = _stamp(self._root / path)
        known = self._data.get(path)
        if stamp and known and known[0] == stamp:
            return known[1]
        self._data.pop(path, None)
        data = self._files.read(self._root / path)
        if data is not None and stamp and stamp[0] < time.time_ns() - _YOUNG:
            self._data[path] = stamp, data
        return data

    def _stamps(self, beside: tuple[str, ...]) -> dict[str, Stamp]:
        theme = self._settings.theme
        names = (*beside, *(_walk(self._root / theme, theme) if theme else ()))
        return {path: stamp for path in names if (stamp := _stamp(self._root / path))}


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return max(found.st_mtime_ns, found.st_ctime_ns), found.st_mtime_ns, found.st_size, found.st_ino
