"""The catalogs that lie on the disk, whether the content still has their domain or not."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import catalog
from pipeline.catalog import folder_name
from pipeline.errors import CatalogError, Problem
from pipeline.site import LOCALE, MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pipeline.catalog import Catalog
    from pipeline.config import Settings
    from pipeline.files import Files


@dataclass(frozen=True, slots=True)
class Stored:
    """A catalog as it lies on the disk; `path` is relative to the site."""

    path: str
    locale: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Change:
    """What a file holds, and what it shall hold."""

    path: str
    old: bytes | None
    new: bytes

    @property
    def is_one(self) -> bool:
        """Tell whether there is anything to write."""
        return self.old != self.new


def find(settings: Settings, files: Files) -> tuple[Stored, ...]:
    """Return every `.po` file of the site's locales, sorted by locale and path; the source locale may have one too."""
    return tuple(_find(settings, files))


def _find(settings: Settings, files: Files) -> Iterator[Stored]:
    for locale in settings.all_locales:
        for path in _walk(settings.root, f"{LOCALE}/{folder_name(locale)}/{MESSAGES}", files):
            if data := files.read(settings.root / path):
                yield Stored(path, locale, data)


def _walk(root: Path, folder: str, files: Files) -> Iterator[str]:
    for name in files.names(root / folder):
        path = f"{folder}/{name}"
        if name.startswith("."):
            continue
        if name.endswith(".po"):
            yield path
        elif (root / path).is_dir():
            yield from _walk(root, path, files)


def choose(found: Sequence[Stored], names: Iterable[Path], root: Path) -> tuple[Stored, ...]:
    """Return the catalogs with these names, which are relative to the folder one works in or to the site.

    Raise CatalogError with every name that is no catalog of the site.
    """
    by_path = {(root / each.path).resolve(): each for each in found}
    chosen: dict[str, Stored] = {}
    problems = []
    for name in names:
        each = by_path.get(name.resolve()) or by_path.get((root / name).resolve())
        if each is None:
            problems.append(Problem(name.as_posix(), 0, f"is no catalog of the site.{_advice(name, found)}"))
        else:
            chosen[each.path] = each
    if problems:
        raise CatalogError(problems)
    return tuple(chosen.values())


def _advice(name: Path, found: Sequence[Stored]) -> str:
    near = difflib.get_close_matches(name.as_posix(), [each.path for each in found], n=1)
    if near:
        return f" Did you mean '{near[0]}'?"
    return f" Name a .po file below '{LOCALE}', in the folder of a locale that the settings list."


def read(found: Iterable[Stored]) -> tuple[Catalog, ...]:
    """Read catalogs. Raise CatalogError with the problems of all of them."""
    catalogs: list[Catalog] = []
    problems: list[Problem] = []
    for each in found:
        try:
            catalogs.append(catalog.read(each.path, each.data, locale=each.locale))
        except CatalogError as error:
            problems += error.problems
    if problems:
        raise CatalogError(problems)
    return tuple(catalogs)


def write(changes: Iterable[Change], root: Path, files: Files) -> tuple[str, ...]:
    """Write what is to be written and return the paths; a file that somebody else changed meanwhile is left alone."""
    pending = [each for each in changes if each.is_one]
    for each in pending:
        files.replace(root / each.path, each.new, expected=each.old)
    return tuple(each.path for each in pending)
