"""A finding: one result of a check; and what a rule says before it becomes one."""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pipeline.sentence import Sentence

Span: TypeAlias = tuple[int, int]
"""A stretch of a text: its first character and the one after its last."""


class Severity(enum.Enum):
    """How much a finding matters; `MISSING` and `FUZZY` are states of a translation, not mistakes."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    MISSING = "missing"
    FUZZY = "fuzzy"

    @property
    def fails(self) -> bool:
        """Tell whether a check with such a finding ends with exit code 1, strict or not."""
        return self not in (Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a rule found in a text.

    `text` says what is wrong and what to do, as a whole sentence. `target` is where in the msgstr, `source` where in
    the source text; `suggestion` is what should stand in the place of `target`. `severity` is for a hit that matters
    more or less than the others of its rule.
    """

    text: Sentence
    target: Span | None = None
    source: Span | None = None
    suggestion: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong at one place, and what to do.

    `path` and `line` are where to mend it; `source` and `target` are the two texts, the spans mark the place in them,
    `form` is the plural form; `entry` is the file that the message comes from; `before` is what the source text
    of a fuzzy translation was.
    """

    id: str
    severity: Severity
    path: str
    line: int
    message: Sentence
    locale: str = ""
    msgctxt: str | None = None
    msgid: str = ""
    source: str = ""
    target: str = ""
    form: int | None = None
    source_span: Span | None = None
    target_span: Span | None = None
    suggestion: str = ""
    entry: str = ""
    heading: str = ""
    before: str = ""

    @property
    def place(self) -> tuple[str, int, str, int, tuple[int, ...], str]:
        """Return what findings are sorted by."""
        return self.path, self.line, self.id, self.form or 0, self.target_span or (), str(self.message)

    @property
    def fingerprint(self) -> str:
        """Return what stays the same when lines move: a digest of rule, locale, message and, beside it, the text.

        A finding that belongs to no message is known by its path and its sentence.
        """
        about = (self.msgctxt or "", self.msgid, self.target) if self.msgid else (self.path, str(self.message))
        return hashlib.sha256("\0".join((self.id, self.locale, *about)).encode()).hexdigest()[:32]
