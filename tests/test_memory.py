"""What catalogs know together is found by text, and the best of it is the same whatever was written in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pipeline.catalog import CatalogMessage, Located, Template, create, read
from pipeline.memory import Known, Memory, Part, has_text
from pipeline.message import Message

NOW = datetime(2026, 3, 25, 12, 30, tzinfo=UTC)
COURT = "The court in Minsk fined five people for a walk with flowers."
TOTAL = (None, "Total")


def entry(text: str, msgstr: str, **fields: Any) -> CatalogMessage:
    """Make a message with a translation."""
    return replace(CatalogMessage(None, text, msgstr=(msgstr,)), **fields)


def template(domain: str, *texts: str, file: str = "") -> Template:
    """Make a template of one entry."""
    return Template(domain, tuple(Located(Message(text), (file or f"content/{domain}/a.md",)) for text in texts))


def part(
    domain: str, *entries: CatalogMessage, now: tuple[str, ...] | None, was: tuple[str, ...] | None = None
) -> Part:
    """Make a part of a locale: its messages, what is wanted now (None: no template), and what was."""
    return Part(
        domain,
        None if now is None else template(domain, *now),
        None if was is None else template(domain, *was),
        read(f"{domain}.po", create(entries, locale="be", now=NOW), locale="be"),
    )


def said(known: list[Known]) -> list[str]:
    """Return domain and translation."""
    return [f"{each.domain}: {each.entry.msgstr[0]}" for each in known]


def test_what_most_say_comes_first() -> None:
    """Then what is in use, then the first by name; fuzzy ones come last and have no vote, obsolete ones have one."""
    memory = Memory(
        [
            part("a", entry("Total", "Усё", fuzzy=True), now=("Total",), was=("Total",)),
            part("b", entry("Total", "Разам"), now=("Total",), was=("Total",)),
            part("c", entry("Total", "Усяго", obsolete=True), now=(), was=()),
            part("d", entry("Total", "Усяго"), now=("Total",), was=("Total",)),
            part("e", entry("Total", "Сума", obsolete=True), now=(), was=()),
            part("f", entry("Total", " "), now=("Total",), was=("Total",)),
        ]
    )
    assert said(memory.twins(TOTAL, "f")) == ["d: Усяго", "c: Усяго", "b: Разам", "e: Сума"]
    assert said(memory.twins(TOTAL, "d")) == ["b: Разам", "c: Усяго", "e: Сума"]
    assert memory.twins((None, "All"), "f") == []


def test_what_leaves_is_told_by_the_old_template() -> None:
    """What a domain wanted before and wants no more moves, also if a cut-off update made it obsolete meanwhile."""
    memory = Memory(
        [
            part("a", entry("Total", "Разам"), now=(), was=("Total",)),
            part("b", entry("Total", "Усяго", obsolete=True), now=(), was=("Total",)),
            part("c", entry("Total", "Даўно", obsolete=True), now=(), was=()),
            part("d", entry("Total", "Тут"), now=("Total",), was=("Total",)),
        ]
    )
    assert said(memory.moved(TOTAL, "x", ())) == ["a: Разам", "b: Усяго"]
    assert said(memory.twins(TOTAL, "x")) == ["d: Тут", "c: Даўно"]


def test_what_leaves_without_an_old_template() -> None:
    """Then what is in use in the catalog and not wanted moves."""
    memory = Memory(
        [
            part("a", entry("Total", "Разам"), now=()),
            part("b", entry("Total", "Даўно", obsolete=True), now=()),
            part("c", entry("Total", "Тут"), now=("Total",)),
            part("d", entry("Total", "Файл"), now=None),
        ]
    )
    assert said(memory.moved(TOTAL, "x", ())) == ["a: Разам", "d: Файл"]
    assert [each.domain_goes for each in memory.moved(TOTAL, "x", ())] == [False, True]
    assert memory.has_leavers


def test_what_leaves_in_one_entry() -> None:
    """A text that its domain keeps in another entry moves for the entry that went to another catalog."""
    old = Template("pages", (Located(Message("Total"), ("content/index.md", "content/news/a.md")),))
    catalog = read("pages.po", create([entry("Total", "Разам")], locale="be", now=NOW), locale="be")
    memory = Memory([Part("pages", template("pages", "Total", file="content/index.md"), old, catalog)])
    assert said(memory.moved(TOTAL, "news", ("content/news/a.md",))) == ["pages: Разам"]
    assert memory.moved(TOTAL, "news", ("content/news/b.md",)) == []
    assert not memory.has_leavers


def test_near_texts() -> None:
    """Only finished ones are told, each text once with its best translation, and in the same order from any catalog."""
    texts = [COURT.replace("five", number) for number in ("six", "seven", "eight")]
    parts = [
        part("a", entry(texts[0], "1", fuzzy=True), entry(texts[1], "2"), now=None),
        part("b", entry(texts[1], "3"), now=None),
        part("c", entry(texts[2], "4", obsolete=True), entry(texts[1], "3"), now=None),
    ]
    found = said(list(Memory(parts).near(COURT)))
    assert sorted(found) == ["b: 3", "c: 4"]
    assert said(list(Memory(reversed(parts)).near(COURT))) == found


def test_other_contexts() -> None:
    """The same text under another context is told, finished, and not the message itself."""
    memory = Memory(
        [
            part("a", entry("Court", "Суд", msgctxt="tag"), entry("Court", "Двор"), now=None),
            part("b", entry("Court", "?", msgctxt="label", fuzzy=True), now=None),
        ]
    )
    assert said(memory.other_contexts((None, "Court"), "x")) == ["a: Суд"]
    assert said(memory.other_contexts(("label", "Court"), "x")) == ["a: Двор", "a: Суд"]
    assert memory.other_contexts((None, "Court"), "a") == []


def test_what_is_borrowed() -> None:
    """A domain borrows from others, not from itself."""
    memory = Memory(())
    memory.borrow([Known("a", entry("Total", "Разам")), Known("b", entry("All", "Усе"))], "b")
    assert memory.borrowed == {("a", TOTAL)}


def test_what_a_translation_is() -> None:
    """White space is none."""
    assert has_text(entry("a", "b"))
    assert not has_text(entry("a", " \n"))
