"""What Navina says when something is wrong: problems, each with its place, and the errors that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in one place, with what to do about it.

    `path` is relative to the site, with forward slashes; `line` counts from 1, 0 is the whole file.

    >>> print(Problem("content/news/x.md", 14, "link 'about.md' has no target. Did you mean '../about.md'?"))
    content/news/x.md:14: link 'about.md' has no target. Did you mean '../about.md'?
    >>> print(Problem("build", 0, "the folder is read-only. Make it writable."))
    build: the folder is read-only. Make it writable.
    """

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.text}"


class Flaw(str):
    """What is wrong with the file of a catalog, as a text that knows its kind, such as "syntax" or "duplicate".

    >>> found = Flaw("bom", "the file begins with a byte order mark.")
    >>> print(found.kind, found)
    bom the file begins with a byte order mark.
    """

    __slots__ = ("kind",)
    kind: str

    def __new__(cls, kind: str, text: str) -> Self:
        """Name the kind of a flaw, and say what it is."""
        made = super().__new__(cls, text)
        made.kind = kind
        return made


class NavinaError(Exception):
    """One or more problems that stop the work; its text is a line a problem, sorted by place."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = [problems] if isinstance(problems, Problem) else problems
        self.problems: tuple[Problem, ...] = tuple(sorted(set(found)))
        super().__init__("\n".join(map(str, self.problems)))


class ConfigError(NavinaError):
    """The settings in `pyproject.toml` cannot be used."""


class SourceError(NavinaError):
    """An entry or a template of the theme is wrong."""


class CatalogError(NavinaError):
    """A `.po` or `.pot` file cannot be read; it is left as it is."""


class BuildError(NavinaError):
    """A file cannot be written."""
