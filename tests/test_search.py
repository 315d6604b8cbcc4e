"""The search index: which pages are in it, what of them, how it is written down, and what the search page may do."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import search
from pipeline._search_index import LAST, MORE, WEIGHTS, encoded, front_coded, stems, weight
from pipeline._search_text import Piece, Place, pieces
from pipeline.build import build, theme_file
from pipeline.config import Settings
from pipeline.page import Kind
from pipeline.plan import plan
from pipeline.render import POLICY, Renderer
from tests.fixture_site import copy, every, load, make_catalog, make_entry, one, read, text, tree

if TYPE_CHECKING:
    from pipeline.entry import Entry
    from pipeline.page import Made
    from pipeline.plan import Catalogs

SETTINGS = Settings(Path("site"), locales=("be", "pl"))
HOME = make_entry("content/index.md", title="The site", summary="What it is")


def made(*entries: Entry, catalogs: Catalogs | None = None, settings: Settings = SETTINGS) -> dict[str, Made]:
    """Return the files of the search by path."""
    found = plan((HOME, *entries), catalogs or {}, settings)
    files = search.files(found, Renderer(found, catalogs or {}, settings), settings)
    return {file.path: file for file in files}


def index(*entries: Entry, catalogs: Catalogs | None = None, locale: str = "en") -> dict[str, Any]:
    """Return the index of a locale as the script gets it."""
    data = made(*entries, catalogs=catalogs)[f"{locale}/search-index.js"].data.decode()
    call = re.fullmatch(r"searchIndex\((.*)\);\n", data, re.DOTALL)
    assert call
    found: dict[str, Any] = json.loads(call[1])
    return found


def decoded(found: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Return the weight of each stem on each page, read as the script reads it."""
    terms = _terms(found["stems"])
    names = [row[0] for row in found["pages"]]
    stretches = found["found"].split(" ") if terms else []
    return {
        term: {names[page]: value for page, value in _numbers(stretch).items()}
        for term, stretch in zip(terms, stretches, strict=True)
    }


def _terms(coded: str) -> list[str]:
    terms = [""]
    for sign, rest in re.findall("([A-Z])([^A-Z]*)", coded):
        terms.append(terms[-1][: ord(sign) - ord("A")] + rest)
    return terms[1:]


def _numbers(stretch: str) -> dict[int, int]:
    found: dict[int, int] = {}
    page, number = -1, 0
    for sign in stretch:
        if sign in LAST:
            page += number * 32 + LAST.index(sign) + 1
            number, found[page] = 0, 0
        elif sign in MORE:
            number = number * 32 + MORE.index(sign)
        else:
            found[page] = WEIGHTS.index(sign)
    return found


def test_every_stem_leads_to_its_pages() -> None:
    """The index has the words of the title, the summary, the tags, the headings and the body, with their weights."""
    one_page = make_entry(
        "content/news/a.md", "## Judges\n\nPrisons, prisons and *pri*sons.", title="Lawyers", summary="Appeals",
        tags="[elections]",
    )  # fmt: skip
    found = decoded(index(one_page))
    assert found == {
        "lawyer": {"news/a.html": Place.TITLE * 4},
        "appeal": {"news/a.html": Place.SUMMARY * 4},
        "elect": {"news/a.html": Place.TAG * 4},
        "judg": {"news/a.html": Place.HEADING * 4},
        "prison": {"news/a.html": Place.BODY * 4 + 1},
    }


def test_common_words_are_left_out() -> None:
    """Words that are on every page take no room."""
    assert set(decoded(index(make_entry("content/a.md", "It is what they have.", title="The court")))) == {"court"}


def test_pages_are_shown_as_listings_show_them() -> None:
    """A page has its address from the search page, title, summary, section and day."""
    found = index(
        make_entry("content/news/a.md", title="Lawyers", summary="Appeals", date="2024-06-04"),
        make_entry("content/about.md", title="About"),
    )
    assert found["sections"] == ["News"]
    assert found["pages"] == [
        ["news/a.html", "Lawyers", "Appeals", 0, "2024-06-04", "June 4, 2024"],
        ["about.html", "About", "", -1],
    ]


def test_newest_pages_come_first() -> None:
    """The order of the pages is that of the listings, which decides between equally good ones."""
    entries = [
        make_entry(f"content/{year}.md", title=f"Year {year}", date=f"{year}-01-01") for year in (2023, 2025, 2024)
    ]
    assert [row[0] for row in index(*entries)["pages"]] == ["2025.html", "2024.html", "2023.html"]


def test_fallback_page_is_in_no_index_of_that_locale() -> None:
    """What is not translated is found in its own language, not below another one's chrome."""
    entries = make_entry("content/a.md", title="Court"), make_entry("content/b.md", "Bars.", title="Prison")
    translated = {"be": {"pages": make_catalog({"Court": "Суд", "Text.": "Тэкст."})}}
    assert [row[:2] for row in index(*entries, catalogs=translated, locale="be")["pages"]] == [["a.html", "Суд"]]
    assert [row[0] for row in index(*entries, catalogs=translated)["pages"]] == ["a.html", "b.html"]


def test_drafts_and_hidden_pages_are_not_there() -> None:
    """Neither the index nor anything beside it names what is not published."""
    hidden = make_entry("content/b.md", "Sekret.", title="Sekret", draft="true")
    assert b"sekret" not in made(make_entry("content/a.md"), hidden)["en/search-index.js"].data.lower()


def test_untranslated_passage_is_found_by_its_own_language() -> None:
    """In a page that is translated in part, what is still English has English stems, and its summary says `en`."""
    entry = make_entry("content/a.md", "Text.\n\nThe lawyers appealed.", title="Court", summary="Two hearings")
    found = index(entry, catalogs={"be": {"pages": make_catalog({"Court": "Суды", "Text.": "Тэкст."})}}, locale="be")
    assert set(decoded(found)) == {"суд", "такст", "lawyer", "appeal", "two", "hear"}
    assert found["pages"] == [["a.html", "Суды", ["Two hearings", "en"], -1]]


def test_index_brings_the_rules_of_its_languages() -> None:
    """The locale's own rules come first, then those of the source; a language without any takes words as they are."""
    both = {"pages": make_catalog({"A title": "Загаловак", "Text.": "Тэкст."})}
    found = index(make_entry("content/a.md"), catalogs={"be": both, "pl": both}, locale="pl")
    assert list(found["languages"]) == ["pl", "en"]
    assert found["languages"]["pl"]["steps"] == []
    assert list(index(make_entry("content/a.md"))["languages"]) == ["en"]


def test_site_without_entries_has_no_search() -> None:
    """Where there is nothing to find there is neither a script nor an index."""
    assert made() == {}


def test_same_site_same_bytes() -> None:
    """Neither the order of the entries nor that of a set or a dict changes the files."""
    entries = [make_entry(f"content/{name}.md", f"Word {name} court.", tags="[b, a]") for name in "cab"]
    assert made(*entries) == made(*reversed(entries))


def test_script_is_the_themes(tmp_path: Path) -> None:
    """The script passes through the templates unchanged; a site's own theme may have another one."""
    assert made(make_entry("content/a.md"))["assets/search.js"].data == theme_file("search.js")
    root = copy(tmp_path)
    (root / "theme").mkdir()
    (root / "theme/search.js").write_text("own();\n", encoding="utf-8")
    settings = root / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8").replace("[tool.navina]", '[tool.navina]\ntheme = "theme"'), "utf-8")
    build(load(root))
    assert (root / "build/assets/search.js").read_bytes() == b"own();\n"


def test_script_keeps_no_trace() -> None:
    """Nothing in the script asks for anything but the index, writes into an address or stores; data is no HTML."""
    script = theme_file("search.js").decode()
    banned = r"innerHTML|outerHTML|insertAdjacent|document\.write|fetch\(|XMLHttp|sendBeacon|Storage|cookie|history\b"
    assert re.findall(rf"{banned}|location|eval|Function\(|https?:|indexedDB|caches|postMessage|import\(", script) == []


def test_only_the_search_page_runs_a_script(tmp_path: Path) -> None:
    """One classic script on the search page, allowed by that page's policy; none anywhere else."""
    root = copy(tmp_path)
    result = build(load(root))
    for page in result.plan.pages:
        document = tree((root / "build" / page.path).read_text("utf-8"))
        scripts = [dict(each.attrib) for each in every(document, "script")]
        policies = [each.get("content", "") for each in every(document, "meta", http_equiv="Content-Security-Policy")]
        if page.kind is Kind.SEARCH:
            assert scripts == [{"src": "../assets/search.js", "data-index": "search-index.js"}]
            assert policies == [f"{POLICY}; script-src 'self'"]
        else:
            assert scripts == []
            assert [policy for policy in policies if "script-src" in policy] == []
    files = read(root / "build")
    assert {"assets/search.js", *(f"{locale}/search-index.js" for locale in ("en", "be", "ru"))} <= files.keys()


def test_page_stands_without_scripts(tmp_path: Path) -> None:
    """The page leads to the lists of all entries; the form, which needs the script, is hidden and sends nothing."""
    root = copy(tmp_path)
    build(load(root))
    document = tree((root / "build/en/search.html").read_text("utf-8"))
    instead = one(document, "p", class_="instead")
    assert text(instead).startswith("The search works only where scripts are allowed.")
    assert [each.get("href") for each in every(instead, "a")] == ["a-z.html", "all.html"]
    form = one(document, "form")
    assert form.get("hidden") == ""
    assert form.get("action") is form.get("method") is None
    field = one(form, "input")
    assert field.get("name") is None
    assert (field.get("autocomplete"), field.get("id")) == ("off", one(form, "label").get("for"))
    assert one(document, "p", class_="count").get("aria-live") == "polite"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One <em>wo</em>rd</p>", [(Place.BODY, "One word", "be")]),
        ("<ul><li>a</li><li>b</li></ul>", [(Place.BODY, "a", "be"), (Place.BODY, "b", "be")]),
        ("<p>a<br>b</p>", [(Place.BODY, "a", "be"), (Place.BODY, "b", "be")]),
        ('<h2 id="x">Суд<a class="headerlink" href="#x">#</a></h2>', [(Place.HEADING, "Суд", "be")]),
        ('<p>Суд<sup><a class="footnote-ref" href="#f">1</a></sup></p>', [(Place.BODY, "Суд", "be")]),
        ('<p lang="en">Court</p><p>суд</p>', [(Place.BODY, "Court", "en"), (Place.BODY, "суд", "be")]),
        ('<p>суд <span lang="en">court</span></p>', [(Place.BODY, "суд", "be"), (Place.BODY, "court", "en")]),
        ('<p><img alt="Слупкі" src="x.png"></p>', [(Place.BODY, "Слупкі", "be")]),
        ('<div class="toc"><a href="#a">Змест</a></div>', []),
        ("<p>a &amp; b&nbsp;c</p>", [(Place.BODY, "a & b c", "be")]),
    ],
)
def test_text_of_a_body(html: str, expected: list[tuple[Place, str, str]]) -> None:
    """A block is a piece, an inline element is none; signs are left out; what is in another language says so."""
    assert [tuple(piece) for piece in pieces(html, "be")] == expected


def test_word_is_stemmed_by_its_alphabet() -> None:
    """A Latin name in a Belarusian text is taken for English, a Belarusian one in English for Belarusian."""
    known = ["be", "en"]
    assert list(stems(Piece(Place.BODY, "Судамі courts", "be"), known)) == ["суд", "court"]
    assert list(stems(Piece(Place.BODY, "Судамі courts", "en"), known)) == ["суд", "court"]
    assert list(stems(Piece(Place.BODY, "2024 23", "en"), known)) == ["2024", "23"]


def test_weight_is_place_before_number() -> None:
    """One word in a title weighs more than any number of them in a summary, and so on down to the body."""
    best = [weight(Counter({place: 100})) for place in Place]
    least = [weight(Counter({place: 1})) for place in Place]
    assert all(low > high for low, high in zip(least[1:], best, strict=False))
    assert [weight(Counter({Place.BODY: number})) for number in (1, 2, 3, 4, 7, 8, 99)] == [0, 1, 1, 2, 2, 3, 3]


@given(st.sets(st.text("абвг12", min_size=1, max_size=40)))
def test_stems_can_be_read_again(terms: set[str]) -> None:
    """Front coding loses nothing."""
    assert _terms(front_coded(sorted(terms))) == sorted(terms)


@given(st.dictionaries(st.integers(0, 5000), st.integers(0, len(WEIGHTS) - 1)))
def test_pages_can_be_read_again(weights: dict[int, int]) -> None:
    """The numbers of pages and their weights lose nothing, however many pages there are."""
    assert _numbers(encoded(weights)) == weights


def test_signs_do_not_clash() -> None:
    """Each sign says one thing, none of them is a space, and none needs an escape in JSON or a script."""
    signs = LAST + MORE + WEIGHTS
    assert len(set(signs)) == len(signs) == 32 + 32 + 20
    assert set(signs).isdisjoint(' "\\<&')
