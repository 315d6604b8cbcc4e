"""Tests of the comments by which a translator silences a rule in one message."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checks import own
from pipeline.checks.finding import Finding, Severity
from pipeline.checks.registry import RULES, rule
from pipeline.checks.selection import Selection
from pipeline.checks.silence import Ignore, Silence, counts, may_be_silenced, read
from pipeline.sentence import say

RULES_OF_BE = Selection().rules("be", "be.po")


def finding(id: str) -> Finding:  # noqa: A002 - the word of the reports
    """Return something that a rule has found."""
    return Finding(id, Severity.WARNING, "be.po", 7, say("wrong."))


def mistakes(comments: str, *found: str, finished: bool = True) -> list[tuple[str, str]]:
    """Return the ids and sentences of what is wrong with comments, after rules have found something."""
    quiet = Silence(read(comments))
    for each in found:
        quiet.hides(finding(each))
    return [(each.about.id, str(each.sentence)) for each in quiet.mistakes(RULES_OF_BE, finished=finished)]


@pytest.mark.parametrize(
    ("comment", "rules", "reason"),
    [
        ("navina: ignore text.omitted -- the source says it twice", ["text.omitted"], "the source says it twice"),
        ("  Navina: ignore text.omitted --- why", ["text.omitted"], "why"),
        ("navina:ignore text.omitted — Poedit made a dash of it", ["text.omitted"], "Poedit made a dash of it"),
        ("navina: ignore text.omitted, md.link-missing -- both", ["text.omitted", "md.link-missing"], "both"),
        ("navina: ignore md.link-missing--why", ["md.link-missing"], "why"),
        ("navina: ignore text.omitted -- a -- b", ["text.omitted"], "a -- b"),
        ("navina: ignore text.omitted", ["text.omitted"], ""),
        ("navina: ignore text.omitted --", ["text.omitted"], ""),
        ("navina: ignore text.omitted why", [""], ""),
        ("navina: ignore", [""], ""),
        ("navina: ingore text.omitted -- why", [""], ""),
    ],
)
def test_a_comment_is_read(comment: str, rules: list[str], reason: str) -> None:
    """The rule or the rules, two hyphens or a dash, and the reason; what is written in another way has no rule."""
    assert [(each.rule, each.reason) for each in read(comment)] == [(each, reason) for each in rules]


@pytest.mark.parametrize("comment", ["", "Jane asked the family", "see navina: the program", "ignore text.omitted"])
def test_other_comments_are_nobodys_business(comment: str) -> None:
    """Only a line that begins with the program's name speaks to the program."""
    assert read(comment) == ()


def test_several_lines_are_several_wishes() -> None:
    """Each line is read by itself, and others may stand between them."""
    found = read("navina: ignore text.omitted -- a\nfrom Jane\nnavina: ignore text.longer -- b")
    assert [(each.rule, each.reason) for each in found] == [("text.omitted", "a"), ("text.longer", "b")]


def test_only_the_named_rule_is_silent() -> None:
    """A comment for one rule says nothing of another, and its finding is reported."""
    quiet = Silence(read("navina: ignore text.omitted -- why"))
    assert quiet.hides(finding("text.omitted"))
    assert not quiet.hides(finding("text.longer"))


def test_a_comment_that_was_needed_is_no_finding() -> None:
    """It silences every hit of its rule in the message."""
    assert mistakes("navina: ignore text.omitted -- why", "text.omitted", "text.omitted") == []


def test_a_comment_that_silences_nothing_is_a_finding() -> None:
    """It would hide the next mistake."""
    ((name, sentence),) = mistakes("navina: ignore text.omitted -- why")
    assert name == "ignore.unused"
    assert "'text.omitted'" in sentence
    assert "Delete the line" in sentence


def test_nobody_knows_what_is_unused_in_an_unfinished_translation() -> None:
    """Rules for texts are not asked of a fuzzy translation, so that silence proves nothing."""
    assert mistakes("navina: ignore text.omitted -- why", finished=False) == []


def test_nobody_knows_what_is_unused_where_the_rule_was_not_asked() -> None:
    """With --rule, or where the settings switch a rule off, it had no chance to find anything."""
    other = Selection(only=["text.longer"]).rules("be", "be.po")
    assert list(Silence(read("navina: ignore text.omitted -- why")).mistakes(other, finished=True)) == []


def test_an_unknown_rule_is_a_finding_with_a_suggestion() -> None:
    """A typing mistake silences nothing, and the translator learns what was meant."""
    ((name, sentence),) = mistakes("navina: ignore text.omited -- why")
    assert name == "ignore.unknown"
    assert "Did you mean 'text.omitted'?" in sentence


def test_a_comment_that_is_not_understood_is_a_finding() -> None:
    """It says how such a comment is written."""
    ((name, sentence),) = mistakes("navina: ingore text.omitted -- why")
    assert name == "ignore.unknown"
    assert "# navina: ignore RULE -- reason" in sentence


def test_without_a_reason_a_comment_does_not_count() -> None:
    """The finding is reported all the same, and so is the comment."""
    assert not Silence(read("navina: ignore text.omitted")).hides(finding("text.omitted"))
    ((name, sentence),) = mistakes("navina: ignore text.omitted", "text.omitted")
    assert name == "ignore.reason"
    assert "'-- '" in sentence


@pytest.mark.parametrize(
    "id", ["url.scheme", "html.unsafe", "state.missing", "state.fuzzy", "state.blank", "po.syntax"]
)
def test_safety_and_states_cannot_be_silenced(id: str) -> None:  # noqa: A002
    """Whoever can write a translation could write the comment too; and a missing translation is no mistake."""
    comment = f"navina: ignore {id} -- why"
    assert not Silence(read(comment)).hides(finding(id))
    assert [found for found, _ in mistakes(comment, id)] == ["ignore.forbidden"]


def test_nobody_is_silent_about_a_translation_that_is_not_shown() -> None:
    """Where the build refuses a translation, a comment cannot hide why; other findings it can."""
    error = replace(finding("md.link-missing"), severity=Severity.ERROR)
    comments = read("navina: ignore md.link-missing, text.omitted -- why")
    quiet = Silence(comments, is_refused=True)
    assert not quiet.hides(error)
    assert quiet.hides(finding("text.omitted"))
    assert [each.about.id for each in quiet.mistakes(RULES_OF_BE, finished=True)] == ["ignore.forbidden"]
    shown = Silence(comments)
    assert shown.hides(error)


def test_every_security_rule_is_loud() -> None:
    """Whatever rules come, one that protects readers cannot be silenced, and there are some."""
    guards = [each.id for each in RULES if each.security]
    assert guards
    assert not any(may_be_silenced(each) or counts(Ignore(each, "why", "")) for each in guards)


def test_what_the_check_finds_by_itself_is_explained() -> None:
    """Such a finding has an id, a summary and an explanation as a rule has, and is no rule."""
    for each in own.RECORDS:
        assert rule(each.id) is None
        assert each.summary.endswith(".")
        assert len(each.summary) <= 110
        assert len(each.explanation) > 60
