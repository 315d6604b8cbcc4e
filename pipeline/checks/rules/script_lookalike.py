"""A letter of the other alphabet stands for one that looks the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules._scripts import is_roman, meant, mixed
from pipeline.checks.rules._single import latin_words, roman_numerals
from pipeline.languages import CYRILLIC
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form


def _check(form: Form) -> Iterator[Hit]:
    language, text = form.language, form.prose.text
    if language is None:
        return
    for word in mixed(form):
        right = meant(word.text, language, form.source)
        if right:
            yield Hit(
                say(
                    "'%(word)s' has Latin and Cyrillic letters that look the same. Write '%(right)s' in one alphabet.",
                    word=word.text, right=right,
                ),
                target=word.span, suggestion=right,
            )  # fmt: skip
    for start, end, cyrillic in latin_words(text, form.source, language):
        yield Hit(
            say("'%(letter)s' is a Latin letter. Write the Cyrillic one, '%(right)s'.", letter=text[start:end],
                right=cyrillic),
            target=(start, end), suggestion=cyrillic,
        )  # fmt: skip
    for start, end, numeral in roman_numerals(text):
        if is_roman(numeral):
            yield Hit(
                say("This Roman numeral is of Cyrillic letters. Write '%(right)s' in Latin ones.", right=numeral),
                target=(start, end), suggestion=numeral,
            )  # fmt: skip


RULE = Rule(
    id="script.lookalike",
    severity=Severity.ERROR,
    summary="A Latin letter stands for a Cyrillic one that looks the same, or the other way.",
    explanation="Nobody sees the difference between Latin C and Cyrillic С, but a search does not find the word, a "
    "hyphenation and a screen reader go wrong, and the address of such a word leads elsewhere. Found are words of two "
    "alphabets, Latin letters in place of words such as і, у and а, and Roman numerals of Cyrillic letters. A letter "
    "that the source has too (vitamin C, option A) is left alone. Type the letter again on the right keyboard.",
    examples=(
        Example("ru", "Community", "Cообщество", "Сообщество"),
        Example("be", "Law and order", "Закон i парадак", "Закон і парадак"),
    ),
    languages=CYRILLIC,
    needs=traits.one_of(traits.latin, traits.like("[À-ɏ&ХІ]")),
    check=_check,
)
