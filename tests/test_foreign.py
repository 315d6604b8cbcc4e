"""Tests of texts that other tools cut in another way."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline._foreign import cut, ends_in_break, fold, loose, tidy
from pipeline.config import Settings

SETTINGS = Settings(Path())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("one\ntwo\n", "one two"),
        ("one  \ntwo", "one\ntwo"),
        ("one\\\ntwo", "one\ntwo"),
        ("one  two\t three", "one two three"),
        ("  one\r\n  two  ", "one two"),
        ("a\u00a0b\nc", "a\u00a0b c"),
        ("", ""),
    ],
)
def test_line_breaks(text: str, folded: str) -> None:
    """Soft ones are spaces, hard ones stay; a no-break space is no space."""
    assert fold(text) == folded


def test_our_own_line_breaks_are_hard() -> None:
    """In a message of ours each line break was meant."""
    assert tidy("one  two\nthree") == "one two\nthree"


@pytest.mark.parametrize(
    ("text", "breaks"), [("a  \n", True), ("a\\\n", True), ("a\n", False), ("a  ", False), ("  \n", False)]
)
def test_a_line_that_goes_on(text: str, breaks: bool) -> None:
    """po4a ends a message at a hard line break."""
    assert ends_in_break(text) is breaks


@pytest.mark.parametrize(
    ("one", "other"),
    [("_a_ and __b__", "*a* and **b**"), (r"1\. a \- b", "1. a - b"), ("___x___", "***x***")],
)
def test_spellings_of_one_markdown(one: str, other: str) -> None:
    """Mdpo writes emphasis with asterisks, other tools escape more than they must."""
    assert loose(one) == loose(other)


def test_names_keep_their_underscores() -> None:
    """An underscore inside of a word is no mark."""
    assert loose("snake_case_name") == "snake_case_name"
    assert loose("a_b") != loose("a*b")


@pytest.mark.parametrize(
    ("msgid", "msgstr", "pairs"),
    [
        ("# Title", "# Загаловак", [("Title", "Загаловак")]),
        ("# Title", "Загаловак", [("Title", "Загаловак")]),
        ("## Title ##\n", "## Загаловак ##\n", [("Title", "Загаловак")]),
        ("Title {#top}", "Загаловак {#top}", [("Title", "Загаловак")]),
        ("A text.\n{: .lead }", "Тэкст.\n{: .lead }", [("A text.", "Тэкст.")]),
        ("- one\n- two", "- адзін\n- два", [("one", "адзін"), ("two", "два")]),
        ("* one\n", "- адзін\n", [("one", "адзін")]),
        ("1. one\n2. two", "1. адзін\n2. два", [("one", "адзін"), ("two", "два")]),
        ("> Said she\n> so.", "> Так яна\n> сказала.", [("Said she so.", "Так яна сказала.")]),
        (
            "| a | b |\n|---|---|\n| c | **d** |",
            "| а | б |\n|---|---|\n| ц | **д** |",
            [("a", "а"), ("b", "б"), ("c", "ц"), ("**d**", "**д**")],
        ),
        ("    - one\n      more\n", "    - адзін\n      яшчэ\n", [("one more", "адзін яшчэ")]),
        ("# T\n\nPara.\n\n- item", "# Т\n\nАбзац.\n\n- пункт", [("T", "Т"), ("Para.", "Абзац."), ("item", "пункт")]),
        ('[x]: y.md "Words"', '[x]: y.md "Словы"', [("Words", "Словы")]),
    ],
)
def test_blocks_are_cut_with_their_translations(msgid: str, msgstr: str, pairs: list[tuple[str, str]]) -> None:
    """Each text of a block has the translation that stands in the same place, without marks on either side."""
    found = cut(msgid, msgstr, SETTINGS)
    assert list(found.pairs) == pairs
    assert found.sure


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("- one\n- two", "- адзін"),
        ("- one\n- two", "# адзін\n\nдва"),
        ("- one\n- two", "адзін, два"),
        ("Plain text", "Просты тэкст"),
        ("```sh\nls\n```\n", "```sh\nls\n```\n"),
        ("[TOC]\n", "[TOC]\n"),
    ],
)
def test_what_does_not_fit_is_not_cut(msgid: str, msgstr: str) -> None:
    """Another number or kind of blocks, a plain text, and code have no pieces."""
    assert cut(msgid, msgstr, SETTINGS).pairs == ()


def test_equal_texts_that_may_have_changed_places_are_not_sure() -> None:
    """A text that stands twice has one translation; where the translator wrote two, somebody has to look."""
    found = cut("- a\n- a\n- b", "- x\n- y\n- x", SETTINGS)
    assert not found.sure
    assert cut("- a\n- b\n- a", "- x\n- y\n- x", SETTINGS).sure
