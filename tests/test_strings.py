"""The strings of the theme: translated, escaped, counted, and never able to break a page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from pipeline.catalog import CatalogMessage
from pipeline.strings import Strings, Text, own_name, placeholders
from tests.fixture_site import tree

if TYPE_CHECKING:
    from pipeline.message import Key

COUNT = ("%(number)s of %(total)s is open", "%(number)s of %(total)s are open")


def table(*messages: CatalogMessage) -> dict[Key, CatalogMessage]:
    """Return what strings need of a catalog: messages by key."""
    return {each.key: each for each in messages}


def strings(translations: dict[str, str], locale: str = "be") -> Strings:
    """Return the strings of a locale whose catalog has these translations."""
    return Strings(locale, table(*(CatalogMessage(None, key, msgstr=(text,)) for key, text in translations.items())))


def counted(*forms: str, fuzzy: bool = False) -> Strings:
    """Return strings that count in Belarusian with these forms."""
    return Strings("be", table(CatalogMessage(None, *COUNT, msgstr=forms, fuzzy=fuzzy)))


def shown(template: str, found: Strings) -> str:
    """Return what a template shows with the functions of these strings."""
    return Environment(autoescape=True).from_string(template).render(found.functions())


def test_translated_string_is_shown_without_a_mark() -> None:
    """A finished translation is in the language of the page, so nothing marks it."""
    assert shown('{{ _("Menu") }}', strings({"Menu": "Меню"})) == "Меню"


@pytest.mark.parametrize("function", ["_", "gettext"])
def test_missing_string_is_english_and_says_so(function: str) -> None:
    """Where nothing is translated a screen reader must not read English as Belarusian."""
    assert shown(f'{{{{ {function}("Menu") }}}}', strings({})) == '<span lang="en">Menu</span>'


def test_fuzzy_string_counts_as_missing() -> None:
    """A guess of the merge is not shown."""
    found = Strings("be", table(CatalogMessage(None, "Menu", msgstr=("Страва",), fuzzy=True)))
    assert found.gettext("Menu") == Text("Menu", "en")


def test_english_page_marks_nothing() -> None:
    """On an English page an English string needs no mark, with or without a region."""
    assert [Strings(tag).gettext("Menu").lang for tag in ("en", "en-GB")] == [None, None]


def test_english_theme_is_marked_where_the_source_is_another_language() -> None:
    """The theme is English even on a site whose entries are written in German."""
    assert Strings("de", None, "de").gettext("Menu") == Text("Menu", "en")


def test_markup_in_a_translation_is_shown_as_text() -> None:
    """A translator cannot put a script on every page of a site."""
    found = strings({"Menu": "<script>alert(1)</script>"})
    assert shown('{{ _("Menu") }}', found) == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_string_in_an_attribute_has_no_element() -> None:
    """An attribute cannot hold a span: there the string is plain, and its quotes cannot end the value."""
    template = '<nav aria-label="{{ _("Menu").plain }}"></nav>'
    assert shown(template, strings({})) == '<nav aria-label="Menu"></nav>'
    assert next(tree(shown(template, strings({"Menu": '"><b a="'}))).iter("nav")).get("aria-label") == '"><b a="'


def test_values_are_escaped_and_not_read_again() -> None:
    """A value is text: neither its markup nor what looks like a placeholder in it has an effect."""
    found = strings({"%(a)s and %(b)s": "%(b)s і %(a)s"})
    assert shown('{{ _("%(a)s and %(b)s", a="<i>", b="%(a)s") }}', found) == "%(a)s і &lt;i&gt;"


@pytest.mark.parametrize("msgstr", ["100 %", "%", "5 % на", "%d %s", "%%", "%(", "%(total", "{total}"])
def test_per_cent_sign_is_shown(msgstr: str) -> None:
    """A literal per cent sign is text in any place; nothing is formatted by `%`."""
    assert strings({"All of it": msgstr}).gettext("All of it") == Text(msgstr)


@pytest.mark.parametrize("msgstr", ["Усё", "%(totale)s", "%(total)s %(more)s", "%(total) s", "%(Total)s"])
def test_translation_with_other_placeholders_falls_back(msgstr: str) -> None:
    """A translation that lost, gained or misspelt a placeholder is not shown."""
    assert strings({"All %(total)s": msgstr}).gettext("All %(total)s", total=3) == Text("All 3", "en")


def test_control_character_falls_back() -> None:
    """A character that HTML cannot hold is not shown."""
    assert strings({"Menu": "Ме\x02ню"}).gettext("Menu") == Text("Menu", "en")


def test_context_tells_equal_words_apart() -> None:
    """`pgettext` asks for the message with that context alone."""
    found = Strings("be", table(CatalogMessage("verb", "Open", msgstr=("Адкрыць",))))
    assert (found.pgettext("verb", "Open"), found.gettext("Open")) == (Text("Адкрыць"), Text("Open", "en"))


FORMS = ("%(number)s з %(total)s адкрыты", "%(number)s з %(total)s адкрытыя", "%(number)s з %(total)s адкрытых")


@pytest.mark.parametrize(
    ("number", "form"), [(0, 2), (1, 0), (2, 1), (4, 1), (5, 2), (11, 2), (12, 2), (21, 0), (22, 1), (111, 2), (121, 0)]
)
@pytest.mark.parametrize("extra", [(), (FORMS[2],)])
def test_plural_form_follows_the_language(number: int, form: int, extra: tuple[str, ...]) -> None:
    """Belarusian counts 1, 2-4, 5-20 and again from 21; a catalog with CLDR's fourth form is read the same way."""
    expected = FORMS[form].replace("%(number)s", str(number)).replace("%(total)s", "200")
    assert counted(*FORMS, *extra).ngettext(*COUNT, number, total=200) == Text(expected)


@pytest.mark.parametrize("broken", range(3))
def test_one_broken_form_makes_the_whole_string_english(broken: int) -> None:
    """No form may drop the number, not even the one for 1: it also stands for 21."""
    forms = tuple("адзін з %(total)s" if index == broken else form for index, form in enumerate(FORMS))
    assert counted(*forms).ngettext(*COUNT, 1, total=9) == Text("1 of 9 is open", "en")
    assert counted(*forms).ngettext(*COUNT, 5, total=9) == Text("5 of 9 are open", "en")


def test_unfinished_plural_is_english() -> None:
    """A fuzzy plural and one with an empty form are not shown."""
    assert counted(*FORMS, fuzzy=True).ngettext(*COUNT, 1, total=9).lang == "en"
    assert counted(*FORMS[:2], "").ngettext(*COUNT, 1, total=9).lang == "en"


def test_catalog_with_too_few_forms_is_english() -> None:
    """Two forms do not do for a number that wants the third."""
    assert counted(*FORMS[:2]).ngettext(*COUNT, 5, total=9).plain == "5 of 9 are open"


def test_numbers_are_written_as_the_language_does() -> None:
    """The number in a plural is grouped by the locale's own sign, and by English's in an English string."""
    assert counted(*FORMS).ngettext(*COUNT, 12345, total=9).plain == "12\u00a0345 з 9 адкрытых"
    assert counted().ngettext(*COUNT, 12345, total=9).plain == "12,345 of 9 are open"


def test_name_of_a_tag_falls_back_to_the_language_of_the_source() -> None:
    """Tags and sections are the site's own words: untranslated they are in the site's source language."""
    catalog = table(CatalogMessage("tag", "Wahlen", msgstr=("выбары",)))
    found = Strings("be", catalog, "de")
    assert (found.name("tag", "Wahlen"), found.name("tag", "Recht")) == (Text("выбары"), Text("Recht", "de"))
    assert Strings("de", catalog, "de").name("tag", "Wahlen") == Text("Wahlen")


def test_label_keeps_its_placeholder() -> None:
    """The pass that numbers footnotes fills in the number itself."""
    found = strings({"Footnote %(number)s": "Зноска %(number)s"})
    assert found.label("Footnote %(number)s") == Text("Зноска %(number)s")
    assert found.label("Note") == Text("Note", "en")


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "June 4, 2024"),
        ("be", "4 чэрвеня 2024\u00a0г."),
        ("ru", "4 июня 2024\u00a0г."),
        ("be-tarask", "4 чэрвеня 2024\u00a0г."),
    ],
)
def test_date_is_in_the_long_form_of_the_locale(tag: str, expected: str) -> None:
    """The month stands in the genitive, before the year’s sign stands a space that all fonts have."""
    assert Strings(tag).date(dt.date(2024, 6, 4)) == expected


def test_languages_are_named_by_themselves() -> None:
    """Each language is written with a capital letter, as it stands by itself in the switcher."""
    names = [own_name(tag) for tag in ("en", "be", "ru", "be-tarask", "be-Latn", "uk", "ar")]
    assert names == [
        "English",
        "Беларуская",
        "Русский",
        "Беларуская (тарашкевіца)",
        "Biełaruskaja",
        "Українська",
        "العربية",
    ]


def test_direction_follows_the_script() -> None:
    """Arabic runs from right to left."""
    assert [Strings(tag).direction for tag in ("be", "ar")] == ["ltr", "rtl"]


@given(st.text())
def test_any_translation_is_text_and_nothing_else(msgstr: str) -> None:
    """Whatever stands in a catalog, an element gets text alone, and an attribute ends where the theme ends it."""
    found = strings({"Menu": msgstr})
    html = shown('<p title="{{ _("Menu").plain }}">{{ _("Menu") }}</p>', found)
    assert html.count("<") == html.count(">") == (4 if "<span" in html else 2)
    assert html.count('"') == (4 if "<span" in html else 2)


@given(st.text(), st.text())
def test_placeholders_are_found_in_any_text(before: str, after: str) -> None:
    """Text around a placeholder does not hide it."""
    assert "name" in placeholders(f"{before}%(name)s{after}")
