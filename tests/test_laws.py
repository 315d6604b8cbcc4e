"""The laws of a document on made-up Markdown and on the real content."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import markdown
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline import parse
from pipeline._html import Scan, tokens
from tests import soup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.document import Document
    from pipeline.message import Key

ROOT = Path(__file__).parent.parent
DEFAULT = ["extra", "admonition", "sane_lists", "toc"]
FOOTNOTES = ["footnotes", "attr_list", "md_in_html", "toc"]
"""Not within `extra`, which would keep its configuration from them."""
SETUPS: dict[str, tuple[list[str], dict[str, dict[str, Any]]]] = {
    "default": (DEFAULT, {}),
    "without attribute lists": (["tables", "footnotes", "abbr", "def_list", "md_in_html", "fenced_code"], {}),
    "nl2br": (["extra", "nl2br"], {}),
    "smarty": (["extra", "smarty", "toc"], {}),
    "codehilite": (["extra", "codehilite"], {"codehilite": {"use_pygments": False}}),
    "md_in_html": (["md_in_html"], {}),
    "permalinks": (["extra", "toc"], {"toc": {"permalink": True}}),
    "def_list": (["def_list"], {}),
    "footnotes in order of use": (FOOTNOTES, {"footnotes": {"USE_DEFINITION_ORDER": False}}),
    "footnotes with unique ids": (FOOTNOTES, {"footnotes": {"UNIQUE_IDS": True}}),
    "nothing": ([], {}),
}
FEW = settings(max_examples=40, derandomize=True)
MANY = settings(max_examples=1000)

odd_text = soup.document(odd=True) | soup.PUNCTUATION
setups = st.sampled_from(sorted(SETUPS))


def read(text: str, setup: str = "default") -> Document:
    """Parse a text with one of the setups."""
    extensions, configs = SETUPS[setup]
    return parse(text, extensions=extensions, extension_configs=configs)


def reference(text: str, setup: str = "default") -> str:
    """Return what Python-Markdown makes of a text; what it cannot read itself is no example."""
    extensions, configs = SETUPS[setup]
    try:
        return markdown.markdown(text, extensions=extensions, extension_configs=configs)
    except (AttributeError, IndexError, TypeError, ValueError):
        assume(condition=False)
        raise


def folded(html: str) -> str:
    """Return HTML with runs of white space folded."""
    return re.sub(r"\s+", " ", html)


def identity(document: Document) -> dict[Key, str]:
    """Return a catalog that says for every message what the message says."""
    return {message.key: message.msgid for message in document.messages}


def unmarked(html: str) -> str:
    """Return HTML without the marks of untranslated text."""
    return re.sub(r'<span lang="en">(.*?)</span>', r"\1", html, flags=re.DOTALL).replace(' lang="en"', "")


# The laws


def obeys_transparency(text: str, setup: str) -> None:
    """Check that a text without directives is rendered byte for byte as Python-Markdown renders it."""
    assert read(text, setup).html() == reference(text, setup)


def obeys_identity(text: str, setup: str) -> None:
    """Check that a catalog of msgstr == msgid is accepted whole, and changes white space at most."""
    reference(text, setup)
    document = read(text, setup)
    catalog = identity(document)
    assert [key for key in catalog if document.refusals(key, catalog[key])] == []
    html = document.html(catalog, lang="be")
    if "i18n:skip" in text or any("means something else" in each.text for each in document.mistakes):
        html = unmarked(html)  # what is skipped stays in the source's language
    assert folded(html) == folded(document.html())


def obeys_extraction(text: str, setup: str) -> None:
    """Check that msgids are trimmed, hold none of the parser's own marks and are the same each time."""
    reference(text, setup)
    messages = read(text, setup).messages
    for each in messages:
        assert each.msgid == each.msgid.strip(" \t\r\n")
        assert not {"\0", "\x02", "\x03"} & set(each.msgid)
    assert read(text, setup).messages == messages
    assert len({each.key for each in messages}) == len(messages)


def obeys_order(text: str, setup: str) -> None:
    """Check that locales rendered one after another are as if each had a fresh parse."""
    reference(text, setup)
    document = read(text, setup)
    catalogs: list[tuple[Mapping[Key, str] | None, str | None]] = [(identity(document), "be"), ({}, "ru"), (None, None)]
    for catalog, lang in [*catalogs, *reversed(catalogs)]:
        assert document.html(catalog, lang=lang) == read(text, setup).html(catalog, lang=lang)


def obeys_fallback(text: str, setup: str) -> None:
    """Check that without translations the page is the source page with its texts marked, and has the same ids."""
    reference(text, setup)
    document = read(text, setup)
    source, html = document.html(), document.html({}, lang="be")
    assert set(Scan(html).ids) == set(Scan(source).ids)
    assert folded(unmarked(html)) == folded(unmarked(source))
    if document.messages and any(each.tags for each in document.messages):
        assert 'lang="en"' in html


# On made-up text


@FEW
@given(odd_text, setups)
def test_rendering_is_transparent(text: str, setup: str) -> None:
    """Without directives, the HTML is Python-Markdown's, whatever extensions there are."""
    obeys_transparency(text, setup)


@FEW
@given(odd_text, setups)
def test_an_identity_catalog_changes_white_space_at_most(text: str, setup: str) -> None:
    """A msgstr equal to its msgid goes the way of any msgstr and gives the page as it was."""
    obeys_identity(text, setup)


@FEW
@given(odd_text, setups)
def test_extraction_is_clean_and_repeatable(text: str, setup: str) -> None:
    """The same text gives the same messages, without traces of the parser."""
    obeys_extraction(text, setup)


@FEW
@given(odd_text, setups)
def test_locales_do_not_disturb_one_another(text: str, setup: str) -> None:
    """The order in which locales are rendered does not show."""
    obeys_order(text, setup)


@FEW
@given(odd_text, setups)
def test_what_is_missing_is_marked_and_nothing_else_changes(text: str, setup: str) -> None:
    """An empty catalog leaves the source text, marked with its language; ids are those of the source."""
    obeys_fallback(text, setup)


@pytest.mark.slow
@MANY
@given(odd_text, setups)
def test_all_laws_for_long(text: str, setup: str) -> None:
    """The same laws, on many more examples."""
    obeys_transparency(text, setup)
    obeys_identity(text, setup)
    obeys_extraction(text, setup)
    obeys_order(text, setup)
    obeys_fallback(text, setup)


# Pseudo-translation

_ACCENTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçďéƒğĥíĵķłɱñóƥɋŕšţúʋŵẋýžÁƁÇĎÉƑĞĤÍĴĶŁṀÑÓƤɊŔŠŢÚṼŴẊÝŽ",
)
_MARKUP = re.compile(
    r"(?P<ticks>`+).+?(?P=ticks)|\]\([^)\s]*|\]\[[^\]]*\]|\[\^[^\]]*\]"
    r"|<https?:[^>]*>|</?[a-z][^>]*>|&\w+;|\{[^}]*\}|\bhttps?:\S+",
    re.DOTALL,
)


def pseudo(msgid: str) -> str:
    """Put an accent on every letter outside code, addresses, labels, tags, entities and attribute lists."""
    pieces, position = [], 0
    for found in _MARKUP.finditer(msgid):
        pieces += [msgid[position : found.start()].translate(_ACCENTS), found.group()]
        position = found.end()
    return "".join([*pieces, msgid[position:].translate(_ACCENTS)])


def seen(html: str) -> Iterator[tuple[str, str]]:
    """Return the tags and the texts of HTML; texts in code are "fixed", as no one translates them."""
    code = 0
    for token in tokens(re.sub(r'<div class="toc">.*?</div>', "", html, flags=re.DOTALL)):
        match token.kind:
            case "text" | "reference":
                yield ("fixed" if code else "text"), folded(unescape(token.source))
            case "start":
                code += token.tag in ("code", "pre")
                attributes = sorted((name, value) for name, value in token.attributes if name not in ("title", "alt"))
                yield "tag", f"{token.tag} {attributes}"
                yield from (
                    ("text", folded(value or "")) for name, value in token.attributes if name in ("title", "alt")
                )
            case _:
                code -= token.tag in ("code", "pre")
                yield "tag", token.source


def obeys_pseudo_translation(text: str) -> None:
    """Check that each visible text is the pseudo-translation of itself, and that nothing else is different."""
    document = read(f"[ref]: r.md\n\n[^1]: A note.\n\n{text}")
    catalog = {message.key: pseudo(message.msgid) for message in document.messages}
    assert [document.refusals(*each) for each in catalog.items() if document.refusals(*each)] == []
    labels = {*document.labels, "Jump back to footnote"}
    before, after = seen(document.html()), seen(document.html(catalog, lang="be"))
    for (kind, source), (same, target) in zip(before, after, strict=True):
        assert kind == same
        if "{:" in source or "[TOC]" in source:  # what the blocks around made text
            continue
        fixed = kind != "text" or source.startswith(("https://", "///", *labels)) or source.strip() in labels
        assert target.strip() == (source if fixed else source.translate(_ACCENTS)).strip()


@FEW
@given(soup.document(odd=False))
def test_every_visible_text_can_be_translated(text: str) -> None:
    """A pseudo-translation reaches every text at every depth, and no tag, address or code."""
    obeys_pseudo_translation(text)


@pytest.mark.slow
@MANY
@given(soup.document(odd=False))
def test_every_visible_text_can_be_translated_for_long(text: str) -> None:
    """The same, on many more examples."""
    obeys_pseudo_translation(text)


# On the real content


def bodies() -> list[Any]:
    """Return the body of every entry of this repository."""
    return [
        pytest.param(path.read_text(encoding="utf-8").split("---\n", 2)[2], id=path.name)
        for path in sorted((ROOT / "content").rglob("*.md"))
    ]


@pytest.mark.parametrize("text", bodies())
def test_the_content_obeys_every_law(text: str) -> None:
    """What holds for made-up text holds for the entries that people wrote."""
    if "i18n:" not in text:
        obeys_transparency(text, "default")
    obeys_identity(text, "default")
    obeys_extraction(text, "default")
    obeys_order(text, "default")
    obeys_fallback(text, "default")


# Directives


@FEW
@given(
    soup.document(odd=True).map(lambda text: re.sub("[`<]", "", text)),
    st.integers(0, 30),
    st.sampled_from(["skip", "comment: a note", "context: verb"]),
)
def test_a_directive_line_never_changes_the_page(text: str, place: int, directive: str) -> None:
    """A directive between two blocks is gone from the page, and the page is as without it."""
    expected = reference(text)
    blocks = text.split("\n\n")
    place %= len(blocks)
    lines = "\n\n".join([*blocks[:place], f"<!-- i18n:{directive} -->\n{blocks[place]}", *blocks[place + 1 :]])
    assert read(lines).html() == expected
