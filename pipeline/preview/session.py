"""A session: the site as it is on the disk now, as pages that keep their last good state where something is broken."""

from __future__ import annotations

import hashlib
import posixpath
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pipeline import _html
from pipeline._views import relative
from pipeline.errors import BuildError, NavinaError, Problem
from pipeline.files import Files
from pipeline.plan import HOME, NOT_FOUND
from pipeline.preview import injection
from pipeline.preview.injection import Remarks
from pipeline.preview.ledger import Ledger
from pipeline.preview.reading import Reader
from pipeline.preview.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.page import Page
    from pipeline.preview.reading import Reading

_FETCHED = {"link": "href", "img": "src", "script": "src"}
_DRAFT = "This entry is a draft: 'navina build' leaves it out."


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as the preview sends it; `seen` is the mark by which the page tells what it shows."""

    html: str
    seen: str
    found: bool = True


class Session:
    """One site, previewed. Any number of threads may ask; one at a time is answered, as documents are not shared.

    Raise ConfigError where the settings cannot be read at the start; whatever breaks later is said in the pages.
    """

    def __init__(self, root: Path) -> None:
        self._changed = threading.Condition()
        self._files = Files(root)
        self._reader = Reader(root)
        self._ledger = Ledger()
        self._reading: Reading | None = None
        self._snapshot: Snapshot | None = None
        self._wrong: tuple[Problem, ...] = ()
        self._good: dict[str, bytes] = {}
        self.refresh()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the site, whatever page is shown."""
        return self._wrong

    def folders(self) -> tuple[Path, ...]:
        """Return the folders to watch."""
        return self._reader.folders()

    def refresh(self) -> bool:
        """Read what changed on the disk, and tell whether anything did."""
        with self._changed:
            try:
                reading = self._reader.read()
            except (NavinaError, OSError) as error:  # nobody may read a file, or it vanished between two looks
                self._reading, self._wrong = None, _unread(error)
                self._changed.notify_all()
                return True
            if reading == self._reading:
                return False
            self._reading = reading
            self._ledger.settle(reading)
            problems = {*reading.problems, *self._ledger.problems}
            try:
                self._snapshot = Snapshot(reading, self._ledger.linked, self._files, self._snapshot)
            except NavinaError as error:
                problems |= set(error.problems)
            self._wrong = tuple(sorted(problems))
            self._changed.notify_all()
            return True

    def file(self, path: str) -> bytes | None:
        """Return the bytes of a file of the output that is no page, None where there is none."""
        with self._changed:
            return self._bytes(path)[0]

    def has(self, path: str) -> bool:
        """Tell whether there is a page with this path."""
        with self._changed:
            return bool(self._snapshot and self._snapshot.page(path))

    def page(self, path: str) -> Shown:
        """Return the page with a path, as the preview shows it, or what stands for one that is not there."""
        with self._changed:
            return self._page(path)

    def drafts(self, path: str) -> str:
        """Return the style that marks the links from a page to drafts."""
        with self._changed:
            return "".join(f'a[href="{href}"]::after {{ content: " (draft)" }}\n' for href in self._draft_links(path))

    def wait(self, path: str, seen: str, *, patience: float) -> bool:
        """Wait until a page would look other than the one with the mark `seen`; False after `patience` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: self._page(path).seen != seen, patience)

    def _page(self, path: str) -> Shown:
        page = self._snapshot.page(path) if self._snapshot else None
        data, problems = self._bytes(path if page else NOT_FOUND)
        if data is None:
            problems = problems or (Problem(path, 0, "there is no such page."),)
        if page and self._snapshot:
            problems += tuple(each for some in self._snapshot.pictures.problems.values() for each in some)
        remarks = Remarks(tuple(sorted({*self._wrong, *problems})), tuple(self._notes(page)) if page else ())
        text = injection.bare("Navina preview") if data is None else data.decode()
        made, seen = injection.inject(text, path, remarks, fetched=self._fetched(page.path if page else "", text))
        return Shown(made, seen, found=page is not None)

    def _bytes(self, path: str) -> tuple[bytes | None, tuple[Problem, ...]]:
        """Return a file of the output, as it was at last where it cannot be made now, and what is wrong with it."""
        if self._snapshot is None:
            return None, ()
        try:
            data = self._snapshot.get(path)
        except BuildError as error:
            return self._good.get(path), error.problems
        if data is not None and self._snapshot.page(path):
            self._good[path] = data
        return data, ()

    def _fetched(self, path: str, text: str) -> str:
        """Return what stands for the files that a page fetches."""
        found = hashlib.sha256()
        for token in _html.tokens(text):
            address = dict(token.attributes).get(_FETCHED.get(token.tag, ""))
            if address and "alternate" not in token.source and "canonical" not in token.source:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address)))
                found.update(self._bytes(target)[0] or b"")
        return found.hexdigest()

    def _notes(self, page: Page) -> Iterator[str]:
        """Return what the maker of a page should know beside what is wrong."""
        snapshot = self._snapshot
        if snapshot is None or page.entry is None:
            return
        if page.source in snapshot.reading.drafts:
            yield _DRAFT
        if page.locale in ("", snapshot.plan.source):
            return
        catalog = snapshot.catalog(page)
        new = sum(1 for each in page.entry.messages if not (catalog and catalog.get(each.key)))
        if new:
            which = "1 text of this entry is" if new == 1 else f"{new} texts of this entry are"
            yield f"{which} not in the catalog for '{page.locale}' yet. Run 'navina extract' when the English is done."

    def _draft_links(self, path: str) -> Iterator[str]:
        snapshot = self._snapshot
        page = snapshot.page(path) if snapshot else None
        if snapshot is None or page is None:
            return
        for source in sorted(snapshot.reading.drafts):
            if (target := snapshot.plan.entry_page(page.locale, source)) and target.name != HOME:
                yield relative(path, target.path)


def _unread(error: NavinaError | OSError) -> tuple[Problem, ...]:
    if isinstance(error, NavinaError):
        return error.problems
    text = f"cannot be read: {error.strerror or error}. Look at the file, and load the page again."
    return (Problem(str(error.filename or "content"), 0, text),)
