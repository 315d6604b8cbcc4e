"""What a check found, and how far every catalog and every entry is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pipeline.checks.finding import Severity
from pipeline.message import State

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from pipeline.checks.finding import Finding
    from pipeline.checks.sheet import Sheet
    from pipeline.checks.subject import Subject


_STATES = (Severity.MISSING, Severity.FUZZY)


class _Counted:
    """What is counted of messages in each state."""

    __slots__ = ()
    translated: int
    fuzzy: int
    missing: int
    refused: int

    @property
    def total(self) -> int:
        """Return how many messages there are."""
        return self.translated + self.fuzzy + self.missing + self.refused


@dataclass(frozen=True, slots=True)
class Progress(_Counted):
    """How far one catalog is: messages in each state, and words of the source text."""

    path: str
    locale: str
    domain: str
    translated: int
    fuzzy: int
    missing: int
    refused: int
    words: int
    words_translated: int


@dataclass(frozen=True, slots=True)
class EntryProgress(_Counted):
    """How far one entry is in one locale; a message that stands in two entries counts in both."""

    locale: str
    path: str
    translated: int
    fuzzy: int
    missing: int
    refused: int
    words: int
    words_translated: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found, sorted by place, and how far every catalog and entry is.

    `ignored` is how many findings a translator's comment silences, `known` how many are in the baseline.
    """

    catalogs: tuple[Progress, ...]
    findings: tuple[Finding, ...]
    entries: tuple[EntryProgress, ...] = ()
    ignored: int = 0
    known: int = 0

    @property
    def fails(self) -> bool:
        """Tell whether the check ends with exit code 1."""
        return self.fails_if()

    def fails_if(self, *, strict: bool = False, judged: Container[str] = ()) -> bool:
        """Tell whether there is a finding that ends the check with exit code 1.

        Where it is `strict` a warning does too. Of the locales that are `judged` by a threshold, missing and fuzzy
        translations do not: the threshold says how many there may be.
        """
        return any(
            each.severity.fails or (strict and each.severity is Severity.WARNING)
            for each in self.findings
            if not (each.severity in _STATES and each.locale in judged)
        )


class Counted(Protocol):
    """How far a sheet is, counted now or in an earlier run."""

    @property
    def entries(self) -> Mapping[str, Mapping[State, int]]:
        """Return how many messages of each entry are in each state."""

    @property
    def entry_words(self) -> Mapping[str, Mapping[State, int]]:
        """Return how many words of each entry are in each state."""

    def progress(self) -> Progress:
        """Return how far the catalog is."""


class Tally:
    """Counts the messages of one catalog, as a whole and by entry."""

    def __init__(self, sheet: Sheet, subjects: Iterable[Subject]) -> None:
        self._sheet = sheet
        self._all: Counter[State] = Counter()
        self._words: Counter[State] = Counter()
        self.entries: dict[str, Counter[State]] = {}
        self.entry_words: dict[str, Counter[State]] = {}
        for subject in subjects:
            self._count(subject)

    def _count(self, subject: Subject) -> None:
        state, words = subject.state, subject.message.words
        self._all[state] += 1
        self._words[state] += words
        for path in () if subject.is_format else subject.references:
            if path in self._sheet.entries:
                self.entries.setdefault(path, Counter())[state] += 1
                self.entry_words.setdefault(path, Counter())[state] += words

    def progress(self) -> Progress:
        """Return how far the catalog is."""
        sheet = self._sheet
        return Progress(sheet.path, sheet.context.locale, sheet.domain, **_counts(self._all, self._words))


def of_entries(locale: str, tallies: Iterable[Counted]) -> Iterator[EntryProgress]:
    """Yield how far every entry is in a locale, sorted by path: what all its catalogs say together."""
    states: dict[str, Counter[State]] = {}
    words: dict[str, Counter[State]] = {}
    for tally in tallies:
        for path, counter in tally.entries.items():
            states.setdefault(path, Counter()).update(counter)
            words.setdefault(path, Counter()).update(tally.entry_words[path])
    for path in sorted(states):
        yield EntryProgress(locale, path, **_counts(states[path], words[path]))


def _counts(states: Counter[State], words: Counter[State]) -> dict[str, int]:
    return {
        "translated": states[State.TRANSLATED],
        "fuzzy": states[State.FUZZY],
        "missing": states[State.MISSING],
        "refused": states[State.REFUSED],
        "words": words.total(),
        "words_translated": words[State.TRANSLATED],
    }
