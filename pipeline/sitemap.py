"""The sitemap (sitemaps.org 0.9), for a site that knows its address: every page, and where it is in other languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.page import Kind, Made

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline._views import Alternate
    from pipeline.config import Settings
    from pipeline.page import Page
    from pipeline.plan import Plan
    from pipeline.render import Renderer

NAME = "sitemap.xml"
LIMIT = 50_000
"""How many addresses one file may have: https://www.sitemaps.org/protocol.html#index."""

_LEFT_OUT = frozenset({Kind.ALIAS, Kind.SEARCH, Kind.NOT_FOUND})


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its address, the day on which its text last changed, the same page in other languages."""

    address: str
    changed: str
    alternates: tuple[Alternate, ...]


def files(plan: Plan, renderer: Renderer, settings: Settings, *, limit: int = LIMIT) -> Iterator[Made]:
    """Return the sitemap; where it has more than `limit` addresses, an index of sitemaps and each of them."""
    if not settings.base_url:
        return
    places = [_place(renderer, page) for page in plan.pages if page.kind not in _LEFT_OUT and not page.is_fallback]
    parts = [places[start : start + limit] for start in range(0, len(places), limit)]
    if len(parts) == 1:
        yield _made(NAME, renderer.text(NAME, places=parts[0]))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield _made(name, renderer.text(NAME, places=part))
    yield _made(NAME, renderer.text("sitemaps.xml", addresses=[renderer.absolute(name) for name in names]))


def _made(name: str, text: str) -> Made:
    return Made("", name, text.encode())


def _place(renderer: Renderer, page: Page) -> Place:
    entry = page.entry
    days: Sequence[object] = [day for day in (entry.date, entry.updated) if day] if entry else []
    return Place(
        renderer.absolute(page.path), str(max(map(str, days))) if days else "", tuple(renderer.alternates(page))
    )
