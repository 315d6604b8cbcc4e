"""What the words after a command name: catalogs and entries of the site, folders of them, or `.po` files of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.checks import Scope
from pipeline.config import suggestion
from pipeline.site import catalog_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.site import Site

_PO = ".po"


@dataclass(frozen=True, slots=True)
class Targets:
    """What was named: a part of the site, and files that belong to no site, each as it was named."""

    scope: Scope
    alone: tuple[Path, ...] = ()


def find(names: Sequence[Path], root: Path, site: Site | None) -> Targets:
    """Return what the names mean, each relative to the working folder or to the site in `root`.

    Raise ValueError with a sentence on the first name that means nothing.
    """
    finder = _Finder(root, site)
    for name in names:
        finder.take(name)
    scope = Scope(frozenset(finder.found & finder.catalogs), frozenset(finder.found & finder.entries))
    if finder.alone and finder.found:
        other = finder.alone[0].as_posix()
        raise ValueError(f"'{other}' is no file of the site, others are. Check them one after the other.")
    return Targets(scope, tuple(dict.fromkeys(finder.alone)))


class _Finder:
    def __init__(self, root: Path, site: Site | None) -> None:
        self.root = root
        self.entries = frozenset(site.by_path) if site else frozenset()
        domains = [each.domain for each in site.templates] if site else []
        locales = site.settings.locales if site else ()
        self.catalogs = frozenset(catalog_path(locale, domain) for locale in locales for domain in domains)
        self.found: set[str] = set()
        self.alone: list[Path] = []

    def take(self, name: Path) -> None:
        """Find what one name means."""
        places = [name, *([] if name.is_absolute() else [self.root / name])]
        inside = {path for place in places for path in self._of_site(place)}
        self.found |= inside
        if not inside:
            self.alone += self._of_nobody(name, next((each for each in places if each.exists()), None))

    def _of_site(self, place: Path) -> Iterator[str]:
        known = self.catalogs | self.entries
        try:
            path = place.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return
        yield from (each for each in known if each == path or path == "." or each.startswith(f"{path}/"))

    def _of_nobody(self, name: Path, place: Path | None) -> list[Path]:
        if place is None:
            near = suggestion(name.as_posix(), sorted(self.catalogs | self.entries))
            raise ValueError(f"there is no '{name.as_posix()}'.{near}")
        if place.is_dir():
            if found := sorted(place.rglob(f"*{_PO}")):
                return found
            raise ValueError(f"there is no catalog and no entry below '{name.as_posix()}'.")
        if place.suffix != _PO:
            raise ValueError(f"'{name.as_posix()}' is neither a catalog (.po), nor an entry, nor a folder of them.")
        return [place]
