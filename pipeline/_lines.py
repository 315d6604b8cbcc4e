"""Which source line each text of a document stands on, and which text a directive acts on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import _slots
from pipeline._directives import MARK, is_directive, strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline._directives import Directive
    from pipeline._engine import Engine, Snapshot
    from pipeline._slots import Slots

_TRIES = 24
"""How often at most the text is parsed again to find the lines where a mark does harm."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Line numbers, from 1; 0 where a line could not be told.

    `slots` has a line a slot, `attributes` a line an attribute, `references` and `abbreviations` a line a label.
    `places` are the (slot, piece) that an inline directive stands in, by its number.
    """

    slots: tuple[int, ...]
    attributes: tuple[int, ...]
    references: Mapping[str, int]
    abbreviations: Mapping[str, int]
    directives: tuple[Directive, ...]
    places: Mapping[int, tuple[int, int]]


_Shape = list[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class _Marked:
    """What a parse with marks gave."""

    slots: Slots
    state: Snapshot
    directives: tuple[Directive, ...]


@dataclass(slots=True)
class _Tracer:
    """Parses one text with marks, a bounded number of times."""

    engine: Engine
    text: str
    literal: frozenset[int]
    shape: _Shape
    always: frozenset[int]
    tries: int = _TRIES

    def parse(self, lines: frozenset[int]) -> _Marked:
        """Parse the text with marks in these lines and in those of directives."""
        engine = self.engine
        engine.markers.lines, engine.directives.keep_places = lines | self.always, True
        try:
            root = engine.again(self.text, self.literal)
            state = engine.snapshot()
            return _Marked(_slots.collect(root, engine, state), state, tuple(engine.directives.found))
        finally:
            engine.markers.lines, engine.directives.keep_places = frozenset(), False

    def harmless(self, lines: list[int]) -> Iterator[int]:
        """Halve the lines until each half's marks leave the blocks as they were; leave out what takes too long."""
        halves = [lines]
        while halves and self.tries:
            half = halves.pop(0)
            self.tries -= 1
            if self.keeps(self.parse(frozenset(half))):
                yield from half
            elif len(half) > 1:
                middle = len(half) // 2
                halves += [half[:middle], half[middle:]]

    def keeps(self, marked: _Marked) -> bool:
        """Tell whether a parse with marks gave the same blocks as one without."""
        return _shape(marked.slots) == self.shape


def trace(engine: Engine, text: str, slots: Slots, literal: frozenset[int]) -> Lines:
    """Parse the text again with marks and return where everything came from.

    Only marks that leave each block as it was are believed: a line whose mark changes the blocks stays unknown.
    """
    numbered = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    always = frozenset(number for number, line in numbered if is_directive(line))
    tracer = _Tracer(engine, text, literal, _shape(slots), always)
    marked = tracer.parse(frozenset(number for number, _ in numbered))
    if not tracer.keeps(marked):
        marked = tracer.parse(frozenset(tracer.harmless([number for number, _ in numbered])))
    if not tracer.keeps(marked):
        marked = tracer.parse(frozenset())
    return _lines(marked, slots, known=tracer.keeps(marked))


def _lines(marked: _Marked, slots: Slots, *, known: bool) -> Lines:
    found = marked.slots if known else slots
    by_order = _by_order(found) if known else dict.fromkeys(map(id, slots.order), 0)
    return Lines(
        slots=tuple(by_order[id(each)] for each in found.slots),
        attributes=tuple(by_order[id(each)] for each in found.attributes),
        references={label: _first(title or "") for label, (_, title) in marked.state.references.items()},
        abbreviations={key: _first(title) for key, title in marked.state.abbreviations.items()},
        directives=marked.directives,
        places=dict(_places(found)) if known else {},
    )


def _shape(slots: Slots) -> _Shape:
    texts: _Shape = [
        (each.number, each.part, each.tag, " ".join(strip_marks(each.raw).split())) for each in slots.slots
    ]
    return texts + [(each.number, each.name, strip_marks(each.value)) for each in slots.attributes]


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


def _places(slots: Slots) -> Iterator[tuple[int, tuple[int, int]]]:
    for index, slot in enumerate(slots.slots):
        for number, piece in enumerate(slot.pieces):
            for kind, directive in MARK.findall(str(piece)):
                if kind == "D":
                    yield int(directive), (index, number)
