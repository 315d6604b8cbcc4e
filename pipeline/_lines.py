"""Which source line each text of a document stands on, and which text a directive acts on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import _slots
from pipeline._directives import MARK, strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline._directives import Directive
    from pipeline._engine import Engine, Snapshot
    from pipeline._slots import Slots


@dataclass(frozen=True, slots=True)
class Lines:
    """Line numbers, from 1; 0 where a line could not be told.

    `slots` has a line a slot, `attributes` a line an attribute, `definitions` a line a label of a reference or an
    abbreviation. `places` are the (slot, piece) that an inline directive stands in, by its number.
    """

    slots: tuple[int, ...]
    attributes: tuple[int, ...]
    definitions: Mapping[str, int]
    directives: tuple[Directive, ...]
    places: Mapping[int, tuple[int, int]]


_Shape = list[tuple[object, ...]]


def trace(engine: Engine, text: str, slots: Slots) -> Lines:
    """Parse the text again with marks and return where everything came from.

    Only marks that leave each block as it was are believed: a line whose mark changes the blocks stays unknown.
    """
    shape = _shape(slots)
    numbers = [number for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    believed = frozenset(_harmless(engine, text, shape, numbers))
    marked, state, directives = _parse(engine, text, believed)
    if _shape(marked) != shape:
        marked, state, directives = _parse(engine, text, frozenset())
    by_order = _by_order(marked)
    return Lines(
        slots=tuple(by_order[id(each)] for each in marked.slots),
        attributes=tuple(by_order[id(each)] for each in marked.attributes),
        definitions=_definitions(state),
        directives=directives,
        places=dict(_places(marked)) if _shape(marked) == shape else {},
    )


def _parse(engine: Engine, text: str, lines: frozenset[int]) -> tuple[Slots, Snapshot, tuple[Directive, ...]]:
    engine.markers.lines, engine.directives.keep_places = lines, True
    try:
        root = engine.blocks(text)
        return _slots.collect(root, engine), engine.snapshot(), tuple(engine.directives.found)
    finally:
        engine.markers.lines, engine.directives.keep_places = frozenset(), False


def _shape(slots: Slots) -> _Shape:
    texts: _Shape = [(each.number, each.part, each.tag, " ".join(strip_marks(each.raw).split())) for each in slots.slots]
    return texts + [(each.number, each.name, strip_marks(each.value)) for each in slots.attributes]


def _harmless(engine: Engine, text: str, shape: _Shape, lines: list[int]) -> Iterator[int]:
    """Halve the lines until each half's marks leave the blocks as they were."""
    if not lines:
        return
    if _shape(_parse(engine, text, frozenset(lines))[0]) == shape:
        yield from lines
    elif len(lines) > 1:
        middle = len(lines) // 2
        yield from _harmless(engine, text, shape, lines[:middle])
        yield from _harmless(engine, text, shape, lines[middle:])


def _first(text: str) -> int:
    return min((int(number) for kind, number in MARK.findall(text) if kind == "L"), default=0)


def _by_order(slots: Slots) -> dict[int, int]:
    """Give each text its first mark; one without (a cell further right, an attribute) has the one before it."""
    lines: dict[int, int] = {}
    last = 0
    for each in slots.order:
        last = _first(each.raw if isinstance(each, _slots.Slot) else each.value) or last
        lines[id(each)] = last
    return lines


def _definitions(state: Snapshot) -> dict[str, int]:
    titles: Iterable[tuple[str, str | None]] = [
        *((label, title) for label, (_, title) in state.references.items()),
        *state.abbreviations.items(),
    ]
    return {label: _first(title or "") for label, title in titles}


def _places(slots: Slots) -> Iterator[tuple[int, tuple[int, int]]]:
    for index, slot in enumerate(slots.slots):
        for number, piece in enumerate(slot.pieces):
            for kind, directive in MARK.findall(str(piece)):
                if kind == "D":
                    yield int(directive), (index, number)
