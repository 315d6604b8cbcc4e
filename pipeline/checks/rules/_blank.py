"""Texts in which a reader would see nothing."""

from __future__ import annotations

_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufe0f\ufeff"
_DELETE = dict.fromkeys(map(ord, _UNSEEN))


def is_blank(text: str) -> bool:
    """Tell whether a text has only white space and characters that nobody sees.

    >>> [is_blank(text) for text in ("", " ", "\u200b", "a")]
    [True, True, True, False]
    """
    return not text[:1].isalnum() and not text.translate(_DELETE).strip()
