"""The grammar of stemmers: steps of rules that take endings off a word, and replacements before and after them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

END = 99
"""More steps than any stemmer has: a rule that skips so many is the last one."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An ending and what comes in its place.

    `pattern` matches a whole word; its first group is what stays, `new` is put after it. Where `keep` does not match
    the beginning of what would stay, the word is left alone. Either way no other rule of the step is tried, and `skip`
    further steps are left out.
    """

    pattern: str
    new: str = ""
    keep: str = ""
    skip: int = 0


@dataclass(frozen=True)
class Stemmer:
    """The rules of one language.

    `letters` matches a letter of its alphabet: a word without one is in another language. `before` and `after` are
    replacements, made wherever they match; a first group stays. `common` are words that tell nothing of a text.
    """

    letters: str
    steps: tuple[tuple[Rule, ...], ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    after: tuple[tuple[str, str], ...] = ()
    common: frozenset[str] = field(default_factory=frozenset)

    def knows(self, word: str) -> bool:
        """Tell whether a word is written in the alphabet of the language."""
        return self._letters.search(word) is not None

    def stem(self, word: str) -> str:
        """Return the stem of a word that `words.words` gave."""
        word = _replaced(word, self._before)
        place = 0
        while place < len(self._steps):
            word, skip = _taken(word, self._steps[place])
            place += 1 + skip
        return _replaced(word, self._after)

    def data(self) -> dict[str, Any]:
        """Return the rules as the script of the search page reads them."""
        return {
            "letters": self.letters,
            "before": self.before,
            "steps": [[[rule.pattern, rule.new, rule.keep, rule.skip] for rule in step] for step in self.steps],
            "after": self.after,
            "common": " ".join(sorted(self.common)),
        }

    @cached_property
    def _letters(self) -> re.Pattern[str]:
        return re.compile(self.letters)

    @cached_property
    def _before(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((re.compile(pattern), new) for pattern, new in self.before)

    @cached_property
    def _after(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((re.compile(pattern), new) for pattern, new in self.after)

    @cached_property
    def _steps(self) -> tuple[tuple[_Compiled, ...], ...]:
        return tuple(
            tuple((re.compile(rule.pattern), rule.new, re.compile(rule.keep), rule.skip) for rule in step)
            for step in self.steps
        )


_Compiled = tuple[re.Pattern[str], str, re.Pattern[str], int]


def _taken(word: str, step: tuple[_Compiled, ...]) -> tuple[str, int]:
    """Return the word after a step, and how many steps to skip."""
    for pattern, new, keep, skip in step:
        if found := pattern.match(word):
            return (found[1] + new if keep.match(found[1]) else word), skip
    return word, 0


def _replaced(word: str, replacements: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, new in replacements:
        word = pattern.sub(lambda found, new=new: (found[1] if found.re.groups else "") + new, word)  # type: ignore[misc]
    return word
