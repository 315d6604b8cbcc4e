"""The baseline: old findings that a site has decided to live with, in a file, so that only new ones are reported."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.checks import own
from pipeline.checks.finding import Finding, Severity
from pipeline.checks.silence import may_be_silenced
from pipeline.errors import ConfigError, Problem
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

VERSION = 1
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a file of old findings holds: its fingerprints, each with its line in the file."""

    path: str
    lines: Mapping[str, int]

    def hides(self, finding: Finding) -> bool:
        """Tell whether a finding is an old one."""
        return finding.fingerprint in self.lines and may_be_silenced(finding.id)

    def leftovers(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield a finding where the file has some that are not among these, which are all that there are."""
        found = {each.fingerprint for each in findings if may_be_silenced(each.id)}
        gone = [line for fingerprint, line in self.lines.items() if fingerprint not in found]
        if gone:
            text = say(
                "findings of the baseline that are not found any more: %(number)s. Run "
                "'navina check --write-baseline'.",
                number=len(gone),
            )
            yield Finding(own.BASELINE.id, Severity.WARNING, self.path, min(gone), text)


def read(path: str, data: bytes) -> Baseline:
    """Read a baseline; `path` is for messages. Raise ConfigError where the file is no baseline."""
    try:
        text = data.decode()
        document = json.loads(text)
        version, found = document["version"], [each["fingerprint"] for each in document["findings"]]
    except (ValueError, TypeError, KeyError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise ConfigError(Problem(path, line, f"is no baseline that can be read. {_ADVICE}")) from None
    if version != VERSION:
        raise ConfigError(Problem(path, 0, f"is a baseline of another version of Navina ({version}). {_ADVICE}"))
    return Baseline(path, _lines(text, [str(each) for each in found]))


_ADVICE = "Take it from your history, or delete it and write it anew by 'navina check --write-baseline'."


def _lines(text: str, fingerprints: Iterable[str]) -> Mapping[str, int]:
    places: dict[str, int] = dict.fromkeys(fingerprints, 0)
    for number, line in enumerate(text.split("\n"), 1):
        for word in line.split('"'):
            if word in places:
                places[word] = places[word] or number
    return places


def text(findings: Iterable[Finding]) -> str:
    """Return the file that hides these findings, as far as they can be hidden: sorted, a line each.

    It has no translation and nobody's name: the rule, the catalog, the beginning of the English text.
    """
    found = sorted((_row(each) for each in findings if may_be_silenced(each.id)), key=_place, reverse=True)
    rows = sorted({row["fingerprint"]: row for row in found}.values(), key=_place)
    lines = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
    return f'{{\n  "version": {VERSION},\n  "findings": [{f"{chr(10)}{lines}{chr(10)}  " if lines else ""}]\n}}\n'


def _place(row: Mapping[str, str]) -> tuple[str, ...]:
    return row["path"], row["id"], row["msgid"], row["fingerprint"]


def _row(finding: Finding) -> dict[str, str]:
    msgid = finding.msgid if len(finding.msgid) <= _SHOWN else f"{finding.msgid[: _SHOWN - 1]}…"
    return {"fingerprint": finding.fingerprint, "id": finding.id, "path": finding.path, "msgid": msgid}
