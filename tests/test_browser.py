"""The fixture site in a real browser, scripts off: from a folder and from a server, as readers and mirrors have it."""

from __future__ import annotations

import functools
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from pipeline.build import build
from pipeline.page import Kind
from tests.fixture_site import copy, load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from pipeline.plan import Plan

pytestmark = pytest.mark.xdist_group("browser")
LOCALES = ("en", "be", "ru")
WIDTHS = (320, 360, 768, 1280)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files and keeps no log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Plan]:
    """Build the fixture site; return the folder above the output and the plan."""
    root = copy(tmp_path_factory.mktemp("browser"))
    return root, build(load(root)).plan


@pytest.fixture(scope="module", params=["folder", "server"])
def address(request: pytest.FixtureRequest, built: tuple[Path, Plan]) -> Iterator[str]:
    """Return the address of the output: a folder opened as files, or a path below a server's root."""
    root, _ = built
    if request.param == "folder":
        yield (root / "build").as_uri()
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/build"
        server.shutdown()


@pytest.fixture
def paths(built: tuple[Path, Plan]) -> list[str]:
    """Return the path of every page that stays: one at an older address leads on at once."""
    return [page.path for page in built[1].pages if page.kind is not Kind.ALIAS]


@pytest.fixture
def watched(page: Page) -> tuple[Page, list[str], list[str]]:
    """Return a page, what it asks for, and what it complains about."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    # The browser gives up the icon of a page that it is led away from; a file that is not there is told as a response.
    left = "net::ERR_ABORTED"
    page.on("requestfailed", lambda asked: said.append(f"failed: {asked.url}") if asked.failure != left else None)
    page.on("response", lambda response: said.extend([response.url] if response.status >= 400 else []))
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    return page, asked, said


def test_pages_load_whole_and_quietly(
    watched: tuple[Page, list[str], list[str]], address: str, paths: list[str]
) -> None:
    """Every page gets its stylesheet and pictures, asks for nothing outside the output, and the console stays empty."""
    page, asked, said = watched
    for path in paths:
        page.goto(f"{address}/{path}")
        assert page.locator("h1").count() == 1, path
        width = "640px" if path == "404.html" else "1088px"  # the page for lost addresses has a style of its own
        assert page.evaluate("getComputedStyle(document.body).maxWidth") == width, path
        assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)"), path
    assert [url for url in asked if not url.startswith(f"{address}/")] == []
    assert said == []
    assert any(re.search(r"/chart\.png-\d+\.webp$", url) for url in asked)


def test_switcher_leads_there_and_back(page: Page, address: str, built: tuple[Path, Plan]) -> None:
    """On every page each language leads to the same entry in that language, round and back again."""
    for name in sorted({each.name for each in built[1].pages if each.locale and each.kind is not Kind.ALIAS}):
        page.goto(f"{address}/en/{name}")
        for locale in ("be", "ru", "en", "ru", "be", "en"):
            page.goto(page.evaluate(f"document.querySelector('.languages a[hreflang={locale}]').href"))
            assert page.url == f"{address}/{locale}/{name}"
            assert page.evaluate("document.documentElement.lang") == locale


def test_switcher_can_be_clicked(page: Page, address: str) -> None:
    """A click on a language, with scripts off, opens the same page in it."""
    page.goto(f"{address}/be/news/report.html")
    page.locator(".languages a[hreflang=ru]").click()
    page.wait_for_url(f"{address}/ru/news/report.html")
    assert page.locator("h1").inner_text() == "Отчёт о\xa0судебных процессах: 2024"


def test_every_link_of_the_site_arrives(page: Page, address: str, paths: list[str]) -> None:
    """Walking from the root reaches every page but none that is not there; an older address only others know."""
    seen: set[str] = set()
    waiting = [f"{address}/index.html"]
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        page.goto(url)
        assert page.locator("main").count() == 1, url
        links: list[str] = page.evaluate("[...document.links].map(link => link.href.split('#')[0])")
        waiting += [link for link in links if link.startswith(address) and link.endswith(".html")]
    assert {url.removeprefix(f"{address}/") for url in seen} == set(paths) - {"404.html"}


def test_older_address_leads_on(page: Page, address: str) -> None:
    """Whoever kept the address of an entry that moved arrives at it, with scripts off."""
    page.goto(f"{address}/be/2023/hearing.html")
    page.wait_for_url(f"{address}/be/news/hearing.html")
    assert page.locator("h1").inner_text() == "Пасяджэнне 14\xa0лістапада"


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(page: Page, built: tuple[Path, Plan], paths: list[str], width: int) -> None:
    """Nothing makes a page scroll sideways, from the smallest phone on; a table scrolls by itself."""
    page.set_viewport_size({"width": width, "height": 800})
    for path in paths:
        page.goto((built[0] / "build" / path).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_text_can_be_twice_as_large(page: Page, built: tuple[Path, Plan], paths: list[str]) -> None:
    """At 200 % a laptop's page is as wide as a small tablet's, and nothing is cut off."""
    page.set_viewport_size({"width": 640, "height": 400})
    for path in paths:
        page.goto((built[0] / "build" / path).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path


def test_lines_are_not_too_long_to_read(page: Page, built: tuple[Path, Plan]) -> None:
    """On a wide screen a line of text has fewer than 80 characters, in each alphabet."""
    page.set_viewport_size({"width": 1600, "height": 900})
    for locale in LOCALES:
        page.goto((built[0] / f"build/{locale}/news/report.html").as_uri())
        paragraph = page.locator(".body > p").first
        box = paragraph.bounding_box()
        assert box
        lines = box["height"] / float(
            page.evaluate("parseFloat(getComputedStyle(document.querySelector('.body > p')).lineHeight)")
        )
        assert len(paragraph.inner_text()) / round(lines) < 80, locale


def test_keyboard_finds_the_skip_link_first(page: Page, built: tuple[Path, Plan]) -> None:
    """The first Tab shows the skip link; Enter leads to the content, and the next Tab goes on from there."""
    page.goto((built[0] / "build/be/news/letter.html").as_uri())
    skip = page.locator(".skip")
    assert not _is_on_screen(page)
    page.keyboard.press("Tab")
    assert skip.evaluate("link => link === document.activeElement")
    assert _is_on_screen(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def _is_on_screen(page: Page) -> bool:
    box = page.locator(".skip").bounding_box()
    return box is not None and box["x"] >= 0


def test_focus_can_be_seen(page: Page, built: tuple[Path, Plan]) -> None:
    """Whatever has the focus has an outline."""
    page.goto((built[0] / "build/be/index.html").as_uri())
    for _ in range(8):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(({outlineStyle, outlineWidth}) => outlineStyle + outlineWidth)(getComputedStyle(document.activeElement))"
        )
        assert style == "solid3px"


CONTRAST = """
() => {
  const parse = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const linear = (v) => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    const [r, g, b] = parse(color).map((v) => linear(v / 255));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const color = getComputedStyle(each).backgroundColor;
      if (parse(color)[3] !== 0) return color;
    }
  };
  const poor = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) poor.push(`${element.tagName} ${element.textContent.trim().slice(0, 30)}: ${ratio.toFixed(2)}`);
  }
  return poor;
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(page: Page, built: tuple[Path, Plan], paths: list[str], scheme: str) -> None:
    """Every text has a contrast of 4.5 to 1 at least (WCAG 2.2, 1.4.3), by day and by night."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    grounds = set()
    for path in paths:
        page.goto((built[0] / "build" / path).as_uri())
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert page.evaluate(CONTRAST) == [], path
    assert grounds == {"rgb(22, 24, 26)" if scheme == "dark" else "rgb(253, 252, 250)"}


def test_print_has_no_navigation(page: Page, built: tuple[Path, Plan]) -> None:
    """On paper there is the text with its notice, without menus, on white."""
    page.emulate_media(media="print")
    page.goto((built[0] / "build/be/news/report.html").as_uri())
    for name in (".menu", ".tools", ".languages", ".contents", ".related", ".around", ".footer", ".skip"):
        assert not page.locator(name).first.is_visible(), name
    assert page.locator(".alert").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
