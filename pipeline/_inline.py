"""The inline Markdown of a message: how a text becomes a msgid, how a msgstr becomes Markdown again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.util import AtomicString

from pipeline import _html

if TYPE_CHECKING:
    from pipeline._engine import Engine, Snapshot

BLANK = " \t\r\n"
READ_ATTRIBUTES = ("title", "alt", "aria-label", "data-toc-label")
"""Attributes whose value a reader sees or hears."""

_ADDRESS = re.compile(
    r"[<(\[]*(?:[a-z][a-z0-9+.-]*://\S+|(?:mailto|tel|xmpp|data):\S+|www\.\S+|[^\s@]+@[^\s@]+)", re.IGNORECASE
)
_PROSE_FIRST = re.compile(r"[*_\[\d\s.,;()\"“”«»'’–—%-]*(?!www\.)[^\W\d_]+(?:[,.;:!?]?\s|[*_\]]|$)")
"""A word that is seen wherever inline patterns begin: no address, code, tag, footnote mark or alternative text."""


def fold(text: str) -> str:
    r"""Return a msgid: soft line breaks are one space, a hard one (two spaces before it) is a newline.

    >>> fold("one\n   two  \nthree")
    'one two\nthree'
    """
    first, *others = text.split("\n")
    result, last = [first], first
    for line in others:
        hard = last.endswith("  ")
        result[-1] = last[:-2] if hard else last.rstrip(" ")
        last = line.lstrip(BLANK)
        result += ["\n" if hard else " ", last]
    return "".join(result)


def fold_breaking(text: str) -> str:
    r"""Return a msgid where every line break is a hard one, as Python-Markdown's `nl2br` has it.

    >>> fold_breaking("one\n   two ")
    'one\ntwo '
    """
    return "\n".join(line.lstrip(BLANK) for line in text.split("\n"))


def unfold(msgstr: str, *, breaks_lines: bool = False) -> str:
    r"""Return the Markdown of a msgid or msgstr: each newline becomes a hard line break again.

    `breaks_lines` says that each newline is one anyway.

    >>> unfold("one two\nthree ")
    'one two  \nthree'
    """
    text = msgstr.strip(BLANK)
    return text if breaks_lines else "  \n".join(text.split("\n"))


def plain(msgstr: str) -> str:
    """Return a translation for a place that holds one line of plain text."""
    return " ".join(msgstr.split("\n")).strip()


def escape_closing(text: str) -> str:
    r"""Keep the closing `#` of a heading that has an attribute list, which would eat them.

    >>> escape_closing("C#"), escape_closing(r"C\#")
    ('C\\#', 'C\\#')
    """
    start = closing(text)
    return text[:start] + "\\#" * (len(text) - start)


def closing(text: str) -> int:
    r"""Return where the run of unescaped `#` at the end of a text begins.

    >>> closing("C ##"), closing(r"C\##"), closing(r"C\\##")
    (2, 3, 3)
    """
    bare = text.rstrip("#")
    escaped = (len(bare) - len(bare.rstrip("\\"))) % 2
    return min(len(bare) + escaped, len(text))


def is_prose(text: str) -> bool:
    """Tell whether a plain text has a word: letters that are not an address.

    >>> [is_prose(each) for each in ("Total", "2,4 / 10", "https://example.org/", "me@example.org", "see https://x.org")]
    [True, False, False, False, True]
    """
    return any(any(map(str.isalpha, word)) and not _ADDRESS.fullmatch(word) for word in text.split())


def is_message(engine: Engine, text: str, state: Snapshot, *, html: bool = False) -> bool:
    """Tell whether a text has anything to translate: not if it is empty, or only an address, numbers or code.

    Letters in the address of a link are nothing to translate; what is, the parser tells where the first word does not.
    """
    if not any(map(str.isalpha, text)):
        return False
    if html:
        return any(map(is_prose, _html.Scan(text).parts))
    if engine.is_plain(text):
        return is_prose(text)
    if _PROSE_FIRST.match(text):
        return True
    return any(map(is_prose, _html.Scan(engine.serialize(engine.inline(text, "p", state))).parts))


def stash_tags(engine: Engine, html: str) -> AtomicString:
    """Return raw inline HTML with its tags stashed, so that nothing parses it as Markdown or escapes it."""
    pieces = (
        each.source if each.kind in ("text", "reference") else engine.store(each.source) for each in _html.tokens(html)
    )
    return AtomicString("".join(pieces))
