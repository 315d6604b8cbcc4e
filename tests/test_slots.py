"""How a text in the tree is cut into what a translator sees and what stays out."""

from __future__ import annotations

import time

import pytest

from pipeline import parse
from pipeline._engine import engine
from pipeline._html import Scan, tokens
from pipeline._inline import closing, escape_closing, fold, is_message, unfold
from pipeline._slots import collect

ENGINE = engine(("extra", "toc"), {})


def messages(text: str) -> list[str]:
    """Return the msgids of a text."""
    return [each.msgid for each in parse(text).messages]


@pytest.mark.parametrize(
    ("text", "msgid"),
    [
        ("a\nb", "a b"),
        ("a \n b", "a b"),
        ("a  \nb", "a\nb"),
        ("a   \nb", "a \nb"),
        ("a\\\nb", "a\\ b"),
        ("a\xa0\nb", "a\xa0 b"),
    ],
)
def test_lines_are_folded_and_unfolded(text: str, msgid: str) -> None:
    """Soft breaks become one space, hard breaks a newline; nothing else changes, and unfolding folds back."""
    assert fold(text) == msgid
    assert fold(unfold(msgid)) == msgid


@pytest.mark.parametrize(
    ("msgid", "expected"),
    [
        ("Total", True),
        ("[Total](5.md)", True),
        ("**Total**", True),
        ("Два", True),
        ("![A view](v.png)", True),
        ("![](v.png)", False),
        ("![](salt-and-title.png)", False),
        ('![](v.png "A tip")', True),
        ("[1](page.md)", False),
        ("[https://example.org](https://example.org)", False),
        ("<https://example.org/a>, <https://example.org/b>", False),
        ("<me@example.org>", False),
        ("www.example.org", False),
        ("1. 2, 3 %", False),
        ("&nbsp;&#160;", False),
        ("`code` *`code`*", False),
        ('<b title="A tip">1</b>', True),
        ('<img src="salt.png">', False),
        ("<b>1</b><!-- words -->", False),
        ("2024 was long", True),
        ("`x` is a name", True),
        ("Minsk:Brest", True),
        ("<i>Minsk</i><https://example.org>", True),
        ("mailto:me@example.org", False),
    ],
)
def test_a_message_has_a_word_to_translate(msgid: str, expected: bool) -> None:
    """Numbers, addresses and code alone are none, nor are the letters in the address of a link or picture."""
    ENGINE.blocks("")
    assert is_message(ENGINE, msgid, ENGINE.snapshot()) is expected


@pytest.mark.parametrize(
    ("text", "msgid"),
    [
        ("## A {#a}", "A"),
        ("## A ## {#a}", "A"),
        ("## A {.b} {#a}", "A {.b} {#a}"),
        ("## A {x *em* {#a}", "A {x *em*"),
        ("## A *em*{.c} {#a}", "A *em*{.c}"),
        ("## A `{#a}`", "A `{#a}`"),
        (r"## A \{#a}", r"A \{#a}"),
        ("## A {}", "A {}"),
        ("## *A {b* c}", "*A {b* c}"),
        ("A {#a}", "A {#a}"),
        ("A\n{#a}", "A"),
        ("A\n{: #a }", "A"),
        (r"## C\# {#a}", r"C\#"),
        (r"## C\\## {#a}", r"C\\"),
    ],
)
def test_attribute_lists_are_cut_where_the_parser_reads_them(text: str, msgid: str) -> None:
    """What Python-Markdown takes for an attribute list is no text, and what it takes for text is."""
    assert messages(text) == [msgid]


def test_an_item_takes_its_attributes_before_its_list() -> None:
    """In an item with a list inside, the attribute list stands before that list."""
    document = parse("- a\n{: .x }\n    - b\n{: .y }")
    assert [each.msgid for each in document.messages] == ["a", "b"]
    assert '<li class="x">' in document.html({(None, "a"): "ą", (None, "b"): "б"}, lang="be")


@pytest.mark.parametrize("text", ["C#", r"C\#", r"C\##", r"C\\#", "C", "#", ""])
def test_closing_marks_are_escaped_once(text: str) -> None:
    """Escaping twice is escaping once, and nothing is left for the attribute list to eat."""
    escaped = escape_closing(text)
    assert escape_closing(escaped) == escaped
    assert closing(escaped) == len(escaped)


def test_no_break_spaces_stay_in_html() -> None:
    """White space is folded in raw HTML too, but a no-break space is a letter of its own."""
    assert messages('<details markdown="1"><summary>5\xa0km\n to go</summary></details>') == ["5\xa0km to go"]


def test_numbers_of_slots_are_those_of_the_tree() -> None:
    """A slot finds its element again in a copy of the tree."""
    root = ENGINE.blocks("# a\n\n- b\n\n> c")
    elements = list(root.iter())
    for slot in collect(root, ENGINE, ENGINE.snapshot()).slots:
        assert elements[slot.number].text == slot.raw
        assert elements[slot.owner].tag == slot.tag


@pytest.mark.parametrize(
    "html", ["a <![x] b", '<a title="1 > 0">x</a>', "<!-- a -->b", "&amp;&x &#1;", "<b", "</", "<script>a<b"]
)
def test_tokens_are_the_html_again(html: str) -> None:
    """Nothing is lost between two tokens, however broken the HTML."""
    assert "".join(each.source for each in tokens(html)) == html
    assert isinstance(Scan(html).text, str)


@pytest.mark.parametrize(
    "text",
    [
        "# " + "a {b} " * 8_000 + "*x* {c}",
        "# " + "a {" * 16_000 + "}",
        "# " + "a {b *x* " * 5_500 + "{c}",
        "# x " + "#" * 50_000 + " {#a}",
        "a " + "<" * 50_000,
        '<details markdown="1"><summary>' + "<b>a</b> " * 5_500 + "</summary></details>",
        "word *em* {x}\n" * 3_500,
    ],
)
def test_texts_are_cut_in_time(text: str) -> None:
    """Fifty kilobytes of braces, marks or tags take less than a second of this processor."""
    start = time.process_time()
    parse(text)
    assert time.process_time() - start < 2.0  # a second, and room for a loaded machine
