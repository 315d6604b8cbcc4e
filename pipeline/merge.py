"""Template and catalog -> catalog: what translators did is kept, brought back or offered again, never lost."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline._near import ANYWHERE, AT_PLACE, Words, likeness, replaced_runs
from pipeline.catalog import Catalog, CatalogMessage, create, plural_count, splice
from pipeline.message import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from pipeline.catalog import Located, Template
    from pipeline.message import Key

_WINDOW = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """How many finished translations one update may lose: more than `count` and more than `percent` is too much."""

    count: int = 10
    percent: float = 5.0


@dataclass(frozen=True, slots=True)
class Merged:
    """A catalog after the merge: its bytes, its messages, and what happened to them.

    The template's messages are `kept`, `new`, `fuzzy` (an old translation of a near text) or `revived` (they were
    obsolete); `obsolete` counts what left. `finished` is how many translations were finished before, `lost` those of
    them that are fuzzy or obsolete now.
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
    """Merge a template into a catalog, or make a new one.

    A message is looked for as it is, then among the obsolete, among the `shipped` translations, under another
    context, in its place in the entry (`old_template` knows who stood there), and among the near ones that lost their
    place. What is found in the last three ways is fuzzy and names the old text.
    """
    work = _Merge(template, catalog, nplurals=catalog.nplurals if catalog else plural_count(locale))
    work.match(old_template, shipped or {})
    messages = tuple(work.ordered())
    data = splice(catalog, messages) if catalog else create(messages, locale=locale, now=now)
    finished = [entry for entry in work.live.values() if entry.state is State.TRANSLATED]
    return Merged(
        data=data,
        messages=messages,
        kept=len(work.done) - len(work.new) - len(work.fuzzy) - len(work.revived),
        new=len(work.new),
        fuzzy=len(work.fuzzy),
        obsolete=len(work.left),
        revived=len(work.revived),
        finished=len(finished),
        lost=tuple(entry for entry in finished if entry.key not in work.done or work.done[entry.key].fuzzy),
    )


class _Merge:
    """One merge under way: `done` are the messages of the template that have their entry."""

    def __init__(self, template: Template, catalog: Catalog | None, *, nplurals: int) -> None:
        self.nplurals = nplurals
        self.entries = catalog.entries if catalog else ()
        self.live = {entry.key: entry for entry in self.entries if not entry.obsolete}
        self.gone = {entry.key: entry for entry in self.entries if entry.obsolete}
        self.wanted = {located.message.key: located for located in template.messages}
        self.free = {key: entry for key, entry in self.live.items() if key not in self.wanted and _has_text(entry)}
        self.done: dict[Key, CatalogMessage] = {}
        self.new: set[Key] = set()
        self.fuzzy: set[Key] = set()
        self.revived: set[Key] = set()
        self.used: set[Key] = set()

    @property
    def left(self) -> list[CatalogMessage]:
        """Return the messages that become obsolete: no longer wanted, and not offered to another."""
        return [entry for key, entry in self.free.items() if key not in self.used]

    def match(self, old_template: Template | None, shipped: Mapping[Key, tuple[str, ...]]) -> None:
        """Give every message of the template its entry."""
        for key, located in self.wanted.items():
            self._same(key, located, shipped.get(key, ()))
        self._other_context()
        self._by_place(old_template)
        self._by_words()
        for key in self._open():
            self.done[key] = _fresh(self.wanted[key], self._blank(self.wanted[key]))
            self.new.add(key)

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

    def _blank(self, located: Located) -> tuple[str, ...]:
        return ("",) if located.message.msgid_plural is None else ("",) * self.nplurals

    def _same(self, key: Key, located: Located, shipped: tuple[str, ...]) -> None:
        shipped = shipped if len(shipped) == len(self._blank(located)) and all(shipped) else ()
        entry = self.live.get(key) or self.gone.get(key)
        if entry is None and not shipped:
            return
        if entry is None:
            self.new.add(key)
            self.done[key] = _fresh(located, shipped)
            return
        self.done[key] = self._renewed(entry, located)
        if self.done[key].fuzzy and not entry.fuzzy:
            self.fuzzy.add(key)
        elif entry.obsolete:
            self.revived.add(key)
        if shipped and not _has_text(entry):
            self.done[key] = replace(self.done[key], msgstr=shipped, fuzzy=False)

    def _renewed(self, entry: CatalogMessage, located: Located) -> CatalogMessage:
        """Give an entry the references and the note of the template; a changed plural makes it fuzzy."""
        note = entry.note if entry.note.split() == located.message.note.split() else located.message.note
        renewed = replace(entry, obsolete=False, note=note, references=located.references)
        plural = located.message.msgid_plural
        if plural == entry.msgid_plural and (plural is None or len(entry.msgstr) == self.nplurals):
            return renewed
        msgstr = self._forms(entry.msgstr, located)
        renewed = replace(renewed, msgid_plural=plural, msgstr=msgstr)
        return _offered(renewed, entry) if _has_text(entry) else renewed

    def _forms(self, msgstr: tuple[str, ...], located: Located) -> tuple[str, ...]:
        """Fit translations to the number of forms that is wanted, and lose no text."""
        forms = len(self._blank(located))
        if len(msgstr) <= forms:
            return msgstr + msgstr[-1:] * (forms - len(msgstr))
        rest = " / ".join(dict.fromkeys(text for text in msgstr[forms - 1 :] if text.strip()))
        return (*msgstr[: forms - 1], rest)

    def _offer(self, key: Key, entry: CatalogMessage) -> None:
        """Offer an old translation to a message as fuzzy; one that lost its place moves, with its comments."""
        located = self.wanted[key]
        comments = entry.comments if entry.key in self.free else ""
        fresh = replace(_fresh(located, self._forms(entry.msgstr, located)), comments=comments)
        self.done[key] = _offered(fresh, entry)
        self.fuzzy.add(key)
        self.used.add(entry.key)

    def _other_context(self) -> None:
        """Offer the translation of the same text under another context, finished ones first."""
        finished: dict[str, CatalogMessage] = {}
        others: dict[str, CatalogMessage] = {}
        for entry in filter(_has_text, self.entries):
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

    def _by_words(self) -> None:
        """Offer what lost its place, lately or long ago, to the messages with near words: the nearest pair first."""
        gone = (entry for entry in self.gone.values() if entry.key not in self.done and _has_text(entry))
        donors = [*self.left, *gone]
        words = Words([entry.msgid for entry in donors])
        pairs = [
            (-likeness(donors[index].msgid, key[1], floor=ANYWHERE), place, index, key)
            for place, key in enumerate(self._open())
            for index in words.candidates(key[1])
        ]
        for score, _, index, key in sorted(pairs, key=lambda pair: pair[:3]):
            if score and key not in self.done and donors[index].key not in self.used:
                self._offer(key, donors[index])


def _has_text(entry: CatalogMessage) -> bool:
    return any(text.strip() for text in entry.msgstr)


def _fresh(located: Located, msgstr: tuple[str, ...]) -> CatalogMessage:
    message = located.message
    return CatalogMessage(
        message.msgctxt,
        message.msgid,
        message.msgid_plural,
        msgstr,
        note=message.note,
        references=located.references,
    )


def _offered(entry: CatalogMessage, old: CatalogMessage) -> CatalogMessage:
    """Make a translation fuzzy and say what it translates: the old text, or what that was fuzzy for."""
    context, msgid, plural = old.msgctxt, old.msgid, old.msgid_plural
    if old.fuzzy and old.previous_msgid is not None:
        context, msgid, plural = old.previous_msgctxt, old.previous_msgid, old.previous_msgid_plural
    fuzzy = replace(entry, fuzzy=True, previous_msgctxt=None, previous_msgid=None, previous_msgid_plural=None)
    if (context, msgid, plural) == (entry.msgctxt, entry.msgid, entry.msgid_plural):
        return fuzzy
    return replace(fuzzy, previous_msgctxt=context, previous_msgid=msgid, previous_msgid_plural=plural)


def _sequences(places: Iterable[tuple[Key, tuple[str, ...]]]) -> dict[str, list[Key]]:
    """Return the messages of each entry in their order."""
    found: dict[str, list[Key]] = defaultdict(list)
    for key, references in places:
        for reference in references:
            found[reference].append(key)
    return found
