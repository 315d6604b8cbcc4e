"""Read the numbers of a text that are written in digits: where they stand, and what each may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from pipeline.languages import numerals
from pipeline.prose import GAP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.finding import Span

Reading: TypeAlias = tuple[Decimal, ...]
"""One meaning: a single value, or the parts of a date or a time."""

SPACES = " \u00a0\u2009\u202f"
_RUN = re.compile(
    rf"(?:(?<![\w%])|(?<=\d[x×хX]))(?:\d{{1,3}}(?:{GAP}*[{SPACES}]{GAP}*\d{{3}}(?!\d))+(?:[.,]\d+)?"
    r"|\d+(?:[.,:]\d+)*)(?![a-wyzA-Z]*[\d_])"
)
_NAME = re.compile(r"(?:[A-Z]|[Cc]ovid)-\Z")
_GLUED = re.compile(r"(?<=[^\W\d])-?(\d{1,9})(?!\d)")
_LONGEST = 40
"""A longer row of digits is a key or a checksum."""

_ENGLISH_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_OTHER_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_SINGLE_POINT = re.compile(r"(\d+)\.(\d+)")
_SINGLE_COMMA = re.compile(r"\d+,\d+")
_NOT_DIGITS = re.compile(r"\D+")
_SCALE = re.compile(rf"[{SPACES}{GAP}-]?{GAP}*(bn|tn|mn|[mk]|[^\W\d_]{{3,}})(?![^\W\d_])", re.IGNORECASE)
_LETTER_SCALES = {"bn": Decimal(10**9), "tn": Decimal(10**12), "mn": Decimal(10**6)}
_MAYBE_SCALES = {"m": Decimal(10**6), "k": Decimal(10**3)}
_RANGE = re.compile(rf"[\s{GAP}]*(?:[-–—]|to|and|or|да|до|і|и|ці|або|или)[\s{GAP}]*(?:[$€£][{GAP}]*)?", re.IGNORECASE)
_YEARS = re.compile(rf"{GAP}*[-–—/]{GAP}*")
_AFTERNOON = re.compile(rf"\d[{SPACES}]?p\.? ?m\b", re.IGNORECASE)
_AFTER_MIDNIGHT = re.compile(rf"\b12(?:[:.]\d\d)?[{SPACES}]?a\.? ?m\b", re.IGNORECASE)
_DECADE = re.compile(r"s\b|-?(?:х|ых|я|ыя|е|ые|мі|ми)\b")
_FRACTION = re.compile(r"(?P<half>\s?½|\s+(?:and a half|з палов|с полов))|\s?(?P<quarter>¼)|\s?(?P<three>¾)")
_FRACTIONS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "three": Decimal("0.75")}
_RATIO = re.compile(
    rf"(?<!\d)(\d{{1,9}})[{SPACES}](?:in|out of|of|with|з|из|на)[{SPACES}](?:every[{SPACES}])?(\d{{1,9}})(?!\d)"
)
_FOREIGN_UNIT = re.compile(
    r"[\s-]?(?:miles?|feet|foot|ft|inch(?:es)?|pounds?|lbs?|ounces?|oz|gallons?|acres?|yards?|mph|°\s?F)\b"
    r"|[^;]{0,12}\b(?:GMT|UTC|CES?T|EES?T|EST|EDT|[A-Z]?ET|PT|BST)\b"
)
_SPANS = re.compile(
    r"(?:6|12|18|24|30|36|48) months?\b|(?:30|45|60|90|120) minutes?\b|(?:24|36|48|72) hours?\b|(?:7|10|14) days?\b"
)
_OTHERWISE = re.compile(
    r"\b(?:miles?|feet|foot|inch(?:es)?|pounds?|lbs?|ounces?|gallons?|acres?|yards?|half|third|quarter|fifth|tenth"
    r"|noon|midnight|o['’]clock|dozens?|decades?|centur(?:y|ies)|fortnight)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\+\d(?:[ \u00a0./–-]{0,2}(?:\(\d{1,5}\)|\d+)){2,}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written, where it stands, and everything that it may mean.

    `soft` tells that another value may rightly stand for it: it is a measure or a time that is converted. A `named`
    one is part of a name (COVID-19), which may be said without it.
    """

    text: str
    span: Span
    readings: tuple[Reading, ...]
    soft: bool = False
    named: bool = False

    def is_in(self, values: set[Decimal]) -> bool:
        """Tell whether one of the meanings is among these values."""
        return any(all(value in values for value in reading) for reading in self.readings)


def read(text: str, *, english: bool = False) -> list[Number]:
    """Return the numbers of a blanked text in their order; one that is part of a word (UTF8) is none.

    >>> [[*map(int, number.readings[0])] for number in read("1,200 of 30 тыс., 8:30, 5.06.2024")]
    [[1200], [30000], [8, 30], [5, 6, 2024]]
    """
    found = [_number(text, run, english=english) for run in _RUN.finditer(text) if len(run[0]) <= _LONGEST]
    if not found:
        return found
    shift = 12 if _AFTERNOON.search(text) else -12 if _AFTER_MIDNIGHT.search(text) else 0
    return [_beside(text, found, index, shift) for index in range(len(found))]


def values(text: str, numbers: list[Number]) -> set[Decimal]:
    """Return every value that a text may be said to hold: in digits, words and Roman letters."""
    found = {value for number in numbers for reading in number.readings for value in reading}
    for part, whole in _RATIO.findall(text):
        if int(whole):
            found.add(Decimal(part) * 100 / Decimal(whole))
    found.update(map(Decimal, _GLUED.findall(text)))
    return found | numerals.values(text)


def says_otherwise(source: str) -> bool:
    """Tell whether an English text has a measure, a share or a time in words that others say with another number.

    >>> says_otherwise("a fifth of them"), says_otherwise("a quarter to six"), says_otherwise("five of them")
    (True, True, False)
    """
    return bool(_OTHERWISE.search(source))


def without_round_the_clock(text: str) -> str:
    """Return a text without the saying 24/7, which has words of its own in every language."""
    return text.replace("24/7", GAP * 4)


def phones(text: str) -> set[str]:
    """Return the digits of the telephone numbers of a text."""
    return {_NOT_DIGITS.sub("", found) for found in _PHONE.findall(text)} if "+" in text else set()


def without_phones(text: str, known: set[str]) -> str:
    """Return a text in which these telephone numbers are blanked."""
    if not known:
        return text
    return _PHONE.sub(lambda found: GAP * len(found[0]) if _NOT_DIGITS.sub("", found[0]) in known else found[0], text)


def _number(text: str, run: re.Match[str], *, english: bool) -> Number:
    end = run.end()
    readings = tuple(dict.fromkeys(_plain_readings(run[0].replace(GAP, ""), english=english)))
    is_year = len(run[0]) == 4
    scale, certain = (None, False) if is_year else _scale(text, end)
    if scale:
        scaled = tuple((each[0] * scale,) for each in readings if len(each) == 1)
        readings = scaled or readings if certain else scaled + readings
    elif is_year and _DECADE.match(text, end):
        readings += ((Decimal(run[0][2:]),),)
    fraction = _FRACTION.match(text, end)
    if fraction and fraction.lastgroup:
        more = _FRACTIONS[fraction.lastgroup]
        readings = tuple((each[0] + more,) for each in readings if len(each) == 1) or readings
    soft = bool(_FOREIGN_UNIT.match(text, end) or (english and _SPANS.match(text, run.start())))
    named = bool(_NAME.search(text, max(0, run.start() - 5), run.start()))
    return Number(run[0], run.span(), readings, soft, named)


def _plain_readings(written: str, *, english: bool) -> Iterator[Reading]:
    """Yield what a number may mean by itself, the likeliest first."""
    parts = tuple(Decimal(part) for part in _NOT_DIGITS.split(written))
    if len(parts) == 1:
        yield parts
        return
    if any(space in written for space in SPACES):
        yield (Decimal(re.sub(rf"[{SPACES}]", "", written).replace(",", ".")),)
        yield parts
        return
    if _ENGLISH_THOUSANDS.fullmatch(written):
        yield (Decimal(written.replace(",", "")),)
    if _OTHER_THOUSANDS.fullmatch(written):
        yield (Decimal(written.replace(".", "").replace(",", ".")),)
    if _SINGLE_COMMA.fullmatch(written):
        if english and not _ENGLISH_THOUSANDS.fullmatch(written):
            yield parts
        yield (Decimal(written.replace(",", ".")),)
        return
    point = _SINGLE_POINT.fullmatch(written)
    if point:
        yield (Decimal(written),)
        if len(point[2]) != 2 or parts[0] > 31 or parts[1] > 59:
            return
    yield parts
    if parts[-1] == 0:
        yield parts[:-1]


def _scale(text: str, end: int) -> tuple[Decimal | None, bool]:
    """Return what the word after a number multiplies it by, and whether it must."""
    found = _SCALE.match(text, end)
    if not found:
        return None, False
    word = found[1].lower()
    if word in _LETTER_SCALES:
        return _LETTER_SCALES[word], True
    if word in _MAYBE_SCALES:
        return _MAYBE_SCALES[word], False
    return (None, False) if word.endswith("s") else (numerals.multiplier(word), True)


def _beside(text: str, numbers: list[Number], index: int, shift: int) -> Number:
    """Return a number with the meanings that its neighbours and the hour give it."""
    number = numbers[index]
    more: list[Reading] = []
    if shift:
        more += [(each[0] + shift, *each[1:]) for each in number.readings if 0 <= each[0] + shift <= 24]
    if index + 1 < len(numbers):
        after = numbers[index + 1]
        scale, _ = _scale(text, after.span[1])
        if scale and _RANGE.fullmatch(text, number.span[1], after.span[0]):
            more += [(each[0] * scale,) for each in number.readings if len(each) == 1]
    before = numbers[index - 1] if index else None
    of_years = before is not None and (len(before.text), len(number.text)) == (4, 2)
    if before and of_years and _YEARS.fullmatch(text, before.span[1], number.span[0]):
        more.append((Decimal(before.text[:2] + number.text),))
    return replace(number, readings=number.readings + tuple(more)) if more else number
