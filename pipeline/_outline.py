"""The headings of a finished document: their ids, and the items of its table of contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline._slots import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from pipeline._engine import Engine


@dataclass(frozen=True, slots=True)
class TocItem:
    """One heading: its level (2 for `<h2>`), its id, its text as HTML, and the text's language if it is not the page's."""

    level: int
    id: str
    html: str
    lang: str | None = None


def headings(root: Element) -> list[Element]:
    """Return the headings of a tree in order."""
    return [each for each in root.iter() if each.tag in HEADINGS]


def set_ids(root: Element, ids: Sequence[str | None]) -> None:
    """Give each heading the id it has in the source, by its position."""
    for heading, value in zip(headings(root), ids, strict=True):
        if value is not None:
            heading.set("id", value)


def mark_contents(root: Element, engine: Engine) -> None:
    """Mark the entries of a `[TOC]` whose heading is in another language, as the heading is."""
    if engine.toc is None:
        return
    foreign = {f"#{each.get('id')}": each.get("lang") for each in headings(root) if each.get("lang")}
    for div in root.iter("div"):
        if div.get("class") == engine.toc.toc_class:
            for link in div.iter("a"):
                if language := foreign.get(link.get("href", "")):
                    link.set("lang", language)


def items(root: Element, engine: Engine) -> tuple[TocItem, ...]:
    """Return the table of contents of the tree that the parser has just finished."""
    if engine.toc is None:
        return ()
    languages = {each.get("id"): each.get("lang") for each in headings(root)}
    return tuple(_flat(getattr(engine.md, "toc_tokens", []), languages))


def _flat(tokens: Sequence[dict[str, Any]], languages: dict[str | None, str | None]) -> Iterator[TocItem]:
    for token in tokens:
        yield TocItem(token["level"], token["id"], token["name"], languages.get(token["id"]))
        yield from _flat(token["children"], languages)
