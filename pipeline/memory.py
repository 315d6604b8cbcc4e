"""What the catalogs of a locale know together: a translation may move with its text, or serve a second time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline._near import Words
from pipeline.message import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.catalog import Catalog, CatalogMessage, Template
    from pipeline.message import Key


@dataclass(frozen=True, slots=True)
class Part:
    """One domain of a locale before a merge: what is wanted now, what was wanted before, what is translated.

    `template` is None for a domain that no entry has any more, `old_template` where none is known: then the catalog
    tells what was wanted.
    """

    domain: str
    template: Template | None
    old_template: Template | None = None
    catalog: Catalog | None = None

    def wanted(self) -> dict[Key, tuple[str, ...]]:
        """Return the messages that the domain has now, and the entries that they are in."""
        return _places(self.template) if self.template else {}

    def given(self) -> dict[Key, frozenset[str]]:
        """Return the messages that the domain had in entries where it has them no more, and these entries."""
        wanted = self.wanted()
        if self.old_template is not None:
            before = _places(self.old_template)
        else:
            before = {entry.key: entry.references for entry in self.catalog.messages} if self.catalog else {}
        gone = {key: frozenset(places).difference(wanted.get(key, ())) for key, places in before.items()
                if places != wanted.get(key)}  # fmt: skip
        return {key: places for key, places in gone.items() if places or key not in wanted}


@dataclass(frozen=True, slots=True)
class Known:
    """A message with a translation, and the domain that it is in.

    `moves` is true where the domain had the text until now and does not want it any more: its entry moved, or what a
    catalog holds is to be something else. `given` are the entries that it was in and is in no more. `is_used` is true
    where the domain wants it. `domain_goes` is true where the file may go, so that what is not taken over would be
    lost.
    """

    domain: str
    entry: CatalogMessage
    moves: bool = False
    given: frozenset[str] = frozenset()
    is_used: bool = False
    domain_goes: bool = False

    @property
    def is_finished(self) -> bool:
        """Tell whether the translation needs no more work."""
        return self.entry.state is State.TRANSLATED


class Memory:
    """All translations of a locale, live and obsolete, found by their text; nothing is indexed before it is asked for.

    `borrowed` collects what one domain took from another, as domain and message: there it must stay on file until the
    update is complete, for an update that is cut off begins anew with what is on the disk.
    """

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = tuple(parts)
        self.borrowed: set[tuple[str, Key]] = set()
        self.questions: Sequence[str] | None = None

    def moved(self, key: Key, domain: str, references: Iterable[str]) -> list[Known]:
        """Return the translations of a message that leave other domains, or leave them in these entries, best first."""
        known = self._elsewhere(key, domain)
        return _best_first(each for each in known if each.moves or not each.given.isdisjoint(references))

    def twins(self, key: Key, domain: str) -> list[Known]:
        """Return the finished translations of a message that other domains have, the best first."""
        return _best_first(each for each in self._elsewhere(key, domain) if each.is_finished and not each.moves)

    def other_contexts(self, key: Key, domain: str) -> list[Known]:
        """Return the finished translations that other domains have of the same text under another context."""
        known = (each for each in self._by_text.get(key[1], ()) if each.domain != domain and each.entry.key != key)
        return _best_first(each for each in known if each.is_finished)

    def near(self, text: str) -> Iterator[Known]:
        """Yield finished translations of a few texts that have rare words in common with this one.

        If `questions` is set, the text is one of them: the index holds no words but theirs.
        """
        for index in self._words.candidates(text):
            yield _best_first(each for each in self._by_text[self._words.texts[index]] if each.is_finished)[0]

    def header_for(self, template: Template) -> Catalog | None:
        """Return the catalog that most messages of a template move from: a new file takes over its header."""
        number: dict[str, int] = defaultdict(int)
        for located in template.messages:
            for each in self.moved(located.message.key, template.domain, located.references)[:1]:
                number[each.domain] += 1
        most = max(number, key=lambda name: (number[name], name), default=None)
        return next((part.catalog for part in self.parts if part.domain == most), None)

    def borrow(self, known: Iterable[Known], domain: str) -> None:
        """Note what a domain takes from others."""
        self.borrowed.update((each.domain, each.entry.key) for each in known if each.domain != domain)

    def _elsewhere(self, key: Key, domain: str) -> Iterator[Known]:
        return (each for each in self._by_key.get(key, ()) if each.domain != domain)

    @cached_property
    def has_leavers(self) -> bool:
        """Tell whether a domain has no entry any more: what others do not take over from it may be lost."""
        return any(part.template is None for part in self.parts)

    @cached_property
    def _by_key(self) -> Mapping[Key, Sequence[Known]]:
        groups: dict[Key, list[Known]] = defaultdict(list)
        for part in self.parts:
            for each in _known(part):
                groups[each.entry.key].append(each)
        return groups

    @cached_property
    def _by_text(self) -> Mapping[str, Sequence[Known]]:
        groups: dict[str, list[Known]] = defaultdict(list)
        for (_, text), group in self._by_key.items():
            groups[text] += group
        return groups

    @cached_property
    def _words(self) -> Words:
        """Index the finished texts; sorted, so that it does not matter in which catalog one stands."""
        finished = (text for text, group in self._by_text.items() if any(each.is_finished for each in group))
        return Words(sorted(finished), self.questions)


def has_text(entry: CatalogMessage) -> bool:
    """Tell whether a translator has written anything for a message."""
    return any(map(str.strip, entry.msgstr))


def _known(part: Part) -> Iterator[Known]:
    if part.catalog is None:
        return
    wanted, given = part.wanted(), part.given()
    for entry in filter(has_text, part.catalog.entries):
        is_used = entry.key in wanted
        moves = not is_used and entry.key in given
        yield Known(
            part.domain, entry, moves, given.get(entry.key, frozenset()), is_used, domain_goes=part.template is None
        )


def _places(template: Template) -> dict[Key, tuple[str, ...]]:
    return {located.message.key: located.references for located in template.messages}


def _best_first(known: Iterable[Known]) -> list[Known]:
    """Sort finished ones before others, then what most catalogs say, then what is in use; the domain's name decides."""
    found = list(known)
    if len(found) < 2:
        return found
    votes: dict[tuple[str, ...], int] = defaultdict(int)
    for each in found:
        votes[each.entry.msgstr] += each.is_finished
    return sorted(
        found,
        key=lambda each: (
            not each.is_finished,
            -votes[each.entry.msgstr],
            not each.is_used,
            each.domain,
            each.entry.msgctxt or "",
        ),
    )
