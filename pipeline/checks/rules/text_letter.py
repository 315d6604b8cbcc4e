"""A word has a letter that the language does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules._tongue import foreign_letters, words_with_foreign_letters
from pipeline.languages import CYRILLIC, sister
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form
    from pipeline.languages import Language
    from pipeline.prose import Word

_FOR_BELARUSIAN = str.maketrans({"и": "і", "И": "І", "щ": "шч", "Щ": "Шч", "ъ": "’"})
_FOR_RUSSIAN = str.maketrans({"і": "и", "І": "И", "ў": "у", "Ў": "У"})


def _check(form: Form) -> Iterator[Hit]:
    language = form.language
    if language is None or not any(foreign_letters((form.prose.own,), language)):
        return
    for word in words_with_foreign_letters(form.prose, language):
        yield Hit(
            say(
                "'%(word)s' has '%(letters)s', which is no letter of %(language)s. Correct the word, or put what is "
                "in another language in quotation marks.",
                word=word.text,
                letters="".join(dict.fromkeys(foreign_letters((word.text,), language))),
                language=language.name,
            ),
            target=word.span,
            suggestion=_suggestion(word, language),
        )


def _suggestion(word: Word, language: Language) -> str:
    """Return the word with letters of the language where the rest of it shows that it is of the language."""
    other = sister(language)
    if other is None or not other.is_strange(word.text) or word.end - word.start != len(word.text):
        return ""
    changed = word.text.translate(_FOR_RUSSIAN if language.code == "ru" else _FOR_BELARUSIAN)
    return "" if language.is_strange(changed) or language.code == "ru" else changed


RULE = Rule(
    id="text.letter",
    severity=Severity.ERROR,
    summary="A word has a letter that the language does not have.",
    explanation="Belarusian has no и щ ъ, Russian no і ў, and neither has є ї; ґ is of the classical orthography only. "
    "Such a letter comes from the wrong keyboard or from a word that was not translated, and a search does not find "
    "the word. Quotations in quotation marks, titles in italics, letters that the text speaks of and remarks such as "
    "(руск. …) are left alone. Correct the word.",
    examples=(
        Example("be", "The right to life and liberty", "Права на жыццё и свабоду", "Права на жыццё і свабоду"),
        Example("ru", "Freedom of assemblies and marches", "Свобода собраній и шествий", "Свобода собраний и шествий"),
    ),
    languages=CYRILLIC,
    needs=traits.unfamiliar,
    check=_check,
)
