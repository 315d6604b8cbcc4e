"""Messages out, translations in, HTML out: the cases of tests/cases, and what they cannot show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import markdown
import pytest

from pipeline import parse
from tests.cases_reader import Case, cases
from tests.test_laws import folded, obeys_identity, obeys_order, obeys_transparency

if TYPE_CHECKING:
    from pipeline.message import Key


def catalog(case: Case) -> dict[Key, str]:
    """Return the catalog of a case; its texts are in no context."""
    return {(None, msgid): msgstr for msgid, msgstr in case.rows("be", " => ")}


@pytest.mark.parametrize("case", cases())
def test_case(case: Case) -> None:
    """The messages, the page, the refusals and the mistakes are those that the case says."""
    document = parse(case.text)
    if "messages" in case.sections:
        said = [re.split(r" \| ", line.replace("⏎", "\n"), maxsplit=1) for line in case.sections["messages"] if line]
        assert [[each.role, f"{each.msgctxt or ''} | {each.msgid}"] for each in document.messages] == said
    if "html" in case.sections:
        html = document.html(catalog(case), lang="be") if "be" in case.sections else document.html()
        assert folded(html).strip() == folded("\n".join(case.sections["html"])).strip()
    for msgid, msgstr, reason in case.rows("refused", " => "):
        reasons = document.refusals((None, msgid), msgstr)
        assert any(each.startswith(reason) for each in reasons), reasons
    for msgid, msgstr in case.rows("accepted", " => "):
        assert document.refusals((None, msgid), msgstr) == ()
    mistakes = [f"{each.line}: {each.text}" for each in document.mistakes]
    said_wrong = [line for line in case.sections.get("mistakes", []) if line]
    assert [found.startswith(said) for found, said in zip(mistakes, said_wrong, strict=True)] == [True] * len(mistakes)


@pytest.mark.parametrize("case", cases())
def test_case_obeys_the_laws(case: Case) -> None:
    """Every case is an example for the laws too."""
    if "i18n:" not in case.text:
        obeys_transparency(case.text, "default")
        obeys_identity(case.text, "default")
    obeys_order(case.text, "default")


# What the cases cannot show


def test_a_body_with_windows_line_ends_is_the_same_body() -> None:
    """CRLF and CR are line ends to the parser; messages, lines and page are as with LF."""
    text = "# One\n\ntwo\nthree  \nfour\n\n<!-- i18n:skip -->\nfive\n"
    plain = parse(text)
    for end in ("\r\n", "\r"):
        document = parse(text.replace("\n", end))
        assert document.messages == plain.messages
        assert document.html() == plain.html()


def test_every_message_has_its_line() -> None:
    """The line is that of the text's first line, in every kind of block; the second of two equal texts is not told."""
    text = (
        "# One\n\n- two\n    - three\n\n> four\n\n| five | six |\n|---|---|\n| seven | 8 |\n\nTerm\n:   nine\n\n"
        '!!! note "ten"\n    eleven\n\n<details markdown="1">\n<summary>twelve</summary>\n\nthirteen\n\n</details>\n\n'
        'fourteen[^1] UN [r]\n\n[^1]: fifteen\n\n    sixteen\n\n[r]: x.md "seventeen"\n\n*[UN]: eighteen\n\n'
        "One\n=====\n"
    )
    document = parse(text)
    lines = text.split("\n")
    for message in document.messages:
        line = document.line(message.key)
        assert message.msgid.split("[")[0] in lines[line - 1], (message.msgid, line)
    assert document.line((None, "One")) == 1
    assert document.line((None, "unknown")) == 0


def test_lines_are_found_beside_code_that_a_mark_would_break() -> None:
    """A line where a mark changes the blocks is left unmarked; the others keep their numbers."""
    harmful = '# <https://e.org> {: data-toc-label="Lab"}'
    text = f'One\n\n{harmful}\n\n!!! tip ""\n    Two\n\n***\n\n[a]: b\n\n| a |\n|---|\n| b |'
    document = parse(text)
    assert [document.line((None, each)) for each in ("One", "Two", "b")] == [1, 6, 14]


def test_links_are_told_with_their_lines() -> None:
    """Every address, in messages, in skipped text, in raw HTML."""
    text = (
        '[a](1.md)\n\n<!-- i18n:skip -->\n![b](2.png)\n\n`[c](d)`\n\n<div><img src="3.png"></div>\n\n- [r]\n\n[r]: 4.md'
    )
    document = parse(text)
    found = [(document.line_of(place), address) for place, address in document.links()]
    assert found == [(1, "1.md"), (4, "2.png"), (10, "4.md"), (0, "3.png")]


def test_raw_html_may_be_allowed() -> None:
    """Then its words are no mistake and no message, and stay as they are."""
    text = "<div>Words</div>"
    assert parse(text).mistakes != ()
    document = parse(text, raw_html="untranslated")
    assert (document.mistakes, document.messages) == ((), ())
    assert document.html({}, lang="be") == text


def test_blocks_as_deep_as_anyone_writes() -> None:
    """Sixty lists, one in the other, and forty quotations."""
    lists = "".join(f"{'    ' * depth}- item {depth}\n" for depth in range(60))
    assert len(parse(lists).messages) == 60
    quotes = "> " * 40 + "words"
    assert parse(quotes).html({(None, "words"): "словы"}, lang="be").count("<blockquote>") == 40


def test_the_language_of_the_source_may_be_another() -> None:
    """Untranslated text is marked with the language that it is in, and not at all on a page in that language."""
    document = parse("Słowa", source="pl")
    assert document.html({}, lang="be") == '<p lang="pl">Słowa</p>'
    assert document.html({}, lang="pl") == document.html({}) == "<p>Słowa</p>"


def test_ids_do_not_move_when_footnotes_are_reordered() -> None:
    """Footnotes may stand in order of use, which a translation changes; headings in them keep their own ids."""
    text = "a[^1] b[^2]\n\n[^1]: # One\n\n[^2]: # Two"
    options: dict[str, Any] = {
        "extensions": ["footnotes", "toc"],
        "extension_configs": {"footnotes": {"USE_DEFINITION_ORDER": False}},
    }
    document = parse(text, **options)
    html = document.html(
        {(None, "a[^1] b[^2]"): "б[^2] а[^1]", (None, "One"): "Адзін", (None, "Two"): "Два"}, lang="be"
    )
    assert '<h1 id="one">Адзін' in html
    assert '<h1 id="two">Два' in html
    assert html.index('id="two"') < html.index('id="one"')


def test_a_mark_beside_a_list_does_not_renumber_footnotes() -> None:
    """The `<span>` around untranslated text comes after inline patterns, which it made meet notes out of order."""
    text = "[^1]: note\n\n- a[^1]\n    - b\n\n> c[^1]"
    source, html = parse(text).html(), parse(text).html({}, lang="be")
    assert re.findall(r'id="(fn[^"]*)"', html) == re.findall(r'id="(fn[^"]*)"', source)


@pytest.mark.parametrize("blank", ["", " ", "\n"])
def test_a_blank_translation_is_none(blank: str) -> None:
    """The source text stands, marked; a page never loses a sentence to an empty msgstr."""
    assert parse("Words").html({(None, "Words"): blank}, lang="be") == '<p lang="en">Words</p>'


def test_a_configuration_may_hold_a_function() -> None:
    """Slugs of one's own make a parser of one's own; nothing is cached by what JSON cannot hold."""
    configs = {"toc": {"slugify": lambda value, _: f"id-{value}"}}
    assert parse("# a", extension_configs=configs).html() == '<h1 id="id-a">a</h1>'


def test_an_untranslated_mark_never_calls_the_table_of_contents() -> None:
    """In a footnote `[TOC]` is text; with a `<span>` to itself it would be replaced."""
    text = "a\n\n[^1]: b\n\n    [TOC]"
    assert 'class="toc"' not in parse(text).html({}, lang="be")


def test_footnotes_with_unique_ids_are_the_same_in_every_locale() -> None:
    """The prefix of the ids counts parses; asking and rendering again must not move it."""
    configs = {"footnotes": {"UNIQUE_IDS": True}}
    document = parse("a[^1]\n\n[^1]: b", extensions=["footnotes"], extension_configs=configs)
    first = document.html()
    assert first == markdown.markdown("a[^1]\n\n[^1]: b", extensions=["footnotes"], extension_configs=configs)
    document.refusals((None, "a[^1]"), "б[^1]")
    assert document.html({(None, "a[^1]"): "a[^1]", (None, "b"): "b"}) == document.html() == first
