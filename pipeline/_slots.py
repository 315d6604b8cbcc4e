"""The places in a block tree that hold text for a reader, and how their text is cut into what a translator sees.

A tree of Python-Markdown's block parser holds raw inline Markdown in the `text` of a leaf and in the `tail` of its
children. A `Slot` is one such place; it is cut into what a translator sees and what stays out (white space,
attribute lists, closing `#`, the mark of a footnote's back link).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from xml.etree.ElementTree import Element

from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from pipeline import _inline
from pipeline._directives import strip_marks
from pipeline._engine import Label
from pipeline._html import CODE
from pipeline._inline import BLANK, READ_ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline._engine import Engine, Snapshot

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ATTRIBUTES_AT_END = HEADINGS | {"dt", "td", "th"}
_LISTS = ("ul", "ol")
_DELICATE = re.compile(r"\n.*[{}]|[{}].*\n|\]\n[ ]+\[", re.DOTALL)
_OPENING = re.compile(r"(?<! )[ ]+(?=\{)")
_SPACES = re.compile(rf"[{BLANK}]+")

_ROLES = {
    "li": "list item",
    "td": "table cell",
    "th": "table heading",
    "dt": "term",
    "dd": "definition",
    "figcaption": "caption",
    "caption": "caption",
    "summary": "summary of details",
    "p": "paragraph",
    "div": "paragraph",
}
_PARAGRAPH_IN = {"li": "list item", "dd": "definition", "blockquote": "quotation"}

Part = Literal["text", "tail"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a slot: `core` is for a translator where `msgid` is set; `prefix` and `suffix` stay out."""

    prefix: str
    core: str
    suffix: str
    msgid: str = ""

    def __str__(self) -> str:
        return f"{self.prefix}{self.core}{self.suffix}"


@dataclass(frozen=True, slots=True)
class Slot:
    """One place with text: the element's number in `root.iter()`, and whether it is its text or its tail.

    `tag` is the element whose inline rules hold, `owner` its number: the element itself for its text, the parent for
    a tail. `html` is raw HTML, where Markdown is off. `raw` is the text as the tree has it, `attributes` the
    attribute list at its end, which is in the suffix of the last piece. `entangled`: its messages cannot be put back
    as they were taken out.
    """

    number: int
    part: Part
    tag: str
    role: str
    raw: str
    pieces: tuple[Piece, ...]
    html: bool = False
    owner: int = 0
    attributes: str = ""
    entangled: bool = False


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute to read, on the element with this number."""

    number: int
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Slots:
    """All places of one tree, in reading order: `order` lists slots and attributes as a reader meets them.

    `labels` are the elements whose text Python-Markdown itself put in, by number.
    """

    slots: list[Slot] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    order: list[Slot | Attribute] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in the tree, before it is cut: `before` is the number of its owner's children that stand before it."""

    owner: Element
    part: Part
    element: Element
    before: int
    parents: tuple[str, ...]

    @property
    def value(self) -> str:
        return getattr(self.element, self.part) or ""


def collect(root: Element, engine: Engine, state: Snapshot) -> Slots:
    """Return the places of a tree that is parsed to blocks; `state` is what the parser had learnt by then."""
    found = Slots()
    numbers = {element: number for number, element in enumerate(root.iter())}
    for each in _walk(root, ()):
        if isinstance(each, Element):
            _add_attributes(found, numbers[each], [*each.items()])
            continue
        text = each.value
        if isinstance(text, Label):
            found.labels[numbers[each.element]] = str(text)
        elif not _is_marker(engine, each, text):
            slot = _slot(engine, state, each, numbers)
            found.slots.append(slot)
            found.order.append(slot)
            if slot.attributes:
                _add_attributes(found, slot.owner, get_attrs_and_remainder(slot.attributes)[0])
    return found


def _walk(root: Element, parents: tuple[str, ...]) -> Iterator[Element | _Text]:
    """Walk a tree in reading order: each element, for its attributes, then its texts."""
    if root.tag in CODE:
        return
    if root.attrib:
        yield root
    if root.text and not root.text.isspace():
        yield _Text(root, "text", root, 0, parents)
    below = (*parents, "footnote" if root.get("class") == "footnote" else str(root.tag))
    for index, child in enumerate(root):
        if child.get("class") != "footnote-backref":
            yield from _walk(child, below)
        if child.tail and not child.tail.isspace():
            yield _Text(root, "tail", child, index + 1, parents)


def _is_marker(engine: Engine, place: _Text, text: str) -> bool:
    """Tell whether a text only says where the table of contents or the footnotes go."""
    bare = strip_marks(text).removesuffix(NBSP_PLACEHOLDER).strip()
    return bare == engine.footnote_marker or (bare == engine.toc_marker and place.owner.tag not in HEADINGS)


def _add_attributes(found: Slots, number: int, attributes: Iterable[tuple[str, str | None]]) -> None:
    for name, value in attributes:
        if name in READ_ATTRIBUTES and value and _inline.is_prose(value):
            attribute = Attribute(number, name, value)
            found.attributes.append(attribute)
            found.order.append(attribute)


def _slot(engine: Engine, state: Snapshot, place: _Text, numbers: dict[Element, int]) -> Slot:
    text, tag = place.value, str(place.owner.tag)
    html, entangled = isinstance(text, AtomicString), False
    cutter, start = _Cutter(engine, state, tag), len(text)
    takes = engine.attribute_lists and _takes_attributes(place)
    if html:
        start = cutter.attribute_list_in_html(text) if takes else start
        pieces: tuple[Piece, ...] = (_html_piece(engine, state, text, start),)
    else:
        start = cutter.attribute_list(text) if takes else start
        pieces = tuple(cutter.pieces(text, start))
        entangled = cutter.are_entangled(text, pieces)
    listed = cutter.listed(text[start:]) if start < len(text) else ""
    role = _role(place.owner, place.parents)
    return Slot(
        numbers[place.element], place.part, tag, role, text, pieces, html, numbers[place.owner], listed, entangled
    )


def _role(owner: Element, parents: tuple[str, ...]) -> str:
    tag = str(owner.tag)
    if tag in HEADINGS:
        return f"heading {tag[1]}"
    if tag == "p":
        if owner.get("class") == "admonition-title":
            return "admonition title"
        if "footnote" in parents and parents[-1] == "li":
            return "footnote"
        return _PARAGRAPH_IN.get(parents[-1] if parents else "", "paragraph")
    return _ROLES.get(tag, tag)


def _takes_attributes(place: _Text) -> bool:
    """Tell whether an attribute list at the end of this text is the owner's; as `AttrListTreeprocessor.run` does.

    It is at the end of all text, but in an item before the first list in it.
    """
    owner = place.owner
    end = len(owner)
    if owner.tag == "li":
        end = next((index for index, child in enumerate(owner) if child.tag in _LISTS), end)
    return place.before == end


def _expression(tag: str) -> re.Pattern[str]:
    return AttrListTreeprocessor.HEADER_RE if tag in _ATTRIBUTES_AT_END else AttrListTreeprocessor.BLOCK_RE


def _openings(text: str, tag: str) -> Iterator[int]:
    """Return where an attribute list could begin that ends the text: anywhere in its last line, or with that line."""
    line = text.removesuffix("\n").rfind("\n") + 1
    if tag not in _ATTRIBUTES_AT_END:
        yield from [line - 1] if line else []
    else:
        yield from (found.start() for found in _OPENING.finditer(text, line))


@dataclass(frozen=True, slots=True)
class _Cutter:
    """Cuts the texts of elements with one tag."""

    engine: Engine
    state: Snapshot
    tag: str

    def attribute_list(self, text: str) -> int:
        """Return where the attribute list at the end of a text begins, the text's length where there is none."""
        if "}" not in text:
            return len(text)
        starts = list(_openings(text, self.tag))
        first = bisect_left(starts, 1, key=lambda start: self._stands_apart(text, start))
        found = _expression(self.tag).match(text, starts[first]) if first < len(starts) else None
        if not found or get_attrs_and_remainder(found.group(1))[1]:
            return len(text)
        # AttrListTreeprocessor drops the closing marks of "## Title ## {#id}"; an escaped one is text.
        return _inline.closing(text[: found.start()]) if self.tag in HEADINGS else found.start()

    def attribute_list_in_html(self, text: str) -> int:
        """Return the same for raw HTML, where no inline pattern is in the way."""
        found = _expression(self.tag).search(text) if "}" in text else None
        return found.start() if found and not get_attrs_and_remainder(found.group(1))[1] else len(text)

    def _stands_apart(self, text: str, start: int) -> bool:
        """Tell whether no inline pattern reaches from the text into its attribute list or begins there."""
        if self.engine.is_plain(text):
            return True
        if len(self._inline(text[start:])):
            return False
        whole, before, after = (self._html(each) for each in (text, text[:start], text[start:]))
        return whole == before + after

    def _inline(self, text: str) -> Element:
        return self.engine.inline(strip_marks(text), self.tag, self.state)

    def _html(self, text: str) -> str:
        # Not in `<p>`: raw HTML alone in a paragraph takes its place.
        leaf = self.engine.inline(strip_marks(text), "q", self.state)
        return self.engine.serialize(leaf)[len("<q>") : -len("</q>")]

    def listed(self, text: str) -> str:
        """Return what an attribute list holds, with its escapes resolved."""
        found = _expression(self.tag).search(text)
        if not found or self.engine.is_plain(text):
            return strip_marks(found.group(1)) if found else ""
        return self.engine.unescape(self._inline(found.group(1)).text or "")

    def are_entangled(self, text: str, pieces: tuple[Piece, ...]) -> bool:
        """Tell whether folded and apart the pieces mean something else.

        So it is with a `}` on the next line, which an attribute list would reach once the lines are joined, a
        reference that an indented line keeps apart, and emphasis around a block of code.
        """
        texts = sum(bool(piece.msgid) for piece in pieces)
        if not texts or (texts == len(pieces) and not _DELICATE.search(text)):
            return False
        apart = "".join(_put_back(self.engine, piece) for piece in pieces)
        return self._folded(text) != self._folded(apart) or (
            len(pieces) > 1 and self._html(text) != "".join(self._html(str(piece)) for piece in pieces)
        )

    def _folded(self, text: str) -> str:
        leaf = self._inline(text)
        root = Element(self.engine.md.doc_tag)
        root.append(leaf)
        self.engine.stage(root, 2)
        return " ".join(self.engine.serialize(leaf).split())

    def pieces(self, text: str, end: int) -> Iterator[Piece]:
        """Cut a text at stashed HTML, which stays where it is, and each stretch between into a piece."""
        position = 0
        for placeholder in HTML_PLACEHOLDER_RE.finditer(text, 0, end):
            if placeholder.start() > position:
                yield self._piece(text[position : placeholder.start()], placeholder.start() - position)
            yield Piece("", placeholder.group(), "")
            position = placeholder.end()
        if position < len(text):
            yield self._piece(text[position:], end - position)

    def _piece(self, text: str, end: int) -> Piece:
        """Cut one stretch; what follows `end` stays out."""
        if text.endswith(NBSP_PLACEHOLDER):
            end -= len(NBSP_PLACEHOLDER)
        core = text[:end].rstrip(BLANK)
        start = len(core) - len(core.lstrip(BLANK))
        inner = core[start:]
        fold = _inline.fold_breaking if self.engine.breaks_lines else _inline.fold
        msgid = fold(strip_marks(inner)).strip(BLANK)
        found = _inline.is_message(self.engine, msgid, self.state)
        return Piece(core[:start], inner, text[len(core) :], msgid if found else "")


def _html_piece(engine: Engine, state: Snapshot, text: str, end: int) -> Piece:
    """Cut raw HTML whose tags are stashed: the msgid has the tags again; what follows `end` stays out."""
    core = text[:end].strip(BLANK)
    start = len(text) - len(text.lstrip(BLANK))
    shown = HTML_PLACEHOLDER_RE.sub(lambda found: _shown(engine, state, int(found.group(1))), core)
    msgid = _SPACES.sub(" ", strip_marks(shown))
    found = _inline.is_message(engine, msgid, state, html=True)
    return Piece(text[:start], core, text[start + len(core) :], msgid if found else "")


def _shown(engine: Engine, state: Snapshot, number: int) -> str:
    html = state.stash[number]
    return html if isinstance(html, str) else engine.md.serializer(html)


def _put_back(engine: Engine, piece: Piece) -> str:
    if not piece.msgid:
        return str(piece)
    return f"{piece.prefix}{_inline.unfold(piece.msgid, breaks_lines=engine.breaks_lines)}{piece.suffix}"


def written(engine: Engine, slot: Slot, piece: Piece, msgstr: str) -> str:
    """Return the text of the tree for a piece with its translation in it."""
    if slot.html:
        return f"{piece.prefix}{_inline.stash_tags(engine, msgstr.strip(BLANK))}{piece.suffix}"
    text = _inline.unfold(msgstr, breaks_lines=engine.breaks_lines)
    if slot.attributes and slot.tag in HEADINGS:
        text = _inline.escape_closing(text)
    return f"{piece.prefix}{text}{piece.suffix}"


def set_text(element: Element, slot: Slot, text: str) -> None:
    """Put a text back into its place."""
    value = AtomicString(text) if slot.html else text
    if slot.part == "text":
        element.text = value
    else:
        element.tail = value
