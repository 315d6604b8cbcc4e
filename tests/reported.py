"""What a check may have found, for the tests of the reports: the usual, and everything that is awkward to print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks import Finding, Result, Severity
from pipeline.checks.result import EntryProgress, Progress
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.checks.finding import Span
    from pipeline.sentence import Sentence

NEWS = "locale/be/LC_MESSAGES/news.po"
RU = "locale/ru/LC_MESSAGES/news.po"
ENTRY = "content/news/x.md"
PROGRESS = (Progress(NEWS, "be", "news", 1, 1, 1, 1, 40, 10), Progress(RU, "ru", "news", 4, 0, 0, 0, 40, 40))
ENTRIES = (EntryProgress("be", ENTRY, 1, 1, 1, 1, 40, 10), EntryProgress("ru", ENTRY, 4, 0, 0, 0, 40, 40))
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""What must not reach a terminal or a page: it moves the cursor, turns the direction, or cannot be seen."""

EVIL = (
    "\x1b]0;title\x07\x1b[2J\u009b31m\u202eабв\u2066\u200b\r\n::error::x\n##[error]y "
    "<script>alert(1)</script> {{ 7 * 7 }}"
)
"""What takes over a terminal, the direction of a line, a log, a page and a template."""


def finding(
    target: str = "Гл. план.", source: str = "See the plan.", *, id: str = "text.copy",  # noqa: A002
    severity: Severity = Severity.ERROR, line: int = 12, path: str = NEWS, message: Sentence | None = None,
    locale: str = "be", target_span: Span | None = None, source_span: Span | None = None, suggestion: str = "",
    entry: str = ENTRY, heading: str = "", form: int | None = None, before: str = "", msgctxt: str | None = None,
) -> Finding:  # fmt: skip
    """Return a finding in a message."""
    return Finding(
        id, severity, path, line, message or say("it is wrong. Mend it."), locale, msgctxt, source,
        source, target, form, source_span, target_span, suggestion, entry, heading, before,
    )  # fmt: skip


BROKEN = Finding("po.syntax", Severity.ERROR, RU, 9, say("the closing quotation mark is missing. Write it."))
"""A finding that belongs to no message."""

AWKWARD = {
    "empty": finding("", severity=Severity.MISSING, id="state.missing"),
    "no line": finding("", line=0, path=ENTRY, severity=Severity.MISSING, id="state.missing"),
    "no message": BROKEN,
    "plural form": finding("%(number)s запісы", "%(number)s entries", form=1, entry=""),
    "all of it": finding("план", target_span=(0, 4), source_span=(0, 13)),
    "first character": finding("план", target_span=(0, 1), suggestion="П"),
    "last character": finding("план", target_span=(3, 4)),
    "at the end": finding("план", target_span=(4, 4), suggestion="."),
    "outside": finding("план", target_span=(2, 400), source_span=(90, 99)),
    "nothing marked in nothing": finding("", target_span=(0, 0)),
    "control characters": finding(EVIL, EVIL, target_span=(0, 3), heading=EVIL, suggestion=EVIL, before=f"{EVIL}?"),
    "in the sentence": finding(message=say("'%(text)s' is wrong.", text=EVIL)),
    "in the names": finding(path=f"locale/{EVIL}.po", entry=f"content/{EVIL}.md", msgctxt=EVIL),
    "very long": finding("слова " * 5_000, "word " * 5_000, target_span=(12_000, 12_005)),
    "long without a space": finding("ы" * 9_000, "y" * 9_000, target_span=(0, 9_000)),
    "right to left": finding("Мір (שלום عليكم)", "Peace (שלום عليكم)", target_span=(5, 9)),
    "combining": finding("й у\u0306", target_span=(3, 4)),
    "wide": finding("中文 вам 👍", target_span=(3, 6)),
    "fuzzy": finding(severity=Severity.FUZZY, id="state.fuzzy", before="See the old plan."),
    "markdown": finding("| *a* [x](javascript:y) `c` |", message=say("the link [x](javascript:y) is *new*. | <b>")),
    "warning": finding(severity=Severity.WARNING, id="quotes.style"),
    "info": finding(severity=Severity.INFO, id="space.double", target="a  b", target_span=(1, 3), suggestion=" "),
}
"""Findings by what is awkward about them."""


def result(*findings: Finding) -> Result:
    """Return the result of a check that found this."""
    return Result(PROGRESS, tuple(sorted(findings, key=lambda each: each.place)), ENTRIES)


EVERYTHING = result(*AWKWARD.values())


def asked() -> tuple[list[str], Callable[[str], str]]:
    """Return a translation into «English», and the list of the templates that it is asked for."""
    templates: list[str] = []

    def translate(template: str) -> str:
        templates.append(template)
        return f"«{template}»"

    return templates, translate
