"""The project's own site: what it must have, and that its translations are Belarusian and Russian."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline import config
from pipeline import site as sites
from pipeline.files import Files
from pipeline.message import State

if TYPE_CHECKING:
    from pipeline.catalog import Catalog
    from pipeline.document import Document
    from pipeline.message import Key

ROOT = Path(__file__).parents[1]
LOCALES = ("be", "ru")
CATALOGS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("locale/*/LC_MESSAGES/*.po"))
FOREIGN = {"be": re.compile("[ищъИЩЪ]"), "ru": re.compile("[іўІЎ]")}
TERMS = {
    "political prisoner": ("палітвяз", "политзаключ"),
    "Viasna": ("Вясн", "Весн"),
    "Helsinki Committee": ("Хельсінкск", "Хельсинкск"),
    "Special Rapporteur": ("даклад", "докладчик"),
    "civil society": ("грамадзянск", "гражданск"),
    "impunity": ("беспакаран", "безнаказан"),
    "extremist": ("экстрэмісц", "экстремист"),
    "Khrasko": ("Храсько", "Храсько"),
    "Klimovich": ("Клімовіч", "Климович"),
    "Kalesnikava": ("Калеснікав", "Колесников"),
    "Krieger": ("Крыгер", "Кригер"),
    "catalog": ("каталог", "каталог"),
}


@pytest.fixture(scope="module")
def site() -> sites.Site:
    """Read the project's own site."""
    return sites.load(config.load(ROOT), Files(ROOT))


def test_the_site_has_its_entries(site: sites.Site) -> None:
    """Thirty-four retold items in four sections, the campaign's page, safety, about, home, and the guide."""
    sections = [each.section for each in site.entries]
    assert sum(sections.count(name) for name in ("news", "statements", "reports", "appeals")) == 34
    names = {each.name for each in site.entries}
    assert {"index", "about", "safety", "campaign", "guide/editors", "guide/translators", "guide/publishers"} <= names


def test_no_entry_has_a_date_that_its_source_does_not_give(site: sites.Site) -> None:
    """The items that are retold have no date of publication, so the entries have none."""
    assert [each.path for each in site.entries if each.date] == []


def test_the_figures_of_the_recommendations_add_up() -> None:
    """The table says what the item says: 266 = 14 + 252 and 252 = 2 + 1 + 26 + 223."""
    text = (ROOT / "content/reports/recommendations-third-cycle.md").read_text()
    found = re.findall(r"^\| (.+?) \| ([*\d]+) \|", text, re.MULTILINE)
    rows = {label.strip("* "): int(number.strip("* ")) for label, number in found}
    parts = [rows[each] for each in rows if each.startswith(("Being", "Implementation", "Not being"))]
    assert sorted(parts) == [1, 2, 26, 223]
    assert sum(parts) == rows["All assessed"] == 252
    assert rows["All assessed"] + rows["Not assessed"] == rows["All received"] == 266


def test_the_safety_page_is_in_reach_of_every_page(site: sites.Site) -> None:
    """Its summary is the notice; its text claims no law and no penalty."""
    assert site.settings.notice == "safety.md"
    body = site.by_path["content/safety.md"].body.lower()
    assert not re.search(r"\b(article|fine|fined|arrest|penalt|punish|prison|criminal)", body)


def test_the_guide_uses_every_construct() -> None:
    """What short entries do not use is used once in the guide, so that the site shows that it works."""
    text = "\n".join(path.read_text() for path in sorted((ROOT / "content/guide").glob("*.md")))
    html = "\n".join(page.html() for page in _documents())
    for tag in (
        "<table>", "<dl>", "<blockquote>", "<abbr ", 'class="footnote"', "<br />", "<details>", "<img ", "<hr />",
        'class="admonition note"', 'class="toc"', 'class="lead"', "<ol>\n<li>", "<pre><code",
    ):  # fmt: skip
        assert tag in html, tag
    assert "i18n:skip-start" in text
    assert "i18n:context" in text


def _documents() -> list[Document]:
    site = sites.load_content(config.load(ROOT), Files(ROOT))
    return [each.document for each in site.entries if each.section == "guide"]


@pytest.mark.parametrize("path", CATALOGS)
def test_gettext_has_nothing_to_say(path: str) -> None:
    """`msgfmt -c` is silent on every catalog."""
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_is_translated(site: sites.Site, locale: str) -> None:
    """No message of the content or the theme is missing, fuzzy or refused."""
    for template in site.templates:
        catalog = site.catalogs[locale][template.domain]
        left = [each.message.msgid for each in template.messages if each.message.key not in _finished(catalog)]
        assert left == []


def _finished(catalog: Catalog) -> set[Key]:
    return {each.key for each in catalog.messages if each.state is State.TRANSLATED}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_letters_are_those_of_the_language(site: sites.Site, locale: str) -> None:
    """No letter that the language does not have, outside code."""
    for catalog in site.catalogs[locale].values():
        for each in catalog.messages:
            for form in each.msgstr:
                assert not FOREIGN[locale].search(re.sub(r"`[^`]*`", "", form)), (catalog.path, each.line)


@pytest.mark.parametrize(("number", "locale"), list(enumerate(LOCALES)))
def test_one_term_is_translated_one_way(site: sites.Site, number: int, locale: str) -> None:
    """Where the English has a term, the translation has its own."""
    for catalog in site.catalogs[locale].values():
        for each in catalog.messages:
            for term, translations in TERMS.items():
                if re.search(rf"\b{term}", re.sub(r"\([^)]*\)|`[^`]*`", "", each.msgid)):
                    assert translations[number].lower() in each.msgstr[0].lower().replace("экстрэміст", "экстрэмісц"), (
                        catalog.path, each.line, term,
                    )  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
def test_quotes_and_dashes_are_set_as_the_language_sets_them(site: sites.Site, locale: str) -> None:
    """« » outside, „ “ inside; a dash has a no-break space before it; no straight quotes in prose."""
    for catalog in site.catalogs[locale].values():
        for each in catalog.messages:
            for form in each.msgstr:
                text = re.sub(r"`[^`]*`|\{[^}]*\}|\]\([^)]*\)", "", form)
                assert not re.search(r"[\"”]|\s-\s", text), (catalog.path, each.line)
                assert text.count("«") == text.count("»"), (catalog.path, each.line)
                assert not re.search(r"(?<=.)[^\u00a0]—", text), (catalog.path, each.line)
