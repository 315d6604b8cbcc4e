"""Whether words are English prose, or a name that stays as it is in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.languages import en

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.prose import Word

_LEAST = 2


def is_english(words: Sequence[Word]) -> bool:
    """Tell whether words are English prose: two small words, or one and two others that begin small."""
    small = _small_words(words)
    return small >= _LEAST or (small == 1 and _others(words) >= _LEAST)


def is_english_run(words: Sequence[Word]) -> bool:
    """Tell whether words inside of a translation are English prose; "Committee to Protect Journalists" is a name."""
    return _small_words([word for word in words if word.text[0].islower()]) > 0 and _others(words) > 0


def is_title(words: Sequence[Word]) -> bool:
    """Tell whether all words but small ones have a capital: it may be a name, "The Lord of the Rings"."""
    known = en.LANGUAGE.function_words
    return _others(words) == 0 and any(word.text.lower() not in known for word in words)


def _small_words(words: Sequence[Word]) -> int:
    return sum(word.text.lower() in en.LANGUAGE.function_words and word.text != "a" for word in words)


def _others(words: Sequence[Word]) -> int:
    known = en.LANGUAGE.function_words
    return sum(word.text[0].islower() and len(word.text) > 2 and word.text not in known for word in words)
