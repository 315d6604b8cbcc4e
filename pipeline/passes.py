"""What a page changes in a finished body: each pass is named, works on the tree, and is off in `Document.html`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markdown.util import AtomicString

from pipeline.structure import ADDRESSES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from xml.etree.ElementTree import Element

    from pipeline._engine import Engine

FOOTNOTE_LABEL = "Jump back to footnote %(number)s in the text"
PERMALINK_LABEL = "Permanent link"
_ALIGN = re.compile(r"text-align: (left|right|center);")
_START_TAG = re.compile(r"<(?:a|img|source|video|audio)\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passes:
    """What the passes ask of the page: `link` turns an address of the source into the page's own.

    `label` translates a text that Python-Markdown itself puts in and returns it with its language where that is not
    the page's.
    """

    link: Callable[[str], str]
    label: Callable[[str], tuple[str, str | None]]


def run(root: Element, engine: Engine, labels: Sequence[Element], passes: Passes) -> None:
    """Run every pass over a finished tree; `labels` are the elements whose text is a default label."""
    links(root, engine, passes.link)
    table_classes(root)
    default_labels(root, labels, passes.label)


def is_external(address: str) -> bool:
    """Tell whether an address leaves the site.

    >>> [is_external(each) for each in ("https://example.org/", "//example.org", "a.md#b", "mailto:a@example.org")]
    [True, True, False, False]
    """
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme in ("http", "https")


def links(root: Element, engine: Engine, link: Callable[[str], str]) -> None:
    """Rewrite every address, in elements and in raw inline HTML; links that leave the site tell nobody about it."""
    for element in root.iter():
        for name in ADDRESSES & set(element.keys()):
            address = element.get(name) or ""
            element.set(name, link(address))
            if element.tag == "a" and is_external(address):
                element.set("rel", "noreferrer noopener")
    stash = engine.stash
    for index, html in enumerate(stash):
        if isinstance(html, str) and not html.startswith("<pre"):
            stash[index] = _START_TAG.sub(lambda found: _rewritten(found.group(), link), html)


def _rewritten(tag: str, link: Callable[[str], str]) -> str:
    reader = _Tag()
    reader.feed(tag)
    if reader.name is None:
        return tag
    attributes = {name: link(value or "") if name in ADDRESSES else value for name, value in reader.attributes.items()}
    if reader.name == "a" and is_external(reader.attributes.get("href") or ""):
        attributes["rel"] = "noreferrer noopener"
    if attributes == reader.attributes:
        return tag
    text = "".join(f" {name}" if value is None else f' {name}="{_quoted(value)}"' for name, value in attributes.items())
    return f"<{reader.name}{text}{' /' if tag.endswith('/>') else ''}>"


def _quoted(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


class _Tag(HTMLParser):
    """Reads one start tag."""

    name: str | None = None
    attributes: dict[str, str | None]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name, self.attributes = tag, dict(attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)


def table_classes(root: Element) -> None:
    """Turn the alignment of a table's cells from `style`, which the page's policy forbids, into a class."""
    for element in root.iter():
        if element.tag in ("td", "th") and (found := _ALIGN.fullmatch(element.get("style", ""))):
            del element.attrib["style"]
            element.set("class", f"{element.get('class', '')} align-{found[1]}".strip())


def default_labels(
    root: Element, labels: Sequence[Element], label: Callable[[str], tuple[str, str | None]]
) -> None:
    """Translate what Python-Markdown says by itself: titles of admonitions, of footnote and permanent links."""
    for element in labels:
        text, language = label(str(element.text))
        element.text = AtomicString(text)
        if language:
            element.set("lang", language)
    for element in root.iter("a"):
        if element.get("class") == "headerlink" and element.get("title") == PERMALINK_LABEL:
            _title(element, *label(PERMALINK_LABEL))
    for division in root.iter("div"):
        if division.get("class") == "footnote":
            _footnotes(division, label)


def _footnotes(division: Element, label: Callable[[str], tuple[str, str | None]]) -> None:
    for number, item in enumerate(division.findall("./ol/li"), 1):
        for link in item.iter("a"):
            if link.get("class") == "footnote-backref":
                text, language = label(FOOTNOTE_LABEL)
                _title(link, text.replace("%(number)s", str(number)), language)


def _title(link: Element, text: str, language: str | None) -> None:
    link.set("title", text)
    if language:
        link.set("lang", language)
