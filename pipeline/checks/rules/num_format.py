"""A number is written as in English."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules._number import SPACES, read
from pipeline.checks.rules._numbers import LANGUAGES
from pipeline.prose import GAP
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rules._number import Number
    from pipeline.checks.subject import Form

_SUSPICIOUS = re.compile(r"\d[.,]\d")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:\.\d{3}){1,}(?:,\d+)?")
_POINT = re.compile(r"\d+\.\d+")
_MEASURED = re.compile(
    rf"[{SPACES}{GAP}]*(?:[%‰°€$£]|(?:з|из)[{SPACES}]\d|(?:тыс|млн|млрд|км|кг|см|га|мм)\b|(?:тысяч|мільён|миллион|мільярд|"
    r"миллиард|працэнт|процент|градус|бал|пункт[аы]?\b|раз[аыу]?\b|разоў|год|гадоў|лет|месяц|рубл|долар|доллар|еўра|евро|"
    r"метр|кілам|килом|кілаг|килог|тон|чалавек|человек))",
    re.IGNORECASE,
)
_ENGLISH_MEASURED = re.compile(
    rf"[{SPACES}{GAP}]*(?:[%‰°€$£]|(?:-[a-z]+|out of|times|points?|per ?cent|million|thousand|billion|"
    r"degrees|years?|months?|days?|kilo|met(?:re|er)|tonn?e?s?|ro?ubles?|dollars|euros?|k[mg]\b|people)\b)",
)
_MONEY = re.compile(rf"[$€£][{GAP}]*$")


def _check(form: Form) -> Iterator[Hit]:
    text = form.prose.text
    if not _SUSPICIOUS.search(text):
        return
    source = form.source_prose.text
    theirs = read(source, english=True)
    for number in read(text):
        wanted = _wanted(number, text, source, theirs)
        if wanted:
            yield Hit(
                say(
                    "'%(number)s' is written as in English. Write '%(right)s': a comma before the fraction, a no-break "
                    "space between thousands.",
                    number=number.text, right=wanted,
                ),
                target=number.span,
                suggestion=wanted,
            )  # fmt: skip


def _wanted(number: Number, text: str, source: str, theirs: list[Number]) -> str:
    """Return how a number should be written, "" where it is right or nobody can tell."""
    written = number.text
    if _THOUSANDS.fullmatch(written):
        mixed = "," in written and "." in written
        groups = re.split(r"[.,]", written)
        whole, fraction = (groups[:-1], groups[-1]) if mixed else (groups, "")
        value = Decimal(".".join(filter(None, ("".join(whole), fraction))))
        if any((value,) in each.readings for each in theirs) and not _is_fraction(written, theirs):
            return ",".join(filter(None, ("\u00a0".join(whole), fraction)))
    if _POINT.fullmatch(written) and _is_decimal(number, text, source, theirs):
        return written.replace(".", ",")
    return ""


def _is_fraction(written: str, theirs: list[Number]) -> bool:
    """Tell whether the source means a fraction by the same digits: 1.234 is 1,234."""
    return any(each.text == written.replace(",", ".") for each in theirs)


def _is_decimal(number: Number, text: str, source: str, theirs: list[Number]) -> bool:
    start, end = number.span
    twin = next((each for each in theirs if each.text == number.text), None)
    if twin is None:
        return False
    if _MEASURED.match(text, end) or _MONEY.search(text[max(0, start - 4) : start]):
        return True
    return bool(_ENGLISH_MEASURED.match(source, twin.span[1]))


RULE = Rule(
    id="num.format",
    severity=Severity.WARNING,
    summary="A number is written as in English: 12.5 or 1,200.",
    explanation="In Belarusian and Russian a comma stands before the fraction (12,5 %), and thousands are set apart by "
    "a no-break space, or not at all: to a reader 1,200 is a little more than one. Versions, sections, dates and times "
    "(3.11, пункт 2.4, 5.06.2024, 8.30) keep their points and are left alone.",
    examples=(
        Example("be", "Turnout fell to 12.5%.", "Яўка ўпала да 12.5 %.", "Яўка ўпала да 12,5 %."),
        Example("ru", "Police held 1,200 people.", "Милиция задержала 1,200 человек.",
                "Милиция задержала 1200 человек."),
    ),
    languages=LANGUAGES,
    needs=traits.one_of(traits.digits, traits.target("&")),
    check=_check,
)  # fmt: skip
