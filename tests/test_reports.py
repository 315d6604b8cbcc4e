"""Tests of what is true of every form of the report."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from pipeline import reports
from pipeline.checks import Result
from pipeline.checks.registry import EVERYTHING as RULES
from tests.reported import ACTS, AWKWARD, EVERYTHING, asked, finding, result

ROOT = Path(__file__).parent.parent
EMPTY = Result((), ())
PRINT_ALL = (
    "import hashlib\nfrom pipeline import reports\nfrom tests.reported import EVERYTHING\n"
    "for form in reports.FORMATS:\n"
    "    print(form, hashlib.sha256(reports.render(form, EVERYTHING).encode()).hexdigest())\n"
)


@pytest.mark.parametrize("form", reports.FORMATS)
@pytest.mark.parametrize("name", AWKWARD)
def test_nothing_of_a_catalog_acts_on_a_terminal(form: str, name: str) -> None:
    """No escape sequence, no mark of direction and nothing invisible of a text, a name or a sentence is printed."""
    printed = reports.render(form, result(AWKWARD[name]))
    assert ACTS.search(printed) is None
    assert printed.encode().decode() == printed


@pytest.mark.parametrize("form", reports.FORMATS)
def test_the_same_run_gives_the_same_bytes(form: str) -> None:
    """A report depends on nothing but its result: not on what was printed before."""
    once = reports.render(form, EVERYTHING)
    reports.render(form, result(finding("other")), color=True)
    assert reports.render(form, EVERYTHING) == once


def test_another_process_gives_the_same_bytes() -> None:
    """Hash seed, time zone and locale of the machine change nothing."""
    printed = {
        subprocess.run(
            [sys.executable, "-c", PRINT_ALL], cwd=ROOT, env={**os.environ, **each}, capture_output=True, check=True
        ).stdout
        for each in (
            {"PYTHONHASHSEED": "1", "TZ": "Europe/Minsk", "LC_ALL": "C.UTF-8"},
            {"PYTHONHASHSEED": "2", "TZ": "Pacific/Apia", "LC_ALL": "be_BY.UTF-8"},
        )
    }
    assert len(printed) == 1
    assert printed.pop().count(b"\n") == len(reports.FORMATS)


@pytest.mark.parametrize("form", reports.FORMATS)
def test_a_site_without_anything_has_a_report(form: str) -> None:
    """No catalog, no entry, no finding: it is said, in every form."""
    printed = reports.render(form, EMPTY)
    expected = {"json": '"findings": []', "sarif": '"results": []', "html": "No mistakes were found."}
    assert expected.get(form, "no findings") in printed
    assert printed[-1] != "\n"


def test_every_word_can_be_translated() -> None:
    """What the reports ask a translation for is what Babel finds in the source: what it misses stays English."""
    of_rules = {text for each in RULES for text in (each.summary, each.explanation)}
    of_findings = {each.message.template for each in EVERYTHING.findings}
    found = {
        each[2]
        for each in extract_from_dir(ROOT / "pipeline" / "reports", [("**.py", "python")], keywords={"say": None})
    }
    for form in reports.FORMATS:
        templates, translate = asked()
        reports.render(form, EVERYTHING, translate, language="be")
        assert set(templates) - of_rules - of_findings <= found, form
    templates, translate = asked()
    reports.summary_markdown(EVERYTHING, translate)
    assert set(templates) - of_findings <= found


@pytest.mark.parametrize("form", reports.FORMATS)
def test_findings_are_said_in_the_language_of_the_reader(form: str) -> None:
    """The sentence of a finding goes through the translation, its values do not."""
    said = {"it is wrong. Mend it.": "гэта памылка. Выпраўце."}.get
    assert "гэта памылка. Выпраўце." in reports.render(form, result(finding()), said)


def test_a_form_that_there_is_not_is_refused() -> None:
    """The error names those that there are."""
    with pytest.raises(ValueError, match="'xml' is not one of text, json, sarif, github, html"):
        reports.render("xml", EMPTY)


def test_the_summary_is_one_line_for_each_locale_and_each_severity() -> None:
    """One of four messages is 25 %; a whole percent is rounded down, and only what there is, is counted."""
    findings = (AWKWARD["no message"], finding(), AWKWARD["fuzzy"])
    expected = "be 25 % (1 of 4 messages) · ru 100 % (4 of 4 messages) · errors: 2, fuzzy: 1"
    assert reports.summary(result(*findings)) == expected
    assert reports.summary(EMPTY) == "no findings"


def test_the_summary_says_what_is_not_shown() -> None:
    """A check that is clean because of comments and a baseline says so."""
    left_out = Result((), (), ignored=2, known=1)
    assert reports.summary(left_out) == "no findings · ignored by a comment: 2 · in the baseline: 1"
