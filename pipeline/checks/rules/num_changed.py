"""A number has another value than in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules._numbers import LANGUAGES, compare
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form


def _check(form: Form) -> Iterator[Hit]:
    for ours, theirs in compare(form).changed:
        yield Hit(
            say(
                "'%(source)s' of the source text is '%(target)s' here. Compare the two, and write what the source "
                "says.",
                source=ours.text, target=theirs.text,
            ),
            target=theirs.span,
            source=ours.span,
        )  # fmt: skip


RULE = Rule(
    id="num.changed",
    severity=Severity.ERROR,
    summary="A number has another value than in the source.",
    explanation="A wrong date, sum or article of a law is the mistake that costs a newsroom most, and no reader can "
    "see it. Values are compared, not characters: 1,200 and 1 200, 12.5% and 12,5 %, 8 p.m. and 20:00, 21st and XXI, "
    "30,000 and 30 тысяч, 06/05/2024 and 5 чэрвеня 2024 are equal, and a number may be written in words. Numbers in "
    "code and addresses are not looked at, nor are miles, feet and hours of another time zone, which may be converted.",
    examples=(
        Example("be", "He was detained on 7 June 2024.", "Яго затрымалі 7 чэрвеня 2023 года.", "Яго затрымалі 7 "
                "чэрвеня 2024 года."),
        Example("ru", "Over 1,200 people were fined.", "Оштрафовали более 1 300 человек.", "Оштрафовали более 1200 "
                "человек."),
    ),
    languages=LANGUAGES,
    needs=traits.digits,
    check=_check,
)  # fmt: skip
