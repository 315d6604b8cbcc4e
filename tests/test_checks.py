"""Tests of the checks: what each rule finds, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline import checks, config
from pipeline import site as sites
from pipeline.checks import Severity
from pipeline.files import Files
from tests import folders

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = "---\ntitle: T\n---\n\nSee [the plan](index.md) of *May*.\n\n## Figures\n\nTotal.\n"
MSGID = "See [the plan](index.md) of *May*."
PAGES = "locale/be/LC_MESSAGES/pages.po"


def run(root: Path, *messages: str, locales: tuple[str, ...] = ("be",)) -> checks.Result:
    """Check a site with one entry whose catalog `pages` has these messages."""
    files = {"content/a.md": ENTRY, PAGES: folders.catalog(*messages)}
    folders.make(root, files)
    return checks.run(sites.load(config.load(root), Files(root)), locales)


def found(result: checks.Result, id: str) -> list[checks.Finding]:  # noqa: A002
    """Return the findings of one rule in the catalog `pages`."""
    return [each for each in result.findings if each.id == id and "site.po" not in each.path]


def message(msgstr: str, msgid: str = MSGID, extra: str = "") -> str:
    """Return one message of a catalog."""
    return f'{extra}msgid "{msgid}"\nmsgstr "{msgstr}"\n'


def test_a_message_without_a_translation_is_missing(tmp_path: Path) -> None:
    """The finding is at the message in the catalog and names the entry and the heading."""
    result = run(tmp_path, message("", "Total."))
    finding = next(each for each in found(result, "state.missing") if each.msgid == "Total.")
    assert (finding.path, finding.line, finding.severity) == (PAGES, 13, Severity.MISSING)
    assert (finding.entry, finding.heading, finding.message) == ("content/a.md", "Figures", "not translated.")


def test_only_white_space_is_missing_too(tmp_path: Path) -> None:
    """A blank translation would leave a hole in the page."""
    assert any(each.msgid == "Total." for each in found(run(tmp_path, message(" ", "Total.")), "state.missing"))


def test_a_text_that_no_catalog_knows_is_missing_at_its_place_in_the_content(tmp_path: Path) -> None:
    """The check counts against the content as it is now, not against the last extract."""
    finding = next(each for each in found(run(tmp_path), "state.missing") if each.msgid == MSGID)
    assert (finding.path, finding.line) == ("content/a.md", 5)
    assert "navina extract" in finding.message


def test_a_catalog_that_is_not_there_is_one_finding(tmp_path: Path) -> None:
    """Before the first extract nobody wants five hundred lines."""
    result = run(tmp_path, locales=("ru",))
    assert [(each.path, each.line) for each in result.findings] == [
        ("locale/ru/LC_MESSAGES/pages.po", 0),
        ("locale/ru/LC_MESSAGES/site.po", 0),
    ]
    assert all("Run 'navina extract'" in each.message for each in result.findings)


def test_a_fuzzy_translation_says_what_it_was_made_for(tmp_path: Path) -> None:
    """A translator sees at once what changed."""
    result = run(tmp_path, message("Усяго", "Total.", '#, fuzzy\n#| msgid "Sum."\n'))
    (finding,) = found(result, "state.fuzzy")
    assert finding.severity is Severity.FUZZY
    assert "It was made for: 'Sum.'" in finding.message


def test_a_changed_structure_is_an_error(tmp_path: Path) -> None:
    """Each difference is a finding of its own; the page shows the source text."""
    result = run(tmp_path, message("Гл. [план](plan.md) на май."))
    assert [each.message.split(".md")[0].split(" is ")[0] for each in found(result, "structure")]
    assert {each.message.split(". Readers")[0] for each in found(result, "structure")} == {
        "emphasis (*…*) is missing",
        "the link to 'index.md' is missing",
        "the link to 'plan.md' is not in the source",
    }
    assert all(each.severity is Severity.ERROR for each in found(result, "structure"))


def test_a_translation_that_keeps_the_structure_is_quiet(tmp_path: Path) -> None:
    """Words, their order and the text of links are free."""
    result = run(tmp_path, message("На *май*: [план](index.md) тут."))
    assert not [each for each in result.findings if each.msgid == MSGID]


def test_a_theme_string_needs_its_placeholders(tmp_path: Path) -> None:
    """A plural form that lost its number is an error in the catalog `site`."""
    folders.make(tmp_path)
    site = sites.load(config.load(tmp_path), Files(tmp_path))
    plural = next(
        located.message for each in site.templates for located in each.messages if located.message.msgid_plural
    )
    forms = "".join(f'msgstr[{number}] "{text}"\n' for number, text in enumerate(("%(total)s", "%(x)s", "a")))
    text = f'msgid "{plural.msgid}"\nmsgid_plural "{plural.msgid_plural}"\n{forms}'
    folders.make(tmp_path, {"locale/be/LC_MESSAGES/site.po": folders.catalog(text)})
    result = checks.run(sites.load(config.load(tmp_path), Files(tmp_path)), ("be",))
    said = {each.message.split(". Readers")[0] for each in result.findings if each.id == "structure"}
    assert "the placeholder %(number)s is missing" in said
    assert "the placeholder %(x)s is not in the source" in said


def test_a_broken_catalog_is_an_error_and_nothing_more(tmp_path: Path) -> None:
    """Its messages are not reported as missing: they may well be there."""
    result = run(tmp_path, 'msgid "Total."\nmsgstr "Усяго\n')
    own = [each for each in result.findings if each.path == PAGES or each.path.startswith("content")]
    assert [(each.id, each.line, each.severity) for each in own] == [("catalog", 14, Severity.ERROR)]
    assert next(each for each in result.catalogs if each.domain == "pages").translated == 0


def test_only_the_chosen_locales_are_checked(tmp_path: Path) -> None:
    """A broken catalog of another locale is somebody else's business."""
    result = run(tmp_path, 'msgid "Total."\nmsgstr "Усяго\n', locales=("ru",))
    assert {each.locale for each in result.catalogs} == {"ru"}
    assert not [each for each in result.findings if "/be/" in each.path]


def test_progress_counts_messages_and_words(tmp_path: Path) -> None:
    """Words are those of the source text, so that they say how much work is left."""
    result = run(tmp_path, message("Усяго.", "Total."), message("Гл. план."), message("Х", "T", "#, fuzzy\n"))
    pages = next(each for each in result.catalogs if each.domain == "pages")
    # Home, Welcome to the site., T, See [the plan](index.md) of *May*., Figures, Total.
    assert (pages.translated, pages.fuzzy, pages.missing, pages.refused, pages.total) == (1, 1, 3, 1, 6)
    assert (pages.words_translated, pages.words) == (1, 15)


def test_findings_are_sorted_by_place(tmp_path: Path) -> None:
    """The same run has the same order."""
    result = run(tmp_path, message("", "Total."), message("Гл."))
    assert list(result.findings) == sorted(result.findings, key=lambda each: each.place)


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda each: each.id)
def test_every_rule_explains_itself(rule: checks.finding.Rule) -> None:
    """The explanation says what readers see, as that is what matters."""
    assert checks.rule(rule.id) is rule
    assert "Readers see" in rule.explanation or "readers see" in rule.explanation
