"""The report for programs: JSON, as `check.schema.json` beside this module describes it.

Keys are only ever added. `VERSION` changes when a reader of the old report would be misled. Spans count characters
(Unicode code points), from 0, the end not included.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any

from pipeline.reports import tool
from pipeline.reports.encoding import encode
from pipeline.reports.tally import Tally

if TYPE_CHECKING:
    from pipeline.checks import Finding, Progress, Result
    from pipeline.checks.finding import Span
    from pipeline.checks.result import EntryProgress
    from pipeline.reports.words import Translate

VERSION = 1


def report(result: Result, translate: Translate) -> str:
    """Return `{"version", "tool", "catalogs": […], "entries": […], "findings": […], "ignored", "known"}`."""
    return encode(
        {
            "version": VERSION,
            "tool": {"name": tool.NAME, "version": tool.version()},
            "catalogs": [_catalog(each) for each in result.catalogs],
            "entries": [_entry(each) for each in result.entries],
            "findings": [_finding(each, translate) for each in result.findings],
            "ignored": result.ignored,
            "known": result.known,
        }
    )


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the report."""
    text = (resources.files("pipeline.reports") / "check.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _catalog(progress: Progress) -> dict[str, object]:
    return {
        "path": progress.path,
        "locale": progress.locale,
        "domain": progress.domain,
        "counts": Tally.of([progress]).counts,
    }


def _entry(progress: EntryProgress) -> dict[str, object]:
    return {"path": progress.path, "locale": progress.locale, "counts": Tally.of([progress]).counts}


def _finding(finding: Finding, translate: Translate) -> dict[str, object]:
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "path": finding.path,
        "line": finding.line,
        "locale": finding.locale,
        "msgctxt": finding.msgctxt,
        "msgid": finding.msgid,
        "plural_index": finding.form,
        "entry": finding.entry,
        "heading": finding.heading,
        "message": finding.message.said(translate),
        "source": finding.source,
        "target": finding.target,
        "before": finding.before,
        "source_span": _span(finding.source_span),
        "target_span": _span(finding.target_span),
        "suggestion": finding.suggestion,
        "fingerprint": finding.fingerprint,
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)
