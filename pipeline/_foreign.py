r"""Texts of catalogs that other tools cut: the same words with other line breaks, marks of blocks, or whole blocks.

po4a keeps the lines of a paragraph (`a\nb\n`), and gives a list, a table or a quotation as one message with its marks;
mdpo writes emphasis with other characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

from pipeline._engine import TooDeepError
from pipeline.document import parse

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.document import Document

_HARD_BREAK = re.compile(r"(?: {2,}|\\)\r?\n[ \t]*")
_LAST_BREAK = re.compile(r"\S(?: {2,}|\\)\r?\n$")
_SOFT_SPACE = re.compile(r"[ \t\r\n]+")
_UNDERSCORES = re.compile(r"(?<!\w)_+|_+(?!\w)")
_ESCAPE = re.compile(r"\\([^\w\s])")
_ID = re.compile(r' id="[^"]*"')
_ATTRIBUTES = re.compile(r"\{[:#.][^}\n]*\}\s*$")
_MARK = re.compile(r"(?:#{1,6}|[>|*+:-]|\d+[.)]|!!!|\[[^\]]+\]:)\s*\S|[ ]{4}|.*\n")


def fold(text: str) -> str:
    r"""Return a text as a message of Navina has it: soft line breaks are spaces, hard ones `\n`, spaces stand alone.

    >>> fold("one\ntwo  \nthree\n")
    'one two\nthree'
    """
    lines = _HARD_BREAK.sub("\0", text.strip()).split("\0")
    return "\n".join(_SOFT_SPACE.sub(" ", line).strip() for line in lines)


def ends_in_break(text: str) -> bool:
    r"""Tell whether a text of another tool ends with a hard line break.

    >>> ends_in_break("one  \n"), ends_in_break("one\n")
    (True, False)
    """
    return bool(_LAST_BREAK.search(text))


def tidy(text: str) -> str:
    r"""Return one of Navina's own messages as `fold` would: only its runs of spaces differ.

    >>> tidy("One.  Two\nthree")
    'One. Two\nthree'
    """
    return "\n".join(_SOFT_SPACE.sub(" ", line).strip() for line in text.split("\n"))


def loose(text: str) -> str:
    r"""Return a folded text without the ways in which tools spell the same Markdown.

    >>> loose(r"a _b_ and __c__ in snake_case \- so")
    'a *b* and **c** in snake_case - so'
    """
    return _UNDERSCORES.sub(lambda found: "*" * len(found[0]), _ESCAPE.sub(r"\1", text))


@dataclass(frozen=True, slots=True)
class Pieces:
    """The texts of a message that holds blocks, each with its translation.

    `sure` where the texts, put into the places of the source, give what the translated blocks give: else two equal
    texts may have changed places.
    """

    pairs: tuple[tuple[str, str], ...]
    sure: bool


def cut(msgid: str, msgstr: str, settings: Settings) -> Pieces:
    """Cut a message that holds the marks of blocks, and its translation in the same places.

    There are no pieces where the text has no block, or where its translation is built in another way.
    """
    if not (_MARK.match(msgid) or _ATTRIBUTES.search(msgid)):
        return Pieces((), sure=False)
    try:
        source, target = _document(_as_block(msgid), settings), _document(_as_block(msgstr), settings)
    except TooDeepError:
        return Pieces((), sure=False)
    one, other = source.messages, target.messages
    kinds = [[(each.role, each.tags) for each in texts] for texts in (one, other)]
    if len(one) != len(other) or (len(one) > 1 and kinds[0] != kinds[1]):
        return Pieces((), sure=False)
    pairs = tuple((left.msgid, right.msgid) for left, right in zip(one, other, strict=True))
    filled = source.html({left.key: right.msgid for left, right in zip(one, other, strict=True)})
    return Pieces(pairs, sure=len(pairs) == 1 or _bare(filled) == _bare(target.html()))


def _as_block(text: str) -> str:
    """Return a text as it would stand in an entry by itself: a list item without its indent, a heading with a mark."""
    block = dedent(text.strip("\n"))
    return f"# {block.strip()}" if _ATTRIBUTES.search(block) and not _MARK.match(block.strip()) else block


def _bare(html: str) -> str:
    """Return HTML without the ids of headings, which come from their texts."""
    return " ".join(_ID.sub("", html).split())


def _document(text: str, settings: Settings) -> Document:
    markdown = settings.markdown
    return parse(
        text, source=settings.source, extensions=markdown.extensions, extension_configs=markdown.extension_configs,
        raw_html="untranslated",
    )  # fmt: skip
