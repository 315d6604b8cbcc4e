"""Entries and catalogs as the cache keeps them: what reading them came to, without what the files say anyway."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  msgspec reads the annotations below
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import cached_property, partial
from itertools import repeat
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, get_type_hints

import msgspec

from pipeline import cache, catalog, entry, extract
from pipeline._collector import paused
from pipeline.catalog import Catalog, CatalogMessage
from pipeline.entry import Entry
from pipeline.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from pipeline.cache import Shelf
    from pipeline.catalog import Template
    from pipeline.config import Settings
    from pipeline.extract import Theme

_OURS = {"abbr", "admonition", "attr_list", "def_list", "extra", "fenced_code", "footnotes", "md_in_html", "meta"} | {
    "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks"
}  # fmt: skip
"""Python-Markdown's own extensions; of any other nobody can tell whether its program is still the same."""


class _KeptEntry(msgspec.Struct, frozen=True, array_like=True):
    """What is in an entry, without its body, which the file has."""

    title: str
    summary: str
    date: dt.date | None
    updated: dt.date | None
    tags: tuple[str, ...]
    aliases: tuple[str, ...]
    draft: bool
    publish: str | int | None
    fields: dict[str, str]
    lines: dict[str, int]
    body_line: int
    labels: tuple[str, ...]
    messages: tuple[Message, ...]


_COMMENTS = "comments"
_HINTS = {**get_type_hints(CatalogMessage), _COMMENTS: tuple[tuple[int, int], ...]}
_NAMES = tuple(each.name for each in fields(CatalogMessage))
_Columns: Any = tuple.__class_getitem__(tuple(list.__class_getitem__(_HINTS[name]) for name in _NAMES))
"""The fields of messages, a list each: made of these, ten thousand messages take half the time.

In the place of a translator's comment stands where in the file its lines begin, and how long they are.
"""


class _KeptCatalog(msgspec.Struct, frozen=True, array_like=True):
    """The messages of a catalog without what may hold people's names: comments, and of its header all but a number."""

    nplurals: int
    number: int
    columns: _Columns


@dataclass(frozen=True)
class Entries:
    """Reads entries as `entry.parse` does, or finds them on the shelf."""

    settings: Settings
    shelf: Shelf

    def read(self, path: str, data: bytes) -> Entry:
        """Read an entry from the bytes of its file. Raise SourceError with everything that is wrong in it."""
        if not self._are_ours:
            return entry.parse(path, data, self.settings)
        name = cache.key("entry", self._decisions, path, data)
        if kept := self.shelf.get(name, _KeptEntry):
            return self._restored(path, data, kept)
        found = entry.parse(path, data, self.settings)
        self.shelf.put(name, _kept_entry(found))
        return found

    @cached_property
    def _are_ours(self) -> bool:
        return {name.removeprefix("markdown.extensions.") for name in self.settings.markdown.extensions} <= _OURS

    @cached_property
    def _decisions(self) -> str:
        """Return all settings: few of them matter for an entry, and seldom does one change."""
        return repr(replace(self.settings, root=Path()))

    def _restored(self, path: str, data: bytes, kept: _KeptEntry) -> Entry:
        body = entry.body(data, kept.body_line)
        return Entry(
            path,
            body=body,
            reader=entry.reader(body, self.settings),
            catalogs=self.settings.catalogs,
            **{each: getattr(kept, each) for each in _KeptEntry.__struct_fields__},
        )


def _kept_entry(found: Entry) -> list[object]:
    """Return the fields in their order; of the messages, which come last, only what says something."""
    *names, _ = _KeptEntry.__struct_fields__
    return [*(getattr(found, each) for each in names), [cache.sparse(each) for each in found.messages]]


def theme(shelf: Shelf) -> Theme:
    """Return what `extract.package_messages` does, or find it on the shelf."""
    name = cache.key("theme", *(part for each in extract.package_theme().items() for part in each))
    found = shelf.get(name, dict[str, tuple[Message, ...]])
    if found is None:
        found = {path: tuple(messages) for path, messages in extract.package_messages().items()}
        shelf.put(name, found)
    return found


def template(data: bytes, shelf: Shelf) -> tuple[Message, ...]:
    """Return what `extract.theme_messages` does of a template of the site's own, or find it on the shelf."""
    name = cache.key("template", data)
    found = shelf.get(name, tuple[Message, ...])
    if found is None:
        found = tuple(extract.theme_messages(data))
        shelf.put(name, found)
    return found


@paused()
def read_catalog(path: str, data: bytes, locale: str, shelf: Shelf) -> Catalog:
    """Read a catalog as `catalog.read` does, or find it on the shelf."""
    name = cache.key("catalog", path, locale, data)
    if (kept := shelf.get(name, _KeptCatalog)) and all(len(each) == kept.number for each in kept.columns):
        return Catalog(path, locale, PurePath(path).stem, _messages(kept, data), kept.nplurals, data)
    found = catalog.read(path, data, locale=locale)
    with suppress(ValueError):  # a comment that does not stand in the file as it is
        places = _places((each.comments for each in found.entries), data)
        columns = [places if name == _COMMENTS else [getattr(each, name) for each in found.entries] for name in _NAMES]
        shelf.put(name, [found.nplurals, len(found.entries), columns])
    return found


def _places(comments: Iterable[str], data: bytes) -> list[list[tuple[int, int]]]:
    """Return where each line of each comment is in the file. Raise ValueError where there is no such line."""
    places: list[list[tuple[int, int]]] = []
    end = 0
    for comment in comments:
        places.append([])
        for line in comment.encode().split(b"\n") if comment else ():
            start = data.index(line, end)
            end = start + len(line)
            places[-1].append((start, len(line)))
    return places


def template_bytes(template: Template, *, now: datetime, old: bytes | None, shelf: Shelf) -> bytes:
    """Return what `catalog.template_bytes` does; the old bytes at once where the template was written as those."""
    content = msgspec.msgpack.encode(template)
    if old is not None and shelf.get(cache.key("written", content, old), bool):
        return old
    new = catalog.template_bytes(template, now=now, old=old)
    shelf.put(cache.key("written", content, new), value=True)
    return new


def _messages(kept: _KeptCatalog, data: bytes) -> tuple[CatalogMessage, ...]:
    """Make messages a field at a time, by the slots of their class."""
    made = tuple(map(CatalogMessage.__new__, repeat(CatalogMessage, kept.number)))
    for name, column in zip(_NAMES, kept.columns, strict=True):
        values = map(partial(_comment, data), column) if name == _COMMENTS else column
        deque(map(getattr(CatalogMessage, name).__set__, made, values), maxlen=0)
    return made


def _comment(data: bytes, places: tuple[tuple[int, int], ...]) -> str:
    return b"\n".join(data[start : start + length] for start, length in places).decode() if places else ""
