"""A document: the body of an entry, parsed once; messages come out, translations go in, HTML comes out."""

from __future__ import annotations

import copy
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline import _engine, _lines, _outline, _raw, _slots, _units, passes as _passes
from pipeline._units import Mistake, Unit
from pipeline.config import DEFAULT_EXTENSIONS
from pipeline.message import Key, Message
from pipeline.structure import Definitions, differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from pipeline._engine import Engine
    from pipeline._outline import TocItem
    from pipeline._slots import Slot
    from pipeline.passes import Passes


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

    def __init__(self, text: str, engine: Engine, source: str = "en", *, raw_html: str = "refuse") -> None:
        self.source = source
        self._engine = engine
        self._text = text
        self._root = engine.blocks(text)
        self._state = engine.snapshot()
        self._slots = _slots.collect(self._root, engine)
        directed = bool(engine.directives.found)
        self._units = _units.collect(self._slots, self._state)
        self._mistakes: list[Mistake] = []
        if directed:
            self._units, self._mistakes = _units.direct(self._units, self._lines)
        if raw_html == "refuse":
            self._mistakes += _raw.unreachable_text(self._root, self._state.stash, text)
        self.definitions = Definitions(self._state.references, frozenset(self._state.footnotes))
        self.messages: tuple[Message, ...] = tuple(_merged(self._units))
        self._refused: dict[tuple[Key, str], tuple[str, ...]] = {}

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Return what is wrong in the text: a directive without an effect, text that no translator could reach."""
        return tuple(self._mistakes)

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the texts that Python-Markdown itself puts in, to be translated with the theme."""
        elements = list(self._root.iter())
        found = [str(elements[number].text) for number in self._slots.labels]
        return tuple(dict.fromkeys(found + ([_passes.FOOTNOTE_LABEL] if self.definitions.footnotes else [])))

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
            message = self._by_key.get(key)
            found = () if message is None else self._differences(message, msgstr)
            self._refused[key, msgstr] = found
        return found

    def _differences(self, message: Message, msgstr: str) -> tuple[str, ...]:
        if not message.tags:
            return differences(message.msgid, _plain(msgstr), (), engine=self._engine, html=True)
        return differences(
            message.msgid, msgstr, message.tags, self.definitions, html=message.html, engine=self._engine
        )

    @functools.cached_property
    def _by_key(self) -> dict[Key, Message]:
        return {each.key: each for each in self.messages}

    @functools.cached_property
    def _lines(self) -> _lines.Lines:
        return _lines.trace(self._engine, self._text, self._slots)

    def line(self, key: Key) -> int:
        """Return the line of the text that a message first stands on, from 1; 0 where that cannot be told."""
        return next((unit.line(self._lines) for unit in self._units if not unit.skipped and unit.key == key), 0)

    @functools.cached_property
    def ids(self) -> frozenset[str]:
        """Return every id of the finished body: what a link may name after `#`."""
        return _raw.ids(self.html())

    def links(self) -> Iterator[tuple[int, str]]:
        """Return every address that the body links to or shows, with its line; skipped text too."""
        engine = self._engine
        for slot, line in zip(self._slots.slots, self._lines.slots, strict=True):
            for piece in slot.pieces:
                text = piece.msgid or piece.core
                for address in _raw.addresses(text, slot, self.definitions, engine):
                    yield line, address
        for html in self._state.stash:
            for address in _raw.fetched(html if isinstance(html, str) else engine.md.serializer(html)):
                yield 0, address

    def _render(self, translations: Mapping[Key, str] | None, lang: str | None, passes: Passes | None) -> Rendered:
        usable = None if translations is None else self._usable(translations)
        ids = self._ids if usable is not None else ()
        root = copy.deepcopy(self._root)
        elements = list(root.iter())
        self._engine.restore(self._state)
        if usable is not None:
            self._put(elements, usable, lang)
        root = self._engine.stage(root, 1)
        if usable is not None:
            self._put_attributes(elements, usable)
        root = self._engine.stage(root, 2)
        if usable is not None:
            _outline.set_ids(root, ids)
        root = self._engine.stage(root, 3)
        if usable is not None:
            _outline.mark_contents(root, self._engine)
        if passes is not None:
            _passes.run(root, self._engine, [elements[number] for number in self._slots.labels], passes)
        toc = _outline.items(root, self._engine)
        return Rendered(self._engine.finish(root), toc)

    @functools.cached_property
    def _ids(self) -> tuple[str | None, ...]:
        """Return the ids of the headings as the source pass gives them; every locale has the same."""
        root = copy.deepcopy(self._root)
        self._engine.restore(self._state)
        for stage in (1, 2, 3):
            root = self._engine.stage(root, stage)
        return tuple(each.get("id") for each in _outline.headings(root))

    def _usable(self, translations: Mapping[Key, str]) -> dict[Key, str]:
        """Return the translations that keep the structure; asked before rendering, as asking uses the parser too."""
        found: dict[Key, str] = {}
        for message in self.messages:
            msgstr = translations.get(message.key)
            if msgstr and msgstr.strip() and not self.refusals(message.key, msgstr):
                found[message.key] = msgstr
        return found

    def _put(self, elements: Sequence[Element], usable: Mapping[Key, str], lang: str | None) -> None:
        by_slot: dict[int, dict[int, Unit]] = {}
        for unit in self._units:
            if unit.kind == "piece":
                by_slot.setdefault(unit.where[0], {})[unit.where[1]] = unit
        foreign = self.source if lang is not None and lang != self.source else None
        for index, slot in enumerate(self._slots.slots):
            if units := by_slot.get(index):
                self._put_slot(elements, slot, units, usable, foreign)
        self._put_definitions(usable)

    def _put_slot(
        self,
        elements: Sequence[Element],
        slot: Slot,
        units: Mapping[int, Unit],
        usable: Mapping[Key, str],
        foreign: str | None,
    ) -> None:
        if any(unit.skipped or unit.key not in usable for unit in units.values()):
            if foreign:
                _slots.mark_language(elements, slot, foreign)
            return
        texts = [
            _slots.written(self._engine, slot, piece, usable[units[number].key]) if number in units else str(piece)
            for number, piece in enumerate(slot.pieces)
        ]
        _slots.set_text(elements[slot.number], slot, "".join(texts))

    def _put_definitions(self, usable: Mapping[Key, str]) -> None:
        references, abbreviations = dict(self._state.references), dict(self._state.abbreviations)
        keys = {unit.label: usable.get(unit.key, unit.label) for unit in self._units if unit.kind == "abbr key"}
        for unit in self._units:
            translated = usable.get(unit.key)
            if unit.kind == "reference" and translated:
                references[unit.label] = (references[unit.label][0], _plain(translated))
            elif unit.kind == "abbr title" and translated:
                abbreviations[unit.label] = _plain(translated)
        self._engine.define_references(references)
        translated_keys = {_plain(keys.get(key, key)): title for key, title in abbreviations.items()}
        self._engine.define_abbreviations({**abbreviations, **translated_keys})

    def _put_attributes(self, elements: Sequence[Element], usable: Mapping[Key, str]) -> None:
        for unit in self._units:
            if unit.kind == "attribute" and not unit.skipped and (msgstr := usable.get(unit.key)):
                attribute = self._slots.attributes[unit.where[0]]
                element = elements[attribute.number]
                if element.get(attribute.name) is not None:
                    element.set(attribute.name, _plain(msgstr))


def _plain(msgstr: str) -> str:
    """Return a translation for a place that holds one line of plain text."""
    return " ".join(msgstr.split("\n")).strip()


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
        merged[unit.key] = Message(
            first.msgid, first.msgctxt, None, first.role, first.heading, "\n".join(comments),
            tuple(dict.fromkeys((*first.tags, *tags))), first.html or unit.html,
        )  # fmt: skip
    yield from merged.values()


def parse(
    text: str,
    *,
    source: str = "en",
    extensions: Sequence[str] = DEFAULT_EXTENSIONS,
    extension_configs: Mapping[str, Mapping[str, Any]] | None = None,
    raw_html: str = "refuse",
) -> Document:
    """Parse the body of an entry.

    `text` is Markdown for Python-Markdown with these `extensions`; `source` is the tag of its language (BCP 47).

    >>> document = parse("Hello, *world*!")
    >>> [message.msgid for message in document.messages]
    ['Hello, *world*!']
    >>> document.html({(None, "Hello, *world*!"): "Вітаем, *свет*!"}, lang="be")
    '<p>Вітаем, <em>свет</em>!</p>'
    >>> document.html({}, lang="be")
    '<p lang="en">Hello, <em>world</em>!</p>'
    """
    return Document(text, _engine.engine(extensions, extension_configs or {}), source, raw_html=raw_html)
