"""A finding: one result of a check."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pipeline.catalog import Catalog, CatalogMessage
    from pipeline.message import Message


class Severity(enum.Enum):
    """How much a finding matters; `MISSING` and `FUZZY` are states of a translation, not mistakes."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    MISSING = "missing"
    FUZZY = "fuzzy"

    @property
    def fails(self) -> bool:
        """Tell whether a check with such a finding ends with exit code 1."""
        return self not in (Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong at one place, and what to do.

    `path` and `line` are where to mend it; `source` and `target` are the two texts; `entry` is the file that the
    message comes from.
    """

    id: str
    severity: Severity
    path: str
    line: int
    message: str
    locale: str = ""
    msgctxt: str | None = None
    msgid: str = ""
    target: str = ""
    entry: str = ""
    heading: str = ""

    @property
    def place(self) -> tuple[str, int, str, str]:
        """Return what findings are sorted by."""
        return self.path, self.line, self.id, self.message


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule looks at: one message and its translation in one locale.

    `found` is None where the catalog does not know the message. `refusals` says why a msgstr could not be used on
    the page.
    """

    message: Message
    found: CatalogMessage | None
    locale: str
    refusals: Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `check` returns a sentence for each thing that it finds."""

    id: str
    severity: Severity
    explanation: str
    check: Callable[[Subject], Iterable[str]]


@dataclass(frozen=True, slots=True)
class CatalogRule:
    """One rule for a catalog as a whole: `check` returns a line and a sentence for each thing that it finds."""

    id: str
    severity: Severity
    explanation: str
    check: Callable[[Catalog], Iterable[tuple[int, str]]]
