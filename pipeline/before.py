"""What there was at a revision, for a check that is to speak of changes only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import catalog, extract
from pipeline import entry as entries
from pipeline.checks import Before
from pipeline.entry import CONTENT
from pipeline.errors import CatalogError, SourceError
from pipeline.revision import find
from pipeline.site import catalog_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.catalog import Catalog
    from pipeline.entry import Entry
    from pipeline.files import Files
    from pipeline.revision import Revision
    from pipeline.site import Site


def of_site(site: Site, locales: Sequence[str], name: str, files: Files) -> Before:
    """Return the catalogs and the texts of a site at the revision `name`. Raise BuildError where there is none."""
    revision = find(site.settings.root, name)
    paths = [(catalog_path(locale, each.domain), locale) for locale in locales for each in site.templates]
    old = revision.read(path for path, _ in paths)
    same = {path for path, data in old.items() if files.read(site.settings.root / path) == data}
    wanted = [(path, locale, old[path]) for path, locale in paths if path in old and path not in same]
    templates = extract.templates(_entries(site, revision, files), site.theme, site.settings)
    keys = frozenset(each.message.key for template in templates for each in template.messages)
    return Before(_catalogs(wanted), frozenset(same), keys)


def of_files(found: Iterable[tuple[str, bytes]], name: str, locale: str | None) -> Before:
    """Return what `.po` files without a site were at a revision, each of its own repository."""
    wanted, same = [], set()
    for path, data in found:
        old = find(Path(path).parent, name).read([Path(path).name]).get(Path(path).name)
        if old == data:
            same.add(path)
        elif old is not None:
            wanted.append((path, locale or "en", old))
    return Before(_catalogs(wanted), frozenset(same))


def _catalogs(found: Iterable[tuple[str, str, bytes]]) -> dict[str, Catalog]:
    """Read those that can be read; all is new in a catalog that could not."""
    read: dict[str, Catalog] = {}
    for path, locale, data in found:
        try:
            read[path] = catalog.read(path, data, locale=locale)
        except CatalogError:
            continue
    return read


def _entries(site: Site, revision: Revision, files: Files) -> Iterator[Entry]:
    """Yield the entries that there were; one that could not be read had no text that is known."""
    names = [name for name in revision.names(CONTENT) if name.endswith(".md")]
    for path, data in revision.read(names).items():
        known = site.by_path.get(path)
        if known and files.read(site.settings.root / path) == data:
            yield known
            continue
        try:
            yield entries.parse(path, data, site.settings)
        except SourceError:
            continue
