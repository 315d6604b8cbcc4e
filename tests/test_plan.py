"""The plan: which pages there are, in what state, in what order, and what stops it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.catalog import CatalogMessage
from pipeline.config import Settings
from pipeline.errors import ConfigError, SourceError
from pipeline.plan import Counts, File, Kind, Standing, plan
from pipeline.strings import Text
from tests.fixture_site import catalog_of, make_catalog, make_entry

if TYPE_CHECKING:
    from pipeline.catalog import Catalog
    from pipeline.entry import Entry
    from pipeline.plan import Plan

SETTINGS = Settings(Path("site"), locales=("be", "ru"))
HOME = make_entry("content/index.md", title="The site", summary="What it is")


def planned(*entries: Entry, settings: Settings = SETTINGS, files: tuple[str, ...] = ()) -> Plan:
    """Return the plan of a site without catalogs."""
    return plan((HOME, *entries), {}, settings, files)


def dated(entry: Entry, date: dt.date | None) -> Entry:
    """Return the entry with a date."""
    return replace(entry, date=date)


def paths(found: Plan) -> list[str]:
    """Return the paths of the pages."""
    return sorted(page.path for page in found.pages)


def test_every_page_is_in_every_locale() -> None:
    """The home, a section's listing and each entry stand under every locale, the source's too."""
    found = planned(make_entry("content/news/x.md"), make_entry("content/about.md"))
    names = ["a-z.html", "about.html", "all.html", "index.html", "news/index.html", "news/x.html", "search.html"]
    assert paths(found) == sorted(
        ["404.html", "index.html", *(f"{locale}/{name}" for locale in ("be", "en", "ru") for name in names)]
    )


def test_root_belongs_to_no_locale() -> None:
    """The page that lists the languages has the site's own title, in the source language."""
    root = planned().pages[0]
    assert (root.path, root.kind, root.locale, root.title) == ("index.html", Kind.LANGUAGES, "", Text("The site"))


def test_drafts_have_no_page() -> None:
    """A draft is in no locale and no listing; a section of drafts alone does not exist."""
    found = planned(make_entry("content/news/x.md", draft="true"))
    assert not [path for path in paths(found) if "news" in path]
    assert found.sections("be") == found.listing("be", "news") == ()


def test_entry_in_a_folder_of_a_section_keeps_its_path() -> None:
    """A deeper folder is part of the address; the section is the top-level one."""
    found = planned(make_entry("content/news/2024/x.md"))
    page = found.page("be", "news/2024/x.html")
    assert page
    assert found.listing("be", "news") == (page,)


def test_entries_are_sorted_newest_first_then_by_path() -> None:
    """Dated entries come newest first; of the same day by path; the undated ones after them, by path."""
    dates = {"a": dt.date(2024, 1, 1), "b": None, "c": dt.date(2024, 3, 1), "d": dt.date(2024, 3, 1), "e": None}
    entries = [dated(make_entry(f"content/news/{slug}.md"), date) for slug, date in dates.items()]
    found = planned(*reversed(entries))
    assert [page.name for page in found.listing("ru", "news")] == [f"news/{slug}.html" for slug in "cdabe"]


def test_neighbours_follow_the_listing() -> None:
    """Previous and next walk the listing of the locale; the ends have one neighbour, a lone page none."""
    found = planned(*(make_entry(f"content/news/{slug}.md") for slug in "abc"), make_entry("content/about.md"))
    first, second, third = found.listing("be", "news")
    assert [found.neighbours(page) for page in (first, second, third)] == [
        (None, second),
        (first, third),
        (second, None),
    ]
    about = found.page("be", "about.html")
    assert about
    assert found.neighbours(about) == (None, None)


def test_alternates_are_the_same_page_in_the_order_of_the_settings() -> None:
    """Whatever page one starts from, the set of languages is the same and leads back."""
    found = planned(make_entry("content/news/x.md"))
    for page in (page for page in found.pages if page.locale):
        others = found.alternates(page)
        assert [other.locale for other in others] == ["en", "be", "ru"]
        assert {other.name for other in others} == {page.name}
        assert page in others


def test_sections_stand_in_the_order_of_the_menu() -> None:
    """The menu's sections first, in its order; the others by folder."""
    settings = replace(SETTINGS, menu=("news", "about.md", "docs"))
    entries = (make_entry(f"content/{folder}/x.md") for folder in ("archive", "docs", "news", "zine"))
    found = planned(*entries, make_entry("content/about.md"), settings=settings)
    assert [page.section for page in found.sections("be")] == ["news", "docs", "archive", "zine"]


BODY = "One.\n\nTwo.\n\nThree *stars*.\n\nFour."


def test_messages_are_counted_by_state() -> None:
    """Title, summary and body count; a fuzzy, a missing and a refused message are each counted as what they are."""
    entry = make_entry("content/x.md", BODY, summary="In short")
    catalog = catalog_of(
        CatalogMessage(None, "A title", msgstr=("Загаловак",)),
        CatalogMessage(None, "One.", msgstr=("Адзін.",)),
        CatalogMessage(None, "Two.", msgstr=("Два.",), fuzzy=True),
        CatalogMessage(None, "Three *stars*.", msgstr=("Тры зоркі.",)),
        CatalogMessage(None, "Four."),
        domain="pages",
    )
    found = plan((HOME, entry), {"be": {"pages": catalog}}, SETTINGS)
    page = found.page("be", "x.html")
    assert page
    assert page.counts == Counts(translated=2, fuzzy=1, missing=2, refused=1, words=9, words_translated=3)
    assert (page.counts.total, page.counts.untranslated, page.is_fallback) == (6, 4, False)
    assert (page.title, page.summary) == (Text("Загаловак"), Text("In short", "en"))


def test_source_locale_has_nothing_to_translate() -> None:
    """In the source locale all is as it was written: no counts, no marks, no fallback."""
    page = planned(make_entry("content/x.md", summary="In short")).page("en", "x.html")
    assert page
    assert (page.counts, page.title, page.summary) == (Counts(), Text("A title"), Text("In short"))
    assert not page.is_fallback


def test_page_without_a_translation_is_a_fallback() -> None:
    """Without a catalog the page is still there; it is the source text, and says so."""
    page = planned(make_entry("content/x.md")).page("ru", "x.html")
    assert page
    assert page.is_fallback
    assert page.title == Text("A title", "en")


def test_title_in_a_translation_is_one_line() -> None:
    """A line break in the translation of a title is a space."""
    catalog = make_catalog({"A title": "Адзін\nрадок"})
    page = plan((HOME, make_entry("content/x.md")), {"be": {"pages": catalog}}, SETTINGS).page("be", "x.html")
    assert page
    assert page.title == Text("Адзін радок")


def test_title_with_a_control_character_is_refused() -> None:
    """A title that a page cannot hold is shown in the source language."""
    catalog = make_catalog({"A title": "Зага\x02ловак"})
    page = plan((HOME, make_entry("content/x.md")), {"be": {"pages": catalog}}, SETTINGS).page("be", "x.html")
    assert page
    assert (page.title, page.counts.refused) == (Text("A title", "en"), 1)


def test_names_of_sections_and_tags_come_from_the_site_catalog() -> None:
    """A translated name is shown; the other is in the source language and marked."""
    site = catalog_of(
        CatalogMessage("section", "News", msgstr=("Навіны",)), CatalogMessage("tag", "courts", msgstr=("суды",))
    )
    entry = make_entry("content/news/x.md", tags="[courts, elections]")
    found = plan((HOME, entry), {"be": {"site": site}}, SETTINGS)
    page, section = found.page("be", "news/x.html"), found.page("be", "news/index.html")
    assert page
    assert section
    assert section.title == Text("Навіны")
    assert [each.title for each in found.of_kind("be", Kind.TAG)] == [Text("суды"), Text("elections", "en")]


def test_two_sources_cannot_have_one_page() -> None:
    """Names that differ in capitals alone are one file on many disks; both sources are named."""
    with pytest.raises(SourceError) as caught:
        planned(make_entry("content/news/X.md"), make_entry("content/news/x.md"), make_entry("content/news/index.md"))
    assert [str(problem) for problem in caught.value.problems] == [
        "content/news/: would be written to the same file as 'content/news/index.md' ('news/index.html'). "
        "Rename one of the two.",
        "content/news/x.md: would be written to the same file as 'content/news/X.md' ('news/x.html'). "
        "Rename one of the two.",
    ]


def test_two_files_cannot_have_one_name() -> None:
    """What lies beside the entries is held to the same rule."""
    with pytest.raises(SourceError, match=r"content/news/a\.png: would be written to the same file as 'content/news/A"):
        planned(files=("content/news/a.png", "content/news/A.PNG"))


@pytest.mark.parametrize("name", ["Справаздача.pdf", "a" * 97 + ".pdf", "a\tb.pdf"])
def test_file_names_must_fit_every_disk(name: str) -> None:
    """A name beyond ASCII, beyond 100 characters or with a control character is refused."""
    with pytest.raises(SourceError) as caught:
        planned(files=(f"content/{name}",))
    assert caught.value.problems[0].path == f"content/{name}"
    assert "cannot be published" in str(caught.value)


def test_home_page_is_needed() -> None:
    """A site has a name, and a draft of the home page is none."""
    for entries in ((), (replace(HOME, draft=True),)):
        with pytest.raises(SourceError, match=r"content/index\.md: the home page is missing"):
            plan(entries, {}, SETTINGS)


@pytest.mark.parametrize(
    ("key", "settings"),
    [
        ("menu", replace(SETTINGS, menu=("newz",))),
        ("footer", replace(SETTINGS, footer=("abuot.md",))),
        ("notice", replace(SETTINGS, notice="abuot.md")),
    ],
)
def test_menu_must_name_what_is_there(key: str, settings: Settings) -> None:
    """A section or an entry that is misspelt in the settings is an error with a suggestion."""
    with pytest.raises(ConfigError) as caught:
        planned(make_entry("content/news/x.md"), make_entry("content/about.md"), settings=settings)
    suggestion = "news" if key == "menu" else "about.md"
    assert str(caught.value).startswith(f"pyproject.toml: {key}: '")
    assert f"Did you mean '{suggestion}'?" in str(caught.value)


def test_menu_may_name_a_draft() -> None:
    """A draft in the menu is no mistake: it is on its way."""
    settings = replace(SETTINGS, menu=("news", "about.md"))
    planned(
        make_entry("content/news/x.md", draft="true"), make_entry("content/about.md", draft="true"), settings=settings
    )


def test_file_of_a_locale_stands_in_for_the_common_one() -> None:
    """`report.be.pdf` is what Belarusian readers get for `report.pdf`; the others get that one."""
    found = planned(files=("content/news/report.pdf", "content/news/report.be.pdf"))
    common = File("content/news/report.pdf", "files/news/report.pdf")
    own = File("content/news/report.be.pdf", "files/news/report.be.pdf")
    assert [found.file(locale, "content/news/report.pdf") for locale in ("en", "be", "ru")] == [common, own, common]
    assert found.file("be", "content/news/other.pdf") is None


def test_plan_does_not_hang_on_the_order_of_entries() -> None:
    """The same entries give the same plan, in whatever order a disk lists them."""
    entries = [make_entry(f"content/{folder}/{slug}.md") for folder in ("b", "a") for slug in "yxz"]
    assert planned(*entries) == planned(*reversed(entries))


def half() -> Catalog:
    """Return a catalog with the title and half of the words of `ENTRY`."""
    return catalog_of(
        CatalogMessage(None, "A title", msgstr=("Загаловак",)), CatalogMessage(None, "One two.", msgstr=("Раз, два.",)),
        domain="pages",
    )  # fmt: skip


ENTRY = make_entry("content/x.md", "One two.\n\nThree four five six.")


@pytest.mark.parametrize(
    ("publish", "missing", "standing"),
    [
        ("always", "fallback", Standing.TRANSLATED),
        (50, "fallback", Standing.TRANSLATED),
        (51, "fallback", Standing.FALLBACK),
        (51, "hide", None),
        ("never", "fallback", Standing.FALLBACK),
        ("never", "hide", None),
    ],
)
def test_policy_decides_from_when_on_a_translation_is_a_page(
    publish: str | int, missing: str, standing: Standing | None
) -> None:
    """Four of eight words are translated, the title among them."""
    settings = replace(SETTINGS, publish={"be": publish}, missing=missing)
    found = plan((HOME, ENTRY), {"be": {"pages": half()}}, settings)
    page = found.page("be", "x.html")
    assert (page.standing if page else None) is standing
    assert (page in found.listed["be/all.html"] if "be/all.html" in found.listed else False) is (page is not None)
    source = found.page("en", "x.html")
    assert source
    assert [each.locale for each in found.alternates(source)].count("be") == (page is not None)


def test_from_some_percent_on_the_title_must_be_translated() -> None:
    """A page without a title that its reader understands is not published; without a share wanted, it is."""
    catalog = catalog_of(
        CatalogMessage(None, "Three four five six.", msgstr=("Тры чатыры пяць шэсць.",)), domain="pages"
    )
    for publish, standing in ((50, Standing.FALLBACK), ("always", Standing.TRANSLATED)):
        found = plan((HOME, ENTRY), {"be": {"pages": catalog}}, replace(SETTINGS, publish={"be": publish}))
        page = found.page("be", "x.html")
        assert page
        assert page.standing is standing


def test_an_entry_has_the_last_word() -> None:
    """What its front matter says of publishing goes before the settings."""
    entry = replace(ENTRY, publish="never")
    page = plan((HOME, entry), {"be": {"pages": half()}}, SETTINGS).page("be", "x.html")
    assert page
    assert page.is_fallback
    assert page.title == Text("A title", "en")


def test_home_page_is_never_hidden() -> None:
    """Without it no reader would find the rest."""
    page = planned(settings=replace(SETTINGS, publish={"be": "never"}, missing="hide")).page("be", "index.html")
    assert page
    assert page.is_fallback


def test_long_listing_goes_on_on_further_pages() -> None:
    """The first page keeps its address; each entry is on one of them, in the order of the whole."""
    entries = [make_entry(f"content/news/e{number}.md") for number in range(5)]
    found = planned(*entries, settings=replace(SETTINGS, page_size=2))
    names = ["news/index.html", "news/page-2.html", "news/page-3.html"]
    pages = [page for name in names if (page := found.page("be", name))]
    assert [(page.number, page.numbers) for page in pages] == [(1, 3), (2, 3), (3, 3)]
    assert tuple(each for page in pages for each in found.listed[page.path]) == found.listing("be", "news")
    assert len(found.listing("be", "news")) == 5
    assert [found.following(page, 1) for page in pages] == [pages[1], pages[2], None]
    assert [found.following(page, -1) for page in pages] == [None, pages[0], pages[1]]
    assert found.page("be", "news/page-4.html") is None


def test_switcher_leads_to_the_first_page_where_a_listing_ends_earlier() -> None:
    """A language with fewer entries has fewer pages; no switch leads nowhere."""
    entries = [make_entry(f"content/news/e{number}.md", tags="[law]") for number in range(3)]
    catalog = catalog_of(CatalogMessage(None, "A title", msgstr=("Загаловак",)), domain="news")
    settings = replace(SETTINGS, page_size=2, publish={"ru": "never"}, missing="hide")
    found = plan((HOME, *entries, make_entry("content/news/e9.md", tags="[law]", publish="always")),
                 {"be": {"news": catalog}, "ru": {"news": catalog}}, settings)  # fmt: skip
    for name, first in (("news/page-2.html", "news/index.html"), ("tags/law.page-2.html", "tags/law.html")):
        page = found.page("en", name)
        assert page
        assert [each.path for each in found.switches(page)] == [f"en/{name}", f"be/{name}", f"ru/{first}"]


def test_years_and_tags_have_their_listings() -> None:
    """Each with its entries, newest first; without dates or tags there are no such pages."""
    entries = (
        make_entry("content/news/a.md", date="2023-12-31", tags="[law]"),
        make_entry("content/news/b.md", date="2024-01-01", tags="[law, Death penalty]"),
        make_entry("content/news/c.md", date="2024-06-01"),
    )
    found = planned(*entries)

    def names(path: str) -> list[str]:
        return [page.name for page in found.listed[path]]

    assert names("be/archive/2024.html") == ["news/c.html", "news/b.html"]
    assert names("be/archive/2023.html") == ["news/a.html"]
    assert names("be/tags/law.html") == ["news/b.html", "news/a.html"]
    assert names("be/tags/death-penalty.html") == ["news/b.html"]
    assert [each.topic for each in found.of_kind("be", Kind.TAG)] == ["law", "Death penalty"]
    bare = planned(make_entry("content/news/x.md"))
    assert not [page for page in bare.pages if page.kind in (Kind.ARCHIVE, Kind.YEAR, Kind.TAGS, Kind.TAG)]


def test_alphabet_is_the_locales() -> None:
    """The same entries stand in another order in each language."""
    titles = {"a": "Ёлка", "b": "Жыта", "c": "Ева", "d": "2024"}
    entries = [make_entry(f"content/{name}.md", title=f"Title {name}") for name in titles]
    catalog = catalog_of(
        *(CatalogMessage(None, f"Title {name}", msgstr=(text,)) for name, text in titles.items()), domain="pages"
    )
    found = plan((HOME, *entries), {"be": {"pages": catalog}}, SETTINGS)
    assert [page.title.plain for page in found.listed["be/a-z.html"]] == ["2024", "Ева", "Ёлка", "Жыта"]
    assert [page.name for page in found.listed["en/a-z.html"]] == ["a.html", "b.html", "c.html", "d.html"]


def test_related_entries_share_most_tags() -> None:
    """At most three, most in common first; never the entry itself, never of another language."""
    tags = {"a": "[x, y, z]", "b": "[x]", "c": "[x, y]", "d": "[x, y, z]", "e": "[w]", "f": "[y]"}
    found = planned(*(make_entry(f"content/news/{name}.md", tags=value) for name, value in tags.items()))
    page = found.page("ru", "news/a.html")
    assert page
    assert [each.path for each in found.related(page)] == ["ru/news/d.html", "ru/news/c.html", "ru/news/b.html"]


def test_older_addresses_lead_to_the_entry() -> None:
    """One page in each language for each alias; it is in no listing and is no entry."""
    found = planned(make_entry("content/news/x.md", aliases="[2019/old.html, /older.md]"))
    aliases = [(page.path, page.target) for page in found.pages if page.kind is Kind.ALIAS and page.locale == "be"]
    assert aliases == [("be/2019/old.html", "news/x.html"), ("be/older.html", "news/x.html")]
    assert [page.name for page in found.listed["be/all.html"]] == ["news/x.html"]
    page = found.entry_page("be", "content/news/x.md")
    assert page
    assert page.name == "news/x.html"


@pytest.mark.parametrize("alias", ["news/y", "NEWS/X", "a-z"])
def test_an_older_address_cannot_be_another_page(alias: str) -> None:
    """The author is told which two claim it."""
    entries = (make_entry("content/news/x.md", aliases=f"[{alias}]"), make_entry("content/news/y.md"))
    if alias == "NEWS/X":
        entries = (make_entry("content/news/y.md", aliases=f"[{alias}]"), make_entry("content/news/x.md"))
    with pytest.raises(SourceError, match="would be written to the same file"):
        planned(*entries)
