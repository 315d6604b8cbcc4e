"""How far translations are, added up: messages in each state and words, in percent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pipeline.checks import Progress
    from pipeline.checks.result import EntryProgress

    T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tally:
    """Messages in each state, and words of the source text."""

    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    refused: int = 0
    words: int = 0
    words_translated: int = 0

    @classmethod
    def of(cls, parts: Iterable[Progress | EntryProgress]) -> Tally:
        """Add up what catalogs or entries have."""
        numbers = [
            (each.translated, each.fuzzy, each.missing, each.refused, each.words, each.words_translated)
            for each in parts
        ]
        return cls(*map(sum, zip(*numbers, strict=True)))

    @property
    def total(self) -> int:
        """Return how many messages there are."""
        return self.translated + self.fuzzy + self.missing + self.refused

    @property
    def percent(self) -> int:
        """Return the share of finished messages."""
        return percent(self.translated, self.total)

    @property
    def words_left(self) -> int:
        """Return how many words of the source text have no finished translation."""
        return self.words - self.words_translated

    @property
    def counts(self) -> dict[str, int]:
        """Return the numbers by name, as the JSON report has them."""
        return {
            "translated": self.translated,
            "fuzzy": self.fuzzy,
            "missing": self.missing,
            "refused": self.refused,
            "words": self.words,
            "words_translated": self.words_translated,
        }


def percent(done: int, total: int) -> int:
    """Return a share in percent, rounded down, so that 100 means that nothing is left.

    >>> percent(999, 1000), percent(0, 0)
    (99, 100)
    """
    return done * 100 // total if total else 100


def by_locale(catalogs: Iterable[Progress]) -> list[tuple[str, list[Progress]]]:
    """Group the progress of catalogs by locale, in the order given."""
    return list(grouped(catalogs, lambda each: each.locale).items())


def grouped(things: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """Group things by a key, in the order in which the keys come.

    >>> grouped(["be", "ru", "bg"], lambda word: word[0])
    {'b': ['be', 'bg'], 'r': ['ru']}
    """
    groups: dict[str, list[T]] = {}
    for each in things:
        groups.setdefault(key(each), []).append(each)
    return groups
