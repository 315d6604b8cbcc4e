"""The plan as files: writes below `build/` what changed, and removes what no page claims any more."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from pipeline import _fetched, _outputs, links, pictures
from pipeline.errors import BuildError, NavinaError, Problem, SourceError
from pipeline.files import Files
from pipeline.plan import HOME
from pipeline.plan import plan as make_plan
from pipeline.render import ICON, STYLE, Renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.config import Settings
    from pipeline.entry import Entry
    from pipeline.plan import Plan
    from pipeline.site import Site

FOLDER = "build"
_SHARED = ("assets", "files", pictures.FOLDER)
_ROOT = re.compile(r"sitemap(-\d+)?\.xml|404\.html|_headers|\.htaccess")
"""Files at the top of the output that are made of the plan, and only of some plans."""

_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Output(Files):
    """The file system below `build/`: no file there is worth waiting for the disk, as it can be built again."""

    def fsync(self, file: object) -> None:
        """Do not wait."""

    def fsync_folder(self, folder: Path) -> None:
        """Do not wait."""

    def discard(self, path: Path) -> None:
        """Remove a file, a link or a folder with all that is in it. Raise BuildError when that is not possible."""
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        except OSError as error:
            raise self._error(path, "removed", error) from error

    def refuse_link(self, path: Path) -> None:
        """Raise BuildError where a folder of the output is a link, which could lead out of it."""
        if path.is_symlink():
            raise BuildError(Problem(self._name(path), 0, "is a link to another place. Remove it and build again."))


@dataclass(frozen=True, slots=True)
class Tally:
    """What happened to the files of one part of the output."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did: a tally a locale; "" stands for what all locales share."""

    plan: Plan
    tallies: Mapping[str, Tally]


def build(
    site: Site,
    *,
    locales: Collection[str] | None = None,
    clean: bool = False,
    output: Output | None = None,
    progress: Callable[[str], None] | None = None,
) -> Result:
    """Write the site into its folder `build/`: every page of the plan, the stylesheet, the linked files.

    `locales` limits the work to some; the other locales' pages stay as they are. `clean` empties the folder first.
    `progress` is told the path of each file that is done. Raise SourceError or ConfigError before anything is
    written, BuildError where a file cannot be.
    """
    output = output or Output(site.settings.root)
    plan = plan_site(site)
    return _Build(site, plan, output, progress or (lambda _path: None)).run(locales, clean=clean)


def plan_site(site: Site) -> Plan:
    """Return the plan of a site whose links all arrive. Raise SourceError with every problem."""
    published = [entry for entry in site.entries if not entry.draft]
    by_path = {entry.path: entry for entry in site.entries}
    files = frozenset(site.beside)
    problems = [problem for entry in published for problem in links.problems(entry, by_path, files)]
    problems += [problem for entry in published for problem in _fetched.problems(entry)]
    try:
        plan = make_plan(site.entries, site.catalogs, site.settings, files_of(site, _linked(published)))
    except NavinaError as error:
        raise (SourceError([*problems, *error.problems]) if problems else error) from None
    if problems:
        raise SourceError(problems)
    return plan


def files_of(site: Site, linked: Collection[str]) -> list[str]:
    """Return the paths of the files beside the entries that are published: those linked to, and their stand-ins."""
    locales = site.settings.all_locales
    return [path for path in site.beside if path in linked or _original(path, locales) in linked]


def _linked(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the paths of the files that entries link to or show; what nobody links to is not published."""
    found = (links.read(entry.path, address) for entry in entries for _, address in entry.document.links())
    return frozenset(link.path for link in found if link.kind is links.Kind.FILE)


def _original(path: str, locales: Iterable[str]) -> str:
    """Return the path of the file that a file stands in for in one locale.

    >>> _original("content/report.be.pdf", ("en", "be")), _original("content/report.pdf", ("en", "be"))
    ('content/report.pdf', '')
    """
    stem, _, suffix = path.rpartition(".")
    base, _, locale = stem.rpartition(".")
    return f"{base}.{suffix}" if base and locale in locales else ""


class _Build:
    """One build under way."""

    def __init__(self, site: Site, plan: Plan, output: Output, progress: Callable[[str], None]) -> None:
        self.root = site.settings.root
        self.folder = self.root / FOLDER
        self.site = site
        self.plan = plan
        self.output = output
        self.progress = progress
        self.counts: dict[str, Counter[str]] = {}
        self.done: set[str] = set()
        self.folders: set[str] = set()

    def run(self, locales: Collection[str] | None, *, clean: bool) -> Result:
        """Render, write, and remove what is left over."""
        chosen = [each for each in self.plan.locales if locales is None or each in locales]
        if clean:
            for name in self.output.names(self.folder):
                self.output.discard(self.folder / name)
        for locale, path, data in self._files(chosen):
            self._write(locale, path, data)
        for locale, path in self._stale(chosen):
            self.output.discard(self.folder / path)
            self._count(locale, "removed")
        return Result(self.plan, {locale: Tally(**number) for locale, number in sorted(self.counts.items())})

    def _files(self, locales: Collection[str]) -> Iterator[tuple[str, str, bytes]]:
        """Return every file of the output: the locale it is counted in, its path and its bytes."""
        encoded = self._pictures()
        known = {source: picture for source, (picture, _) in encoded.items()}
        renderer = Renderer(self.plan, self.site.catalogs, self.site.settings, known)
        for path, names in ((STYLE, ("style.css", "extra.css")), (ICON, ("icon.png",))):
            yield "", path, b"".join(theme_bytes(self.site.settings, self.output, each) for each in names)
        for picture, data in encoded.values():
            yield from (("", each.path, content) for each, content in zip(picture.variants, data, strict=True))
        for file in self.plan.files:
            if file.source not in encoded:
                yield "", file.path, self.output.read(self.root / file.source) or b""
        for page in self.plan.pages:
            if not page.locale or page.locale in locales:
                yield page.locale, page.path, renderer.render(page).encode()
        for made in _outputs.files(self.plan, renderer, self.site.settings):
            if not made.locale or made.locale in locales:
                yield made

    def _pictures(self) -> dict[str, tuple[pictures.Picture, tuple[bytes, ...]]]:
        """Return every picture, encoded for readers; raise BuildError with all that cannot be."""
        found: dict[str, tuple[pictures.Picture, tuple[bytes, ...]]] = {}
        problems: list[Problem] = []
        for file in self.plan.files:
            if pictures.is_picture(file.source):
                try:
                    data = self.output.read(self.root / file.source) or b""
                    found[file.source] = pictures.encode(file.source, data)
                except BuildError as error:
                    problems += error.problems
        if problems:
            raise BuildError(problems)
        return found

    def _write(self, locale: str, path: str, data: bytes) -> None:
        target = self.folder / path
        self._claim_folders(path)
        old = self.output.read(target)
        changed = old != data and self.output.replace(target, data, expected=old)
        self.done.add(path)
        self._count(locale, "written" if changed else "unchanged")
        self.progress(path)

    def _claim_folders(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder and folder not in self.folders:
            self._claim_folders(folder)
            self.output.refuse_link(self.folder / folder)
            self.folders.add(folder)

    def _stale(self, locales: Collection[str]) -> Iterator[tuple[str, str]]:
        """Return what earlier builds left: files and empty folders below ours, and locales that are none any more."""
        for name in self.output.names(self.folder):
            shared = name in _SHARED
            if shared or name in locales:
                yield from (("" if shared else name, path) for path in self._unclaimed(name))
            elif _ROOT.fullmatch(name) and name not in self.done:
                yield "", name
            elif name not in self.plan.locales and self._was_locale(name):
                yield name, name

    def _unclaimed(self, folder: str) -> Iterator[str]:
        for name in self.output.names(self.folder / folder):
            path = f"{folder}/{name}"
            if path in self.folders:
                yield from self._unclaimed(path)
            elif path not in self.done:
                yield path

    def _was_locale(self, name: str) -> bool:
        return bool(_LOCALE.fullmatch(name)) and (self.folder / name / HOME).is_file()

    def _count(self, locale: str, what: str) -> None:
        self.counts.setdefault(locale, Counter())[what] += 1


def theme_bytes(settings: Settings, files: Files, name: str) -> bytes:
    """Return a file of the theme: the site's own before Navina's, b"" where neither has it."""
    own = files.read(settings.root / settings.theme / name) if settings.theme else None
    return own if own is not None else theme_file(name)


def theme_file(name: str) -> bytes:
    """Return a file of the theme that comes with Navina, b"" where there is none."""
    found = resources.files("pipeline") / "theme" / name
    return found.read_bytes() if found.is_file() else b""
