"""The list of all rules in docs/checks.md: it is what the rules say of themselves, and is shown as it is meant."""

from __future__ import annotations

import re
from html import unescape

import pytest
from markdown_it import MarkdownIt

from pipeline.checks.registry import EVERYTHING
from scripts import rules


def test_the_page_is_as_the_rules_say() -> None:
    """Whoever changes a rule writes the page anew."""
    assert rules.PATH.read_text("utf-8") == rules.document(), "run 'python -m scripts.rules'"


def test_every_rule_has_its_row_and_its_explanation() -> None:
    """A row leads to the explanation of the same rule, and no rule is there twice."""
    text = rules.document()
    ids = [each.id for each in EVERYTHING]
    assert re.findall(r"^\| \[`(.+?)`\]\(#\1\) \|", text, re.MULTILINE) == ids
    assert re.findall(r'^- <a id="(.+?)"></a>\*\*`\1`\*\*: \S', text, re.MULTILINE) == ids


def test_the_page_is_shown_as_it_is_meant() -> None:
    """Rendered as GitHub does, a table has a row for each rule, of four cells, and the texts are the rule's own."""
    html = MarkdownIt("commonmark").enable("table").render(rules.document())
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)]
    cells = [[_shown(cell) for cell in row] for row in rows if row]
    assert [(name, summary) for name, _, summary, _ in cells] == [(each.id, each.summary) for each in EVERYTHING]
    explained = dict(re.findall(r"<strong><code>(.+?)</code></strong>: (.+?)</li>", html, re.DOTALL))
    for each in EVERYTHING:
        assert _shown(explained[each.id]).startswith(each.explanation), each.id


def _shown(html: str) -> str:
    return unescape(re.sub("<[^>]+>", "", html))


def test_nothing_in_the_page_is_invisible() -> None:
    """A character that turns the direction of writing would turn the page that warns of it."""
    assert (
        re.findall(
            r"[^\S\n ]|[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00-\x09\x0b-\x1f]", rules.document()
        )
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "'[TOC]', <br> and <!-- so -->",
        "*one* and **two** and _three_, `four`",
        "# | ~~no~~ & &shy; $x$",
        "![words](address) or [words](address) {: .note }",
        r"a path C:\new, \n and \"",
    ],
)
def test_an_explanation_is_shown_as_it_is_written(text: str) -> None:
    """No sign in it is taken for a mark of Markdown or a tag."""
    assert _shown(MarkdownIt("commonmark").render(rules.plain(text))).strip() == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Суд", "`Суд`"),
        (" Усяго.  Так ", "`␣Усяго.␣␣Так␣`"),
        ("адзін два", "`адзін два`"),
        ("a\nb", "`a↵b`"),
        ("a \n b", "`a␣↵␣b`"),
        ("| Усяго |", r"`\| Усяго \|`"),
        ("`a`", "`` `a` ``"),
        ("a ``b` c", "```a ``b` c```"),
        ("5\u00a0%", "`5‹U+00A0›%`"),
        ("\u202eнам", "`‹U+202E›нам`"),
        ("у\u0306", "`у‹U+0306›`"),
    ],
)
def test_an_example_shows_what_cannot_be_seen(text: str, shown: str) -> None:
    """Spaces at the edge, two in a row, line breaks, invisible and combining characters all have a sign."""
    assert rules.code(text) == shown
