"""Which old message is a new one made of? By its place in the entry, or by its words. Nothing compares all with all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import lru_cache
from heapq import nsmallest
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from pipeline.message import count_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence
    from typing import TypeVar

    T = TypeVar("T", bound=Hashable)

AT_PLACE = 60.0
"""How near, of 100, a message must be to the one that stood in its place."""
ANYWHERE = 75.0
"""How near it must be to one that stood elsewhere."""

_FEWEST_WORDS = 3
_PENALTY = 10.0
_RAREST = 16
_PER_KEY = 100
_CANDIDATES = 10
_WORD = re.compile(r"\w+")
_URL = re.compile(r"\b\w+://[^\s)>\"]+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NEGATION = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b")
_STRUCTURE = re.compile(r"(?=[]`*_<!])(?:\]\(|\]\[|`+|\*+|(?<!\w)_+|_+(?!\w)|</?\w+|!\[)")


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
    """Texts, found again by their rarest words and rows of words.

    With `queries`, the texts that will be asked for, only their words are kept: few, where the texts are many.
    """

    def __init__(self, texts: Sequence[str], queries: Iterable[str] | None = None) -> None:
        self.texts = texts
        self.places: dict[str, list[int]] = defaultdict(list)
        wanted = None if queries is None else _all_keys(queries)
        if wanted is not None and not wanted:
            return
        for index, text in enumerate(texts):
            keys = _keys(text)
            for key in keys if wanted is None else keys & wanted:
                self.places[key].append(index)

    def candidates(self, text: str) -> list[int]:
        """Return the indexes of a few texts that share rare words with this one, the likeliest first."""
        known = [key for key in _keys(text) if key in self.places]
        hits: dict[int, float] = defaultdict(float)
        for key in nsmallest(_RAREST, known, key=lambda key: (len(self.places[key]), key)):
            for index in self.places[key][:_PER_KEY]:
                hits[index] += 1 / len(self.places[key])
        return nsmallest(_CANDIDATES, hits, key=lambda index: (-hits[index], abs(len(self.texts[index]) - len(text))))


def _all_keys(texts: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for text in texts:
        found |= _keys(text)
    return found


def _keys(text: str) -> frozenset[str]:
    """Return the words of a text and its rows of two and three, which are rare even where every word is common."""
    words = _WORD.findall(text.casefold())
    pairs, threes = pairwise(words), zip(words, words[1:], words[2:], strict=False)
    return frozenset(words).union(map(" ".join, pairs), map(" ".join, threes))


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
