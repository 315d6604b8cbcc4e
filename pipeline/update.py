"""Bring every template and catalog of a site up to date, or leave all of them alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from pipeline.catalog import Template, folder_name, locale_tag, read, read_template, template_bytes
from pipeline.errors import CatalogError, NavinaError, Problem
from pipeline.files import Changed
from pipeline.merge import Limits, Merged, merge, too_much_lost

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path
    from typing import TypeVar

    from pipeline.catalog import CatalogMessage
    from pipeline.files import Files
    from pipeline.message import Key

    Shipped = Mapping[str, Mapping[Key, tuple[str, ...]]]
    T = TypeVar("T")

_FOLDER = "locale"
_INNER = "LC_MESSAGES"
_SITE = "site"
_TRIES = 5
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Summary:
    """What happened to one domain in one locale; `gone` is a domain that has no template any more."""

    locale: str
    domain: str
    kept: int
    new: int
    fuzzy: int
    obsolete: int
    revived: int
    changed: bool
    gone: bool = False


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
) -> tuple[Summary, ...]:
    """Write the templates and merge them into the catalogs of the locales; say what happened.

    Every file is read before one is written. Raise CatalogError with all problems, or with the list of translations
    that would be lost beyond the limits unless `accept_loss`; nothing is written then. `shipped` has the theme's own
    translations by locale, for the domain `site`. Raise Changed when somebody writes the files faster than this.
    """
    work = _Update(root, files, now, shipped or {}, None if accept_loss else limits or Limits())
    work.read(templates, locales)
    return work.write()


@dataclass(slots=True)
class _Job:
    """One catalog: what is on the disk, and what shall be."""

    path: str
    locale: str
    template: Template
    data: bytes | None
    merged: Merged


class _Update:
    """One update under way; `limits` is None where any loss is accepted."""

    def __init__(self, root: Path, files: Files, now: datetime, shipped: Shipped, limits: Limits | None) -> None:
        self.root = root
        self.files = files
        self.now = now
        self.shipped = shipped
        self.limits = limits
        self.templates: Sequence[Template] = ()
        self.old: dict[str, bytes] = {}
        self.old_templates: dict[str, Template] = {}
        self.jobs: list[_Job] = []
        self.problems: list[Problem] = []

    def read(self, templates: Sequence[Template], locales: Sequence[str]) -> None:
        """Read and merge everything, and raise all that is wrong with it."""
        self.templates = templates
        self._read_templates()
        self._refuse_unknown(locales)
        domains = [template.domain for template in templates]
        for locale in locales:
            names = self.files.names(self.root / _folder(locale))
            gone = [Template(PurePath(name).stem) for name in names if _is(name, ".po")]
            for template in [*templates, *(one for one in gone if one.domain not in domains)]:
                self._read_catalog(locale, template)
        if self.problems:
            raise CatalogError(self.problems)
        self._guard()

    def write(self) -> tuple[Summary, ...]:
        """Write catalogs before templates: while the old templates stand, an update that was cut off can go on."""
        changed = [self._again(partial(self._write_catalog, job)) for job in self.jobs]
        for template in self.templates:
            self._again(partial(self._write_template, template))
        domains = {template.domain for template in self.templates}
        for domain in sorted(self.old.keys() - domains):
            self.files.remove(self.root / _pot(domain), expected=self.old[domain])
        pairs = zip(self.jobs, changed, strict=True)
        return tuple(_summary(job, changed=did, gone=job.template.domain not in domains) for job, did in pairs)

    def _read_templates(self) -> None:
        for name in self.files.names(self.root / _FOLDER):
            path = PurePath(_FOLDER, name)
            data = self._attempt(partial(self.files.read, self.root / path)) if _is(name, ".pot") else None
            if data is None:
                continue
            self.old[path.stem] = data
            if template := self._attempt(partial(read_template, path, data)):
                self.old_templates[path.stem] = template

    def _refuse_unknown(self, locales: Sequence[str]) -> None:
        known = {folder_name(locale) for locale in locales}
        for name in self.files.names(self.root / _FOLDER):
            inner = self.files.names(self.root / _FOLDER / name / _INNER)
            if name not in known and any(_is(inside, ".po") for inside in inner):
                text = f"'{name}' is a locale that the settings do not name."
                advice = f"Add '{locale_tag(name)}' to 'locales' in pyproject.toml, or remove the folder."
                self.problems.append(Problem(f"{_FOLDER}/{name}", 0, f"{text} {advice}"))

    def _read_catalog(self, locale: str, template: Template) -> None:
        path = f"{_folder(locale)}/{template.domain}.po"
        job = self._attempt(partial(self._job, path, locale, template))
        if job is not None:
            self.jobs.append(job)

    def _job(self, path: str, locale: str, template: Template) -> _Job:
        data = self.files.read(self.root / path)
        catalog = None if data is None else read(path, data, locale=locale)
        merged = merge(
            template,
            catalog,
            old_template=self.old_templates.get(template.domain),
            locale=locale,
            now=self.now,
            shipped=self.shipped.get(locale) if template.domain == _SITE else None,
        )
        return _Job(path, locale, template, data, merged)

    def _attempt(self, action: Callable[[], T]) -> T | None:
        """Do something, or note the problems that it has."""
        try:
            return action()
        except NavinaError as error:
            self.problems.extend(error.problems)
            return None

    def _guard(self) -> None:
        """Stop before more finished translations are lost than the limits allow."""
        if self.limits is None or not too_much_lost((job.merged for job in self.jobs), self.limits):
            return
        lost = [_lost(job, entry) for job in self.jobs for entry in job.merged.lost]
        finished = sum(job.merged.finished for job in self.jobs)
        text = f"{len(lost)} of {finished} finished translations would become fuzzy or obsolete; nothing is written."
        advice = "If the texts were meant to change so much, run 'navina extract --accept-loss'."
        raise CatalogError([Problem(_FOLDER, 0, f"{text} {advice}"), *lost])

    def _again(self, action: Callable[[], bool]) -> bool:
        """Do something again while others write the same file, but not for ever."""
        for _ in range(_TRIES - 1):
            try:
                return action()
            except Changed:
                continue
        return action()

    def _write_catalog(self, job: _Job) -> bool:
        path = self.root / job.path
        try:
            return self.files.replace(path, job.merged.data, expected=job.data)
        except Changed:
            fresh = self._job(job.path, job.locale, job.template)
            job.data, job.merged = fresh.data, fresh.merged
            self._guard()
            raise

    def _write_template(self, template: Template) -> bool:
        path = self.root / _pot(template.domain)
        data = template_bytes(template, now=self.now, old=self.old.get(template.domain))
        try:
            return self.files.replace(path, data, expected=self.old.get(template.domain))
        except Changed:
            self.old.pop(template.domain, None)
            if found := self.files.read(path):
                self.old[template.domain] = found
            raise


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


def _summary(job: _Job, *, changed: bool, gone: bool) -> Summary:
    merged = job.merged
    return Summary(
        job.locale,
        job.template.domain,
        kept=merged.kept,
        new=merged.new,
        fuzzy=merged.fuzzy,
        obsolete=merged.obsolete,
        revived=merged.revived,
        changed=changed,
        gone=gone,
    )
