"""A document: the body of an entry, parsed once; messages come out, translations go in, HTML comes out."""

from __future__ import annotations

import copy
import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline import _engine, _filling, _lines, _outline, _raw, _slots, _units
from pipeline import passes as _passes
from pipeline._inline import plain
from pipeline.config import DEFAULT_EXTENSIONS
from pipeline.message import Key, Message
from pipeline.structure import Definitions, count_raw, differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline._engine import Engine
    from pipeline._outline import TocItem
    from pipeline._units import Mistake, Unit
    from pipeline.passes import Passes

    Address = tuple[int | None, str]
    """A place in the text, and the address that it has."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as HTML, and its table of contents."""

    html: str
    toc: tuple[TocItem, ...]


class Document:
    """The blocks of one text and its messages.

    `text` is Markdown; `source` is the tag of its language. Nothing here changes after it is made, so that the same
    document renders any number of locales in any order.
    """

    def __init__(
        self,
        text: str,
        engine: Engine,
        source: str = "en",
        *,
        raw_html: str = "refuse",
        rewrites: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.source = source
        self._engine = engine
        self._text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._root = engine.blocks(self._text)
        self._literal = engine.directives.literal
        directed = bool(engine.directives.found)
        self._state = engine.snapshot()
        self._slots = _slots.collect(self._root, engine, self._state)
        self._units = _units.collect(self._slots, self._state)
        self._mistakes: list[Mistake] = []
        if directed:
            self._units, self._mistakes = _units.direct(self._units, self._lines)
        if any(slot.entangled for slot in self._slots.slots):
            self._mistakes += _units.entangled(self._slots, self._units, self._lines)
        if raw_html == "refuse":
            self._mistakes += _raw.unreachable_text(self._root, self._state, engine, self._text)
        self._places = _filling.places(self._slots, self._units)
        footnotes = frozenset(self._state.footnotes)
        self.definitions = Definitions(self._state.references, footnotes, tuple(rewrites))
        self.messages: tuple[Message, ...] = tuple(_merged(self._units))
        self._refused: dict[tuple[Key, str], tuple[str, ...]] = {}

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Return what is wrong in the text: a directive without an effect, text that no translator could reach."""
        return tuple(self._mistakes)

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the texts that Python-Markdown itself puts in, to be translated with the theme."""
        found = list(self._slots.labels.values())
        if self._state.footnotes:
            found.append(self._engine.footnote_title)
        if any(each.tag in _slots.HEADINGS for each in self._root.iter()):
            found.append(self._engine.permalink_title)
        return tuple(dict.fromkeys(filter(None, found)))

    def html(self, translations: Mapping[Key, str] | None = None, *, lang: str | None = None) -> str:
        """Return the HTML of the body, as Python-Markdown would write it.

        `translations` maps (msgctxt, msgid) to a msgstr in the language `lang`. Where one is missing, blank or changes
        the structure, the source text stands, marked with its language.
        """
        return self._render(translations, lang, None).html

    def page(self, translations: Mapping[Key, str] | None, *, lang: str, passes: Passes) -> Rendered:
        """Return the body for a page: as `html`, with the page's links, table classes and labels."""
        return self._render(translations, lang, passes)

    def refusals(self, key: Key, msgstr: str) -> tuple[str, ...]:
        """Return why a translation of one of its messages cannot be used, one sentence a reason; () if it can."""
        found = self._refused.get((key, msgstr))
        if found is None:
            found = tuple(dict.fromkeys(self._differences(key, msgstr))) if key in self._by_key else ()
            self._refused[key, msgstr] = found
        return found

    def _differences(self, key: Key, msgstr: str) -> Iterator[str]:
        """Compare the structure in every kind of place that the message stands in."""
        contexts = dict.fromkeys((unit.kind == "piece", unit.tag, unit.html, unit.after) for unit in self._by_key[key])
        for in_text, tag, html, after in contexts:
            if in_text:
                yield from differences(
                    key[1], msgstr, (tag,), self.definitions, html=html, after=after, engine=self._engine
                )
            else:
                yield from differences(key[1], plain(msgstr), html=True, engine=self._engine)

    @functools.cached_property
    def _by_key(self) -> dict[Key, list[Unit]]:
        found: dict[Key, list[Unit]] = {}
        for unit in self._units:
            if not unit.skipped:
                found.setdefault(unit.key, []).append(unit)
        return found

    @functools.cached_property
    def _lines(self) -> _lines.Lines:
        return _lines.trace(self._engine, self._text, self._slots, self._literal)

    def line(self, key: Key) -> int:
        """Return the line of the text that a message first stands on, from 1; 0 where that cannot be told."""
        units = self._by_key.get(key)
        return units[0].line(self._lines) if units else 0

    @functools.cached_property
    def ids(self) -> frozenset[str]:
        """Return every id of the finished body: what a link may name after `#`."""
        return _raw.ids(self.html())

    def links(self) -> tuple[Address, ...]:
        """Return every address that the body links to or shows, each with its place; skipped text too."""
        return self._links

    @functools.cached_property
    def _links(self) -> tuple[Address, ...]:
        """Look for addresses once: that runs the inline patterns over the whole body."""
        found = [
            (number, address)
            for number, slot in enumerate(self._slots.slots)
            for piece in slot.pieces
            for address in _raw.addresses(piece.msgid or piece.core, slot, self.definitions, self._engine)
        ]
        return (*found, *((None, address) for address in _raw.fetched(self._state, self._engine)))

    def line_of(self, place: int | None) -> int:
        """Return the line of the text that the place of an address is on, from 1; 0 where that cannot be told.

        To know one line is to parse the text again, so only ask where there is something to say of it.
        """
        return 0 if place is None else self._lines.slots[place]

    def _render(self, translations: Mapping[Key, str] | None, lang: str | None, passes: Passes | None) -> Rendered:
        filling = None if translations is None else self._filling(translations, lang)
        ids = self._ids if filling else {}
        engine, root = self._engine, copy.deepcopy(self._root)
        elements = list(root.iter())
        engine.restore(self._state)
        if filling:
            filling.texts(elements)
            filling.definitions(self._state)
        spared = _filling.skip_inline(engine, self._slots, elements)
        root = engine.stage(root, 1)
        _filling.undo(spared)
        root = engine.stage(root, 2)
        if filling:
            filling.attributes(elements)
            filling.spans(elements)
        root = engine.stage(root, 3)
        if filling:
            filling.abbreviations(root, self._state)
            _outline.set_ids(elements, ids)
        root = engine.stage(root, 4)
        languages = filling.contents(elements) if filling else {}
        _outline.mark_contents(root, engine, languages)
        toc = _outline.items(engine, languages)
        if passes is not None:
            labels = [(elements[number], text) for number, text in self._slots.labels.items()]
            _passes.run(root, engine, labels, passes)
        if not filling:
            self.__dict__.setdefault("_ids", _outline.ids(elements))
        return Rendered(engine.finish(root), toc)

    @functools.cached_property
    def _ids(self) -> dict[int, str]:
        """Return the ids of the headings as the source pass gives them; every locale has the same."""
        if not any(each.tag in _slots.HEADINGS for each in self._root.iter()):
            return {}
        self._render(None, None, None)
        return dict(self.__dict__["_ids"])

    def _filling(self, translations: Mapping[Key, str], lang: str | None) -> _filling.Filling:
        """Choose the translations that can be used; before rendering, as asking for refusals uses the parser too."""
        usable = {
            key: msgstr
            for key in self._by_key
            if (msgstr := translations.get(key)) and msgstr.strip() and not self.refusals(key, msgstr)
        }
        foreign = self.source if lang is not None and lang != self.source else None
        filling = _filling.Filling(self._engine, self._places, usable, foreign)
        for slot, units in self._places.shared():
            whole = count_raw(slot.raw, slot.tag, self.definitions, self._engine)
            if count_raw(filling.text(slot, units), slot.tag, self.definitions, self._engine) != whole:
                filling.refuse(slot)
        return filling


def _merged(units: Sequence[Unit]) -> Iterator[Message]:
    """Turn units into messages: a text that stands in several places is one message."""
    merged: dict[Key, Message] = {}
    for unit in units:
        if unit.skipped:
            continue
        tags = (unit.tag,) if unit.kind == "piece" else ()
        first = merged.get(unit.key)
        if first is None:
            merged[unit.key] = Message(
                unit.msgid, unit.msgctxt, None, unit.role, unit.heading, unit.comment, tags, unit.html
            )
            continue
        comments = dict.fromkeys(filter(None, (*first.comment.split("\n"), *unit.comment.split("\n"))))
        merged[unit.key] = replace(
            first,
            comment="\n".join(comments),
            tags=tuple(dict.fromkeys((*first.tags, *tags))),
            html=first.html and unit.html,
        )
    yield from merged.values()


def parse(
    text: str,
    *,
    source: str = "en",
    extensions: Sequence[str] = DEFAULT_EXTENSIONS,
    extension_configs: Mapping[str, Mapping[str, Any]] | None = None,
    raw_html: str = "refuse",
    rewrites: Sequence[tuple[str, str]] = (),
) -> Document:
    """Parse the body of an entry.

    `text` is Markdown for Python-Markdown with these `extensions`; `source` is the tag of its language (BCP 47).
    `rewrites` are pairs of beginnings of an address: the text's, and what a translation may write in its place.

    >>> document = parse("Hello, *world*!")
    >>> [message.msgid for message in document.messages]
    ['Hello, *world*!']
    >>> document.html({(None, "Hello, *world*!"): "Вітаем, *свет*!"}, lang="be")
    '<p>Вітаем, <em>свет</em>!</p>'
    >>> document.html({}, lang="be")
    '<p lang="en">Hello, <em>world</em>!</p>'
    """
    engine = _engine.engine(extensions, extension_configs or {})
    return Document(text, engine, source, raw_html=raw_html, rewrites=rewrites)
