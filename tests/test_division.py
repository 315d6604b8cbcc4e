"""Tests of the division of differences: everything that the build refuses belongs to one rule, and is found once."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalog import CatalogMessage
from pipeline.checks._run import applies
from pipeline.checks.registry import TEXT_RULES, rule
from pipeline.checks.rule import Rule
from pipeline.checks.rules import _claim, _syntax
from pipeline.checks.rules._division import Claim, divide
from pipeline.checks.subject import Context, Form, Subject
from pipeline.difference import Difference
from pipeline.message import Message
from pipeline.structure import Definitions, differences
from tests import soup

DEFINED = Definitions({"ref": ("r.md", "A title"), "other": ("o.md", None)}, frozenset({"1", "2", "note"}))
ITEMS = (
    ("a", "href", "a.md"), ("a", "href", "a.md#x"), ("a", "href", "b.md"), ("a", "href", ""),
    ("a", "href", "javascript:x"), ("a", "href", "https://example.org/"), ("a", "href", "mailto:me@example.org"),
    ("a", "href", "план.md"), ("a",), ("a", "title", ""), ("a", "class", "x"), ("img", "src", "a.png"),
    ("img", "src", "https://example.org/a.png"), ("img",), ("img", "alt", ""), ("img", "title", ""), ("code", "x"),
    ("code", "х"), ("code", "class", "x"), ("pre", "x"), ("script", "x"), ("style", "x"), ("textarea", "x"),
    ("math", "x"), ("footnote", "1"), ("footnote", "2"), ("nesting", "<b>"), ("nesting", "</b>"),
    ("nesting", "<script>"), ("nesting", "</p>"), ("contents", "[TOC]"), ("em",), ("strong",), ("br",),
    ("br", "class", "x"), ("comment", " x "), ("b",), ("b", "class", "x"), ("b", "onclick", "x"), ("b", "style", "x"),
    ("b", "id", "x"), ("iframe",), ("iframe", "src", "https://example.org/"), ("svg", "onload", "x"), ("https:",),
    ("https:", "example.org", ""), ("video", "poster", "https://example.org/"), ("sup", "class", "x"),
    ("form", "action", "x"), ("kbd",), ("h2", "id", "x"), ("abbr", "title", ""), ("nesting", "<https:>"),
)  # fmt: skip
"""One of every kind of thing that `structure` counts."""

TEXTS = (
    "Words", "[a](a.md)", "[a](b.md)", "[a](a.md#x)", "[a] (a.md)", "[a](javascript:x)", "[a](https://example.org/)",
    "[a]()", "[a][ref]", "[ref]", "[a][other]", "[a](a.md 'title')", "<me@example.org>", "<https://example.org/>",
    "<https:></https:>", "![a](a.png)", "![a](b.png)", "![a](https://example.org/a.png)", "<img src='a.png'>", "`x`",
    "`y`", "сям`я і аб`ект", "a[^1]", "a[^2]", "a[^note]", "*a*", "**a**", "** a **", "**a", "a\nb",
    "a<br class='x'>b", "<!-- a -->", "<?a?>", "[TOC]", "*[TOC]*", "a\u0000", "a\u0002", "<b>a</b>", "<b>a", "a</b>",
    "<b class='x'>a</b>", "<b onclick=x>a</b>", "<script>a</script>", "<svg><a xlink:href='javascript:x'>",
    "<iframe src='//example.org'></iframe>", "[a](a.md){: .x }", "a\n{: #x }", "<kbd>a</kbd>", "<pre>a</pre>",
    "<video poster='https://example.org/'></video>", "<abbr title='a'>b</abbr>", "<a>b</a>", "<img>", "\\<script>",
)  # fmt: skip


def form(msgid: str, msgstr: str, *, in_site: bool = True) -> Form:
    """Return a text as the check sees it."""
    found = CatalogMessage(None, msgid, None, (msgstr,), fuzzy=False, line=1)
    subject = Subject(
        Message(msgid), found, Context("be", in_site), lambda text: differences(msgid, text, definitions=DEFINED)
    )
    return Form(subject, msgstr)


def is_divided(claims: tuple[Claim, ...], refused: tuple[str, ...]) -> bool:
    """Tell whether each reason is in exactly one claim, and each claim belongs to a rule for texts."""
    reasons = Counter(reason for claim in claims for reason in claim.reasons)
    rules = [rule(claim.rule) for claim in claims]
    return reasons == Counter(refused) and all(isinstance(each, Rule) and not each.prose for each in rules)


def said(text: Form) -> list[tuple[str, str]]:
    """Return what all rules say of a text for which the build refuses it."""
    return [
        (each.id, str(hit.text))
        for each in TEXT_RULES
        if applies(each, text)
        for hit in each.check(text)
        if "Until then readers see the source text." in hit.text or each.id == "char.control"
    ]


def one_of(items: st.SearchStrategy[tuple[str, ...]]) -> st.SearchStrategy[list[Difference]]:
    """Return differences, each item once, as `differences` gives them."""
    made = st.builds(
        lambda item, number, added: Difference.of(item, number, added=added), items, st.integers(1, 2), st.booleans()
    )
    return st.lists(made, max_size=8, unique_by=lambda each: (each.item, each.added))


@pytest.mark.parametrize("added", [False, True])
@pytest.mark.parametrize("item", ITEMS)
def test_every_kind_of_difference_belongs_to_a_rule(item: tuple[str, ...], added: bool) -> None:
    """Whatever is counted, and whether it is missing or added."""
    found = (Difference.of(item, 1, added=added),)
    for source, broken in product(("", "See [it][x] {: .x }"), (False, True)):
        assert is_divided(tuple(divide(source, "", found, marks_are_seen=broken)), found)


@given(one_of(st.sampled_from(ITEMS)), st.booleans())
def test_however_many_there_are_each_belongs_to_one_claim(found: list[Difference], broken: bool) -> None:
    """Claims take differences together; none is left, and none is taken twice."""
    assert is_divided(tuple(divide("Words [it][x]", "слова", found, marks_are_seen=broken)), tuple(found))


@pytest.mark.parametrize("msgid", TEXTS)
def test_what_the_build_refuses_is_found_once(msgid: str) -> None:
    """Every text as a translation of every other: one finding a claim, and none where nothing is refused."""
    for msgstr in TEXTS:
        text = form(msgid, msgstr)
        claims = _claim.claims(text)
        assert is_divided(claims, text.refusals)
        assert Counter(each for each, _ in said(text)) == Counter(claim.rule for claim in claims), (msgid, msgstr)


@given(soup.document(odd=True), soup.document(odd=True))
def test_any_text_is_found_once(msgid: str, msgstr: str) -> None:
    """A document as a message, which no message is: whatever is refused has its findings."""
    text = form(msgid, msgstr)
    claims = _claim.claims(text)
    assert is_divided(claims, text.refusals)
    found = Counter(each for each, _ in said(text) if each != "char.control")
    assert found == Counter(claim.rule for claim in claims if claim.rule != "char.control")


@pytest.mark.parametrize("msgstr", ["Гл. план.", "Гл. [план](b.md).", "Гл. [план] (a.md).", "[а](a.md) `б`"])
def test_a_catalog_without_its_site_has_no_readers(msgstr: str) -> None:
    """What is wrong is said all the same; what a page shows is not known."""
    with_site, alone = (form("See [it](a.md).", msgstr, in_site=each) for each in (True, False))
    for each in TEXT_RULES:
        if each.id.startswith(("md.", "html.", "url.")):
            for here, there in zip(each.check(with_site), each.check(alone), strict=True):
                assert str(here.text) == f"{there.text} Until then readers see the source text."


def test_a_reference_link_that_lost_its_label_is_its_own_rule() -> None:
    """The address is not in the text: what a translator can mend is the label."""
    for msgid, msgstr in (("[it][ref]", "[гэта][рэф]"), ("[ref]", "[рэф]"), ("[it][ref]", "[гэта][other]")):
        (claim,) = _claim.claims(form(msgid, msgstr))
        assert claim.rule == "md.ref-label"
    assert _claim.claims(form("[ref]", "[рэф][ref]")) == ()


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("See [ref].", "Гл. [рэф][ref]."),
        ("See [it][ref].", "Гл. [Ref]."),
        ("See [it][ref] and [that](a.md).", "Гл. [тое](a.md) і [гэта][REF]."),
        ("See <me@example.org>.", "Пішыце <me@example.org>."),
        ("A note.[^1] Another.[^2]", "Другая[^2]. Заўвага[^1]."),
        ("**A** *b* ***c***", "__А__ _б_ **_в_**"),
        ("`a` ![b](c.png) <b>d</b>", "<b>д</b> ![б](c.png) ``a``"),
    ],
)
def test_what_the_build_takes_no_rule_for_markup_finds(msgid: str, msgstr: str) -> None:
    """A right translation that is written in another way is right."""
    text = form(msgid, msgstr)
    assert text.refusals == ()
    assert [
        hit for each in TEXT_RULES if each.id.startswith(("md.", "html.", "url.")) for hit in each.check(text)
    ] == []


def test_as_many_as_changed_are_paired() -> None:
    """An address that was there twice and is there once as another is two mistakes, not one."""
    claims = _claim.claims(form("[a](a.md) [b](a.md)", "[а](b.md)"))
    assert [(each.rule, each.values) for each in claims] == [
        ("md.link-missing", ("a.md", "")),
        ("md.link-added", ("", "b.md")),
    ]
    (claim,) = _claim.claims(form("[a](a.md) [b](a.md)", "[а](b.md) [б](b.md)"))
    assert (claim.rule, claim.values) == ("md.link-url", ("a.md", "b.md"))


def test_what_two_entries_say_is_found_once() -> None:
    """A text that stands in several entries is asked for in each, and they say the same."""
    once = form("Words", "Словы <!-- x --> [TOC]")
    twice = Form(once.subject, once.target)
    twice.__dict__["refusals"] = once.refusals * 2
    assert _claim.claims(twice) == _claim.claims(once)
    assert said(twice) == said(once)


def test_a_brace_that_reaches_into_the_list_behind_the_text() -> None:
    """The list of a heading is not in the message: a translator can only take out what destroys it."""
    text = form("One word", "Слова { x")
    text.__dict__["refusals"] = differences("One word", "Слова { x", ("h2",), after=" {#id}")
    assert ("html.attr-list", True) in {(about, "Take the brace out." in sentence) for about, sentence in said(text)}


def test_hundreds_of_links_are_paired_in_time() -> None:
    """Pairs by likeness are for a message; where all changed in a long text, their order does."""
    msgid = " ".join(f"[a](a{number}.md)" for number in range(300))
    claims = _claim.claims(form(msgid, msgid.replace("(a", "(b")))
    assert {each.rule for each in claims} == {"md.link-url"}
    assert len(claims) == 300


@pytest.mark.parametrize(
    ("msgid", "msgstr", "suggestion"),
    [
        ("[a](a.md)", "[а](b.md)", "a.md"),
        ("`make`", "`зрабіць`", "`make`"),
        ("a[^1]", "а[^2]", "[^1]"),
        ("The family and the facility", "Сям`я і аб`ект", "’я і аб’"),
        ("[a](https://spring96.org/)", "[а](https://spring69.org/)", "https://spring96.org/"),
    ],
)
def test_a_suggestion_mends_the_text(msgid: str, msgstr: str, suggestion: str) -> None:
    """What is suggested, in the place that is marked, makes a text that is not refused."""
    text = form(msgid, msgstr)
    (hit,) = [hit for each in TEXT_RULES if isinstance(each, Rule) for hit in each.check(text) if hit.suggestion]
    assert hit.suggestion == suggestion
    assert hit.target is not None
    mended = msgstr[: hit.target[0]] + hit.suggestion + msgstr[hit.target[1] :]
    assert form(msgid, mended).refusals == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](b.md)", None),
        ("(b.md)", "(b.md)"),
        ("[a] (b.md)", "(b.md)"),
        (r"\[a\](b.md)", "(b.md)"),
        ("[a](b.md", "(b.md"),
        ("[a]( b.md )", None),
        ("[a]{b.md}", "{b.md}"),
        ("b.md", None),
        ("[a](bb.md) <b.md >", "<b.md >"),
    ],
)
def test_a_link_that_is_written_wrong_is_recognised(text: str, found: str | None) -> None:
    """The address stands there, and where a link has it; what is right is never taken for wrong."""
    span = _syntax.broken_link("b.md", text)
    assert (text[slice(*span)] if span else None) == found


@pytest.mark.parametrize("msgstr", ["1. " * 5000, "- " * 5000, "> " * 5000, "[![a](b) " * 50, "- a\n" * 9000])
def test_marks_without_end_stop_nothing(msgstr: str) -> None:
    """Whatever a translation holds, each rule comes to an end: no text of one catalog may stop the check of all."""
    text = form("Words", msgstr, in_site=False)
    for each in TEXT_RULES:
        if each.id.startswith(("md.", "html.", "url.")):
            assert len(list(each.check(text))) <= len(text.refusals) + 1


@pytest.mark.parametrize(
    ("id", "msgstr", "marked"),
    [
        ("md.link-syntax", "[Стан](law.md) права", ["]("]),
        ("html.tags", "Стан <b>права</b>", ["<b>", "</b>"]),
        ("md.emphasis-broken", "*Стан* права", ["*"]),
        ("html.entity", "Стан&nbsp;права", ["&nbsp;"]),
        ("md.link-syntax", "Стан права [Беларусь] (2024)", []),
        ("html.tags", "Стан права: 2 < 3 > 1", []),
    ],
)
def test_a_title_is_neither_markdown_nor_html(id: str, msgstr: str, marked: list[str]) -> None:  # noqa: A002
    """The build takes it as it is, and so do readers see it."""
    message = Message("The state of law", role="title")
    found = CatalogMessage(None, message.msgid, None, (msgstr,), fuzzy=False, line=1)
    text = Form(Subject(message, found, Context("be"), lambda _: ()), msgstr)
    about = rule(id)
    assert isinstance(about, Rule)
    assert [msgstr[slice(*hit.target)] for hit in about.check(text) if hit.target] == marked
