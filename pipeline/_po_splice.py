"""Write into a PO file that another tool wrote: lines that need not change are not touched."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline._po_entry import lines, note_lines, reference_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline._po_entry import CatalogMessage
    from pipeline._po_file import Block, Scan


def splice(found: Scan, read: Mapping[int, CatalogMessage], messages: Iterable[CatalogMessage]) -> str:
    """Return the text of the file with these messages in this order; `read` are those it has now, by line."""
    places = {block.line: index for index, block in enumerate(found.blocks)}
    paper = _Paper(found.newline)
    before: int | None = -1
    if found.header:
        before = 0
        paper.out.extend(found.lines[: found.header.end])
    for message in messages:
        index = places.get(message.line)
        if index is not None and index - 1 == before:
            paper.out.extend(found.lines[found.blocks[before].end if before >= 0 else 0 : found.blocks[index].start])
        else:
            paper.blank_line()
        block = None if index is None else found.blocks[index]
        paper.out.extend(_lines(message, block, found, read.get(message.line)))
        before = index
    _end(paper, found, is_last=before == len(found.blocks) - 1)
    return "".join(paper.out)


@dataclass(slots=True)
class _Paper:
    newline: str
    out: list[str] = field(default_factory=list)

    def blank_line(self) -> None:
        """Set what follows apart, also from a last line without line end."""
        if not self.out:
            return
        if not self.out[-1].endswith("\n"):
            self.out[-1] += self.newline
        self.out.append(self.newline)


def _end(paper: _Paper, found: Scan, *, is_last: bool) -> None:
    """Keep what stands after the last message, comments above all."""
    rest = found.lines[found.blocks[-1].end if found.blocks else 0 :]
    if is_last:
        paper.out.extend(rest)
    elif any(line.strip() for line in rest):
        first = next(index for index, line in enumerate(rest) if line.strip())
        paper.blank_line()
        paper.out.extend(rest[first:])


def _lines(message: CatalogMessage, block: Block | None, found: Scan, was: CatalogMessage | None) -> Sequence[str]:
    if block is None or was is None:
        return _ended(lines(message), found)
    kept = found.lines[block.start : block.end]
    if message is was:
        return kept
    if replace(message, note=was.note, references=was.references) != was:
        return _ended(lines(message), found)
    if message.note != was.note:
        kept = _exchange(kept, "#.", ("#",), _ended(note_lines(message.note), found))
    if message.references != was.references:
        kept = _exchange(kept, "#:", ("#", "#."), _ended(reference_lines(message.references), found))
    return kept


def _ended(texts: Iterable[str], found: Scan) -> list[str]:
    return [text + found.newline for text in texts]


def _exchange(kept: Sequence[str], mark: str, after: tuple[str, ...], new: Sequence[str]) -> list[str]:
    """Put new lines where those with the mark are, else after the kinds of comment that gettext writes before them."""
    marks = [_mark(line) for line in kept]
    place = next((index for index, found in enumerate(marks) if found == mark), None)
    if place is None:
        place = next(index for index, found in enumerate(marks) if found not in after)
    head = kept[:place]
    rest = [line for line, found in zip(kept[place:], marks[place:], strict=True) if found != mark]
    return [*head, *new, *rest]


def _mark(line: str) -> str:
    """Return the kind of a comment line, `#` for a translator's; nothing for the rest."""
    start = line.lstrip()[:2]
    return start if start in {"#.", "#:", "#,", "#|", "#~"} else start[:1].strip('"m')
