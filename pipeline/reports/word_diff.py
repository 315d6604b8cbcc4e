"""What became of a text: its words as they were and as they are, side by side."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_TOO_MANY = 5_000
_KEPT_WORDS = 8


class Change(enum.Enum):
    """What became of a stretch of a text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text as it was, as it is, or of both."""

    change: Change
    text: str


def word_diff(before: str, after: str) -> tuple[Stretch, ...]:
    """Return the two texts as one, word by word.

    >>> [(each.change.value, each.text) for each in word_diff("The court met.", "The court adjourned.")]
    [('kept', 'The court '), ('removed', 'met'), ('added', 'adjourned'), ('kept', '.')]
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) + len(new) > _TOO_MANY:
        return tuple(_replaced(before, after))
    return tuple(_joined(old, new))


def _joined(old: list[str], new: list[str]) -> Iterator[Stretch]:
    removed, added = "", ""
    for each in Indel.opcodes(old, new):
        was, now = "".join(old[each.src_start : each.src_end]), "".join(new[each.dest_start : each.dest_end])
        if each.tag == "equal" and not (was.isspace() and (removed or added) and each.src_end < len(old)):
            yield from _replaced(removed, added)
            removed, added = "", ""
            yield Stretch(Change.KEPT, now)
        else:
            removed, added = removed + was, added + now
    yield from _replaced(removed, added)


def _replaced(before: str, after: str) -> Iterator[Stretch]:
    if before:
        yield Stretch(Change.REMOVED, before)
    if after:
        yield Stretch(Change.ADDED, after)


def shortened(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return a comparison with the long stretches that did not change cut to the words beside a change.

    >>> same = "a b c d e f g h i j k l m n o p q r s t"
    >>> print("".join(each.text for each in shortened(word_diff(same + " u", same + " v"))))
    …m n o p q r s t uv
    """
    last = len(stretches) - 1
    return tuple(_cut(each, at == 0, at == last) for at, each in enumerate(stretches))


def _cut(stretch: Stretch, first: bool, last: bool) -> Stretch:
    tokens = _TOKEN.findall(stretch.text)
    side = 2 * _KEPT_WORDS
    if stretch.change is not Change.KEPT or len(tokens) <= 2 * side + 1 - side * (first or last):
        return stretch
    head = "" if first else "".join(tokens[:side])
    tail = "" if last else "".join(tokens[-side:])
    return Stretch(Change.KEPT, f"{head}…{tail}")
