"""Which source claims which path of the output, and what is wrong where two do or none does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.config import FILE, suggestion
from pipeline.entry import CONTENT
from pipeline.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from pipeline.config import Settings

NO_HOME = Problem(
    f"{CONTENT}/index.md", 0, "the home page is missing, or a draft. Write it: its title is the name of the site."
)
_NAME_LIMIT = 100


def page_name(item: str) -> str:
    """Return the name of the page that a menu item means: a section's folder or an entry below `content/`.

    >>> page_name("news"), page_name("about.md")
    ('news/index.html', 'about.html')
    """
    return f"{item.removesuffix('.md')}.html" if item.endswith(".md") else f"{item.strip('/')}/index.html"


def collisions(outputs: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Return a problem where two sources have one path; capital letters make no difference on many disks.

    `outputs` are pairs of a path and its source.
    """
    first: dict[str, str] = {}
    for path, source in outputs:
        other = first.setdefault(path.casefold(), source)
        if other != source:
            name = path.partition("/")[2]
            yield Problem(
                source, 0, f"would be written to the same file as '{other}' ('{name}'). Rename one of the two."
            )


def bad_names(outputs: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Return a problem for each name that not every disk and server can hold."""
    for path, source in outputs:
        for part in path.split("/"):
            if not part.isascii() or not part.isprintable() or len(part) > _NAME_LIMIT:
                advice = f"Use Latin letters, digits, '-', '_' and '.', {_NAME_LIMIT} characters at most."
                yield Problem(source, 0, f"the name '{part}' cannot be published. {advice}")


def dangling(settings: Settings, names: AbstractSet[str]) -> Iterator[Problem]:
    """Return a problem for each item of the menu, the footer and the notice that means no page of `names`."""
    items = [name.removesuffix("/index.html") if "/index.html" in name else name[:-5] + ".md" for name in sorted(names)]
    for key in ("menu", "footer", "notice"):
        value = getattr(settings, key)
        for item in (value,) if isinstance(value, str) else value:
            if item and page_name(item) not in names:
                advice = (
                    suggestion(item, items) or " Name a folder or a file below 'content/', as in 'news' or 'about.md'."
                )
                yield Problem(FILE, 0, f"{key}: '{item}' is neither a section nor an entry.{advice}")
