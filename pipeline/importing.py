"""Translations of other catalogs, taken over by their texts: only into messages that have none."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from pipeline import catalog, checks
from pipeline._foreign import cut, fold, loose, tidy
from pipeline.errors import CatalogError, Problem
from pipeline.message import State
from pipeline.stored import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pipeline.catalog import Catalog, CatalogMessage, Located, Template
    from pipeline.site import Site

_SHORT = 80


@dataclass(frozen=True, slots=True)
class Foreign:
    """A file to import: its name as the user wrote it, and its bytes."""

    name: str
    data: bytes


@dataclass(slots=True)
class Tally:
    """What became of the translations of one file; one of a whole list or table counts once for each of its texts.

    `matched` of `texts` are texts of this site. `filled` messages took their translation from here, `fuzzy` of them to
    be looked at; `same` had it already. `conflicts` have another one, which stays; `unmatched` are of no use here.
    """

    name: str
    texts: int = 0
    matched: int = 0
    filled: int = 0
    fuzzy: int = 0
    same: int = 0
    conflicts: list[Problem] = field(default_factory=list)
    unmatched: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Imported:
    """The catalogs to write, and what became of each file."""

    changes: tuple[Change, ...]
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A message of this site, in its catalog."""

    catalog: Catalog
    message: CatalogMessage
    refusals: Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of a foreign catalog with its translation, and the line that it stands in."""

    msgctxt: str | None
    msgid: str
    msgid_plural: str | None
    msgstr: tuple[str, ...]
    fuzzy: bool
    line: int
    previous_msgid: str | None = None


@dataclass(frozen=True, slots=True)
class _Offer:
    """A translation for a message; of several the one with the lowest rank is taken."""

    msgstr: tuple[str, ...]
    rank: int
    text: _Text
    tally: Tally

    @property
    def place(self) -> str:
        """Return where the translation stands; the folder might name a person."""
        return f"{PurePath(self.tally.name).name}:{self.text.line}"


_EXACT, _BY_TEXT, _UNSURE = range(3)


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
        raise CatalogError(
            Problem("locale", 0, f"there are no catalogs of '{locale}' yet. Run 'navina extract' first.")
        )


class _Import:
    """One import under way."""

    def __init__(self, site: Site, locale: str) -> None:
        self.settings = site.settings
        self.locale = locale
        self.catalogs = tuple(site.catalogs[locale].values())
        self.tallies: list[Tally] = []
        self.offers: dict[tuple[str, int], list[_Offer]] = defaultdict(list)
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
        whole = _Text(
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

    def _take(self, text: _Text, tally: Tally) -> bool:
        """Offer a translation to every message with its text, and tell whether there is one."""
        offered = False
        for place in self._found(text.msgid):
            msgstr = _fitted(text, place.message)
            if msgstr is not None:
                rank = _rank(text, place.message)
                self.offers[place.catalog.path, place.message.line].append(_Offer(msgstr, rank, text, tally))
                offered = True
        tally.texts += offered
        tally.matched += offered
        return offered

    def _found(self, msgid: str) -> Sequence[_Place]:
        for index, key in zip(self.indexes, (msgid, fold(msgid), _loosely(fold(msgid))), strict=True):
            if key in index:
                return index[key]
        return ()

    def _unmatched(self, text: _Text, tally: Tally) -> None:
        tally.texts += 1
        tally.unmatched.append(Problem(tally.name, text.line, f"no message has this text: '{_short(text.msgid)}'"))

    def changes(self) -> Iterator[Change]:
        """Yield the catalogs with what the offers gave them."""
        filled = {key: _filled(self.places[key], offers) for key, offers in self.offers.items()}
        for each in self.catalogs:
            messages = [filled.get((each.path, message.line), message) for message in each.entries]
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


def _places(site: Site, locale: str) -> Iterator[_Place]:
    for template in site.templates:
        found = site.catalogs[locale].get(template.domain)
        located = _by_key(template)
        for message in found.messages if found else ():
            source = located.get(message.key)
            yield _Place(found, message, checks.refusals(site, template, source) if source else lambda _: ())  # type: ignore[arg-type]


def _by_key(template: Template) -> Mapping[object, Located]:
    return {located.message.key: located for located in template.messages}


def _index(places: Iterable[_Place], kind: Callable[[str], str]) -> Mapping[str, Sequence[_Place]]:
    index: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        index[kind(place.message.msgid)].append(place)
    return dict(index)


def _loosely(text: str) -> str:
    return loose(tidy(text))


def _rank(text: _Text, message: CatalogMessage) -> int:
    if text.fuzzy or (message.msgctxt is not None and message.msgctxt != text.msgctxt):
        return _UNSURE
    return _EXACT if (text.msgctxt, text.msgid) == message.key else _BY_TEXT


def _fitted(text: _Text, message: CatalogMessage) -> tuple[str, ...] | None:
    """Return a translation as the message has it: without another tool's line breaks; None where its plural differs."""
    if message.msgid_plural != text.msgid_plural:
        return None
    if message.msgid_plural is not None:
        wanted = len(message.msgstr)
        return text.msgstr[:wanted] if wanted <= len(text.msgstr) <= wanted + 1 else None
    if text.msgid == message.msgid and "\n" in message.msgid:
        return text.msgstr
    return (fold(text.msgstr[0]),)


def _filled(place: _Place, offers: Sequence[_Offer]) -> CatalogMessage:
    """Give a message the best of its offers, and count what became of each."""
    message = place.message
    if any(text.strip() for text in message.msgstr):
        _count(message.msgstr, offers, "the message has another translation, which stays")
        return message
    best = min(offer.rank for offer in offers)
    taken, *others = [offer for offer in offers if offer.rank == best]
    _count(taken.msgstr, others, f"{taken.place} has another translation; both are kept, as fuzzy")
    _count(taken.msgstr, [offer for offer in offers if offer.rank != best], "a surer one was taken")
    rest = {offer.msgstr: offer for offer in others if offer.msgstr != taken.msgstr}
    refused = any(True for form in taken.msgstr for _ in place.refusals(form))
    fuzzy = best == _UNSURE or bool(rest) or refused
    taken.tally.filled += 1
    taken.tally.fuzzy += fuzzy
    comments = [message.comments] if message.comments else []
    comments += [f"{offer.place}: {_one_line(offer.msgstr)}" for offer in rest.values()]
    previous = taken.text.previous_msgid if taken.text.previous_msgid != message.msgid else None
    return replace(
        message, msgstr=taken.msgstr, fuzzy=fuzzy, comments="\n".join(comments),
        previous_msgid=previous, previous_msgctxt=None, previous_msgid_plural=None,
    )  # fmt: skip


def _count(used: tuple[str, ...], offers: Iterable[_Offer], why: str) -> None:
    for offer in offers:
        if offer.msgstr == used:
            offer.tally.same += 1
        else:
            text = f"{why}: '{_short(offer.text.msgid)}'"
            offer.tally.conflicts.append(Problem(offer.tally.name, offer.text.line, text))


def _one_line(msgstr: Iterable[str]) -> str:
    return " / ".join(msgstr).replace("\n", "\\n")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"
