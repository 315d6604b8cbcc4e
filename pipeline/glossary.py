"""The glossary of a site: how a term is translated, in a table that any spreadsheet program opens.

The first row names the columns: `term`, one for each locale, and where wanted `forbidden be`, `note` and `case`. A cell
may have several translations with `|` between them. A row that begins with `#` is a remark.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.config import is_locale, suggestion
from pipeline.errors import ConfigError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_FORBIDDEN = "forbidden "
_SEPARATORS = ",;\t"
_SENSITIVE = "sensitive"
_COLUMNS = ("term", "note", "case")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source language: its translations by locale, the words that must not stand for it, its line.

    A `sensitive` term is found only where it is written with the same capitals. `note` is for people.
    """

    text: str
    translations: Mapping[str, tuple[str, ...]]
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sensitive: bool = False
    note: str = ""
    line: int = 0


@dataclass(frozen=True, eq=False)
class Glossary:
    """The terms of a site, in the order of the file."""

    terms: tuple[Term, ...] = ()


def read(path: str, data: bytes) -> Glossary:
    r"""Read a glossary from the bytes of its file. Raise ConfigError with every row that is wrong.

    Commas, semicolons or tabs may be between the columns: what spreadsheet programs write differs with their language.

    >>> [term] = read("glossary.csv", "term,be\nimpunity,беспакаранасць\n".encode()).terms
    >>> term.text, term.translations, term.line
    ('impunity', {'be': ('беспакаранасць',)}, 2)
    """
    try:
        rows = list(_rows(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(Problem(path, line, "is not UTF-8 text. Save the table as CSV in UTF-8.")) from None
    except csv.Error as error:
        raise ConfigError(Problem(path, 0, f"is not a table in CSV: {error}. Save it as CSV anew.")) from None
    if not rows:
        raise ConfigError(Problem(path, 0, "is empty. Write a first row with the columns, as in 'term,be,ru'."))
    (line, head), *rest = rows
    table = _Table(path, line, tuple(each.strip() for each in head))
    problems = [*table.wrong_columns()]
    terms = [] if problems else [table.term(number, row, problems) for number, row in rest]
    problems += _twice(path, terms)
    if problems:
        raise ConfigError(problems)
    return Glossary(tuple(terms))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that say something, each with its first line."""
    first = next((each for each in text.splitlines() if each.strip(f" {_SEPARATORS}") and not _is_remark(each)), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    for row in reader:
        if any(each.strip() for each in row) and not _is_remark(row[0]):
            yield line, row
        line = reader.line_num + 1


def _is_remark(text: str) -> bool:
    return text.lstrip().startswith("#")


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns of a glossary, and how a row is read by them."""

    path: str
    line: int
    columns: tuple[str, ...]

    def wrong_columns(self) -> Iterator[Problem]:
        for number, name in enumerate(self.columns, 1):
            known = [*_COLUMNS, *(f"{_FORBIDDEN}{each}" for each in self.columns if is_locale(each))]
            if not name:
                yield Problem(self.path, self.line, f"column {number} has no name. Name it, or take it out.")
            elif self.columns.index(name) != number - 1:
                yield Problem(self.path, self.line, f"column '{name}' stands twice. Put the two together.")
            elif name not in known and not is_locale(name.removeprefix(_FORBIDDEN)):
                hint = suggestion(name, known) or " A column is 'term', a locale, 'forbidden LOCALE', 'note' or 'case'."
                yield Problem(self.path, self.line, f"column '{name}' is not known.{hint}")
        if "term" not in self.columns:
            yield Problem(self.path, self.line, "has no column 'term'. Name the columns in the first row.")

    def term(self, line: int, row: Sequence[str], problems: list[Problem]) -> Term:
        """Return the term of a row; what is wrong goes to the problems."""
        cells = dict(zip(self.columns, (each.strip() for each in row), strict=False))
        locales = [each for each in self.columns if is_locale(each)]
        allowed = {each: words for each in locales if (words := _parts(cells.get(each, "")))}
        banned = {
            name.removeprefix(_FORBIDDEN): words
            for name in self.columns
            if name.startswith(_FORBIDDEN) and (words := _parts(cells.get(name, "")))
        }
        case = cells.get("case", "").lower()
        found = Term(cells["term"], allowed, banned, case == _SENSITIVE, cells.get("note", ""), line)
        problems += [Problem(self.path, line, text) for text in self._wrong(found, row, case)]
        return found

    def _wrong(self, term: Term, row: Sequence[str], case: str) -> Iterator[str]:
        if any(each.strip() for each in row[len(self.columns) :]):
            yield "has more cells than the first row. Put quotation marks around a cell with a comma."
        if not term.text:
            yield "has no term. Write it into the first column, or delete the row."
        elif not term.translations and not term.forbidden:
            yield f"'{term.text}' has no translation. Write one, or delete the row."
        if case not in ("", _SENSITIVE):
            yield f"case is '{case}'. Write '{_SENSITIVE}' where capitals matter, or leave it empty."
        for locale, banned in term.forbidden.items():
            for each in set(banned) & set(term.translations.get(locale, ())):
                yield f"'{each}' is both a translation and forbidden in '{locale}'. Delete one of the two."


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (each.strip() for each in cell.split("|"))))


def _twice(path: str, terms: Sequence[Term]) -> Iterator[Problem]:
    """Return a problem for each term that an earlier row has."""
    first: dict[str, Term] = {}
    for each in terms:
        before = first.setdefault(each.text if each.sensitive else each.text.casefold(), each)
        if before is not each and each.text:
            text = f"'{each.text}' stands in line {before.line} too. Put the translations together with '|'."
            yield Problem(path, each.line, text)
