"""A new site: the sample that comes with Navina, copied into a folder, with its catalogs."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import resources
from typing import TYPE_CHECKING

from pipeline import config, extract, update
from pipeline import site as sites
from pipeline.errors import BuildError, Problem
from pipeline.files import Files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.abc import Traversable
    from pathlib import Path

_NAMES = {"gitignore": ".gitignore"}


def create(folder: Path) -> tuple[str, ...]:
    """Make a site in a folder that does not exist yet or is empty; return what to tell the user.

    Raises `BuildError` where the folder holds anything: nothing is ever overwritten.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = "is not empty, and nothing is overwritten. Name a new folder."
        raise BuildError(Problem(str(folder), 0, message))
    files = Files(folder)
    for path, data in _sample(resources.files("pipeline") / "sample", ""):
        files.replace(folder / path, data, expected=None)
    site = sites.load_content(config.load(folder), files)
    locales = site.settings.locales
    update.update(folder, site.templates, locales, files=files, now=datetime.now(UTC), shipped=extract.shipped(locales))
    return (
        f"A new site is in '{folder}', with a sample entry in three languages.",
        f"Build it with: navina -C {folder} build",
        f"Then open {folder / 'build' / 'index.html'} in a browser. {folder / 'README.md'} says how to go on.",
    )


def _sample(folder: Traversable, above: str) -> Iterator[tuple[str, bytes]]:
    for each in sorted(folder.iterdir(), key=lambda item: item.name):
        path = f"{above}{_NAMES.get(each.name, each.name)}"
        if each.is_dir():
            yield from _sample(each, f"{path}/")
        else:
            yield path, each.read_bytes()
