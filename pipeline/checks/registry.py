"""Every rule: what the modules of `rules` call `RULE`, in the order of the documentation."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, TypeAlias

from pipeline.checks import own, rules
from pipeline.checks.rule import CatalogRule, MessageRule, Rule
from pipeline.checks.source.registry import RULES as SOURCE_RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import About

AnyRule: TypeAlias = CatalogRule | MessageRule | Rule

FAMILIES = {
    "po": "The file",
    "sync": "Catalog and content",
    "state": "How far a translation is",
    "plural": "Plural forms",
    "md": "Markdown",
    "html": "HTML",
    "url": "Addresses",
    "fmt": "Placeholders",
    "text": "The text",
    "script": "Letters of two alphabets",
    "char": "Characters",
    "num": "Numbers",
    "punct": "Punctuation",
    "quotes": "Quotation marks",
    "dash": "Dashes",
    "space": "Spaces",
    "case": "Capital letters",
    "word": "Words",
    "be": "Belarusian",
    "ru": "Russian",
    "glossary": "Glossary",
    "spelling": "Spelling",
    "source": "The source text",
    "ignore": "Comments that silence a rule",
    "baseline": "The baseline",
}
"""The first words of ids, in the order of the documentation, with the headings there."""


def _found() -> Iterator[AnyRule]:
    for module in pkgutil.iter_modules(rules.__path__):
        if not module.name.startswith("_"):
            yield importlib.import_module(f"{rules.__name__}.{module.name}").RULE


def _order(rule: About) -> tuple[int, str]:
    family = rule.id.partition(".")[0]
    return list(FAMILIES).index(family) if family in FAMILIES else len(FAMILIES), rule.id


RULES: tuple[AnyRule, ...] = tuple(sorted(_found(), key=_order))
CATALOG_RULES: tuple[CatalogRule, ...] = tuple(each for each in RULES if isinstance(each, CatalogRule))
MESSAGE_RULES: tuple[MessageRule, ...] = tuple(each for each in RULES if isinstance(each, MessageRule))
TEXT_RULES: tuple[Rule, ...] = tuple(each for each in RULES if isinstance(each, Rule))
EVERYTHING: tuple[About, ...] = tuple(sorted((*RULES, *SOURCE_RULES, *own.RECORDS), key=_order))
"""What every finding that a check can have says of itself, whether a rule made it or the check itself."""

_BY_ID = {each.id: each for each in RULES}
_ABOUT = {each.id: each for each in EVERYTHING}


def rule(id: str) -> AnyRule | None:  # noqa: A002 - the word of the reports
    """Return the rule with this id."""
    return _BY_ID.get(id)


def about(id: str) -> About | None:  # noqa: A002
    """Return what a finding with this id says of itself, whoever made it."""
    return _ABOUT.get(id)
