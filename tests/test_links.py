"""Tests of links between entries."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import pytest

from pipeline import _lines, entry, links
from pipeline.config import Settings

SETTINGS = Settings(Path("site"))
TARGET = "---\ntitle: T\n---\n\n## Figures\n\nText.[^1]\n\n[^1]: Note.\n"


def wrong(
    body: str, path: str = "content/news/x.md", files: tuple[str, ...] = ("content/news/chart.png",)
) -> list[str]:
    """Return the problems of an entry with this body, in a site with a few others."""
    own = entry.parse(path, f"---\ntitle: X\n---\n\n{body}\n".encode(), SETTINGS)
    others = [
        entry.parse("content/about.md", TARGET.encode(), SETTINGS),
        entry.parse("content/news/y.md", TARGET.encode(), SETTINGS),
        entry.parse("content/news/later.md", b"---\ntitle: D\ndraft: true\n---\n", SETTINGS),
    ]
    entries = {each.path: each for each in [own, *others]}
    return [str(each) for each in links.problems(own, entries, files)]


@pytest.mark.parametrize(
    "body",
    [
        "[a](y.md) [b](../about.md) [c](../about.md#figures) [d](#here)\n\n## Here",
        "![A picture](chart.png) and [a file](chart.png)",
        "<https://example.org/x.md> [m](mailto:a@example.org) [t](tel:1) [p](//example.org/y)",
        "[note](y.md#fn:1)",
        "[a](http://[)",
        "`[code](nowhere.md)`\n\n    [code](nowhere.md)",
        "[ref][r]\n\n[r]: y.md 'Title'",
        '<span markdown="1">[a](y.md)</span> <a href="y.md">raw</a>',
    ],
)
def test_links_that_lead_somewhere_are_quiet(body: str) -> None:
    """Entries, headings, footnotes, files and the world outside are all targets."""
    assert wrong(body) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[a](about.md)", "content/news/x.md:5: link 'about.md' has no target. Did you mean '../about.md'?"),
        (
            "One.\n\n[a](../abut.md)",
            "content/news/x.md:7: link '../abut.md' has no target. Did you mean '../about.md'?",
        ),
        (
            "[a](y.md#figure)",
            "content/news/x.md:5: link 'y.md#figure': 'content/news/y.md' has no heading '#figure'. "
            "Did you mean 'figures'?",
        ),
        ("[a](#nothing)", "content/news/x.md:5: link '#nothing': 'content/news/x.md' has no heading '#nothing'."),
        ("![A](chrt.png)", "content/news/x.md:5: link 'chrt.png' has no target. Did you mean 'chart.png'?"),
        ("[a](/about.md)", "content/news/x.md:5: link '/about.md' begins with '/'."),
        ("[a](later.md)", "content/news/x.md:5: link 'later.md' leads to a draft"),
        ("[a](qqqqqqq.md)", "content/news/x.md:5: link 'qqqqqqq.md' has no target. Write a path from this file"),
        ("[ref][r]\n\n[r]: gone.md", "content/news/x.md:5: link 'gone.md' has no target."),
        ('<div markdown="1">\n\n[a](gone.md)\n\n</div>', "content/news/x.md:7: link 'gone.md' has no target."),
        ('<p><img src="gone.png"></p>', "content/news/x.md: link 'gone.png' has no target."),
        ("[a](../../etc/passwd)", "content/news/x.md:5: link '../../etc/passwd' has no target."),
        ("<!-- i18n:skip -->\n[a](gone.md)", "content/news/x.md:6: link 'gone.md' has no target."),
    ],
)
def test_links_that_lead_nowhere_are_named(body: str, said: str) -> None:
    """The line, the address and the nearest thing that exists."""
    assert any(each.startswith(said) for each in wrong(body)), wrong(body)


def test_a_link_is_named_on_every_line_that_it_is_on() -> None:
    """Two mistakes of one kind are two places to mend; twice on one line is one."""
    text = "link '../abut.md' has no target. Did you mean '../about.md'?"
    found = wrong("[a](../abut.md) and [b](../abut.md)\n\nFine: [c](y.md)\n\n[d](../abut.md)")
    assert found == [f"content/news/x.md:5: {text}", f"content/news/x.md:9: {text}"]


def test_lines_are_looked_for_only_where_something_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """That parses the text again, which an entry whose links all arrive need not pay for."""
    traced = Mock(wraps=_lines.trace)
    monkeypatch.setattr(_lines, "trace", traced)
    assert wrong("[a](y.md)") == []
    assert traced.call_count == 0
    assert len(wrong("[a](z.md)")) == 1
    assert traced.call_count == 1


@pytest.mark.parametrize(
    "text", ["[a](http://example.onion/x)", "<https://a.b.onion>", "[a][r]\n\n[r]: http://x.onion."]
)
def test_an_onion_address_is_no_link(text: str) -> None:
    """A click in an ordinary browser would tell the network which address somebody looks for."""
    found = entry.parse("content/x.md", f"---\ntitle: T\n---\n\n{text}\n".encode(), Settings(Path("site")))
    (problem,) = links.problems(found, {found.path: found}, ())
    assert "leads to an onion address" in problem.text


def test_an_onion_address_may_be_text() -> None:
    """As code, or as it is."""
    text = "`http://example.onion` and example.onion, and [onions](https://example.org/onion)"
    found = entry.parse("content/x.md", f"---\ntitle: T\n---\n\n{text}\n".encode(), Settings(Path("site")))
    assert list(links.problems(found, {found.path: found}, ())) == []
