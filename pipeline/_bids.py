"""What foreign catalogs have for the messages of a site, and which translation a message takes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from pipeline._foreign import fold, tidy
from pipeline.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pipeline.catalog import Catalog, CatalogMessage

_SHORT = 80
_EXACT, _BY_TEXT, _UNSURE = range(3)


@dataclass(slots=True)
class Tally:
    """What became of the translations of one file; one of a whole list or table counts once for each of its texts.

    `matched` of `texts` are texts of this site. `filled` messages took their translation from here, `fuzzy` of them to
    be looked at; `same` had it already. `conflicts` have another one, which stays; `unmatched` are of no use here.
    """

    name: str
    texts: int = 0
    matched: int = 0
    filled: int = 0
    fuzzy: int = 0
    same: int = 0
    conflicts: list[Problem] = field(default_factory=list)
    unmatched: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """A message of this site, in its catalog."""

    catalog: Catalog
    message: CatalogMessage
    refusals: Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a foreign catalog with its translation, and the line that it stands in."""

    msgctxt: str | None
    msgid: str
    msgid_plural: str | None
    msgstr: tuple[str, ...]
    fuzzy: bool
    line: int
    previous_msgid: str | None = None


@dataclass(frozen=True, slots=True)
class Bid:
    """A translation for a message; of several the one with the lowest rank is taken."""

    msgstr: tuple[str, ...]
    rank: int
    text: Text
    tally: Tally

    @property
    def place(self) -> str:
        """Return where the translation stands; the folder might name a person."""
        return f"{PurePath(self.tally.name).name}:{self.text.line}"


def rank(text: Text, message: CatalogMessage) -> int:
    """Tell how sure it is that a text is this message: the least is the best."""
    if text.fuzzy or (message.msgctxt is not None and message.msgctxt != text.msgctxt):
        return _UNSURE
    return _EXACT if (text.msgctxt, text.msgid) == message.key else _BY_TEXT


def unwrapped(text: Text, message: CatalogMessage) -> tuple[str, ...] | None:
    """Return a translation as the message has it: without another tool's line breaks; None where its plural differs."""
    if message.msgid_plural != text.msgid_plural:
        return None
    if message.msgid_plural is not None:
        wanted = len(message.msgstr)
        return text.msgstr[:wanted] if wanted <= len(text.msgstr) <= wanted + 1 else None
    breaks = message.msgid.count("\n")
    if breaks and breaks == text.msgid.count("\n") and fold(text.msgid).count("\n") == 0:
        return (tidy(text.msgstr[0].strip()),)
    return (fold(text.msgstr[0]),)


def filled(place: Place, bids: Sequence[Bid]) -> CatalogMessage:
    """Give a message the best of its bids, and count what became of each."""
    message = place.message
    if any(text.strip() for text in message.msgstr):
        _count(message.msgstr, bids, "the message has another translation, which stays")
        return message
    best = min(bid.rank for bid in bids)
    taken, *others = [bid for bid in bids if bid.rank == best]
    _count(taken.msgstr, others, f"{taken.place} has another translation; both are kept, as fuzzy")
    _count(taken.msgstr, [bid for bid in bids if bid.rank != best], f"the one of {taken.place} is surer")
    rest = {bid.msgstr: bid for bid in others if bid.msgstr != taken.msgstr}
    refused = any(True for form in taken.msgstr for _ in place.refusals(form))
    fuzzy = best == _UNSURE or bool(rest) or refused
    taken.tally.filled += 1
    taken.tally.fuzzy += fuzzy
    comments = [message.comments] if message.comments else []
    comments += [f"{bid.place}: {_one_line(bid.msgstr)}" for bid in rest.values()]
    previous = taken.text.previous_msgid if taken.text.previous_msgid != message.msgid else None
    return replace(
        message, msgstr=taken.msgstr, fuzzy=fuzzy, comments="\n".join(comments),
        previous_msgid=previous, previous_msgctxt=None, previous_msgid_plural=None,
    )  # fmt: skip


def _count(used: tuple[str, ...], bids: Iterable[Bid], why: str) -> None:
    for bid in bids:
        if bid.msgstr == used:
            bid.tally.same += 1
        else:
            text = f"{why}: '{short(bid.text.msgid)}'"
            bid.tally.conflicts.append(Problem(bid.tally.name, bid.text.line, text))


def _one_line(msgstr: Iterable[str]) -> str:
    return " / ".join(msgstr).replace("\n", "\\n")


def short(text: str) -> str:
    """Return a text, cut where a line of a report would be too long."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"
