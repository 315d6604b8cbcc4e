"""The search in a real browser: it finds, marks and announces, leaves no trace, and cuts words as the build does."""

from __future__ import annotations

import functools
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import polib
import pytest
from playwright.sync_api import expect

from pipeline.build import build, theme_file
from pipeline.stemming import stemmer
from pipeline.stemming.words import words
from tests.fixture_site import SOURCE, copy, load
from tests.test_stemming import LANGUAGES, pairs, snowball

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("browser")

ENTRY = """---
title: Former political prisoners
summary: What the authors ask of the court
date: 2025-02-03
tags: [courts]
---

## Lawyers

Their rights were broken in {number} prisons. Ivan wrote a letter.
"""
TRANSLATIONS = {
    "be": {
        "Former political prisoners": "Былыя палітвязні",
        "What the authors ask of the court": "Чаго аўтары чакаюць ад суда",
        "Lawyers": "Адвакаты",
    },
    "ru": {
        "Former political prisoners": "Бывшие политзаключённые",
        "What the authors ask of the court": "Чего авторы ждут от суда",
        "Lawyers": "Адвокаты",
    },
}
NUMBERS = range(1, 26)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files and keeps no log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the fixture site with 25 entries more, whose bodies are not translated; return the folder above it."""
    root = copy(tmp_path_factory.mktemp("a"))
    for number in NUMBERS:
        path = root / f"content/news/prisoners-{number}.md"
        path.write_text(ENTRY.format(number=number), encoding="utf-8")
    for locale, texts in TRANSLATIONS.items():
        path = root / f"locale/{locale}/LC_MESSAGES/news.po"
        entries = "".join(f'\nmsgid "{msgid}"\nmsgstr "{text}"\n' for msgid, text in texts.items())
        path.write_text(path.read_text("utf-8") + entries, "utf-8")
    build(load(root))
    (root / "a").mkdir()
    (root / "build").rename(root / "a/b")
    return root


@pytest.fixture(scope="module", params=["folder", "server"])
def address(request: pytest.FixtureRequest, built: Path) -> Iterator[str]:
    """Return the address of the output: a folder opened as files, or a path below a server's root."""
    if request.param == "folder":
        yield (built / "a/b").as_uri()
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(built))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/a/b"
        server.shutdown()


@pytest.fixture
def scripted(browser: Browser) -> Iterator[Page]:
    """Open an empty page with scripts on."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def ask(page: Page, query: str, *, enter: bool = True) -> str:
    """Type a query as a reader does and return what is announced."""
    page.locator("#words").fill(query)
    if enter:
        page.keyboard.press("Enter")
    # Not `wait_for_function`, which would need what the policy of the page forbids.
    expect(page.locator(".count")).to_have_text(re.compile(r"\d|\."))
    return page.locator(".count").inner_text()


def titles(page: Page) -> list[str]:
    """Return the titles that are shown."""
    return page.locator(".results a").all_inner_texts()


def marks(page: Page) -> set[str]:
    """Return the words that are marked."""
    return set(page.locator(".results mark").all_inner_texts())


@pytest.mark.parametrize(
    ("locale", "query", "title", "mark"),
    [
        ("be", "палітвязнямі", "Былыя палітвязні", "палітвязні"),
        ("be", "судамі палітвязня", "Былыя палітвязні", "суда"),
        ("be", "адвакату палітвязням", "Былыя палітвязні", "палітвязні"),
        ("be", "Справаздачы", "Справаздача пра суды: 2024", "Справаздача"),
        ("be", "prison палітвязень", "Былыя палітвязні", "палітвязні"),
        ("ru", "политзаключенного", "Бывшие политзаключённые", "политзаключённые"),
        ("ru", "судами политзаключённых", "Бывшие политзаключённые", "суда"),
        ("en", "prisoner", "Former political prisoners", "prisoners"),
        ("en", "courts political", "Former political prisoners", "court"),
    ],
)
def test_forms_of_words_find_entries(
    scripted: Page, address: str, locale: str, query: str, title: str, mark: str
) -> None:
    """A form that stands nowhere on the site finds the entry, and the form that does is marked."""
    scripted.goto(f"{address}/{locale}/search.html")
    number = int("".join(re.findall(r"\d", ask(scripted, query))))
    assert number > 0
    assert title in titles(scripted)
    assert mark in marks(scripted)


def test_searching_leaves_no_trace(scripted: Page, address: str) -> None:
    """Only files of the site are asked for, the index once; address, history and storage stay; the console is empty."""
    asked: list[str] = []
    said: list[str] = []
    scripted.on("request", lambda request: asked.append(request.url))
    scripted.on("console", lambda message: said.append(message.text))
    scripted.on("pageerror", lambda error: said.append(str(error)))
    scripted.goto(f"{address}/be/search.html")
    before = scripted.evaluate("history.length")
    assert [url for url in asked if url.endswith("search-index.js")] == []
    for query in ("палітвязні", "суд", "чагосьці няма", "<img src=x onerror=alert(1)>"):
        ask(scripted, query)
    assert scripted.url == f"{address}/be/search.html"
    assert scripted.evaluate("history.length") == before
    assert scripted.context.cookies() == []
    assert [url for url in asked if not url.startswith(f"{address}/")] == []
    assert len([url for url in asked if url.endswith("search-index.js")]) == 1
    assert said == []


def test_results_appear_while_typing(scripted: Page, address: str) -> None:
    """Three letters are enough; with Enter whole words count, unless there are none."""
    scripted.goto(f"{address}/be/search.html")
    ask(scripted, "палітв", enter=False)
    assert titles(scripted)[0] == "Былыя палітвязні"
    assert marks(scripted) == {"палітвязні"}
    scripted.keyboard.press("Enter")
    assert titles(scripted)[0] == "Былыя палітвязні"


def test_nothing_found_is_said(scripted: Page, address: str) -> None:
    """All words must be there; where they are not, the page says so, and an empty field says nothing."""
    scripted.goto(f"{address}/en/search.html")
    assert ask(scripted, "prisoners zebra") == "Nothing found. Try fewer words or other ones."
    assert titles(scripted) == []
    scripted.locator("#words").fill("")
    expect(scripted.locator(".count")).to_have_text("")


def test_long_results_come_in_parts(scripted: Page, address: str) -> None:
    """Twenty entries are shown at once; the button shows more, and the focus goes to the first of them."""
    scripted.goto(f"{address}/en/search.html")
    assert ask(scripted, "political") == "Found: 25"
    assert len(titles(scripted)) == 20
    scripted.locator(".more").click()
    assert len(titles(scripted)) == 25
    assert scripted.evaluate("[...document.querySelectorAll('.results a')].indexOf(document.activeElement)") == 20
    assert not scripted.locator(".more").is_visible()


def test_better_places_come_first(scripted: Page, address: str) -> None:
    """A word in the title counts more than the same word in the body."""
    scripted.goto(f"{address}/en/search.html")
    assert ask(scripted, "letters") == "Found: 26"
    assert titles(scripted)[0] == "A letter from the reader"


def test_result_leads_to_its_entry(scripted: Page, address: str) -> None:
    """A result has its section, day and summary, and a click opens the entry."""
    scripted.goto(f"{address}/be/search.html")
    ask(scripted, "справаздача 63")
    item = scripted.locator(".results li").first
    assert item.locator("time").get_attribute("datetime") == "2024-06-04"
    assert item.locator(".where span").inner_text() == "Навіны"
    assert item.locator("p").last.inner_text() == "Мы прыйшлі на 63 пасяджэнні. Большасць былі закрытыя."
    item.locator("a").click()
    scripted.wait_for_url(f"{address}/be/news/report.html")


def test_keyboard_is_enough(scripted: Page, address: str) -> None:
    """From the field, Tab leads over the button to the first result, and Enter opens it."""
    scripted.goto(f"{address}/ru/search.html")
    ask(scripted, "отчёты")
    scripted.keyboard.press("Tab")
    scripted.keyboard.press("Tab")
    assert scripted.evaluate("document.activeElement.closest('.results') !== null")
    scripted.keyboard.press("Enter")
    scripted.wait_for_url(re.compile(r"/ru/news/report\.html$"))


def test_missing_index_is_told(scripted: Page, built: Path, tmp_path: Path) -> None:
    """Where the index cannot be had, as on half a mirror, the page says so and shows the way to the lists."""
    for name in ("en/search.html", "assets/search.js", "assets/style.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((built / "a/b" / name).read_bytes())
    scripted.goto((tmp_path / "en/search.html").as_uri())
    assert ask(scripted, "court").startswith("The search cannot be loaded.")
    assert scripted.locator(".instead").is_visible()


def test_page_without_scripts_says_where_to_look(page: Page, address: str) -> None:
    """With scripts off there is no form, but a sentence with links to the lists of every entry."""
    page.goto(f"{address}/be/search.html")
    assert page.locator(".instead").is_visible()
    assert not page.locator("form").is_visible()
    page.locator(".instead a").first.click()
    page.wait_for_url(f"{address}/be/a-z.html")


def test_page_with_scripts_shows_the_form(scripted: Page, address: str) -> None:
    """With scripts on there is a labelled field, and the sentence for the others is gone."""
    scripted.goto(f"{address}/en/search.html")
    assert not scripted.locator(".instead").is_visible()
    assert scripted.get_by_label("Words to look for").is_visible()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_results_fit_the_screen(scripted: Page, built: Path, width: int) -> None:
    """With results shown, nothing makes the page scroll sideways."""
    scripted.set_viewport_size({"width": width, "height": 800})
    for locale, query in (("en", "political"), ("be", "палітвязні"), ("ru", "политзаключённые")):
        scripted.goto((built / f"a/b/{locale}/search.html").as_uri())
        ask(scripted, query)
        assert scripted.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", LANGUAGES)
def test_browser_stems_as_the_build_does(scripted: Page, built: Path, language: str) -> None:
    """Both sides fold and cut thousands of words alike: our own catalogs', the pairs', Snowball's."""
    text = " ".join(_texts(language))
    scripted.goto((built / "a/b/en/search.html").as_uri())
    data = stemmer(language).data()
    found = scripted.evaluate(
        """([data, text]) => {
            const {stemmer, words} = searchIndex.parts, {stem} = stemmer(data);
            return words(text).map((word) => [word, stem(word)]);
        }""",
        [data, text],
    )
    ours = stemmer(language)
    expected = [[word, ours.stem(word)] for word in words(text)]
    assert len({word for word, _ in expected}) > 2500
    assert found == expected


def _texts(language: str) -> Iterator[str]:
    root = SOURCE.parents[2]
    for path in sorted((root / "locale" / language).rglob("*.po")):
        yield from (entry.msgstr for entry in polib.pofile(str(path)))
    if language == "en":
        yield from (path.read_text("utf-8") for path in sorted((root / "content").rglob("*.md")))
    else:
        yield from (word for part in ("Finds", "Does not find") for pair in pairs(language, part) for word in pair)
    # Every stemmer gets Russian words too: they have the endings that Belarusian shares, and letters that it lacks.
    yield from (word for word, _ in snowball("en" if language == "en" else "ru"))
    yield "Łódź İstanbul ẞ ΌΣΟΣ ñ аб’ект абʼект Ё е\u0308 пра\u0301ва спад\u00adчына x² ½ Ⅷ ٣ don’t ‘a’ 日本語 й́"


def test_script_is_small() -> None:
    """What the search page adds is read by people and weighs little: a script without a line that is not needed."""
    assert len(theme_file("search.js")) < 12_000
