"""The inline structure of a message: what a translation must not change.

A message is rendered as the builder renders it, and what comes out is counted: elements, addresses, attributes, code,
footnotes. A translation is free in its words, their order, the text of links and the values of `alt`, `title` and
`aria-label`; the rest must be the same. The check and the build both ask `differences`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias
from xml.etree.ElementTree import Element, SubElement

from pipeline import _engine
from pipeline._slots import CODE, stash_tags, unfold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline._engine import Engine

FREE = frozenset({"alt", "title", "aria-label", "data-toc-label"})
"""Attributes whose value is text to translate."""

ADDRESSES = frozenset({"href", "src"})
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())

_SPECIAL = re.compile(r"[\\`\[<*_\n{&]")
_FORBIDDEN = {"\0": "the character U+0000", "\x02": "the character U+0002", "\x03": "the character U+0003"}

Item: TypeAlias = tuple[str, ...]
"""One thing that was counted, its kind first: `("a", "href", "x.md")`, `("code", "navina")`, `("em",)`."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """What the inline Markdown of a message may refer to: reference labels with address and title, footnote labels."""

    references: Mapping[str, tuple[str, str | None]] = field(default_factory=lambda: MappingProxyType({}))
    footnotes: frozenset[str] = frozenset()


NONE = Definitions()


def default_engine() -> Engine:
    """Return the parser with the extensions that a site has when its settings name none."""
    from pipeline.config import DEFAULT_EXTENSIONS  # noqa: PLC0415 - a leaf module must not need settings to load

    return _engine.engine(DEFAULT_EXTENSIONS, {})


def structure(
    text: str,
    tag: str = "p",
    definitions: Definitions = NONE,
    *,
    html: bool = False,
    engine: Engine | None = None,
) -> Counter[Item]:
    """Count what a message has besides words, on an element of that tag.

    `text` is a msgid or msgstr; `html` says that it is raw HTML, where Markdown is off.

    >>> sorted(structure("See [the *plan*](plan.md) and `make`[^1]", definitions=Definitions(footnotes={"1"})))
    [('a', 'href', 'plan.md'), ('code', 'make'), ('em',), ('footnote', '1')]
    """
    engine = engine or default_engine()
    if engine.standard and not _SPECIAL.search(text):
        return Counter()
    engine.restore(
        _engine.Snapshot((), definitions.references, dict.fromkeys(sorted(definitions.footnotes), ""), {})
    )
    root = Element(engine.md.doc_tag)
    leaf = SubElement(root, tag)
    leaf.text = stash_tags(engine, text) if html else unfold(text)
    engine.stage(root, 1)
    engine.md.treeprocessors["unescape"].run(root)
    reader = _Reader(tag)
    reader.feed(engine.post(engine.md.serializer(leaf)))
    reader.close()
    return reader.finish()


def differences(
    msgid: str,
    msgstr: str,
    tags: tuple[str, ...] = ("p",),
    definitions: Definitions = NONE,
    *,
    html: bool = False,
    engine: Engine | None = None,
) -> tuple[str, ...]:
    """Return one sentence for each thing that a translation lost or gained; nothing where the structure is kept.

    >>> differences("Read [it](a.md).", "Чытайце [гэта](b.md).")
    ("the link to 'a.md' is missing", "the link to 'b.md' is not in the source")
    """
    engine = engine or default_engine()
    found = list(forbidden(msgid, msgstr, marker=engine.toc.marker if engine.toc else ""))
    for tag in dict.fromkeys(tags or ("p",)):
        source = structure(msgid, tag, definitions, html=html, engine=engine)
        target = structure(msgstr, tag, definitions, html=html, engine=engine)
        found += [_sentence(item, count, "is missing") for item, count in sorted((source - target).items())]
        found += [_sentence(item, count, "is not in the source") for item, count in sorted((target - source).items())]
    return tuple(dict.fromkeys(found))


def forbidden(msgid: str, msgstr: str, *, marker: str = "") -> Iterator[str]:
    """Return a sentence for each character that a page cannot hold, and for a table of contents' `marker`."""
    for character, name in _FORBIDDEN.items():
        if character in msgstr and character not in msgid:
            yield f"{name} is not in the source"
    if marker and marker in msgstr and marker not in msgid:
        yield f"'{marker}' is not in the source"


def _sentence(item: Item, count: int, what: str) -> str:
    name = _name(item)
    return f"{name} {what}" if count == 1 else f"{name} {what} ({count} times)"


def _name(item: Item) -> str:  # noqa: PLR0911 - one line a kind
    match item:
        case ("a", "href", address):
            return f"the link to '{address}'"
        case ("img", "src", address):
            return f"the picture '{address}'"
        case ("code", text):
            return f"the code `{text}`"
        case ("footnote", label):
            return f"the footnote mark [^{label}]"
        case ("em",):
            return "emphasis (*…*)"
        case ("strong",):
            return "strong emphasis (**…**)"
        case ("br",):
            return "a line break"
        case ("nesting", text):
            return f"a tag that is not closed in order ({text})"
        case (tag, name, value):
            return f'the attribute {name}="{value}" of <{tag}>'
        case ("comment", *_):
            return "an HTML comment"
        case _:
            return f"<{item[0]}>"


class _Reader(HTMLParser):
    """Counts the tags, attributes and code of one rendered element; the element itself counts by its attributes."""

    def __init__(self, outer: str) -> None:
        super().__init__(convert_charrefs=True)
        self._outer = outer
        self._counted: Counter[Item] = Counter()
        self._open: list[str] = []
        self._code: list[str] = []
        self._broken: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        label = _footnote(tag, values)
        if label is not None:
            self._counted["footnote", label] += 1
        elif not _belongs_to_footnote(tag, values):
            self._count(tag, attrs)
        if tag not in VOID:
            self._open.append(tag)
            self._code.append("")

    def _count(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        outer = not self._open and tag == self._outer
        if not outer and tag not in ("a", "code") and not (tag == "img" and dict(attrs).get("src")):
            self._counted[(tag,)] += 1
        for name, value in attrs:
            self._counted[tag, name, "" if name in FREE else value or ""] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self._broken.append(f"</{tag}>")
            return
        self._open.pop()
        text = self._code.pop()
        if tag == "code":
            self._counted["code", " ".join(text.split())] += 1

    def handle_data(self, data: str) -> None:
        if self._code and self._open[-1] in CODE:
            self._code[-1] += data

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


def _footnote(tag: str, values: Mapping[str, str | None]) -> str | None:
    """Return the label of a footnote's mark, `<a class="footnote-ref" href="#fn:label">`."""
    if tag == "a" and values.get("class") == "footnote-ref":
        return (values.get("href") or "").partition(":")[2]
    return None


def _belongs_to_footnote(tag: str, values: Mapping[str, str | None]) -> bool:
    return tag == "sup" and (values.get("id") or "").startswith("fnref")
