"""A word has letters of two alphabets that no mix-up of look-alikes explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules._scripts import meant, mixed
from pipeline.languages import CYRILLIC
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form


def _check(form: Form) -> Iterator[Hit]:
    for word in mixed(form):
        if form.language and meant(word.text, form.language, form.source) is None:
            yield Hit(
                say(
                    "'%(word)s' has Latin and Cyrillic letters. Part them with a hyphen or an apostrophe, or write "
                    "the word in one alphabet.",
                    word=word.text,
                ),
                target=word.span,
            )


RULE = Rule(
    id="script.mixed",
    severity=Severity.WARNING,
    summary="A word has Latin and Cyrillic letters without a hyphen or an apostrophe between them.",
    explanation="A search does not find such a word, a screen reader spells it, and the letters may come from the "
    "wrong keyboard. A hyphen (IT-кампанія), an apostrophe (Facebook’у), a digit and a hash sign part alphabets as "
    "they should, and a name that the source writes so is left alone. Write the word in one alphabet, or part it.",
    examples=(
        Example("be", "by VPN", "з дапамогай VPNа", "з дапамогай VPN"),
        Example("ru", "on Telegram", "в Telegramе", "в Telegram"),
    ),
    languages=CYRILLIC,
    needs=traits.one_of(traits.latin, traits.like("[À-ɏ&]")),
    check=_check,
)
