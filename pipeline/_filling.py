"""Translations put into a tree of blocks: texts, attributes and definitions, and the marks where they are missing."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.util import AtomicString

from pipeline import _slots
from pipeline._inline import BLANK, plain
from pipeline._slots import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from pipeline._engine import Engine, Snapshot
    from pipeline._slots import Part, Slot, Slots
    from pipeline._units import Unit
    from pipeline.message import Key


@dataclass(frozen=True, slots=True)
class Places:
    """The units of a document by the place that they stand in."""

    slots: Slots
    pieces: Mapping[int, Mapping[int, Unit]]
    attributes: Mapping[int, Unit]
    definitions: Sequence[Unit]

    def shared(self) -> Iterator[tuple[Slot, Mapping[int, Unit]]]:
        """Return the places that hold several messages, which could mean something together."""
        for index, units in self.pieces.items():
            if len(units) > 1:
                yield self.slots.slots[index], units


def places(slots: Slots, units: Sequence[Unit]) -> Places:
    """Sort units by their places."""
    pieces: dict[int, dict[int, Unit]] = defaultdict(dict)
    for unit in units:
        if unit.kind == "piece":
            pieces[unit.where[0]][unit.where[1]] = unit
    attributes = {unit.where[0]: unit for unit in units if unit.kind == "attribute"}
    return Places(slots, pieces, attributes, [each for each in units if each.kind not in ("piece", "attribute")])


class Filling:
    """Puts the usable translations of one locale into one copy of a document's tree.

    `foreign` is the language to mark the source texts with, None to leave them unmarked.
    """

    def __init__(self, engine: Engine, known: Places, usable: Mapping[Key, str], foreign: str | None) -> None:
        self._engine = engine
        self._known = known
        self._usable = usable
        self._foreign = foreign
        self._untranslated_titles: dict[str, str] = {}
        self._translated_titles: dict[str, str] = {}
        self._languages: dict[int, str] = {}
        self._refused: set[Slot] = set()
        self._shared: list[Slot] = []

    def refuse(self, slot: Slot) -> None:
        """Leave the source text in one place, whatever translations there are."""
        self._refused.add(slot)

    def texts(self, elements: Sequence[Element]) -> None:
        """Put in the texts, before inline patterns run."""
        for index, units in self._known.pieces.items():
            slot = self._known.slots.slots[index]
            if slot in self._refused or not self._is_complete(units):
                self._mark(elements, slot)
            else:
                _slots.set_text(elements[slot.number], slot, self.text(slot, units))

    def _is_complete(self, units: Mapping[int, Unit]) -> bool:
        return all(unit.key in self._usable and not unit.skipped for unit in units.values())

    def text(self, slot: Slot, units: Mapping[int, Unit]) -> str:
        """Return what a place holds with the translations of its pieces."""
        found = ((piece, self._msgstr(units, number)) for number, piece in enumerate(slot.pieces))
        return "".join(
            _slots.written(self._engine, slot, piece, msgstr) if msgstr else str(piece) for piece, msgstr in found
        )

    def _msgstr(self, units: Mapping[int, Unit], number: int) -> str | None:
        return self._usable.get(units[number].key) if number in units else None

    def _mark(self, elements: Sequence[Element], slot: Slot) -> None:
        """Mark the source text of a place on its element if the text is all it holds, else later on a `<span>`."""
        if not self._foreign:
            return
        element = elements[slot.number]
        if slot.part == "text" and not len(element):
            element.set("lang", self._foreign)
        else:
            self._shared.append(slot)
        if slot.tag in HEADINGS:
            self._languages[slot.owner] = self._foreign

    def spans(self, elements: Sequence[Element]) -> None:
        """Put the `<span>`s around source texts that share their element; earlier, they would change footnote ids."""
        blocks = set(elements) if self._shared else set()
        for slot in self._shared:
            _wrap(elements[slot.owner], elements[slot.number], slot, blocks, self._foreign or "")

    def attributes(self, elements: Sequence[Element]) -> None:
        """Put in the values of attributes, after attribute lists are read."""
        for index, unit in self._known.attributes.items():
            attribute = self._known.slots.attributes[index]
            element = elements[attribute.number]
            msgstr = None if unit.skipped else self._usable.get(unit.key)
            if msgstr and element.get(attribute.name) is not None:
                element.set(attribute.name, plain(msgstr))
            if attribute.name == "data-toc-label":
                self._languages.pop(attribute.number, None)
                if self._foreign and not msgstr:
                    self._languages[attribute.number] = self._foreign

    def contents(self, elements: Sequence[Element]) -> dict[str, str]:
        """Return the languages of the headings that are not translated, by id, as a table of contents shows them."""
        return {elements[number].get("id", ""): language for number, language in self._languages.items()}

    def definitions(self, state: Snapshot) -> None:
        """Tell the parser the titles of references and abbreviations; both keys of an abbreviation are known."""
        references, titles = dict(state.references), dict(state.abbreviations)
        keys: dict[str, str] = {}
        for unit in self._known.definitions:
            translated = None if unit.skipped else self._usable.get(unit.key)
            match unit.kind:
                case "reference" if translated:
                    references[unit.label] = (references[unit.label][0], plain(translated))
                case "abbr key" if translated:
                    keys[unit.label] = plain(translated)
                case "abbr title" if translated:
                    titles[unit.label] = plain(translated)
                case "abbr title":
                    self._untranslated_titles[unit.label] = unit.msgid
        self._engine.define_references(references)
        self._translated_titles = {key: titles[key] for key in titles if titles[key] != state.abbreviations[key]}
        known = {keys[key]: title for key, title in self._translated_titles.items() if key in keys}
        self._engine.define_abbreviations(titles | known)

    def abbreviations(self, root: Element, state: Snapshot) -> None:
        """Give each abbreviation the title in the language of the text around it, or mark it as what it is."""
        if not self._foreign or not state.abbreviations:
            return
        for element, language in _languages(root, None):
            key = element.text or ""
            if element.tag != "abbr" or key not in state.abbreviations:
                continue
            if language == self._foreign:
                element.set("title", state.abbreviations[key])
            elif key in self._untranslated_titles and element.get("title") == self._untranslated_titles[key]:
                element.set("lang", self._foreign)


def _wrap(owner: Element, element: Element, slot: Slot, blocks: Collection[Element], language: str) -> None:
    """Put a `<span>` around a text and the inline elements after it, up to the next block."""
    start = 0 if slot.part == "text" else list(owner).index(element) + 1
    inline = list(itertools.takewhile(lambda child: child not in blocks, owner[start:]))
    text = getattr(element, slot.part) or ""
    kind = AtomicString if isinstance(text, AtomicString) else str
    words = text.lstrip(BLANK)
    span = Element("span", {"lang": language})
    span.text = kind(words)
    span.extend(inline)
    setattr(element, slot.part, kind(text[: len(text) - len(words)]))
    last, part = (inline[-1], "tail") if inline else (span, "text")
    end = getattr(last, part) or ""
    bare = end.removesuffix(NBSP_PLACEHOLDER).rstrip(BLANK)
    setattr(last, part, kind(bare))
    span.tail = kind(end[len(bare) :])
    owner[start : start + len(inline)] = [span]


def _languages(root: Element, language: str | None) -> list[tuple[Element, str | None]]:
    """Return every element with the language that the nearest `lang` gives it."""
    found: list[tuple[Element, str | None]] = []
    waiting = [(root, language)]
    while waiting:
        element, inherited = waiting.pop()
        own = element.get("lang", inherited)
        found.append((element, own))
        waiting += [(child, own) for child in element]
    return found


def skip_inline(engine: Engine, slots: Slots, elements: Sequence[Element]) -> list[tuple[Element, Part]]:
    """Spare the inline patterns the texts in which they can find nothing; return the places to undo it."""
    if not engine.standard:
        return []
    spared: list[tuple[Element, Part]] = []
    for slot in slots.slots:
        element = elements[slot.number]
        text = getattr(element, slot.part)
        if text and not slot.html and engine.is_plain(text):
            setattr(element, slot.part, AtomicString(text))
            spared.append((element, slot.part))
    return spared


def undo(spared: Sequence[tuple[Element, Part]]) -> None:
    """Let the later tree processors, such as abbreviations, see the spared texts again."""
    for element, part in spared:
        setattr(element, part, str(getattr(element, part)))
