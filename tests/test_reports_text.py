"""Tests of the report for people."""

from __future__ import annotations

import re

import pytest

from pipeline import reports
from pipeline.checks import Severity
from pipeline.reports.text import wants_color
from pipeline.reports.visible import width
from pipeline.sentence import say
from tests.reported import AWKWARD, BROKEN, EVERYTHING, NEWS, finding, result

_STYLE = re.compile(r"\x1b\[[0-9;]*m")
LINK = finding(
    "Гл. [план](план.md).", "See [the plan](plan.md).", id="md.link-url", target_span=(11, 18), source_span=(15, 22),
    suggestion="plan.md", heading="Figures", message=say("the link is missing. Write it."),
)  # fmt: skip


def lines(*findings: object, **options: object) -> list[str]:
    """Return the lines of a report without the summary and the empty line before it."""
    return reports.render("text", result(*findings), **options).split("\n")[:-2]  # type: ignore[arg-type]


def test_a_finding_is_its_place_its_texts_and_the_way_out() -> None:
    """The first line begins with file:line; carets stand below the marked letters, and no others."""
    assert lines(LINK) == [
        "locale/be/LC_MESSAGES/news.po:12: error md.link-url: the link is missing. Write it.",
        "    in          content/news/x.md · Figures",
        "    source      See [the plan](plan.md).",
        "                               ^^^^^^^",
        "    target      Гл. [план](план.md).",
        "                           ^^^^^^^",
        "    suggestion  plan.md",
    ]


def test_the_last_line_is_the_summary() -> None:
    """Whoever reads only the last line knows how it is."""
    printed = reports.render("text", result(LINK, BROKEN))
    assert printed.split("\n")[-1] == "be 25 % (1 of 4 messages) · ru 100 % (4 of 4 messages) · errors: 2"


def test_findings_stand_by_file_and_line() -> None:
    """Line 2 is before line 10, and the files follow each other."""
    printed = lines(finding(line=10), BROKEN, finding(line=2))
    assert [each.split(": ")[0] for each in printed if each.startswith("locale")] == [
        f"{NEWS}:2", f"{NEWS}:10", "locale/ru/LC_MESSAGES/news.po:9",
    ]  # fmt: skip


def test_what_belongs_to_no_message_is_one_line() -> None:
    """A file that cannot be read has neither source nor target."""
    assert lines(BROKEN) == [
        "locale/ru/LC_MESSAGES/news.po:9: error po.syntax: the closing quotation mark is missing. Write it."
    ]


def test_a_state_is_named_once() -> None:
    """Not "missing state.missing"; a message at line 0 has no line, and its own file is not repeated."""
    assert lines(AWKWARD["no line"]) == [
        "content/news/x.md: state.missing: it is wrong. Mend it.",
        "    source      See the plan.",
    ]


def test_a_plural_form_is_named_as_in_the_file() -> None:
    """A string of the theme comes from no entry."""
    assert lines(AWKWARD["plural form"])[1] == "    in          the theme · msgstr[1]"


@pytest.mark.parametrize(
    ("target", "span", "shown", "carets"),
    [
        ("план", (0, 1), "план", "^"),
        ("план", (3, 4), "план", "   ^"),
        ("план", (4, 4), "план", "    ^"),
        ("план", (2, 400), "план", "  ^^"),
        ("план", (400, 500), "план", "    ^"),
        ("中文 вам", (1, 2), "中文 вам", "  ^^"),
        ("中文 вам", (3, 6), "中文 вам", "     ^^^"),
        ("у\u0306 нас", (3, 6), "у\u0306 нас", "  ^^^"),
        ("ау\u0306", (2, 3), "ау\u0306", " ^"),
        ("а\tб", (2, 3), "а⇥б", "  ^"),
        ("а\nб", (1, 2), "а↵б", " ^"),
        ("5\u00a0кг", (2, 4), "5·кг", "  ^^"),
        ("5\u00a0кг", (1, 2), "5‹U+00A0›кг", " ^^^^^^^^"),
        ("а\u202eб", (2, 3), "а‹U+202E›б", "         ^"),
    ],
)  # fmt: skip
def test_carets_stand_below_the_very_letters(target: str, span: tuple[int, int], shown: str, carets: str) -> None:
    """Wide letters take two columns, marks above a letter none, what cannot be seen as many as its name."""
    printed = lines(finding(target, target_span=span))
    assert printed[-2:] == [f"    target      {shown}", f"                {carets}"]


def test_long_texts_are_cut_around_the_place() -> None:
    """The marked word is in sight, with something of what stands on both sides; lines keep to the width."""
    printed = lines(AWKWARD["very long"], columns=80)
    assert printed[-2].strip().startswith("target")
    start = printed[-1].index("^")
    assert printed[-2][start : start + 5] == "слова"
    assert printed[-2][16] == printed[-2][-1] == "…"
    assert printed[2] == "    source      " + "word " * 12 + "wor…"
    assert all(width(each) <= 80 for each in printed)


def test_a_place_longer_than_the_line_is_cut_too() -> None:
    """Nine thousand letters without a space are still one line."""
    printed = lines(AWKWARD["long without a space"], columns=60)
    assert printed[-1] == " " * 16 + "^" * 44
    assert printed[-2] == "    target      " + "ы" * 43 + "…"


def test_what_became_of_a_fuzzy_source_is_a_word_diff() -> None:
    """The old words in [-…-], the new ones in {+…+}, instead of the source text."""
    printed = lines(finding(severity=Severity.FUZZY, id="state.fuzzy", source="He met her.", before="He met him."))
    assert printed[2] == "    changed     He met [-him-]{+her+}."
    assert not any("source" in each for each in printed)


def test_a_diff_of_two_long_texts_is_cut() -> None:
    """Two lines of the old and two of the new are enough to see that it is another text; five in all."""
    old, new = " ".join(["stary"] * 300), " ".join(["novy"] * 300)
    (line,) = [each for each in lines(finding(source=new, before=old), columns=60) if "changed" in each]
    assert line.startswith("    changed     [-stary stary")
    assert "…-]{+novy novy" in line
    assert line.endswith("…+}")
    many = " ".join(f"{number}a word" for number in range(200))
    (line,) = [
        each for each in lines(finding(source=many.replace("a", "b"), before=many), columns=60) if "changed" in each
    ]
    assert line.startswith("    changed     [-0a-]{+0b+} word [-1a-]{+1b+} ")
    assert line.endswith("…")
    assert width(line) < 10 * 60


def test_a_fuzzy_text_whose_source_is_the_same_has_its_source() -> None:
    """A translation that was taken from a text like it has nothing to compare."""
    printed = lines(finding(severity=Severity.FUZZY, id="state.fuzzy", before="See the plan."))
    assert printed[2] == "    source      See the plan."


def test_colour_takes_the_place_of_carets() -> None:
    """The marked word is in its own style, and without the styles the text is the same but for the carets."""
    printed = lines(LINK, color=True)
    assert any("(\x1b[1;4;31mплан.md\x1b[0m)" in each for each in printed)
    assert [_STYLE.sub("", each) for each in printed] == [each for each in lines(LINK) if "^" not in each]


def test_an_empty_place_has_a_caret_in_colour_too() -> None:
    """There is nothing that could be underlined."""
    assert lines(AWKWARD["at the end"], color=True)[4] == " " * 20 + "^"


def test_colour_ends_where_it_began() -> None:
    """Every style is closed on its line, so that nothing after it is coloured; no other sequence is there."""
    for line in reports.render("text", EVERYTHING, color=True).split("\n"):
        styles = _STYLE.findall(line)
        assert styles[1::2] == ["\x1b[0m"] * (len(styles) // 2)
        assert "\x1b" not in _STYLE.sub("", line)
        assert "\x1b[0m" not in styles[::2]


def test_without_colour_there_is_no_escape() -> None:
    """A file is text."""
    assert "\x1b" not in reports.render("text", EVERYTHING)


def test_labels_are_in_the_language_of_the_reader() -> None:
    """Texts stay below one another, whatever the length of the words."""
    words = {"in": "у", "source": "арыгінал", "target": "пераклад", "suggestion": "трэба", "error": "памылка"}
    printed = lines(LINK, translate=words.get)
    assert printed[0].startswith(f"{NEWS}:12: памылка md.link-url: ")
    assert printed[2] == "    арыгінал  See [the plan](plan.md)."
    assert printed[3].index("^") == printed[2].index("plan.md")


def test_paths_can_be_clicked_from_another_folder() -> None:
    """A terminal opens what is relative to the folder in which the command was called."""
    assert lines(BROKEN, base="site/")[0].startswith("site/locale/ru/LC_MESSAGES/news.po:9: error")


@pytest.mark.parametrize(
    ("environment", "is_terminal", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": ""}, False, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_colour_is_for_terminals_and_for_who_asks(environment: dict[str, str], is_terminal: bool, wanted: bool) -> None:
    """NO_COLOR wins; a variable that is set to nothing is not set."""
    assert wants_color(environment, is_terminal=is_terminal) is wanted
