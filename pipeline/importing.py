"""Translations of other catalogs, taken over by their texts: only into messages that have none."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline import catalog, checks
from pipeline._foreign import cut, fold, loose, tidy
from pipeline._offers import Offer, Place, Tally, Text, filled, fitted, rank, short
from pipeline.errors import CatalogError, Problem
from pipeline.site import LOCALE
from pipeline.stored import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pipeline.catalog import Catalog, CatalogMessage, Located, Template
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
        self.offers: dict[tuple[str, int], list[Offer]] = defaultdict(list)
        self.places = {(each.catalog.path, each.message.line): each for each in _places(site, locale)}
        self.indexes = [_index(self.places.values(), kind) for kind in (str, tidy, _loosely)]

    def read(self, file: Foreign) -> None:
        """Match every translation of a file."""
        found = catalog.read(file.name, file.data.removeprefix(b"\xef\xbb\xbf"), locale=self.locale)
        sure = _is_of(found, self.locale)
        tally = Tally(file.name)
        self.tallies.append(tally)
        for message in (*found.messages, *found.obsolete):
            if any(text.strip() for text in message.msgstr):
                self._match(message, tally, sure=sure)

    def _match(self, message: CatalogMessage, tally: Tally, *, sure: bool) -> None:
        whole = Text(
            message.msgctxt, message.msgid, message.msgid_plural, message.msgstr,
            message.fuzzy or not sure, message.line, message.previous_msgid if message.fuzzy else None,
        )  # fmt: skip
        if self._take(whole, tally):
            return
        pieces = cut(message.msgid, message.msgstr[0], self.settings) if message.msgid_plural is None else None
        for msgid, msgstr in pieces.pairs if pieces else ():
            part = replace(whole, msgid=msgid, msgstr=(msgstr,), fuzzy=whole.fuzzy or not (pieces and pieces.sure))
            if not self._take(part, tally):
                self._unmatched(part, tally)
        if not (pieces and pieces.pairs):
            self._unmatched(whole, tally)

    def _take(self, text: Text, tally: Tally) -> bool:
        """Offer a translation to every message with its text, and tell whether there is one."""
        offered = False
        for place in self._found(text.msgid):
            msgstr = fitted(text, place.message)
            if msgstr is not None:
                offer = Offer(msgstr, rank(text, place.message), text, tally)
                self.offers[place.catalog.path, place.message.line].append(offer)
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
        renewed = {key: filled(self.places[key], offers) for key, offers in self.offers.items()}
        for each in self.catalogs:
            messages = [renewed.get((each.path, message.line), message) for message in each.entries]
            yield Change(each.path, catalog.splice(each, each.entries), catalog.splice(each, messages))


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
        located = _by_key(template)
        for message in found.messages if found else ():
            source = located.get(message.key)
            yield Place(found, message, checks.refusals(site, template, source) if source else lambda _: ())  # type: ignore[arg-type]


def _by_key(template: Template) -> Mapping[object, Located]:
    return {located.message.key: located for located in template.messages}


def _index(places: Iterable[Place], kind: Callable[[str], str]) -> Mapping[str, Sequence[Place]]:
    index: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        index[kind(place.message.msgid)].append(place)
    return dict(index)


def _loosely(text: str) -> str:
    return loose(tidy(text))
