"""Tests of what a check remembers: a catalog that did not change is not checked, and what was found is the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import msgspec
import pytest

from pipeline import checks, config
from pipeline import site as sites
from pipeline.checks import Request, Selection
from pipeline.checks.kept import KeptSheet, Memory
from pipeline.files import Files
from tests import folders

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.checks import Result

T = TypeVar("T")
ENTRY = "---\ntitle: T\n---\n\nSee [the plan](index.md) of *May*.\n\n## Figures\n\nTotal.\n"
CATALOG = folders.catalog(
    'msgid "See [the plan](index.md) of *May*."\nmsgstr "Гл.  [план](b.md) з  мая"\n',
    '# navina: ignore space.edge -- because\nmsgid "Total."\nmsgstr "Усяго. "\n',
)
PATH = "locale/be/LC_MESSAGES/pages.po"


class Shelf:
    """A cache in a dictionary, as bytes, that counts what it gave."""

    def __init__(self) -> None:
        self.values: dict[bytes, bytes] = {}
        self.hits = 0

    def get(self, name: bytes, kind: type[T]) -> T | None:
        """Return a value, and count it."""
        if name not in self.values:
            return None
        self.hits += 1
        return msgspec.msgpack.decode(self.values[name], type=kind)

    def put(self, name: bytes, value: object) -> None:
        """Keep a value."""
        self.values[name] = msgspec.msgpack.encode(value)


def run(root: Path, shelf: Shelf, *, entry: str = ENTRY, catalog: str = CATALOG, settings: str = "",
        beside: tuple[bytes, ...] = (), only: tuple[str, ...] = ()) -> Result:  # fmt: skip
    """Check a site with one entry."""
    folders.make(root, {"content/a.md": entry, PATH: catalog}, folders.SETTINGS + settings)
    site = sites.load(config.load(root), Files(root))
    return checks.run(site, ("be",), Request(Selection(site.settings.checks, only), memory=Memory(shelf, beside)))


def test_the_second_run_remembers_everything(tmp_path: Path) -> None:
    """Findings with their sentences, values and places, what was silenced, and how far catalogs and entries are."""
    shelf = Shelf()
    first = run(tmp_path, shelf)
    assert {each.id for each in first.findings} >= {"md.link-url", "md.emphasis", "space.double"}
    assert first.ignored == 1
    assert shelf.hits == 0
    second = run(tmp_path, shelf)
    assert shelf.hits == len(shelf.values) > 0
    assert second == first
    assert second == run(tmp_path, Shelf())
    said = [[each.message.said("<{}>".format) for each in result.findings] for result in (first, second)]
    assert said[0] == said[1]


def test_a_sentence_within_a_sentence_is_remembered(tmp_path: Path) -> None:
    """What a translator reads in another language is put together of both."""
    shelf = Shelf()
    for result in (run(tmp_path, shelf), run(tmp_path, shelf)):
        found = next(each for each in result.findings if each.id == "md.emphasis")
        inner = found.message.values["sentence"]
        assert isinstance(inner, str)
        assert found.message.said({"emphasis (*…*) is missing": "няма вылучэння"}.get).startswith("няма вылучэння.")


@pytest.mark.parametrize(
    "change",
    [
        {"entry": ENTRY.replace("Total.", "Total.\n\nMore.")},
        {"catalog": CATALOG.replace("Усяго", "Разам")},
        {"settings": '\n[tool.navina.checks]\napostrophe = "\'"\n'},
        {"beside": (b"glossary",)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_findings_are_made_of_is_looked_at(tmp_path: Path, change: dict[str, object]) -> None:
    """With another entry, catalog, setting or glossary nothing is taken from before, and the result is the true one."""
    shelf = Shelf()
    run(tmp_path, shelf)
    known = len(shelf.values)
    changed = run(tmp_path, shelf, **change)  # type: ignore[arg-type]
    assert len(shelf.values) > known
    assert changed == run(tmp_path, Shelf(), **change)  # type: ignore[arg-type]


def test_a_check_of_some_rules_neither_asks_nor_keeps(tmp_path: Path) -> None:
    """What it finds is not everything."""
    shelf = Shelf()
    assert {each.id for each in run(tmp_path, shelf, only=("space.double",)).findings} == {"space.double"}
    assert shelf.values == {}


def test_progress_is_kept_by_entry(tmp_path: Path) -> None:
    """Of each entry how many messages are in which state."""
    shelf = Shelf()
    result = run(tmp_path, shelf)
    found = [msgspec.msgpack.decode(each, type=KeptSheet) for each in shelf.values.values()]
    pages = next(each for each in found if each.progress().domain == "pages")
    counted = next(each for each in result.entries if each.path == "content/a.md")
    assert sum(pages.entries["content/a.md"].values()) == counted.total
    assert replace(pages.progress(), words=0) in [replace(each, words=0) for each in result.catalogs]
