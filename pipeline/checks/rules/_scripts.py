"""Runs of letters of two alphabets in a text, and what a run was meant to be."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.languages import lookalikes
from pipeline.prose import words

if TYPE_CHECKING:
    from pipeline.checks.subject import Form
    from pipeline.languages import Language
    from pipeline.prose import Prose, Word

_RUN = re.compile(r"(?<![\w@#])(?:[^\W\d_][\u0300-\u036f]*)+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_ENDING = re.compile(r"[A-Za-zÀ-ɏ]+[а-яёіў]{1,2}")
_VARIABLE = re.compile(r"[Ѐ-ӿ]*[а-яёіў][A-Z]")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")


@lru_cache(maxsize=8)
def _words(prose: Prose) -> tuple[Word, ...]:
    text = prose.text
    if not (_LATIN.search(text) and _CYRILLIC.search(text)):
        return ()
    runs = (found for found in _RUN.finditer(text) if lookalikes.has_both(found[0]))
    return tuple(
        type(word)(word.text, found.start() + word.start, found.start() + word.end)
        for found in runs
        for word in words(found[0])
    )


def mixed(form: Form) -> list[Word]:
    """Return the runs of letters of two alphabets that the source does not have."""
    return [word for word in _words(form.prose) if word.text not in form.source]


def meant(word: str, language: Language, source: str) -> str | None:
    """Return a word in one alphabet where look-alikes were all that is wrong with it, None otherwise.

    Where both alphabets are possible, a Roman numeral and a word of the source are Latin and anything else Cyrillic.
    A Latin word with one or two small Cyrillic letters behind it may have an ending (`VPNа`), and a Cyrillic one with
    a Latin capital a variable (`ПазіцыяX`): nobody can tell. Nor of a word most letters of which would change.
    """
    latin, cyrillic = lookalikes.in_latin(word), lookalikes.in_cyrillic(word, language.letters)
    if latin and (is_roman(latin) or latin in source):
        return latin
    if cyrillic:
        return None if _VARIABLE.fullmatch(word) else cyrillic
    return None if _ENDING.fullmatch(word) or len(_CYRILLIC.findall(word)) > len(word) / 2 else latin


def is_roman(word: str) -> bool:
    """Tell whether a word is a Roman numeral of centuries and congresses, I to XXXIX."""
    return bool(word) and _ROMAN.fullmatch(word) is not None
