"""What Navina knows of single languages: one module a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.languages import be, en, ru
from pipeline.languages.language import Language

if TYPE_CHECKING:
    from pipeline.languages.collation import Collation

__all__ = ["CYRILLIC", "Language", "of", "order", "sister"]

_KNOWN = {each.code: each for each in (be.LANGUAGE, be.TARASKIEVICA, en.LANGUAGE, ru.LANGUAGE)}

CYRILLIC = ("be", "be-tarask", "ru")
"""The codes of the languages that are written in Cyrillic, for rules that are about its letters."""


def of(locale: str) -> Language | None:
    """Return the language of a BCP 47 tag, None where Navina knows nothing of it or it is in another script.

    >>> [of(tag).code for tag in ("be", "be-tarask", "ru-BY")], of("be-Latn"), of("de")
    (['be', 'be-tarask', 'ru'], None, None)
    """
    primary, *subtags = locale.split("-")
    if any(len(each) == 4 and each.isalpha() and each.lower() != "cyrl" for each in subtags):
        return None
    if primary == "be" and "tarask" in subtags:
        return be.TARASKIEVICA
    return _KNOWN.get(locale) or _KNOWN.get(primary)


def sister(language: Language) -> Language | None:
    """Return the language that a translator may have written instead: Russian for Belarusian and the other way."""
    match language.code:
        case "be" | "be-tarask":
            return ru.LANGUAGE
        case "ru":
            return be.LANGUAGE
        case _:
            return None


def order(locale: str) -> Collation:
    """Return the order in which a locale's readers look for titles; that of English where Navina knows none.

    >>> sorted(["Ўсё", "Ура", "Вясна", "Ёлка", "Ежа", "2024"], key=order("be").key)
    ['2024', 'Вясна', 'Ежа', 'Ёлка', 'Ура', 'Ўсё']
    """
    return (of(locale) or en.LANGUAGE).collation
