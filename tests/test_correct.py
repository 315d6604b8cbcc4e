"""False alarms: what the checker says of translations that are right. `correct/README.md` tells how they came."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.checks import Request, Severity, alone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.checks import Finding, Result

FOLDER = Path(__file__).parent / "correct"
LOCALES = ("be", "ru")
ENOUGH = 170
"""How many messages a locale has at least, so that one alarm is well below the target."""

TARGET = 0.01
"""Which share of the messages must not be reached by messages with an alarm: the target of the project."""


def checked(locale: str, data: bytes | None = None) -> Result:
    """Return what the checker says of the correct translations, or of other data in their place."""
    path = FOLDER / f"{locale}.po"
    return alone.run([(path.name, path.read_bytes() if data is None else data)], Request(), locale=locale)


def listed(findings: Iterable[Finding]) -> str:
    """Return the findings as a text, for whoever reads that the test fails."""
    return "\n".join(f"{each.path}:{each.line} {each.severity.value} {each.id}: {each.target}" for each in findings)


@pytest.mark.parametrize("locale", LOCALES)
def test_there_are_enough_correct_translations(locale: str) -> None:
    """A rate of false alarms means something only over many messages, each of them translated and in use."""
    (progress,) = checked(locale).catalogs
    assert progress.locale == locale
    assert progress.translated == progress.total >= ENOUGH


@pytest.mark.parametrize("locale", LOCALES)
def test_no_correct_translation_is_called_an_error(locale: str) -> None:
    """An error stops a build or a merge: it has to be certain."""
    findings = [each for each in checked(locale).findings if each.severity is Severity.ERROR]
    assert not findings, listed(findings)


@pytest.mark.parametrize("locale", LOCALES)
def test_fewer_than_one_correct_translation_in_a_hundred_raises_an_alarm(locale: str) -> None:
    """Whoever meets false alarms every day stops reading them; two alarms in one message count once."""
    result = checked(locale)
    (progress,) = result.catalogs
    alarmed = {(each.msgctxt, each.source) for each in result.findings}
    assert len(alarmed) / progress.total < TARGET, listed(result.findings)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_mistake_among_the_correct_translations_is_found(locale: str) -> None:
    """Silence counts only where the checker would have spoken: here the address of the last report is another one."""
    before, _, after = (FOLDER / f"{locale}.po").read_bytes().rpartition(b"(report.pdf)")
    spoilt = checked(locale, before + b"(another.pdf)" + after)
    assert Severity.ERROR in {each.severity for each in spoilt.findings if "another.pdf" in each.target}
