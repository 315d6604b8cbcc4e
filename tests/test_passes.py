"""What a page changes in a finished body, pass by pass."""

from __future__ import annotations

import pytest

from pipeline import parse
from pipeline.passes import TITLE_ID, WIDE, Passes
from tests.fixture_site import every, tree


def moved(address: str) -> str:
    """Put every address of the site into another folder."""
    return address if ":" in address or address.startswith("#") else f"../{address}"


def named(text: str) -> tuple[str, str | None]:
    """Know one label in the language of the page, and mark the others."""
    return ("Увага", None) if text == "Note" else (text, "en")


def page(text: str, **options: object) -> str:
    """Return the body of a page in Belarusian, without translations of its text."""
    document = parse(text, **options)  # type: ignore[arg-type]
    return document.page(None, lang="be", passes=Passes(moved, named)).html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", '<p><a href="../b.md">a</a></p>'),
        ("[a](#b)", '<p><a href="#b">a</a></p>'),
        ("![a](b.png)", '<p><img alt="a" src="../b.png" /></p>'),
        ("[a][r]\n\n[r]: b.md", '<p><a href="../b.md">a</a></p>'),
        ('<a href="b.md" title="1 > 0">a</a>', '<p><a href="../b.md" title="1 > 0">a</a></p>'),
        ("<a HREF = b.md download>a</a>", '<p><a href="../b.md" download>a</a></p>'),
        ('<div><img src="b.png"/></div>', '<div><img src="../b.png" /></div>'),
        ('<div><b title="href=">a</b></div>', '<div><b title="href=">a</b></div>'),
        ("[a](x.md?b=1&c=2)", '<p><a href="../x.md?b=1&amp;c=2">a</a></p>'),
        ('<pre><a href="b.md">a</a></pre>', '<pre><a href="../b.md">a</a></pre>'),
        ('    <a href="b.md">', '<pre><code>&lt;a href="b.md"&gt;\n</code></pre>'),
    ],
)
def test_addresses_are_rewritten(text: str, expected: str) -> None:
    """In elements and in raw HTML, with other attributes as they were; code is no HTML."""
    assert page(text) == expected


@pytest.mark.parametrize(
    "text", ["[a](https://x.org)", "<https://x.org>", '<a href="https://x.org">a</a>', "[a](//x.org)"]
)
def test_links_that_leave_the_site_tell_nobody(text: str) -> None:
    """The other site does not learn where its reader came from."""
    assert 'rel="noreferrer noopener"' in page(text)


def test_an_address_of_mail_is_what_the_parser_wrote() -> None:
    """The parser hides it letter by letter; it is read as what it means, and left alone."""
    seen = []
    document = parse("<me@example.org>")
    passes = Passes(lambda address: seen.append(address) or address, named)  # type: ignore[func-returns-value]
    assert document.page(None, lang="be", passes=passes).html == document.html()
    assert seen == ["mailto:me@example.org"]


def test_an_address_that_nobody_can_read_does_not_break_the_page() -> None:
    """`http://[` is no address of this site."""
    assert 'href="http://["' in page("[a](http://[)")


def test_table_cells_get_classes() -> None:
    """The page's policy forbids `style`; a class that is there stays."""
    html = page("| a {.n} | b |\n|---:|:-:|\n| 1 | 2 |")
    assert "style" not in html
    assert '<th class="n align-right">' in html
    assert '<td class="align-center">' in html


def boxes(html: str) -> list[tuple[str | None, list[str]]]:
    """Return each box around a table: the id of what names it, and the elements that it holds."""
    return [
        (each.get("aria-labelledby"), [child.tag for child in each]) for each in every(tree(html), "div", class_=WIDE)
    ]


def test_tables_scroll_in_a_box() -> None:
    """Reached by keyboard, named by the heading above, or by the page's title; the text around stays where it was."""
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    inner = table.replace("\n", "\n    ")
    html = page(f"{table}\n\n# One\n\n{table}\n\n- x\n\n    ## Two\n\n    {inner}\n\nEnd.\n\n{table}")
    assert boxes(html) == [(name, ["table"]) for name in (TITLE_ID, "one", "two", "two")]
    box = next(every(tree(html), "div", class_=WIDE))
    assert (box.get("role"), box.get("tabindex")) == ("group", "0")
    assert page(f"a\n\n{table}\n\nb").replace("\n", "").startswith("<p>a</p><div")
    assert boxes(page("No table.")) == []


def test_default_titles_are_labels() -> None:
    """A label in the page's language is not marked, one that is not translated is; a title of the author's stays."""
    html = page('!!! note\n    a\n\n!!! danger\n    b\n\n!!! note "Mine"\n    c')
    assert '<p class="admonition-title">Увага</p>' in html
    assert '<p class="admonition-title" lang="en">Danger</p>' in html
    assert '<p class="admonition-title">Mine</p>' in html


def test_a_label_replaces_whatever_the_parser_made_of_it() -> None:
    """An abbreviation or emphasis in a default title is gone with it."""
    document = parse("!!! Note\n    a\n\n*[Note]: b")
    assert document.labels == ("Note",)
    passes = Passes(moved, named)
    assert '<p class="admonition-title">Увага</p>' in document.page(None, lang="be", passes=passes).html


def test_back_links_of_footnotes_are_labelled_with_their_number() -> None:
    """Every back link of the second note has the number two."""
    document = parse("a[^1] b[^2] c[^2]\n\n[^1]: d\n\n[^2]: e")
    assert document.labels == ("Jump back to footnote %(number)s in the text",)
    passes = Passes(moved, lambda _: ("Да %(number)s", None))
    html = document.page(None, lang="be", passes=passes).html
    assert (html.count('title="Да 1"'), html.count('title="Да 2"')) == (1, 2)


def test_permalinks_are_labelled_and_their_mark_is_no_message() -> None:
    """The title of a heading's link to itself is a label where the settings ask for such links, and only there."""
    options = {"extensions": ("toc",), "extension_configs": {"toc": {"permalink": True}}}
    document = parse("# a", **options)  # type: ignore[arg-type]
    assert document.labels == ("Permanent link",)
    assert [each.msgid for each in document.messages] == ["a"]
    assert 'href="#a" lang="en" title="Permanent link"' in page("# a", **options)
    assert parse("# a").labels == ()
    assert parse("a", **options).labels == ()  # type: ignore[arg-type]


def test_passes_are_off_in_html() -> None:
    """What a page changes is no business of `Document.html`, before or after."""
    text = "[a](b.md)\n\n| a | b |\n|--:|---|\n| 1 | 2 |"
    document = parse(text)
    before = document.html()
    document.page(None, lang="be", passes=Passes(moved, named))
    assert document.html() == before
    assert 'href="b.md"' in before


def test_a_pass_may_ask_another_document() -> None:
    """Looking up the heading that a link leads to uses the same parser, and must not disturb the page."""
    other = parse("# x\n\n<u>y</u> <s>z</s>")
    document = parse("<b>a</b> [c](d.md) <i>e</i>")

    def link(address: str) -> str:
        other.html()
        return address

    assert document.page(None, lang="be", passes=Passes(link, named)).html == document.html()


def test_the_table_of_contents_of_a_page() -> None:
    """Each heading with its level, the id of the source, its text, and its language where it is not translated."""
    document = parse("# A & b\n\n## C[^1]\n\n[^1]: d")
    rendered = document.page({(None, "A & b"): "Я і `б`"}, lang="be", passes=Passes(moved, named))
    assert [(each.level, each.id, each.html, each.lang) for each in rendered.toc] == [
        (1, "a-b", "A &amp; b", "en"),
        (2, "c", "C", "en"),
    ]
    rendered = document.page({(None, "A & b"): "Я &amp; б"}, lang="be", passes=Passes(moved, named))
    assert [(each.html, each.lang) for each in rendered.toc] == [("Я &amp; б", None), ("C", "en")]
