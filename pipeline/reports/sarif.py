"""The report as SARIF 2.1.0, for code scanning: no absolute path, no name and no time is in it.

Paths are relative to the folder in which the command ran (`%SRCROOT%`). A finding is known by its fingerprint, which
stays when lines move.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.checks import Severity
from pipeline.checks.registry import EVERYTHING
from pipeline.reports import tool
from pipeline.reports.encoding import encode
from pipeline.reports.words import worst_first
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.checks import Finding, Result
    from pipeline.checks.rule import About, Example
    from pipeline.reports.words import Translate

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_SNIPPET = 1_000
_INDEX = {each.id: place for place, each in enumerate(EVERYTHING)}
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")
"""What a viewer would make a link of (SARIF 3.11.6), so that a text of a catalog could lead its reader anywhere."""

_WRONG = say("wrong: %(text)s")
_RIGHT = say("right: %(text)s")
_FOLDER = say("The folder in which the check ran.")


def report(result: Result, translate: Translate, *, base: str = "") -> str:
    """Return one run with all rules and all findings, the worst first."""
    findings = worst_first(result.findings)
    run = {
        "tool": {
            "driver": {
                "name": tool.NAME,
                "version": tool.version(),
                "rules": [_rule(each, translate) for each in EVERYTHING],
            }
        },
        "automationDetails": {"id": f"{tool.NAME}/check/"},
        "originalUriBaseIds": {_ROOT: {"description": {"text": _FOLDER.said(translate)}}},
        "columnKind": "unicodeCodePoints",
        "results": list(_results(findings, translate, base)),
    }
    return encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: About, translate: Translate) -> dict[str, object]:
    summary, explanation = (translate(text) or text for text in (rule.summary, rule.explanation))
    examples = tuple(_example(each, translate) for each in rule.examples)
    tags = ["translation", rule.id.partition(".")[0], *(["security"] if rule.security else ())]
    return _descriptor(rule.id, rule.severity, summary, explanation, examples=examples, tags=tags)


def _example(example: Example, translate: Translate) -> str:
    wrong, right = (
        say(template.template, text=text).said(translate)
        for template, text in ((_WRONG, example.wrong), (_RIGHT, example.right))
    )
    return "\n".join((f"{example.locale}: {example.source}", wrong, right))


def _descriptor(
    id: str, severity: Severity, summary: str, explanation: str,  # noqa: A002 - the word of the reports
    *, examples: Sequence[str] = (), tags: Sequence[str] = ("translation",),
) -> dict[str, object]:  # fmt: skip
    return {
        "id": id,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": explanation},
        "help": {
            "text": "\n\n".join((f"{summary} {explanation}", *examples)),
            "markdown": "\n\n".join((f"**{_escaped(summary)}** {_escaped(explanation)}", *map(_fenced, examples))),
        },
        "defaultConfiguration": {"level": _LEVELS.get(severity, "note")},
        "properties": {"tags": list(tags)},
    }


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_[]<>&|#" else char for char in text)


def _fenced(text: str) -> str:
    fence = "`" * (max((len(run) for run in text.split() if set(run) == {"`"}), default=0) + 3)
    return f"{fence}text\n{text}\n{fence}"


def _results(findings: Sequence[Finding], translate: Translate, base: str) -> Iterator[dict[str, object]]:
    seen: Counter[str] = Counter()
    for each in findings:
        seen[each.fingerprint] += 1
        yield {
            "ruleId": each.id,
            **({"ruleIndex": _INDEX[each.id]} if each.id in _INDEX else {}),
            "level": _LEVELS.get(each.severity, "note"),
            "message": {"text": _LINK.sub(r"\\[", each.message.said(translate))},
            "locations": [_location(each, base)],
            "partialFingerprints": {
                "navina/v1": each.fingerprint,
                "primaryLocationLineHash": f"{each.fingerprint[:16]}:{seen[each.fingerprint]}",
            },
            "properties": {"locale": each.locale, "severity": each.severity.value},
        }


def _location(finding: Finding, base: str) -> dict[str, object]:
    region: dict[str, object] = {"startLine": finding.line or 1}
    if finding.target or finding.source:
        region["snippet"] = {"text": (finding.target or finding.source)[:_SNIPPET]}
    location: dict[str, object] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(base + finding.path, errors="surrogateescape"), "uriBaseId": _ROOT},
            "region": region,
        }
    }
    if finding.msgid:
        name = "\x04".join(filter(None, (finding.msgctxt, finding.msgid)))
        location["logicalLocations"] = [
            {"name": finding.msgid, "fullyQualifiedName": f"{finding.locale}/{name}", "kind": "resource"}
        ]
    return location
