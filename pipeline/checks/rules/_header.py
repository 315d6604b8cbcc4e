"""Where the fields of a catalog's header stand in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.catalog import Catalog


def field_value(catalog: Catalog, name: str) -> str | None:
    """Return the value of a field of the header, None where there is no such field; names have no case."""
    known = name.casefold()
    return next((value.strip() for each, value in catalog.fields if each.casefold() == known), None)


def field_line(catalog: Catalog, name: str) -> int:
    """Return the line of a field, or the header's first one."""
    return line_of(catalog, f"{name}:")


def line_of(catalog: Catalog, beginning: str) -> int:
    """Return the line of the header whose text begins so, or the header's first one."""
    header = catalog.scan.header
    if header is None:
        return 0
    known = beginning.casefold()
    for number in range(header.line, header.end + 1):
        line = catalog.scan.lines[number - 1].strip().removeprefix("msgstr").lstrip().removeprefix('"')
        if line.casefold().startswith(known):
            return number
    return header.line
