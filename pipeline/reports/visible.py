r"""Characters that cannot be seen, or would do something, written so that a reader sees them and nothing happens.

A catalog may hold an escape sequence that recolours a terminal, or a mark that turns the direction of the text: what
is printed of it is `‹U+001B›`. A line break is `↵`, a tab `⇥`, a no-break space `·`.
"""

from __future__ import annotations

import re
import unicodedata

NO_BREAK_SPACE = "\u00a0"
_SIGNS = {"\n": "↵", "\t": "⇥", NO_BREAK_SPACE: "·"}
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"}
_PLAIN = re.compile(r"[ -~А-Яа-яЁёІіЎў«»„“”‘’—–…№]*")
"""What nearly all texts are made of; for everything else the Unicode data are asked, character by character."""


def visible(text: str) -> str:
    r"""Return a text with a sign for every character that has no shape of its own.

    >>> visible("5\u00a0%\x1b[31m\u202e\n")
    '5·%‹U+001B›[31m‹U+202E›↵'
    """
    return text if is_plain(text) else "".join(map(sign, text))


def is_plain(text: str) -> bool:
    """Tell whether all characters of a text can be seen, each in one column; False proves nothing."""
    return _PLAIN.fullmatch(text) is not None


def exact(text: str) -> str:
    r"""Return a text as `visible` does, with the no-break space by its number, where its place is what matters.

    >>> exact("5\u00a0%")
    '5‹U+00A0›%'
    """
    return "".join(_number(char) if char == NO_BREAK_SPACE else sign(char) for char in text)


def sign(char: str) -> str:
    """Return what stands for one character: itself, if it can be seen."""
    if " " <= char <= "~":
        return char
    if char in _SIGNS:
        return _SIGNS[char]
    return _number(char) if unicodedata.category(char) in _HIDDEN else char


def _number(char: str) -> str:
    return f"‹U+{ord(char):04X}›"


def harmless(text: str) -> str:
    r"""Return a path or a sentence with nothing in it that could act on a terminal; its spaces stay as they are.

    >>> harmless("a\x1b[2J\nb\u00a0c")
    'a‹U+001B›[2J↵b\xa0c'
    """
    if is_plain(text):
        return text
    return "".join(char if unicodedata.category(char) == "Zs" else sign(char) for char in text)


def width(text: str) -> int:
    r"""Return how many columns of a terminal a visible text takes.

    >>> width("міф"), width("й"), width("中文")
    (3, 1, 4)
    """
    return len(text) if is_plain(text) else sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
