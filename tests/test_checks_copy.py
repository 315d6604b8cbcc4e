"""Tests of how much `text.copy` matters; what it finds is in its cases."""

from __future__ import annotations

import pytest

from pipeline.checks.finding import Severity
from pipeline.checks.rules import text_copy
from tests.rule_cases import Case, subject


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The trial of the activists", Severity.ERROR),
        ("What is it, and who are they?", Severity.ERROR),
        ("The Lord of the Rings", Severity.WARNING),
        ("Office of the High Commissioner for Human Rights", Severity.WARNING),
    ],
)
def test_what_may_be_a_name_is_a_warning(text: str, severity: Severity) -> None:
    """A book or an office may keep its English name; prose may not."""
    (form,) = subject(Case("text.copy", "a copy", text, (text,))).forms
    (hit,) = text_copy.RULE.check(form)
    assert (hit.severity or text_copy.RULE.severity) is severity
