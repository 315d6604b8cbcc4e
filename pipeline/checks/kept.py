"""What was found in a catalog, as the cache beside the site keeps it: a catalog that did not change is not checked.

A sheet is known by everything that its findings are made of: the bytes of the catalog, the messages of the content and
the entries that they stand in, the settings, and what rules need besides. The program itself is in the name of every
cache. What depends on the other sheets, or on what was asked for, is never kept: the baseline, a scope, a revision.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import msgspec

from pipeline.checks.finding import Finding, Severity
from pipeline.checks.result import Progress  # noqa: TC001  msgspec reads the annotations below
from pipeline.message import State
from pipeline.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.catalog import Catalog, Template
    from pipeline.checks.result import Counted
    from pipeline.config import Settings
    from pipeline.site import Site

T = TypeVar("T")


class Shelf(Protocol):
    """The values of one kind in a cache."""

    def get(self, name: bytes, kind: type[T]) -> T | None:
        """Return the value with this key; None where there is none of that type."""

    def put(self, name: bytes, value: object) -> None:
        """Keep a value."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a check remembers of the one before: the shelf, and the bytes that rules need besides the site's own.

    These are the site's glossary and list of words, and whatever else `Request.extra` was made of.
    """

    shelf: Shelf
    beside: tuple[bytes, ...] = ()

    def key(self, site: Site, template: Template, catalog: Catalog) -> bytes:
        """Return what stands for everything that the findings of a catalog are made of."""
        paths = dict.fromkeys(path for each in template.messages for path in each.references)
        entries = [site.by_path[path] for path in paths if path in site.by_path]
        parts = [
            *(
                catalog.locale.encode(),
                catalog.data,
                _settings(site.settings),
                msgspec.msgpack.encode(template.messages),
                *self.beside,
            ),
            *(
                _bytes((each.path, each.title, each.summary, each.fields, each.lines, each.body_line))
                for each in entries
            ),
            *(each.body.encode(errors="surrogatepass") for each in entries),
        ]
        return hashlib.sha256(b"".join([*(len(each).to_bytes(8, "big") for each in parts), *parts])).digest()


def _settings(settings: Settings) -> bytes:
    return _bytes(replace(settings, root=Path()))


def _bytes(value: object) -> bytes:
    return repr(value).encode(errors="surrogatepass")


class _Said(msgspec.Struct, frozen=True, array_like=True):
    """A sentence: its template and what fills it, which may be sentences again."""

    template: str
    values: dict[str, str | int | float | bool | _Said | None]

    def sentence(self) -> Sentence:
        """Return the sentence itself."""
        values = {name: each.sentence() if isinstance(each, _Said) else each for name, each in self.values.items()}
        return Sentence(self.template, **values)


class _Found(msgspec.Struct, frozen=True, array_like=True):
    """A finding; its place and texts, which most findings of a message share, by their number."""

    id: str
    severity: Severity
    path: str
    line: int
    message: _Said
    locale: str
    msgctxt: str | None
    msgid: str
    source: str
    target: str
    form: int | None
    source_span: tuple[int, int] | None
    target_span: tuple[int, int] | None
    suggestion: str
    entry: str
    heading: str
    before: str


_NAMES = tuple(each.name for each in fields(Finding))
_Counts = dict[str, dict[State, int]]


class KeptSheet(msgspec.Struct, frozen=True, array_like=True):
    """What a check found in one sheet, before the baseline, and how far the sheet and its entries are."""

    found: list[_Found]
    ignored: int
    counted: Progress
    entries: _Counts
    entry_words: _Counts

    @property
    def findings(self) -> list[Finding]:
        """Return the findings, in the order in which they were found."""
        return [Finding(**{**_values(each), "message": each.message.sentence()}) for each in self.found]

    def progress(self) -> Progress:
        """Return how far the catalog is."""
        return self.counted


def kept(findings: Iterable[Finding], ignored: int, tally: Counted) -> KeptSheet:
    """Return what is to be kept of a sheet."""
    found = [_Found(**{**_values(each), "message": _said(each.message)}) for each in findings]
    return KeptSheet(found, ignored, tally.progress(), _plain(tally.entries), _plain(tally.entry_words))


def _values(found: Finding | _Found) -> dict[str, Any]:
    return {name: getattr(found, name) for name in _NAMES}


def _said(sentence: Sentence) -> _Said:
    values: dict[str, Any] = {
        name: _said(each) if isinstance(each, Sentence) else each for name, each in sentence.values.items()
    }
    return _Said(str(sentence.template), values)


def _plain(counted: Mapping[str, Mapping[State, int]]) -> _Counts:
    return {path: dict(counts) for path, counts in counted.items()}
