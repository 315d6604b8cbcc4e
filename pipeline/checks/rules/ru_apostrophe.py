"""An apostrophe stands for ъ."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_SIGN = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])[’'ʼ`´](?=[еёюя])|(?<=[БВГДЖЗКЛМНПРСТФХЦЧШЩ])[’'ʼ`´](?=[ЕЁЮЯ])")


def _check(form: Form) -> Iterator[Hit]:
    for found in _SIGN.finditer(form.prose.own):
        sign = "ъ" if form.target[found.start() - 1].islower() else "Ъ"
        yield Hit(
            say("An apostrophe stands here for '%(sign)s'. Write the letter.", sign=sign),
            target=found.span(),
            suggestion=sign,
        )


RULE = Rule(
    id="ru.apostrophe",
    severity=Severity.WARNING,
    summary="An apostrophe stands for ъ.",
    explanation="Between a consonant and е, ё, ю or я Russian writes ъ: «объявил», «съезд». An apostrophe there comes "
    "from a Belarusian or Ukrainian keyboard or text. Foreign names in which a capital follows (д’Юрфе), a Latin word "
    "with a Russian ending (Facebook’ом) and quotations are left alone.",
    examples=(Example("ru", "The court announced the verdict.", "Суд об’явил приговор.", "Суд объявил приговор."),),
    languages=("ru",),
    needs=traits.target("’'ʼ`´&"),
    check=_check,
)
