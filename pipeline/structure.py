"""The inline structure of a message: what a translation must not change.

A message is rendered as the builder renders it, and what comes out is counted: elements, addresses, attributes, code,
footnotes. A translation is free in its words, their order, the text of links and the values of `alt`, `title` and
`aria-label`; the rest must be the same. The check and the build both ask `differences`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, cast
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from pipeline import _engine
from pipeline._html import ADDRESSES, Parser, Scan
from pipeline._inline import READ_ATTRIBUTES, stash_tags, unfold
from pipeline.config import DEFAULT_EXTENSIONS
from pipeline.difference import FIXED, Difference
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline._engine import Engine
    from pipeline.difference import Item

FREE = frozenset(READ_ATTRIBUTES)
"""Attributes whose value is text to translate."""

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)

_SPECIAL = re.compile(r"[\\`\[<*_\n{&]")
_FORBIDDEN = {each: say("the character %(code)s", code=f"U+{ord(each):04X}") for each in "\0\2\3"}
_COSTLY = "[*_`<!\\&"
_MANY = 100
"""How many marks more than in its source are no translation any more; the parser takes quadratic time for them."""

_EDGE = "\n "
"""White space that may stand before a text; with it, an attribute list at its very beginning is found."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """What the inline Markdown of a message may refer to: reference labels with address and title, footnote labels.

    `rewrites` are pairs of beginnings of an address: the source's, and what a translation may write in its place.
    """

    references: Mapping[str, tuple[str, str | None]] = field(default_factory=lambda: MappingProxyType({}))
    footnotes: frozenset[str] = frozenset()
    rewrites: tuple[tuple[str, str], ...] = ()
    _known: dict[tuple[object, ...], Counter[Item]] = field(default_factory=dict, compare=False, repr=False)

    def counted(self, msgid: str, tag: str, *, html: bool, after: str, engine: Engine) -> Counter[Item]:
        """Return the structure of a msgid; it is asked for each locale, and counted once."""
        place = (msgid, tag, html, after, id(engine))
        if place not in self._known:
            self._known[place] = structure(msgid, tag, self, html=html, after=after, engine=engine)
        return self._known[place]


def default_engine() -> Engine:
    """Return the parser with the extensions that a site has when its settings name none."""
    return _engine.engine(DEFAULT_EXTENSIONS, {})


def structure(
    text: str,
    tag: str = "p",
    definitions: Definitions | None = None,
    *,
    html: bool = False,
    after: str = "",
    engine: Engine | None = None,
) -> Counter[Item]:
    """Count what a message has besides words, on an element of that tag.

    `text` is a msgid or msgstr; `html` says that it is raw HTML, where Markdown is off; `after` is the attribute list
    that follows it in the source.

    >>> sorted(structure("See [the *plan*](plan.md) and `make`[^1]", definitions=Definitions(footnotes={"1"})))
    [('a', 'href', 'plan.md'), ('code', 'make'), ('em',), ('footnote', '1')]
    """
    engine = engine or default_engine()
    if engine.standard and not after and not _SPECIAL.search(text):
        return Counter()
    definitions = definitions or Definitions()
    engine.restore(_state(definitions))
    raw = stash_tags(engine, text) if html else unfold(text, breaks_lines=engine.breaks_lines)
    return _count(f"{_EDGE}{raw}{after}", tag, html=html, engine=engine)


def count_raw(text: str, tag: str, definitions: Definitions, engine: Engine) -> Counter[Item]:
    """Count what a text has that stands in the tree, with everything that stays out of its messages."""
    engine.restore(_state(definitions))
    return _count(text, tag, html=False, engine=engine)


def seen(text: str, tag: str = "p", *, engine: Engine | None = None) -> str:
    """Return what a reader sees of a msgid or msgstr, and hears of its pictures, without code.

    What it refers to is not known here: a reference link stands as it is written.

    >>> seen("**Alpha**, `beta` and *gamma")
    'Alpha,  and *gamma'
    """
    engine = engine or default_engine()
    if engine.is_plain(text):
        return text
    engine.restore(_state(Definitions()))
    leaf = _rendered(f"{_EDGE}{unfold(text, breaks_lines=engine.breaks_lines)}", tag, html=False, engine=engine)
    return Scan(engine.serialize(leaf)).text.strip()


def _rendered(text: str, tag: str, *, html: bool, engine: Engine) -> Element:
    root = Element(engine.md.doc_tag)
    leaf = SubElement(root, tag)
    leaf.text = AtomicString(text) if html else text
    for stage in (1, 2):
        engine.stage(root, stage)
    engine.md.treeprocessors["unescape"].run(root)
    return leaf


def _count(text: str, tag: str, *, html: bool, engine: Engine) -> Counter[Item]:
    leaf = _rendered(text, tag, html=html, engine=engine)
    counted = Counter(_taken_out(leaf, engine))
    reader = _Reader(tag)
    reader.feed(engine.serialize(leaf))
    reader.close()
    return counted + reader.finish()


def _state(definitions: Definitions) -> _engine.Snapshot:
    footnotes = dict.fromkeys(sorted(definitions.footnotes), "")
    return _engine.Snapshot((), definitions.references, footnotes, {})


def _taken_out(leaf: Element, engine: Engine) -> Iterator[Item]:
    """Count what only the tree tells from raw HTML that looks the same, and take footnote marks out of it."""
    for element in list(leaf.iter()):
        text = (element.text or "").strip()
        if text and text == engine.toc_marker and not len(element) and element.tag not in ("code", "pre"):
            yield "contents", text
        link = element.find("a[@class='footnote-ref']") if element.tag == "sup" else None
        if link is not None:
            yield "footnote", engine.footnote_label(link.get("href", ""))
            yield from (("sup", name, value or "") for name, value in element.items() if name != "id")
            tail = element.tail
            element.clear()
            element.tag, element.tail = cast("str", None), tail  # the serializer writes no tags for it


def differences(
    msgid: str,
    msgstr: str,
    tags: tuple[str, ...] = ("p",),
    definitions: Definitions | None = None,
    *,
    html: bool = False,
    after: str = "",
    engine: Engine | None = None,
) -> tuple[Difference, ...]:
    """Return one sentence for each thing that a translation lost or gained; nothing where the structure is kept.

    >>> differences("Read [it](a.md).", "Чытайце [гэта](b.md).")
    ("the link to 'a.md' is missing", "the link to 'b.md' is not in the source")
    """
    engine, definitions = engine or default_engine(), definitions or Definitions()
    if excess := tuple(_excess(msgid, msgstr)):
        return excess
    found = list(forbidden(msgid, msgstr, marker=engine.toc_marker))
    for tag in dict.fromkeys(tags or ("p",)):
        source = definitions.counted(msgid, tag, html=html, after=after, engine=engine)
        target = structure(msgstr, tag, definitions, html=html, after=after, engine=engine)
        missing, added = source - target, target - source
        _allow(missing, added, definitions.rewrites)
        found += [Difference.of(item, count, added=False) for item, count in sorted((+missing).items())]
        found += [Difference.of(item, count, added=True) for item, count in sorted((+added).items())]
    return tuple(dict.fromkeys(found))


def _allow(missing: Counter[Item], added: Counter[Item], rewrites: Sequence[tuple[str, str]]) -> None:
    """Take out the addresses that a translation may have in the place of the source's."""
    for item in [each for each in added if len(each) == 3 and each[1] in ADDRESSES]:
        for beginning, other in rewrites:
            if item[2].startswith(other):
                twin = (item[0], item[1], beginning + item[2].removeprefix(other))
                number = min(added[item], missing[twin])
                added[item] -= number
                missing[twin] -= number


def _excess(msgid: str, msgstr: str) -> Iterator[Difference]:
    """Return a sentence for each mark that a translation has so often that parsing it could hold up a build."""
    for mark in _COSTLY:
        count = msgstr.count(mark)
        if count > _MANY and count > 2 * msgid.count(mark) + _MANY:
            yield Difference.marks(mark, count)


def forbidden(msgid: str, msgstr: str, *, marker: str = "") -> Iterator[Difference]:
    """Return a sentence for each character that a page cannot hold, and for a table of contents' `marker`."""
    for character, name in _FORBIDDEN.items():
        if character in msgstr and character not in msgid:
            yield Difference.character(name)
    if marker and marker in msgstr and marker not in msgid:
        yield Difference.character(f"'{marker}'")


class _Reader(Parser):
    """Counts the tags, attributes and code of one rendered element; the element itself counts by its attributes."""

    def __init__(self, outer: str) -> None:
        super().__init__()
        self._outer = outer
        self._counted: Counter[Item] = Counter()
        self._open: list[str] = []
        self._depth: Counter[str] = Counter()
        self._fixed: list[list[str]] = []
        self._broken: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._count(tag, attrs)
        if tag not in VOID:
            self._open.append(tag)
            self._depth[tag] += 1
            if tag in FIXED:
                self._fixed.append([])

    def _count(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        told = (tag == "a" and values.get("href")) or (tag == "img" and values.get("src")) or tag in FIXED
        if not told and (self._open or tag != self._outer):
            self._counted[(tag,)] += 1
        for name, value in attrs:
            self._counted[tag, name, "" if name in FREE else value or ""] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._depth[tag]:
            self._broken.append(f"</{tag}>")
            return
        while (inner := self._open[-1]) != tag:
            self._broken.append(f"<{inner}>")
            self._close(inner)
        self._close(tag)

    def _close(self, tag: str) -> None:
        self._open.pop()
        self._depth[tag] -= 1
        if tag in FIXED:
            self._counted[tag, " ".join("".join(self._fixed.pop()).split())] += 1

    def handle_data(self, data: str) -> None:
        if self._fixed:
            self._fixed[-1].append(data)

    def handle_comment(self, data: str) -> None:
        self._counted["comment", data] += 1

    def handle_decl(self, decl: str) -> None:
        self._counted["comment", decl] += 1

    def unknown_decl(self, data: str) -> None:
        self._counted["comment", data] += 1

    def handle_pi(self, data: str) -> None:
        self._counted["comment", data] += 1

    def finish(self) -> Counter[Item]:
        """Return the counts, with a note where tags do not close in order."""
        for text in [*self._broken, *(f"<{tag}>" for tag in self._open)]:
            self._counted["nesting", text] += 1
        return self._counted
