"""Letters of two alphabets that look the same: Latin ones and the Cyrillic ones of Belarusian and Russian.

Source: Unicode Technical Standard 39, confusables, as far as fonts for text show them alike; `k` and `к` are near
enough to be taken for one another while typing. `ѕ` and `ј` are Macedonian: they stand for Latin letters only.
"""

from __future__ import annotations

import re

_PAIRS = dict(zip("aceopxyikëïABCEHIKMOPTXYËÏ", "асеорхуікёїАВСЕНІКМОРТХУЁЇ", strict=True))
_LATIN = {cyrillic: latin for latin, cyrillic in _PAIRS.items()} | {"ѕ": "s", "ј": "j", "Ѕ": "S", "Ј": "J"}
_CYRILLIC_LETTER = re.compile(r"[Ѐ-ӿ]")
_LATIN_LETTER = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]")


def has_both(word: str) -> bool:
    """Tell whether a word has Latin and Cyrillic letters.

    >>> has_both("Cообщество"), has_both("Сообщество")
    (True, False)
    """
    return _LATIN_LETTER.search(word) is not None and _CYRILLIC_LETTER.search(word) is not None


def in_cyrillic(word: str, letters: str) -> str | None:
    """Return a word with Cyrillic letters for Latin ones; None where one of them looks like none of the `letters`.

    >>> in_cyrillic("Cообщество", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"), in_cyrillic("Zавод", "авдоз")
    ('Сообщество', None)
    """
    return _in(word, _LATIN_LETTER, {latin: each for latin, each in _PAIRS.items() if each.lower() in letters})


def in_latin(word: str) -> str | None:
    """Return a word with Latin letters for Cyrillic ones; None where one of them looks like no Latin letter.

    >>> in_latin("Fасebook"), in_latin("Завод")
    ('Facebook', None)
    """
    return _in(word, _CYRILLIC_LETTER, _LATIN)


def _in(word: str, foreign: re.Pattern[str], pairs: dict[str, str]) -> str | None:
    if any(letter not in pairs for letter in foreign.findall(word)):
        return None
    return foreign.sub(lambda found: pairs[found[0]], word)
