"""The headings of a finished document: their ids, and the items of its table of contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline._slots import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from pipeline._engine import Engine


@dataclass(frozen=True, slots=True)
class TocItem:
    """One heading: its level (2 for `<h2>`), its id, its text as HTML, and its language if that is not the page's."""

    level: int
    id: str
    html: str
    lang: str | None = None


def ids(elements: Sequence[Element]) -> dict[int, str]:
    """Return the ids of the headings of a finished tree by the number that each had among its blocks."""
    found = ((number, each.get("id")) for number, each in enumerate(elements) if each.tag in HEADINGS)
    return {number: value for number, value in found if value is not None}


def set_ids(elements: Sequence[Element], known: Mapping[int, str]) -> None:
    """Give each heading the id that it has in the source."""
    for number, value in known.items():
        elements[number].set("id", value)


def mark_contents(root: Element, engine: Engine, languages: Mapping[str, str]) -> None:
    """Mark the entries of a `[TOC]` that are in another language; `languages` has those by id."""
    if engine.toc is None or not languages:
        return
    for division in root.iter("div"):
        if division.get("class") == engine.toc.toc_class:
            for link in division.iter("a"):
                if language := languages.get(link.get("href", "").removeprefix("#")):
                    link.set("lang", language)


def items(engine: Engine, languages: Mapping[str, str]) -> tuple[TocItem, ...]:
    """Return the table of contents of the tree that the parser has just finished."""
    return tuple(_flat(getattr(engine.md, "toc_tokens", ()), languages)) if engine.toc else ()


def _flat(tokens: Sequence[dict[str, Any]], languages: Mapping[str, str]) -> Iterator[TocItem]:
    for token in tokens:
        yield TocItem(token["level"], token["id"], token["name"], languages.get(token["id"]))
        yield from _flat(token["children"], languages)
