"""What rules for source texts are, and what they look at: one message of an entry, or the whole content."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.checks.rule import About
from pipeline.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pipeline.checks.finding import Hit
    from pipeline.entry import Entry
    from pipeline.message import Message
    from pipeline.site import Site


@dataclass(frozen=True, eq=False)
class Passage:
    """One message of an entry. A text that stands in two entries is a passage of each."""

    entry: Entry
    message: Message

    @property
    def text(self) -> str:
        """Return the text as its author wrote it, without line breaks that mean nothing."""
        return self.message.msgid

    @cached_property
    def prose(self) -> Prose:
        """Return the prose of the text; raw HTML has none."""
        return Prose("" if self.message.html else self.text)

    @cached_property
    def line(self) -> int:
        """Return the line that it begins on, 0 where that cannot be told."""
        return self.entry.line(self.message.key)


@dataclass(frozen=True)
class Content:
    """The whole content: the site, and the passages of all its entries in reading order."""

    site: Site
    passages: tuple[Passage, ...]

    @cached_property
    def by_entry(self) -> dict[str, list[Passage]]:
        """Return the passages of each entry that has some, by its path."""
        found: dict[str, list[Passage]] = {}
        for each in self.passages:
            found.setdefault(each.entry.path, []).append(each)
        return found


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a rule for the whole content found something: in a passage, or on a line of an entry, 0 for all of it."""

    hit: Hit
    passage: Passage | None = None
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRule(About):
    """A rule for source texts; `languages` are the codes that it is for, () means all.

    In the hits of these rules `source` is the place, and `suggestion` what should stand there.
    """

    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRule(SourceRule):
    """A rule for one passage."""

    check: Callable[[Passage], Iterable[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentRule(SourceRule):
    """A rule for the content as a whole: what stands twice, what leads nowhere."""

    check: Callable[[Content], Iterable[Spot]]
