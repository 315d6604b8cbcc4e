"""Compare the numbers of a source text with those of its translation, by what they are worth."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.checks.rules import _number
from pipeline.languages import numerals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.finding import Span
    from pipeline.checks.rules._number import Number
    from pipeline.checks.subject import Form

LANGUAGES = ("be", "be-tarask", "ru")
"""Languages whose number words are known."""

_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Written:
    """A number or the name of a month, and where it stands."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs: pairs of another value, what only the source has, what only the translation has."""

    changed: tuple[tuple[Written, Written], ...] = ()
    missing: tuple[Written, ...] = ()
    added: tuple[Written, ...] = ()


_SAME = Comparison()


def compare(form: Form) -> Comparison:
    """Compare the numbers of a text with those of its source."""
    if not _DIGITS.search(form.source) and not _DIGITS.search(form.target):
        return _SAME
    return _compare(form.source_prose.text, form.prose.text)


@lru_cache(maxsize=64)
def _compare(source: str, target: str) -> Comparison:
    known = _number.phones(source) & _number.phones(target)
    source, target = (_number.without_phones(text, known) for text in (source, target))
    source, target = (_number.without_round_the_clock(text) for text in (source, target))
    ours, theirs = _number.read(source, english=True), _number.read(target)
    if _same_digits(ours, theirs):
        return _months(source, target, ours, theirs)
    our_values, their_values = _number.values(source, ours), _number.values(target, theirs)
    lost = [each for each in ours if not each.is_in(their_values)]
    gained = [each for each in theirs if not each.is_in(our_values)]
    if any(each.soft for each in lost):
        lost, gained = [each for each in lost if not each.soft], []
    elif not lost and _number.says_otherwise(source):
        gained = []
    elif not lost and len(ours) == len(theirs):
        lost, gained = _exchanged(ours, theirs, gained, numerals.values(source))
    pairs = tuple(_pairs(lost, gained))
    paired = {id(each) for pair in pairs for each in pair}
    return Comparison(
        tuple((_written(left), _written(right)) for left, right in pairs)
        + _months(source, target, ours, theirs).changed,
        tuple(_written(each) for each in lost if id(each) not in paired and not _may_be_left_out(each)),
        tuple(_written(each) for each in gained if id(each) not in paired and not _may_be_left_out(each)),
    )


def _written(number: Number) -> Written:
    return Written(number.text, number.span)


def _same_digits(ours: list[Number], theirs: list[Number]) -> bool:
    """Tell whether both have the same groups of digits: nothing to compare, whatever they mean."""
    return Counter(each.text for each in ours) == Counter(each.text for each in theirs)


def _exchanged(
    ours: list[Number], theirs: list[Number], gained: list[Number], words: set[Decimal]
) -> tuple[list[Number], list[Number]]:
    """Return what went and what came where both have as many numbers and every value can be found somewhere.

    `5 of 5` became `5 of 6`; or a digit is there as a word only, and another digit twice: `1, 2, 3` and `3, 2, 3`.
    """
    went, came = _surplus(ours, theirs), _surplus(theirs, ours)
    if gained:
        return went, gained
    certain = not any(_share(each, other) for each in went for other in theirs) and not any(
        each.is_in(words) for each in came
    )
    return (went, came) if certain and len(went) == len(came) else ([], [])


def _surplus(numbers: list[Number], others: list[Number]) -> list[Number]:
    """Return the numbers that stand in one text more often than in the other."""
    rest = list(others)
    surplus = []
    for number in numbers:
        twin = next((each for each in rest if _share(number, each)), None)
        if twin is None:
            surplus.append(number)
        else:
            rest.remove(twin)
    return surplus


def _share(left: Number, right: Number) -> bool:
    return bool(set(left.readings) & set(right.readings))


def _pairs(lost: list[Number], gained: list[Number]) -> Iterator[tuple[Number, Number]]:
    """Yield each number that came with the one that went which is most like it."""
    rest = list(lost)
    for number in gained:
        if rest:
            nearest = min(rest, key=lambda each: _distance(each, number))
            rest.remove(nearest)
            yield nearest, number


def _distance(left: Number, right: Number) -> tuple[int, int]:
    common = sum((Counter(left.text) & Counter(right.text)).values())
    return abs(len(left.text) - len(right.text)), -common


def _may_be_left_out(number: Number) -> bool:
    """Tell whether this is part of a name, or 1, which a noun in the singular says as well: a day, every tenth."""
    return number.named or (Decimal(1),) in number.readings


def _months(source: str, target: str, ours: list[Number], theirs: list[Number]) -> Comparison:
    """Compare the months of dates; one that stands by itself may be a word (May, may) or a person."""
    if not ours or not theirs:
        return _SAME
    left, right = _dated(source, ours), _dated(target, theirs)
    if len(left) != len(right):
        return _SAME
    our_months, their_months = ({value for value, _, _ in numerals.months(text)} for text in (source, target))
    lost = [each for value, each in left if value not in their_months]
    gained = [each for value, each in right if value not in our_months]
    return Comparison(tuple(zip(lost, gained, strict=False)))


def _dated(text: str, numbers: list[Number]) -> list[tuple[Decimal, Written]]:
    """Return the months that stand beside a number."""
    edges = {number.span[1] for number in numbers}, {number.span[0] for number in numbers}
    return [
        (value, Written(text[start:end], (start, end)))
        for value, start, end in numerals.months(text)
        if any(start - gap in edges[0] for gap in range(1, 4)) or any(end + gap in edges[1] for gap in range(1, 4))
    ]
