"""Words that were left in English beside text that was translated."""

from __future__ import annotations

import re

from pipeline.languages import en
from pipeline.prose import GAP, HOLE

_SMALL = re.compile(r"(?<![\w.'’/-])[a-z]{2,}(?![\w'’/-]|\.\w)")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_FEW = 2


def is_left(words: str, source: str) -> bool:
    """Tell whether words of a translation are English that the source has too, and neither a name nor code.

    `words` are prose, `source` is the raw source text. Two small words are needed, and one of them one that only a
    text has: "pull request" may be a term, "Reporters for Freedom" is a name.

    >>> is_left("the full report", "Read [the full report](a.md)."), is_left("pull request", "a [pull request](a.md)")
    (True, False)
    """
    plain = words.replace(GAP, "").strip()
    if _CYRILLIC.search(plain) or HOLE in plain or plain not in source:
        return False
    small = _SMALL.findall(plain)
    return len(small) >= _FEW and any(each in en.LANGUAGE.function_words for each in small)
