"""Where a key of the settings stands, and which key was meant."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FILE = "pyproject.toml"

_HEAD = re.compile(r"\s*(\[{1,2})([^\[\]]+?)]")
_OURS = "tool.navina"


class _Line(NamedTuple):
    place: int
    text: str
    table: str
    number: int
    is_head: bool


def line_of(text: str, key: str, table: str = "", number: int | None = None) -> int:
    r"""Return the line of `key =` or of `[tool.navina.key]` in the settings, 0 where there is none.

    `table` is where to look first, below `[tool.navina]`; `number` which of several tables of that name it is.

    >>> text = '[tool.navina]\nlocales = []\n[tool.navina.checks.rules]\n"be.short-u" = "off"\n'
    >>> line_of(text, "locales"), line_of(text, "be.short-u", "checks.rules"), line_of(text, "checks.rules")
    (2, 4, 3)
    """
    named = re.compile(rf"(?:^|[\s,{{.])[\"']?{re.escape(key)}[\"']?\s*=")
    lines = list(_lines(text))
    within = f"{_OURS}.{table}".rstrip(".")
    inside = [each for each in lines if _is_in(each.table, within) and number in (None, each.number)]
    for each in (*inside, *lines):
        if each.is_head:
            if each.table in (f"{within}.{key}", f"{_OURS}.{key}"):
                return each.place
        elif named.search(each.text):
            return each.place
    return 0


def line_of_table(text: str, table: str, number: int) -> int:
    """Return the line of the head of a table that there may be several of, 0 where it is written in another way."""
    heads = [each.place for each in _lines(text) if each.is_head and each.table == f"{_OURS}.{table}"]
    return heads[number] if number < len(heads) else 0


def _is_in(table: str, outer: str) -> bool:
    return table == outer or table.startswith(f"{outer}.")


def _lines(text: str) -> Iterator[_Line]:
    """Yield the heads and lines of Navina's own tables; `number` counts the heads in double brackets."""
    table, number = "", -1
    for place, line in enumerate(text.splitlines(), 1):
        head = _HEAD.match(line)
        if head:
            table = head[2].strip()
            number += head[1] == "[[" and _is_in(table, _OURS)
        if _is_in(table, _OURS) and not line.lstrip().startswith("#"):
            yield _Line(place, line, table, number, is_head=head is not None)


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean 'x'?" for the known word that is nearest, "" where none is near.

    >>> suggestion("locals", ["locales", "menu"])
    " Did you mean 'locales'?"
    """
    near = difflib.get_close_matches(word, list(known), n=1)
    return f" Did you mean '{near[0]}'?" if near else ""
