"""What is wrong with the links of each entry, asked again only where an answer can have changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import _fetched, links

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.entry import Entry
    from pipeline.errors import Problem
    from pipeline.preview.reading import Reading


@dataclass(frozen=True, slots=True)
class _Account:
    """What was found in an entry: where it leads to, and what is wrong."""

    entry: Entry
    leads: frozenset[str]
    problems: tuple[Problem, ...]


class Ledger:
    """Keeps an account of each entry from one reading to the next."""

    def __init__(self) -> None:
        self._accounts: dict[str, _Account] = {}
        self._files: frozenset[str] = frozenset()

    def settle(self, reading: Reading) -> None:
        """Ask again about the entries that changed, and about those that lead to what changed."""
        before = {path: account.entry for path, account in self._accounts.items()}
        files = frozenset(reading.site.beside)
        moved = _moved(before, reading.written) | (files ^ self._files)
        shown = {entry.path: entry for entry in reading.site.entries}
        found = {}
        for path, entry in reading.written.items():
            known = self._accounts.get(path)
            if known is None or known.entry is not entry or known.leads & moved:
                # A draft may lead to drafts; a reader of the preview finds them all.
                others = shown if entry.draft else reading.written
                known = _account(entry, others, files)
            found[path] = known
        self._accounts, self._files = found, files

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the links of all entries."""
        return tuple(problem for account in self._accounts.values() for problem in account.problems)

    @property
    def linked(self) -> frozenset[str]:
        """Return the path of everything that entries lead to or show."""
        return frozenset().union(*(account.leads for account in self._accounts.values()))


def _moved(before: Mapping[str, Entry], now: Mapping[str, Entry]) -> set[str]:
    return {path for path in {*before, *now} if before.get(path) is not now.get(path)}


def _account(entry: Entry, others: Mapping[str, Entry], files: frozenset[str]) -> _Account:
    found = (links.read(entry.path, address) for _, address in entry.document.links())
    leads = frozenset(link.path for link in found if link.path)
    return _Account(entry, leads, (*links.problems(entry, others, files), *_fetched.problems(entry)))
