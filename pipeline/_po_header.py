"""The header of a catalog: its fields in their order, read and written without a change to the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from pipeline._po_entry import CatalogMessage, comments, lines, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline._po_file import Scan

Field: TypeAlias = tuple[str, str]
"""Name and value; a line of the header that has no name is ("", line)."""

_FIELD = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*)", re.DOTALL)
_LINE = re.compile(r'"((?:[^"\\]|\\.)*)"')


def fields(found: Scan) -> tuple[Field, ...]:
    """Return the fields of the header that stands in a file."""
    written = unescaped(found.header_text)
    return tuple(_field(line) for line in written.removesuffix("\n").split("\n")) if written else ()


def _field(line: str) -> Field:
    named = _FIELD.fullmatch(line)
    return (named[1], named[2]) if named else ("", line)


def text(fields: Iterable[Field]) -> str:
    r"""Return the msgstr of a header.

    >>> text([("Language", "be"), ("", "a note")])
    'Language: be\na note\n'
    """
    return "".join(f"{name}: {value}\n" if name else f"{value}\n" for name, value in fields)


def header(found: Scan, fields: Sequence[Field]) -> CatalogMessage:
    """Return the header with these fields as a message, with every translator's comment that belongs to no other.

    A header is never fuzzy: gettext would not believe its charset.
    """
    said = comments(found.header.comments if found.header else "")
    return CatalogMessage(
        None,
        "",
        msgstr=(text(fields),),
        comments="\n".join([*said.translator, *_last_comments(found)]),
        note=said.note,
        references=said.references,
        flags=said.flags,
    )


def _last_comments(found: Scan) -> Iterator[str]:
    """Yield the translators' comments after the last message."""
    for line in found.lines[found.blocks[-1].end if found.blocks else 0 :]:
        stripped = line.strip()
        if stripped.startswith("#") and stripped[1:2] not in {".", ":", ",", "|", "~"}:
            yield stripped[1:].removeprefix(" ")


def spliced(found: Scan, new: Sequence[Field]) -> str:
    """Return the text of the file with these fields in its header; the lines of a field that stays are not touched."""
    block, old = found.header, fields(found)
    if block is None or tuple(new) == old:
        return found.text
    start = next(index for index in range(block.start, block.end) if found.lines[index].lstrip().startswith("msgstr"))
    pieces = _pieces(found.lines[start : block.end])
    kept = dict(zip(old, pieces, strict=True)) if len(pieces) == len(old) else {}
    written = [line for field in new for line in kept.get(field) or (_quoted(field),)]
    body = [line.rstrip("\r\n") + found.newline for line in ('msgstr ""', *written)]
    return "".join([*found.lines[:start], *body, *found.lines[block.end :]])


def _quoted(field: Field) -> str:
    (_, line) = (line.removeprefix("msgstr ") for line in lines(CatalogMessage(None, "", msgstr=(text([field]),))))
    return line


def _pieces(written: Sequence[str]) -> list[list[str]]:
    """Return the lines of each field; nothing where a line of the file holds more than one field's text."""
    if written[0].strip() != 'msgstr ""':
        return []
    pieces: list[list[str]] = [[]]
    for line in written[1:]:
        found = _LINE.fullmatch(line.strip())
        if not found or "\n" in unescaped(found[1])[:-1]:
            return []
        pieces[-1].append(line)
        if unescaped(found[1]).endswith("\n"):
            pieces.append([])
    return [piece for piece in pieces if piece]
