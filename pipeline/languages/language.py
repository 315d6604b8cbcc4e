"""A language: its letters, marks and small words, and how its words are told from those of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

    from pipeline.languages.collation import Collation, Key
    from pipeline.sentence import Sentence


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """What the checks, the search and the sorting ask of a language.

    `letters` are its small letters in the order of its alphabet; `vowels` are among them. `quotes` and `inner_quotes`
    are pairs of quotation marks. `function_words` are words that a text of some length in that language has and that
    no name, code or quotation is made of. `strange` finds what words of the language never have: letters of another
    alphabet in the same script, groups of letters, the small words of a sister language; None where nothing is known.
    """

    code: str
    name: Sentence
    letters: str
    vowels: str
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    collation: Collation
    function_words: frozenset[str] = frozenset()
    strange: re.Pattern[str] | None = None

    def has(self, character: str) -> bool:
        """Tell whether a letter, small or capital, is of the language's alphabet."""
        return character.lower() in self.letters

    def ends_in_vowel(self, word: str) -> bool:
        """Tell whether the last letter of a word is a vowel of the language."""
        return word[-1:].lower() in self.vowels if word else False

    def is_strange(self, word: str) -> bool:
        """Tell whether a word has what no word of the language has; False proves nothing."""
        return self.strange is not None and self.strange.search(word) is not None

    def sort_key(self, text: str) -> Key:
        """Return what texts are sorted by in the order of the language's dictionaries."""
        return self.collation.key(text)
