"""Checks of the source text itself, before anybody translates it: one rule, one file, as for translations."""

from pipeline.checks.source._run import run
from pipeline.checks.source.registry import RULES

__all__ = ["RULES", "run"]
