"""Messages that the content has no more: which there are, since when, and catalogs without them.

A catalog has no date for a message. So the age of an obsolete message is that of the youngest of its lines, as the
history of the file has it; the caller brings that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pipeline import catalog
from pipeline.stored import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pipeline.catalog import Catalog, CatalogMessage

    Ages = Callable[[str, bytes], Sequence[datetime | None]]
    """Since when each line of a file is as it is: takes the path and the bytes."""

_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_SPAN = re.compile(r"(\d{1,5})([dwmy])")


@dataclass(frozen=True, slots=True)
class Found:
    """The obsolete messages of one catalog that were asked for, and the catalog's file without them."""

    path: str
    messages: tuple[CatalogMessage, ...]
    without: Change

    @property
    def translated(self) -> int:
        """Return how many of them have a translation."""
        return sum(any(text.strip() for text in each.msgstr) for each in self.messages)


def before(span: str, now: datetime) -> datetime:
    """Return the moment that `180d`, `26w`, `6m`, `1y` or a date means. Raise ValueError for anything else.

    >>> now = datetime(2026, 3, 25, 12, 30, tzinfo=UTC)
    >>> print(before("2w", now), before("2026-01-31", now), sep="; ")
    2026-03-11 12:30:00+00:00; 2026-01-31 00:00:00+00:00
    """
    if found := _SPAN.fullmatch(span):
        return now - timedelta(days=int(found[1]) * _DAYS[found[2]])
    return datetime.strptime(span, "%Y-%m-%d").replace(tzinfo=UTC)


def find(catalogs: Iterable[Catalog], *, until: datetime | None = None, ages: Ages | None = None) -> tuple[Found, ...]:
    """Return the catalogs that have obsolete messages; with `until` and `ages` only what is obsolete since before that.

    A message that was not committed since it became obsolete has no age, and is never found by it.
    """
    found = (_found(each, until, ages) for each in catalogs if each.obsolete)
    return tuple(each for each in found if each.messages)


def _found(each: Catalog, until: datetime | None, ages: Ages | None) -> Found:
    data = catalog.splice(each, each.entries)
    messages = each.obsolete
    if until is not None and ages is not None:
        messages = tuple(_older(each, ages(each.path, data), until))
    lines = {message.line for message in messages}
    rest = (message for message in each.entries if message.line not in lines)
    return Found(each.path, messages, Change(each.path, data, catalog.splice(each, rest)))


def _older(each: Catalog, since: Sequence[datetime | None], until: datetime) -> Iterator[CatalogMessage]:
    blocks = {block.line: block for block in each.scan.blocks}
    for message in each.obsolete:
        block = blocks[message.line]
        lines = since[block.start : block.end]
        if lines and all(moment is not None and moment < until for moment in lines):
            yield message
