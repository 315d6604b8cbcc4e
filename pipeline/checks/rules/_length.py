"""How long texts are for a reader: without marks, addresses and code."""

from __future__ import annotations

import re

from pipeline.prose import GAP, HOLE, Prose

_DENSE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]")


def length(prose: Prose) -> int:
    """Count the characters that a reader sees; code and addresses count too."""
    return len(prose.text) - prose.text.count(GAP)


def is_alphabetic(prose: Prose) -> bool:
    """Tell whether a text is in a script in which a word takes several characters, so that lengths can be compared.

    >>> is_alphabetic(Prose("Суд")), is_alphabetic(Prose("法院"))
    (True, False)
    """
    return not _DENSE.search(prose.text)


def words_only(prose: Prose) -> int:
    """Count the characters of prose that a reader sees, without code and addresses."""
    return length(prose) - prose.text.count(HOLE)
