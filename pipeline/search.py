"""The search: an index a locale, and the script of the search page, which reads it in the reader's browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline._listings import newest_first
from pipeline._search_index import LAST, MORE, WEIGHTS, encoded, front_coded, postings
from pipeline._search_text import Piece, Place, pieces
from pipeline.page import Kind, Made
from pipeline.stemming import stemmer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.config import Settings
    from pipeline.page import Page
    from pipeline.plan import Plan
    from pipeline.render import Renderer
    from pipeline.strings import Strings, Text

SCRIPT = "assets/search.js"
INDEX = "search-index.js"


def files(plan: Plan, renderer: Renderer, settings: Settings) -> Iterator[Made]:  # noqa: ARG001
    """Return the script, and the index of each locale that has a search page."""
    locales = [locale for locale in plan.locales if plan.of_kind(locale, Kind.SEARCH)]
    if locales:
        yield Made("", SCRIPT, renderer.text("search.js").encode())
    for locale in locales:
        text = json.dumps(index(plan, renderer, locale), ensure_ascii=False, separators=(",", ":"))
        yield Made(locale, f"{locale}/{INDEX}", f"searchIndex({text});\n".encode())


def listed(plan: Plan, locale: str) -> tuple[Page, ...]:
    """Return the pages that a locale's index has, newest first: the original below another chrome is none of them."""
    pages = [page for page in plan.of_kind(locale, Kind.ENTRY) if not page.is_fallback]
    return tuple(sorted(pages, key=newest_first))


def index(plan: Plan, renderer: Renderer, locale: str) -> dict[str, Any]:
    """Return what the script needs to know of a locale: its pages, its stems, and how stems are made."""
    pages, strings = listed(plan, locale), renderer.strings(locale)
    languages = list(dict.fromkeys([locale, plan.source]))
    sections = {page.section: number for number, page in enumerate(plan.sections(locale))}
    found = postings((_pieces(page, renderer, strings) for page in pages), languages)
    terms = sorted(found)
    return {
        "languages": {tag: stemmer(tag).data() for tag in languages},
        "sections": [_text(page.title) for page in plan.sections(locale)],
        "pages": [_row(page, sections.get(page.section, -1), strings) for page in pages],
        "digits": [LAST, MORE, WEIGHTS],
        "stems": front_coded(terms),
        "found": " ".join(encoded(found[term]) for term in terms),
    }


def _pieces(page: Page, renderer: Renderer, strings: Strings) -> Iterator[Piece]:
    named = [(Place.TITLE, page.title), (Place.SUMMARY, page.summary)]
    named += [(Place.TAG, strings.name("tag", tag)) for tag in page.tags]
    yield from (Piece(place, text.plain, text.lang or page.locale) for place, text in named if text.plain)
    yield from pieces(str(renderer.body(page)["body"]), page.locale)


def _row(page: Page, section: int, strings: Strings) -> Sequence[object]:
    """Return a page as the script shows it: its address, title, summary, section, day."""
    date = page.entry.date if page.entry else None
    day = [date.isoformat(), strings.date(date)] if date else []
    return [page.name, _text(page.title), _text(page.summary), section, *day]


def _text(text: Text) -> str | list[str]:
    """Return a text, with its language where that is not the page's."""
    return [text.plain, text.lang] if text.lang else text.plain
