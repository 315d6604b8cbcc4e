"""The preview in Chromium: somebody saves a file, and the page in the browser is another, with nobody's help."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pipeline.preview.server import Server
from pipeline.preview.session import Session
from pipeline.preview.watching import watch
from tests import folders
from tests.folders import catalog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.xdist_group("browser")
SETTINGS = '[tool.navina]\nlocales = ["be"]\n'
NEWS = "---\ntitle: A trial\n---\n\nThe court sat.\n"
PO = "locale/be/LC_MESSAGES/news.po"
CATALOG = catalog('msgid "A trial"\nmsgstr "Суд"\n', 'msgid "The court sat."\nmsgstr "Суд засядаў."\n')
PATIENCE = 40_000
"""Milliseconds after which a page will not change any more."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site with one entry, translated."""
    return folders.make(tmp_path / "site", {"content/news/trial.md": NEWS, PO: CATALOG}, SETTINGS)


@pytest.fixture
def address(root: Path) -> Iterator[str]:
    """Preview the site; return its address."""
    session, stop = Session(root), threading.Event()
    with Server(session, 0) as server:
        threads = [
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}),
            threading.Thread(target=watch, args=(session.folders, session.refresh, stop)),
        ]
        for thread in threads:
            thread.start()
        yield server.address
        stop.set()
        server.shutdown()
        for thread in threads:
            thread.join()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser with scripts on."""
    made = browser.new_context()
    yield made
    made.close()


@pytest.fixture
def tab(context: BrowserContext, address: str) -> Page:
    """Open the translated entry."""
    return opened(context, f"{address}be/news/trial.html")


def opened(context: BrowserContext, address: str) -> Page:
    """Open a page and wait until it listens for changes."""
    page = context.new_page()
    with page.expect_response(lambda response: "/-navina/changes" in response.url, timeout=PATIENCE):
        page.goto(address)
    return page


def shows(page: Page, text: str, place: str = "main") -> None:
    """Wait until a place of a page shows a text."""
    expect(page.locator(place)).to_contain_text(text, timeout=PATIENCE)


def test_a_saved_entry_is_shown(root: Path, address: str, context: BrowserContext) -> None:
    """The English page has the new words."""
    page = opened(context, f"{address}en/news/trial.html")
    (root / "content/news/trial.md").write_text(NEWS.replace("sat", "rose"))
    shows(page, "The court rose.")


def test_a_saved_catalog_is_shown(root: Path, tab: Page) -> None:
    """The page has the translator's new words."""
    (root / PO).write_text(CATALOG.replace("засядаў", "устаў"))
    shows(tab, "Суд устаў.")


def test_a_file_put_in_the_place_of_another_is_seen(root: Path, tab: Page) -> None:
    """Vim, gedit and Poedit write a new file and give it the name, several times if one saves twice."""
    for word in ("чакаў", "устаў"):
        other = root / "locale/be/LC_MESSAGES/.news.po.swp"
        other.write_text(CATALOG.replace("засядаў", word))
        other.replace(root / PO)
        shows(tab, f"Суд {word}.")


def test_two_pages_change_at_once(root: Path, address: str, context: BrowserContext, tab: Page) -> None:
    """The entry and the list that names it, each in its tab."""
    shelf = opened(context, f"{address}be/news/index.html")
    (root / PO).write_text(CATALOG.replace('"Суд"', '"Працэс"'))
    shows(tab, "Працэс")
    shows(shelf, "Працэс")


def test_a_mistake_is_told_and_forgotten(root: Path, tab: Page) -> None:
    """A broken catalog: its file and line over the old text; mended, the page is as before."""
    (root / PO).write_text(CATALOG.replace('засядаў."', "засядаў."))
    line = CATALOG[: CATALOG.index("Суд засядаў")].count("\n") + 1
    shows(tab, f"{PO}:{line}", "#navina-preview")
    shows(tab, "Суд засядаў.")
    (root / PO).write_text(CATALOG)
    expect(tab.locator("#navina-preview")).to_have_count(0, timeout=PATIENCE)
    shows(tab, "Суд засядаў.")


def test_a_template_and_a_style_of_ones_own_are_watched(root: Path, tab: Page) -> None:
    """A theme folder that the settings begin to name is watched from then on."""
    (root / "own").mkdir()
    (root / "own/entry.html").write_text('{% extends "navina/entry.html" %}{% block footer %}<p>One</p>{% endblock %}')
    (root / "pyproject.toml").write_text(f'{SETTINGS}theme = "own"\n')
    shows(tab, "One", "body")
    (root / "own/entry.html").write_text('{% extends "navina/entry.html" %}{% block footer %}<p>Two</p>{% endblock %}')
    shows(tab, "Two", "body")
    (root / "own/extra.css").write_text("main { outline: 7px solid rgb(1, 2, 3) }")
    expect(tab.locator("main")).to_have_css("outline-color", "rgb(1, 2, 3)", timeout=PATIENCE)


def test_an_entry_that_comes_and_goes(root: Path, address: str, context: BrowserContext) -> None:
    """The address of a page that is not there yet shows it as soon as it is, and says when it is gone."""
    page = opened(context, f"{address}be/news/new.html")
    shows(page, "Page not found")
    (root / "content/news/new.md").write_text("---\ntitle: Fresh\n---\n\nSomething new.\n")
    shows(page, "Something new.")
    (root / "content/news/new.md").unlink()
    shows(page, "Page not found")


def test_the_place_on_the_page_stays(root: Path, address: str, context: BrowserContext) -> None:
    """Who reads in the middle of a long entry is there after the change."""
    long = NEWS + "\n".join(f"\nParagraph {number}.\n" for number in range(200))
    (root / "content/news/trial.md").write_text(long)
    page = opened(context, f"{address}en/news/trial.html")
    page.evaluate("scrollTo(0, 3000)")
    (root / "content/news/trial.md").write_text(long.replace("Paragraph 199.", "The last one."))
    shows(page, "The last one.")
    page.wait_for_function("scrollY === 3000", timeout=PATIENCE)


def test_without_scripts_it_is_a_site_all_the_same(page: Page, address: str, root: Path) -> None:
    """The pages and the bar are there; who wants to see a change loads the page again."""
    page.goto(f"{address}be/news/trial.html")
    shows(page, "Суд засядаў.")
    (root / "content/news/trial.md").write_text("broken")
    page.reload()
    shows(page, "content/news/trial.md", "#navina-preview")


def test_a_search_finds(address: str, context: BrowserContext) -> None:
    """The search of the site works as it does in the build, under the preview's policy."""
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}be/search.html")
    page.locator("main input").first.fill("засядаць")
    expect(page.locator('main a[href="news/trial.html"]').first).to_be_visible(timeout=PATIENCE)
    assert said == []
