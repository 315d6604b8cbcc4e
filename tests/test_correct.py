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
NAMES = ("be", "ru", "be-2", "ru-2")
"""The files without their ending: the language and, after a hyphen, the measurement that the text was written for."""

ENOUGH = 170
"""How many messages a file has at least, so that one alarm is well below the target."""

TARGET = 0.01
"""Which share of the messages must not be reached by messages with an alarm: the target of the project."""


def checked(name: str, data: bytes | None = None) -> Result:
    """Return what the checker says of the correct translations, or of other data in their place."""
    path = FOLDER / f"{name}.po"
    given = path.read_bytes() if data is None else data
    return alone.run([(path.name, given)], Request(), locale=language(name))


def language(name: str) -> str:
    """Return the language of a file, as in 'be' for 'be-2'."""
    return name.partition("-")[0]


def listed(findings: Iterable[Finding]) -> str:
    """Return the findings as a text, for whoever reads that the test fails."""
    return "\n".join(f"{each.path}:{each.line} {each.severity.value} {each.id}: {each.target}" for each in findings)


@pytest.mark.parametrize("name", NAMES)
def test_there_are_enough_correct_translations(name: str) -> None:
    """A rate of false alarms means something only over many messages, each of them translated and in use."""
    (progress,) = checked(name).catalogs
    assert progress.locale == language(name)
    assert progress.translated == progress.total >= ENOUGH


@pytest.mark.parametrize("name", NAMES)
def test_no_correct_translation_is_called_an_error(name: str) -> None:
    """An error stops a build or a merge: it has to be certain."""
    findings = [each for each in checked(name).findings if each.severity is Severity.ERROR]
    assert not findings, listed(findings)


@pytest.mark.parametrize("name", NAMES)
def test_fewer_than_one_correct_translation_in_a_hundred_raises_an_alarm(name: str) -> None:
    """Whoever meets false alarms every day stops reading them; two alarms in one message count once."""
    result = checked(name)
    (progress,) = result.catalogs
    alarmed = {(each.msgctxt, each.source) for each in result.findings}
    assert len(alarmed) / progress.total < TARGET, listed(result.findings)


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_among_the_correct_translations_is_found(name: str) -> None:
    """Silence counts only where the checker would have spoken: here the address of the last link is another one."""
    before, _, after = (FOLDER / f"{name}.po").read_bytes().rpartition(b"](")
    spoilt = checked(name, before + b"](another-" + after)
    assert Severity.ERROR in {each.severity for each in spoilt.findings if "](another-" in each.target}
