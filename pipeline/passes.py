"""What a page changes in a finished body: each pass is named, works on the tree, and is off in `Document.html`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown.util import AMP_SUBSTITUTE, AtomicString

from pipeline import _html, _typography
from pipeline._html import ADDRESSES
from pipeline._slots import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pipeline._engine import Engine

FOREIGN_RELATION = "noreferrer noopener"
TITLE_ID = "_title"
"""The id of the title of every page."""

WIDE = "wide"
"""The class of the box around a table."""
_ALIGN = re.compile(r"text-align: (left|right|center);")


@dataclass(frozen=True, slots=True)
class Passes:
    """What the passes ask of the page: `link` turns an address of the source into the page's own.

    `label` translates a text that Python-Markdown itself puts in and returns it with its language where that is not
    the page's. `picture` returns the attributes of a picture with this address: its files, its size. `language` is
    the page's, for its rule of no-break spaces.
    """

    link: Callable[[str], str]
    label: Callable[[str], tuple[str, str | None]]
    picture: Callable[[str], Mapping[str, str]] = lambda _address: {}
    language: str = ""


def run(root: Element, engine: Engine, labels: Iterable[tuple[Element, str]], passes: Passes) -> None:
    """Run every pass over a finished tree; `labels` are the elements that hold a default label, with its text."""
    links(root, engine, passes.link, passes.picture)
    table_classes(root)
    wide_tables(root)
    default_labels(root, engine, labels, passes.label)
    _typography.no_break_spaces(root, engine.stash, passes.language)


def is_external(address: str) -> bool:
    """Tell whether an address leaves the site.

    >>> [is_external(each) for each in ("https://example.org/", "//example.org", "a.md#b", "mailto:a@example.org")]
    [True, True, False, False]
    """
    try:
        parts = urlsplit(address)
    except ValueError:  # "http://[": nobody can tell where it leads
        return True
    return bool(parts.netloc) or parts.scheme in ("http", "https")


def links(
    root: Element,
    engine: Engine,
    link: Callable[[str], str],
    picture: Callable[[str], Mapping[str, str]] = lambda _address: {},
) -> None:
    """Rewrite every address, in elements and in raw inline HTML; links that leave the site tell nobody about it."""
    stash = list(engine.stash)
    for element in root.iter():
        before: dict[str, str | None] = dict(element.items())
        for name, value in _rewritten(str(element.tag), before, link, picture).items():
            element.set(name, value or "")
    # A callback may have asked another document something, with the same parser.
    engine.fill_stash([_rewrite_html(each, link, picture) if isinstance(each, str) else each for each in stash])


def _rewritten(
    tag: str,
    attributes: Mapping[str, str | None],
    link: Callable[[str], str],
    picture: Callable[[str], Mapping[str, str]],
) -> dict[str, str | None]:
    """Return the attributes that change; a size that the author gave a picture stays."""
    changed: dict[str, str | None] = {}
    if tag == "img":
        found = picture(_address(attributes.get("src")))
        changed |= {name: value for name, value in found.items() if name == "src" or name not in attributes}
    for name in ADDRESSES & attributes.keys():
        address = _address(attributes[name])
        new = link(address)
        if new != address and name not in changed:
            changed[name] = new
        if tag == "a" and is_external(address):
            changed["rel"] = FOREIGN_RELATION
    return changed


def _address(value: str | None) -> str:
    return unescape((value or "").replace(AMP_SUBSTITUTE, "&"))


def _rewrite_html(html: str, link: Callable[[str], str], picture: Callable[[str], Mapping[str, str]]) -> str:
    if not any(f"{name}=" in html.replace(" ", "").lower() for name in ADDRESSES):
        return html
    return "".join(_rewrite_tag(each, link, picture) for each in _html.tokens(html))


def _rewrite_tag(token: _html.Token, link: Callable[[str], str], picture: Callable[[str], Mapping[str, str]]) -> str:
    attributes = dict(token.attributes)
    changed = _rewritten(token.tag, attributes, link, picture) if token.kind == "start" else {}
    if not changed:
        return token.source
    attributes |= changed
    text = "".join(f" {name}" if value is None else f' {name}="{_quoted(value)}"' for name, value in attributes.items())
    return f"<{token.tag}{text}{' /' if token.selfclosing else ''}>"


def _quoted(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def table_classes(root: Element) -> None:
    """Turn the alignment of a table's cells from `style`, which the page's policy forbids, into a class."""
    for element in root.iter():
        if element.tag in ("td", "th") and (found := _ALIGN.fullmatch(element.get("style", ""))):
            del element.attrib["style"]
            element.set("class", f"{element.get('class', '')} align-{found[1]}".strip())


def wide_tables(root: Element) -> None:
    """Put each table into a box that scrolls where the screen is narrow: by keyboard too, named by its heading."""
    _wide_tables(root, TITLE_ID)


def _wide_tables(parent: Element, heading: str) -> str:
    """Put the tables below an element into boxes; take and return the id of the heading that is the last so far."""
    for number, child in enumerate(list(parent)):
        if child.tag in HEADINGS:
            heading = child.get("id") or heading
        heading = _wide_tables(child, heading)
        if child.tag == "table":
            box = Element("div", {"class": WIDE, "role": "group", "aria-labelledby": heading, "tabindex": "0"})
            box.tail, child.tail = child.tail, None
            box.append(child)
            parent[number] = box
    return heading


def default_labels(
    root: Element,
    engine: Engine,
    labels: Iterable[tuple[Element, str]],
    label: Callable[[str], tuple[str, str | None]],
) -> None:
    """Translate what Python-Markdown says by itself: titles of admonitions, of footnote and permanent links."""
    stash = list(engine.stash)
    for element, source in labels:
        text, language = label(source)
        element[:] = []
        element.text = AtomicString(text)
        if language:
            element.set("lang", language)
    if title := engine.permalink_title:
        for element in root.iter("a"):
            if element.get("class") == engine.toc.permalink_class and element.get("title") == title:
                _title(element, *label(title))
    for division in root.iter("div"):
        if division.get("class") == "footnote" and engine.footnote_title:
            _footnotes(division, *label(engine.footnote_title))
    engine.fill_stash(stash)


def _footnotes(division: Element, text: str, language: str | None) -> None:
    for number, item in enumerate(division.findall("./ol/li"), 1):
        for link in item.iter("a"):
            if link.get("class") == "footnote-backref":
                _title(link, text.replace("%(number)s", str(number)), language)


def _title(link: Element, text: str, language: str | None) -> None:
    link.set("title", text)
    if language:
        link.set("lang", language)
