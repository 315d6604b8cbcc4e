"""Tests of what is printed."""

from __future__ import annotations

import json

from pipeline import report
from pipeline.checks import Finding, Progress, Result, Severity
from pipeline.merge import Conflict
from pipeline.update import Summary

PROGRESS = (
    Progress("locale/be/LC_MESSAGES/news.po", "be", "news", 1, 1, 1, 1, 40, 10),
    Progress("locale/ru/LC_MESSAGES/news.po", "ru", "news", 4, 0, 0, 0, 40, 40),
)
FINDING = Finding(
    "structure", Severity.ERROR, "locale/be/LC_MESSAGES/news.po", 12, "the link is missing.", "be", None,
    "See\n[it](a.md).", "Гл. тут.", "content/news/x.md", "Figures",
)  # fmt: skip
MISSING = Finding("state.missing", Severity.MISSING, "content/a.md", 0, "not known.", "be", "tag", "law")
RESULT = Result(PROGRESS, (FINDING, MISSING))


def test_text_names_the_place_first_and_the_summary_last() -> None:
    """A line that starts with file:line can be clicked in most terminals."""
    assert report.text(RESULT).split("\n") == [
        "locale/be/LC_MESSAGES/news.po:12: error structure: the link is missing.",
        "    in content/news/x.md · Figures",
        "    source: See\\n[it](a.md).",
        "    target: Гл. тут.",
        "content/a.md: state.missing: not known.",
        "    in the theme",
        "    source: law",
        "be 25 % (1 of 4 messages) · ru 100 % (4 of 4 messages) · 1 error, 1 missing",
    ]


def test_long_texts_are_cut() -> None:
    """A finding is for finding the place, not for reading the entry."""
    line = report.text(Result((), (Finding("x", Severity.INFO, "p", 1, "m", msgid="a" * 500),))).split("\n")[2]
    assert len(line) < 200
    assert line.endswith("…")


def test_json_is_stable() -> None:
    """Programs read these keys."""
    data = json.loads(report.as_json(RESULT))
    assert list(data) == ["version", "catalogs", "findings"]
    assert data["version"] == 1
    assert data["catalogs"][0] == {
        "path": "locale/be/LC_MESSAGES/news.po",
        "locale": "be",
        "domain": "news",
        "counts": {
            "translated": 1, "fuzzy": 1, "missing": 1, "refused": 1, "words": 40, "words_translated": 10,
        },
    }  # fmt: skip
    assert data["findings"][0] == {
        "id": "structure",
        "severity": "error",
        "path": "locale/be/LC_MESSAGES/news.po",
        "line": 12,
        "locale": "be",
        "msgctxt": None,
        "msgid": "See\n[it](a.md).",
        "message": "the link is missing.",
        "source": "See\n[it](a.md).",
        "target": "Гл. тут.",
        "entry": "content/news/x.md",
        "heading": "Figures",
    }


def test_a_hundred_percent_means_that_nothing_is_left() -> None:
    """One missing message of a thousand is 99 %."""
    assert report.percent(999, 1000) == 99
    assert report.percent(1000, 1000) == 100


def test_extract_says_what_changed() -> None:
    """A line for each catalog that changed, and one for all."""
    done = (
        Summary("be", "news", 3, 1, 2, 1, 0, changed=True),
        Summary("ru", "news", 6, 0, 0, 0, 0, changed=False),
    )
    assert list(report.update_lines(done)) == [
        "be news: 3 kept, 1 new, 2 fuzzy, 1 obsolete, 0 revived",
        "1 of 2 catalogs changed: 9 messages kept, 1 new, 2 fuzzy.",
    ]
    assert list(report.update_lines(done[1:])) == ["Nothing to do: all 1 catalogs are up to date."]


def test_extract_says_what_moved() -> None:
    """What came from other catalogs, which file went, and which of two translations is used."""
    conflicts = (Conflict("Total", ("Разам",), ("Усяго",), "news"), Conflict("All", ("Усе",), ("Увесь",), ""))
    done = (
        Summary("be", "pages", 3, 2, 0, 0, 0, changed=True, reused=2, conflicts=conflicts),
        Summary("be", "news", 0, 0, 0, 0, 0, changed=True, gone=True, removed=True),
        Summary("be", "reports", 0, 0, 0, 4, 0, changed=True, gone=True),
    )
    assert list(report.update_lines(done))[:5] == [
        "be pages: 3 kept, 2 new, 0 fuzzy, 0 obsolete, 0 revived, 2 taken from other catalogs",
        "be pages: 'Total' was translated in two ways: 'Разам' is used, 'Усяго' of news is kept as a comment",
        "be pages: 'All' was translated in two ways: 'Усе' is used, 'Увесь' is kept as a comment",
        "be news: the file is removed, all that it had is in other catalogs",
        "be reports: 0 kept, 0 new, 0 fuzzy, 4 obsolete, 0 revived, the domain has no entry any more",
    ]
