"""Run the rules for source texts over the content of a site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline import languages
from pipeline.checks.finding import Finding
from pipeline.checks.source.registry import RULES
from pipeline.checks.source.rule import Content, ContentRule, Passage, PassageRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.checks.finding import Hit, Severity, Span
    from pipeline.checks.selection import Selection
    from pipeline.checks.source.rule import SourceRule, Spot
    from pipeline.site import Site

_BEFORE = 24


def run(site: Site, selection: Selection | None = None) -> tuple[Finding, ...]:
    """Check the texts of the entries, drafts too, as their authors wrote them; nothing is fetched.

    `selection` says which rules are asked where; without one all are asked everywhere. The findings are sorted by
    place; each names the line of the marked text in its entry.
    """
    passages = tuple(Passage(entry, message) for entry in site.entries for message in entry.messages)
    content = Content(site, passages)
    language = languages.of(site.settings.source)
    code = language.code if language else site.settings.source
    rules = [each for each in RULES if not each.languages or code in each.languages]
    asked = _Asked(site, selection)
    found = [*_of_passages(content, rules, asked), *_of_content(content, rules, asked)]
    return tuple(sorted(found, key=_place))


def _place(each: Finding) -> tuple[object, ...]:
    return each.path, each.line, each.source_span or (), each.id, str(each.message)


class _Asked:
    """Which rules are asked of which entry, and how much a finding matters there."""

    def __init__(self, site: Site, selection: Selection | None) -> None:
        self._locale, self._selection = site.settings.source, selection

    def severity(self, rule: SourceRule, path: str, hit: Hit) -> Severity | None:
        """Return how much a hit matters, None where the rule is not asked."""
        if self._selection is None:
            return hit.severity or rule.severity
        rules = self._selection.rules(self._locale, path, (path,))
        return (rules.levels.get(rule.id) or hit.severity or rule.severity) if rule.id in rules.asked else None


def _of_passages(content: Content, rules: Iterable[SourceRule], asked: _Asked) -> Iterator[Finding]:
    of_passages = [each for each in rules if isinstance(each, PassageRule)]
    for passage in content.passages:
        for rule in of_passages:
            for hit in rule.check(passage):
                if severity := asked.severity(rule, passage.entry.path, hit):
                    yield _in_passage(rule, severity, passage, hit)


def _of_content(content: Content, rules: Iterable[SourceRule], asked: _Asked) -> Iterator[Finding]:
    for rule in rules:
        for spot in rule.check(content) if isinstance(rule, ContentRule) else ():
            path = spot.passage.entry.path if spot.passage else spot.path
            if severity := asked.severity(rule, path, spot.hit):
                yield _at(rule, severity, spot)


def _at(rule: SourceRule, severity: Severity, spot: Spot) -> Finding:
    if spot.passage:
        return _in_passage(rule, severity, spot.passage, spot.hit)
    return Finding(rule.id, severity, spot.path, spot.line, spot.hit.text, suggestion=spot.hit.suggestion)


def _in_passage(rule: SourceRule, severity: Severity, passage: Passage, hit: Hit) -> Finding:
    message = passage.message
    return Finding(
        rule.id, severity, passage.entry.path, line_of(passage, hit.source), hit.text,
        msgctxt=message.msgctxt, msgid=message.msgid, source=message.msgid, source_span=hit.source,
        suggestion=hit.suggestion, entry=passage.entry.path, heading=message.heading,
    )  # fmt: skip


def line_of(passage: Passage, span: Span | None) -> int:
    """Return the line that a place in a passage stands on, or the one that the passage begins on."""
    entry, line = passage.entry, passage.line
    if span is None or line < entry.body_line:
        return line
    words = passage.text[max(0, span[0] - _BEFORE) : span[1]].split()
    lines = entry.body.split("\n")
    start = sum(len(each) + 1 for each in lines[: line - entry.body_line])
    found = re.compile(r"\s+(?:>\s*)*".join(map(re.escape, words))).search(entry.body, start)
    return line + entry.body.count("\n", start, found.end()) if found else line
