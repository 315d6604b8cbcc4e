"""Checks of translations: one rule, one file; what they find is printed elsewhere."""

from pipeline.checks._run import Progress, Result, run
from pipeline.checks.finding import Finding, Severity
from pipeline.checks.registry import RULES, rule

__all__ = ["RULES", "Finding", "Progress", "Result", "Severity", "rule", "run"]
