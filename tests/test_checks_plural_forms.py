"""Tests of `po.plural-forms`: which headers count as the language does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline import catalog, checks, config
from pipeline import site as sites
from pipeline.checks.rules import po_plural_forms
from pipeline.checks.subject import Context
from pipeline.files import Files
from tests import folders

if TYPE_CHECKING:
    from pathlib import Path

PATH = "locale/be/LC_MESSAGES/pages.po"
RIGHT = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
TRANSIFEX = (
    "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : n%10==0 || "
    "(n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3);"
)
KDE = f"nplurals=4; plural=n==1 ? 3 : {RIGHT.split('plural=')[1]}"
PLURAL = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "а"\nmsgstr[1] "б"\nmsgstr[2] "в"\n'


def said(forms: str, *messages: str, locale: str = "be") -> list[tuple[int, str]]:
    """Return what the rule finds in a catalog with these plural forms."""
    text = folders.catalog(*messages).replace(RIGHT, forms)
    found = po_plural_forms.RULE.check(catalog.read(PATH, text.encode(), locale=locale), Context(locale))
    return [(line, str(sentence)) for line, sentence in found]


@pytest.mark.parametrize("locale", ["be", "ru", "be-tarask", "be-Latn"])
@pytest.mark.parametrize(
    "forms",
    [
        RIGHT,
        RIGHT.removesuffix(";"),
        RIGHT.replace(" ", ""),
        "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2;",
        TRANSIFEX,
        KDE,
    ],
)
def test_what_counts_as_the_language_does_is_legal(forms: str, locale: str) -> None:
    """Other words for the same rule, and a fourth form that takes no number from the three, are nobody's mistake."""
    assert said(forms, locale=locale) == []


@pytest.mark.parametrize(
    ("forms", "reason"),
    [
        ("nplurals=2; plural=(n != 1);", "promises 2 forms; 'be' has 3"),
        ("nplurals=5; plural=n;", "promises 5 forms; 'be' has 3"),
        ("nplurals=3; plural=(n != 1);", "takes msgstr[1] for the number 0; 'be' takes msgstr[2]"),
        ("nplurals=4; plural=n<5 ? 3 : " + RIGHT.split("plural=")[1], "takes msgstr[3] for numbers that differ"),
        ("nplurals=3; plural=n/0;", "cannot be read"),
        ("nplurals=3; plural=__import__('os');", "cannot be read"),
        ("three", "cannot be read"),
    ],
)
def test_a_wrong_rule_is_named_with_the_right_one(forms: str, reason: str) -> None:
    """The finding stands at the line of the header and says what to write."""
    ((line, text),) = said(forms)
    assert line == 11
    assert text.startswith(f"Plural-Forms of the header {reason}")
    assert text.endswith(f"Write 'Plural-Forms: {RIGHT}'.")


def test_a_missing_rule_matters_where_there_are_plurals() -> None:
    """A catalog of plain texts needs none; one with a plural does."""
    gone = '"Plural-Forms: '
    text = "".join(line for line in folders.catalog(PLURAL).splitlines(keepends=True) if not line.startswith(gone))
    read = catalog.read(PATH, text.encode(), locale="be")
    ((line, said),) = po_plural_forms.RULE.check(read, Context("be"))
    assert line == 1
    assert "has no Plural-Forms" in str(said)
    plain = text.replace(PLURAL, 'msgid "a"\nmsgstr "b"\n')
    assert list(po_plural_forms.RULE.check(catalog.read(PATH, plain.encode(), locale="be"), Context("be"))) == []


def test_a_language_that_babel_does_not_know_is_not_judged() -> None:
    """Without a rule to compare with, the header is believed."""
    assert said("nplurals=1; plural=0;", locale="tlh") == []


def test_it_is_a_finding_of_check(tmp_path: Path) -> None:
    """`navina check` names it once a catalog, as an error."""
    text = folders.catalog().replace(RIGHT, "nplurals=2; plural=(n != 1);")
    root = folders.make(tmp_path, {PATH: text})
    result = checks.run(sites.load(config.load(root), Files(root)), ("be",))
    (finding,) = [each for each in result.findings if each.id == "po.plural-forms"]
    assert (finding.path, finding.line, finding.severity, finding.locale) == (PATH, 11, checks.Severity.ERROR, "be")
    assert result.fails


def test_the_rule_explains_itself() -> None:
    """It is found by its id, and says what it means for readers."""
    assert checks.rule("po.plural-forms") is po_plural_forms.RULE
    assert "readers see" in po_plural_forms.RULE.explanation
