"""The language of a text: which of its stretches are in another one, and which single words have foreign letters."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import languages
from pipeline.checks.familiar import foreign_letter
from pipeline.languages import lookalikes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.checks.finding import Span
    from pipeline.languages import Language
    from pipeline.prose import Prose, Word

_SENTENCE = re.compile(r"[^.!?…\n]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_ROMAN = re.compile(r"[ІХ]{2,}")
_LETTER_NAME = re.compile(r"(?:літар|гук|букв|звук|галосн|зычн|гласн|согласн)\w*", re.IGNORECASE)


@lru_cache(maxsize=8)
def foreign_stretches(prose: Prose, language: Language) -> tuple[Span, ...]:
    """Return what of a text is in the sister language: all of it, or sentences of at least four words."""
    other = languages.sister(language)
    if other is None or not language.is_strange(prose.own):
        return ()
    words = [word for word in prose.own_words if _CYRILLIC.search(word.text)]
    if _is_foreign(words, language, other, least=3):
        return ((words[0].start, words[-1].end),)
    return tuple(
        (inside[0].start, inside[-1].end)
        for inside in _by_sentence(prose.own, words)
        if len(inside) < len(words) and _is_foreign(inside, language, other, least=4)
    )


def _by_sentence(text: str, words: Sequence[Word]) -> Iterator[list[Word]]:
    rest = iter(words)
    word = next(rest, None)
    for sentence in _SENTENCE.finditer(text):
        inside = []
        while word and word.start < sentence.end():
            inside.append(word)
            word = next(rest, None)
        if inside:
            yield inside


def _is_foreign(words: Sequence[Word], language: Language, other: Language, *, least: int) -> bool:
    """Tell whether a third of the words are strange here, and more of them than are strange in the other language.

    A small word of the other language is as good as a letter; groups of letters prove something only in two words.
    """
    strange = [word.text for word in words if _is_strange(word.text, language)]
    small = any(word.lower() in other.function_words for word in strange)
    if len(words) < (2 if small and least < 4 else least) or len(strange) * 3 < len(words):
        return False
    if len(strange) < 2 and not small and not any(foreign_letters(strange, language)):
        return False
    return len(strange) > sum(_is_strange(word.text, other) for word in words)


@lru_cache(maxsize=20_000)
def _is_strange(word: str, language: Language) -> bool:
    """Tell whether a word is strange in a language; texts have the same words again and again."""
    return language.is_strange(word)


def foreign_letters(words: Sequence[str], language: Language) -> Iterator[str]:
    """Return the Cyrillic letters of words that are not of the language's alphabet."""
    pattern = foreign_letter(language)
    for word in words:
        yield from pattern.findall(word)


def words_with_foreign_letters(prose: Prose, language: Language) -> Iterator[Word]:
    """Return the words with letters of another Cyrillic alphabet that stand outside of the foreign stretches.

    Left alone: the names of letters ("літара щ"), Roman numerals and words of two alphabets, which have rules of
    their own. In a list ("літары и, щ, ъ") all follow the word before the first.
    """
    stretches = foreign_stretches(prose, language)
    before = ""
    for word in prose.own_words:
        if not any(foreign_letters((word.text,), language)):
            before = word.text
            continue
        inside = any(start <= word.start < end for start, end in stretches)
        if not inside and not _is_special(word, prose.own, before):
            yield word


def _is_special(word: Word, text: str, before: str) -> bool:
    if _ROMAN.fullmatch(word.text) or lookalikes.has_both(word.text):
        return True
    if len(word.text) > 1:
        return False
    return _LETTER_NAME.fullmatch(before) is not None or not _goes_on(text, word.end)


def _goes_on(text: str, place: int) -> bool:
    """Tell whether a space and a word follow."""
    after = text[place : place + 2]
    return len(after) == 2 and after[0].isspace() and not after[1].isspace()
