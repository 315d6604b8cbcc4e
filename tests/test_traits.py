"""Tests of what a rule needs: where it is not asked, it would have found nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from pipeline.checks import familiar, traits
from pipeline.checks.registry import MESSAGE_RULES, TEXT_RULES
from pipeline.checks.selection import is_for
from pipeline.checks.subject import Context, Form
from pipeline.checks.traits import Sieve
from pipeline.languages import be, ru
from pipeline.message import State
from tests import rule_cases
from tests.rule_cases import Case

if TYPE_CHECKING:
    from pipeline.checks.rule import Rule
    from pipeline.languages import Language

CASES = [case for path in sorted(rule_cases.FOLDER.glob("*.md")) if path.name != "README.md"
         for case in rule_cases.read(path.stem)]  # fmt: skip

PIECES = (
    "суд у Мінску", "Яна ўзяла", "ён ў горадзе", "Х стагоддзе", "ІІ з’езд", "i ён", "Cуд", "сьнег", "када",
    "слово щи", "the full report of it", "See a plan", " ", "  ", "\u00a0", "\n", ". ", "? ", "…", ", ", " - ", " — ",
    "- a", "# ", "5", "1,234.5", "½", "٣", "«", "»", "„", "“", "”", '"', "'", "’", "`", "``", "*", "**", "_", "\\",
    "\\n", "[", "](a.md)", "[x](a.md)", "[x][y]", "[^1]", "![](a.png)", "![alt text here](a.png)", "<b>", "</b>",
    "<!-- x", "<a href='x'></a>", "&nbps;", "&#8203;", "&laquo;", "&#45;", "&eacute;", "& ", "{: .note}", "[TOC]",
    "https://a.org/x", "www.aб.by", "a.by", "| a |", "|", "> ", "1. ", "\u200b", "\u200d", "\u202e", "\u0301",
    "и\u0306", "у\u0306", "\x01", "�", "Ð¡Ñƒ", "РЎСѓ", "так так", "Так так", "%(number)s", "%", "@", "об’явил",
    "об'явил", "мать", "он был", "\ufe0f", "é", "Ω", "Ѐ",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)


def assert_nothing_is_missed(form: Form) -> None:
    """Ask every rule that is left out after all."""
    rules = [each for each in TEXT_RULES if is_for(each, form.context.locale) and (form.is_prose or not each.prose)]
    asked = Sieve(rules).rules(form)
    for each in rules:
        if each not in asked:
            assert list(each.check(form)) == [], each.id


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.id}: {case.title}")
def test_no_rule_is_left_out_of_a_case(case: Case) -> None:
    """Neither the case's own rule nor any other, in either language, with a site or without."""
    for alone in (False, True):
        for locale in {case.locale, "be", "ru"}:
            subject = rule_cases.subject(replace(case, alone=alone, locale=locale))
            for form in subject.forms:
                assert_nothing_is_missed(form)


@examples(TEXTS, TEXTS, st.sampled_from(("be", "be-tarask", "ru", "de")), st.booleans())
def test_no_rule_is_left_out_of_any_text(source: str, target: str, locale: str, alone: bool) -> None:
    """Whatever is put together of what rules look for."""
    case = Case("any", "any", source or "x", (target or "x",), locale, alone=alone)
    for form in rule_cases.subject(case).forms:
        assert_nothing_is_missed(form)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.id}: {case.title}")
def test_a_rule_for_messages_is_asked_where_it_finds(case: Case) -> None:
    """One that is not for finished messages finds nothing in them, and one for plurals nothing in the singular."""
    subject = rule_cases.subject(case)
    for each in MESSAGE_RULES:
        if (subject.written is State.TRANSLATED and not each.finished) or (case.plural is None and not each.singular):
            assert list(each.check(subject)) == [], each.id


def test_a_plain_text_is_asked_of_few_rules() -> None:
    """That is what it is for: letters, commas and points are all that most texts have."""
    form = rule_cases.subject(Case("any", "any", "The court refused.", ("Суд адмовіў.",))).forms[0]
    asked = {each.id for each in Sieve(TEXT_RULES).rules(form)}
    assert asked.isdisjoint({"md.link-url", "num.changed", "quotes.style", "space.double", "text.language"})
    assert {"punct.end", "word.repeated"} <= asked


def test_what_the_traits_are() -> None:
    """Signs of both texts, without the common letters; spaces that are doubled or stand at an edge."""
    form = rule_cases.subject(Case("any", "any", "It is “so”.", ("Гэта  «так» OK ",))).forms[0]
    found = traits.of(form)
    assert (set(found.source), set(found.target)) == ({"“", "”"}, {"«", "»"})
    assert (found.refused, found.latin, found.doubled, found.edged) == (False, True, True, True)


@pytest.mark.parametrize("each", TEXT_RULES, ids=lambda each: each.id)
def test_a_rule_that_needs_something_may_find_it(each: Rule) -> None:
    """A need that no text fulfils would switch the rule off."""
    if each.needs is not None:
        cases = [case for case in rule_cases.read(each.id) if case.finds]
        assert any(each in Sieve([each]).rules(form) for case in cases for form in rule_cases.subject(case).forms)


@examples(TEXTS, st.sampled_from((be.LANGUAGE, be.TARASKIEVICA, ru.LANGUAGE)))
def test_familiar_words_have_nothing_strange(text: str, language: Language) -> None:
    """What is known word by word is true of the whole text."""
    if familiar.is_all(text, language):
        assert not language.is_strange(text)
        assert not be.has_classical_sign(text)
        assert not familiar.foreign_letter(language).search(text)


def test_a_text_of_familiar_words_is_familiar() -> None:
    """A letter of another alphabet, a classical spelling or a mark in one word make the text unfamiliar."""
    context = Context("be")
    assert familiar.is_all("Суд адмовіў ёй.", context.language)
    for text in ("Суд адмовил ёй.", "Суд і сьнег.", "Суд *адмовіў* ёй."):
        assert not familiar.is_all(text, context.language)
    assert not familiar.is_all("Das Gericht", None)


def test_letters_of_a_language_are_not_foreign() -> None:
    """Small and capital, and no Latin letter is foreign either."""
    assert re.findall(familiar.foreign_letter(be.LANGUAGE), "ЎўІіЁё ищЪ q") == ["и", "щ", "Ъ"]
