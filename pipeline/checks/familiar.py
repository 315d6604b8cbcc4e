"""Words that were looked at before and have nothing strange: most texts are made of them.

What a language never has is looked for letter by letter, and by groups of letters. The words of thirty thousand texts
are mostly the same few thousand, so each is looked at once, as it stands between two spaces.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.languages import be

if TYPE_CHECKING:
    from pipeline.languages import Language

_MOST = 50_000
"""How many words are kept of a language."""

_MARKED = re.compile(r"[\\`*_\[\]<>&{}@%/#\u2060\ufffc\u1c80-\u1c88]|\w\.\w")
"""What may make of a word something else before a rule sees it: a mark of Markdown, a part of an address."""


def is_all(text: str, language: Language | None) -> bool:
    """Tell whether all words of a text are known to have nothing strange; where it is not known, they may have."""
    return language is not None and _known(language).has_all(text.split())


class _Words:
    """The words of one language that were looked at."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._letters = foreign_letter(language)
        self._plain: set[str] = set()
        self._strange: set[str] = set()

    def has_all(self, words: list[str]) -> bool:
        """Tell whether none of the words is strange."""
        return self._plain.issuperset(words) or all(map(self._is_plain, words))

    def _is_plain(self, word: str) -> bool:
        if word in self._plain:
            return True
        if word in self._strange:
            return False
        plain = not (
            _MARKED.search(word)
            or self._letters.search(word)
            or self._language.is_strange(word)
            or be.has_classical_sign(word)
        )
        known = self._plain if plain else self._strange
        if len(known) < _MOST:
            known.add(word)
        return plain


@cache
def _known(language: Language) -> _Words:
    return _Words(language)


@cache
def foreign_letter(language: Language) -> re.Pattern[str]:
    """Return the pattern of a Cyrillic letter, or a sign among them, that is not of the language's alphabet."""
    strange = (chr(code) for code in range(0x400, 0x500) if not language.has(chr(code)))
    return re.compile(f"[{''.join(strange)}]")
