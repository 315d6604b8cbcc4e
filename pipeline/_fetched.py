"""What a page would fetch by itself: it must be a file of the site, and a picture must say what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import _html
from pipeline.errors import Problem
from pipeline.passes import is_external

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.entry import Entry

_ATTRIBUTES = {
    "img": ("src",), "video": ("src", "poster"), "audio": ("src",), "source": ("src",), "track": ("src",),
    "iframe": ("src",), "embed": ("src",), "object": ("data",), "input": ("src",), "link": ("href",),
    "script": ("src",),
}  # fmt: skip
"""The attributes by which a browser fetches a file: https://html.spec.whatwg.org/multipage/indices.html."""

_LISTS = ("srcset", "imagesrcset", "ping", "background")


def problems(entry: Entry) -> Iterator[Problem]:
    """Return a problem for each picture without a description, and for whatever a browser would ask others for."""
    if "![" not in entry.body and "<" not in entry.body:
        return
    for token in _html.tokens(entry.document.html()):
        attributes = {name: value or "" for name, value in token.attributes}
        for address, text in (*_foreign(token.tag, attributes), *_unseen(token.tag, attributes)):
            yield Problem(entry.path, _line(entry, address), text)


def _foreign(tag: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name in _LISTS:
        if name in attributes:
            yield attributes[name] or name, f"the attribute '{name}' lets a browser ask for other files. Take it out."
    for name in _ATTRIBUTES.get(tag, ()):
        address = attributes.get(name, "")
        if is_external(address):
            advice = "Put the file beside the entry: another server would learn who reads the page."
            yield address, f"<{tag}> fetches '{address}' from elsewhere. {advice}"


def _unseen(tag: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    if tag != "img":
        return
    source = attributes.get("src", "")
    if source.lower().partition("#")[0].endswith(".svg"):
        advice = "Save it as PNG: Tor Browser shows no SVG when it is set to be safest."
        yield source, f"the picture '{source}' is an SVG. {advice}"
    if not attributes.get("alt", "").strip() and attributes.get("role") != "presentation":
        advice = (
            'Describe it: ![what it shows](…). One that only decorates is <img src="…" alt="" role="presentation">.'
        )
        yield source, f"the picture '{source}' says nothing to those who do not see it. {advice}"


def _line(entry: Entry, text: str) -> int:
    place = entry.body.find(text) if text else -1
    return entry.body.count("\n", 0, place) + entry.body_line if place >= 0 else 0
