"""The front matter of an entry: YAML between two lines of `---`, with the line of every key."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from pipeline.config import is_publish, suggestion
from pipeline.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values of the keys and the line that each stands on; `body` begins on `body_line`."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    body: str
    body_line: int


def split(path: str, text: str) -> tuple[FrontMatter, list[Problem]]:
    """Cut a text into front matter and body; where that fails, the front matter is empty and a problem says why."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        message = "has no front matter. Begin the file with '---', 'title: …' and '---', each on a line of its own."
        return FrontMatter({}, {}, text, 1), [Problem(path, 1, message)]
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
    if not end:
        message = "the front matter is never closed. Put a line '---' after its last key."
        return FrontMatter({}, {}, "", 1), [Problem(path, 1, message)]
    values, places, problems = _read(path, "\n".join(lines[1:end]))
    return FrontMatter(values, places, "\n".join(lines[end + 1 :]), end + 2), problems


def _read(path: str, text: str) -> tuple[dict[str, Any], dict[str, int], list[Problem]]:
    try:
        node = yaml.compose(text, Loader=_Loader)
        values = yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of the safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or "cannot be read"
        hint = "Put a value with ': ' or '#' in quotes, and indent with spaces."
        return {}, {}, [Problem(path, mark.line + 2 if mark else 2, f"the front matter is not YAML: {why}. {hint}")]
    except ValueError as error:
        return {}, {}, [Problem(path, 2, f"the front matter has a value that does not exist: {error}. Correct it.")]
    if node is None:
        return {}, {}, []
    if not isinstance(values, dict):
        return {}, {}, [Problem(path, 2, "the front matter is not a list of 'key: value' lines. Write it so.")]
    places: dict[str, int] = {}
    problems = []
    for key, _ in node.value:
        name, line = str(key.value), key.start_mark.line + 2
        if name in places:
            problems.append(Problem(path, line, f"'{name}' stands here and on line {places[name]}. Keep one."))
        places.setdefault(name, line)
    return {str(key): value for key, value in values.items()}, places, problems


@dataclass(frozen=True, slots=True)
class Reader:
    """Takes values out of a front matter by type and collects what is wrong."""

    path: str
    matter: FrontMatter
    problems: list[Problem]

    def _wrong(self, key: str, message: str) -> None:
        self.problems.append(Problem(self.path, self.matter.lines.get(key, 1), message))

    def _take(self, key: str, kind: Callable[[Any], bool], wish: str) -> Any:
        value = self.matter.values.get(key)
        if value is None or kind(value):
            return value
        self._wrong(key, f"'{key}' is {_kind(value)}. {wish}")
        return None

    def text(self, key: str) -> str:
        """Return a text with its white space folded, "" where there is none."""
        found = self._take(key, lambda value: isinstance(value, str), "Write a text; put it in quotes.")
        return " ".join(str(found).split()) if found else ""

    def title(self) -> str:
        """Return the title, which every entry has."""
        found = self.text("title")
        if not found and not any("'title'" in each.text for each in self.problems):
            self._wrong("title", "has no 'title'. Add 'title: …' to the front matter.")
        return found

    def date(self, key: str) -> dt.date | None:
        """Return a day without a time."""
        found = self._take(key, _is_day, "Write a day as in 2024-06-07.")
        return found if isinstance(found, dt.date) else None

    def flag(self, key: str) -> bool:
        """Return true or false, false where there is none."""
        return bool(self._take(key, lambda value: isinstance(value, bool), "Write true or false."))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        found = self._take(key, _is_texts, "Write a list of texts, as in [elections, monitoring].")
        return tuple(dict.fromkeys(found or ()))

    def publish(self, key: str) -> str | int | None:
        """Return from when on a translation is published, None where the settings decide."""
        found: str | int | None = self._take(key, is_publish, "Write always, never or 1 to 100 (percent of words).")
        return found

    def refuse_unknown(self, known: Sequence[str]) -> None:
        """Report keys that have no meaning."""
        for key in self.matter.values:
            if key not in known:
                hint = suggestion(key, list(known)) or f" Known are: {', '.join(known)}."
                self._wrong(key, f"unknown key '{key}' in the front matter.{hint}")


def _is_day(value: Any) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value)


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case dt.datetime():
            return "a day with a time"
        case dt.date():
            return "a day"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a text"
