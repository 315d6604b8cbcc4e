"""A number of the source is not in the translation, or the translation has one more."""

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
    found = compare(form)
    for number in found.missing:
        yield Hit(
            say(
                "the number '%(number)s' of the source text is not in the translation, neither in digits nor in "
                "words. Add it, unless the sentence says it in another way.",
                number=number.text,
            ),
            source=number.span,
        )
    for number in found.added:
        yield Hit(
            say(
                "the number '%(number)s' is not in the source text. Take it out, unless the source says it in "
                "another way.",
                number=number.text,
            ),
            target=number.span,
        )


RULE = Rule(
    id="num.missing",
    severity=Severity.WARNING,
    summary="A number of the source is not in the translation, or the translation has one more.",
    explanation="It may have been lost with half a sentence. Numbers that are written in words (два дні, пятнадцать "
    "лет, абодва), in Roman letters or as the name of a month count as there, and 1 may be a noun in the singular. "
    "Look at both texts: if the number is said in another way, nothing is to be done.",
    examples=(
        Example(
            "be", "In 2023, 16 people were sentenced.", "У 2023 годзе асудзілі некалькі чалавек.",
            "У 2023 годзе асудзілі шаснаццаць чалавек.",
        ),
        Example("ru", "The report covers 14 regions.", "Доклад охватывает регионы.", "Доклад охватывает 14 регионов."),
    ),
    languages=LANGUAGES,
    needs=traits.digits,
    check=_check,
)  # fmt: skip
