"""Tests of `be.apostrophe`: accents and quotation marks for it, and one form in a catalog."""

from __future__ import annotations

from pipeline import catalog
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rules import be_apostrophe
from pipeline.checks.subject import Context
from tests import folders

PATH = "locale/be/LC_MESSAGES/pages.po"


def found(*texts: str, locale: str = "be", wanted: str = "’", plural: bool = False) -> list[tuple[int, str, str, str]]:
    """Return what the rule finds: the number of the text, the marked stretch, what is suggested and the severity."""
    messages = [_message(number, text, plural=plural) for number, text in enumerate(texts)]
    read = catalog.read(PATH, folders.catalog(*messages, locale=locale).encode(), locale=locale)
    lines = [each.line for each in read.messages]
    return [
        (lines.index(line), texts[lines.index(line)][slice(*hit.target)] if hit.target else "-", hit.suggestion,
         (hit.severity or be_apostrophe.RULE.severity).value)
        for line, hit in be_apostrophe.RULE.check(read, Context(locale, apostrophe=wanted))
        if isinstance(hit, Hit)
    ]  # fmt: skip


def _message(number: int, text: str, *, plural: bool) -> str:
    said = text.replace('"', '\\"')
    if plural:
        return f'msgid "n{number}"\nmsgid_plural "p{number}"\nmsgstr[0] "{said}"\nmsgstr[1] "а"\nmsgstr[2] "б"\n'
    return f'msgid "n{number}"\nmsgstr "{said}"\n'


def test_an_accent_and_a_quotation_mark_are_no_apostrophes() -> None:
    """Whatever form the catalog has, these are wrong, and the word is suggested with the right one."""
    assert found("аб`ява", "Мая сям´я", 'п"еса і аб‘ём', "з’езд") == [
        (0, "аб`ява", "аб’ява", "warning"),
        (1, "сям´я", "сям’я", "warning"),
        (2, 'п"еса', "п’еса", "warning"),
        (2, "аб‘ём", "аб’ём", "warning"),
    ]


def test_two_grave_accents_are_no_code() -> None:
    """Markdown makes code of what is between them, and the rule still finds both."""
    assert found("Сям`я і аб`ява") == [(0, "Сям`я", "Сям’я", "warning"), (0, "аб`ява", "аб’ява", "warning")]


def test_the_form_that_most_have_is_the_one_to_write() -> None:
    """A catalog may have any of the three, as long as it is one; a stray one is worth a remark only."""
    assert found("аб'ект", "з'езд", "сям’я") == [(2, "сям’я", "сям'я", "info")]
    assert found("абʼект", "зʼезд", "сям'я") == [(2, "сям'я", "сямʼя", "info")]


def test_a_catalog_of_one_form_has_nothing_wrong() -> None:
    """Thousands of alarms for a form that the newsroom chose would be noise."""
    for form in "’ʼ'":
        assert found(f"аб{form}ект", f"з{form}езд", f"сям{form}я") == []


def test_the_settings_decide_between_two_as_frequent_forms() -> None:
    """A tie says nothing of what the newsroom wants."""
    assert found("аб'ект", "з’езд") == [(0, "аб'ект", "аб’ект", "info")]
    assert found("аб'ект", "з’езд", wanted="'") == [(1, "з’езд", "з'езд", "info")]


def test_quotation_marks_around_words_are_left_alone() -> None:
    """Only a sign between two letters, before е ё і ю я, stands for an apostrophe."""
    assert found('Газета "Ява" і "Еўропа", `ява` і "я", Facebook’у, O\'Brien, слова‘ а', "з’езд") == []


def test_code_and_addresses_are_left_alone() -> None:
    """What stands there is not for translators to mend."""
    assert found("`аб'ект`, https://example.org/аб'ект", "з’езд", "з’езд") == []


def test_plural_forms_have_no_place_to_mark() -> None:
    """A place counts in one text only; the sentence still has the word."""
    assert found("аб`ява", plural=True) == [(0, "-", "", "warning")]


def test_texts_that_are_not_finished_do_not_count() -> None:
    """A fuzzy text is not on the page."""
    fuzzy = '#, fuzzy\nmsgid "a"\nmsgstr "аб`ява"\n'
    read = catalog.read(PATH, folders.catalog(fuzzy).encode(), locale="be")
    assert list(be_apostrophe.RULE.check(read, Context("be"))) == []


def test_other_languages_are_left_alone() -> None:
    """The classical orthography has the apostrophe too; Russian and Latin letters have none of it."""
    assert found("аб`ява", locale="be-tarask") == [(0, "аб`ява", "аб’ява", "warning")]
    assert found("аб`ява", locale="ru") == []
    assert found("аб`ява", locale="be-Latn") == []


def test_the_rule_is_a_warning() -> None:
    """Only a minority form is less."""
    assert be_apostrophe.RULE.severity is Severity.WARNING
