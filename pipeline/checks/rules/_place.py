"""Where in a text a link, a piece of code, a tag or a mark stands: a stretch to mark, None where it cannot be told."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.checks.finding import Span
    from pipeline.difference import Item

CODE = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
COMMENT = re.compile(r"<!--.*?(?:-->|$)|<[!?][^<>]*>", re.DOTALL)
ATTRIBUTES = re.compile(r"\{:?[ ]*[^{}\n]*\}?")
_LONG = 4_000
"""Of a longer text nobody reads a marked stretch, and looking for one may take long."""

_STRONG = re.compile(r"(\*\*|__)(?=\S).+?(?<=\S)\1", re.DOTALL)
_EMPHASIS = re.compile(r"(?<![*_\w\\])([*_])(?![*_\s]).+?(?<![*_\s\\])\1(?![*_\w])", re.DOTALL)
_BY_PATTERN = {"em": _EMPHASIS, "strong": _STRONG, "comment": COMMENT}


def of(item: Item, text: str) -> Span | None:
    """Return where an item of `structure` stands in a text.

    >>> of(("a", "href", "a.md"), "See [it](aa.md) and [that](a.md).")
    (27, 31)
    """
    if len(text) > _LONG:
        return None
    match item:
        case ("a", "href", value) | ("img", "src", value):
            return address(value, text)
        case ("code", value):
            return _first(found for found in CODE.finditer(text) if " ".join(found[2].split()) == value)
        case ("nesting", written):
            return tag(written.strip("<>"), text)
        case ("br",):
            return _exactly("\n", text) or tag("br", text)
        case ("footnote" | "contents" | "character" as kind, mark):
            return _exactly(f"[^{mark}]" if kind == "footnote" else mark.strip("'"), text)
        case (kind, *_) if kind in _BY_PATTERN:
            return _first(_BY_PATTERN[kind].finditer(text))
        case (element, name, _):
            return _attribute(name, text) or tag(element, text)
        case _:
            return tag(item[0], text)


def address(value: str, text: str) -> Span | None:
    """Return where an address stands, as it is or with its `&` written as `&amp;`."""
    for written in dict.fromkeys((value, html.escape(value, quote=False), value.removeprefix("mailto:"))):
        if written and written in text:
            edges = rf"(?<![\w/.%=&-]){re.escape(written)}(?![\w/%=&-])"
            return _first(re.finditer(edges, text))
    return None


def _attribute(name: str, text: str) -> Span | None:
    if name in ("class", "id"):
        for found in ATTRIBUTES.finditer(text):
            return found.span()
    if name not in text.lower():
        return None
    return _first(
        re.finditer(rf"(?<![\w-]){re.escape(name)}\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>}}]*)", text, re.IGNORECASE)
    )


def tag(name: str, text: str) -> Span | None:
    """Return where the first tag of a name stands; a name that begins with "/" is a closing one's."""
    return _first(re.finditer(rf"<{re.escape(name)}(?![\w-])[^<>]*>?", text, re.IGNORECASE))


def _exactly(part: str, text: str) -> Span | None:
    start = text.find(part)
    return None if start < 0 else (start, start + len(part))


def _first(found: Iterable[re.Match[str]]) -> Span | None:
    match = next(iter(found), None)
    return None if match is None else match.span()
