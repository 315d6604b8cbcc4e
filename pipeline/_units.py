"""The units of a document: every text that may be a message, with what its directives decide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from pipeline import _directives
from pipeline._slots import HEADINGS, Slot, is_message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline._directives import Directive
    from pipeline._engine import Snapshot
    from pipeline._lines import Lines
    from pipeline._slots import Slots
    from pipeline.message import Key

Kind = Literal["piece", "attribute", "reference", "abbr key", "abbr title"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate and its place: `where` is (slot, piece), (attribute, 0) or empty for a definition.

    `label` names the reference or abbreviation that it defines.
    """

    kind: Kind
    msgid: str
    role: str
    tag: str
    where: tuple[int, int] = (0, 0)
    label: str = ""
    heading: str = ""
    html: bool = False
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
            case _:
                return lines.definitions.get(self.label, 0)


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
            role = "attribute" if each.name == "data-toc-label" else each.name
            role = {"attribute": "label in the table of contents", "alt": "alternative text"}.get(role, role)
            units.append(Unit("attribute", each.value, role, "", (attribute_number, 0), heading=heading))
            attribute_number += 1
    return units + list(_definitions(state))


def _pieces(slot: Slot, number: int, heading: str) -> Iterator[Unit]:
    for index, piece in enumerate(slot.pieces):
        if piece.msgid:
            yield Unit("piece", piece.msgid, slot.role, slot.tag, (number, index), heading=heading, html=slot.html)


def _definitions(state: Snapshot) -> Iterator[Unit]:
    for label, (_, title) in state.references.items():
        if title and is_message(title):
            yield Unit("reference", title, "title of a link", "", label=label)
    for key, title in state.abbreviations.items():
        yield Unit("abbr key", key, "abbr", "", label=key, comment=f"abbreviation of: {title}")
        yield Unit("abbr title", title, "abbr", "", label=key, comment=f"what {key} stands for")


def direct(units: list[Unit], lines: Lines) -> tuple[list[Unit], list[Mistake]]:
    """Apply the directives; return the units and what is wrong with a directive."""
    mistakes: list[Mistake] = []
    result = list(units)
    order = sorted(range(len(units)), key=lambda index: (units[index].line(lines), index))
    for number, directive in enumerate(lines.directives):
        if wrong := _wrong(directive):
            mistakes.append(Mistake(directive.line, wrong))
        elif directive.name in ("skip", "comment", "context"):
            target = _target(directive, number, units, order, lines)
            if target is None:
                what = f"'i18n:{directive.name}' has no text to act on. Put it before a paragraph, or inside one."
                mistakes.append(Mistake(directive.line, what))
            else:
                result[target] = _directed(result[target], directive)
    for start, end in _regions(lines.directives, mistakes):
        for index, unit in enumerate(units):
            if start < unit.line(lines) < end:
                result[index] = replace(result[index], skipped=True)
    return result, mistakes


def _wrong(directive: Directive) -> str:
    if directive.name not in _directives.NAMES:
        from pipeline.config import suggestion  # noqa: PLC0415 - only for a mistake

        hint = suggestion(directive.name, list(_directives.NAMES)) or f" Known are: {', '.join(_directives.NAMES)}."
        return f"unknown directive 'i18n:{directive.name}'.{hint}"
    if (directive.name in _directives.WITH_VALUE) and not directive.value:
        return f"'i18n:{directive.name}' says nothing. Write '<!-- i18n:{directive.name}: some text -->'."
    return ""


def _target(directive: Directive, number: int, units: Sequence[Unit], order: list[int], lines: Lines) -> int | None:
    if not directive.own_line:
        place = lines.places.get(number)
        return next((i for i, unit in enumerate(units) if unit.kind == "piece" and unit.where == place), None)
    if not directive.line:
        return None
    return next((index for index in order if units[index].line(lines) > directive.line), None)


def _directed(unit: Unit, directive: Directive) -> Unit:
    match directive.name:
        case "skip":
            return replace(unit, skipped=True)
        case "context":
            return replace(unit, msgctxt=directive.value)
        case _:
            return replace(unit, comment=f"{unit.comment}\n{directive.value}".strip())


def _regions(directives: Sequence[Directive], mistakes: list[Mistake]) -> Iterator[tuple[int, int]]:
    opened: Directive | None = None
    for each in directives:
        if each.name == "skip-start":
            if opened:
                mistakes.append(Mistake(each.line, "'i18n:skip-start' inside another one. Close the first: skip-end."))
            opened = opened or each
        elif each.name == "skip-end":
            if opened:
                yield opened.line, each.line
            else:
                mistakes.append(Mistake(each.line, "'i18n:skip-end' without 'i18n:skip-start' before it."))
            opened = None
    if opened:
        mistakes.append(Mistake(opened.line, "'i18n:skip-start' is never closed. Add '<!-- i18n:skip-end -->'."))
