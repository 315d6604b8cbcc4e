"""The sitemap: what search engines are told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

from pipeline import sitemap
from pipeline.catalog import CatalogMessage
from pipeline.config import Settings
from pipeline.plan import plan
from pipeline.render import Renderer
from tests.fixture_site import catalog_of, make_entry

SETTINGS = Settings(Path("site"), locales=("be", "ru"), base_url="https://example.org/")
HOME = make_entry("content/index.md", title="The site")
ENTRY = make_entry("content/x.md", "", date="2024-06-07", updated="2024-06-09", aliases="[old]")
BE = {"pages": catalog_of(CatalogMessage(None, "A title", msgstr=("Загаловак",)), domain="pages")}
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def made(settings: Settings = SETTINGS, limit: int = sitemap.LIMIT) -> dict[str, ET.Element]:
    """Return the sitemaps of a site with one entry that is translated to Belarusian."""
    found = plan((HOME, ENTRY), {"be": BE}, settings)
    files = sitemap.files(found, Renderer(found, {"be": BE}, settings), settings, limit=limit)
    return {each.path: ET.fromstring(each.data) for each in files}  # noqa: S314 - our own


def addresses(root: ET.Element) -> list[str]:
    """Return the addresses that a sitemap lists."""
    return [each.text or "" for each in root.iter(f"{MAP}loc")]


def test_only_a_site_that_knows_its_address_has_one() -> None:
    """The standard wants whole addresses."""
    assert made(replace(SETTINGS, base_url="")) == {}


def test_pages_that_are_really_there_and_in_their_language() -> None:
    """Neither what is the source text below another chrome, nor older addresses, nor the search."""
    found = addresses(made()["sitemap.xml"])
    assert "https://example.org/be/x.html" in found
    assert "https://example.org/ru/x.html" not in found
    assert not [each for each in found if "old" in each or "search" in each or "404" in each]


def test_each_page_names_itself_and_the_others_and_they_name_it() -> None:
    """Every alternate leads to a page of the sitemap that leads back."""
    root = made()["sitemap.xml"]
    others = {
        url.findtext(f"{MAP}loc"): {each.get("hreflang"): each.get("href") for each in url.iter(LINK)}
        for url in root.iter(f"{MAP}url")
    }
    assert others["https://example.org/be/x.html"] == {
        "en": "https://example.org/en/x.html",
        "be": "https://example.org/be/x.html",
        "x-default": "https://example.org/en/x.html",
    }
    for address, links in others.items():
        for tag, target in links.items():
            assert target in others
            if tag != "x-default":
                assert address in others[target].values()


def test_the_day_of_the_last_change() -> None:
    """It is the author's, not the build's."""
    days = {url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in made()["sitemap.xml"].iter(f"{MAP}url")}
    assert days["https://example.org/be/x.html"] == "2024-06-09"
    assert days["https://example.org/en/index.html"] is None


def test_a_large_site_has_an_index() -> None:
    """No file has more addresses than the standard allows, and none is lost."""
    parts = made(limit=4)
    index = addresses(parts.pop("sitemap.xml"))
    assert index == [f"https://example.org/{name}" for name in parts]
    assert all(len(addresses(part)) <= 4 for part in parts.values())
    assert sorted(each for part in parts.values() for each in addresses(part)) == sorted(
        addresses(made()["sitemap.xml"])
    )
