"""Every rule, in the order of the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import state_fuzzy, state_missing, structure

if TYPE_CHECKING:
    from pipeline.checks.finding import Rule

RULES: tuple[Rule, ...] = (state_missing.RULE, state_fuzzy.RULE, structure.RULE)


def rule(id: str) -> Rule | None:  # noqa: A002 - the word of the reports
    """Return the rule with this id."""
    return next((each for each in RULES if each.id == id), None)
