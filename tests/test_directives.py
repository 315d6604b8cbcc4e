"""Directives: where they are taken out, where they are code, and what each says; more in tests/cases/directives.md."""

from __future__ import annotations

import time

import markdown
import pytest

from pipeline import parse
from pipeline._directives import MARK, strip_marks

EXTENSIONS = ["extra", "admonition", "sane_lists", "toc"]
SKIP = "<!-- i18n:skip -->"


def said(text: str) -> list[str]:
    """Return the msgids of a text."""
    return [each.msgid for each in parse(text).messages]


@pytest.mark.parametrize(
    ("text", "without"),
    [
        (f"- one\n{SKIP}\n- two", "- one\n- two"),
        (f"| a | b |\n|---|---|\n{SKIP}\n| c | d |", "| a | b |\n|---|---|\n| c | d |"),
        (f"> one\n> {SKIP}\n> two", "> one\n> two"),
        (f"> > {SKIP}\n> > one", "> > one"),
        (f"1. one\n\n    {SKIP}\n    two", "1. one\n\n    two"),
        (f"Term\n{SKIP}\n:   words", "Term\n:   words"),
        (f"!!! note\n    {SKIP}\n    words", "!!! note\n    words"),
        (f"[^1]\n\n[^1]: one\n\n    {SKIP}\n    two", "[^1]\n\n[^1]: one\n\n    two"),
        (f'<div markdown="1">\n{SKIP}\nwords\n</div>', '<div markdown="1">\nwords\n</div>'),
        (f"{SKIP} {SKIP}\nwords", "words"),
        ("<!-- i18n:comment:\na | b\n-->\nwords", "words"),
        (f"words\n{SKIP}\n===", "words\n==="),
        (f"{SKIP}\n", ""),
        (f"`a\n{SKIP}\nb`", "`a\nb`"),
    ],
)
def test_a_directive_line_leaves_no_trace(text: str, without: str) -> None:
    """In every kind of block the page is the one that the text without the line gives."""
    assert parse(text).html() == markdown.markdown(without, extensions=EXTENSIONS)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"one {SKIP}\n\ntwo", ["two"]),
        (f"| {SKIP} a | b |\n|---|---|\n| c | {SKIP}d |", ["b", "c"]),
        (f"- {SKIP} a\n- b", ["b"]),
        (f"> {SKIP} a\n\nb", ["b"]),
        (f"Term {SKIP}\n:   words", ["words"]),
        (f'<div markdown="1">\n\n{SKIP} a\n\nb\n\n</div>', ["b"]),
    ],
)
def test_inside_a_text_a_directive_acts_on_it(text: str, left: list[str]) -> None:
    """A directive beside words acts on these words, not on the next message."""
    assert said(text) == left
    assert "i18n" not in parse(text).html()


@pytest.mark.parametrize(
    "text",
    [
        f"`{SKIP}`",
        f"`` a ` {SKIP} ``",
        f"words\n\n    {SKIP}",
        f"```\n{SKIP}\n```",
        f"> words\n>\n>     {SKIP}",
        f"- words\n\n        {SKIP}",
        f"> `a\n> {SKIP}\n> b`",
    ],
)
def test_in_code_a_directive_is_code(text: str) -> None:
    """What shows how to write a directive is shown, and does nothing."""
    document = parse(text)
    assert "&lt;!-- i18n:skip --&gt;" in document.html()
    assert document.html() == markdown.markdown(text, extensions=EXTENSIONS)
    assert document.mistakes == ()


@pytest.mark.parametrize("text", [rf"\`{SKIP} words\`", f"it`s\n\n{SKIP} isn`t", f"- a ` b\n- {SKIP} c ` d"])
def test_a_backtick_without_its_twin_makes_no_code(text: str) -> None:
    """An apostrophe typed as a backtick, in this or another block, does not turn a directive into text."""
    assert "i18n" not in parse(text).html()


def test_comments_and_contexts_add_up() -> None:
    """Several directives before one message all act on it."""
    text = "<!-- i18n:comment: one -->\n<!-- i18n:comment: two -->\n<!-- i18n:context: c -->\nWords"
    message = parse(text).messages[0]
    assert (message.msgctxt, message.comment) == ("c", "one\ntwo")


def test_a_context_makes_two_messages_of_one_text() -> None:
    """Each place is filled with the translation in its context."""
    document = parse("Report\n\n<!-- i18n:context: verb -->\nReport")
    html = document.html({(None, "Report"): "Справаздача", ("verb", "Report"): "Паведаміць"}, lang="be")
    assert html == "<p>Справаздача</p>\n<p>Паведаміць</p>"


def test_a_directive_reaches_reference_titles_and_abbreviations() -> None:
    """Definitions are messages on lines of their own."""
    text = f'[a][r]\n\n{SKIP}\n[r]: x.md "Title"\n\n<!-- i18n:comment: of the state -->\n*[CEC]: Commission'
    messages = {each.msgid: each for each in parse(text).messages}
    assert "Title" not in messages
    assert messages["CEC"].comment == "abbreviation of: Commission\nof the state"


def test_a_region_covers_every_depth() -> None:
    """Between skip-start and skip-end nothing is a message, whatever the blocks; outside everything is."""
    inner = "# a\n\n- b\n    - c\n\n> d\n\n| e | f |\n|---|---|\n| g | h |\n\nTerm\n:   i"
    assert said(f"One\n\n<!-- i18n:skip-start -->\n\n{inner}\n\n<!-- i18n:skip-end -->\n\nTwo") == ["One", "Two"]


def test_a_region_on_one_line_is_said_to_have_no_effect() -> None:
    """Regions are lines; inside a paragraph they would silently do nothing."""
    document = parse("a <!-- i18n:skip-start --> b <!-- i18n:skip-end --> c")
    assert [each.text[:40] for each in document.mistakes] == ["no text between 'i18n:skip-start' and 'i"]


def test_marks_are_taken_out() -> None:
    """What the second parse puts into texts never reaches a message."""
    assert strip_marks("a\x02nL12\x03b\x02nD0\x03") == "ab"
    assert MARK.search("plain") is None


@pytest.mark.parametrize(
    "text",
    [
        "<!-- i18n:comment: " + " " * 50_000,
        "<!-- i18n:comment: " + " " * 50_000 + "-->",
        "<!-- i18n:skip " * 3_300,
        f"{SKIP} x " * 2_400,
        f"{SKIP}\nx\n\n" * 2_300,
        "` `` ``` " * 5_500 + SKIP,
    ],
)
def test_directives_are_found_in_time(text: str) -> None:
    """Fifty kilobytes of trouble take less than a second of this processor: no expression of ours runs wild."""
    start = time.process_time()
    parse(text)
    assert time.process_time() - start < 2.0  # a second, and room for a loaded machine
