"""The settings of the checks: `[tool.navina.checks]`, its rules and overrides."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import msgspec

from pipeline._settings_lines import FILE, line_of, line_of_table, suggestion
from pipeline.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

OFF = "off"
LEVELS = (OFF, "error", "warning", "info")
"""What the settings may make of a rule."""

APOSTROPHES = ("’", "ʼ", "'")
_WHERE = "[tool.navina.checks]"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the settings ask of a rule: its id, one of LEVELS, and the line that says so, 0 where that is not known.

    Nobody has looked yet whether there is such a rule: the checks do, when they start.
    """

    rule: str
    level: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Override:
    """Wishes for some locales and some paths of entries or catalogs, as globs; () means all of them.

    `line` is the line of its locales in the settings.
    """

    locales: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    rules: tuple[Wish, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Checks:
    """What the site's owner decided about the checks.

    `baseline`, `glossary`, `words` and `dictionaries` (a folder of Hunspell's) are paths relative to the site, "" for
    none. `spelling` switches the check of spelling on. `apostrophe` is the sign that the site writes. `overrides` are
    in the order in which they count, the last one most.
    """

    baseline: str = ""
    apostrophe: str = "’"
    glossary: str = ""
    spelling: bool = False
    words: str = ""
    overrides: tuple[Override, ...] = ()
    dictionaries: str = ""


class OverrideTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[tool.navina.checks.overrides]]` as TOML has it."""

    locales: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    rules: dict[str, Any] = msgspec.field(default_factory=dict)


class ChecksTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[tool.navina.checks]` as TOML has it."""

    baseline: str = ""
    apostrophe: str = "’"
    glossary: str = ""
    spelling: bool = False
    words: str = ""
    dictionaries: str = ""
    rules: dict[str, Any] = msgspec.field(default_factory=dict)
    overrides: tuple[dict[str, Any], ...] = ()


def unknown(table: Mapping[str, Any], text: str) -> Iterator[Problem]:
    """Yield a problem for each key that the table or one of its overrides does not have."""
    known = ChecksTable.__struct_fields__
    for key in table:
        if key not in known:
            message = f"unknown setting '{key}' in {_WHERE}.{suggestion(key, known)}"
            yield Problem(FILE, line_of(text, key, "checks"), message)
    for number, each in enumerate(_overrides(table)):
        known = OverrideTable.__struct_fields__
        for key in each:
            if key not in known:
                message = f"unknown setting '{key}' in [[tool.navina.checks.overrides]].{suggestion(key, known)}"
                yield Problem(FILE, _line(text, key, number), message)


def mistyped(table: Mapping[str, Any], text: str) -> Iterator[tuple[str, int, Exception]]:
    """Yield the key, the line and msgspec's error for each value of a wrong type."""
    for key, value in table.items():
        if key in ChecksTable.__struct_fields__ and (error := _error({key: value}, ChecksTable)):
            yield key, line_of(text, key, "checks"), error
    for number, each in enumerate(_overrides(table)):
        for key, value in each.items():
            if key in OverrideTable.__struct_fields__ and (error := _error({key: value}, OverrideTable)):
                yield key, _line(text, key, number), error


def _error(value: Mapping[str, Any], kind: type[msgspec.Struct]) -> Exception | None:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        return error
    return None


def _overrides(table: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    found = table.get("overrides", ())
    return [each if isinstance(each, dict) else {} for each in found] if isinstance(found, list) else []


def _line(text: str, key: str, number: int) -> int:
    return line_of(text, key, "checks.overrides", number) or line_of_table(text, "checks.overrides", number)


def made(table: ChecksTable, text: str) -> Checks:
    """Turn a table without unknown keys or wrong types into settings; the rules for everything are its first wishes."""
    overrides = [Override(rules=tuple(_wishes(table.rules, text)))] if table.rules else []
    for number, each in enumerate(table.overrides):
        found = msgspec.convert(each, OverrideTable)
        wishes = tuple(_wishes(found.rules, text, number))
        overrides.append(Override(found.locales, found.paths, wishes, _line(text, "locales", number)))
    return Checks(
        table.baseline,
        table.apostrophe,
        table.glossary,
        table.spelling,
        table.words,
        tuple(overrides),
        dictionaries=table.dictionaries,
    )


def _wishes(rules: Mapping[str, Any], text: str, number: int | None = None, family: str = "") -> Iterator[Wish]:
    """Yield a wish for each rule; an id without quotation marks, a table in a table for TOML, is meant all the same."""
    for key, level in rules.items():
        name = f"{family}{key}"
        if isinstance(level, dict):
            yield from _wishes(level, text, number, f"{name}.")
        else:
            yield Wish(name, str(level) if isinstance(level, str) else repr(level), _line_of_wish(text, name, number))


def _line_of_wish(text: str, name: str, number: int | None) -> int:
    if number is None:
        return line_of(text, name, "checks.rules") or line_of(text, "rules", "checks")
    return line_of(text, name, "checks.overrides", number) or _line(text, "rules", number)


def unusable(checks: Checks, locales: Sequence[str], text: str) -> Iterator[Problem]:
    """Yield a problem for each value of the right type that means nothing."""
    if checks.apostrophe not in APOSTROPHES:
        message = f"apostrophe is '{checks.apostrophe}'. Write one of {' '.join(APOSTROPHES)} in quotation marks."
        yield Problem(FILE, line_of(text, "apostrophe", "checks"), message)
    for key in ("baseline", "glossary", "words", "dictionaries"):
        path = getattr(checks, key)
        if path and (PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts):
            message = f"{key} is '{path}', which is not inside the site. Write a path relative to this file."
            yield Problem(FILE, line_of(text, key, "checks"), message)
    for each in checks.overrides:
        for locale in each.locales:
            if locale not in locales:
                message = f"'{locale}' is not among the locales of the site.{suggestion(locale, locales)}"
                yield Problem(FILE, each.line, message)
        for wish in each.rules:
            if wish.level not in LEVELS:
                message = f"'{wish.rule}' is '{wish.level}'. Write 'off', 'error', 'warning' or 'info'."
                yield Problem(FILE, wish.line, f"{message}{suggestion(wish.level, LEVELS)}")
