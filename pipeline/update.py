"""Bring every template and catalog of a site up to date, or leave all of them alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from pipeline import _kept
from pipeline._collector import paused
from pipeline._together import merge_locale
from pipeline.cache import Shelf
from pipeline.catalog import Template, folder_name, locale_tag, read, read_template
from pipeline.errors import CatalogError, NavinaError, Problem
from pipeline.files import Changed
from pipeline.memory import Part
from pipeline.merge import Limits, Merged, too_much_lost

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path
    from typing import TypeVar

    from pipeline.catalog import Catalog, CatalogMessage
    from pipeline.files import Files
    from pipeline.merge import Conflict
    from pipeline.message import Key

    Shipped = Mapping[str, Mapping[Key, tuple[str, ...]]]
    T = TypeVar("T")

_FOLDER = "locale"
_INNER = "LC_MESSAGES"
_TRIES = 5
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Summary:
    """What happened to one domain in one locale.

    `new` messages have no translation that came from elsewhere; `gone` is a domain that has no template any more, and
    `removed` says that its file went, as all it had is in other files. `reused` counts the finished translations that
    came from other catalogs; `conflicts` are the texts that had two translations, of which one is a comment now.
    """

    locale: str
    domain: str
    kept: int
    new: int
    fuzzy: int
    obsolete: int
    revived: int
    changed: bool
    gone: bool = False
    removed: bool = False
    reused: int = 0
    conflicts: tuple[Conflict, ...] = ()


@paused()
def update(
    root: Path,
    templates: Sequence[Template],
    locales: Sequence[str],
    *,
    files: Files,
    now: datetime,
    shipped: Shipped | None = None,
    accept_loss: bool = False,
    limits: Limits | None = None,
    shelf: Shelf | None = None,
    source: str = "",
) -> tuple[Summary, ...]:
    """Write the templates and merge them into the catalogs of the locales; say what happened.

    Every file is read before one is written. Raise CatalogError with all problems, or with the list of translations
    that would be lost beyond the limits unless `accept_loss`; nothing is written then. `shipped` has the theme's own
    translations by locale, for the domain `site`. Raise Changed when somebody writes the files faster than this, and
    BuildError when another command changes the site all the time. What the site of the locale `source` says otherwise
    than the theme does is left as it is.
    """
    with files.lock(root) as held:
        work = _Update(root, files, now, shipped or {}, None if accept_loss else limits or Limits(), shelf)
        if held:
            work.sweep()
        work.read(templates, locales, source)
        return work.write()


@dataclass(frozen=True, slots=True)
class _Job:
    """One catalog: what is on the disk, and what shall be."""

    path: str
    locale: str
    template: Template
    data: bytes | None
    merged: Merged
    gone: bool


class _Update:
    """One update under way; `limits` is None where any loss is accepted."""

    def __init__(
        self, root: Path, files: Files, now: datetime, shipped: Shipped, limits: Limits | None, shelf: Shelf | None
    ) -> None:
        self.shelf = shelf or Shelf({})
        self.root = root
        self.files = files
        self.now = now
        self.shipped = shipped
        self.limits = limits
        self.templates: Sequence[Template] = ()
        self.old: dict[str, bytes] = {}
        self.made: dict[str, bytes] = {}
        self.old_templates: dict[str, Template] = {}
        self.jobs: dict[str, _Job] = {}
        self.written: set[str] = set()
        self.changed: set[str] = set()
        self.problems: list[Problem] = []

    def sweep(self) -> None:
        """Remove what updates that were killed left beside the catalogs."""
        folder = self.root / _FOLDER
        self.files.sweep(folder)
        for name in self.files.names(folder):
            self.files.sweep(folder / name / _INNER)

    def read(self, templates: Sequence[Template], locales: Sequence[str], source: str) -> None:
        """Read and merge everything, and raise all that is wrong with it."""
        self.templates = templates
        self._read_templates()
        self._refuse_unknown([*locales, *([source] if source else [])])
        for locale in locales:
            self._read_locale(locale)
        if self.problems:
            raise CatalogError(self.problems)
        self._guard()

    def write(self) -> tuple[Summary, ...]:
        """Write catalogs before templates: while the old templates stand, an update that was cut off can go on.

        Of a locale's catalogs those come last that give something away: the others have it by then.
        """
        for locale in dict.fromkeys(job.locale for job in self.jobs.values()):
            self._again(partial(self._write_locale, locale))
        for template in self.templates:
            self._again(partial(self._write_template, template))
        domains = {template.domain for template in self.templates}
        for domain in sorted(self.old.keys() - domains):
            self.files.remove(self.root / _pot(domain), expected=self.old[domain])
        return tuple(_summary(job, changed=path in self.changed) for path, job in self.jobs.items())

    def _read_templates(self) -> None:
        """Read the templates as they were; one that stays is what it was, and need not be read."""
        new = {template.domain: template for template in self.templates}
        for name in self.files.names(self.root / _FOLDER):
            path = PurePath(_FOLDER, name)
            data = self._attempt(partial(self.files.read, self.root / path)) if _is(name, ".pot") else None
            if data is None:
                continue
            self.old[path.stem] = data
            if path.stem in new and self._made(new[path.stem]) == data:
                self.old_templates[path.stem] = new[path.stem]
            elif template := self._attempt(partial(read_template, path, data)):
                self.old_templates[path.stem] = template

    def _refuse_unknown(self, locales: Sequence[str]) -> None:
        known = {folder_name(locale) for locale in locales}
        for name in self.files.names(self.root / _FOLDER):
            inner = self.files.names(self.root / _FOLDER / name / _INNER)
            if name not in known and any(_is(inside, ".po") for inside in inner):
                text = f"'{name}' is a locale that the settings do not name."
                advice = f"Add '{locale_tag(name)}' to 'locales' in pyproject.toml, or remove the folder."
                self.problems.append(Problem(f"{_FOLDER}/{name}", 0, f"{text} {advice}"))

    def _read_locale(self, locale: str) -> None:
        """Read and merge the catalogs of a locale; those that are written already may have to be written again."""
        domains = [template.domain for template in self.templates]
        names = self.files.names(self.root / _folder(locale))
        gone = [Template(PurePath(name).stem) for name in names if _is(name, ".po")]
        templates = [*self.templates, *(one for one in gone if one.domain not in domains)]
        before = len(self.problems)
        paths = [f"{_folder(locale)}/{template.domain}.po" for template in templates]
        found = [self._attempt(partial(self._read_catalog, path, locale)) or (None, None) for path in paths]
        if len(self.problems) > before:
            return
        parts = [
            Part(one.domain, one if one.domain in domains else None, self.old_templates.get(one.domain), catalog)
            for one, (_, catalog) in zip(templates, found, strict=True)
        ]
        merged = merge_locale(parts, locale=locale, now=self.now, shipped=self.shipped.get(locale))
        for path, template, (data, _), one in zip(paths, templates, found, merged, strict=True):
            if path in self.written and one.data == data:
                continue
            lost = self.jobs[path].merged.lost if path in self.written else ()
            self.written.discard(path)
            whole = replace(one, lost=(*lost, *one.lost))
            self.jobs[path] = _Job(path, locale, template, data, whole, template.domain not in domains)

    def _read_catalog(self, path: str, locale: str) -> tuple[bytes | None, Catalog | None]:
        data = self.files.read(self.root / path)
        return data, None if data is None else read(path, data, locale=locale)

    def _attempt(self, action: Callable[[], T]) -> T | None:
        """Do something, or note the problems that it has."""
        try:
            return action()
        except NavinaError as error:
            self.problems.extend(error.problems)
            return None

    def _guard(self) -> None:
        """Stop before more finished translations are lost than the limits allow."""
        if self.limits is None or not too_much_lost((job.merged for job in self.jobs.values()), self.limits):
            return
        lost = [_lost(job, entry) for job in self.jobs.values() for entry in job.merged.lost]
        finished = sum(job.merged.finished for job in self.jobs.values())
        text = f"{len(lost)} of {finished} finished translations would become fuzzy or obsolete; nothing is written."
        advice = "If the texts were meant to change so much, run 'navina extract --accept-loss'."
        raise CatalogError([Problem(_FOLDER, 0, f"{text} {advice}"), *lost])

    def _again(self, action: Callable[[], None]) -> None:
        """Do something again while others write the same file, but not for ever."""
        for _ in range(_TRIES - 1):
            try:
                return action()
            except Changed:
                continue
        return action()

    def _write_locale(self, locale: str) -> None:
        """Write the catalogs of a locale that are not written yet; when one was changed meanwhile, read all again."""
        try:
            jobs = [job for job in self.jobs.values() if job.locale == locale and job.path not in self.written]
            for job in sorted(jobs, key=lambda job: job.merged.turn):
                if self._write_catalog(job):
                    self.changed.add(job.path)
                self.written.add(job.path)
        except Changed:
            self._read_locale(locale)
            if self.problems:
                raise CatalogError(self.problems) from None
            self._guard()
            raise

    def _write_catalog(self, job: _Job) -> bool:
        path = self.root / job.path
        if job.merged.removed and job.data is not None:
            self.files.remove(path, expected=job.data)
            return True
        return self.files.replace(path, job.merged.data, expected=job.data)

    def _write_template(self, template: Template) -> None:
        path = self.root / _pot(template.domain)
        try:
            self.files.replace(path, self._made(template), expected=self.old.get(template.domain))
        except Changed:
            self.old.pop(template.domain, None)
            self.made.pop(template.domain)
            if found := self.files.read(path):
                self.old[template.domain] = found
            raise

    def _made(self, template: Template) -> bytes:
        """Return the bytes of a template as it is to be, made once as long as nobody changes the old one."""
        if template.domain not in self.made:
            old = self.old.get(template.domain)
            self.made[template.domain] = _kept.template_bytes(template, now=self.now, old=old, shelf=self.shelf)
        return self.made[template.domain]


def _folder(locale: str) -> str:
    return f"{_FOLDER}/{folder_name(locale)}/{_INNER}"


def _pot(domain: str) -> str:
    return f"{_FOLDER}/{domain}.pot"


def _is(name: str, suffix: str) -> bool:
    return name.endswith(suffix) and not name.startswith(".")


def _lost(job: _Job, entry: CatalogMessage) -> Problem:
    text = " ".join(entry.msgid.split())
    short = text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
    return Problem(job.path, entry.line, f"the translation of '{short}' would no longer be finished.")


def _summary(job: _Job, *, changed: bool) -> Summary:
    merged = job.merged
    return Summary(
        job.locale,
        job.template.domain,
        kept=merged.kept,
        new=merged.new - merged.came,
        fuzzy=merged.fuzzy,
        obsolete=merged.obsolete,
        revived=merged.revived,
        changed=changed,
        gone=job.gone,
        removed=merged.removed,
        reused=merged.reused,
        conflicts=merged.conflicts,
    )
