"""Walks over every page of both sites: no link is dead, and each language leads to the same place in every other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.page import NUMBERED, Kind
from tests.fixture_site import every, one, text
from tests.published import BASE_URL, SITES, publish, target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from playwright.sync_api import Page as Tab

    from pipeline.page import Page
    from tests.published import Published

pytestmark = pytest.mark.xdist_group("browser")
UNTRANSLATED = {Kind.LANGUAGES, Kind.NOT_FOUND, Kind.ALIAS}
LOCALES = ("en", "be", "ru")
ADDRESSES = ("href", "src", "poster", "data-index")


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Build a site: the project's own, and the small one that has every kind of page."""
    return publish(request.param, tmp_path_factory.mktemp("walk"))


def only(name: str) -> pytest.MarkDecorator:
    """Return the mark of a test that needs one of the sites."""
    return pytest.mark.parametrize("site", [name], indirect=True)


def addresses(root: Element) -> Iterator[str]:
    """Return every address that a page names, whatever for."""
    for element in root.iter():
        yield from (element.attrib[name] for name in ADDRESSES if name in element.attrib)
        yield from (each.split()[0] for each in element.get("srcset", "").split(",") if each)
        if element.get("http-equiv") == "refresh":
            yield element.attrib["content"].partition("url=")[2]


def switches(root: Element) -> dict[str, str]:
    """Return the addresses of the language switcher, by language."""
    return {link.attrib["hreflang"]: link.attrib["href"] for link in every(one(root, "nav", class_="languages"), "a")}


def test_no_address_is_dead(site: Published) -> None:
    """Every link, picture, style, script and alternate of every page is a file of the output, and has the anchor."""
    met = 0
    for path, root in site.trees.items():
        for address in addresses(root):
            if address.startswith(BASE_URL):
                file, anchor = target("", address.removeprefix(BASE_URL))
            elif "://" in address or address.startswith("mailto:"):
                continue
            else:
                file, anchor = target(path, address)
            met += 1
            assert (site.folder / file).is_file(), f"{path}: {address}"
            assert not anchor or anchor in site.ids[file], f"{path}: {address}"
    assert met > 10 * len(site.trees)


def test_every_page_can_be_walked_to(site: Published) -> None:
    """Links lead from the root to every page but the one for lost addresses; older addresses only others know."""
    seen: set[str] = set()
    waiting = ["index.html"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        found = {target(path, link.get("href", ""))[0] for link in every(site.trees[path], "a")}
        waiting += [each for each in sorted(found - seen - set(waiting)) if each in site.trees]
    assert seen == {page.path for page in site.staying} - {"404.html"}
    assert set(site.trees) == {page.path for page in site.plan.pages}


def test_each_language_leads_to_the_same_page(site: Published) -> None:
    """On every page every language leads to the page of that name in it, says which one is shown, and leads back."""
    walked = [page for page in site.staying if page.locale]
    assert len(walked) >= 3 * 18
    for page in walked:
        root = site.trees[page.path]
        assert root[0].get("lang") == page.locale, page.path
        languages = one(root, "nav", class_="languages")
        assert [each.get("hreflang") for each in every(languages, "a", aria_current="true")] == [page.locale], page.path
        hrefs = switches(root)
        assert list(hrefs) == list(site.plan.locales), page.path
        for locale, href in hrefs.items():
            path, anchor = target(page.path, href)
            assert anchor == ""
            assert path == _counterpart(site, page, locale)
            back = target(path, switches(site.trees[path])[page.locale])[0]
            assert back == page.path or (page.number > 1 and path != f"{locale}/{page.name}")


def _counterpart(site: Published, page: Page, locale: str) -> str:
    """Return the page of the same name; a listing that is shorter in that language begins anew."""
    if page.number > 1 and f"{locale}/{page.name}" not in site.trees:
        return f"{locale}/{site.plan.first_name(page)}"
    return f"{locale}/{page.name}"


def test_an_anchor_means_the_same_in_each_language(site: Published) -> None:
    """An address with `#id` arrives after the language in it is changed; only an A-Z has letters of its own."""
    for page in site.staying:
        if not page.locale or page.kind is Kind.ALPHABET or page.kind in NUMBERED:
            continue
        assert site.ids[page.path] == site.ids[f"en/{page.name}"], page.path


def test_the_same_heading_has_the_same_anchor(site: Published) -> None:
    """The n-th heading of an entry has the same depth and the same id in each language."""
    compared = 0
    for page in site.staying:
        if page.kind is Kind.ENTRY:
            here, there = (_headings(site.trees[path]) for path in (page.path, f"en/{page.name}"))
            assert here == there, page.path
            compared += len(here)
    assert compared >= 3 * 3


def _headings(root: Element) -> list[tuple[str, str | None]]:
    body = one(root, "div", class_="body")
    return [(each.tag, each.get("id")) for each in body.iter() if each.tag in {"h2", "h3", "h4", "h5", "h6"}]


def test_alternates_lead_there_and_back(site: Published) -> None:
    """A page names itself among its alternates, and each of them names the same ones; nothing untranslated is named."""
    shown = {page.path: page for page in site.staying}
    named = {path: _alternates(site.trees[path]) for path in shown}
    assert sum(map(bool, named.values())) > 3 * 10
    for path, alternates in named.items():
        if not alternates:
            continue
        page = shown[path]
        assert "x-default" in alternates, path
        if page.locale:
            assert alternates[page.locale] == path
        for locale, other in alternates.items():
            assert named[other] == alternates, f"{path} names {other}"
            assert not shown[other].is_fallback
            assert locale in {"x-default", shown[other].locale}


def _alternates(root: Element) -> dict[str, str]:
    links = [link for link in every(root, "link", rel="alternate") if "hreflang" in link.attrib]
    return {link.attrib["hreflang"]: link.attrib["href"].removeprefix(BASE_URL) for link in links}


@only("small")
def test_older_addresses_lead_to_their_entry(site: Published) -> None:
    """A page at an older address leads at once and by its link to the entry in the same language, in no index."""
    older = [page for page in site.plan.pages if page.kind is Kind.ALIAS]
    assert {page.locale for page in older} == set(LOCALES)
    for page in older:
        root = site.trees[page.path]
        to = f"{page.locale}/{page.target}"
        refresh = one(root, "meta", http_equiv="refresh").attrib["content"]
        assert refresh.startswith("0; url="), page.path
        assert {target(page.path, each)[0] for each in (refresh[7:], one(root, "a").attrib["href"])} == {to}
        assert text(one(root, "a")) == text(next(every(site.trees[to], "h1")))
        assert one(root, "meta", name="robots").attrib["content"] == "noindex"


def click_round(tab: Tab, address: str, name: str, order: tuple[str, ...]) -> None:
    """Click through the languages of a page, and see each time that the page and its anchors are the same."""
    tab.goto(f"{address}/en/{name}")
    ids: list[str] = tab.evaluate("[...document.querySelectorAll('main [id]')].map(each => each.id)")
    for locale in order:
        tab.locator(f".languages a[hreflang={locale}]").click()
        tab.wait_for_url(f"{address}/{locale}/{name}")
        assert tab.evaluate("document.documentElement.lang") == locale
    if ids and name != "a-z.html":
        for locale in ("be", "ru"):
            tab.goto(f"{address}/{locale}/{name}#{ids[-1]}")
            assert tab.evaluate("document.querySelector(':target')?.id") == ids[-1], tab.url


@only("small")
def test_clicks_lead_there_and_back(page: Tab, site: Published) -> None:
    """With scripts off, clicks on the languages lead round to where they began: one page of every template."""
    names = [each.name for each in site.one_a_template() if each.locale == "en"]
    assert len(names) == len({kind for kind in Kind if kind not in UNTRANSLATED})
    for name in names:
        click_round(page, site.folder.as_uri(), name, ("be", "ru", "en"))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_clicks_lead_there_and_back_on_every_page(page: Tab, site: Published) -> None:
    """The same both ways round with every page that all languages have."""
    names = {each.name for each in site.staying if each.locale}
    common = sorted(name for name in names if all(f"{locale}/{name}" in site.trees for locale in LOCALES))
    assert len(common) > 10
    for name in common:
        click_round(page, site.folder.as_uri(), name, ("be", "ru", "en", "ru", "be", "en"))


@only("small")
def test_older_address_leads_on_in_the_browser(page: Tab, site: Published) -> None:
    """Whoever kept the address of an entry that moved arrives at it, with scripts off."""
    for older in site.plan.pages:
        if older.kind is Kind.ALIAS:
            page.goto(f"{site.folder.as_uri()}/{older.path}")
            page.wait_for_url(f"{site.folder.as_uri()}/{older.locale}/{older.target}")
