"""What of a site is to be checked: all of it, some catalogs or entries, what changed since a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.catalog import Catalog, CatalogMessage
    from pipeline.checks.subject import Subject
    from pipeline.message import Key


@dataclass(frozen=True, slots=True)
class Scope:
    """Some catalogs and entries, by path; without any, everything."""

    catalogs: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()

    @property
    def is_everything(self) -> bool:
        """Tell whether nothing is left out."""
        return not self.catalogs and not self.entries

    def has_all(self, path: str) -> bool:
        """Tell whether all of a catalog is meant, its header and its file."""
        return self.is_everything or path in self.catalogs

    def has(self, path: str, subject: Subject) -> bool:
        """Tell whether a message of a catalog is meant; what an entry shares with the site is not its own."""
        if self.has_all(path):
            return True
        return not subject.is_format and not self.entries.isdisjoint(subject.references)


@dataclass(frozen=True, slots=True)
class Before:
    """What there was: the catalogs that could be read, by path, and the keys of all messages of the content.

    `same` are catalogs of which no byte has changed. `keys` is None where nobody knows the content.
    """

    catalogs: Mapping[str, Catalog] = field(default_factory=dict)
    same: frozenset[str] = frozenset()
    keys: frozenset[Key] | None = None

    def is_new(self, path: str, subject: Subject) -> bool:
        """Tell whether the text of a message or its entry in the catalog is not what it was."""
        if self.keys is not None and subject.message.key not in self.keys:
            return True
        if path in self.same:
            return False
        old = self.catalogs[path].get(subject.message.key) if path in self.catalogs else None
        return _own(old) != _own(subject.found)


def _own(message: CatalogMessage | None) -> object:
    """Return what a translator has written."""
    if message is None:
        return None
    return message.msgstr, message.fuzzy, message.msgid_plural, message.comments
