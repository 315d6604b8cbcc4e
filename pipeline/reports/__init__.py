"""What a check prints: one module a form, none of which decides anything.

Every form is made of the same findings, says the same in the same words, and gives the same bytes for the same run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.reports import github, machine, page, sarif, text
from pipeline.reports.github import summary_markdown
from pipeline.reports.text import wants_color
from pipeline.reports.words import english, summary

if TYPE_CHECKING:
    from pipeline.checks import Result
    from pipeline.reports.page import Since
    from pipeline.reports.words import Translate

__all__ = ["FORMATS", "english", "render", "summary", "summary_markdown", "wants_color"]

FORMATS = ("text", "json", "sarif", "github", "html")
"""The names of the forms, the usual one first."""


def render(
    form: str,
    result: Result,
    translate: Translate = english,
    *,
    color: bool = False,
    columns: int = text.COLUMNS,
    base: str = "",
    language: str = "en",
    source: str = "en",
    since: Since = page.never,
) -> str:
    """Return what a check found, in one of the forms, without a line end after the last line.

    `translate` and `language` are the language of the reader, `source` that of the entries. `color` and `columns` are
    what the terminal can show. `base` stands before every path of a report whose reader is not in the folder of the
    site, such as "site/"; the JSON and the page have the paths of the site. `since` knows the age of a line. Raise
    ValueError for a form that is not in `FORMATS`.
    """
    match form:
        case "text":
            return text.report(result, translate, color=color, columns=columns, base=base)
        case "json":
            return machine.report(result, translate)
        case "sarif":
            return sarif.report(result, translate, base=base)
        case "github":
            return github.report(result, translate, base=base)
        case "html":
            return page.report(result, translate, language=language, source=source, since=since)
        case _:
            raise ValueError(f"'{form}' is not one of {', '.join(FORMATS)}")
