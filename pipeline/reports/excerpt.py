"""A text with a marked place, cut so that the place stays in sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.reports.visible import exact, is_plain, visible, width

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.checks.finding import Span

CUT = "…"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is printed of a text: before the marked place, the place, after it; nothing in it acts on a terminal."""

    before: str
    marked: str = ""
    after: str = ""
    has_place: bool = False

    def __str__(self) -> str:
        return self.before + self.marked + self.after

    @property
    def carets(self) -> str:
        """Return the line to stand below: a `^` below every column of the marked place, one where it is empty.

        >>> Excerpt("пра ", "міф", " пра", True).carets
        '    ^^^'
        """
        if not self.has_place:
            return ""
        column, columns = width(self.before), width(self.marked)
        if self.before and self.marked and not width(self.marked[0]):  # a mark that stands on the letter before it
            column, columns = column - 1, columns + 1
        return " " * column + "^" * max(1, columns)


def excerpt(text: str, span: Span | None, columns: int) -> Excerpt:
    r"""Return at most so many columns of a text, with a `…` where something is left out.

    A span that leaves the text is taken as far as it is in it. Without a span the beginning is returned.

    >>> excerpt("one two three four five", (8, 13), 15)
    Excerpt(before='…two ', marked='three', after=' fou…', has_place=True)
    """
    if span is None:
        return Excerpt(_head(text, columns, visible))
    start, end = sorted(max(0, min(place, len(text))) for place in span)
    marked = _head(text[start:end], columns, exact)
    before, after = _both_sides(text[:start], text[end:], max(0, columns - width(marked)))
    return Excerpt(before, marked, after, has_place=True)


def _both_sides(before: str, after: str, columns: int) -> tuple[str, str]:
    """Share the columns: half for each side, and what a side does not need goes to the other."""
    right = min(_need(after, columns), max(columns // 2, columns - _need(before, columns)))
    return _tail(before, columns - right), _head(after, right, visible)


def _need(text: str, columns: int) -> int:
    return width(visible(text)) if len(text) <= columns else columns


def _head(text: str, columns: int, shown: Callable[[str], str]) -> str:
    """Return as much of the beginning as fits, and a `…` after it if there was more; at least the `…`."""
    if is_plain(text[: columns + 1]):
        return text if len(text) <= columns else text[: max(0, columns - 1)] + CUT
    taken: list[str] = []
    used = fits = 0
    for piece in map(shown, text):
        used += width(piece)
        if used > columns:
            return "".join(taken[:fits]) + CUT
        taken.append(piece)
        if used < columns:
            fits = len(taken)
    return "".join(taken)


def _tail(text: str, columns: int) -> str:
    """Return as much of the end as fits, and a `…` before it if there was more."""
    if is_plain(text[-columns - 1 :]):
        return text if len(text) <= columns else CUT + text[len(text) - max(0, columns - 1) :]
    taken: list[str] = []
    used = fits = 0
    for char in reversed(text):
        piece = visible(char)
        used += width(piece)
        if used > columns:
            return CUT + "".join(reversed(taken[:fits]))
        taken.append(piece)
        if used < columns:
            fits = len(taken)
    return "".join(reversed(taken))
