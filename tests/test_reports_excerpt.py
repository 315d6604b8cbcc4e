"""Tests of how a text is shown: what cannot be seen, what is cut, what became of it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.reports.excerpt import CUT, excerpt
from pipeline.reports.visible import exact, harmless, visible, width
from pipeline.reports.word_diff import Change, shortened, word_diff
from tests.reported import ACTS

TEXTS = st.text(st.sampled_from("абв xyz\n\t\u00a0\u202e\u0306中\x1b👍«»…"), max_size=60) | st.text(max_size=30)


@given(TEXTS)
def test_nothing_visible_acts(text: str) -> None:
    """Whatever the text, no character of what is shown moves a cursor or turns a direction."""
    for shown in (visible(text), exact(text), harmless(text)):
        assert ACTS.search(shown) is None
        assert "\n" not in shown


@given(TEXTS, st.integers(-3, 70), st.integers(-3, 70), st.integers(20, 200))
@example("", 0, 0, 20)
@example("а" * 60, 60, 60, 20)
def test_an_excerpt_keeps_to_the_width(text: str, start: int, end: int, columns: int) -> None:
    """It has the marked place, and is at most as wide as it may be, but for the signs that something is left out."""
    found = excerpt(text, (start, end), columns)
    assert width(str(found)) <= columns + 2 * len(CUT)
    assert found.has_place


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_an_excerpt_of_a_short_text_is_the_text(text: str, start: int, end: int) -> None:
    """Before, marked and after are the text, cut at the span."""
    low, high = sorted((min(start, len(text)), min(end, len(text))))
    found = excerpt(text, (start, end), 1_000)
    assert (found.before, found.marked, found.after) == (
        visible(text[:low]), exact(text[low:high]), visible(text[high:]),
    )  # fmt: skip


def test_a_side_that_needs_little_gives_to_the_other() -> None:
    """A place at the beginning has the whole line after it, one at the end the line before it."""
    text = "0123456789" * 10
    assert str(excerpt(text, (0, 1), 20)) == "0123456789012345678…"
    assert str(excerpt(text, (99, 100), 20)) == "…1234567890123456789"
    assert str(excerpt(text, (50, 51), 21)) == "…123456789" + "0" + "123456789…"


def test_a_text_without_a_place_has_no_carets() -> None:
    """Nothing is marked, so nothing stands below it."""
    assert excerpt("план", None, 20).carets == ""
    assert excerpt("план", (0, 4), 20).carets == "^^^^"


@given(TEXTS, TEXTS)
def test_a_diff_holds_both_texts(before: str, after: str) -> None:
    """What was kept and removed is the old text; what was kept and added is the new one."""
    stretches = word_diff(before, after)
    assert "".join(each.text for each in stretches if each.change is not Change.ADDED) == before
    assert "".join(each.text for each in stretches if each.change is not Change.REMOVED) == after


def test_a_diff_goes_by_words() -> None:
    """Words that follow each other and changed are one stretch, not one for each word."""
    stretches = word_diff("The old court met.", "The new chamber met.")
    assert [(each.change, each.text) for each in stretches] == [
        (Change.KEPT, "The "), (Change.REMOVED, "old court"), (Change.ADDED, "new chamber"), (Change.KEPT, " met."),
    ]  # fmt: skip


def test_a_diff_of_huge_texts_is_one_change() -> None:
    """Comparing them word by word would take longer than a reader has."""
    before, after = "a " * 4_000, "b " * 4_000
    assert [each.change for each in word_diff(before, after)] == [Change.REMOVED, Change.ADDED]


def test_what_did_not_change_is_left_out_far_from_a_change() -> None:
    """Eight words stay beside it, on the side where the change is."""
    same = " ".join(f"w{number}" for number in range(30))
    first, removed, added, last = shortened(word_diff(f"{same} old {same}", f"{same} new {same}"))
    assert first.text == "…" + same[same.index("w22") :] + " "
    assert last.text == " " + same[: same.index(" w8")] + "…"
    assert (removed.text, added.text) == ("old", "new")


def test_a_space_before_the_first_change_is_kept() -> None:
    """It belongs to no changed word."""
    assert [(each.change, each.text) for each in word_diff(" a", " b")] == [
        (Change.KEPT, " "), (Change.REMOVED, "a"), (Change.ADDED, "b"),
    ]  # fmt: skip
