"""The Atom feeds (RFC 4287): one a locale, with the newest dated entries in full."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline._listings import newest_first
from pipeline._views import relative
from pipeline.page import Kind, Made

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from pipeline.config import Settings
    from pipeline.page import Page
    from pipeline.plan import Plan
    from pipeline.render import Renderer
    from pipeline.strings import Text

NAME = "feed.xml"
_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its id, the same in every language, and its name."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed; `body` is HTML, `address` where its page is, for readers and for the links in it."""

    id: str
    address: str
    title: Text
    summary: Text
    published: str
    updated: str
    tags: tuple[Tag, ...]
    body: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What the template `feed.xml` is given."""

    id: str
    lang: str
    title: Text
    subtitle: Text
    updated: str
    own: str
    home: str
    items: tuple[Item, ...]


def listed(plan: Plan, locale: str) -> tuple[Page, ...]:
    """Return the pages that a locale's feed has: its own newest entries with a date; what is no translation is not."""
    pages = (page for page in plan.of_kind(locale, Kind.ENTRY) if not page.is_fallback)
    dated = [page for page in pages if page.entry and page.entry.date]
    return tuple(sorted(dated, key=newest_first)[:_LENGTH])


def files(plan: Plan, renderer: Renderer, settings: Settings) -> Iterator[Made]:
    """Return the feed of each locale that has a dated entry."""
    for locale in plan.locales:
        if pages := listed(plan, locale):
            feed = _feed(plan, renderer, settings, locale, pages)
            yield Made(locale, f"{locale}/{NAME}", renderer.text(NAME, feed=feed).encode())


def _feed(plan: Plan, renderer: Renderer, settings: Settings, locale: str, pages: Sequence[Page]) -> Feed:
    home = renderer.home(locale)
    items = tuple(_item(plan, renderer, settings, page) for page in pages)
    own = f"{locale}/{NAME}"
    return Feed(
        id=_id(plan, settings, own, min(item.published for item in items)),
        lang=locale,
        title=home.title,
        subtitle=home.summary,
        updated=max(item.updated for item in items),
        own=renderer.address(own, own),
        home=renderer.address(own, home.path),
        items=items,
    )


def _item(plan: Plan, renderer: Renderer, settings: Settings, page: Page) -> Item:
    entry = page.entry
    if entry is None or entry.date is None:
        raise TypeError(page.path)
    strings = renderer.strings(page.locale)
    published = _time(entry.date)
    return Item(
        id=_id(plan, settings, page.path, published),
        address=renderer.address(f"{page.locale}/{NAME}", page.path),
        title=page.title,
        summary=page.summary,
        published=published,
        updated=_time(max(entry.date, entry.updated or entry.date)),
        tags=tuple(Tag(tag, strings.name("tag", tag)) for tag in page.tags),
        body=str(renderer.body(page)["body"]),
    )


def _time(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _id(plan: Plan, settings: Settings, path: str, published: str) -> str:
    """Return an id that is the same on every mirror: a tag URI (RFC 4151) of the site's own host, if it has one.

    Without `base_url` it is a UUID made of the home page's title in the source language and the path.
    """
    if host := urlsplit(settings.base_url).hostname:
        return f"tag:{host},{published[:10]}:{path}"
    home = plan.page(plan.source, "index.html")
    title = home.title.plain if home else ""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{title}\0{path}").urn


def locales(plan: Plan) -> frozenset[str]:
    """Return the locales that have a feed; asked once a site, as every page links to the feed of its locale."""
    return frozenset(locale for locale in plan.locales if listed(plan, locale))


def link(page: Page) -> str:
    """Return the relative address of the feed of a page's locale."""
    return relative(page.path, f"{page.locale}/{NAME}")
