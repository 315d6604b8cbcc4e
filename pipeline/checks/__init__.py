"""Checks of translations: one rule, one file; what they find is printed elsewhere."""

from pipeline.checks._run import Request, progress, run
from pipeline.checks.finding import Finding, Severity
from pipeline.checks.registry import RULES, about, rule
from pipeline.checks.result import EntryProgress, Progress, Result
from pipeline.checks.scope import Before, Scope
from pipeline.checks.selection import Selection

__all__ = [
    "RULES",
    "Before",
    "EntryProgress",
    "Finding",
    "Progress",
    "Request",
    "Result",
    "Scope",
    "Selection",
    "Severity",
    "about",
    "progress",
    "rule",
    "run",
]
