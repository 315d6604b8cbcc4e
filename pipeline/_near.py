"""Which old message is a new one made of? By its place in the entry, or by its words. Nothing compares all with all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import lru_cache
from heapq import nsmallest
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from pipeline.message import count_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence
    from typing import TypeVar

    T = TypeVar("T", bound=Hashable)

AT_PLACE = 60.0
"""How near, of 100, a message must be to the one that stood in its place."""
ANYWHERE = 75.0
"""How near it must be to one that stood elsewhere."""

_FEWEST_WORDS = 3
_PENALTY = 10.0
_RARE_WORDS = 8
_PER_WORD = 50
_CANDIDATES = 10
_WORD = re.compile(r"\w+")
_URL = re.compile(r"\w+://[^\s)>\"]+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NEGATION = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE)
_STRUCTURE = re.compile(r"\]\(|\]\[|`+|\*+|(?<!\w)_+|_+(?!\w)|</?\w+|!\[")


def likeness(old: str, new: str, *, floor: float = 0.0) -> float:
    """Return how near two source texts are, 0 to 100; 0 below the floor and for texts of one or two words.

    A changed number, address, negation or inline structure counts against it: there an old translation misleads.

    >>> round(likeness("The court sat on Monday.", "The court sat on Sunday."))
    92
    >>> likeness("Storing Books", "String")
    0.0
    """
    score: float = ratio(old, new, score_cutoff=floor)
    if not score or not (can_be_near(old) and can_be_near(new)):
        return 0.0
    score -= _PENALTY * sum(one != other for one, other in zip(_features(old), _features(new), strict=True))
    return score if score >= floor else 0.0


def can_be_near(text: str) -> bool:
    """Tell whether a text is long enough to be near to another."""
    return count_words(text) >= _FEWEST_WORDS


@lru_cache(maxsize=4096)
def _features(text: str) -> tuple[Counter[str], ...]:
    """Return what a translation must follow to the letter."""
    folded = text.casefold()
    return tuple(Counter(kind.findall(folded)) for kind in (_URL, _NUMBER, _NEGATION, _STRUCTURE))


class Words:
    """Texts, found again by their rarest words."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.places: dict[str, list[int]] = defaultdict(list)
        for index, text in enumerate(texts):
            for word in _words(text):
                self.places[word].append(index)

    def candidates(self, text: str) -> list[int]:
        """Return the indexes of a few texts that share rare words with this one, the likeliest first."""
        known = [word for word in _words(text) if word in self.places]
        hits: dict[int, float] = defaultdict(float)
        for word in nsmallest(_RARE_WORDS, known, key=lambda word: (len(self.places[word]), word)):
            for index in self.places[word][:_PER_WORD]:
                hits[index] += 1 / len(self.places[word])
        return nsmallest(_CANDIDATES, hits, key=lambda index: (-hits[index], abs(len(self.texts[index]) - len(text))))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def replaced_runs(old: Sequence[T], new: Sequence[T]) -> Iterator[tuple[Sequence[T], Sequence[T]]]:
    """Yield what stood in place of what, between the items that kept their order; no item stands twice in a sequence.

    >>> [(list(before), list(after)) for before, after in replaced_runs("abcdef", "axycdz")]
    [(['b'], ['x', 'y']), (['e', 'f'], ['z'])]
    """
    was, now = 0, 0
    for left, right in [*_anchors(old, new), (len(old), len(new))]:
        if left > was and right > now:
            yield old[was:left], new[now:right]
        was, now = left + 1, right + 1


def _anchors(old: Sequence[T], new: Sequence[T]) -> list[tuple[int, int]]:
    """Return the longest rising row of places (old, new) of items in both: patience, as in a diff of unique lines."""
    place = {item: index for index, item in enumerate(new)}
    pairs = [(index, place[item]) for index, item in enumerate(old) if item in place]
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (_, right) in enumerate(pairs):
        pile = bisect_left(tops, right)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [right]
        piles[pile : pile + 1] = [number]
    row = []
    number = piles[-1] if piles else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]
