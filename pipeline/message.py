"""A message: the unit of translation, and the state that a locale has it in."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import TypeAlias

Key: TypeAlias = tuple[str | None, str]
"""What makes two messages of a catalog the same: (msgctxt, msgid)."""

_WORD = re.compile(r"\w+(?:[’'ʼ\-]\w+)*")


class State(enum.Enum):
    """How far a message is in one locale."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    MISSING = "missing"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Message:
    """One translatable text of an entry or of the theme.

    `msgid` is inline Markdown for a block of an entry (a hard line break is a newline), plain text otherwise.
    `role` says what it is ("heading 2", "table cell", "title"), `heading` the nearest heading before it in the
    source, `comment` what the author tells the translator. `tags` are the elements that it stands in: attribute
    lists are read differently in a heading and in a paragraph. `html` is a text of raw HTML, where Markdown is off.
    """

    msgid: str
    msgctxt: str | None = None
    msgid_plural: str | None = None
    role: str = "paragraph"
    heading: str = ""
    comment: str = ""
    tags: tuple[str, ...] = ()
    html: bool = False

    @property
    def key(self) -> Key:
        """Return what identifies the message in a catalog."""
        return self.msgctxt, self.msgid

    @property
    def words(self) -> int:
        """Return how many words a translator has to translate."""
        return count_words(self.msgid)

    @property
    def note(self) -> str:
        r"""Return the extracted comment (gettext's `#.`) that tells the translator what this is.

        >>> Message("Total", role="table cell", heading="Figures", comment="of all recommendations").note
        'table cell · Figures\nof all recommendations'
        """
        place = f"{self.role} · {self.heading}" if self.heading else self.role
        return f"{place}\n{self.comment}" if self.comment else place


def count_words(text: str) -> int:
    """Count the words of a text: runs of letters and digits; a hyphen or an apostrophe inside joins.

    >>> count_words("It’s a well-known fact, 2.4 of 10")
    8
    """
    return len(_WORD.findall(text))
