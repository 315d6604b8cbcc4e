"""Tests of `text.reused`: one translation that stands for two texts."""

from __future__ import annotations

import pytest

from pipeline import catalog
from pipeline.checks.rules import text_reused
from pipeline.checks.subject import Context
from tests import folders


def found(*pairs: tuple[str, str], domain: str = "pages", flag: str = "") -> list[str]:
    """Return the source texts of the messages that the rule names."""
    messages = [f'{flag}msgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in pairs]
    read = catalog.read(f"be/{domain}.po", folders.catalog(*messages).encode(), locale="be")
    by_line = {each.line: each.msgid for each in read.messages}
    return [by_line[line] for line, _ in text_reused.RULE.check(read, Context("be"))]


def test_a_translation_that_was_copied_to_another_place() -> None:
    """The later one is named, and the sentence tells the first."""
    pairs = [("The court fined him.", "Суд яго аштрафаваў."), ("She left the country.", "Суд яго аштрафаваў.")]
    assert found(*pairs) == ["She left the country."]
    messages = [f'msgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in pairs]
    read = catalog.read("be/pages.po", folders.catalog(*messages).encode(), locale="be")
    ((_, sentence),) = text_reused.RULE.check(read, Context("be"))
    assert f"'The court fined him.' (line {read.messages[0].line})" in str(sentence)


def test_three_of_them() -> None:
    """Each is compared with the first."""
    same = "Наступны разгляд у чацвер"
    assert found(("One thing", same), ("Another", same), ("Third place", same)) == ["Another", "Third place"]


def test_case_and_punctuation_of_a_translation_do_not_matter() -> None:
    """A full stop more does not make it another text."""
    assert found(("Prison", "Суд яго аштрафаваў"), ("Money paid", "суд яго аштрафаваў.")) == ["Money paid"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Human rights", "Human Rights:"),
        ("the e-mail of the press", "The email of the press"),
        ("A “free” trial is held", "A *free* trial is held"),
    ],
)
def test_texts_that_differ_in_signs_may_share_a_translation(one: str, other: str) -> None:
    """Case and punctuation are not always to be seen in another language."""
    assert found((one, "Адно і тое самае тут"), (other, "Адно і тое самае тут")) == []


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("Political prisoner", "Political prisoners", "палітычны вязень"),
        ("Read the report", "The whole report", "Чытаць даклад"),
        ("Settings", "Preferences", "Налады"),
    ],
)
def test_short_texts_that_share_a_word_and_single_words_are_left_alone(one: str, other: str, text: str) -> None:
    """English has two ways to say a thing where Belarusian has one."""
    assert found((one, text), (other, text)) == []


def test_short_texts_with_another_number_do_not_share() -> None:
    """Article 5 is not article 6."""
    assert found(("Article 5", "артыкул 5 Закона"), ("Article 6", "артыкул 5 Закона")) == ["Article 6"]


def test_texts_that_differ_in_small_words_may_share_a_translation() -> None:
    """An article has nothing to be seen in Belarusian."""
    text = "Каб надрукаваць дакумент, трэба ўвайсці ў сістэму"
    pairs = [("You need to log in to print a document.", text), ("You need to log in to print this document.", text)]
    assert found(*pairs) == []


def test_long_texts_that_share_words_do_not_share_a_translation() -> None:
    """A sentence like another one is where a wrong translation is filled in most easily."""
    text = "Суд прызнаў актывіста вінаватым і пакінуў за кратамі"
    assert found(("The court found the activist guilty.", text), ("The court found the activist innocent.", text)) == [
        "The court found the activist innocent."
    ]


def test_other_translations_are_left_alone() -> None:
    """Each text its own."""
    assert found(("One", "Адзін раз"), ("Two", "Два разы"), ("Three", "Тры разы")) == []


def test_an_address_does_not_make_two_translations_of_one() -> None:
    """Links lead elsewhere, and the words are still those of another text."""
    one, other = ("[The plan](a.md)", "[Наш стары план](a.md)"), ("[Our court](b.md)", "[Наш стары план](b.md)")
    assert found(one, other) == ["[Our court](b.md)"]


def test_strings_of_the_theme_and_fuzzy_texts_are_left_alone() -> None:
    """A theme says one thing in two ways, and what is fuzzy is looked at anyway."""
    pairs = [("Go back", "На папярэднюю старонку"), ("Previous", "На папярэднюю старонку")]
    assert found(*pairs, domain="site") == []
    assert found(*pairs, flag="#, fuzzy\n") == []
    assert found(*pairs) == ["Previous"]
