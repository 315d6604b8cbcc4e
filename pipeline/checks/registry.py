"""Every rule, in the order of the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import po_plural_forms, state_fuzzy, state_missing, structure

if TYPE_CHECKING:
    from pipeline.checks.finding import CatalogRule, Rule

RULES: tuple[Rule, ...] = (state_missing.RULE, state_fuzzy.RULE, structure.RULE)
CATALOG_RULES: tuple[CatalogRule, ...] = (po_plural_forms.RULE,)
_ALL: tuple[Rule | CatalogRule, ...] = (*RULES, *CATALOG_RULES)


def rule(id: str) -> Rule | CatalogRule | None:  # noqa: A002 - the word of the reports
    """Return the rule with this id."""
    return next((each for each in _ALL if each.id == id), None)
