"""The report as annotations of GitHub Actions, and a summary in Markdown for the page of the run.

GitHub shows only the first ten errors, warnings and notices of a step, so the worst come first. The full report stands
in the log, in a group that is closed. It is printed while workflow commands are off: a text of a catalog that looks
like one does nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.checks import Severity
from pipeline.reports import text
from pipeline.reports.excerpt import excerpt
from pipeline.reports.tally import Tally, by_locale
from pipeline.reports.visible import harmless, visible
from pipeline.reports.words import label, states_apart, summary, worst_first
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.checks import Finding, Result
    from pipeline.reports.words import Translate
    from pipeline.sentence import Sentence

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_COLUMNS = 400
_LONGEST = 4_000
_LISTED = 50

_ALL = say("All findings")
_SOURCE = say("source: %(text)s")
_TARGET = say("target: %(text)s")
_TITLE = say("Translations")
_MORE = say("More findings are in the log: %(number)s")
_HEAD = (
    say("locale"), say("done"), say("messages"), say("words left"), say("fuzzy"), say("missing"), say("refused")
)  # fmt: skip
_RULES = (say("rule"), say("findings"))
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+.!|~:@&$^-])")


def report(result: Result, translate: Translate, *, base: str = "") -> str:
    """Return a command for each finding, the full report in a group, and the summary as the last line."""
    lines = [_command(each, translate, base) for each in worst_first(result.findings)]
    if lines:
        lines += [f"::group::{_data(_ALL.said(translate))}", *_quoted(text.report(result, translate, base=base))]
        lines.append("::endgroup::")
    return "\n".join((*lines, summary(result, translate)))


def _quoted(body: str) -> Iterator[str]:
    """Turn commands off; the word that turns them on again hangs on the text, so that no text can hold it."""
    word = hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()
    yield f"::stop-commands::{word}"
    yield body
    yield f"::{word}::"


def _command(finding: Finding, translate: Translate, base: str) -> str:
    name = _COMMANDS.get(finding.severity, "notice")
    values = {"file": harmless(base + finding.path), "line": str(finding.line or 1), "title": finding.id}
    fields = ",".join(f"{key}={_property(value)}" for key, value in values.items())
    return f"::{name} {fields}::{_data(chr(10).join(_said(finding, translate)))}"


def _said(finding: Finding, translate: Translate) -> Iterator[str]:
    yield harmless(finding.message.said(translate)[:_LONGEST])
    if finding.msgid:
        yield say(_SOURCE.template, text=excerpt(finding.source, finding.source_span, _COLUMNS)).said(translate)
    if finding.target:
        yield say(_TARGET.template, text=excerpt(finding.target, finding.target_span, _COLUMNS)).said(translate)


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def summary_markdown(result: Result, translate: Translate, *, base: str = "") -> str:
    """Return what belongs into the file that `GITHUB_STEP_SUMMARY` names: progress, rules, the worst findings."""
    parts = [f"## {_markup(_TITLE.said(translate))}", _markup(summary(result, translate))]
    if result.catalogs:
        rows = (_progress(locale, Tally.of(each)) for locale, each in by_locale(result.catalogs))
        parts.append(_table(_HEAD, rows, translate))
    if result.findings:
        number = Counter(label(each, translate) for each in worst_first(result.findings))
        parts.append(_table(_RULES, ((_markup(name), str(count)) for name, count in number.items()), translate))
        parts.append("\n".join(_list(states_apart(worst_first(result.findings))[0], translate, base)))
    return "\n\n".join(filter(None, parts)) + "\n"


def _progress(locale: str, done: Tally) -> tuple[str, ...]:
    numbers = (f"{done.percent} %", f"{done.translated} / {done.total}", done.words_left, done.fuzzy, done.missing)
    return (_markup(locale), *map(str, numbers), str(done.refused))


def _table(head: Sequence[Sentence], rows: Iterable[Sequence[str]], translate: Translate) -> str:
    first = [_markup(each.said(translate)) for each in head]
    line = ["---", *("---:" for _ in first[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (first, line, *rows))


def _list(findings: Sequence[Finding], translate: Translate, base: str) -> Iterator[str]:
    for each in findings[:_LISTED]:
        place = f"{base}{each.path}:{each.line}" if each.line else base + each.path
        said = str(excerpt(each.message.said(translate), None, _COLUMNS))
        yield f"- **{_markup(visible(place))}**: {_markup(label(each, translate))}: {_markup(said)}"
    if len(findings) > _LISTED:
        yield f"- {_markup(say(_MORE.template, number=len(findings) - _LISTED).said(translate))}"


def _markup(value: str) -> str:
    r"""Write a text so that Markdown shows it as it is.

    >>> print(_markup("<b> *x*"))
    \<b\> \*x\*
    """
    return _MARKUP.sub(r"\\\1", value)
