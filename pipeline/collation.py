"""The order of titles in a locale's alphabet, and the letter that a title stands under."""

from __future__ import annotations

import unicodedata
from functools import cache

_ALPHABETS = {
    "be": "абвгґдеёжзійклмнопрстуўфхцчшыьэюя",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
}
OTHERS = "#"
"""The heading above titles that begin with no letter."""


def key(text: str, locale: str) -> tuple[object, ...]:
    """Return what titles are sorted by: the locale's own letters first, in their order; marks and case come last.

    >>> sorted(["Ўсё", "Ура", "Вясна", "Ёлка", "Ежа", "2024"], key=lambda text: key(text, "be"))
    ['2024', 'Вясна', 'Ежа', 'Ёлка', 'Ура', 'Ўсё']
    >>> sorted(["Жар", "Ёлка", "Ель"], key=lambda text: key(text, "ru"))
    ['Ёлка', 'Ель', 'Жар']
    """
    ranks = _ranks(locale.partition("-")[0])
    folded = unicodedata.normalize("NFC", text).casefold()
    letters = [ranks.get(each) or ranks.get(_bare(each)) or _other(each) for each in folded if each.isalnum()]
    return letters, folded, text


def initial(text: str, locale: str) -> str:
    """Return the capital letter that a title stands under in an alphabetical list.

    >>> initial("«Ёлка»", "be"), initial("Ёлка", "ru"), initial("2024", "be"), initial("Écrit", "en")
    ('Ё', 'Е', '#', 'E')
    """
    first = next((each for each in unicodedata.normalize("NFC", text) if each.isalnum()), "")
    if not first.isalpha():
        return OTHERS
    ranks = _ranks(locale.partition("-")[0])
    small = first.casefold()[:1]
    return (small if small in ranks else _bare(small)).upper()


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _other(letter: str) -> tuple[int, int, str]:
    bare = _bare(letter)
    return (0, 0, letter) if letter.isdigit() else (2, ord(bare), bare)


@cache
def _ranks(language: str) -> dict[str, tuple[int, int, str]]:
    return {letter: (1, rank, letter) for rank, letter in enumerate(_ALPHABETS.get(language, ""))}
