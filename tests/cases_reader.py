"""Reads the cases in tests/cases/*.md; their format is in the README there."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its title, its Markdown, and the lines of each of its sections."""

    title: str
    text: str
    sections: dict[str, list[str]] = field(default_factory=dict)

    def rows(self, name: str, separator: str) -> list[list[str]]:
        """Return the lines of a section, cut at the separator."""
        return [[_said(each) for each in line.split(separator)] for line in self.sections.get(name, []) if line.strip()]


def _said(text: str) -> str:
    for shown, meant in (("⏎", "\n"), ("\\x00", "\0"), ("\\x02", "\x02"), ("\\x03", "\x03")):
        text = text.replace(shown, meant)
    return text


def read(name: str) -> list[Case]:
    """Read the cases of one file."""
    found = []
    for chunk in f"\n{(CASES / name).read_text(encoding='utf-8')}".split("\n=== ")[1:]:
        head, *sections = chunk.split("\n--- ")
        title, _, text = head.partition("\n")
        named = (each.partition("\n") for each in sections)
        found.append(Case(title, text.replace("␣", " "), {name: body.split("\n") for name, _, body in named}))
    return found


def cases() -> list[pytest.param]:  # type: ignore[valid-type]
    """Read all cases, for `parametrize`."""
    files = sorted(path.name for path in CASES.glob("*.md") if path.name != "README.md")
    return [pytest.param(case, id=f"{name}: {case.title}") for name in files for case in read(name)]
