"""Pages as readers, screen readers and search engines get them; structure is read from trees, never from text."""

from __future__ import annotations

import ast
import base64
import gzip
import hashlib
import inspect
import re
from dataclasses import replace
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jinja2 import nodes

from pipeline import render as module
from pipeline.build import plan_site, theme_file
from pipeline.config import Settings
from pipeline.extract import package_theme, shipped, theme_messages
from pipeline.passes import WIDE
from pipeline.pictures import encode, is_picture
from pipeline.plan import Kind, plan
from pipeline.render import POLICY, SCRIPTS, Renderer, environment
from pipeline.strings import placeholders
from tests.fixture_site import SOURCE, every, load, make_catalog, make_entry, one, spoken, text, tree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pipeline.catalog import Catalog
    from pipeline.entry import Entry
    from pipeline.pictures import Picture
    from pipeline.plan import Page, Plan

LOCALES = ("en", "be", "ru")


class Rendered:
    """The fixture site: its plan, and its pages as trees, each rendered once."""

    def __init__(self) -> None:
        site = load(SOURCE)
        self.plan: Plan = plan_site(site)
        renderer = Renderer(self.plan, site.catalogs, site.settings, known_pictures(self.plan))
        self.html = {page.path: renderer.render(page) for page in self.plan.pages}
        self.pages: dict[str, Page] = {page.path: page for page in self.plan.pages}
        self.trees = {path: tree(html) for path, html in self.html.items()}

    def __getitem__(self, path: str) -> Element:
        return self.trees[path]

    @property
    def framed(self) -> list[Page]:
        """Return the pages of a locale with the site around them; what leads elsewhere has no menu."""
        return [page for page in self.pages.values() if page.locale and page.kind is not Kind.ALIAS]


def known_pictures(plan: Plan) -> dict[str, Picture]:
    """Return the pictures of a plan of the fixture site, as a build has them."""
    pictures = (file.source for file in plan.files if is_picture(file.source))
    return {source: encode(source, (SOURCE / source).read_bytes())[0] for source in pictures}


@pytest.fixture(scope="module")
def site() -> Rendered:
    """Render every page of the fixture site."""
    return Rendered()


def show(
    *entries: Entry, path: str = "be/x.html", catalog: Catalog | None = None, settings: Settings | None = None
) -> Element:
    """Return one page of a site with a home page and these entries."""
    settings = settings or Settings(Path("site"), locales=("be", "ru"))
    catalogs = {"be": {catalog.domain: catalog}} if catalog else {}
    found = plan((make_entry("content/index.md", title="The site"), *entries), catalogs, settings)
    page = next(page for page in found.pages if page.path == path)
    return tree(Renderer(found, catalogs, settings).render(page))


def test_pages_are_complete_documents(site: Rendered) -> None:
    """Each page has a language, a direction, a title, one main, one h1, and no id twice."""
    for path, root in site.trees.items():
        page = one(root, "html")
        assert page.attrib == {"lang": site.pages[path].locale or "en", "dir": "ltr"}, path
        assert text(one(root, "title")), path
        headings = list(one(root, "main").iter("h1"))
        assert [bool(text(each)) for each in headings] == [True] * (site.pages[path].kind is not Kind.ALIAS), path
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), path


def test_policy_comes_first(site: Rendered) -> None:
    """Nothing stands in the head before the policy that forbids the rest; the character set follows at once."""
    for path, root in site.trees.items():
        first, second = list(one(root, "head"))[:2]
        policy = str(POLICY + SCRIPTS if site.pages[path].kind is Kind.SEARCH else POLICY)
        if site.pages[path].kind is Kind.NOT_FOUND:
            digest = base64.b64encode(hashlib.sha256((one(root, "style").text or "").encode()).digest()).decode()
            policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        assert first.attrib == {"http-equiv": "Content-Security-Policy", "content": policy}
        assert second.attrib == {"charset": "utf-8"}
        assert one(root, "meta", name="referrer").get("content") == "no-referrer"
    assert "script" not in POLICY
    assert POLICY.startswith("default-src 'none'; ")


def test_nothing_runs_and_nothing_is_styled_inline(site: Rendered) -> None:
    """No page has a handler, an inline style, a frame or a generator tag.

    The search page alone has one script of the site and a form that leads nowhere, the page for lost addresses alone
    has a style, as nobody knows from where it would fetch one.
    """
    besides = {Kind.SEARCH: ["form", "script"], Kind.NOT_FOUND: ["style"]}
    for path, root in site.trees.items():
        found = [each for each in root.iter() if each.tag in {"script", "style", "form"}]
        assert [each.tag for each in found] == besides.get(site.pages[path].kind, []), path
        assert not [each for each in found if each.tag == "form" and "action" in each.attrib]
        assert not [each for each in found if each.tag == "script" and (each.text or "src" not in each.attrib)]
        for element in root.iter():
            assert element.tag not in {"iframe", "object", "embed", "base"}
            assert not {name for name in element.keys() if name.startswith("on") or name == "style"}  # noqa: SIM118
        assert not list(every(root, "meta", name="generator"))


def test_headings_leave_no_level_out(site: Rendered) -> None:
    """A reader who jumps from heading to heading finds them in order."""
    for path, root in site.trees.items():
        levels = [int(element.tag[1]) for element in root.iter() if re.fullmatch("h[1-6]", element.tag)]
        assert levels[:1] == [1] * (site.pages[path].kind is not Kind.ALIAS), path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_ids_are_the_same_in_every_locale(site: Rendered) -> None:
    """A language switch keeps the anchor: the ids of a page do not hang on the locale, only on its letters."""
    for page in site.framed:
        if page.locale == "en" and page.kind is not Kind.ALPHABET:
            sets = {
                locale: [element.get("id") for element in site[f"{locale}/{page.name}"].iter() if element.get("id")]
                for locale in LOCALES
            }
            assert sets["be"] == sets["en"] == sets["ru"], page.name
    assert "how-we-counted" in {element.get("id") for element in site["ru/news/report.html"].iter()}


def test_switcher_leads_to_the_same_page(site: Rendered) -> None:
    """Each page lists the languages by their own names, marks its own, and leads to itself in the others."""
    for page in site.framed:
        items = list(one(site[page.path], "nav", class_="languages").iter("a"))
        assert [text(item) for item in items] == ["English", "Беларуская", "Русский"]
        assert [(item.get("lang"), item.get("hreflang")) for item in items] == [(each, each) for each in LOCALES]
        assert [item.get("hreflang") for item in items if item.get("aria-current")] == [page.locale]
        for item in items:
            target = (Path("/") / page.path).parent / str(item.get("href"))
            assert str(target.resolve()) == f"/{item.get('lang')}/{page.name}"


def test_links_are_relative_and_name_files(site: Rendered) -> None:
    """Every address inside the site is relative and leads to a page, a file or the stylesheet of the plan."""
    known = {*site.pages, *(file.path for file in site.plan.files), "assets/style.css", "assets/icon.png"}
    known |= {"assets/search.js", *(f"{locale}/feed.xml" for locale in LOCALES)}
    known |= {each.path for picture in known_pictures(site.plan).values() for each in picture.variants}
    for path, root in site.trees.items():
        for element in root.iter():
            for name in ("href", "src"):
                address = element.get(name)
                if address is None or address.startswith(("https://www.un.org", "https://vesnik.example/", "#")):
                    continue
                target = (Path("/") / path).parent / address.partition("#")[0]
                assert not address.startswith("/"), address
                assert str(target.resolve()).removeprefix("/") in known, (path, address)


def test_anchors_are_on_the_page_that_they_name(site: Rendered) -> None:
    """A link with `#` finds its heading, in every locale."""
    link = next(each for each in site["be/news/letter.html"].iter("a") if "#" in str(each.get("href", ""))[1:])
    assert link.get("href") == "report.html#how-we-counted"
    for root in site.trees.values():
        ids = {element.get("id") for element in root.iter()}
        inner = [str(a.get("href"))[1:] for a in root.iter("a") if str(a.get("href")).startswith("#")]
        assert set(inner) <= ids


def test_links_out_of_the_site_tell_nobody(site: Rendered) -> None:
    """A link to another site sends no referrer and gives no handle."""
    for locale in LOCALES:
        link = one(site[f"{locale}/news/report.html"], "a", href="https://www.un.org/")
        assert link.get("rel") == "noreferrer noopener"


def test_locale_gets_its_own_file(site: Rendered) -> None:
    """Belarusian readers download `report.be.pdf`, the others the common file."""
    found = {
        locale: [
            str(a.get("href")) for a in site[f"{locale}/news/report.html"].iter("a") if ".pdf" in str(a.get("href"))
        ]
        for locale in LOCALES
    }
    common, own = "../../files/news/report.pdf", "../../files/news/report.be.pdf"
    assert found == {"en": [common], "be": [own], "ru": [common]}


def test_text_says_its_language(site: Rendered) -> None:
    """On a Belarusian page every English text is marked, and no Belarusian text is."""
    quoted = {"English", "Беларуская", "Русский", "count --closed"}
    for path, root in site.trees.items():
        locale = site.pages[path].locale
        if locale in ("be", "ru"):
            for phrase, lang in spoken(one(root, "body")):
                if phrase in quoted or not re.search("[A-Za-zА-я]{2}", phrase):
                    continue
                cyrillic = bool(re.search("[А-яІіЎў]", phrase))
                assert (lang is None) == cyrillic, (path, phrase, lang)


def test_mark_follows_the_text_everywhere(site: Rendered) -> None:
    """A title that is not translated is marked where it stands: heading, title, listing, previous and next."""
    title = "Where the old issues are"
    assert one(site["be/news/archive.html"], "h1").get("lang") == "en"
    assert one(site["be/news/archive.html"], "title").get("lang") == "en"
    for path in (
        "news/page-2.html",
        "news/hearing.html",
        "news/report.html",
        "a-z.html",
        "all.html",
        "tags/courts.html",
    ):
        links = [link for link in site[f"be/{path}"].iter("a") if text(link) == title]
        assert {link.get("lang") for link in links} == {"en"}, path


def test_page_says_what_is_not_translated(site: Rendered) -> None:
    """The notice counts in the reader's language, with the right plural, and leads to the original."""
    found = {
        path: text(one(site[path], "p", class_="state"))
        for path in ("be/news/letter.html", "ru/news/letter.html", "ru/news/report.html", "be/news/archive.html")
    }
    assert found == {
        "be/news/letter.html": "1 фрагмент з 4 яшчэ не перакладзены і паказаны ў арыгінале. Арыгінал: English",
        "ru/news/letter.html": "2 фрагмента из 4 ещё не переведены и показаны в оригинале. Оригинал: English",
        "ru/news/report.html": "5 фрагментов из 26 ещё не переведены и показаны в оригинале. Оригинал: English",
        "be/news/archive.html": "Гэтая старонка яшчэ не перакладзена. Вы бачыце арыгінал. Арыгінал: English",
    }
    link = one(one(site["ru/news/letter.html"], "p", class_="state"), "a")
    assert link.get("href") == "../../en/news/letter.html"


def test_translated_page_says_nothing_of_its_state(site: Rendered) -> None:
    """A page without a gap, and every page in the source language, has no such notice."""
    for path in ("be/news/report.html", "be/index.html", "en/news/archive.html", "en/news/letter.html"):
        assert not list(every(site[path], "p", class_="state")), path


def test_refused_translation_is_not_shown(site: Rendered) -> None:
    """A translation that leads elsewhere is not published: its address is nowhere in the page."""
    assert "wrong.example" not in site.html["ru/news/letter.html"]
    paragraphs = {text(p): p.get("lang") for p in site["ru/news/letter.html"].iter("p")}
    assert paragraphs["I came to the court at nine. See how you count."] == "en"


def test_skipped_text_is_marked_too(site: Rendered) -> None:
    """What the author keeps from the translators is still in the source language."""
    paragraphs = {text(p): p.get("lang") for p in site["be/news/letter.html"].iter("p")}
    assert paragraphs["Minsk, May 2024"] == "en"


def test_drafts_leave_no_trace(site: Rendered) -> None:
    """Neither the address nor the title of a draft is on any page."""
    for html in site.html.values():
        assert "plans" not in html
        assert "nobody may see" not in html


def test_notice_is_on_every_page(site: Rendered) -> None:
    """The summary of the safety page, in the reader's language, with a link; the root has it in each language."""
    says = {"en": "Safety Reading this", "be": "Бяспека Чытаць гэты", "ru": "Безопасность Читать этот"}
    for page in site.framed:
        notice = one(site[page.path], "aside", class_="alert")
        assert text(notice).startswith(says[page.locale])
        target = (Path("/") / page.path).parent / str(one(notice, "a").get("href"))
        assert str(target.resolve()) == f"/{page.locale}/safety.html"
    notices = [text(each) for each in every(site["index.html"], "div", class_="alert")]
    assert [notice[:8] for notice in notices] == [says[locale][:8] for locale in LOCALES]


def test_root_lists_the_languages(site: Rendered) -> None:
    """The root is a page, not a redirect: each language by its own name, in its own language."""
    root = site["index.html"]
    sections = list(every(root, "section", class_="edition"))
    assert [(each.get("lang"), text(one(each, "h2"))) for each in sections] == [
        ("en", "English"), ("be", "Беларуская"), ("ru", "Русский"),
    ]  # fmt: skip
    assert [one(one(each, "h2"), "a").get("href") for each in sections] == [f"{each}/index.html" for each in LOCALES]
    assert "Невялікая газета пра суды і выбары." in text(sections[1])
    assert not list(every(root, "meta", http_equiv="refresh"))


def test_menu_marks_where_the_reader_is(site: Rendered) -> None:
    """The menu marks the page itself as "page" and the section of an entry as "true"."""

    def marks(path: str) -> list[tuple[str, str | None]]:
        menu = one(site[path], "nav", class_="menu")
        return [(text(link), link.get("aria-current")) for link in menu.iter("a")]

    assert marks("be/news/index.html") == [("Навіны", "page"), ("Пра нас", None)]
    assert marks("be/news/report.html") == [("Навіны", "true"), ("Пра нас", None)]
    assert marks("be/about.html") == [("Навіны", None), ("Пра нас", "page")]
    assert marks("be/safety.html") == [("Навіны", None), ("Пра нас", None)]


def test_entry_shows_its_dates_and_tags(site: Rendered) -> None:
    """Dates in the locale's long form, with the day for machines; each tag leads to all entries that have it."""
    about = one(site["be/news/report.html"], "ul", class_="about")
    assert [text(item) for item in about] == ["4 чэрвеня 2024 г.", "Абноўлена: 1 ліпеня 2024 г.", "Тэгі: суды, выбары"]
    assert [item.get("datetime") for item in about.iter("time")] == ["2024-06-04", "2024-07-01"]
    tags = list(one(site["ru/news/report.html"], "ul", class_="about"))[2]
    assert [(text(link), link.get("lang"), link.get("href")) for link in tags.iter("a")] == [
        ("суды", None, "../tags/courts.html"), ("elections", "en", "../tags/elections.html"),
    ]  # fmt: skip


def test_entry_without_a_date_shows_none(site: Rendered) -> None:
    """An undated entry has no time element, on its page or in a listing."""
    assert not list(one(site["en/news/archive.html"], "article").iter("time"))
    items = list(one(site["en/tags/courts.html"], "ul", class_="entries"))
    assert [len(list(item.iter("time"))) for item in items] == [1, 1, 0]


def test_long_page_has_a_table_of_contents(site: Rendered) -> None:
    """From three headings on, with the levels nested, in the reader's language."""
    contents = one(site["be/news/report.html"], "nav", class_="contents")
    links = [(link.get("href"), text(link)) for link in contents.iter("a")]
    assert links == [
        ("#the-figures", "Лічбы"), ("#how-we-counted", "Як мы лічылі"), ("#what-we-ask-for", "Чаго мы патрабуем"),
    ]  # fmt: skip
    assert [text(link) for link in contents.findall("./ul/li/ul/li/a")] == ["Як мы лічылі"]
    assert contents.get("aria-label") == "Змест"


def test_short_page_and_page_with_its_own_contents_have_none() -> None:
    """Two headings need no list, and an author who placed one gets no second."""
    short, long = "## One\n\nText.\n\n## Two\n\nText.", "## One\n\n## Two\n\n## Three\n"
    assert not list(every(show(make_entry("content/x.md", short)), "nav", class_="contents"))
    assert list(every(show(make_entry("content/x.md", long)), "nav", class_="contents"))
    own = show(make_entry("content/x.md", f"[TOC]\n\n{long}"))
    assert not list(every(own, "nav", class_="contents"))
    assert one(own, "div", class_="toc") is not None


def test_contents_mark_what_is_not_translated() -> None:
    """A heading in English is marked as such in the list of headings as well."""
    entry = make_entry("content/x.md", "## One\n\n## Two *x*\n\n## Three\n")
    contents = one(show(entry, catalog=make_catalog({"One": "Адзін"})), "nav", class_="contents")
    assert [link.get("lang") for link in contents.iter("a")] == [None, "en", "en"]


def test_listing_has_what_a_reader_chooses_by(site: Rendered) -> None:
    """Title, date and summary of each entry, newest first."""
    items = list(one(site["be/news/index.html"], "ul", class_="entries"))
    assert [text(item) for item in items] == [
        "Справаздача пра суды: 2024 4 чэрвеня 2024 г. Мы прыйшлі на 63 пасяджэнні. Большасць былі закрытыя.",
        "Ліст ад чытача 20 мая 2024 г. «Мяне не пусцілі».",
        "Пасяджэнне 14 лістапада 14 лістапада 2023 г. Яно доўжылася дванаццаць хвілін.",
    ]


def test_home_shows_the_first_entries_of_each_section() -> None:
    """Three entries a section, under a heading that leads to all of them."""
    entries = [make_entry(f"content/news/{slug}.md", title=slug) for slug in "abcde"]
    shelves = one(show(*entries, path="en/index.html"), "div", class_="shelves")
    assert [text(link) for link in shelves.iter("a")] == ["News", "a", "b", "c"]
    assert one(shelves, "h2")[0].get("href") == "news/index.html"


def test_neighbours_are_linked(site: Rendered) -> None:
    """The entry in the middle leads both ways, the ends one way, a page outside a section nowhere."""

    def around(path: str) -> list[tuple[str | None, str | None]]:
        return [
            (link.get("rel"), link.get("href"))
            for nav in every(site[path], "nav", class_="around")
            for link in nav.iter("a")
        ]

    assert around("be/news/report.html") == [("next", "letter.html")]
    assert around("be/news/letter.html") == [("prev", "report.html"), ("next", "hearing.html")]
    assert around("be/about.html") == []


def test_skip_link_leads_to_the_content(site: Rendered) -> None:
    """The first link of the body jumps over the header to what can be focused."""
    for page in (site.plan.pages[0], *site.framed):
        root = site[page.path]
        link = next(one(root, "body").iter("a"))
        assert link.get("href") == f"#{one(root, 'main').get('id')}"
        assert one(root, "main").get("tabindex") == "-1"


def head_links(root: Element, rel: str) -> list[tuple[str | None, str | None]]:
    """Return the links of a head with this relation, as language and address."""
    links = every(one(root, "head"), "link", rel=rel)
    return [(link.get("hreflang"), link.get("href")) for link in links if "type" not in link.attrib]


def test_search_engines_learn_of_the_other_languages(site: Rendered) -> None:
    """Alternates are absolute, name the page itself too, and the default is the original; the root's is the root."""
    base = "https://vesnik.example"
    assert head_links(site["be/news/report.html"], "alternate") == [
        *((locale, f"{base}/{locale}/news/report.html") for locale in LOCALES),
        ("x-default", f"{base}/en/news/report.html"),
    ]
    homes = [*((locale, f"{base}/{locale}/index.html") for locale in LOCALES), ("x-default", f"{base}/index.html")]
    assert head_links(site["be/index.html"], "alternate") == homes
    assert head_links(site["index.html"], "alternate") == homes
    assert head_links(site["be/about.html"], "canonical") == [(None, f"{base}/be/about.html")]


def test_alternates_lead_back(site: Rendered) -> None:
    """Whatever names another page as its alternate is named by it."""
    named = {path: {href for _, href in head_links(root, "alternate")} for path, root in site.trees.items()}
    for path, hrefs in named.items():
        for href in hrefs:
            other = str(href).removeprefix("https://vesnik.example/")
            assert f"https://vesnik.example/{path}" in named[other], (path, other)


def test_fallback_page_stands_back_behind_the_original(site: Rendered) -> None:
    """A page of which nothing is translated is not indexed; the original counts."""
    root = site["be/news/archive.html"]
    assert one(root, "meta", name="robots").get("content") == "noindex"
    assert head_links(root, "canonical") == [(None, "https://vesnik.example/en/news/archive.html")]
    assert head_links(root, "alternate") == []
    for path, page in site.pages.items():
        hidden = page.is_fallback or page.kind in (Kind.ALIAS, Kind.NOT_FOUND)
        assert len(list(every(site[path], "meta", name="robots"))) == hidden, path
    assert site.pages["ru/news/hearing.html"].is_fallback


def test_site_without_an_address_has_no_absolute_ones() -> None:
    """Where the settings name no address, there are no alternates, and a fallback's canonical address is relative."""
    root = show(make_entry("content/x.md"))
    assert head_links(root, "alternate") == []
    assert head_links(root, "canonical") == [(None, "../en/x.html")]
    assert head_links(show(make_entry("content/x.md"), path="en/x.html"), "canonical") == []


def test_titles_are_text() -> None:
    """Markup in a title of an entry or of its translation is shown, in an element, an attribute and a title."""
    title = '<script>"a"</script>'
    entry = make_entry("content/x.md", title=f"'{title}'", summary=f"'{title}'")
    for root in (show(entry, path="en/x.html"), show(entry, catalog=make_catalog({title: title + "!"}))):
        assert not list(root.iter("script"))
        assert text(one(root, "h1")).startswith(title)
        assert str(one(root, "meta", name="description").get("content")).startswith(title)


def test_page_without_strings_has_no_element_in_an_attribute() -> None:
    """Where the theme itself is not translated, the marks stand on elements; attributes are plain English."""
    entries = (make_entry(f"content/news/{slug}.md", "## One\n\n## Two\n\n## Three\n") for slug in "ab")
    settings = Settings(Path("site"), locales=("be",), menu=("news",), footer=("news",))
    root = show(*entries, path="be/news/a.html", settings=settings)
    values = [value for element in root.iter() for value in element.attrib.values()]
    assert {"Menu", "Language", "Contents", "Footer", "More in this section"} <= set(values)
    assert not [value for value in values if "<" in value]
    assert text(one(root, "a", class_="skip")) == "Skip to content"
    assert one(one(root, "a", class_="skip"), "span").get("lang") == "en"


def test_page_runs_in_the_direction_of_its_language() -> None:
    """An Arabic page runs from right to left."""
    root = show(make_entry("content/x.md"), path="ar/x.html", settings=Settings(Path("site"), locales=("ar",)))
    assert one(root, "html").attrib == {"lang": "ar", "dir": "rtl"}


def test_theme_is_translated_in_full() -> None:
    """Belarusian and Russian come with Navina: every string, every form, with the placeholders of the English."""
    found = {message.key: message for source in package_theme().values() for message in theme_messages(source)}
    assert found
    for locale, known in shipped(("be", "ru")).items():
        for key, message in found.items():
            forms = known[key]
            assert len(forms) == (3 if message.msgid_plural else 1), (locale, key)
            for form in forms:
                assert placeholders(form) == placeholders(message.msgid_plural or message.msgid), (locale, form)


def test_strings_of_the_theme_hold_no_markup() -> None:
    """A string for translators is text alone."""
    for source in package_theme().values():
        for message in theme_messages(source):
            assert not re.search("[<>&]", message.msgid + (message.msgid_plural or "")), message.msgid


def test_templates_have_no_text_of_their_own() -> None:
    """Every word that a template shows goes through gettext: no language is built in."""
    for name, source in package_theme().items():
        parsed = environment().parse(source.decode())
        written = "".join(data.data for data in parsed.find_all(nodes.TemplateData))
        shown = re.sub(r"&\w+;", "", "".join(tree_text(written)))
        assert not re.search(r"\w", shown), (name, shown)


def tree_text(written: str) -> list[str]:
    """Return what stands between the tags of a template; a tag that holds an expression has a gap in it."""
    return re.findall(r">([^<>]*)<", f">{written}<")


def test_templates_stay_small() -> None:
    """A template is read at a glance, and a macro is under twenty lines."""
    for name, source in package_theme().items():
        lines = source.decode().splitlines()
        assert len(lines) <= 100, name
        for found in re.findall(r"{% macro .*?endmacro", source.decode(), re.DOTALL):
            assert found.count("\n") < 20, found


HOOKS = {"instead", "results", "more"}
"""Classes by which the script of the search page finds what it fills."""

CLASSES_OF_MARKDOWN = {
    "admonition", "admonition-title", "warning", "danger", "caution", "footnote", "footnote-ref", "footnote-backref",
    "headerlink", "toc", "align-right", "align-center", "lead",
}  # fmt: skip
CLASSES_OF_PASSES = {WIDE}


def test_stylesheet_is_small_and_fetches_nothing() -> None:
    """At most 8 KB as it is sent, and no address in it."""
    assert len(gzip.compress(theme_file("style.css"), 9, mtime=0)) <= 8 * 1024
    assert b"url(" not in theme_file("style.css")
    assert b"@import" not in theme_file("style.css")


def test_stylesheet_styles_what_there_is() -> None:
    """Every class in the stylesheet is written by a template or by Python-Markdown, and every class is styled."""
    css = re.sub(r"/\*.*?\*/", "", theme_file("style.css").decode(), flags=re.DOTALL)
    selectors = re.sub(r"{[^{}]*}", "{}", css)
    styled = set(re.findall(r"\.([a-z][\w-]*)", selectors))
    templates = "".join(source.decode() for source in package_theme().values())
    written = {name for value in re.findall(r'class="([^"]*)"', templates) for name in value.split()}
    written |= set(re.findall(r'className = "([^"]*)"', theme_file("search.js").decode())) | CLASSES_OF_PASSES
    assert styled - written == CLASSES_OF_MARKDOWN
    assert written - styled <= HOOKS


def test_rendering_knows_no_clock_and_no_disk() -> None:
    """The same plan gives the same pages: nothing in the renderer asks the time, the environment or the disk."""
    imports = {
        name.name.split(".")[0]
        for statement in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(statement, ast.Import)
        for name in statement.names
    }
    assert not imports & {"os", "time", "random", "pathlib", "socket"}


def test_theme_is_part_of_the_package() -> None:
    """What a page needs comes with the package, so that an installed Navina can build."""
    folder = resources.files("pipeline") / "theme"
    assert {"base.html", "style.css", "entry.html"} <= {each.name for each in folder.iterdir()}


def test_order_of_pages_does_not_matter(site: Rendered) -> None:
    """A page is the same whether it is rendered first or last."""
    again = load(SOURCE)
    found = plan_site(again)
    renderer = Renderer(found, again.catalogs, again.settings, known_pictures(found))
    assert {page.path: renderer.render(page) for page in reversed(found.pages)} == site.html


def test_settings_of_the_address_may_end_in_a_slash_or_not() -> None:
    """The address of a page has one slash after that of the site, however the settings write it."""
    for address in ("https://example.org/news", "https://example.org/news/"):
        settings = replace(Settings(Path("site"), locales=("be",)), base_url=address)
        root = show(make_entry("content/x.md"), path="en/x.html", settings=settings)
        assert head_links(root, "canonical") == [(None, "https://example.org/news/en/x.html")]


def test_an_older_address_leads_to_the_page(site: Rendered) -> None:
    """It says where the page is now, in a link too, leaves the honour to it, and is not indexed."""
    root = site["be/2023/hearing.html"]
    assert one(root, "meta", http_equiv="refresh").get("content") == "0; url=../news/hearing.html"
    assert text(one(root, "main")) == "Гэтая старонка пераехала: Пасяджэнне 14 лістапада"
    assert one(root, "a").get("href") == "../news/hearing.html"
    assert head_links(root, "canonical") == [(None, "https://vesnik.example/be/news/hearing.html")]
    assert head_links(site["ru/2023/hearing.html"], "canonical") == [
        (None, "https://vesnik.example/en/news/hearing.html")
    ]
    bare = show(make_entry("content/x.md", aliases="[old/x]"), path="en/old/x.html")
    assert head_links(bare, "canonical") == [(None, "../x.html")]


def test_lost_addresses_are_told_in_every_language(site: Rendered) -> None:
    """Each language in its own section; nobody knows from where the page is read, so that its links are whole."""
    sections = list(one(site["404.html"], "main").iter("section"))
    assert [(each.get("lang"), text(each[0])) for each in sections] == [
        ("en", "Page not found"), ("be", "Старонка не знойдзена"), ("ru", "Страница не найдена"),
    ]  # fmt: skip
    assert [one(each, "a").get("href") for each in sections] == [
        f"https://vesnik.example/{locale}/index.html" for locale in LOCALES
    ]
    assert not list(show(make_entry("content/x.md"), path="404.html").iter("a"))
    assert not list(site["404.html"].iter("link"))


def test_every_page_leads_to_what_finds_things(site: Rendered) -> None:
    """Search, alphabet, all entries, tags and archive, under their names; the page itself is marked."""
    for page in site.framed:
        links = list(one(site[page.path], "nav", class_="tools").iter("a"))
        if page.locale == "be":
            assert [text(link) for link in links] == ["Пошук", "А–Я", "Усе запісы", "Тэгі", "Архіў"]
        current = [str(link.get("href")) for link in links if link.get("aria-current")]
        own = page.kind in (Kind.SEARCH, Kind.ALPHABET, Kind.ALL, Kind.TAGS, Kind.ARCHIVE)
        assert current == [Path(page.name).name] * own, page.path


def test_alphabet_is_the_reader_s(site: Rendered) -> None:
    """Titles by letter in the order of the locale's alphabet, other scripts last; each letter has a link to it."""
    root = site["be/a-z.html"]
    letters = [(text(link), str(link.get("href"))[1:]) for link in one(root, "nav", class_="letters").iter("a")]
    assert [letter for letter, _ in letters] == ["Б", "Л", "П", "С", "W"]
    sections = list(every(root, "section", class_="letter"))
    assert [(text(one(each, "h2")), one(each, "h2").get("id")) for each in sections] == letters
    assert [text(link) for link in sections[2].iter("a")] == ["Пасяджэнне 14 лістапада", "Пра нас"]


def test_all_entries_are_on_one_page(site: Rendered) -> None:
    """By section under its name, newest first, then what is in none; a section has a heading."""
    main = one(site["be/all.html"], "main")
    (section,) = main.iter("section")
    assert [text(each) for each in section.iter("h2")] == ["Навіны"]
    news = [f"news/{slug}.html" for slug in ("report", "letter", "hearing", "archive")]
    assert [link.get("href") for link in section.iter("a")] == news
    assert [link.get("href") for link in main.iter("a")] == [*news, "about.html", "safety.html"]


def test_archive_and_tags_count_their_entries(site: Rendered) -> None:
    """Years newest first, tags by the alphabet, each with how many entries there are; and the way back up."""

    def counted(path: str) -> list[tuple[str, str | None, str]]:
        items = list(one(site[path], "ul", class_="counted"))
        return [(text(one(item, "a")), one(item, "a").get("href"), text(one(item, "span"))) for item in items]

    assert counted("be/archive/index.html") == [("2024", "2024.html", "2"), ("2023", "2023.html", "1")]
    assert counted("be/tags/index.html") == [("выбары", "elections.html", "1"), ("суды", "courts.html", "3")]
    for path, name in (("be/archive/2023.html", "Архіў"), ("be/tags/courts.html", "Тэгі")):
        up = one(site[path], "p", class_="kicker")
        assert (text(up), one(up, "a").get("href")) == (name, "index.html")
    assert not list(every(site["be/news/index.html"], "p", class_="kicker"))


def test_long_listing_goes_on(site: Rendered) -> None:
    """A page says which of how many it is, also in its title, and leads on; a short listing says nothing."""
    first, second = (one(site[f"be/news/{name}.html"], "nav", class_="pager") for name in ("index", "page-2"))
    assert [(each.get("rel"), each.get("href"), text(each)) for each in first.iter("a")] == [
        ("next", "page-2.html", "Старэйшыя")
    ]
    assert [(each.get("rel"), each.get("href"), text(each)) for each in second.iter("a")] == [
        ("prev", "index.html", "Навейшыя")
    ]
    assert text(one(second, "span")) == "Старонка 2 з 2"
    assert text(one(site["be/news/page-2.html"], "title")) == "Навіны – Старонка 2 з 2 – Веснік"
    assert text(one(site["be/news/index.html"], "title")) == "Навіны – Веснік"
    assert not list(every(site["be/tags/courts.html"], "nav", class_="pager"))


def test_entry_leads_to_others_on_its_subject(site: Rendered) -> None:
    """What shares a tag, under a heading of the second level; nothing where nothing does."""
    aside = one(site["be/news/report.html"], "aside", class_="related")
    assert text(one(aside, "h2")) == "На тую ж тэму"
    assert [link.get("href") for link in aside.iter("a")] == ["hearing.html", "archive.html"]
    assert not list(every(site["be/news/letter.html"], "aside", class_="related"))


def test_what_is_hidden_is_nowhere() -> None:
    """Where the settings hide what is not translated, no page of that locale names it, and its switcher skips it."""
    again = load(SOURCE)
    settings = replace(again.settings, missing="hide")
    found = plan_site(replace(again, settings=settings))
    renderer = Renderer(found, again.catalogs, settings, known_pictures(found))
    pages = {page.path: renderer.render(page) for page in found.pages}
    assert "ru/news/hearing.html" not in pages
    assert not [path for path, html in pages.items() if path.startswith("ru/") and "hearing.html" in html]
    languages = one(tree(pages["be/news/hearing.html"]), "nav", class_="languages")
    assert [link.get("lang") for link in languages.iter("a")] == ["en", "be"]


def test_picture_comes_in_the_size_that_fits(site: Rendered) -> None:
    """A browser is told the sizes there are and keeps the place free; the description is translated."""
    picture = one(site["be/news/report.html"], "img")
    address = "../../pictures/news/chart.png-{}.webp"
    assert picture.get("src") == address.format(1200)
    assert picture.get("srcset") == ", ".join(f"{address.format(width)} {width}w" for width in (480, 960, 1200))
    assert (picture.get("width"), picture.get("height"), picture.get("loading")) == ("1200", "525", "lazy")
    assert picture.get("alt") == "Два слупкі: 63 пасяджэнні, з іх 42 закрытыя"


def test_titles_are_set_with_no_break_spaces(site: Rendered) -> None:
    """Text in an element follows the rule of its language; attributes and the window's title do not need it."""
    assert one(site["be/news/hearing.html"], "h1").text == "Пасяджэнне 14\xa0лістапада"
    assert one(site["ru/news/hearing.html"], "h1").text == "The hearing of 14\xa0November"
    assert str(one(site["be/news/hearing.html"], "title").text).startswith("Пасяджэнне 14 лістапада")
    assert "30\xa0% месцаў" in "".join(one(site["be/news/hearing.html"], "div", class_="body").itertext())


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_are_light(site: Rendered, locale: str) -> None:
    """A page and the stylesheet are at most 30 KB as they are sent."""
    style = len(gzip.compress(theme_file("style.css"), 9, mtime=0))
    for path, html in site.html.items():
        if path.startswith(f"{locale}/"):
            assert style + len(gzip.compress(html.encode(), 9, mtime=0)) <= 30 * 1024, path
