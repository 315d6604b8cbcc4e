"""Tests of which rules are asked of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline._check_settings import Checks, Override, Wish
from pipeline.checks import Severity
from pipeline.checks.registry import EVERYTHING, TEXT_RULES
from pipeline.checks.rule import Example, Rule
from pipeline.checks.selection import Selection, is_for
from pipeline.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.finding import Hit
    from pipeline.checks.subject import Form


def _nothing(form: Form) -> Iterator[Hit]:  # noqa: ARG001
    yield from ()


def make(name: str, *, on: bool = True, languages: tuple[str, ...] = (), prose: bool = True) -> Rule:
    """Return a rule that finds nothing."""
    return Rule(
        id=name, severity=Severity.INFO, summary="A test.", explanation="A test.", check=_nothing,
        examples=(Example("be", "a", "b", "c"),), on=on, languages=languages, prose=prose,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _some_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add rules that nobody asks for, and two that are not for everything."""
    added = (
        make("spelling", on=False),
        make("glossary.term", on=False),
        make("text.other", on=False),
        make("be.test", languages=("be",)),
        make("md.test", prose=False),
    )
    known = {each.id for each in added}
    monkeypatch.setattr(
        "pipeline.checks.selection.EVERYTHING", (*(each for each in EVERYTHING if each.id not in known), *added)
    )
    monkeypatch.setattr(
        "pipeline.checks.selection.TEXT_RULES", (*(each for each in TEXT_RULES if each.id not in known), *added)
    )


def asked(settings: Checks | None = None, only: tuple[str, ...] = (), locale: str = "be") -> set[str]:
    """Return the ids of the rules that are asked of prose."""
    return {each.id for each in Selection(settings, only).rules(locale, "x.po").prose}


OPTIONAL = {"spelling", "glossary.term", "text.other"}


def wish(name: str, level: str) -> Checks:
    """Return settings with one wish."""
    return Checks(overrides=(Override(rules=(Wish(name, level, 3),)),))


def test_a_rule_that_is_not_on_is_asked_where_the_settings_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its own switch, by a level of its own, or by name on the command line."""
    monkeypatch.setattr("pipeline.checks.selection.about", lambda name: make(name))
    assert asked() & OPTIONAL == set()
    assert asked(Checks(spelling=True)) & OPTIONAL == {"spelling"}
    assert asked(Checks(glossary="glossary.csv")) & OPTIONAL == {"glossary.term"}
    assert asked(wish("text.other", "warning")) & OPTIONAL == {"text.other"}
    assert asked(only=("text.other",)) == {"text.other"}


def test_a_rule_that_is_on_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the switch of its family does not switch it on again."""
    monkeypatch.setattr("pipeline.checks.selection.about", lambda name: make(name))
    assert "text.omitted" in asked()
    assert "text.omitted" not in asked(wish("text.omitted", "off"))
    off = wish("spelling", "off")
    assert "spelling" not in asked(Checks(spelling=True, overrides=off.overrides))


def test_rules_are_for_languages() -> None:
    """A rule for Belarusian is not asked of Russian, nor of a language that nobody knows."""
    assert [is_for(make("be.test", languages=("be",)), tag) for tag in ("be", "ru", "be-Latn", "de")] == [
        True, False, False, False,
    ]  # fmt: skip
    assert "be.test" in asked()
    assert "be.test" not in asked(locale="ru")


def test_what_is_no_prose_has_fewer_rules() -> None:
    """Only those that look at everything, and they look at prose too."""
    rules = Selection().rules("be", "x.po")
    assert "md.test" in {each.id for each in rules.other}
    assert not any(each.prose for each in rules.other)
    assert set(rules.other) < set(rules.prose)


def test_the_rules_of_a_place_are_made_once() -> None:
    """Thirty thousand messages must not ask thirty thousand times."""
    selection = Selection()
    assert selection.rules("be", "a.po", ("x.md",)) is selection.rules("be", "b.po")
    by_place = Selection(Checks(overrides=(Override(paths=("content/**",)),)))
    assert by_place.rules("be", "a.po", ("x.md",)) is by_place.rules("be", "a.po", ("x.md",))
    assert by_place.rules("be", "a.po", ("x.md",)) is not by_place.rules("be", "a.po")


def test_wishes_that_cannot_be_fulfilled_are_named_at_once() -> None:
    """Each with its line: an id that there is not, and a rule that protects readers."""
    rules = (Wish("text.omited", "off", 4), Wish("url.scheme", "info", 5), Wish("url.scheme", "error", 6))
    with pytest.raises(ConfigError) as caught:
        Selection(Checks(overrides=(Override(rules=rules),)))
    assert [(each.line, each.text.split(":")[0]) for each in caught.value.problems] == [
        (4, "there is no rule 'text.omited'. Did you mean 'text.omitted'?"),
        (5, "'url.scheme' cannot be 'info'"),
    ]
