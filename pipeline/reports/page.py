"""The report for a coordinator: one HTML page that needs no script and asks for no other file.

It says how far the site is by language, domain and entry, what is wrong by rule and file, and what waits for a
translation and since when. Nothing in it names a person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, TypeAlias

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.checks import Severity
from pipeline.checks.registry import about
from pipeline.reports import tool
from pipeline.reports.page_text import Shown, Speech, compared, language_name, shown, suggested
from pipeline.reports.tally import Tally, by_locale, grouped
from pipeline.reports.visible import visible
from pipeline.reports.words import SEVERITIES, label, states_apart, totals, worst_first
from pipeline.sentence import say
from pipeline.strings import THEME_LANGUAGE, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.checks import Finding, Progress, Result
    from pipeline.checks.result import EntryProgress
    from pipeline.reports.words import Translate

Since: TypeAlias = Callable[[str, int], dt.date | None]
"""Says since when a line of a file, from 1, is as it is; None where nobody knows."""

SHOWN = 300
"""How many findings of one rule, or texts of one language, stand on the page."""

_LABELS = {
    "title": say("Translations: what is done, what is to do"),
    "by_locale": say("By language"),
    "by_domain": say("By domain"),
    "by_entry": say("By entry"),
    "findings": say("What is wrong"),
    "waiting": say("What waits for a translation"),
    "language": say("language"),
    "domain": say("domain"),
    "entry": say("entry"),
    "done": say("done"),
    "total": say("messages"),
    "words_left": say("words left"),
    "fuzzy": say("fuzzy"),
    "missing": say("missing"),
    "refused": say("refused"),
    "theme": say("the theme"),
    "source": say("source"),
    "changed": say("changed"),
    "target": say("target"),
    "suggestion": say("suggestion"),
    "nothing": say("No mistakes were found."),
    "all_done": say("Everything is translated."),
    "no_entries": say("There is nothing to translate."),
}
_COUNTS = {
    "more": say("More of them, found by 'navina check': %(number)s"),
    "finished": say("Finished in every language: %(number)s"),
    "left": say("words left: %(number)s"),
    "line": say("line %(number)s"),
    "since": say("since %(date)s"),
    "made_by": say("Made by Navina %(version)s"),
}


def never(path: str, line: int) -> dt.date | None:  # noqa: ARG001 - the shape of `Since`
    """Know no date."""
    return None


def report(
    result: Result, translate: Translate, *, language: str = THEME_LANGUAGE, source: str = THEME_LANGUAGE,
    since: Since = never,
) -> str:  # fmt: skip
    """Return the page in a language, for a site whose texts are written in `source`."""
    page = _Page(result, Speech(translate, language), source, since)
    return _environment().get_template("page.html").render(page=page, speech=page.speech)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("pipeline", "reports"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what it is of, and how far that is in each language; None where it is not there."""

    name: str
    cells: tuple[Tally | None, ...]

    @property
    def is_finished(self) -> bool:
        """Tell whether nothing is left to do in any language."""
        return all(each is None or each.percent == 100 for each in self.cells)


@dataclass(frozen=True, slots=True)
class Item:
    """A finding as the page shows it."""

    line: Text | None
    severity: str
    message: Text
    where: str
    in_theme: bool
    texts: tuple[tuple[str, Shown], ...]
    since: str


@dataclass(frozen=True, slots=True)
class Part:
    """Findings that stand below one heading, by file, and how many more there are."""

    id: str
    severity: Text
    number: int
    summary: Text | None
    explanation: Text | None
    lang: str
    files: tuple[tuple[str, tuple[Item, ...]], ...]
    more: int
    is_open: bool


@dataclass(frozen=True)
class _Page:
    """What the template asks for."""

    result: Result
    speech: Speech
    source: str
    since: Since

    def word(self, name: str) -> Text:
        """Return a label."""
        return self.speech.word(_LABELS[name])

    def count(self, name: str, **values: object) -> Text:
        """Return a label with values."""
        return self.speech.word(_COUNTS[name], **values)

    @property
    def version(self) -> str:
        return tool.version()

    @property
    def totals(self) -> str:
        return totals(self.result, self.speech.translate)

    @cached_property
    def locales(self) -> tuple[tuple[str, str, Tally], ...]:
        """Return each locale, its own name, and how far it is."""
        groups = by_locale(self.result.catalogs)
        return tuple((locale, language_name(locale), Tally.of(each)) for locale, each in groups)

    @property
    def domains(self) -> tuple[Row, ...]:
        return self._rows((each.domain, each.locale, each) for each in self.result.catalogs)

    @cached_property
    def unfinished(self) -> tuple[Row, ...]:
        return tuple(each for each in self._by_entry if not each.is_finished)

    @cached_property
    def finished(self) -> tuple[Row, ...]:
        return tuple(each for each in self._by_entry if each.is_finished)

    @cached_property
    def _by_entry(self) -> tuple[Row, ...]:
        return self._rows((each.path, each.locale, each) for each in self.result.entries)

    def _rows(self, parts: Iterable[tuple[str, str, Progress | EntryProgress]]) -> tuple[Row, ...]:
        cells: dict[str, dict[str, Tally]] = {}
        for name, locale, each in parts:
            cells.setdefault(name, {})[locale] = Tally.of([each])
        locales = [each[0] for each in self.locales]
        return tuple(Row(visible(name), tuple(map(row.get, locales))) for name, row in cells.items())

    @cached_property
    def mistakes(self) -> tuple[Part, ...]:
        """Return what is wrong by rule, the worst rules first."""
        mistakes = worst_first(states_apart(self.result.findings)[0])
        groups = grouped(mistakes, lambda each: label(each, self.speech.translate))
        return tuple(self._rule(each) for each in groups.values())

    def _rule(self, findings: Sequence[Finding]) -> Part:
        first = findings[0]
        known = about(first.id)
        return Part(
            first.id, self.speech.word(SEVERITIES[first.severity]), len(findings),
            self.speech.of_rule(known.summary) if known else None,
            self.speech.of_rule(known.explanation) if known else None, "",
            self._files(findings), _more(findings), first.severity is Severity.ERROR,
        )  # fmt: skip

    @cached_property
    def waiting(self) -> tuple[Part, ...]:
        """Return what is missing or fuzzy by locale, in each file what waits the longest first."""
        groups = grouped(states_apart(self.result.findings)[1], lambda each: each.locale)
        order = dict.fromkeys((*(each[0] for each in self.locales), *groups))
        return tuple(self._locale(each, groups[each], is_only=len(groups) == 1) for each in order if each in groups)

    def _locale(self, locale: str, findings: Sequence[Finding], *, is_only: bool) -> Part:
        files = self._files(sorted(findings, key=self._age))
        return Part(
            language_name(locale), Text(""), len(findings), None, None, locale, files, _more(findings), is_only
        )  # fmt: skip

    def _age(self, finding: Finding) -> tuple[dt.date, tuple[object, ...]]:
        return self._since(finding) or dt.date.max, finding.place

    def _since(self, finding: Finding) -> dt.date | None:
        return self.since(finding.path, finding.line) if finding.line else None

    def _files(self, findings: Sequence[Finding]) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        files = grouped(findings[:SHOWN], lambda each: each.path)
        return tuple((visible(path), tuple(map(self._item, each))) for path, each in files.items())

    def _item(self, finding: Finding) -> Item:
        form = "" if finding.form is None else f"msgstr[{finding.form}]"
        entry = "" if finding.entry == finding.path else finding.entry
        where = filter(None, (entry, finding.heading, finding.msgctxt, form))
        is_state = states_apart([finding])[1]
        date = self._since(finding) if is_state else None
        return Item(
            self.count("line", number=finding.line) if finding.line else None,
            finding.severity.value, self.speech.message(finding.message),
            visible(" · ".join(where)), bool(finding.msgid and not finding.entry), tuple(self._texts(finding)),
            self.speech.date(date) if date else "",
        )  # fmt: skip

    def _texts(self, finding: Finding) -> Iterator[tuple[str, Shown]]:
        if finding.before and finding.before != finding.source:
            yield "changed", compared(finding.before, finding.source, self.source)
        elif finding.source:
            yield "source", shown(finding.source, self.source, finding.source_span)
        if finding.target:
            yield "target", shown(finding.target, finding.locale, finding.target_span)
        if finding.suggestion:
            yield "suggestion", suggested(finding.suggestion, finding.locale)


def _more(findings: Sequence[Finding]) -> int:
    return max(0, len(findings) - SHOWN)
