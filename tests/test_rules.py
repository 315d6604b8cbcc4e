"""Tests of every rule by its cases, and of what all rules have in common."""

from __future__ import annotations

import re
from importlib.util import find_spec

import pytest

from pipeline.checks import RULES, rule, rules
from pipeline.checks.registry import FAMILIES, TEXT_RULES
from pipeline.checks.rule import CatalogRule, Example, Rule
from tests import rule_cases
from tests.rule_cases import Case


@pytest.mark.parametrize("case", rule_cases.cases())
def test_a_rule_finds_what_its_case_says(case: Case) -> None:
    """Neither less nor more, and in the same places."""
    found = rule_cases.found(case)
    assert [marked for marked, _ in found] == list(case.finds)
    for (_, sentence), words in zip(found, case.says, strict=False):
        assert words in sentence


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.id)
def test_a_rule_says_what_it_is(each: Rule) -> None:
    """The id is a stable name in two words, the summary a line, the explanation a few sentences."""
    assert each.id.partition(".")[0] in FAMILIES
    assert find_spec(f"{rules.__name__}.{re.sub('[.-]', '_', each.id)}"), "the file has the rule's name"
    assert rule(each.id) is each
    assert each.summary.endswith(".")
    assert len(each.summary) <= 110
    assert len(each.explanation) > 60


_WITH_CASES = [each for each in RULES if not isinstance(each, CatalogRule)]


@pytest.mark.parametrize("each", _WITH_CASES, ids=lambda each: each.id)
def test_every_rule_has_cases_both_ways(each: Rule) -> None:
    """A rule that was only tried on what is wrong may alarm on what is right."""
    cases = rule_cases.read(each.id)
    assert any(case.finds for case in cases)
    assert any(not case.finds for case in cases)


def _examples() -> list[object]:
    return [
        pytest.param(each, example, id=f"{each.id}-{number}")
        for each in TEXT_RULES
        for number, example in enumerate(each.examples)
    ]


@pytest.mark.parametrize(("each", "example"), _examples())
def test_the_examples_are_true(each: Rule, example: Example) -> None:
    """What the documentation shows as wrong is found, and what it shows as right is not."""
    for target, finds in ((example.wrong, True), (example.right, False)):
        is_format = each.id.startswith("fmt.")
        case = Case(each.id, "example", example.source, (target,), example.locale, is_format=is_format)
        assert bool(rule_cases.found(case)) is finds


@pytest.mark.parametrize("each", TEXT_RULES, ids=lambda each: each.id)
def test_every_rule_for_texts_has_an_example(each: Rule) -> None:
    """The table of the documentation shows one for each."""
    assert each.examples
