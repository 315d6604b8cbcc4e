"""Write docs/checks.md, the list of all rules for people who read on GitHub, from what the rules say of themselves.

Run it as `python -m scripts.rules` in the folder of the repository. A test compares the file with the rules.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.checks import own
from pipeline.checks.registry import EVERYTHING, FAMILIES
from pipeline.files import Files
from pipeline.reports.visible import exact, harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import About, Example

PATH = Path(__file__).parents[1] / "docs/checks.md"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]#|~$])")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_EDGES = re.compile(r"^ +| +$| {2,}| +(?=↵)|(?<=↵) +")
_HEAD = """# The rules of `navina check`

<!-- Written by `python -m scripts.rules` from pipeline/checks/. Change the rules, not this file. -->

{count} rules look at translations, catalogs and source texts. `navina check --explain ID` says the same in a terminal.
How findings are read and silenced is in the [guide for translators](../content/guide/translators.md), how rules are
switched in the [guide for publishers](../content/guide/publishers.md).

An **error** is a mistake, and `navina check` ends with exit code 1. A **warning** does so with `--strict`, an **info**
never. **Missing** and **fuzzy** are no mistakes, but work to be done, and end with exit code 1 as well. In the examples
`␣` is a space that is easily overlooked, `↵` a line break, and `‹U+00A0›` the number of a character that cannot be seen
or stands on its neighbour.
"""


def document() -> str:
    """Return the whole page."""
    families: dict[str, list[About]] = {}
    for each in EVERYTHING:
        families.setdefault(each.id.partition(".")[0], []).append(each)
    parts = [_HEAD.format(count=len(EVERYTHING))]
    parts += [_family(heading, families[name]) for name, heading in FAMILIES.items() if name in families]
    return "\n".join(parts)


def _family(heading: str, found: list[About]) -> str:
    rows = [f"| {cells} |" for each in found for cells in [" | ".join(_row(each))]]
    table = ["| Rule | Severity | What it finds | Wrong → right |", "| :-- | :-- | :-- | :-- |", *rows]
    explained = [f'- <a id="{each.id}"></a>**`{each.id}`**: {_explained(each)}' for each in found]
    return "\n".join([f"## {heading}", "", *table, "", *explained, ""])


def _row(each: About) -> Iterator[str]:
    yield f"[`{each.id}`](#{each.id})"
    yield ", ".join(_severity(each))
    yield plain(each.summary)
    yield "<br>".join(map(_example, each.examples)) or "–"


def _severity(each: About) -> Iterator[str]:
    yield each.severity.value
    if not each.on:
        yield "where the settings ask for it"
    if each.security or own.is_unreadable(each):
        yield "cannot be switched off"


def _explained(each: About) -> str:
    languages = ", ".join(f"`{code}`" for code in getattr(each, "languages", ()))
    parts = [plain(each.explanation), f"For {languages} only." if languages else ""]
    if any(example.source for example in each.examples):
        parts.append(_sources(each))
    return " ".join(filter(None, parts))


def _sources(each: About) -> str:
    shown = ", ".join(code(example.source) for example in each.examples)
    return f"Source of the example: {shown}." if len(each.examples) == 1 else f"Sources of the examples: {shown}."


def _example(example: Example) -> str:
    return f"{code(example.wrong)} → {code(example.right)}"


def plain(text: str) -> str:
    r"""Return a text so that Markdown shows it as it is.

    >>> print(plain("'[TOC]', <br> and a|b"))
    '\[TOC\]', &lt;br&gt; and a\|b
    """
    return _MARKDOWN.sub(r"\\\1", harmless(text)).translate(_HTML)


def code(text: str) -> str:
    r"""Return a text as code in a cell of a table, with a sign for what cannot be seen.

    >>> print(code("Усяго. "), code("a | `b`\n"), code("и\u0306"))
    `Усяго.␣` ``a \| `b`↵`` `и‹U+0306›`
    """
    shown = "".join(f"‹U+{ord(char):04X}›" if unicodedata.combining(char) else char for char in exact(text))
    shown = _EDGES.sub(lambda found: "␣" * len(found[0]), shown).replace("|", r"\|")
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    space = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{space}{shown}{space}{fence}"


def main() -> None:
    """Write the page if it is not as it should be, and name it."""
    files = Files()
    if files.replace(PATH, document().encode(), expected=files.read(PATH)):
        sys.stdout.write(f"{PATH.relative_to(PATH.parents[1]).as_posix()}\n")


if __name__ == "__main__":
    main()
