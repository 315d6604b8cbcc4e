"""Markdown made up for the laws: nested blocks around inline text, seeded by hypothesis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    Draw = Callable[[st.SearchStrategy[str]], str]

_DEPTH = 3
_WORDS = ("alpha", "Beta gamma", "UN", "title", "12", "it's", "C#", "&copy;", "a & b", "1 < 2", "—", "праўда")
_ODD = (
    "https://e.org/a",
    "x_y",
    "a*b",
    "&",
    "&Beta",
    "<",
    ">",
    '"',
    "{: .x}",
    "{",
    "}",
    "[",
    "]",
    "(",
    "`",
    "**",
    "_",
    "#",
    "|",
    "!",
    "\\",
)

PUNCTUATION = st.text(alphabet="ab *_`[](){}<>!#\\|:-+=.\"'&;^~/1\n\n  \tЖ", min_size=1, max_size=60)
"""Plain random text of what means something to Markdown."""


def words(*, odd: bool) -> st.SearchStrategy[str]:
    """Make one word, or something that is no word where `odd`."""
    return st.sampled_from(_WORDS + _ODD) if odd else st.sampled_from(_WORDS)


def inline(*, odd: bool) -> st.SearchStrategy[str]:
    """Make the text of one leaf; with `odd`, marks that do not close and markup that touches markup."""
    word = words(odd=odd)
    leaf = word | st.sampled_from(
        ["`make x`", "<https://e.org>", "![a view](p.png)", "![](p.png)", "[^1]", "\\*", "[UN][ref]"]
    )
    leaf |= st.sampled_from(["[alpha *Beta*](u.md)", '[UN `x`](u.md "a tip")', "![UN](p.png)"])
    if odd:
        leaf |= st.sampled_from(["<br>", "<!-- c -->", "<a@b.org>", "[x](y){.c}", "  \nx", "\n  x", "\\`", "``a ` b``"])

    def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.tuples(inner, st.sampled_from(_AROUND + (_LINKS if odd else ()))).map(
            lambda pair: pair[1].replace("@", pair[0])
        )

    joiner = st.sampled_from([" ", " ", " ", "\n"] + ([""] if odd else []))
    phrase = st.recursive(leaf, grown, max_leaves=3)
    return st.tuples(joiner, st.lists(phrase, min_size=1, max_size=4)).map(lambda pair: pair[0].join(pair[1]))


_AROUND = ("*@*", "**@**", '<b class="x">@</b>', "_@_")
_LINKS = ("[@](u.md)", '[@](u.md "a tip")', "![@](p.png)")


def line(*, odd: bool) -> st.SearchStrategy[str]:
    """Make inline text without line breaks."""
    return inline(odd=odd).map(lambda text: re.sub(r"\s*\n\s*", " ", text))


def indented(text: str, prefix: str = "    ") -> str:
    """Put a prefix before every line that is not empty."""
    return "\n".join(prefix + each if each else each for each in text.split("\n"))


def document(*, odd: bool, depth: int = 0) -> st.SearchStrategy[str]:
    """Make a few blocks, one inside another at times."""
    gap = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n"] if odd else ["\n\n"])
    return st.tuples(gap, st.lists(block(odd=odd, depth=depth), min_size=1, max_size=4)).map(
        lambda pair: pair[0].join(pair[1])
    )


def block(*, odd: bool, depth: int = 0) -> st.SearchStrategy[str]:
    """Make one block."""
    text, short = inline(odd=odd), line(odd=odd)
    listed = st.sampled_from(
        ["", "", '\n{: .c title="A tip"}', " {#i1}"] if odd else ["", "", '\n{: .c title="A tip"}']
    )
    leaves = [
        st.tuples(text, listed).map("".join),
        st.tuples(
            st.sampled_from(["# ", "## ", "### "]), short, st.sampled_from(["", " ##", " {#h1}", " ## {: .k}"])
        ).map("".join),
        st.just("    code *alpha*"),
        text.map(lambda each: f"```\n{each}\n```"),
        st.lists(text, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {each}" for each in items)),
        st.tuples(short, short).map(lambda pair: f"| a {pair[0]} | b {{.x}} |\n|---|:-:|\n| {pair[1]} | 12 |"),
        st.sampled_from(['[ref]: r.md "Ref title"', "*[UN]: United Nations", "[TOC]"]),
        short.map(
            lambda each: (
                f'<table markdown="1"><tr markdown="1"><td>{_tame(each)}</td><td markdown="1">{each}</td></tr></table>'
            )
        ),
        text.map(lambda each: f'<figure markdown="1">\n<figcaption>{_tame(each)}</figcaption>\n</figure>'),
        text.map(lambda each: f'<p markdown="1">{each}</p>'),
    ]
    if odd:
        leaves += [
            st.just("///Footnotes Go Here///"),
            short.map(lambda each: f"{each}\n---"),
            text.map(lambda each: f"{each}\n```\ncode\n```\n{each}"),
            short.map(lambda each: f"<div>{each}</div> tail {each}"),
        ]
    if depth >= _DEPTH:
        return st.one_of(leaves)
    inner = document(odd=odd, depth=depth + 1)
    gap = st.sampled_from(["\n", "\n\n"] if odd else ["\n\n"])
    return st.one_of(
        *leaves,
        st.tuples(text, inner).map(lambda pair: f"- {pair[0]}\n\n{indented(pair[1])}\n\n- {pair[0]}"),
        st.tuples(text, short).map(lambda pair: f"- {pair[0]}\n    - {pair[1]}\n- ### {pair[1]}\n{pair[0]}"),
        st.tuples(text, gap, inner).map(lambda each: f"1. {each[0]}{each[1]}{indented(each[2])}"),
        inner.map(lambda each: indented(each, "> ")),
        st.tuples(short, text, inner).map(lambda each: f"Term {each[0]}\n:   {each[1]}\n\n{indented(each[2])}"),
        st.tuples(st.sampled_from(["note", 'warning "Tit le"', 'tip ""']), inner).map(
            lambda each: f"!!! {each[0]}\n{indented(each[1])}"
        ),
        inner.map(lambda each: f'<div markdown="1">\n\n{each}\n\n</div>'),
        st.tuples(text, inner).map(lambda each: f"[^1]: {each[0]}\n\n{indented(each[1])}"),
        st.tuples(short, inner).map(
            lambda each: f'<details markdown="1">\n<summary>{_tame(each[0])}</summary>\n\n{each[1]}\n</details>'
        ),
    )


def _tame(text: str) -> str:
    """Take out what only Markdown would read; the text goes where Markdown is off."""
    return re.sub(r"[*_`\[\]\\]|<https[^>]*>|\(.*?\)|!", "", text) or "alpha"
