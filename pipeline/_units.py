"""The units of a document: every text that may be a message, with what its directives decide."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from pipeline import _directives, _inline
from pipeline._slots import HEADINGS, Slot
from pipeline.config import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline._directives import Directive
    from pipeline._engine import Snapshot
    from pipeline._lines import Lines
    from pipeline._slots import Attribute, Slots
    from pipeline.message import Key

Kind = Literal["piece", "attribute", "reference", "abbr key", "abbr title"]

_ATTRIBUTE_ROLES = {"data-toc-label": "label in the table of contents", "alt": "alternative text"}

_ENTANGLED = (
    "this text cannot be translated: it means something else when its lines are joined, or raw HTML stands inside its "
    "emphasis. Put '{', '}' and '[' on one line with what they belong to, and raw HTML into a block of its own."
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate and its place: `where` is (slot, piece), (attribute, 0) or empty for a definition.

    `label` names the reference or abbreviation that it defines, `after` is the attribute list that follows it.
    """

    kind: Kind
    msgid: str
    role: str
    tag: str
    where: tuple[int, int] = (0, 0)
    label: str = ""
    heading: str = ""
    html: bool = False
    after: str = ""
    skipped: bool = False
    msgctxt: str | None = None
    comment: str = ""

    @property
    def key(self) -> Key:
        """Return what identifies its message in a catalog."""
        return self.msgctxt, self.msgid

    def line(self, lines: Lines) -> int:
        """Return the line it stands on, 0 where that is not known."""
        match self.kind:
            case "piece":
                return lines.slots[self.where[0]]
            case "attribute":
                return lines.attributes[self.where[0]]
            case "reference":
                return lines.references.get(self.label, 0)
            case _:
                return lines.abbreviations.get(self.label, 0)


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a document, on a line that counts from the first line of the body; 0: the whole."""

    line: int
    text: str


def collect(slots: Slots, state: Snapshot) -> list[Unit]:
    """Return the units of a tree in reading order; definitions come last."""
    units: list[Unit] = []
    heading = ""
    slot_number = attribute_number = 0
    for each in slots.order:
        if isinstance(each, Slot):
            found = list(_pieces(each, slot_number, "" if each.tag in HEADINGS else heading))
            units += found
            slot_number += 1
            if each.tag in HEADINGS and found:
                heading = found[0].msgid
        else:
            units.append(_attribute(each, attribute_number, heading))
            attribute_number += 1
    return units + list(_definitions(state))


def _pieces(slot: Slot, number: int, heading: str) -> Iterator[Unit]:
    last = len(slot.pieces) - 1
    for index, piece in enumerate(slot.pieces):
        if piece.msgid:
            after = piece.suffix if slot.attributes and index == last else ""
            yield Unit(
                "piece",
                piece.msgid,
                slot.role,
                slot.tag,
                (number, index),
                heading=heading,
                html=slot.html,
                after=after,
                skipped=slot.entangled,
            )


def _attribute(attribute: Attribute, number: int, heading: str) -> Unit:
    role = _ATTRIBUTE_ROLES.get(attribute.name, attribute.name)
    return Unit("attribute", _inline.plain(attribute.value), role, "", (number, 0), heading=heading)


def _definitions(state: Snapshot) -> Iterator[Unit]:
    for label, (_, title) in state.references.items():
        if title and _inline.is_prose(title):
            yield Unit("reference", _inline.plain(title), "title of a link", "", label=label)
    for key, title in state.abbreviations.items():
        if _inline.is_prose(key):
            yield Unit("abbr key", key, "abbr", "", label=key, comment=f"abbreviation of: {title}")
        if _inline.is_prose(title):
            yield Unit("abbr title", title, "abbr", "", label=key, comment=f"what {key} stands for")


def entangled(slots: Slots, units: Sequence[Unit], lines: Lines) -> Iterator[Mistake]:
    """Return a mistake for each place whose messages cannot be put back as they were taken out."""
    for number in sorted({unit.where[0] for unit in units if unit.kind == "piece"}):
        if slots.slots[number].entangled:
            yield Mistake(lines.slots[number], _ENTANGLED)


def direct(units: list[Unit], lines: Lines) -> tuple[list[Unit], list[Mistake]]:
    """Apply the directives; return the units and what is wrong with a directive."""
    mistakes: list[Mistake] = []
    result = list(units)
    numbered = [(unit.line(lines), index) for index, unit in enumerate(units)]
    order = sorted(numbered)
    places = {unit.where: index for index, unit in enumerate(units) if unit.kind == "piece"}
    for number, directive in enumerate(lines.directives):
        if wrong := _wrong(directive):
            mistakes.append(Mistake(directive.line, wrong))
        elif directive.name in ("skip", "comment", "context"):
            target = _next(directive, order) if directive.own_line else _around(lines.places.get(number), places)
            if target is None:
                mistakes.append(Mistake(directive.line, _idle(directive)))
            else:
                result[target] = _directed(result[target], directive)
    for start, end in _regions(lines.directives, mistakes):
        found = order[bisect_right(order, (start.line, len(units))) : bisect_left(order, (end.line, -1))]
        if not found and not (start.own_line and end.own_line):
            mistakes.append(Mistake(start.line, _idle(start)))
        for _, index in found:
            result[index] = replace(result[index], skipped=True)
    return result, sorted(mistakes, key=lambda each: each.line)


def _idle(directive: Directive) -> str:
    if directive.name == "skip-start":
        return "no text between 'i18n:skip-start' and 'i18n:skip-end'. Put each on a line of its own."
    return f"'i18n:{directive.name}' has no text to act on. Put it before a paragraph, or inside one."


def _wrong(directive: Directive) -> str:
    name = directive.name
    if name == _directives.UNCLOSED:
        return "an 'i18n:' comment is not closed. Write '-->' at its end."
    if name not in _directives.NAMES:
        known = [f"i18n:{each}" for each in _directives.NAMES]
        hint = suggestion(f"i18n:{name}", known) or f" Known are: {', '.join(known)}."
        return f"unknown directive 'i18n:{name}'.{hint}"
    if name in _directives.WITH_VALUE and not directive.value:
        return f"'i18n:{name}' says nothing. Write '<!-- i18n:{name}: some text -->'."
    return ""


def _next(directive: Directive, order: Sequence[tuple[int, int]]) -> int | None:
    """Return the number of the first unit on a later line."""
    position = bisect_right(order, (directive.line, len(order)))
    return order[position][1] if directive.line and position < len(order) else None


def _around(place: tuple[int, int] | None, places: Mapping[tuple[int, int], int]) -> int | None:
    """Return the number of the unit that a directive stands in."""
    return None if place is None else places.get(place)


def _directed(unit: Unit, directive: Directive) -> Unit:
    match directive.name:
        case "skip":
            return replace(unit, skipped=True)
        case "context":
            return replace(unit, msgctxt=directive.value)
        case _:
            return replace(unit, comment=f"{unit.comment}\n{directive.value}".strip())


def _regions(directives: Sequence[Directive], mistakes: list[Mistake]) -> Iterator[tuple[Directive, Directive]]:
    opened: Directive | None = None
    for each in directives:
        if each.name == "skip-start":
            if opened:
                mistakes.append(Mistake(each.line, "'i18n:skip-start' inside another one. Close the first: skip-end."))
            opened = opened or each
        elif each.name == "skip-end":
            if opened:
                yield opened, each
            else:
                mistakes.append(Mistake(each.line, "'i18n:skip-end' without 'i18n:skip-start' before it."))
            opened = None
    if opened:
        mistakes.append(Mistake(opened.line, "'i18n:skip-start' is never closed. Add '<!-- i18n:skip-end -->'."))
