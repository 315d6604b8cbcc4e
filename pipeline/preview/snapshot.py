"""The output of one moment: the files that a build would write, each made when somebody asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipeline import _outputs, pictures
from pipeline._template_faults import explain
from pipeline.build import files_of, theme_bytes
from pipeline.errors import BuildError, Problem
from pipeline.plan import Known
from pipeline.plan import plan as make_plan
from pipeline.render import ICON, STYLE, Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.catalog import Catalog
    from pipeline.files import Files
    from pipeline.page import Page
    from pipeline.preview.reading import Reading, Stamp

Encoded = tuple[pictures.Picture, dict[str, bytes]]


class Pictures(Mapping[str, pictures.Picture]):
    """The pictures of a site by path, each encoded when a page shows it, and once for as long as it does not change."""

    def __init__(self, reading: Reading, files: Files, before: Pictures | None = None) -> None:
        self._reading = reading
        self._files = files
        self.encoded: dict[str, tuple[Stamp | None, Encoded]] = dict(before.encoded) if before else {}
        self.problems: dict[str, tuple[Problem, ...]] = {}

    def __getitem__(self, source: str) -> pictures.Picture:
        return self._picture(source)[0]

    def __iter__(self) -> Iterator[str]:
        return (path for path in self._reading.site.beside if pictures.is_picture(path))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def data(self, path: str) -> bytes | None:
        """Return the bytes of a file of a picture, by its path in the output."""
        for source in self:
            stem = f"{pictures.FOLDER}/{source.partition('/')[2]}-"
            if path.startswith(stem):
                try:
                    found = self._picture(source)[1].get(path)
                except KeyError:
                    continue
                if found is not None:
                    return found
        return None

    def _picture(self, source: str) -> Encoded:
        stamp = self._reading.stamps.get(source)
        if not stamp or not pictures.is_picture(source) or source in self.problems:
            raise KeyError(source)
        known = self.encoded.get(source)
        if known is None or known[0] != stamp:
            known = self.encoded[source] = stamp, self._encode(source)
        return known[1]

    def _encode(self, source: str) -> Encoded:
        try:
            data = self._files.read(self._reading.site.settings.root / source) or b""
            picture, made = pictures.encode(source, data)
        except BuildError as error:
            self.problems[source] = error.problems
            raise KeyError(source) from error
        return picture, {each.path: content for each, content in zip(picture.variants, made, strict=True)}


class Snapshot:
    """What a build of one reading of the site would write. Raise SourceError or ConfigError where there is no plan."""

    def __init__(
        self, reading: Reading, linked: frozenset[str], files: Files, before: Snapshot | None = None
    ) -> None:  # fmt: skip
        site = reading.site
        self.reading = reading
        self.known: Known = before.known if before else Known()
        self.plan = make_plan(
            site.entries, site.catalogs, site.settings, files_of(site, linked), known_pages=self.known
        )
        self.pictures: Pictures = Pictures(reading, files, before.pictures if before else None)
        self._files = files
        self._pages = {page.path: page for page in self.plan.pages}
        self._copies = {file.path: file.source for file in self.plan.files if not pictures.is_picture(file.source)}
        self._ready: dict[str, bytes] = {}

    def page(self, path: str) -> Page | None:
        """Return the page with a path."""
        return self._pages.get(path)

    def get(self, path: str) -> bytes | None:
        """Return the bytes of a file of the output, None where there is none. Raise BuildError where it fails."""
        if path not in self._ready:
            try:
                data = self._make(path)
            except Exception as error:
                raise BuildError(explain(error, path, self.reading.site.settings)) from error
            if data is None:
                return None
            self._ready[path] = data
        return self._ready[path]

    def catalog(self, page: Page) -> Catalog | None:
        """Return the catalog that a page is translated by."""
        if page.entry is None:
            return None
        return self.reading.site.catalogs.get(page.locale, {}).get(page.entry.domain)

    def _make(self, path: str) -> bytes | None:
        settings = self.reading.site.settings
        if page := self._pages.get(path):
            return self._renderer.render(page).encode()
        if path == STYLE:
            return b"".join(theme_bytes(settings, self._files, each) for each in ("style.css", "extra.css"))
        if path == ICON:
            return theme_bytes(settings, self._files, "icon.png")
        if source := self._copies.get(path):
            return self._files.read(settings.root / source)
        if path.startswith(f"{pictures.FOLDER}/"):
            return self.pictures.data(path)
        return self._advance(path)

    def _advance(self, path: str) -> bytes | None:
        """Make the files that are made of the whole plan, as far as to the one that is wanted."""
        try:
            for made in self._made:
                self._ready[made.path] = made.data
                if made.path == path:
                    break
        except Exception:
            del self._made  # it would go on as if it were at its end
            raise
        return self._ready.get(path)

    @cached_property
    def _made(self) -> Iterator[Any]:
        return _outputs.files(self.plan, self._renderer, self.reading.site.settings)

    @cached_property
    def _renderer(self) -> Renderer:
        site = self.reading.site
        return Renderer(self.plan, site.catalogs, site.settings, self.pictures)
