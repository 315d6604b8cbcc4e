"""Tests of numbers in digits: what each may mean."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.rules import _number
from pipeline.prose import Prose


def readings(text: str, *, english: bool = False) -> list[list[tuple[str, ...]]]:
    """Return the meanings of each number of a text."""
    found = _number.read(Prose(text).text, english=english)
    return [[tuple(f"{value.normalize():f}" for value in each) for each in number.readings] for number in found]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("1,200", ("1200",)),
        ("1 200", ("1200",)),
        ("1\u00a0200", ("1200",)),
        ("1\u202f234\u202f567,89", ("1234567.89",)),
        ("1,234.56", ("1234.56",)),
        ("1.234,56", ("1234.56",)),
        ("12,5 %", ("12.5",)),
        ("12.5%", ("12.5",)),
        ("8:30", ("8", "30")),
        ("8.30", ("8", "30")),
        ("20:00", ("20",)),
        ("5.06.2024", ("5", "6", "2024")),
        ("30 тыс. чалавек", ("30000",)),
        ("1,5 млн", ("1500000",)),
        ("2bn", ("2000000000",)),
        ("1990s", ("90",)),
        ("1990-х", ("90",)),
        ("2 з паловай", ("2.5",)),
        ("**2,4**", ("2.4",)),
    ],
)
def test_a_number_may_mean(text: str, meaning: tuple[str, ...]) -> None:
    """One of the readings is what a person reads."""
    (found,) = readings(text)
    assert meaning in found


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("30 тыс. чалавек", ("30",)),
        ("12,5", ("12", "5")),
        ("12.5", ("12", "5")),
        ("у 2024 тысячы людзей", ("2024000",)),
        ("8:30 p.m.", ("9", "30")),
    ],
)
def test_a_number_does_not_mean(text: str, meaning: tuple[str, ...]) -> None:
    """What is read too generously is found too rarely."""
    assert meaning not in readings(text)[0]


def test_hours_after_noon_have_two_names() -> None:
    """Also the first hour of a span, which has no p.m. of its own; and midnight is 0."""
    first, second = readings("from 8 to 10:30 p.m.", english=True)
    assert ("20",) in first
    assert ("22", "30") in second
    assert ("0",) in readings("12 a.m.", english=True)[0]


def test_the_beginning_of_a_range_shares_what_multiplies_its_end() -> None:
    """`20–30 тысяч` begins at twenty thousand."""
    assert [("20000",) in each or ("30000",) in each for each in readings("ад 20 да 30 тысяч")] == [True, True]


def test_the_end_of_a_range_of_years_may_be_short() -> None:
    """`2020–21` ends in 2021."""
    assert ("2021",) in readings("2020–21")[1]


@pytest.mark.parametrize("text", ["h1", "UTF8", "v2", "`12`", "https://a.org/2024", "файл2", "%2$s", "[^1]", "a_1"])
def test_a_digit_of_a_code_is_no_number(text: str) -> None:
    """Nobody translates it, and another check looks at code and addresses."""
    assert readings(text) == []


@given(st.integers(min_value=1000, max_value=10**12))
def test_every_way_to_set_thousands_apart_is_the_same_number(number: int) -> None:
    """English, Belarusian, Russian and typewriter's ways."""
    for mark in (",", " ", "\u00a0", "\u202f", "\u2009"):
        (found,) = _number.read(f"{number:,}".replace(",", mark))
        assert found.readings[0] == (Decimal(number),)
        assert found.span == (0, len(found.text))


@given(st.text(alphabet="0123456789 .,:-–/$%тысmk\u00a0\u2060+()p", max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    """Numbers stand where they say, in order, and have a meaning."""
    found = _number.read(text)
    assert [text[slice(*each.span)] for each in found] == [each.text for each in found]
    assert all(left.span[1] <= right.span[0] for left, right in pairwise(found))
    assert all(each.readings for each in found)
