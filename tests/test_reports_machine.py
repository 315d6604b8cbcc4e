"""Tests of the report for programs: the schema that is published is what is printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from pipeline import checks, config, reports
from pipeline import site as sites
from pipeline.files import Files
from pipeline.reports.machine import VERSION, schema
from tests import folders
from tests.reported import AWKWARD, BROKEN, EVERYTHING, finding, result

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SCHEMA = schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def read(of: checks.Result) -> dict[str, Any]:
    """Return the report as a program reads it."""
    found: dict[str, Any] = json.loads(reports.render("json", of))
    return found


def test_the_schema_is_one() -> None:
    """It is a schema of the draft that it names, and of the version that is printed."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$schema"]
    assert SCHEMA["properties"]["version"]["const"] == VERSION


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_findings_are_as_the_schema_says(name: str) -> None:
    """Spans at edges, plural forms, findings without a message or a line."""
    VALIDATOR.validate(read(result(AWKWARD[name])))


def test_a_run_is_as_the_schema_says(tmp_path: Path) -> None:
    """A small site with a text that is missing and one that is fuzzy, and a catalog that cannot be read."""
    message = '#, fuzzy\n#| msgid "Welcome."\nmsgid "Welcome to the site."\nmsgstr "Вітаем."\n'
    files = {
        "content/a.md": "---\ntitle: T\n---\n\nSome words.\n",
        "locale/be/LC_MESSAGES/pages.po": folders.catalog(message),
        "locale/ru/LC_MESSAGES/pages.po": 'msgid "\n',
    }
    site = sites.load(config.load(folders.make(tmp_path, files)), Files(tmp_path))
    printed = read(checks.run(site, ("be", "ru")))
    VALIDATOR.validate(printed)
    assert {"state.missing", "state.fuzzy", "po.syntax"} <= {each["id"] for each in printed["findings"]}
    assert {each["path"] for each in printed["entries"]} >= {"content/a.md", "content/index.md"}
    assert str(tmp_path) not in json.dumps(printed)


def test_the_schema_describes_every_key() -> None:
    """Nothing is printed that it does not name, at any depth, and all that is printed is promised."""
    printed = read(EVERYTHING)
    _described(printed, SCHEMA)
    for name in ("catalogs", "entries"):
        _described(printed[name][0], SCHEMA["properties"][name]["items"])
    _described(printed["catalogs"][0]["counts"], SCHEMA["$defs"]["counts"])
    _described(printed["findings"][0], SCHEMA["$defs"]["finding"])


def _described(printed: Mapping[str, Any], schema: Mapping[str, Any]) -> None:
    assert set(printed) == set(schema["properties"]) == set(schema["required"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"severity": "fatal"}, {"line": -1}, {"source_span": [1]}, {"target_span": [1, 2, 3]}, {"plural_index": "1"},
        {"message": ""}, {"path": ""}, {"fingerprint": "0"}, {"id": "Not An Id"},
    ],
)  # fmt: skip
def test_the_schema_refuses_what_is_wrong(wrong: dict[str, object]) -> None:
    """A schema that takes everything would promise nothing."""
    printed = read(result(finding()))
    printed["findings"][0].update(wrong)
    with pytest.raises(ValidationError):
        VALIDATOR.validate(printed)


def test_a_finding_has_these_values() -> None:
    """Programs read these keys; spans are two numbers, the characters between them are the place."""
    printed = read(result(finding("Гл. план.", target_span=(4, 8), suggestion="мэту", heading="Figures", form=0)))
    one = printed["findings"][0]
    assert one.pop("fingerprint")
    assert one == {
        "id": "text.copy",
        "severity": "error",
        "path": "locale/be/LC_MESSAGES/news.po",
        "line": 12,
        "locale": "be",
        "msgctxt": None,
        "msgid": "See the plan.",
        "plural_index": 0,
        "entry": "content/news/x.md",
        "heading": "Figures",
        "message": "it is wrong. Mend it.",
        "source": "See the plan.",
        "target": "Гл. план.",
        "before": "",
        "source_span": None,
        "target_span": [4, 8],
        "suggestion": "мэту",
    }
    assert one["target"][slice(*one["target_span"])] == "план"


def test_progress_is_by_catalog_and_by_entry() -> None:
    """Messages in each state, and words."""
    printed = read(EVERYTHING)
    counts = {"translated": 1, "fuzzy": 1, "missing": 1, "refused": 1, "words": 40, "words_translated": 10}
    path = "locale/be/LC_MESSAGES/news.po"
    assert printed["catalogs"][0] == {"path": path, "locale": "be", "domain": "news", "counts": counts}
    assert printed["entries"][0] == {"path": "content/news/x.md", "locale": "be", "counts": counts}
    assert (printed["version"], printed["tool"]["name"]) == (1, "navina")
    assert (printed["ignored"], printed["known"]) == (0, 0)


def test_texts_are_whole() -> None:
    """What is escaped or cut for people is not for programs."""
    for name in ("control characters", "very long", "right to left", "combining"):
        one = read(result(AWKWARD[name]))["findings"][0]
        assert (one["source"], one["target"]) == (AWKWARD[name].source, AWKWARD[name].target)


def test_a_fingerprint_stays_when_lines_move() -> None:
    """A baseline and a code host know a finding by it."""
    first, moved, other, broken = (
        read(result(each))["findings"][0]["fingerprint"]
        for each in (finding(), finding(line=400), finding("Гл. мэту."), BROKEN)
    )
    assert first == moved
    assert len({first, other, broken}) == 3
