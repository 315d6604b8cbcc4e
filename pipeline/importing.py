"""Translations of other catalogs, taken over by their texts: only into messages that have none."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline import catalog, refusal
from pipeline._bids import Bid, Place, Tally, Text, filled, rank, short, unwrapped
from pipeline._foreign import cut, ends_in_break, fold, loose, tidy
from pipeline.errors import CatalogError, Problem
from pipeline.site import LOCALE
from pipeline.stored import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pipeline.catalog import Catalog, CatalogMessage
    from pipeline.site import Site


@dataclass(frozen=True, slots=True)
class Foreign:
    """A file to import: its name as the user wrote it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Imported:
    """The catalogs to write, and what became of each file."""

    changes: tuple[Change, ...]
    tallies: tuple[Tally, ...]


def bring_in(site: Site, locale: str, files: Iterable[Foreign]) -> Imported:
    """Match the translations of foreign catalogs with the messages of a locale, and fill those that are empty.

    Raise CatalogError where one of the files or a catalog of the locale cannot be read, or there is none yet.
    """
    _refuse_unready(site, locale)
    work = _Import(site, locale)
    problems: list[Problem] = []
    for each in files:
        try:
            work.read(each)
        except CatalogError as error:
            problems += error.problems
    if problems:
        raise CatalogError(problems)
    return Imported(tuple(work.changes()), tuple(work.tallies))


def _refuse_unready(site: Site, locale: str) -> None:
    if broken := [each for each in site.broken if f"/{catalog.folder_name(locale)}/" in each.path]:
        raise CatalogError(broken)
    if not site.catalogs.get(locale):
        text = f"there are no catalogs of '{locale}' yet. Run 'navina extract' first."
        raise CatalogError(Problem(LOCALE, 0, text))


class _Import:
    """One import under way."""

    def __init__(self, site: Site, locale: str) -> None:
        self.settings = site.settings
        self.locale = locale
        self.catalogs = tuple(site.catalogs[locale].values())
        self.tallies: list[Tally] = []
        self.bids: dict[tuple[str, int], list[Bid]] = defaultdict(list)
        self.places = {(each.catalog.path, each.message.line): each for each in _places(site, locale)}
        self.indexes = [_index(self.places.values(), kind) for kind in (str, tidy, _loosely)]

    def read(self, file: Foreign) -> None:
        """Match every translation of a file."""
        found = catalog.read(file.name, file.data.removeprefix(b"\xef\xbb\xbf"), locale=self.locale)
        sure = _is_of(found, self.locale)
        tally = Tally(file.name)
        self.tallies.append(tally)
        texts = [_text(each, sure=sure) for each in (*found.messages, *found.obsolete) if _has_text(each)]
        place = 0
        while place < len(texts):
            place += self._match(texts, place, tally)

    def _match(self, texts: Sequence[Text], place: int, tally: Tally) -> int:
        """Find the messages of a text, of it and the next ones, or of its blocks; return how many texts that were."""
        number = 1
        while not self._take(joined := _joined(texts[place : place + number]), tally):
            if not ends_in_break(joined.msgid) or place + number == len(texts):
                self._match_parts(texts[place], tally)
                return 1
            number += 1
        return number

    def _match_parts(self, whole: Text, tally: Tally) -> None:
        for part in self._parts(whole) or (whole,):
            if part is whole or not self._take(part, tally):
                self._unmatched(part, tally)

    def _parts(self, whole: Text) -> tuple[Text, ...]:
        """Cut a text that holds blocks; nothing where it holds none, or has a plural."""
        if whole.msgid_plural is not None:
            return ()
        found = cut(whole.msgid, whole.msgstr[0], self.settings)
        fuzzy = whole.fuzzy or not found.sure
        return tuple(replace(whole, msgid=msgid, msgstr=(msgstr,), fuzzy=fuzzy) for msgid, msgstr in found.pairs)

    def _take(self, text: Text, tally: Tally) -> bool:
        """Bid a translation to every message with its text, and tell whether there is one."""
        offered = False
        for place in self._found(text.msgid):
            msgstr = unwrapped(text, place.message)
            if msgstr is not None:
                bid = Bid(msgstr, rank(text, place.message), text, tally)
                self.bids[place.catalog.path, place.message.line].append(bid)
                offered = True
        tally.texts += offered
        tally.matched += offered
        return offered

    def _found(self, msgid: str) -> Sequence[Place]:
        for index, key in zip(self.indexes, (msgid, fold(msgid), _loosely(fold(msgid))), strict=True):
            if key in index:
                return index[key]
        return ()

    def _unmatched(self, text: Text, tally: Tally) -> None:
        tally.texts += 1
        tally.unmatched.append(Problem(tally.name, text.line, f"no message has this text: '{short(text.msgid)}'"))

    def changes(self) -> Iterator[Change]:
        """Yield the catalogs with what the offers gave them."""
        renewed = {key: filled(self.places[key], bids) for key, bids in self.bids.items()}
        for each in self.catalogs:
            messages = [renewed.get((each.path, message.line), message) for message in each.entries]
            yield Change(each.path, catalog.splice(each, each.entries), catalog.splice(each, messages))


def _text(message: CatalogMessage, *, sure: bool) -> Text:
    previous = message.previous_msgid if message.fuzzy else None
    fuzzy = message.fuzzy or not sure
    return Text(message.msgctxt, message.msgid, message.msgid_plural, message.msgstr, fuzzy, message.line, previous)


def _has_text(message: CatalogMessage) -> bool:
    return any(text.strip() for text in message.msgstr)


def _joined(texts: Sequence[Text]) -> Text:
    """Return texts as one: po4a makes a message of each line that a hard line break ends."""
    if len(texts) == 1:
        return texts[0]
    msgid, msgstr = ("".join(parts) for parts in ([each.msgid for each in texts], [each.msgstr[0] for each in texts]))
    return replace(texts[0], msgid=msgid, msgstr=(msgstr,), fuzzy=any(each.fuzzy for each in texts))


def _is_of(found: Catalog, locale: str) -> bool:
    """Tell whether a file is of this very locale. Raise CatalogError where it is of another language."""
    written = next((value for name, value in found.fields if name == "Language"), "").strip()
    if not written:
        return True
    tag = catalog.locale_tag(written.partition(".")[0].replace("-", "_"))
    language, own = tag.split("-")[0].lower(), locale.split("-")[0].lower()
    if language != own:
        header = found.scan.header
        text = f"the header says that the language is '{written}', not '{locale}'. Name another file, or correct it."
        raise CatalogError(Problem(found.path, header.line if header else 0, text))
    return _variants(tag) == _variants(locale)


def _variants(tag: str) -> set[str]:
    """Return the scripts and variants of a tag; a region makes no other language."""
    return {part.casefold() for part in tag.split("-")[1:] if len(part) > 3}


def _places(site: Site, locale: str) -> Iterator[Place]:
    for template in site.templates:
        found = site.catalogs[locale].get(template.domain)
        if found is None:
            continue
        located = {each.message.key: each for each in template.messages}
        for message in found.messages:
            source = located.get(message.key)
            yield Place(found, message, refusal.refusals(site, template, source) if source else _none)


def _none(msgstr: str) -> Iterable[str]:  # noqa: ARG001  a text that is gone from the content is not judged
    return ()


def _index(places: Iterable[Place], kind: Callable[[str], str]) -> Mapping[str, Sequence[Place]]:
    index: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        index[kind(place.message.msgid)].append(place)
    return dict(index)


def _loosely(text: str) -> str:
    return loose(tidy(text))
