"""A word is in the classical orthography."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.languages import be
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form
    from pipeline.prose import Word

_SOFT = re.compile(r"(?<=[сзцнл])ь(?=[цсзнлвпд])")


def _check(form: Form) -> Iterator[Hit]:
    if not be.has_classical_sign(form.prose.own):
        return
    for word in form.prose.own_words:
        sign = be.classical_sign(word.text)
        if sign:
            yield Hit(
                say(
                    "'%(word)s' is in the classical orthography ('%(sign)s'). Write it as the official one does.",
                    word=word.text, sign=sign,
                ),
                target=word.span, suggestion=_official(word),
            )  # fmt: skip


def _official(word: Word) -> str:
    """Return the word without the signs of soft consonants; "" where the official word differs in more."""
    right = _SOFT.sub("", word.text)
    if "дзьдз" in word.text.lower() or be.classical_sign(right) or word.end - word.start != len(word.text):
        return ""
    return right


RULE = Rule(
    id="be.orthography",
    severity=Severity.WARNING,
    summary="A word is in the classical orthography in a catalog of the official one.",
    explanation="Letters such as сьн, зьн, ньн, льл, сьв, зьдз and сьц are written so only in the classical "
    "orthography (тарашкевіца); two orthographies in one text look like a mistake, and a search does not find the "
    "word. Quotations are left alone, and so are official words such as калісьці, ледзьве, просьба and барацьба. A "
    "catalog in the classical orthography has the locale be-tarask, and this rule does not look at it.",
    examples=(Example("be", "It is snowing today.", "Сёньня ідзе сьнег.", "Сёння ідзе снег."),),
    languages=("be",),
    needs=traits.unfamiliar,
    check=_check,
)
