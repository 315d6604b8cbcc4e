"""Every rule for source texts: what the modules of `rules` call `RULE`, by id."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

from pipeline.checks.source import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.source.rule import ContentRule, PassageRule


def _found() -> Iterator[PassageRule | ContentRule]:
    for module in pkgutil.iter_modules(rules.__path__):
        if not module.name.startswith("_"):
            yield importlib.import_module(f"{rules.__name__}.{module.name}").RULE


RULES: tuple[PassageRule | ContentRule, ...] = tuple(sorted(_found(), key=lambda each: each.id))
