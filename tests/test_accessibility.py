"""What readers with a keyboard, a screen reader or poor sight get: axe finds nothing, and every link can be reached."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.page import Kind
from tests.fixture_site import every
from tests.published import publish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.published import Published

pytestmark = pytest.mark.xdist_group("browser")
SCHEMES = ("light", "dark")

AXE = """
() => axe.run(document, {resultTypes: ["violations"]}).then(({violations}) =>
    violations.flatMap(({id, nodes}) => nodes.map(({target, failureSummary}) => `${id} ${target}: ${failureSummary}`)))
"""

# What Tab should come to, in the order of the page. Besides, Chromium lets a keyboard scroll what scrolls.
REACHABLE = "a[href], button, input, select, textarea, summary, video[controls], audio[controls], [tabindex='0']"
IN_ORDER = """
(selector) => [...document.querySelectorAll(selector)].filter(each => each.checkVisibility() && !each.disabled)
    .map(each => each.outerHTML.slice(0, 120))
"""
FOCUSED = """
() => {
  const it = document.activeElement;
  if (it === document.body || it === document.documentElement) return null;
  const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(it), box = it.getBoundingClientRect();
  return {
    html: it.outerHTML.slice(0, 120),
    scrolls: it.tabIndex < 0,
    outlined: outlineStyle === "auto" || (
      outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !outlineColor.endsWith(", 0)")),
    onScreen: box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
  };
}
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Build the small site, which has every kind of page."""
    return publish("small", tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Build the project's own site, which has long pages and every Markdown construct."""
    return publish("own", tmp_path_factory.mktemp("own"))


@pytest.fixture
def examined(browser: Browser) -> Iterator[Page]:
    """Open a page with scripts on that lets axe in past its policy."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """Return what axe finds on the page that is shown, by day and by night."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found: list[str] = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found += [f"{scheme}: {each}" for each in page.evaluate(AXE)]
    return found


def examine(page: Page, site: Published, paths: list[str]) -> dict[str, list[str]]:
    """Return what axe finds on pages, by their paths; pages without a finding are left out."""
    found = {}
    for path in paths:
        page.goto(f"{site.folder.as_uri()}/{path}")
        found[path] = violations(page)
    return {path: each for path, each in found.items() if each}


def test_axe_finds_what_is_wrong(examined: Page) -> None:
    """The checker is at work: grey on white, a picture without a text and a skipped heading are three violations."""
    examined.set_content(
        '<html lang="en"><title>T</title><main><h1>A</h1><h3>B</h3><p style="color: #bbb; background: #fff">Pale</p>'
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="></main></html>'
    )
    found = {each.split()[1] for each in violations(examined)}
    assert found == {"color-contrast", "image-alt", "heading-order"}


@pytest.mark.parametrize("locale", ["", "en", "be", "ru"])
def test_axe_finds_nothing_on_any_template(examined: Page, small: Published, locale: str) -> None:
    """One page of each template, in each language, by day and by night, has no violation."""
    paths = [page.path for page in small.one_a_template() if page.locale == locale]
    assert len(paths) == (10 if locale else 2)
    assert examine(examined, small, paths) == {}


@pytest.mark.parametrize("locale", ["en", "be", "ru"])
def test_axe_finds_nothing_on_rich_pages(examined: Page, own: Published, locale: str) -> None:
    """Pages with tables, code, notes and pictures have no violation either."""
    assert examine(examined, own, [f"{locale}/guide/editors.html", f"{locale}/index.html"]) == {}


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", ["own", "small"])
def test_axe_finds_nothing_anywhere(examined: Page, request: pytest.FixtureRequest, name: str) -> None:
    """No page of either site has a violation; one that leads on at once, from an older address, is gone too soon."""
    site: Published = request.getfixturevalue(name)
    stays = [path for path, page in site.trees.items() if not list(every(page, "meta", http_equiv="refresh"))]
    assert stays
    assert examine(examined, site, sorted(stays)) == {}


def test_axe_finds_nothing_in_results(examined: Page, own: Published) -> None:
    """The search page with results has no violation."""
    examined.goto(f"{own.folder.as_uri()}/be/search.html")
    examined.locator("#words").fill("палітвязні")
    examined.locator(".results a").first.wait_for()
    assert violations(examined) == []


def tabbed(page: Page) -> Iterator[dict[str, Any]]:
    """Press Tab until the page has been gone through; return what has the focus each time.

    After the last link the browser's own buttons would follow; where it shows none, the page may begin anew.
    """
    first: dict[str, Any] | None = None
    while True:
        page.keyboard.press("Tab")
        focused: dict[str, Any] | None = page.evaluate(FOCUSED)
        if focused is None or focused == first:
            return
        first = first or focused
        yield focused


def test_tab_reaches_every_link_in_order(page: Page, small: Published) -> None:
    """On every template Tab comes to the skip link first and to each link once, in order; the focus is to be seen."""
    pages = [each for each in small.one_a_template() if each.locale in {"", "be"}]
    for path in (each.path for each in pages):
        page.goto(f"{small.folder.as_uri()}/{path}")
        wanted: list[str] = page.evaluate(IN_ORDER, REACHABLE)
        found = list(tabbed(page))
        assert [each["html"] for each in found if not each["scrolls"]] == wanted, path
        assert [each for each in found if not (each["outlined"] and each["onScreen"])] == [], path
        if path.startswith("be/"):
            assert 'class="skip"' in wanted[0], path


@pytest.mark.parametrize("name", ["guide/editors.html", "index.html"])
def test_tab_reaches_every_link_of_rich_pages(page: Page, own: Published, name: str) -> None:
    """The same with tables that scroll, notes and pictures, on a phone's narrow screen."""
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{own.folder.as_uri()}/ru/{name}")
    wanted: list[str] = page.evaluate(IN_ORDER, REACHABLE)
    found = list(tabbed(page))
    assert [each["html"] for each in found if not each["scrolls"]] == wanted
    assert [each for each in found if not (each["outlined"] and each["onScreen"])] == []


def test_skip_link_leads_past_the_menu(page: Page, small: Published) -> None:
    """Enter on the skip link of any template leads into the content: the next Tab goes on from there."""
    for each in small.one_a_template():
        if each.locale != "ru":
            continue
        page.goto(f"{small.folder.as_uri()}/{each.path}")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip", each.path
        assert page.evaluate(FOCUSED)["onScreen"], each.path
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        inside = "document.querySelector('main').contains(document.activeElement)"
        links = page.locator("main").locator("a:visible, input:visible, button:visible").count()
        assert page.evaluate(inside) or not links, each.path


def test_search_needs_no_mouse(examined: Page, own: Published) -> None:
    """From the home page, Tab and Enter lead to the search, into its field and from the results to an entry."""
    examined.goto(f"{own.folder.as_uri()}/be/index.html")
    _tab_to(examined, "a[href$='search.html']")
    examined.keyboard.press("Enter")
    examined.wait_for_url(f"{own.folder.as_uri()}/be/search.html")
    _tab_to(examined, "#words")
    examined.keyboard.type("палітвязня")
    examined.keyboard.press("Enter")
    examined.locator(".results a").first.wait_for()
    _tab_to(examined, ".results a")
    title = examined.evaluate("document.activeElement.textContent")
    examined.keyboard.press("Enter")
    examined.locator("article h1").wait_for()
    assert " ".join(examined.locator("h1").inner_text().split()) == " ".join(title.split())


def _tab_to(page: Page, selector: str) -> None:
    for focused in tabbed(page):
        assert focused["outlined"], focused
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never came to {selector}")


def test_headings_go_down_one_step(own: Published, small: Published) -> None:
    """Every page has one `h1`, before all other headings, and none is more than one step below the last."""
    for site in (own, small):
        for page in site.staying:
            depths = [int(each.tag[1]) for each in site.trees[page.path].iter() if re.fullmatch("h[1-6]", each.tag)]
            assert depths[0] == 1, page.path
            assert depths.count(1) == 1, page.path
            assert all(below <= above + 1 for above, below in pairwise(depths)), page.path


def test_every_kind_of_page_is_looked_at(small: Published) -> None:
    """The small site has each kind of page, so that no template goes without these tests."""
    assert {page.kind for page in small.plan.pages} == set(Kind)
