"""The report for people, in a terminal or a file: a few lines for each finding, and the summary as the last line.

The first line of a finding begins with `file:line`, so that most terminals and editors make a link of it. In colour
the marked place is underlined; without, `^^^^` stands below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import Severity
from pipeline.reports.excerpt import CUT, Excerpt, excerpt
from pipeline.reports.visible import exact, harmless, width
from pipeline.reports.word_diff import Change, shortened, word_diff
from pipeline.reports.words import label, summary
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.checks import Finding, Result
    from pipeline.reports.word_diff import Stretch
    from pipeline.reports.words import Translate

COLUMNS = 100
_FEWEST = 20
_INDENT = 4
_DIFF_LINES = 5
_STRETCH_LINES = 2

_LABELS = {
    "in": say("in"),
    "source": say("source"),
    "changed": say("changed"),
    "target": say("target"),
    "suggestion": say("suggestion"),
}
_THEME = say("the theme")

_BOLD, _RED, _GREEN, _MARK = "1", "31", "32", "1;4;31"
_SEVERITY = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.INFO: "1;36",
    Severity.MISSING: "1;35",
    Severity.FUZZY: "1;35",
}


def wants_color(environment: Mapping[str, str], *, is_terminal: bool) -> bool:
    """Tell whether to print in colour: on a terminal, unless NO_COLOR is set; FORCE_COLOR wants it anywhere.

    As in https://no-color.org and https://force-color.org, a variable that is empty counts as not set.

    >>> wants_color({}, is_terminal=True), wants_color({"NO_COLOR": "1"}, is_terminal=True)
    (True, False)
    """
    if environment.get("NO_COLOR"):
        return False
    return bool(environment.get("FORCE_COLOR")) or (is_terminal and environment.get("TERM") != "dumb")


def report(
    result: Result, translate: Translate, *, color: bool = False, columns: int = COLUMNS, base: str = ""
) -> str:  # fmt: skip
    """Return the findings by file and line, an empty line after each, and the summary."""
    look = _Look(color, columns, base, translate)
    blocks = ["\n".join(look.finding(each)) for each in sorted(result.findings, key=lambda each: each.place)]
    return "\n\n".join((*blocks, summary(result, translate)))


class _Look:
    """How findings are printed; texts begin in one column, whatever the words before them are."""

    def __init__(self, color: bool, columns: int, base: str, translate: Translate) -> None:
        self.color, self.base, self.translate = color, base, translate
        names = {name: each.said(translate) for name, each in _LABELS.items()}
        self._margin = _INDENT + max(map(width, names.values())) + 2
        self._room = max(_FEWEST, columns - self._margin)
        self._names = {
            name: f"{' ' * _INDENT}{said}{' ' * (self._margin - _INDENT - width(said))}" for name, said in names.items()
        }

    def finding(self, finding: Finding) -> Iterator[str]:
        place = harmless(f"{self.base}{finding.path}" + (f":{finding.line}" if finding.line else ""))
        name = self._paint(label(finding, self.translate), _SEVERITY[finding.severity])
        yield f"{self._paint(place, _BOLD)}: {name}: {harmless(finding.message.said(self.translate))}"
        if finding.msgid and (where := self._where(finding)):
            yield self._line("in", where)
        if finding.before and finding.before != finding.source:
            yield self._line("changed", self._diff(word_diff(finding.before, finding.source)))
        elif finding.msgid:
            yield from self._text("source", excerpt(finding.source, finding.source_span, self._room))
        if finding.target:
            yield from self._text("target", excerpt(finding.target, finding.target_span, self._room))
        if finding.suggestion:
            yield self._line("suggestion", self._paint(exact(finding.suggestion), _GREEN))

    def _where(self, finding: Finding) -> str:
        form = "" if finding.form is None else f"msgstr[{finding.form}]"
        entry = "" if finding.entry == finding.path else finding.entry
        place = entry if finding.entry else _THEME.said(self.translate)
        return harmless(" · ".join(filter(None, (place, finding.heading, finding.msgctxt, form))))

    def _text(self, name: str, text: Excerpt) -> Iterator[str]:
        yield self._line(name, text.before + self._paint(text.marked, _MARK) + text.after)
        if text.has_place and not (self.color and text.marked):
            yield " " * self._margin + text.carets

    def _line(self, name: str, text: str) -> str:
        return self._names[name] + text

    def _diff(self, stretches: Sequence[Stretch]) -> str:
        line, left = "", self._room * _DIFF_LINES
        for each in shortened(stretches):
            if left <= 0:
                return line + CUT
            text = str(excerpt(each.text, None, min(left, self._room * _STRETCH_LINES)))
            line, left = line + self._stretch(each.change, text), left - width(text)
        return line

    def _stretch(self, change: Change, text: str) -> str:
        match change:
            case Change.REMOVED:
                return self._paint(text, f"9;{_RED}") if self.color else f"[-{text}-]"
            case Change.ADDED:
                return self._paint(text, f"4;{_GREEN}") if self.color else f"{{+{text}+}}"
            case Change.KEPT:
                return text

    def _paint(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.color and text else text
