"""Write a locale into the text of a `pyproject.toml`, and leave every other character as it is."""

from __future__ import annotations

import copy
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY = re.compile(r"""^[^#"'\n]*?(?:\b|["'])locales["']?[ \t]*=[ \t]*\[""", re.MULTILINE)
_HEAD = re.compile(r"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*navina[ \t]*\][ \t]*(?:#[^\n]*)?(\r?\n|$)", re.MULTILINE)
_TOKEN = re.compile(r"""(?P<text>"(?:[^"\\\n]|\\.)*"|'[^'\n]*')|(?P<comment>\#[^\n]*)|(?P<mark>[,\]])|\s+""")


@dataclass(slots=True)
class _Array:
    """Where the parts of an array stand in the text: its last item, and the comma after that (0: none)."""

    start: int
    last: tuple[int, int] | None = None
    comma: int = 0
    end: int = 0


def with_locale(text: str, tag: str) -> str | None:
    """Return the text of the settings with one more locale; None where that cannot be done without guessing.

    What comes out is read again: it must say what the text said before, and the locale as the last of `locales`.
    """
    wanted = _wanted(text, tag)
    for candidate in _candidates(text, tag):
        try:
            if tomllib.loads(candidate) == wanted:
                return candidate
        except tomllib.TOMLDecodeError:
            continue
    return None


def _wanted(text: str, tag: str) -> dict[str, Any]:
    data = copy.deepcopy(tomllib.loads(text))
    table = data["tool"]["navina"]
    table["locales"] = [*table.get("locales", ()), tag]
    return data


def _candidates(text: str, tag: str) -> Iterator[str]:
    for found in _KEY.finditer(text):
        array = _array(text, found.end())
        if array is not None:
            yield _longer(text, array, tag)
    for head in _HEAD.finditer(text):
        newline = "\r\n" if "\r\n" in text else "\n"
        before = "" if head[1] else newline
        yield f'{text[: head.end()]}{before}locales = ["{tag}"]{newline}{text[head.end() :]}'


def _array(text: str, start: int) -> _Array | None:
    """Return the places of an array of plain strings; None for any other array."""
    array = _Array(start)
    place = start
    while token := _TOKEN.match(text, place):
        place = token.end()
        if token["text"]:
            array.last, array.comma = token.span("text"), 0
        elif token["mark"] == ",":
            array.comma = place
        elif token["mark"] == "]":
            array.end = token.start()
            return array
    return None


def _longer(text: str, array: _Array, tag: str) -> str:
    if array.last is None:
        return f'{text[: array.start]}"{tag}"{text[array.start :]}'
    first, after = array.last
    quote = text[first]
    item = f"{quote}{tag}{quote}" + ("," if array.comma else "")
    line = text.rfind("\n", 0, first) + 1
    indent = text[line:first]
    place = array.comma or after
    rest = text.find("\n", place, array.end)
    if line > array.start and not indent.strip() and rest >= 0:
        ending = "\r\n" if text[rest - 1] == "\r" else "\n"
        rest -= len(ending) - 1
        separate = "" if array.comma else ","
        return f"{text[:after]}{separate}{text[after:rest]}{ending}{indent}{item}{text[rest:]}"
    separate = " " if array.comma else ", "
    return f"{text[:place]}{separate}{item}{text[place:]}"
