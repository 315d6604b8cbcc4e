"""An old translation under a new message: what is kept of it, and what is said about where it comes from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.catalog import CatalogMessage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.catalog import Located
    from pipeline.message import Message


def blank(message: Message, nplurals: int) -> tuple[str, ...]:
    """Return the empty translation of a message: one text, or one a plural form."""
    return ("",) if message.msgid_plural is None else ("",) * nplurals


def fitted(msgstr: tuple[str, ...], message: Message, nplurals: int) -> tuple[str, ...]:
    """Fit a translation to the number of forms that a message has, and lose no text."""
    forms = len(blank(message, nplurals))
    if len(msgstr) <= forms:
        return msgstr + msgstr[-1:] * (forms - len(msgstr))
    rest = " / ".join(dict.fromkeys(text for text in msgstr[forms - 1 :] if text.strip()))
    return (*msgstr[: forms - 1], rest)


def fresh(located: Located, msgstr: tuple[str, ...]) -> CatalogMessage:
    """Make the entry of a message that a catalog has not had."""
    message = located.message
    return CatalogMessage(
        message.msgctxt,
        message.msgid,
        message.msgid_plural,
        msgstr,
        note=message.note,
        references=located.references,
    )


def offered(entry: CatalogMessage, old: CatalogMessage) -> CatalogMessage:
    """Make a translation fuzzy and say what it translates: the old text, or what that was fuzzy for."""
    context, msgid, plural = old.msgctxt, old.msgid, old.msgid_plural
    if old.fuzzy and old.previous_msgid is not None:
        context, msgid, plural = old.previous_msgctxt, old.previous_msgid, old.previous_msgid_plural
    fuzzy = replace(entry, fuzzy=True, previous_msgctxt=None, previous_msgid=None, previous_msgid_plural=None)
    if (context, msgid, plural) == (entry.msgctxt, entry.msgid, entry.msgid_plural):
        return fuzzy
    return replace(fuzzy, previous_msgctxt=context, previous_msgid=msgid, previous_msgid_plural=plural)


def another_translation(domain: str, msgstr: tuple[str, ...]) -> str:
    r"""Return the comment that keeps a translation which another one replaces.

    >>> another_translation("news", ("Усяго",))
    'Another translation, from news: Усяго'
    """
    text = " / ".join(msgstr).replace("\r", "").replace("\n", r"\n").rstrip()
    return f"Another translation, from {domain}: {text}"


def with_comments(comments: str, more: Iterable[str]) -> str:
    r"""Add the lines that are missing to a translator's comments.

    >>> with_comments("Ask Alena.", ["Seen.", "Ask Alena.", ""])
    'Ask Alena.\nSeen.'
    """
    lines = comments.split("\n") if comments else []
    return "\n".join([*lines, *(line for line in dict.fromkeys(more) if line.strip() and line not in lines)])
