"""Characters that a text has and its source does not, as they are or as entities."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENTITY = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z][a-zA-Z0-9]*;)")


def added(pattern: re.Pattern[str], target: str, source: str) -> Iterator[tuple[int, int, str]]:
    """Return where a text has a character of a pattern that its source does not have: start, end, character.

    An entity counts as what a browser makes of it; also one without a semicolon.
    """
    known: set[str] | None = None
    for start, end, character in _all(pattern, target):
        if known is None:
            known = {each for _, _, each in _all(pattern, source)}
        if character not in known:
            yield start, end, character


def _all(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int, str]]:
    for found in pattern.finditer(text):
        yield found.start(), found.end(), found[0]
    for found in _ENTITY.finditer(text) if "&" in text else ():
        character = _of_entity(found[0])
        if len(character) == 1 and pattern.fullmatch(character):
            yield found.start(), found.end(), character


def _of_entity(entity: str) -> str:
    """Return the character; a number outside of what HTML allows counts as itself, for it is no text either."""
    digits = entity[2:].rstrip(";")
    if entity[1] != "#":
        return html.unescape(entity)
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return chr(code) if code < 0x110000 else ""


def code_point(character: str) -> str:
    """Return how a character that one cannot see is called.

    >>> code_point("\u200b")
    'U+200B'
    """
    return f"U+{ord(character):04X}"
