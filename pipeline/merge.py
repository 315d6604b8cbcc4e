"""Template and catalog -> catalog: what translators did is kept, brought back or offered again, never lost."""

from __future__ import annotations

import enum
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline._near import ANYWHERE, AT_PLACE, Words, can_be_near, likeness, replaced_runs
from pipeline._offers import another_translation, blank, fitted, fresh, offered, with_comments
from pipeline.catalog import Catalog, CatalogMessage, create, plural_count, splice
from pipeline.config import Limits
from pipeline.memory import Known, Memory, has_text
from pipeline.message import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from pipeline.catalog import Located, Template
    from pipeline.message import Key

__all__ = ["Conflict", "Limits", "Merge", "Merged", "Turn", "merge", "too_much_lost"]

_WINDOW = 4


@dataclass(frozen=True, slots=True)
class Conflict:
    """A text that two catalogs translate differently, which now stands in one: the `other` is kept as a comment.

    `domain` is where the other comes from; "" is the catalog itself.
    """

    msgid: str
    used: tuple[str, ...]
    other: tuple[str, ...]
    domain: str


class Turn(enum.IntEnum):
    """When a catalog is to be written: who takes something comes before the one who sets it aside or drops it."""

    FIRST = 0
    LENDS = 1
    GIVES = 2
    GOES = 3


@dataclass(frozen=True, slots=True)
class Merged:
    """A catalog after the merge: its bytes, its messages, and what happened to them.

    The template's messages are `kept`, `new`, `fuzzy` (an old translation of a near text) or `revived` (they were
    obsolete); `obsolete` counts what left. `finished` is how many translations were finished before, `lost` those of
    them that are fuzzy or obsolete now. `reused` counts the messages whose finished translation comes from another
    catalog of the locale, `came` those of them that are new. `removed` is true where all that the file had is in other
    files now.
    """

    data: bytes
    messages: tuple[CatalogMessage, ...]
    kept: int
    new: int
    fuzzy: int
    obsolete: int
    revived: int
    finished: int
    lost: tuple[CatalogMessage, ...]
    came: int = 0
    reused: int = 0
    conflicts: tuple[Conflict, ...] = ()
    removed: bool = False
    turn: Turn = Turn.FIRST


def too_much_lost(merged: Iterable[Merged], limits: Limits) -> bool:
    """Tell whether an update would cost more finished translations than the limits allow."""
    every = list(merged)
    lost = sum(len(one.lost) for one in every)
    return lost > limits.count and lost * 100 > limits.percent * sum(one.finished for one in every)


def merge(
    template: Template,
    catalog: Catalog | None,
    *,
    old_template: Template | None,
    locale: str,
    now: datetime,
    shipped: Mapping[Key, tuple[str, ...]] | None = None,
) -> Merged:
    """Merge a template into a catalog, or make a new one, without a look at the locale's other catalogs.

    A message is looked for as it is, then among the obsolete, among the `shipped` translations, under another
    context, in its place in the entry (`old_template` knows who stood there), and among the near ones that lost their
    place. What is found in the last three ways is fuzzy and names the old text.
    """
    work = Merge(template, catalog, locale=locale)
    work.match(old_template, shipped or {})
    work.guess()
    return work.finish(now)


class Merge:
    """One merge under way: `done` are the messages of the template that have their entry.

    With a memory, a translation that leaves another catalog comes along as if it had always been here; after the
    place, what other catalogs have of the same text is taken, and a near text may come from anywhere.
    """

    def __init__(
        self, template: Template, catalog: Catalog | None, *, locale: str, memory: Memory | None = None
    ) -> None:
        self.domain = template.domain
        self.locale = locale
        self.memory = memory or Memory(())
        self.catalog = catalog
        self.entries = catalog.entries if catalog else ()
        self.live = {entry.key: entry for entry in self.entries if not entry.obsolete}
        self.gone = {entry.key: entry for entry in self.entries if entry.obsolete}
        self.wanted = {located.message.key: located for located in template.messages}
        self.header = catalog or self._header(template)
        self.nplurals = self.header.nplurals if self.header else plural_count(locale)
        self.free = {key: entry for key, entry in self.live.items() if key not in self.wanted and has_text(entry)}
        self.done: dict[Key, CatalogMessage] = {}
        self.new: set[Key] = set()
        self.fuzzy: set[Key] = set()
        self.revived: set[Key] = set()
        self.reused: set[Key] = set()
        self.used: set[Key] = set()
        self.conflicts: list[Conflict] = []

    @property
    def left(self) -> list[CatalogMessage]:
        """Return the messages that become obsolete: no longer wanted, and not offered to another."""
        borrowed = self.memory.borrowed
        return [entry for key, entry in self.free.items() if key not in self.used or (self.domain, key) in borrowed]

    def match(self, old_template: Template | None, shipped: Mapping[Key, tuple[str, ...]]) -> None:
        """Give its entry to every message that has one, or had one in the same place."""
        for key, located in self.wanted.items():
            self._same(key, located, shipped.get(key, ()))
        self._other_context()
        self._by_place(old_template)
        self._anywhere()

    def open_texts(self) -> list[str]:
        """Return the texts without an entry that may be near to another."""
        return [text for _, text in self._open() if can_be_near(text)]

    def guess(self) -> None:
        """Offer to the messages that are left what is near to them, or make them anew."""
        self._by_words()
        for key in self._open():
            self.done[key] = fresh(self.wanted[key], blank(self.wanted[key].message, self.nplurals))
            self.new.add(key)

    def finish(self, now: datetime) -> Merged:
        """Return the catalog; what other catalogs borrowed meanwhile is in it."""
        messages = tuple(self.ordered())
        data = splice(self.header, messages) if self.header else create(messages, locale=self.locale, now=now)
        finished = [entry for entry in self.live.values() if entry.state is State.TRANSLATED]
        return Merged(
            data=data,
            messages=messages,
            kept=len(self.done) - len(self.new) - len(self.fuzzy) - len(self.revived),
            new=len(self.new),
            came=len(self.new & self.reused),
            fuzzy=len(self.fuzzy),
            obsolete=len(self.left),
            revived=len(self.revived),
            finished=len(finished),
            lost=tuple(entry for entry in finished if entry.key not in self.done or self.done[entry.key].fuzzy),
            reused=len(self.reused),
            conflicts=tuple(self.conflicts),
        )

    def ordered(self) -> Iterator[CatalogMessage]:
        """Yield the catalog's messages: the old order, new ones after their predecessor, what left at the end."""
        after: dict[Key | None, list[CatalogMessage]] = defaultdict(list)
        anchor: Key | None = None
        for key in self.wanted:
            if key in self.live:
                anchor = key
            else:
                after[anchor].append(self.done[key])
        yield from after[None]
        for entry in self.entries:
            if entry.obsolete and entry.key not in self.done:
                yield entry
            elif not entry.obsolete and entry.key in self.done:
                yield self.done[entry.key]
                yield from after[entry.key]
        yield from (replace(entry, obsolete=True, note="", references=()) for entry in self.left)

    def _open(self) -> list[Key]:
        return [key for key in self.wanted if key not in self.done]

    def _header(self, template: Template) -> Catalog | None:
        """Return the catalog whose header a new one takes over: its messages bring their translators' names along."""
        found = self.memory.header_for(template)
        return found if found and found.scan.nplurals else None

    def _same(self, key: Key, located: Located, shipped: tuple[str, ...]) -> None:
        """Take the message as it is: from this catalog, or along with its entry from another."""
        own = self.live.get(key) or self.gone.get(key)
        is_done = own is not None and not own.obsolete and own.state is State.TRANSLATED
        is_all = is_done and not self.memory.has_leavers
        moved = [] if is_all else self.memory.moved(key, self.domain, located.references)
        first = None if is_done else _first(own, moved)
        if first is not None:
            self._take(key, first)
            self._keep_others(key, own, moved)
        elif own is not None:
            self._keep(key, own, shipped)
            self._keep_others(key, None, moved)
        elif self._fits(shipped, located):
            self.new.add(key)
            self.done[key] = fresh(located, shipped)

    def _fits(self, shipped: tuple[str, ...], located: Located) -> bool:
        return len(shipped) == len(blank(located.message, self.nplurals)) and all(shipped)

    def _keep(self, key: Key, entry: CatalogMessage, shipped: tuple[str, ...]) -> None:
        located = self.wanted[key]
        self.done[key] = self._renewed(entry, located)
        if self.done[key].fuzzy and not entry.fuzzy:
            self.fuzzy.add(key)
        elif entry.obsolete:
            self.revived.add(key)
        if not has_text(entry) and self._fits(shipped, located):
            self.done[key] = replace(self.done[key], msgstr=shipped, fuzzy=False)

    def _take(self, key: Key, known: Known) -> None:
        """Take a translation of the same message over from another catalog; what is written here keeps its line."""
        own = self.live.get(key) or self.gone.get(key)
        here = with_comments(own.comments if own else "", known.entry.comments.split("\n"))
        flags = tuple(dict.fromkeys((*(own.flags if own else ()), *known.entry.flags)))
        entry = replace(known.entry, line=own.line if own else 0, comments=here, flags=flags)
        self.done[key] = taken = self._renewed(entry, self.wanted[key])
        self.memory.borrow([known], self.domain)
        if taken.fuzzy and not entry.fuzzy:
            self.fuzzy.add(key)
        elif own is None:
            self.new.add(key)
        elif own.obsolete:
            self.revived.add(key)
        if taken.state is State.TRANSLATED:
            self.reused.add(key)

    def _keep_others(self, key: Key, own: CatalogMessage | None, moved: Iterable[Known]) -> None:
        """Keep as comments the translations of a message that are not used and would be nowhere else."""
        others = [each for each in moved if each.domain_goes]
        if own is not None and has_text(own):
            others.append(Known("", own))
        for each in others:
            used = self.done[key]
            lines = each.entry.comments.split("\n")
            if each.entry.msgstr != used.msgstr:
                lines.append(another_translation(each.domain or self.domain, each.entry.msgstr))
            if (comments := with_comments(used.comments, lines)) != used.comments:
                self.done[key] = replace(used, comments=comments)
                if each.entry.msgstr != used.msgstr:
                    self.conflicts.append(Conflict(key[1], used.msgstr, each.entry.msgstr, each.domain))

    def _renewed(self, entry: CatalogMessage, located: Located) -> CatalogMessage:
        """Give an entry the references and the note of the template; a changed plural makes it fuzzy."""
        note = located.message.note
        if note != entry.note and note.split() == entry.note.split():
            note = entry.note
        renewed = entry
        if entry.obsolete or note != entry.note or located.references != entry.references:
            renewed = replace(entry, obsolete=False, note=note, references=located.references)
        plural = located.message.msgid_plural
        if plural == entry.msgid_plural and (plural is None or len(entry.msgstr) == self.nplurals):
            return renewed
        msgstr = fitted(entry.msgstr, located.message, self.nplurals)
        renewed = replace(renewed, msgid_plural=plural, msgstr=msgstr)
        return offered(renewed, entry) if has_text(entry) else renewed

    def _offer(self, key: Key, entry: CatalogMessage) -> None:
        """Offer an old translation to a message as fuzzy; one that lost its place moves, with its comments."""
        located = self.wanted[key]
        comments = entry.comments if entry.key in self.free else ""
        here = replace(fresh(located, fitted(entry.msgstr, located.message, self.nplurals)), comments=comments)
        self.done[key] = offered(here, entry)
        self.fuzzy.add(key)
        self.used.add(entry.key)

    def _lend(self, key: Key, known: Known) -> None:
        """Offer a translation of another catalog, or one in use, to a message as fuzzy."""
        located = self.wanted[key]
        here = fresh(located, fitted(known.entry.msgstr, located.message, self.nplurals))
        self.done[key] = offered(here, known.entry)
        self.fuzzy.add(key)
        self.memory.borrow([known], self.domain)

    def _other_context(self) -> None:
        """Offer the translation of the same text under another context, finished ones first."""
        finished: dict[str, CatalogMessage] = {}
        others: dict[str, CatalogMessage] = {}
        for entry in filter(has_text, self.entries):
            texts = finished if entry.state is State.TRANSLATED and not entry.obsolete else others
            texts.setdefault(entry.msgid, entry)
        for key in self._open():
            same = finished.get(key[1]) or others.get(key[1])
            if same is not None:
                self._offer(key, same)

    def _by_place(self, old_template: Template | None) -> None:
        """Offer what stood in the same place of the entry; without an old template the catalog knows that."""
        open_keys = set(self._open())
        places = ((entry.key, entry.references) for entry in self.live.values())
        if old_template is not None:
            places = ((located.message.key, located.references) for located in old_template.messages)
        before = _sequences(places)
        after = _sequences((key, located.references) for key, located in self.wanted.items())
        for reference, keys in after.items():
            if reference not in before or open_keys.isdisjoint(keys):
                continue
            for old, new in replaced_runs(before[reference], keys):
                self._pair([key for key in old if key in self.free], [key for key in new if key in open_keys])

    def _pair(self, old: Sequence[Key], new: Sequence[Key]) -> None:
        """Pair two runs in order; a message that has no near one in a small window is left for its words."""
        start = 0
        for key in new:
            if key in self.done:
                continue
            window = range(start, min(start + _WINDOW, len(old)))
            scores = [(likeness(old[index][1], key[1], floor=AT_PLACE), -index) for index in window]
            score, index = max(scores, default=(0.0, 0))
            if score:
                self._offer(key, self.free[old[-index]])
                start = 1 - index

    def _anywhere(self) -> None:
        """Take what other catalogs have of the same text: finished if they agree, as fuzzy if they do not."""
        for key in self.wanted:
            done = self.done.get(key)
            if done is not None and has_text(done):
                continue
            twins = self.memory.twins(key, self.domain)
            if twins and len({each.entry.msgstr for each in twins}) == 1:
                self._take(key, twins[0])
            elif done is None and (known := twins or self.memory.other_contexts(key, self.domain)):
                self._lend(key, known[0])

    def _by_words(self) -> None:
        """Offer what lost its place, lately or long ago, or what is anywhere else, to the messages with near words.

        The nearest pair comes first. What lost its place is offered once, what is elsewhere as often as it is near.
        """
        gone = (entry for entry in self.gone.values() if entry.key not in self.done and has_text(entry))
        donors = [*self.left, *gone]
        words = Words([entry.msgid for entry in donors], self.open_texts())
        pairs: list[tuple[float, int, int, Key, CatalogMessage | Known]] = []
        for place, key in enumerate(key for key in self._open() if can_be_near(key[1])):
            found: list[tuple[int, CatalogMessage | Known]] = [
                *((index, donors[index]) for index in words.candidates(key[1])),
                *enumerate(self.memory.near(key[1]), len(donors)),
            ]
            pairs += ((-_near(each, key), place, index, key, each) for index, each in found)
        for score, _, _, key, each in sorted(pairs, key=lambda pair: pair[:3]):
            if not score or key in self.done:
                continue
            if isinstance(each, Known):
                self._lend(key, each)
            elif each.key not in self.used:
                self._offer(key, each)


def _near(found: CatalogMessage | Known, key: Key) -> float:
    entry = found.entry if isinstance(found, Known) else found
    return likeness(entry.msgid, key[1], floor=ANYWHERE)


def _first(own: CatalogMessage | None, moved: Sequence[Known]) -> Known | None:
    """Return the translation that comes before a catalog's own, which is fuzzy, blank, or older for being obsolete."""
    if not moved:
        return None
    return moved[0] if moved[0].is_finished or own is None or not has_text(own) else None


def _sequences(places: Iterable[tuple[Key, tuple[str, ...]]]) -> dict[str, list[Key]]:
    """Return the messages of each entry in their order."""
    found: dict[str, list[Key]] = defaultdict(list)
    for key, references in places:
        for reference in references:
            found[reference].append(key)
    return found
