"""Checks of translations: one rule, one file; what they find is printed elsewhere."""

from pipeline.checks._run import Progress, Result, refusals, run
from pipeline.checks.finding import Finding, Severity
from pipeline.checks.registry import CATALOG_RULES, RULES, rule

__all__ = ["CATALOG_RULES", "RULES", "Finding", "Progress", "Result", "Severity", "refusals", "rule", "run"]
