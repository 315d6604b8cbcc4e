"""What a translation must not change; more in tests/cases/refused.md."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from pipeline import parse
from pipeline.structure import Definitions, differences, forbidden, seen, structure
from tests.test_laws import SETUPS

DEFINED = Definitions({"ref": ("r.md", "A title")}, frozenset({"1", "note"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("words 100 % \"quoted\" 'too'", []),
        ("*a* **b** _c_", [("em",), ("em",), ("strong",)]),
        ("[a](b.md) [c][ref] [ref]", [("a", "href", "b.md"), ("a", "href", "r.md"), ("a", "href", "r.md")]),
        ("a[^1]b[^note]", [("footnote", "1"), ("footnote", "note")]),
        ("[^none] [x][none]", []),
        ("`a  b` ``c ` d``", [("code", "a b"), ("code", "c ` d")]),
        ("a\nb", [("br",)]),
        ("&amp; &copy; &", []),
        ("<br>", [("br",)]),
        ("<b>a", [("b",), ("nesting", "<b>")]),
        ('<b class="x">a</b>', [("b",), ("b", "class", "x")]),
        ("<!-- a -->", [("comment", " a ")]),
        ("*[TOC]*", [("contents", "[TOC]"), ("em",)]),
    ],
)
def test_structure_counts_all_but_words(text: str, expected: list[tuple[str, ...]]) -> None:
    """Elements, addresses, code, footnotes and comments are counted; the rest is for the translator."""
    counted = +structure(text, definitions=DEFINED)
    titles = Counter({item: number for item, number in counted.items() if item[1:] == ("title", "")})
    assert sorted((counted - titles).elements()) == expected


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ('[a](b.md "tip")', "[я](b.md 'рада')"),
        ("![a](b.png)", "![я](b.png)"),
        ('<abbr title="a">b</abbr>', '<abbr title="я">б</abbr>'),
        ('<b aria-label="a">b</b>', '<b aria-label="я">б</b>'),
        ("*a* [b](c.md)", "[б](c.md) *а*"),
        ("[ref]", "[іншая][ref]"),
        ("a & b", "a &amp; b"),
        ("*a*", "_а_"),
        ("**a**", "__а__"),
        ("*a*", "<em>а</em>"),
    ],
)
def test_words_order_and_read_attributes_are_free(msgid: str, msgstr: str) -> None:
    """Two ways to write the same structure are the same structure."""
    assert differences(msgid, msgstr, definitions=DEFINED) == ()


@pytest.mark.parametrize("setup", SETUPS)
def test_nothing_differs_from_itself(setup: str) -> None:
    """Whatever the extensions, a text has its own structure."""
    extensions, configs = SETUPS[setup]
    text = '*a* [b](c.md "d"){: .e } `f` <b>g</b>\nh[^1] <!-- i --> &amp; \\* ~~j~~'
    document = parse(f"{text}\n\n[^1]: k", extensions=extensions, extension_configs=configs)
    assert all(document.refusals(each.key, each.msgid) == () for each in document.messages)


def test_the_tag_decides_what_an_attribute_list_is() -> None:
    """In a heading and a cell it stands at the end of the line, in a paragraph on its own line."""
    assert differences("a", "б {.x}", ("p",)) == ()
    for tag in ("h2", "td", "th", "dt"):
        assert differences("a", "б {.x}", ("p", tag)) == (f'the attribute class="x" of <{tag}> is not in the source',)


def test_where_markdown_is_off_asterisks_are_free_and_tags_are_not() -> None:
    """Raw HTML is compared as HTML."""
    assert differences("a *b*", "*а* `б` [x](y)", html=True) == ()
    assert differences("a", "<i>а</i>", html=True) == ("<i> is not in the source",)


def test_a_difference_is_said_once_with_its_number() -> None:
    """The same thing missing three times is one sentence."""
    assert differences("`a` `a` `a`", "а") == ("the code `a` is missing (3 times)",)


def test_a_difference_knows_what_it_is_about() -> None:
    """A rule asks for the thing itself, whether it was added, and how often."""
    missing, added = differences("`a` `a`", "*а*")
    assert (missing.item, missing.number, missing.added) == (("code", "a"), 2, False)
    assert (added.item, added.number, added.added) == (("em",), 1, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("words", "words"),
        ("**a** *b* _c_", "a b c"),
        ("** a ** *b", "** a ** *b"),
        (r"\*a\*", "*a*"),
        ("[a](b.md) [c][d]", "a [c][d]"),
        ("a `*b*` c", "a  c"),
        ("<b>*a*</b> &amp; <i>", "a &"),
        ("a\nb", "a\nb"),
    ],
)
def test_what_a_reader_sees(text: str, expected: str) -> None:
    """Marks that make something are gone, marks that make nothing stay; code is not for rules of prose."""
    assert seen(text) == expected


def test_forbidden_characters_are_named() -> None:
    """The parser's own marks and what no page can hold."""
    assert list(forbidden("a", "а\0\2\3")) == [
        f"the character U+000{number} is not in the source" for number in (0, 2, 3)
    ]
    assert list(forbidden("[TOC] a", "[TOC] а", marker="[TOC]")) == []


def test_an_address_may_change_as_the_settings_say() -> None:
    """A rewrite allows the other beginning with the same rest, for a link and for a picture, and no more."""
    allowed = Definitions(rewrites=(("https://en.example.org/", "https://be.example.org/"),))
    msgid = "[a](https://en.example.org/x) ![b](https://en.example.org/y.png)"
    assert differences(msgid, msgid.replace("//en.", "//be."), definitions=allowed) == ()
    assert differences(msgid, msgid.replace("//en.example.org/x", "//be.example.org/z"), definitions=allowed) == (
        "the link to 'https://en.example.org/x' is missing",
        "the link to 'https://be.example.org/z' is not in the source",
    )
    assert differences(msgid, msgid.replace("//en.", "//be.")) != ()


def test_document_and_structure_ask_the_same(recwarn: pytest.WarningsRecorder) -> None:
    """A document refuses what `differences` says, and renders what it does not refuse."""
    document = parse("See [it](a.md).")
    key = document.messages[0].key
    for msgstr in ("Гл. [гэта](a.md).", "Гл. [гэта](b.md).", "Гл. гэта."):
        reasons = differences(key[1], msgstr)
        assert document.refusals(key, msgstr) == reasons
        assert ('lang="en"' in document.html({key: msgstr}, lang="be")) is bool(reasons)
    assert document.refusals((None, "unknown"), "*x*") == ()
    assert not recwarn.list


@pytest.mark.parametrize(
    "text", ["<b>" * 16_000, "<code>" * 8_000, "a " + "<" * 50_000, "<!-- " * 10_000, "{: " * 16_000]
)
def test_structure_is_told_in_time(text: str) -> None:
    """Fifty kilobytes of tags in a translation take less than a second of this processor."""
    start = time.process_time()
    differences("a", text)
    assert time.process_time() - start < 2.0  # a second, and room for a loaded machine


@pytest.mark.parametrize("mark", ["[a", "*a ", "`a ", "<a ", "![", "\\*"])
def test_a_text_of_nothing_but_marks_is_not_parsed(mark: str) -> None:
    """The parser takes quadratic time for them, and one translator could hold up every build."""
    (found,) = {str(each).partition(" is there ")[2] for each in differences("a", mark * 40_000)}
    assert found == "40000 times, far more often than in the source"


def test_many_marks_may_be_right() -> None:
    """A text that has many of them in its source may have as many in its translation."""
    text = " ".join(f"[{number}](a.md)" for number in range(150))
    assert differences(text, text) == ()
    assert differences("a", "[" * 101) != ()
