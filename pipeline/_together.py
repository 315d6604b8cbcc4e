"""All catalogs of a locale merged at once: what leaves one may go to another, and a file that is empty then goes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline._offers import another_translation
from pipeline.catalog import Template, splice
from pipeline.config import SITE_DOMAIN
from pipeline.memory import Memory, Part, has_text
from pipeline.merge import Merge, Merged, Turn
from pipeline.message import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from pipeline.catalog import Catalog, CatalogMessage
    from pipeline.message import Key


def merge_locale(
    parts: Sequence[Part],
    *,
    locale: str,
    now: datetime,
    shipped: Mapping[Key, tuple[str, ...]] | None = None,
) -> tuple[Merged, ...]:
    """Merge every domain of a locale, in the order given; `shipped` are the translations of the domain `site`.

    A finished translation is lost where no catalog of the locale has it finished and in use any more. What leaves a
    catalog stays in it as obsolete, unless its entry is where it was and only the catalogs are cut in another way: then
    it is nowhere twice. A domain without a template keeps what is nowhere else; if that is nothing, its file goes.
    """
    memory = Memory(parts)
    works = []
    for part in parts:
        work = Merge(part.template or Template(part.domain), part.catalog, locale=locale, memory=memory)
        work.match(part.old_template, (shipped or {}) if part.domain == SITE_DOMAIN else {})
        works.append(work)
    memory.questions = [text for work in works for text in work.open_texts()]
    for work in works:
        work.guess()
    lenders = {domain for domain, _ in memory.borrowed}
    merged = [replace(work.finish(now), turn=Turn(work.domain in lenders)) for work in works]
    return tuple(_settled(parts, merged))


def _settled(parts: Sequence[Part], merged: Sequence[Merged]) -> Iterator[Merged]:
    """Count as lost only what is not at work elsewhere, and keep nothing twice that was only cut in another way."""
    cut = _cut(parts)
    known = [entry.key for part in parts if part.template is None and part.catalog for entry in part.catalog.entries]
    keys = {*known, *(entry.key for one in merged for entry in one.lost), *(key for each in cut for key in each)}
    every = list(zip(parts, merged, cut, strict=True))
    anywhere = _Holders((one for part, one, _ in every if part.template), keys)
    earlier = _Holders((one for part, one, given in every if part.template and not given), keys)
    for part, one, given in every:
        lost = tuple(entry for entry in one.lost if not anywhere.use(part.domain, entry))
        rest = replace(one, lost=lost)
        if part.catalog is None:
            yield rest
        elif part.template is None:
            yield _farewell(part.domain, part.catalog, rest, anywhere)
        else:
            yield _slimmed(part.domain, part.catalog, rest, given, earlier) if given else rest


def _cut(parts: Sequence[Part]) -> list[frozenset[Key]]:
    """Return for each catalog that stays what another has now of the same entry; the old templates tell that."""
    given = [part.given() if part.template and part.catalog else {} for part in parts]
    if not any(given):
        return [frozenset()] * len(parts)
    wanted = [part.wanted() for part in parts]
    places: dict[Key, set[str]] = defaultdict(set)
    for key, references in (each for one in wanted for each in one.items()):
        places[key].update(references)
    return [
        frozenset(key for key, references in one.items() if key not in here and not places[key].isdisjoint(references))
        for one, here in zip(given, wanted, strict=True)
    ]


class _Holders:
    """The messages that some catalogs have after the merge, of those that are asked for."""

    def __init__(self, merged: Iterable[Merged], keys: set[Key]) -> None:
        self._entries: dict[Key, list[CatalogMessage]] = defaultdict(list)
        for entry in (entry for one in merged if keys for entry in one.messages):
            if entry.key in keys:
                self._entries[entry.key].append(entry)

    def know(self, key: Key) -> bool:
        """Tell whether a catalog has a message in use."""
        return any(not entry.obsolete for entry in self._entries.get(key, ()))

    def have(self, domain: str, old: CatalogMessage) -> bool:
        """Tell whether a catalog has all of a translation: itself or as a comment, and its translator's comments."""
        return any(_lines(old) <= _lines(entry) for entry in self._of(domain, old))

    def use(self, domain: str, old: CatalogMessage) -> bool:
        """Tell whether a translation is in use in a catalog, finished if this was, or a comment on what is in use."""
        return any(not entry.obsolete for entry in self._of(domain, old))

    def _of(self, domain: str, old: CatalogMessage) -> Iterator[CatalogMessage]:
        wanted = {State.TRANSLATED} if old.state is State.TRANSLATED else set(State)
        comment = another_translation(domain, old.msgstr)
        for entry in self._entries.get(old.key, ()):
            if entry.state in wanted and (entry.msgstr == old.msgstr or comment in entry.comments.split("\n")):
                yield entry


def _lines(entry: CatalogMessage) -> set[str]:
    return {line for line in entry.comments.split("\n") if line.strip()}


def _slimmed(domain: str, catalog: Catalog, merged: Merged, given: frozenset[Key], others: _Holders) -> Merged:
    """Take from a catalog what it gave to others, which are written before it."""
    kept = tuple(
        entry for entry in merged.messages if not (entry.obsolete and entry.key in given and others.have(domain, entry))
    )
    obsolete = merged.obsolete - (len(merged.messages) - len(kept))
    return replace(merged, data=splice(catalog, kept), messages=kept, obsolete=obsolete, turn=Turn.GIVES)


def _farewell(domain: str, catalog: Catalog, merged: Merged, others: _Holders) -> Merged:
    """Keep of a domain that goes what no other has, as obsolete; if something went and nothing is left, no file."""
    kept = tuple(entry for entry in merged.messages if not others.have(domain, entry))
    if not kept and any(_went(domain, entry, others) for entry in catalog.entries):
        return replace(merged, data=b"", messages=(), obsolete=0, removed=True, turn=Turn.GOES)
    live = {entry.line for entry in catalog.messages}
    obsolete = sum(entry.line in live for entry in kept)
    return replace(merged, data=splice(catalog, kept), messages=kept, obsolete=obsolete, turn=Turn.GOES)


def _went(domain: str, entry: CatalogMessage, others: _Holders) -> bool:
    return others.have(domain, entry) if has_text(entry) else others.know(entry.key)
