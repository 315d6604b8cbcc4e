"""The order of a language's dictionaries: keys to sort by.

The order is the one of CLDR (the collations `be` and `ru`, and the root one), found out with ICU 72:

* level 1, letters: digits before letters, Cyrillic before Latin in `be` and `ru` (`[reorder Cyrl]`), Latin before
  Cyrillic in English. Belarusian `ё` and `ў` are letters of their own after `е` and `у` (`&Е<ё<<<Ё&у<ў<<<Ў`);
  Russian `ё` is a variant of `е`, and `ґ` is one of `г` in both; `й` is a letter of its own everywhere.
* level 2, marks: a letter without a mark goes before the one with it (`е` `ё` in Russian, a stress mark).
* level 3, case: small before capital.

In one thing an index for readers differs from CLDR's default and follows its "shifted" form: apostrophes, hyphens and
quotation marks are nothing at level 1, so that `аб’ект` stands beside `аб'ект` and `«Вясна»` under `в`. Other
punctuation parts words, as a space does, and a shorter word goes before a longer one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TypeAlias

Key: TypeAlias = tuple[tuple[int, ...], tuple[int, ...], tuple[bool, ...], str]
"""The letters, their marks, their case, and the text itself, which makes the order total."""

CYRILLIC = "абвгдеёєжзѕиіїйјклмнопрстуўфхцчшщъыьэюя"
"""Cyrillic letters in the order of CLDR's root collation; letters that it takes for variants stand after their base."""

LATIN = "abcdefghijklmnopqrstuvwxyz"

_NOTHING = re.compile(r"['’‘ʼ`´\"«»„“”‹›‐‑\u00ad\u200b\u2060\ufeff-]")
_OWN = frozenset("ёўйї")
"""Letters that Unicode takes apart although they are, or may be, letters of their own."""

_SPACE, _DIGITS, _ALPHABETS, _OTHERS = 0, 1, 100, 1000


@dataclass(frozen=True, slots=True, eq=False)
class Collation:
    """An order: `scripts` are the letters in their order, script after script, `variants` maps some to their base.

    >>> order = Collation((CYRILLIC, LATIN), {"ё": "е"})
    >>> sorted(["яма", "apple", "Ель", "ёлка", "еж", "10", "ёж"], key=order.key)
    ['10', 'еж', 'ёж', 'ёлка', 'Ель', 'яма', 'apple']
    """

    scripts: tuple[str, ...]
    variants: dict[str, str] = field(default_factory=dict)

    def key(self, text: str) -> Key:
        """Return what a text is sorted by."""
        letters: list[int] = []
        marks: list[int] = []
        capitals: list[bool] = []
        for character in _NOTHING.sub("", unicodedata.normalize("NFC", text)):
            small = character.lower()
            base, mark = self._parts(small)
            if unicodedata.combining(base):
                marks[-1:] = [ord(base)]
                continue
            weight = self._weight(base)
            if weight == _SPACE and letters[-1:] in ([], [_SPACE]):
                continue
            letters.append(weight)
            marks.append(mark)
            capitals.append(small != character)
        if letters[-1:] == [_SPACE]:
            letters.pop()
        return tuple(letters), tuple(marks), tuple(capitals), text

    def initial(self, text: str) -> str:
        """Return the capital letter that a text stands under in an index, "" where it begins with none.

        >>> order = Collation((CYRILLIC, LATIN), {"ё": "е"})
        >>> [order.initial(text) for text in ("«Ёлка»", "ўсё", "10 гадоў", "Écrit", "")]
        ['Е', 'Ў', '', 'E', '']
        """
        first = next((each for each in unicodedata.normalize("NFC", text) if each.isalnum()), "")
        return self._parts(first.lower())[0].upper() if first.isalpha() else ""

    def _parts(self, small: str) -> tuple[str, int]:
        """Return a letter without its mark, and a number for the mark: 0 for none."""
        if small in self.variants:
            return self.variants[small], 1
        if small in _OWN:
            return small, 0
        apart = unicodedata.normalize("NFD", small[0])
        return apart[0], ord(apart[1]) if len(apart) > 1 else 0

    def _weight(self, letter: str) -> int:
        """Return the place of a letter or digit at level 1; what is neither parts words."""
        if letter.isdecimal():
            return _DIGITS + int(letter)
        place = "".join(self.scripts).find(letter)
        if place >= 0:
            return _ALPHABETS + place
        return _OTHERS + ord(letter) if letter.isalpha() else _SPACE
