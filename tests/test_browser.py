"""Both sites in a real browser: from a folder and from servers, with scripts and without, on every screen and paper."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.page import Kind
from tests.published import SITES, publish, serve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.published import Published

pytestmark = pytest.mark.xdist_group("browser")
LOCALES = ("en", "be", "ru")
FOLDERS = ("", *LOCALES)
ZOOMED = 640
"""How wide a laptop's window of 1280 is at 200 %."""
WIDTHS = (320, 360, ZOOMED, 768, 1280)
PAPER = 718
"""How wide A4 is between margins of 10 mm, in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A page, what it asks for, and what it or the browser complains about."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def watch(page: Page) -> Watched:
    """Note from now on what a page asks for and says."""
    watched = Watched(page)
    said = watched.said
    page.on("request", lambda request: watched.asked.append(request.url))
    # The browser gives up the icon of a page that it is led away from; a file that is not there is told as a response.
    left = "net::ERR_ABORTED"
    page.on("requestfailed", lambda asked: said.append(f"failed: {asked.url}") if asked.failure != left else None)
    page.on("response", lambda response: said.extend([response.url] if response.status >= 400 else []))
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    return watched


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Build the small site, which has every kind of page."""
    return publish("small", tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Build the project's own site, which has long pages and every Markdown construct."""
    return publish("own", tmp_path_factory.mktemp("own"))


@pytest.fixture
def watched(page: Page) -> Watched:
    """Return a watched page with scripts off."""
    return watch(page)


@pytest.fixture
def scripted(browser: Browser) -> Iterator[Watched]:
    """Return a watched page with scripts on."""
    context = browser.new_context()
    yield watch(context.new_page())
    context.close()


@pytest.fixture(scope="module")
def small_addresses(small: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Return where the small site lies: see `everywhere`."""
    yield from everywhere(small, tmp_path_factory.mktemp("below"))


@pytest.fixture(scope="module")
def own_addresses(own: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Return where the project's own site lies: see `everywhere`."""
    yield from everywhere(own, tmp_path_factory.mktemp("below"))


def everywhere(site: Published, above: Path) -> Iterator[list[str]]:
    """Give the addresses of a site: a folder opened as files, the root of a server, and a path below one."""
    (above / "a").mkdir()
    (above / "a/b").symlink_to(site.folder)
    with serve(site.folder) as root, serve(above) as below:
        yield [site.folder.as_uri(), root, f"{below}/a/b"]


def paths(site: Published, folder: str) -> list[str]:
    """Return the pages of a locale; with "", those that belong to none."""
    return [page.path for page in site.staying if page.locale == folder]


# A picture that loads when it comes near the screen is made to load now.
SNAPSHOT = """
async (address) => ({
  title: document.title,
  text: document.body.innerText,
  links: [...document.links].map(link => link.href.replace(address, "")),
  width: getComputedStyle(document.body).maxWidth,
  pictures: await Promise.all([...document.images].map(async (image) => {
    image.loading = "eager";
    await image.decode().catch(() => {});
    return image.naturalWidth;
  })),
  headings: document.querySelectorAll("h1").length,
})
"""


def snapshot(watched: Watched, address: str, path: str) -> dict[str, Any]:
    """Open a page, check that it is whole, and return what a reader gets, in words that fit wherever it lies."""
    watched.page.goto(f"{address}/{path}")
    taken: dict[str, Any] = watched.page.evaluate(SNAPSHOT, f"{address}/")
    assert taken["headings"] == 1, path
    # The page for lost addresses has a style of its own.
    assert taken["width"] == ("640px" if path == "404.html" else "1088px"), path
    assert all(taken["pictures"]), path
    return taken


def walk(watched: Watched, address: str, names: list[str]) -> Mapping[str, object]:
    """Open pages below an address and return what each shows; nothing else is asked for, the console is empty."""
    shown = {path: snapshot(watched, address, path) for path in names}
    watched.page.goto("about:blank")  # the last page may still ask for its icon: this walk's, not the next one's
    assert [url for url in watched.asked if not url.startswith(f"{address}/")] == []
    assert watched.said == []
    watched.asked.clear()
    return shown


@pytest.mark.parametrize("folder", FOLDERS)
def test_pages_are_the_same_wherever_they_lie(
    watched: Watched, small_addresses: list[str], small: Published, folder: str
) -> None:
    """As files, at a server's root and below it, every page is whole, the same, quiet, and asks for nothing outside."""
    as_files, *served = (walk(watched, address, paths(small, folder)) for address in small_addresses)
    assert served == [as_files, as_files]


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("folder", FOLDERS)
def test_own_pages_are_the_same_wherever_they_lie(
    watched: Watched, scripted: Watched, own_addresses: list[str], own: Published, folder: str
) -> None:
    """The same for the project's own site; with scripts on, only the search page shows something else."""
    as_files, *served = (walk(watched, address, paths(own, folder)) for address in own_addresses)
    assert served == [as_files, as_files]
    scripts = walk(scripted, own_addresses[0], paths(own, folder))
    search = [f"{folder}/search.html"] if folder else []
    assert [path for path, shown in scripts.items() if shown != as_files[path]] == search


def test_pictures_come_in_the_size_that_is_needed(watched: Watched, own: Published, small: Published) -> None:
    """The browser takes one of the sizes that a page offers."""
    watched.page.goto(f"{small.folder.as_uri()}/be/news/report.html")
    watched.page.goto(f"{own.folder.as_uri()}/be/guide/editors.html")
    names = [match[0] for url in watched.asked if (match := re.search(r"/[a-z]+\.png-\d+\.webp$", url))]
    assert len(names) >= 2


def test_pages_are_complete_without_scripts(watched: Watched, scripted: Watched, small: Published) -> None:
    """On every template scripts change nothing that is shown, but for the search, which leads to the lists without."""
    address = small.folder.as_uri()
    for page in small.one_a_template():
        without, with_them = (snapshot(each, address, page.path) for each in (watched, scripted))
        assert (without == with_them) is (page.kind is not Kind.SEARCH), page.path
        if page.kind is Kind.SEARCH:
            instead = watched.page.locator("main a:visible").evaluate_all("all => all.map(each => each.href)")
            assert {f"{address}/{page.locale}/{name}" for name in ("a-z.html", "all.html")} <= set(instead)


KEPT = """
async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})
"""


def test_nothing_is_kept_in_the_browser(scripted: Watched, small_addresses: list[str], small: Published) -> None:
    """After every page and a search with scripts on there is no cookie, storage, cache or service worker."""
    address = small_addresses[1]
    page = scripted.page
    for each in small.staying:
        page.goto(f"{address}/{each.path}")
    for locale in LOCALES:
        page.goto(f"{address}/{locale}/search.html")
        page.locator("#words").fill("2024")
        page.locator(".results a").first.wait_for()
    assert page.evaluate(KEPT) == {"local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0}
    assert page.context.storage_state() == {"cookies": [], "origins": []}
    assert page.context.service_workers == []
    assert [url for url in scripted.asked if not url.startswith(f"{address}/")] == []
    assert scripted.said == []


def widest(page: Page) -> dict[int, int]:
    """Return how wide the page that is shown becomes, for each width of the screen where it does not fit."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found[width] = page.evaluate("document.documentElement.scrollWidth")
    return {width: needed for width, needed in found.items() if needed > width}


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_page_is_wider_than_the_screen(page: Page, small: Published, folder: str) -> None:
    """Nothing makes a page scroll sideways, from the smallest phone to a laptop, nor at 200 %."""
    for path in paths(small, folder):
        page.goto(f"{small.folder.as_uri()}/{path}")
        assert widest(page) == {}, path


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_own_page_is_wider_than_the_screen(scripted: Watched, own: Published, folder: str) -> None:
    """The same with real names, tables and addresses; with scripts on every page is quiet and asks for nothing else."""
    address = own.folder.as_uri()
    for path in paths(own, folder):
        scripted.page.goto(f"{address}/{path}")
        assert widest(scripted.page) == {}, path
    assert [url for url in scripted.asked if not url.startswith(f"{address}/")] == []
    assert scripted.said == []


def test_wide_tables_scroll_by_themselves(page: Page, own: Published) -> None:
    """On a phone a table that does not fit scrolls inside the page, which stays where it is."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{own.folder.as_uri()}/be/guide/editors.html")
    assert page.evaluate(
        "[...document.querySelectorAll('.wide, .body > table')].some(each => each.scrollWidth > each.clientWidth)"
    )


def test_lines_are_not_too_long_to_read(page: Page, small: Published) -> None:
    """On a wide screen a line of text has fewer than 80 characters, in each alphabet."""
    page.set_viewport_size({"width": 1600, "height": 900})
    for locale in LOCALES:
        page.goto(f"{small.folder.as_uri()}/{locale}/news/report.html")
        paragraph = page.locator(".body > p").first
        box = paragraph.bounding_box()
        assert box
        lines = box["height"] / float(
            page.evaluate("parseFloat(getComputedStyle(document.querySelector('.body > p')).lineHeight)")
        )
        assert len(paragraph.inner_text()) / round(lines) < 80, locale


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


@pytest.mark.parametrize("folder", FOLDERS)
def test_text_stands_out_from_its_ground(page: Page, small: Published, folder: str) -> None:
    """Every text has a contrast of 4.5 to 1 at least (WCAG 2.2, 1.4.3), by day and by night."""
    for path in paths(small, folder):
        page.goto(f"{small.folder.as_uri()}/{path}")
        for scheme, ground in (("light", "rgb(253, 252, 250)"), ("dark", "rgb(22, 24, 26)")):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground, path
            assert page.evaluate(CONTRAST) == [], f"{path}, {scheme}"


HIDDEN = """
() => [...document.body.querySelectorAll("*")]
    .filter(each => each.tagName === "IMG" || [...each.childNodes].some(({data}) => data?.trim()))
    .filter(each => !each.checkVisibility() && !each.closest(
        ".skip, .menu, .tools, .languages, .contents, .letters, .pager, .related, .around, .footer," +
        ".headerlink, .footnote-backref, [hidden]"))
    .map(each => each.outerHTML.slice(0, 80))
"""
LEFT_OUT = (".menu", ".tools", ".languages", ".contents", ".related", ".around", ".footer", ".skip")


def test_print_has_no_navigation(page: Page, small: Published) -> None:
    """On paper there is the text with its notice, without menus, on white."""
    page.emulate_media(media="print")
    page.goto(f"{small.folder.as_uri()}/be/news/report.html")
    for name in LEFT_OUT:
        assert page.locator(name).count(), name
        assert not page.locator(name).first.is_visible(), name
    assert page.locator(".alert").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_print_leaves_out_nothing_else(page: Page, own: Published, small: Published) -> None:
    """Of every template, and of pages with tables and code, all text is on paper, and none beyond its edge."""
    page.set_viewport_size({"width": PAPER, "height": 1000})
    page.emulate_media(media="print")
    rich = [f"{locale}/guide/{name}.html" for locale in LOCALES for name in ("editors", "publishers", "translators")]
    for site, names in ((small, [each.path for each in small.one_a_template()]), (own, rich)):
        for path in names:
            page.goto(f"{site.folder.as_uri()}/{path}")
            assert page.evaluate(HIDDEN) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= PAPER, path


@pytest.mark.parametrize("name", SITES)
def test_pages_are_light(request: pytest.FixtureRequest, name: str) -> None:
    """A page weighs at most 30 KB with its style, packed as servers pack it by default; the style at most 8 KB."""
    site: Published = request.getfixturevalue(name)
    style = _packed(site, "assets/style.css")
    assert style <= 8 * 1024
    assert {path: weight for path in site.trees if (weight := _packed(site, path) + style) > 30 * 1024} == {}


def _packed(site: Published, path: str) -> int:
    return len(gzip.compress((site.folder / path).read_bytes(), 6, mtime=0))
