"""Tests of catalogs that are checked by themselves: any `.po` file, whichever program made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.catalog import CatalogMessage
from pipeline.checks import Request, Result, Selection, Severity, alone
from pipeline.checks.subject import Context
from tests import folders

if TYPE_CHECKING:
    from pipeline.checks.subject import Subject

CONTEXT = Context("be", in_site=False)


def run(*messages: str, language: str = "be", locale: str | None = None, only: tuple[str, ...] = ()) -> Result:
    """Check a catalog with these messages by itself."""
    data = folders.catalog(*messages, locale=language).encode()
    return alone.run([("some.po", data)], Request(Selection(only=only)), locale=locale)


def message(msgid: str, msgstr: str, above: str = "") -> str:
    """Return one message of a catalog; a line break is written as the file has it."""
    return f'{above}msgid "{msgid}"\nmsgstr "{msgstr}"\n'.replace("⏎", "\\n")


def subject(msgid: str, note: str = "", flags: tuple[str, ...] = ()) -> Subject:
    """Return what rules see of a message."""
    return alone.subject(CatalogMessage(None, msgid, msgstr=("x",), note=note, flags=flags), CONTEXT)


def ids(result: Result) -> list[str]:
    """Return the ids of what was found."""
    return [each.id for each in result.findings]


def test_a_good_catalog_has_no_finding() -> None:
    """What is translated counts, in the locale that the header names."""
    result = run(message("See [the plan](plan.md).", "Гл. [план](plan.md)."))
    assert result.findings == ()
    assert [(each.path, each.locale, each.domain, each.translated) for each in result.catalogs] == [
        ("some.po", "be", "some", 1)
    ]
    assert result.entries == ()


def test_what_is_missing_and_what_is_wrong_is_found() -> None:
    """Each at its line of the file; nobody talks of readers of a site."""
    result = run(message("One.", ""), message("Two.", "Два.", "#, fuzzy\n"), message("See [it](a.md).", "Гл. гэта."))
    assert [(each.line, each.severity) for each in result.findings] == [
        (13, Severity.MISSING),
        (17, Severity.FUZZY),
        (20, Severity.ERROR),
    ]
    assert "readers" not in result.findings[2].message
    (progress,) = result.catalogs
    assert (progress.missing, progress.fuzzy, progress.refused) == (1, 1, 1)


@pytest.mark.parametrize(
    ("header", "wanted", "locale"),
    [("be", None, "be"), ("be@tarask", None, "be-tarask"), ("ru_RU", None, "ru-RU"), ("ru_RU.UTF-8", None, "ru-RU"),
     ("", "ru", "ru"), ("be", "ru", "ru"), ("klingon", "be", "be")],
)  # fmt: skip
def test_the_locale(header: str, wanted: str | None, locale: str) -> None:
    """It is the one that is asked for, else the header's, in whichever spelling."""
    result = run(message("One.", "Адзін."), language=header, locale=wanted, only=("state.missing",))
    assert [each.locale for each in result.catalogs] == [locale]
    assert result.findings == ()


@pytest.mark.parametrize(
    ("header", "said"),
    [("", "does not say the language"), ("klingon", "has the language 'klingon', which is not known")],
)
def test_a_header_that_says_no_language(header: str, said: str) -> None:
    """The finding is at the header and says how to name the language."""
    (finding,) = run(message("One.", "Адзін."), language=header).findings
    assert (finding.id, finding.path, finding.line, finding.severity) == (
        "po.header-language",
        "some.po",
        1,
        Severity.ERROR,
    )
    assert said in finding.message
    assert "--locale be" in finding.message


def test_a_broken_file_is_a_finding_and_the_next_one_is_checked() -> None:
    """It has the line; what it would have had is unknown."""
    good = folders.catalog(message("One.", "")).encode()
    bad = folders.catalog('msgid "One.\nmsgstr ""\n').encode()
    result = alone.run([("bad.po", bad), ("good.po", good)], Request())
    assert [(each.path, each.line, each.id) for each in result.findings] == [
        ("bad.po", 13, "po.syntax"),
        ("good.po", 13, "state.missing"),
    ]
    assert [each.path for each in result.catalogs] == ["good.po"]


@pytest.mark.parametrize(
    ("note", "role", "heading"),
    [
        ("heading 2 · Figures", "heading 2", "Figures"),
        ("list item · Figures\nof the report", "list item", "Figures"),
        ("title", "title", ""),
        ("type: Title ##", "heading 2", ""),
        ("type: Title ===", "heading 3", ""),
        ("type: Plain text", "paragraph", ""),
        ("type: Bullet: '- '", "list item", ""),
        ("type: Yaml Front Matter Hash Value: title", "title", ""),
        ("type: Content of: <html><body><h1>", "heading 1", ""),
        ("type: Content of: <ul><li>", "list item", ""),
        ("Translators: shown on the button\ntype: Title #", "heading 1", ""),
        ("Translators: shown on the button", "paragraph", ""),
        ("titles of books · and more", "paragraph", ""),
        ("", "paragraph", ""),
    ],
)
def test_what_a_message_is(note: str, role: str, heading: str) -> None:
    """Navina's notes and po4a's say it; from any other program it is a paragraph."""
    found = subject("Text.", note).message
    assert (found.role, found.heading) == (role, heading)


@pytest.mark.parametrize(
    ("flags", "note", "is_format"),
    [
        (("c-format",), "", True),
        (("python-brace-format", "no-wrap"), "", True),
        (("no-c-format",), "", False),
        (("no-wrap",), "", False),
        ((), "theme", True),
        ((), "type: Fenced code block (bash)", True),
        ((), "type: Plain text", False),
    ],
)
def test_what_is_no_prose(flags: tuple[str, ...], note: str, is_format: bool) -> None:
    """A format string of a program, and code, are not looked at by rules for prose."""
    assert subject("Text.", note, flags).is_format is is_format


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("See [the plan][plan] and [That][].[^1]", "Гл. [план][plan] і [Той][That].[^1]"),
        ("[The plan][the Plan].", "[План][the plan]."),
        ("a [maybe] b", "а [можа] б"),
        ("one⏎two⏎three", "адзін два⏎тры"),
        ("one⏎*two⏎three*", "адзін *два тры*"),
        ("one  ⏎two", "адзін  ⏎два"),
        ("**Note** <b>x</b> `y`", "<b>x</b> **Увага** `y`"),
    ],
)
def test_a_translation_that_keeps_the_structure_is_quiet(msgid: str, msgstr: str) -> None:
    """Labels lead somewhere, nobody knows where; another tool's line breaks mean nothing."""
    (found,) = run(message(msgid, msgstr), only=("state.missing",)).catalogs
    assert (found.translated, found.refused) == (1, 0)


@pytest.mark.parametrize(
    ("msgid", "msgstr", "above"),
    [
        ("See [the plan][plan].", "Гл. [план][план].", ""),
        ("See this.[^1]", "Гл. гэта.", ""),
        ("See [it](a.md).", "Гл. [гэта](b.md).", ""),
        ("one  ⏎two", "адзін⏎два", ""),
        ("one⏎two", "адзін два", "#. paragraph · Figures\n"),
        ("%(number)s entries", "запісы", "#, python-format\n"),
    ],
)
def test_a_translation_that_does_not_is_refused(msgid: str, msgstr: str, above: str) -> None:
    """Links, labels, footnotes, hard line breaks; in Navina's own message any line break is one."""
    (found,) = run(message(msgid, msgstr, above), only=("state.missing",)).catalogs
    assert (found.translated, found.refused) == (0, 1)


def test_a_format_of_a_program_is_left_to_its_own_tools() -> None:
    """`%s` and `{}` are checked by msgfmt; a text that looks like Markdown is none."""
    result = run(message("Open *.txt or *.md, %s_of_%s", "Адкрыць *.md ці .txt, %s з %s", "#, c-format\n"))
    assert ids(result) == []


def test_code_of_po4a_is_left_alone() -> None:
    """Nobody knows which words of it may be translated."""
    result = run(message("make `site` *now*", "make", "#. type: Fenced code block (bash)\n"))
    assert ids(result) == []


def test_a_comment_silences_here_too() -> None:
    """Translators of any project may say why."""
    source = "A long paragraph of the report says in many words what can be said in one or two of them."
    assert "text.omitted" in ids(run(message(source, "Коратка.")))
    result = run(message(source, "Коратка.", "# navina: ignore text.omitted -- a summary\n"))
    assert ("text.omitted" in ids(result), result.ignored) == (False, 1)
