"""The feeds, as a feed reader takes them: by feedparser, and as XML."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import feedparser
import pytest

from pipeline import feeds
from pipeline.catalog import CatalogMessage
from pipeline.config import Settings
from pipeline.plan import plan
from pipeline.render import Renderer
from tests.fixture_site import catalog_of, make_entry, tree

if TYPE_CHECKING:
    from pipeline.entry import Entry

SETTINGS = Settings(Path("site"), locales=("be", "ru"), base_url="https://example.org/a")
HOME = make_entry("content/index.md", title="The site", summary="What it is")
NEWS = make_entry(
    "content/news/x.md", "See [the home](../index.md) & *more*.\n\nNot yet.", title="Tea & <b>",
    summary="In short", date="2024-06-07", updated="2024-06-09", tags="[courts]",
)  # fmt: skip
OLDER = make_entry("content/news/y.md", title="Older", date="2023-01-02")
UNDATED = make_entry("content/news/z.md", title="Undated")
BE = {
    "news": catalog_of(
        CatalogMessage(None, "Tea & <b>", msgstr=("Гарбата & <b>",)),
        CatalogMessage(None, "See [the home](../index.md) & *more*.", msgstr=("Гл. [дадому](../index.md) & *больш*.",)),
        domain="news",
    ),
    "site": catalog_of(CatalogMessage("tag", "courts", msgstr=("суды",))),
}
ATOM = "{http://www.w3.org/2005/Atom}"


def made(*entries: Entry, settings: Settings = SETTINGS) -> dict[str, str]:
    """Return the feeds of a site with these entries, by path."""
    found = plan((HOME, *entries), {"be": BE}, settings)
    return {
        each.path: each.data.decode() for each in feeds.files(found, Renderer(found, {"be": BE}, settings), settings)
    }


def test_a_feed_for_each_locale_that_has_its_own_entries() -> None:
    """A page that is only the source text below another language's chrome is in no feed of that language."""
    assert sorted(made(NEWS, UNDATED)) == ["be/feed.xml", "en/feed.xml"]
    assert made(UNDATED) == {}


def test_feedparser_reads_it_without_a_complaint() -> None:
    """Titles, dates, tags and whole texts arrive as they were written."""
    read = feedparser.parse(made(NEWS, OLDER, UNDATED)["be/feed.xml"])
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.language == "be"
    (item,) = read.entries
    assert (item.title, item.published, item.updated) == (
        "Гарбата & <b>",
        "2024-06-07T00:00:00Z",
        "2024-06-09T00:00:00Z",
    )
    assert [(tag.term, tag.label) for tag in item.tags] == [("courts", "суды")]
    assert item.link == "https://example.org/a/be/news/x.html"
    assert 'href="https://example.org/a/be/index.html"' in item.content[0].value


def test_newest_first_and_not_for_ever() -> None:
    """A feed is for news: twenty entries, the newest at the top."""
    many = [
        replace(make_entry(f"content/news/n{number}.md"), date=dt.date(2024, 1, 1) + dt.timedelta(number))
        for number in range(25)
    ]
    read = feedparser.parse(made(*many)["en/feed.xml"])
    assert [item.published[:10] for item in read.entries] == [
        str(dt.date(2024, 1, 1) + dt.timedelta(number)) for number in range(24, 4, -1)
    ]
    assert read.feed.updated == read.entries[0].updated


def test_text_in_another_language_says_so() -> None:
    """The title is translated, the summary is not; in the body each block has its own mark."""
    root = ET.fromstring(made(NEWS)["be/feed.xml"])  # noqa: S314 - our own
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert root.get(lang) == "be"
    assert [(each.tag, each.get(lang)) for each in entry if each.tag in (f"{ATOM}title", f"{ATOM}summary")] == [
        (f"{ATOM}title", None), (f"{ATOM}summary", "en"),
    ]  # fmt: skip
    body = tree(entry.findtext(f"{ATOM}content") or "")
    assert [each.get("lang") for each in body.iter("p")] == [None, "en"]


@pytest.mark.parametrize("base", ["https://example.org/a", ""])
def test_ids_do_not_hang_on_the_mirror(base: str) -> None:
    """Every id is a URI that neither the address of a mirror nor the other locale's feed has."""
    found = made(NEWS, OLDER, settings=replace(SETTINGS, base_url=base))
    again = made(NEWS, OLDER, settings=replace(SETTINGS, base_url=base.replace("/a", "/mirror")))
    ids = {path: [each.text for each in ET.fromstring(text).iter(f"{ATOM}id")] for path, text in found.items()}  # noqa: S314
    assert ids == {
        path: [each.text for each in ET.fromstring(text).iter(f"{ATOM}id")]  # noqa: S314
        for path, text in again.items()
    }
    every = [each for group in ids.values() for each in group]
    assert len(set(every)) == len(every)
    assert all(each and each.startswith("tag:example.org,202" if base else "urn:uuid:") for each in every)


def test_without_an_address_of_its_own_all_links_are_relative() -> None:
    """The feed of a USB stick leads to its own pages."""
    text = made(NEWS, settings=replace(SETTINGS, base_url=""))["be/feed.xml"]
    root = ET.fromstring(text)  # noqa: S314
    assert [each.get("href") for each in root.iter(f"{ATOM}link")] == ["feed.xml", "index.html", "news/x.html"]
    assert "http" not in text.replace("http://www.w3.org/2005/Atom", "")


def test_pages_link_to_the_feed_of_their_language() -> None:
    """Where there is none, there is no link to it."""
    found = plan((HOME, NEWS), {"be": BE}, SETTINGS)
    renderer = Renderer(found, {"be": BE}, SETTINGS)
    links = {
        page.path: [
            each.get("href") for each in tree(renderer.render(page)).iter("link") if "atom" in each.get("type", "")
        ]
        for page in found.pages
        if page.name == "news/x.html"
    }
    assert links == {"en/news/x.html": ["../feed.xml"], "be/news/x.html": ["../feed.xml"], "ru/news/x.html": []}
