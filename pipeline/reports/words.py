"""The words that all reports share, and the order of what they print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from pipeline.checks import Severity
from pipeline.reports.tally import Tally, by_locale
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.checks import Finding, Result
    from pipeline.sentence import Sentence

Translate: TypeAlias = Callable[[str], str | None]
"""Maps the template of a sentence to the language of the user; None where that language has no translation."""

SEVERITIES = {
    Severity.ERROR: say("error"),
    Severity.WARNING: say("warning"),
    Severity.INFO: say("info"),
    Severity.MISSING: say("missing"),
    Severity.FUZZY: say("fuzzy"),
}
_COUNTED = {
    Severity.ERROR: say("errors: %(number)s"),
    Severity.WARNING: say("warnings: %(number)s"),
    Severity.INFO: say("info: %(number)s"),
    Severity.MISSING: say("missing: %(number)s"),
    Severity.FUZZY: say("fuzzy: %(number)s"),
}
_NOTHING = say("no findings")
_IGNORED = say("ignored by a comment: %(number)s")
_KNOWN = say("in the baseline: %(number)s")
_RANK = {each: rank for rank, each in enumerate(SEVERITIES)}


def english(template: str) -> str | None:  # noqa: ARG001 - the shape of a translation
    """Translate nothing."""
    return None


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings so that the reader of only the first ones misses the least: by severity, then by place."""
    return sorted(findings, key=lambda each: (_RANK[each.severity], each.place))


def states_apart(findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return the mistakes, and what is only not translated yet."""
    mistakes: list[Finding] = []
    states: list[Finding] = []
    for each in findings:
        (states if each.severity in (Severity.MISSING, Severity.FUZZY) else mistakes).append(each)
    return mistakes, states


def label(finding: Finding, translate: Translate) -> str:
    """Return the severity and the rule's id; the id alone where it says the same, such as `state.missing`."""
    if finding.id.endswith(f".{finding.severity.value}"):
        return finding.id
    return f"{SEVERITIES[finding.severity].said(translate)} {finding.id}"


def summary(result: Result, translate: Translate = english) -> str:
    """Return one line: each locale's share of finished messages, and how many findings of each kind there are.

    >>> from pipeline.checks import Progress, Result
    >>> summary(Result((Progress("be.po", "be", "news", 3, 1, 0, 0, 90, 60),), ()))
    'be 75 % (3 of 4 messages) · no findings'
    """
    shares = [_share(locale, Tally.of(each)).said(translate) for locale, each in by_locale(result.catalogs)]
    return " · ".join((*shares, totals(result, translate)))


def totals(result: Result, translate: Translate) -> str:
    """Return how many findings of each severity there are, and how many are left out."""
    left_out = ((_IGNORED, result.ignored), (_KNOWN, result.known))
    silent = (say(each.template, number=number).said(translate) for each, number in left_out if number)
    return " · ".join((_found(result.findings, translate), *silent))


def _found(findings: Iterable[Finding], translate: Translate) -> str:
    number = Counter(each.severity for each in findings)
    parts = (say(_COUNTED[each].template, number=number[each]) for each in SEVERITIES if number[each])
    return ", ".join(each.said(translate) for each in parts) or _NOTHING.said(translate)


def _share(locale: str, done: Tally) -> Sentence:
    return say(
        "%(locale)s %(percent)s %% (%(done)s of %(total)s messages)",
        locale=locale, percent=done.percent, done=done.translated, total=done.total,
    )  # fmt: skip
