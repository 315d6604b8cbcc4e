"""The index in few bytes: which stem stands on which pages, and where on them.

The stems are sorted and front-coded: a capital letter says how many letters a stem shares with the one before (A is
none, B is one), what follows is its rest. The pages of a stem are numbers in its own stretch of `found`; the stretches
are parted by spaces. A number is the distance from the page before, minus one, in digits of five bits, the highest
first; all digits but the last are of `MORE`. A letter after it is the weight, left out where it is 0.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pipeline._search_text import Piece, Place  # noqa: TC001 - the doctests make some
from pipeline.stemming import stemmer
from pipeline.stemming.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LAST = "0123456789ABCDEFGHIJKLMNOPQRSTUV"
MORE = "WXYZuvwxyz!#$%()*+,-./:;=?@[]^_{"
WEIGHTS = "abcdefghijklmnopqrst"
_BUCKETS = 4
_SHARED = 25


def stems(piece: Piece, languages: Sequence[str]) -> Iterator[str]:
    """Return the stem of each word that tells something.

    A word is taken for one of the text's language, or, if it is not in that one's alphabet, of the first other
    language of the index that has its letters.

    >>> list(stems(Piece(Place.BODY, "Суды і Human Rights", "be"), ["be", "en"]))
    ['суд', 'human', 'right']
    """
    known = [stemmer(tag) for tag in dict.fromkeys([piece.lang, *languages])]
    for word in words(piece.text):
        found = next((each for each in known if each.knows(word)), known[0])
        if word not in found.common and (stem := found.stem(word)):
            yield stem


def weight(places: Counter[Place]) -> int:
    """Return how much a page is about a word: its best place first, then how often it is there, up to eight times.

    >>> weight(Counter({Place.BODY: 1})), weight(Counter({Place.BODY: 9})), weight(Counter({Place.TITLE: 1}))
    (0, 3, 16)
    """
    bucket = min(places.total().bit_length() - 1, _BUCKETS - 1)
    return max(places) * _BUCKETS + bucket


def postings(pages: Iterable[Iterable[Piece]], languages: Sequence[str]) -> Mapping[str, Mapping[int, int]]:
    """Return the weight of each stem on each page that has it, by the page's number."""
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for number, page in enumerate(pages):
        places: defaultdict[str, Counter[Place]] = defaultdict(Counter)
        for piece in page:
            for stem in stems(piece, languages):
                places[stem][piece.place] += 1
        for stem, counts in places.items():
            found[stem][number] = weight(counts)
    return found


def front_coded(terms: Iterable[str]) -> str:
    """Return sorted stems with what each shares with the one before as a letter.

    >>> front_coded(["суд", "судд", "сустрэч"])
    'AсудDдCстрэч'
    """
    coded, before = [], ""
    for term in terms:
        shared = _common(before, term)
        coded.append(f"{chr(ord('A') + shared)}{term[shared:]}")
        before = term
    return "".join(coded)


def encoded(weights: Mapping[int, int]) -> str:
    """Return the pages of a stem.

    >>> encoded({0: 0, 1: 16, 40: 0})
    '00qX6'
    """
    coded, before = [], -1
    for page, value in sorted(weights.items()):
        coded.append(_number(page - before - 1) + (WEIGHTS[value] if value else ""))
        before = page
    return "".join(coded)


def _common(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    shared = next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))
    return min(shared, _SHARED)


def _number(value: int) -> str:
    digits = LAST[value % len(LAST)]
    while value := value // len(LAST):
        digits = MORE[value % len(LAST)] + digits
    return digits
