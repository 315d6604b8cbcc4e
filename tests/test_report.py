"""Tests of what the commands say when they are done."""

from __future__ import annotations

import io
import re

from rich.console import Console

from pipeline import report
from pipeline.checks.result import Progress
from pipeline.merge import Conflict
from pipeline.reports.tally import percent
from pipeline.update import Summary

PROGRESS = (
    Progress("locale/be/LC_MESSAGES/news.po", "be", "news", 1, 1, 1, 1, 40, 10),
    Progress("locale/ru/LC_MESSAGES/news.po", "ru", "news", 4, 0, 0, 0, 40, 40),
)


def test_status_is_a_table_a_locale() -> None:
    """With the share of finished messages above, and the words that are left in the row of each domain."""
    console = Console(width=100, file=io.StringIO(), color_system=None)
    for table in report.tables(PROGRESS):
        console.print(table)
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().split("\n")
    assert [line.strip() for line in lines if "%" in line and "domain" not in line] == ["be: 25 %", "ru: 100 %"]
    rows = [re.split(r"[\s━╸╺]{2,}", line.strip()) for line in lines if line.strip().startswith("news")]
    assert rows == [["news", "25", "1 of 4", "1", "1", "1", "30"], ["news", "100", "4 of 4", "0", "0", "0", "0"]]


def test_a_hundred_percent_means_that_nothing_is_left() -> None:
    """One missing message of a thousand is 99 %."""
    assert percent(999, 1000) == 99
    assert percent(1000, 1000) == 100


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
