"""Tests of the baseline: what it hides, what it never hides, and what its file looks like."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pipeline.checks import baseline
from pipeline.checks.finding import Finding, Severity
from pipeline.errors import ConfigError
from pipeline.sentence import say

PATH = "locale/baseline.json"
OLD = Finding(
    "text.omitted", Severity.WARNING, "locale/be/LC_MESSAGES/news.po", 20, say("short."), "be",
    msgid="A long text of ours.", source="A long text of ours.", target="Тэкст Алены.",
)  # fmt: skip


def read(*findings: Finding) -> baseline.Baseline:
    """Return the baseline that hides these findings."""
    return baseline.read(PATH, baseline.text(findings).encode())


def test_an_old_finding_is_hidden_wherever_its_line_is() -> None:
    """Lines move with every extract."""
    assert read(OLD).hides(OLD)
    assert read(OLD).hides(replace(OLD, line=400))


@pytest.mark.parametrize(
    "change", [{"target": "Тэкст."}, {"msgid": "B"}, {"locale": "ru"}, {"id": "text.longer"}, {"msgctxt": "x"}]
)
def test_another_finding_is_not(change: dict[str, str]) -> None:
    """Another text, another translation of it, another rule, another locale: each is news."""
    assert not read(OLD).hides(replace(OLD, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize("id", ["url.scheme", "state.missing", "state.fuzzy", "po.syntax", "ignore.unused"])
def test_safety_and_states_are_never_in_it(id: str) -> None:  # noqa: A002
    """Neither are they written, nor does it help to write them by hand."""
    finding = replace(OLD, id=id)
    assert json.loads(baseline.text([finding]))["findings"] == []
    by_hand = json.dumps({"version": 1, "findings": [{"fingerprint": finding.fingerprint}]})
    assert not baseline.read(PATH, by_hand.encode()).hides(finding)


def test_the_file_has_no_translation_and_a_short_source() -> None:
    """It lies in a repository that everybody reads: the id, the catalog, the beginning of the English text."""
    text = baseline.text([replace(OLD, msgid="a" * 100)])
    assert "Алены" not in text
    (row,) = json.loads(text)["findings"]
    assert row == {
        "fingerprint": replace(OLD, msgid="a" * 100).fingerprint,
        "id": "text.omitted",
        "path": "locale/be/LC_MESSAGES/news.po",
        "msgid": "a" * 59 + "…",
    }


def test_the_file_is_stable() -> None:
    """Sorted by path and rule, one line a finding, the same bytes in whatever order they were found, LF at the end."""
    others = [replace(OLD, path="a.po"), replace(OLD, id="text.longer"), replace(OLD, msgid="B")]
    text = baseline.text([OLD, *others, OLD])
    assert text == baseline.text([*reversed(others), OLD])
    rows = json.loads(text)["findings"]
    assert len(text.split("\n")) == len(rows) + 6
    assert [(row["path"], row["id"], row["msgid"]) for row in rows] == sorted(
        (row["path"], row["id"], row["msgid"]) for row in rows
    )
    assert text.endswith("  ]\n}\n")


def test_nothing_to_hide_is_a_file_too() -> None:
    """A site that has mended everything keeps an empty list."""
    assert json.loads(baseline.text([])) == {"version": 1, "findings": []}
    assert not read().hides(OLD)


def test_what_is_not_found_any_more_is_a_finding() -> None:
    """One for the file, at the first line that can go, with the command that takes it out."""
    gone = [replace(OLD, msgid="B"), replace(OLD, msgid="C")]
    (found,) = read(OLD, *gone).leftovers([OLD])
    assert (found.id, found.severity, found.path) == ("baseline.unused", Severity.WARNING, PATH)
    assert "not found any more: 2." in found.message
    assert "--write-baseline" in found.message
    assert '"B"' in baseline.text([OLD, *gone]).split("\n")[found.line - 1]
    assert list(read(OLD).leftovers([OLD])) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{\n<<<<<<< HEAD\n", "locale/baseline.json:2: is no baseline that can be read."),
        (b"[]", "locale/baseline.json: is no baseline that can be read."),
        (b'{"version": 1, "findings": ["x"]}', "locale/baseline.json: is no baseline that can be read."),
        (b'{"version": 1}', "locale/baseline.json: is no baseline that can be read."),
        (b"\xff", "locale/baseline.json: is no baseline that can be read."),
        (b'{"version": 2, "findings": []}', "locale/baseline.json: is a baseline of another version of Navina (2)."),
    ],
)
def test_a_broken_file_is_named(data: bytes, said: str) -> None:
    """A merge of Git leaves conflicts in it, and then it must not silently hide nothing, or everything."""
    with pytest.raises(ConfigError) as caught:
        baseline.read(PATH, data)
    assert str(caught.value).startswith(said)
    assert "--write-baseline" in str(caught.value)
