"""The places in a block tree that hold text for a reader, and how their text becomes a msgid and back.

A tree of Python-Markdown's block parser holds raw inline Markdown in the `text` of a leaf and in the `tail` of its
children. A `Slot` is one such place; it is cut into what a translator sees and what stays out (white space,
attribute lists, closing `#`, the mark of a footnote's back link).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from xml.etree.ElementTree import Element

from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from pipeline import _directives
from pipeline._engine import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline._engine import Engine

READ_ATTRIBUTES = ("title", "alt", "aria-label", "data-toc-label")
"""Attributes whose value a reader sees or hears."""

CODE = frozenset({"pre", "code", "script", "style", "textarea", "math", "kbd", "samp"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ATTRIBUTES_AT_END = HEADINGS | {"dt", "td", "th"}
_BLANK = " \t\r\n"
_URL = re.compile(r"<?(?:[a-z][a-z0-9+.-]*:|www\.)\S+>?", re.IGNORECASE)
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_INLINE_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
_ENTITY = re.compile(r"&#?\w+;")
_HTML_TOKEN = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>|&(?:#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);", re.DOTALL)

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
    a tail. `html` is raw HTML, where Markdown is off. `raw` is the text as the tree has it.
    """

    number: int
    part: Literal["text", "tail"]
    tag: str
    role: str
    raw: str
    pieces: tuple[Piece, ...]
    html: bool = False
    owner: int = 0


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute to read, on the element with this number; `owner` is the slot's index that it stands beside."""

    number: int
    name: str
    value: str
    tag: str


@dataclass(slots=True)
class Slots:
    """All places of one tree, in reading order: `order` lists slots and attributes as a reader meets them."""

    slots: list[Slot] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    order: list[Slot | Attribute] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)


def collect(root: Element, engine: Engine) -> Slots:
    """Return the places of a tree that is parsed to blocks."""
    found = Slots()
    numbers = {element: number for number, element in enumerate(root.iter())}
    marker = engine.toc.marker if engine.toc else ""
    for owner, part, element, parents in _texts(root, ()):
        if part == "attributes":
            for attribute in _attributes(element, numbers[element]):
                found.attributes.append(attribute)
                found.order.append(attribute)
            continue
        text = element.text if part == "text" else element.tail
        if isinstance(text, Label):
            found.labels.append(numbers[element])
        elif text and text.strip(_BLANK) and _directives.strip_marks(text).strip() != marker:
            tag = owner.tag
            slot = _slot(engine, (numbers[element], part, numbers[owner]), text, owner, element, parents)
            found.slots.append(slot)
            found.order.append(slot)
            for attribute in _listed(slot, numbers[owner], tag, engine):
                found.attributes.append(attribute)
                found.order.append(attribute)
    return found


_Part = Literal["text", "tail", "attributes"]


def _texts(element: Element, parents: tuple[str, ...]) -> Iterator[tuple[Element, _Part, Element, tuple[str, ...]]]:
    """Walk a tree in reading order: (element whose rules hold, part, element that has the text, tags above)."""
    if element.tag in CODE:
        return
    yield element, "attributes", element, parents
    yield element, "text", element, parents
    for child in element:
        if child.get("class") != "footnote-backref":
            yield from _texts(child, (*parents, _described(element)))
        yield element, "tail", child, parents


def _described(element: Element) -> str:
    return "footnote" if element.get("class") == "footnote" else str(element.tag)


def _attributes(element: Element, number: int) -> Iterator[Attribute]:
    for name in READ_ATTRIBUTES:
        value = element.get(name)
        if value and _is_prose(value):
            yield Attribute(number, name, value, str(element.tag))


def _slot(
    engine: Engine, place: tuple[int, str, int], text: str, owner: Element, element: Element, parents: tuple[str, ...]
) -> Slot:
    number, part, owned_by = place
    html = isinstance(text, AtomicString)
    pieces: tuple[Piece, ...]
    if html:
        pieces = (_html_piece(engine, text),)
    else:
        cut = engine.attribute_lists and _takes_attributes(owner, element, part)
        pieces = tuple(_pieces(text, str(owner.tag), cut=cut, hard=engine.breaks_lines))
    where: Literal["text", "tail"] = "text" if part == "text" else "tail"
    return Slot(number, where, str(owner.tag), _role(owner, parents), text, pieces, html, owned_by)


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


def _takes_attributes(owner: Element, element: Element, part: str) -> bool:
    """Tell whether an attribute list at the end of this text is the owner's; as `AttrListTreeprocessor.run` does."""
    children = list(owner)
    following = children if part == "text" else children[children.index(element) + 1 :]
    return not following or (owner.tag == "li" and following[0].tag in ("ul", "ol"))


def _pieces(text: str, tag: str, *, cut: bool, hard: bool) -> Iterator[Piece]:
    """Cut a text at stashed HTML, which stays where it is, and each stretch between into a piece."""
    end = 0
    stashed = list(HTML_PLACEHOLDER_RE.finditer(text))
    for placeholder in stashed:
        if placeholder.start() > end:
            yield _piece(text[end : placeholder.start()], tag, cut=False, hard=hard)
        yield Piece("", placeholder.group(), "")
        end = placeholder.end()
    if end < len(text):
        yield _piece(text[end:], tag, cut=cut and not stashed, hard=hard)


def _piece(text: str, tag: str, *, cut: bool, hard: bool) -> Piece:
    end = len(text)
    if text.endswith(NBSP_PLACEHOLDER):
        end -= len(NBSP_PLACEHOLDER)
    if cut and end == len(text):
        end = _attribute_list(text, tag)
    core = text[:end].rstrip(_BLANK)
    start = len(core) - len(core.lstrip(_BLANK))
    inner = core[start:]
    msgid = fold(_directives.strip_marks(inner), hard=hard)
    return Piece(core[:start], inner, text[len(core) :], msgid if is_message(msgid) else "")


def _attribute_list(text: str, tag: str) -> int:
    """Return where the attribute list at the end of a text begins, the text's length where there is none."""
    found = _attribute_expression(tag).search(text)
    if not found or get_attrs_and_remainder(found.group(1))[1]:
        return len(text)
    end = found.start()
    if tag in HEADINGS:
        # AttrListTreeprocessor drops the closing marks of "## Title ## {#id}"; an escaped one is text.
        bare = text[:end].rstrip("#")
        end = len(bare) + 1 if bare.endswith("\\") and len(bare) < end else len(bare)
    return end


def _attribute_expression(tag: str) -> re.Pattern[str]:
    return AttrListTreeprocessor.HEADER_RE if tag in _ATTRIBUTES_AT_END else AttrListTreeprocessor.BLOCK_RE


def _listed(slot: Slot, number: int, tag: str, engine: Engine) -> Iterator[Attribute]:
    """Return the attributes to read in the attribute list that was cut from a slot."""
    if slot.html or not engine.attribute_lists or not slot.pieces:
        return
    found = _attribute_expression(tag).search(slot.pieces[-1].suffix)
    for name, value in get_attrs_and_remainder(found.group(1))[0] if found else ():
        if name in READ_ATTRIBUTES and value and _is_prose(value):
            yield Attribute(number, name, value, tag)


def _html_piece(engine: Engine, text: str) -> Piece:
    """Cut raw HTML whose tags are stashed: the msgid has the tags again."""
    core = text.strip(_BLANK)
    start = len(text) - len(text.lstrip(_BLANK))
    shown = HTML_PLACEHOLDER_RE.sub(lambda found: str(engine.stash[int(found.group(1))]), core)
    msgid = " ".join(_directives.strip_marks(shown).split(None))
    return Piece(text[:start], core, text[start + len(core) :], msgid if is_message(msgid) else "")


def fold(text: str, *, hard: bool = False) -> str:
    r"""Return a msgid: soft line breaks are one space, a hard one (two spaces before it) is a newline.

    With `hard` every line break is a hard one, as Python-Markdown's `nl2br` has it.

    >>> fold("one\n   two  \nthree")
    'one two\nthree'
    """
    lines = text.split("\n")
    result = lines[0]
    for line in lines[1:]:
        if result.endswith("  "):
            result = f"{result[:-2]}\n{line.lstrip(_BLANK)}"
        else:
            result = f"{result.rstrip(' ')}{chr(10) if hard else ' '}{line.lstrip(_BLANK)}"
    return result


def unfold(msgstr: str) -> str:
    r"""Return the Markdown of a msgid or msgstr: each newline becomes a hard line break again.

    >>> unfold("one two\nthree ")
    'one two  \nthree'
    """
    return "  \n".join(msgstr.strip(_BLANK).split("\n"))


def is_message(msgid: str) -> bool:
    """Tell whether a text has anything to translate: not if it is empty, or only an address, numbers or code.

    >>> [is_message(each) for each in ("Total", "2,4 / 10", "<https://example.org/>", "`make site`", "`x` is a name")]
    [True, False, False, False, True]
    """
    if _URL.fullmatch(msgid):
        return False
    bare = _ENTITY.sub("", _CODE_SPAN.sub("", msgid))
    if any(each.isalpha() for each in _INLINE_TAG.sub("", bare)):
        return True
    return any(name in bare for name in READ_ATTRIBUTES)


def _is_prose(value: str) -> bool:
    return not _URL.fullmatch(value) and any(each.isalpha() for each in value)


def stash_tags(engine: Engine, html: str) -> AtomicString:
    """Return raw inline HTML with its tags and entities stashed, so that nothing parses it as Markdown."""
    return AtomicString(_HTML_TOKEN.sub(lambda found: engine.store(found.group()), html))


def escape_heading(msgstr: str, slot: Slot) -> str:
    r"""Keep closing `#` of a translated heading that has an attribute list, which would eat them.

    >>> escape_heading("C#", Slot(0, "text", "h2", "", "", (Piece("", "C", " {#c}"),)))
    'C\\#'
    """
    if slot.tag not in HEADINGS or "{" not in slot.pieces[-1].suffix or not msgstr.endswith("#"):
        return msgstr
    bare = msgstr.rstrip("#")
    return bare + "\\#" * (len(msgstr) - len(bare))



def written(engine: Engine, slot: Slot, piece: Piece, msgstr: str) -> str:
    """Return the text of the tree for a piece with its translation in it."""
    if slot.html:
        return stash_tags(engine, f"{piece.prefix}{msgstr.strip(_BLANK)}{piece.suffix}")
    return f"{piece.prefix}{escape_heading(unfold(msgstr), slot)}{piece.suffix}"


def set_text(element: Element, slot: Slot, text: str) -> None:
    """Put a text back into its place."""
    value = AtomicString(text) if slot.html else text
    if slot.part == "text":
        element.text = value
    else:
        element.tail = value


def mark_language(elements: Sequence[Element], slot: Slot, language: str) -> None:
    """Mark the source text of a place: on the element if the text is all it holds, else on a `<span>` around it."""
    element, owner = elements[slot.number], elements[slot.owner]
    if slot.part == "text" and not len(element):
        element.set("lang", language)
        return
    before, after = slot.pieces[0].prefix, slot.pieces[-1].suffix
    kind = AtomicString if slot.html else str
    span = Element("span", {"lang": language})
    span.text = kind(slot.raw[len(before) : len(slot.raw) - len(after)])
    span.tail = kind(after)
    set_text(element, slot, before)
    owner.insert(0 if slot.part == "text" else list(owner).index(element) + 1, span)
