"""Tests of the rules for a catalog's header and lines."""

from __future__ import annotations

import pytest

from pipeline import catalog, checks
from pipeline.checks import Severity
from pipeline.checks.rule import CatalogRule
from pipeline.checks.subject import Context
from tests import folders

PATH = "locale/be/LC_MESSAGES/pages.po"
PLURAL_FORMS = next(line for line in folders.catalog().splitlines(keepends=True) if line.startswith('"Plural-Forms'))
TWO_FORMS = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "а"\nmsgstr[1] "б"\n'
THREE_FORMS = f'{TWO_FORMS}msgstr[2] "в"\n'


def found(id: str, text: str, locale: str = "be", *, anonymous: bool = False) -> list[tuple[int, str]]:  # noqa: A002
    """Return what a rule finds in a catalog: lines and sentences."""
    rule = checks.rule(id)
    assert isinstance(rule, CatalogRule)
    read = catalog.read(PATH, text.encode(), locale=locale)
    return [(line, str(said)) for line, said in rule.check(read, Context(locale, anonymous=anonymous))]


def header(name: str, value: str | None) -> str:
    """Return a catalog with another value of a field of its header, or without the field."""
    lines = folders.catalog('msgid "a"\nmsgstr "а"\n').splitlines(keepends=True)
    new = [] if value is None else [f'"{name}: {value}\\n"\n']
    at = next((number for number, line in enumerate(lines) if line.startswith(f'"{name}:')), None)
    if at is None:
        lines[3:3] = new
    else:
        lines[at : at + 1] = new
    return "".join(lines)


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("be", "be"), ("be", "be_BY"), ("be", "be-BY"), ("be", "BE_by"), ("be", "be_BY.UTF-8"), ("be", "be-Cyrl"),
        ("ru", "ru"), ("ru", "ru_RU"), ("be-tarask", "be@tarask"), ("be-tarask", "be-tarask"),
        ("be-tarask", "be_TARASK"), ("be-tarask", "be_BY@tarask"), ("be-Latn", "be@latin"), ("be-Latn", "be_Latn"),
        ("pt-BR", "pt_BR"),
    ],
)  # fmt: skip
def test_a_language_in_another_spelling_is_the_same(locale: str, written: str) -> None:
    """Poedit, Weblate and Babel write one language in many ways."""
    assert found("po.header-language", header("Language", written), locale) == []


@pytest.mark.parametrize(
    ("locale", "written", "right"),
    [
        ("be", "ru", "be"), ("ru", "be_BY", "ru"), ("be", "be@tarask", "be"), ("be", "be@latin", "be"),
        ("be-tarask", "be", "be@tarask"), ("be", "Belarusian", "be"), ("pt-BR", "pt_PT", "pt_BR"), ("be", "bel", "be"),
    ],
)  # fmt: skip
def test_another_language_is_named_with_the_right_one(locale: str, written: str, right: str) -> None:
    """The finding stands at the line of the field."""
    text = header("Language", written)
    ((line, said),) = found("po.header-language", text, locale)
    assert text.splitlines()[line - 1].startswith('"Language: ')
    assert f"names the language '{written}'" in said
    assert f"Write 'Language: {right}'" in said


@pytest.mark.parametrize("value", [None, "", " "])
def test_a_header_without_a_language_lacks_it_and_has_no_wrong_one(value: str | None) -> None:
    """One mistake is one finding."""
    text = header("Language", value)
    ((_, said),) = found("po.header-missing", text)
    assert said == "the header has no Language. Write 'Language: be'."
    assert found("po.header-language", text) == []


def test_only_what_is_needed_is_missed() -> None:
    """Neither Project-Id-Version nor a date is; of the plural forms another rule tells."""
    text = header("Project-Id-Version", None).replace(PLURAL_FORMS, "")
    assert found("po.header-missing", text) == []
    assert found("po.header-missing", folders.catalog()) == []


def test_a_field_in_small_letters_is_there() -> None:
    """Names of fields have no case."""
    assert found("po.header-missing", folders.catalog().replace('"Language: ', '"language: ')) == []


def test_a_charset_outside_of_content_type_is_missed() -> None:
    """The reader accepts it, other programs look into the field."""
    ((line, said),) = found("po.header-missing", folders.catalog().replace('"Content-Type: ', '"X-Type: '))
    assert line == 1
    assert "Write 'Content-Type: text/plain; charset=UTF-8'" in said


@pytest.mark.parametrize("flags", ["fuzzy", "no-wrap, fuzzy"])
def test_a_fuzzy_header_is_found_at_its_mark(flags: str) -> None:
    """A program leaves it where a template is copied by hand."""
    assert [line for line, _ in found("po.header-fuzzy", f"# Notes\n#, {flags}\n{folders.catalog()}")] == [2]


@pytest.mark.parametrize("before", ["", "# fuzzy\n", "#, no-wrap\n", "#. fuzzy\n"])
def test_a_header_that_is_not_marked_is_not_fuzzy(before: str) -> None:
    """The word in a comment is a word; a fuzzy message is no fuzzy header."""
    text = folders.catalog('#, fuzzy\nmsgid "a"\nmsgstr "а"\n')
    assert found("po.header-fuzzy", f"{before}{text}") == []


def test_lines_of_windows_are_told_once() -> None:
    """A file has one finding, however long it is."""
    text = folders.catalog('msgid "a"\nmsgstr "а"\n')
    assert found("po.crlf", text) == []
    ((line, said),) = found("po.crlf", text.replace("\n", "\r\n"))
    assert (line, said) == (1, "the lines end with CR LF, as on Windows. Run 'navina fmt' to write them with LF.")


def test_mixed_line_ends_are_counted() -> None:
    """The finding stands at the first line that differs."""
    text = folders.catalog('msgid "a"\nmsgstr "а"\n')
    total = text.count("\n")
    ((line, said),) = found("po.crlf", text.replace('msgid "a"\n', 'msgid "a"\r\n'))
    assert line == total - 1
    assert said.startswith(f"1 of {total} lines end with CR LF, the others with LF.")


def test_an_escaped_line_end_in_a_text_is_none_of_the_file() -> None:
    r"""`\r\n` between the quotes are four characters of a text."""
    assert found("po.crlf", folders.catalog('msgid "a\\r\\n"\nmsgstr "а\\r\\n"\n')) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Last-Translator", "Jane Doe <jane@example.org>"),
        ("Last-Translator", "Алеся"),
        ("Language-Team", "Belarusian <be@example.org>"),
        ("PO-Revision-Date", "2026-01-01 03:00+0300"),
        ("POT-Creation-Date", "2026-01-01 03:00-0400"),
        ("X-Poedit-Basepath", "../../.."),
        ("X-Poedit-SearchPath-0", "content"),
        ("X-Generator", "Poedit 3.4"),
    ],
)
def test_a_trace_of_a_person_is_found_in_an_anonymous_site(name: str, value: str) -> None:
    """The finding names the field, stands at its line, and never repeats the value."""
    text = header(name, value)
    ((line, said),) = found("po.header-personal", text, anonymous=True)
    assert text.splitlines()[line - 1].startswith(f'"{name}: ')
    assert f"'{name}'" in said
    assert value not in said
    assert "'navina fmt'" in said
    assert found("po.header-personal", text) == [], "the site did not ask for it"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Last-Translator", "Anonymous <anonymous@example.org>"),
        ("Last-Translator", "Automatically generated"),
        ("Last-Translator", ""),
        ("Language-Team", "none"),
        ("Language-Team", ""),
        ("PO-Revision-Date", "2026-01-01 00:00+0000"),
        ("PO-Revision-Date", "2026-01-01 00:00:30 +00:00"),
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
        ("Report-Msgid-Bugs-To", "bugs@example.org"),
        ("X-Own", "any text"),
    ],
)
def test_what_tells_of_nobody_is_left_alone(name: str, value: str) -> None:
    """A project's address and a date in UTC are nobody's."""
    assert found("po.header-personal", header(name, value), anonymous=True) == []


def test_a_line_without_a_name_may_tell_of_a_person_too() -> None:
    """It is named by itself, as there is nothing else to name it by."""
    text = folders.catalog().replace('"MIME-Version', '"by jane@example.org\\n"\n"MIME-Version')
    ((line, said),) = found("po.header-personal", text, anonymous=True)
    assert text.splitlines()[line - 1] == '"by jane@example.org\\n"'
    assert "which tells of the translator" in said


def test_forms_are_counted_where_the_header_says_nothing() -> None:
    """Where the header has Plural-Forms, the reader itself refuses the catalog."""
    text = folders.catalog(TWO_FORMS).replace(PLURAL_FORMS, "")
    ((line, said),) = found("po.plural-count", text)
    assert text.splitlines()[line - 1] == 'msgid "%(n)s day"'
    assert said == "the message has 2 plural forms; 'be' has 3. Write msgstr[0] to msgstr[2]."


@pytest.mark.parametrize(
    "text",
    [
        folders.catalog(THREE_FORMS),
        folders.catalog(THREE_FORMS).replace(PLURAL_FORMS, ""),
        folders.catalog(f'{THREE_FORMS}msgstr[3] "г"\n').replace("nplurals=3", "nplurals=4"),
        folders.catalog('msgid "a"\nmsgstr "а"\n').replace(PLURAL_FORMS, ""),
    ],
)
def test_as_many_forms_as_promised_are_right(text: str) -> None:
    """A fourth form is legal where the header promises it; a text without a plural has none."""
    assert found("po.plural-count", text) == []


def test_severities() -> None:
    """What breaks a page is an error, what is a matter of order is not."""
    kinds = {each: checks.rule(f"po.{each}") for each in ("crlf", "header-fuzzy", "header-personal", "header-language")}
    assert [rule.severity for rule in kinds.values() if rule] == [
        Severity.INFO, Severity.WARNING, Severity.WARNING, Severity.ERROR,
    ]  # fmt: skip
