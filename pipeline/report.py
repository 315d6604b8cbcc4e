"""What a check found and how far a site is, as text and as JSON; nothing here decides anything."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.checks import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.table import Table

    from pipeline.build import Result as Built
    from pipeline.checks import Finding, Progress, Result
    from pipeline.merge import Conflict
    from pipeline.update import Summary

VERSION = 1
"""The version of the JSON report; it changes when a reader of the old one would be misled."""

_SHOWN = 160


def text(result: Result) -> str:
    """Return the findings, a line or a few each, and the summary as the last line."""
    lines = [line for finding in result.findings for line in _lines(finding)]
    return "\n".join([*lines, summary(result)])


def _lines(finding: Finding) -> Iterator[str]:
    place = f"{finding.path}:{finding.line}" if finding.line else finding.path
    yield f"{place}: {_label(finding)}: {finding.message}"
    if finding.msgid:
        where = " · ".join(filter(None, (finding.entry, finding.heading)))
        yield f"    in {where}" if where else "    in the theme"
        yield f"    source: {_short(finding.msgid)}"
    if finding.target:
        yield f"    target: {_short(finding.target)}"


def _label(finding: Finding) -> str:
    name = finding.severity.value
    return finding.id if finding.id.endswith(f".{name}") else f"{name} {finding.id}"


def _short(value: str) -> str:
    line = value.replace("\n", "\\n")
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def summary(result: Result) -> str:
    """Return one line: each locale's share of finished messages, and how many findings of each kind there are.

    >>> from pipeline.checks import Progress, Result
    >>> summary(Result((Progress("be.po", "be", "news", 3, 1, 0, 0, 90, 60),), ()))
    'be 75 % (3 of 4 messages) · no findings'
    """
    shares = [_share(locale, each) for locale, each in by_locale(result.catalogs)]
    number = Counter(each.severity for each in result.findings)
    found = [_count(number[each], each.value) for each in Severity if number[each]]
    return " · ".join([*shares, ", ".join(found) or "no findings"])


def _count(number: int, name: str) -> str:
    plural = {"error": "errors", "warning": "warnings"}.get(name, name)
    return f"{number} {name if number == 1 else plural}"


def _share(locale: str, catalogs: Sequence[Progress]) -> str:
    done, total = sum(each.translated for each in catalogs), sum(each.total for each in catalogs)
    return f"{locale} {percent(done, total)} % ({done} of {total} messages)"


def percent(done: int, total: int) -> int:
    """Return a share in percent, rounded down, so that 100 means that nothing is left.

    >>> percent(999, 1000), percent(0, 0)
    (99, 100)
    """
    return done * 100 // total if total else 100


def by_locale(catalogs: Iterable[Progress]) -> list[tuple[str, list[Progress]]]:
    """Group the progress of catalogs by locale, in the order given."""
    groups: dict[str, list[Progress]] = {}
    for each in catalogs:
        groups.setdefault(each.locale, []).append(each)
    return list(groups.items())


def as_json(result: Result) -> str:
    """Return the report for programs: `{"version", "catalogs": […], "findings": […]}`."""
    document = {
        "version": VERSION,
        "catalogs": [_catalog(each) for each in result.catalogs],
        "findings": [_finding(each) for each in result.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _catalog(progress: Progress) -> dict[str, object]:
    return {
        "path": progress.path,
        "locale": progress.locale,
        "domain": progress.domain,
        "counts": {
            "translated": progress.translated,
            "fuzzy": progress.fuzzy,
            "missing": progress.missing,
            "refused": progress.refused,
            "words": progress.words,
            "words_translated": progress.words_translated,
        },
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "path": finding.path,
        "line": finding.line,
        "locale": finding.locale,
        "msgctxt": finding.msgctxt,
        "msgid": finding.msgid,
        "message": finding.message,
        "source": finding.msgid,
        "target": finding.target,
        "entry": finding.entry,
        "heading": finding.heading,
    }


def update_lines(done: Sequence[Summary]) -> Iterator[str]:
    """Return what `extract` did, a line a catalog that changed, and a last line for all."""
    for each in done:
        if each.changed:
            yield f"{each.locale} {each.domain}: {_happened(each)}"
            yield from (f"{each.locale} {each.domain}: {_two_ways(one)}" for one in each.conflicts)
    kept, new, fuzzy = (sum(getattr(each, name) for each in done) for name in ("kept", "new", "fuzzy"))
    changed = sum(each.changed for each in done)
    if changed:
        yield f"{changed} of {len(done)} catalogs changed: {kept} messages kept, {new} new, {fuzzy} fuzzy."
    else:
        yield f"Nothing to do: all {len(done)} catalogs are up to date."


def _happened(each: Summary) -> str:
    if each.removed:
        return "the file is removed, all that it had is in other catalogs"
    parts = [f"{getattr(each, name)} {name}" for name in ("kept", "new", "fuzzy", "obsolete", "revived")]
    if each.reused:
        parts.append(f"{each.reused} taken from other catalogs")
    return ", ".join(parts) + (", the domain has no entry any more" if each.gone else "")


def _two_ways(conflict: Conflict) -> str:
    msgid, used, other = (_short(" / ".join(text)) for text in ((conflict.msgid,), conflict.used, conflict.other))
    origin = f" of {conflict.domain}" if conflict.domain else ""
    return f"'{msgid}' was translated in two ways: '{used}' is used, '{other}'{origin} is kept as a comment"


def tables(catalogs: Sequence[Progress]) -> Iterator[Table]:
    """Return a table a locale with a bar a domain, for a terminal."""
    from rich.progress_bar import ProgressBar
    from rich.table import Table

    for locale, group in by_locale(catalogs):
        done, total = sum(each.translated for each in group), sum(each.total for each in group)
        table = Table(title=f"{locale}: {percent(done, total)} %", title_justify="left", box=None)
        for name in ("domain", "", "%", "messages", "fuzzy", "missing", "refused", "words left"):
            table.add_column(name, justify="left" if name in ("domain", "") else "right")
        for each in group:
            table.add_row(
                each.domain, ProgressBar(total=each.total or 1, completed=each.translated, width=20),
                str(percent(each.translated, each.total)), f"{each.translated} of {each.total}", str(each.fuzzy),
                str(each.missing), str(each.refused), str(each.words - each.words_translated),
            )  # fmt: skip
        yield table


def build_lines(done: Built) -> Iterator[str]:
    """Return what `build` did, a line a locale, and where to look."""
    for locale, each in done.tallies.items():
        yield f"{locale or 'all'}: {each.written} files written, {each.unchanged} unchanged, {each.removed} removed"
