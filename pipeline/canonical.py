"""The canonical form of a catalog: the bytes that `msgcat --no-wrap` gives, with a complete header.

What `pybabel update` leaves on prose goes: Babel takes "100 % of them" and "{all}" for format strings of Python and
says so by a flag, which `msgfmt -c` and editors believe and hold the translation to
(https://github.com/python-babel/babel/issues/35). No message of an entry is one. The theme's strings with `%(name)s`
are, and keep the flag.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline import catalog
from pipeline.anonymous import anonymous, names_somebody
from pipeline.errors import CatalogError, Problem
from pipeline.stored import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from pipeline.catalog import Catalog, CatalogMessage, Field
    from pipeline.stored import Stored

    Veil = Callable[[Iterable[Field]], tuple[Field, ...]]
    """What becomes of the fields of a header: `as_they_are`, or `anonymous`."""

_DATES = ("PO-Revision-Date", "POT-Creation-Date")
_UNFILLED = ("PACKAGE VERSION", "YEAR-MO-DA", "FULL NAME", "LANGUAGE <", "CHARSET", "ENCODING", "INTEGER")
_MAY_BE_BLANK = "Report-Msgid-Bugs-To"
_CHARSET = "Content-Type"


@dataclass(frozen=True, slots=True)
class Formatted:
    """One catalog and its canonical form; `names` are the comments that name an e-mail address."""

    change: Change
    names: tuple[Problem, ...] = ()


def as_they_are(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Return the fields of a header unchanged."""
    return tuple(fields)


def formatted(found: Iterable[Stored], *, now: datetime, veil: Veil = as_they_are) -> tuple[Formatted, ...]:
    """Return the canonical form of catalogs. Raise CatalogError with the problems of all that cannot be read."""
    done: list[Formatted] = []
    problems: list[Problem] = []
    for each in found:
        try:
            done.append(_formatted(each, now, veil))
        except CatalogError as error:
            problems += error.problems
    if problems:
        raise CatalogError(problems)
    return tuple(done)


def _formatted(each: Stored, now: datetime, veil: Veil) -> Formatted:
    mended = each.data.removeprefix(BOM_UTF8)
    read = catalog.read(each.path, mended, locale=each.locale)
    new = catalog.canonical(read, veil(_complete(read, now)))
    _see_that_nothing_is_lost(read, catalog.read_by_polib(each.path, new, locale=each.locale))
    return Formatted(Change(each.path, each.data, new), tuple(_names(read)) if veil is anonymous else ())


def _see_that_nothing_is_lost(old: Catalog, new: Catalog) -> None:
    if [_essence(each) for each in (*old.messages, *old.obsolete)] != [_essence(each) for each in new.entries]:
        text = "this file would lose something in canonical form; it is left as it is. Please report it as a mistake."
        raise CatalogError(Problem(old.path, 0, text))


def _essence(message: CatalogMessage) -> CatalogMessage:
    """Return what a message says, without what canonical form may change: its line, spaces at the ends of comments."""
    fuzzy = message.fuzzy and any(message.msgstr)
    comments = "\n".join(line.strip() for line in message.comments.split("\n"))
    return replace(message, line=0, fuzzy=fuzzy, comments=comments, note="", references=(), flags=())


def _names(read: Catalog) -> Iterable[Problem]:
    advice = "Comments are yours: nothing changes them. Take it out yourself if not everybody may read it."
    for number, line in enumerate(read.scan.lines, 1):
        if line.startswith("#") and line[1:2] not in {".", ":", ",", "|", "~"} and names_somebody(line):
            yield Problem(read.path, number, f"the comment names an e-mail address. {advice}")


def _complete(read: Catalog, now: datetime) -> tuple[Field, ...]:
    """Return the fields of the header, with those that it lacks or never filled in; a charset is written UTF-8."""
    found = [_with_charset(field) for field in read.fields]
    wanted = _wanted(read, now)
    names = [name for name, _ in wanted]
    for place, (name, value) in enumerate(wanted):
        index = next((index for index, field in enumerate(found) if field[0] == name), None)
        if index is None:
            before = [index for index, field in enumerate(found) if field[0] in names[:place]]
            found.insert(max(before, default=-1) + 1, (name, value))
        elif _is_unfilled(*found[index]):
            found[index] = (name, value)
    return tuple(found)


def _wanted(read: Catalog, now: datetime) -> Sequence[Field]:
    """Return what is to stand where a field is missing: a date is the other date, plural forms fit the messages."""
    known = [value for name, value in read.fields if name in _DATES and not _is_unfilled(name, value)]
    fits = all(len(each.msgstr) == catalog.plural_count(read.locale) for each in read.messages if each.msgid_plural)
    fields = catalog.new_fields(read.locale, now)
    dated = ((name, known[0] if known and name in _DATES else value) for name, value in fields)
    return [field for field in dated if fits or field[0] != "Plural-Forms"]


def _is_unfilled(name: str, value: str) -> bool:
    return name != _MAY_BE_BLANK and (not value.strip() or any(text in value for text in _UNFILLED))


def _with_charset(field: Field) -> Field:
    name, value = field
    if name != _CHARSET:
        return field
    kind, equals, _ = value.partition("charset=")
    return name, f"{kind}{equals}UTF-8" if equals else value


def without_traces(found: Iterable[Catalog]) -> tuple[Change, ...]:
    """Return catalogs with anonymous headers and every other byte as it is."""
    return tuple(
        Change(each.path, each.scan.text.encode(), catalog.with_fields(each, anonymous(each.fields))) for each in found
    )
