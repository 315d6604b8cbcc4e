"""Stems: what the forms of one word have in common, so that a search for one form finds the others.

A stemmer is data: regular expressions in the dialect that Python and JavaScript share. The build runs them here, and
the search page gets the same ones in its index and runs them there, so that both sides cut a word at the same place.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from pipeline.stemming.rules import Stemmer

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["Stemmer", "stemmer"]

_LANGUAGES = frozenset({"be", "en", "ru"})
_LATIN_SCRIPT = "latn"
_PLAIN = Stemmer(letters=".")


@cache
def stemmer(tag: str) -> Stemmer:
    """Return the stemmer for a language (BCP 47); one that leaves words as they are where we have none.

    >>> [stemmer("be").stem(word) for word in ("палітвязень", "палітвязня", "палітвязняў")]
    ['палітвезн', 'палітвезн', 'палітвезн']
    >>> stemmer("be-Latn").stem("palitviaźniaŭ"), stemmer("pl").stem("sądu")
    ('palitviaźniaŭ', 'sądu')
    """
    language, *subtags = tag.lower().split("-")
    if language not in _LANGUAGES or (_LATIN_SCRIPT in subtags and language != "en"):
        return _PLAIN
    module: ModuleType = import_module(f"pipeline.stemming.{language}")
    found = module.STEMMER
    if not isinstance(found, Stemmer):
        raise TypeError(language)
    return found
