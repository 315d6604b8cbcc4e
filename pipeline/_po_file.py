"""A PO file cut into the lines of its messages, with all that is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

OLD = "#| "
"""What stands before the keyword of a text that a fuzzy translation was made for."""

_NPLURALS = re.compile(r"nplurals\s*=\s*(\d+)")


@dataclass(slots=True)
class Block:
    """The lines of one message, from its first comment to its last text.

    `start` and `end` index the lines (`end` excluded), `line` is the number of its first keyword. `texts` holds by
    keyword what stands in quotes, escaped as it is written; `forms` counts the `msgstr[N]`. `comments` are its lines of
    comments but for `#|`.
    """

    start: int
    end: int = 0
    line: int = 0
    obsolete: bool = False
    broken: bool = False
    forms: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    comments: str = ""

    @property
    def key(self) -> tuple[str | None, str]:
        """Return msgctxt and msgid as they are written."""
        return self.texts.get("msgctxt"), self.texts.get("msgid", "")

    @property
    def is_header(self) -> bool:
        """Tell whether this is the entry of the empty msgid."""
        return not self.obsolete and not self.broken and "msgctxt" not in self.texts and not self.texts.get("msgid")


@dataclass
class Scan:
    """A PO file cut into blocks.

    A file that `is_plain` has the texts of all its messages in its blocks. Of any other, `clean` has one line for each
    line of the file, with only what polib has to read of it.
    """

    text: str
    blocks: list[Block] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    is_plain: bool = False
    clean: list[str] = field(default_factory=list)

    @cached_property
    def lines(self) -> list[str]:
        """Return the lines of the file, with their ends."""
        *lines, last = self.text.split("\n")
        return [*(f"{line}\n" for line in lines), *([last] if last else [])]

    @property
    def header(self) -> Block | None:
        """Return the block of the header, when it stands where gettext looks for it: first."""
        return self.blocks[0] if self.blocks and self.blocks[0].is_header else None

    @property
    def header_text(self) -> str:
        """Return the header's msgstr as it is written."""
        return self.header.texts.get("msgstr", "") if self.header else ""

    @property
    def newline(self) -> str:
        r"""Return how lines end in this file: `\n` or `\r\n`."""
        end = self.text.find("\n")
        return "\r\n" if end > 0 and self.text[end - 1] == "\r" else "\n"

    @property
    def nplurals(self) -> int | None:
        """Return the number of plural forms that the header names."""
        found = _NPLURALS.search(self.header_text)
        return int(found[1]) if found else None
