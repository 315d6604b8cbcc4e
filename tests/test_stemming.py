"""Stems: the forms of a word fall together, other words stay apart, and the browser cuts where the build does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stemming import stemmer
from pipeline.stemming.ru import SNOWBALL
from pipeline.stemming.rules import END, Rule, Stemmer
from pipeline.stemming.words import fold, words

PAIRS = Path(__file__).parent / "search_pairs"
LANGUAGES = ("be", "en", "ru")


def pairs(language: str, wanted: str) -> list[tuple[str, str]]:
    """Return the pairs of one part of a language's file: "Finds" or "Does not find"."""
    text = (PAIRS / f"{language}.md").read_text("utf-8")
    part = text.partition(f"## {wanted}\n")[2].partition("\n## ")[0]
    lines = (line.split(" | ") for line in part.splitlines() if line.strip())
    return [(query, form) for query, form in lines]


def snowball(language: str) -> list[tuple[str, str]]:
    """Return words with the stems that Snowball 3.1.1 gives them."""
    lines = (PAIRS / f"snowball-{language}.txt").read_text("utf-8").splitlines()
    return [(word, stem) for word, stem in (line.split(" ") for line in lines)]


def cases(wanted: str) -> list[tuple[str, str, str]]:
    """Return every pair of one part with its language."""
    return [(language, *pair) for language in ("be", "ru") for pair in pairs(language, wanted)]


def stem(word: str, language: str) -> str:
    """Return the stem of a word as a reader would type it."""
    (folded,) = words(word)
    return stemmer(language).stem(folded)


@pytest.mark.parametrize(("language", "query", "form"), cases("Finds"))
def test_forms_of_a_word_fall_together(language: str, query: str, form: str) -> None:
    """A search for one form of a word finds a text with another."""
    assert stem(query, language) == stem(form, language)


@pytest.mark.parametrize(("language", "query", "form"), cases("Does not find"))
def test_other_words_stay_apart(language: str, query: str, form: str) -> None:
    """A search for a word does not find a text with another word that looks like it."""
    assert stem(query, language) != stem(form, language)


@pytest.mark.parametrize("language", ["be", "ru"])
def test_there_are_pairs_enough(language: str) -> None:
    """The files hold what the site promises: 40 pairs that match and 15 that do not; no pair is there twice."""
    for wanted, least in (("Finds", 40), ("Does not find", 15)):
        found = pairs(language, wanted)
        assert len(found) >= least
        assert len(found) == len(set(found))


def test_russian_is_snowballs() -> None:
    """Our Russian rules, but for the irregular forms, give the stems of Snowball's own program."""
    ours = Stemmer(letters="[а-я]", steps=SNOWBALL)
    assert [(word, ours.stem(word)) for word, _ in snowball("ru")] == snowball("ru")


def test_english_is_snowballs() -> None:
    """Our English rules give the stems of Snowball's own program."""
    ours = stemmer("en")
    assert [(word, ours.stem(word)) for word, _ in snowball("en")] == snowball("en")


@pytest.mark.parametrize(("word", "expected"), [("prisoners", "prison"), ("don't", "dont"), ("court's", "court")])
def test_english_words(word: str, expected: str) -> None:
    """English has its plural, its genitive and its shortened words."""
    assert stem(word, "en") == expected


def test_language_without_rules_keeps_its_words() -> None:
    """A language that we have no stemmer for is searched by whole words; so is Belarusian in Latin letters."""
    assert [stem(word, "pl") for word in ("Sądu", "sądy")] == ["sadu", "sady"]
    assert stem("courts", "be-Latn") == "courts"
    assert stemmer("be-tarask") is stemmer("be")
    assert stemmer("en-GB") is stemmer("en")


def test_word_in_another_alphabet_is_not_ours() -> None:
    """Each language knows the words that have one of its letters; one without rules takes all."""
    assert [stemmer("be").knows(word) for word in ("суд", "court", "2024")] == [True, False, False]
    assert [stemmer("en").knows(word) for word in ("суд", "court", "2024")] == [False, True, False]
    assert stemmer("pl").knows("2024")


@pytest.mark.parametrize("language", LANGUAGES)
def test_common_words_are_folded(language: str) -> None:
    """A word that is left out is written as words are after folding; else it would never be recognised."""
    assert [word for word in sorted(stemmer(language).common) if words(word) != [word]] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ёлка ЕЛКА е\u0308лка", ["елка", "елка", "елка"]),
        ("аб’ект абʼект аб'ект аб`ект", ["аб'ект"] * 4),
        ("пра\u0301ва «права»", ["права", "права"]),
        ("спад\u00adчына", ["спадчына"]),
        ("й и\u0306 ў у\u0306", ["й", "й", "ў", "ў"]),
        ("адвакатаў-праваабаронцаў", ["адвакатаў", "праваабаронцаў"]),
        ("‘quoted’ don’t", ["quoted", "don't"]),
        ("Šiauliai, Łódź", ["siauliai", "łodz"]),
        ("23.361 ст. 2", ["23", "361", "ст", "2"]),
        ("— … !", []),
    ],
)
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    """Case, accents, stress marks, kinds of apostrophes, ё and soft hyphens make no difference; й and ў do."""
    assert words(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is folded stays as it is, so that a word can be taken out of a text before or after it."""
    assert [fold(word) for word in words(text)] == words(text)


@given(st.text("абвгдежзійклмнопрстуўфхцчшыьэюяищъ'", min_size=1, max_size=20), st.sampled_from(LANGUAGES))
def test_any_word_has_a_stem(word: str, language: str) -> None:
    """No word loses all its letters, or gets many more of them."""
    found = stemmer(language).stem(word)
    letters = word.replace("'", "").replace("ь", "").replace("ъ", "")
    assert found or len(letters) < 3
    assert len(found) <= len(word) * 2 + 2


def test_rule_that_may_not_cut_ends_its_step() -> None:
    """Where too little would stay, the word is left alone, and a shorter ending is not tried; other steps are."""
    steps = ((Rule("^(.*)ement$", keep="..."), Rule("^(.*)ent$")), (Rule("^(.*)t$", "d"),))
    assert [Stemmer(letters=".", steps=steps).stem(word) for word in ("agreement", "element", "agent", "cat")] == [
        "agre", "elemend", "ag", "cad",
    ]  # fmt: skip


def test_last_rule_skips_the_other_steps() -> None:
    """After a rule that ends all, only the replacements at the end are made."""
    found = Stemmer(letters=".", steps=((Rule("^(news)$", skip=END),), (Rule("^(.*)s$"),)), after=(("w", "v"),))
    assert [found.stem(word) for word in ("news", "views")] == ["nevs", "viev"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_are_in_the_common_dialect(language: str) -> None:
    """No rule has what older browsers or JavaScript do not know: lookbehind, named groups, inline flags, anchors."""
    data = stemmer(language).data()
    patterns = [rule[0] for step in data["steps"] for rule in step] + [
        rule[2] for step in data["steps"] for rule in step
    ]
    patterns += [pattern for pattern, _ in (*data["before"], *data["after"])]
    assert [each for each in patterns if re.search(r"\(\?<|\(\?P|\(\?[aims]|\\[AZz]|[*+}]\+", each)] == []
    assert all(re.compile(rule[0]).groups == 1 for step in data["steps"] for rule in step)
