"""Tests of the page for coordinators: what is on it, in whose language, and that it is safe to open."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from pipeline import reports
from pipeline.checks import Result, Severity
from pipeline.checks.result import EntryProgress, Progress
from pipeline.reports.page import SHOWN
from tests.reported import ACTS, AWKWARD, BROKEN, ENTRIES, EVERYTHING, NEWS, finding, result

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

_VOID = {"meta", "br", "wbr"}


class _Tree(HTMLParser):
    """Reads a page strictly: what is opened is closed, in order; remembers elements and the texts in each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str]]] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[tuple[str, ...], str | None, str]] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = tag, {name: value or "" for name, value in attrs}
        self.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            lang = next((each["lang"] for _, each in reversed(self.open) if "lang" in each), None)
            self.texts.append((tuple(tag for tag, _ in self.open), lang, data.strip()))

    def within(self, tag: str) -> list[str]:
        """Return the texts that stand in such elements."""
        return [text for tags, _, text in self.texts if tag in tags]

    def lang(self, text: str) -> str | None:
        """Return the language that the page gives to a text."""
        (found,) = {lang for _, lang, each in self.texts if each == text}
        return found


def read(of: Result = EVERYTHING, translate: Any = reports.english, **options: Any) -> _Tree:
    """Return the page, read."""
    return _Tree(reports.render("html", of, translate, **options))


def test_the_page_asks_for_nothing() -> None:
    """No script, no picture, no style sheet, no address but places on the page itself; the policy says so too."""
    found = read()
    assert not {"script", "img", "link", "iframe", "form", "object"} & {tag for tag, _ in found.elements}
    assert [attributes for _, attributes in found.elements if "src" in attributes] == []
    links = [attributes["href"] for _, attributes in found.elements if "href" in attributes]
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert links
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert len(ids) == len(set(ids))
    policy = [each["content"] for tag, each in found.elements if each.get("http-equiv") == "Content-Security-Policy"]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert not any(name.startswith("on") for _, attributes in found.elements for name in attributes)


@pytest.mark.parametrize("name", AWKWARD)
def test_texts_are_shown_and_do_nothing(name: str) -> None:
    """Every awkward finding makes a page that is well formed and has no element of a text."""
    printed = reports.render("html", result(AWKWARD[name]))
    tags = {tag for tag, _ in _Tree(printed).elements}
    assert tags <= {
        "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "h4", "p", "nav", "ul", "li", "a",
        "main", "section", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "small", "details",
        "summary", "code", "dl", "dt", "dd", "bdi", "mark", "del", "ins", "br", "wbr", "footer",
    }  # fmt: skip
    assert ACTS.search(printed) is None


def test_a_text_of_a_catalog_is_escaped_once() -> None:
    """What the translator wrote is what the coordinator reads."""
    found = read(result(finding("<b>ёсць</b> &amp; {{ 7 * 7 }}")))
    assert "<b>ёсць</b> &amp; {{ 7 * 7 }}" in found.within("dd")


def test_texts_say_their_language() -> None:
    """The source is in the language of the site, the translation in the locale, labels in the reader's."""
    found = read(result(finding("Гл. план.", "Voir le plan.")), {"source": "арыгінал"}.get, language="be", source="fr")
    assert found.elements[0] == ("html", {"lang": "be"})
    assert found.lang("Voir le plan.") == "fr"
    assert found.lang("Гл. план.") == "be"
    assert found.lang("арыгінал") == "be"
    assert found.lang("it is wrong. Mend it.") == "en"


def test_an_english_page_marks_no_english() -> None:
    """Nothing needs a mark where the page's language is right."""
    found = read(result(finding()))
    assert found.elements[0] == ("html", {"lang": "en"})
    assert [each for tag, each in found.elements if each.get("lang") == "en" and tag not in ("html", "bdi")] == []


def test_the_place_is_marked() -> None:
    """In the source and in the translation; an empty place is marked as well."""
    marked = finding("Гл. план.", target_span=(4, 8), source_span=(8, 12))
    assert read(result(marked)).within("mark") == ["plan", "план"]
    assert "<mark></mark>" in reports.render("html", result(AWKWARD["at the end"]))


def test_progress_is_by_language_domain_and_entry() -> None:
    """Percent, bars and words left; what does not exist in a language is a dash."""
    catalogs = (
        Progress(NEWS, "be", "news", 3, 0, 1, 0, 1_500, 300), Progress("r.po", "ru", "news", 4, 0, 0, 0, 40, 40),
        Progress("g.po", "be", "guide", 2, 0, 0, 0, 9, 9),
    )  # fmt: skip
    entries = (*ENTRIES, EntryProgress("be", "content/b.md", 2, 0, 0, 0, 9, 9))
    found = read(Result(catalogs, (), entries))
    assert found.within("caption") == ["By language", "By domain", "By entry"]
    cells = found.within("td")
    assert cells[:4] == ["83 %", "100 %", "1,200", "0"]
    assert "words left: 1,200" in cells
    assert cells.count("–") == 1
    assert "Finished in every language: 1" in found.within("summary")
    assert found.within("li")[-2:] == ["content/", "b.md"]


def test_tables_can_be_read_aloud() -> None:
    """Every cell of a heading says of what it is the heading; a table that scrolls can be reached by the keyboard."""
    found = read()
    assert {each.get("scope") for tag, each in found.elements if tag == "th"} == {"col", "row"}
    assert sum(tag == "caption" for tag, _ in found.elements) == sum(tag == "table" for tag, _ in found.elements) == 3
    wide = [each for tag, each in found.elements if each.get("class") == "wide"]
    assert all(each["tabindex"] == "0" and each["role"] == "region" for each in wide)


def test_mistakes_stand_by_rule_and_file() -> None:
    """The worst rules first and open, warnings below and closed; each with what the rule says of itself."""
    found = read(result(AWKWARD["warning"], finding(id="state.blank"), BROKEN, finding(id="state.blank", line=3)))
    headings = [text for tags, _, text in found.texts if "h3" in tags]
    assert headings == ["state.blank", "po.syntax", "quotes.style"]
    details = [each for tag, each in found.elements if tag == "details"]
    assert ["open" in each for each in details[-3:]] == [True, True, False]
    lines = [text for text in found.within("p") if text.startswith("line")]
    assert lines == ["line 3", "line 12", "line 9", "line 12"]


def test_what_waits_has_its_age() -> None:
    """By locale, in a file the oldest first; whose age nobody knows comes last and says nothing."""
    asked: list[tuple[str, int]] = []

    def since(path: str, line: int) -> dt.date | None:
        asked.append((path, line))
        return {40: dt.date(2024, 6, 4), 50: dt.date(2023, 1, 9)}.get(line)

    state: dict[str, Any] = {"id": "state.missing", "severity": Severity.MISSING}
    findings = [finding("", line=line, **state) for line in (0, 30, 40, 50)]
    found = read(result(*findings, finding(line=7)), language="be", since=since)
    lines = [text for text in found.within("section") if text.startswith(("line", "since"))]
    assert lines == ["line 7", "line 50", "since 9 студзеня 2023\u00a0г.", "line 40", "since 4 чэрвеня 2024\u00a0г.",
                     "line 30"]  # fmt: skip
    assert set(asked) == {(NEWS, 30), (NEWS, 40), (NEWS, 50)}


def test_what_became_of_a_fuzzy_source_is_shown() -> None:
    """Old and new words, in the language of the source."""
    found = read(result(AWKWARD["fuzzy"]))
    assert found.within("del") == ["old"]
    assert found.lang("See the") == "en"
    assert "changed" in found.within("dt")
    assert "source" not in found.within("dt")


def test_a_suggestion_can_be_told_from_a_space() -> None:
    """A no-break space is written by its number, where it is what should be typed."""
    found = read(result(finding("5 %", target_span=(1, 2), suggestion="\u00a0")))
    assert "‹U+00A0›" in found.within("dd")


def test_a_page_has_an_end() -> None:
    """Of one rule and one language so many are shown, and how many more there are."""
    many = [finding(line=line) for line in range(1, SHOWN + 21)]
    found = read(result(*many))
    assert sum(text.startswith("line ") for text in found.within("p")) == SHOWN
    assert "More of them, found by 'navina check': 20" in found.within("p")


def test_a_site_with_nothing_wrong_is_told_so() -> None:
    """No empty list, and no table without a row."""
    found = read(Result((Progress(NEWS, "be", "news", 4, 0, 0, 0, 40, 40),), ()))
    assert {"No mistakes were found.", "Everything is translated."} <= set(found.within("p"))
    assert read(Result((), ())).within("table") == []


def test_a_language_that_nobody_knows_keeps_its_tag() -> None:
    """A single file may be in any language."""
    assert "xx-abc" in read(Result((Progress("a.po", "xx-abc", "a", 1, 0, 0, 0, 4, 4),), ())).within("th")


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_page_fits_the_screen(page: Page, tmp_path: Path, width: int) -> None:
    """Nothing sticks out, whatever the texts; in a browser that asks for the file alone."""
    file = tmp_path / "report.html"
    printed = reports.render("html", EVERYTHING)
    file.write_text(re.sub("<details>", "<details open>", printed), "utf-8")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("mark").first.is_visible()
    assert requests == [file.as_uri()]
