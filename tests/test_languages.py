"""Tests of what is known of languages: letters, look-alikes, ў, signs of orthographies, and the order of words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import languages
from pipeline.languages import be, lookalikes, ru

CYRILLIC = ("be", "be-tarask", "ru")
TEXT = st.text(st.sampled_from("аеёгґіийуўщъяАЁЎ bzBZ09’'ʼ-—«».,\u0301\u0306"), max_size=12)


def language(code: str) -> languages.Language:
    """Return a language that is known."""
    found = languages.of(code)
    assert found is not None
    return found


def in_order(code: str, *texts: str) -> list[str]:
    """Sort texts as the language's dictionaries do."""
    return sorted(texts, key=language(code).sort_key)


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("be", "be"),
        ("be-BY", "be"),
        ("be-Cyrl", "be"),
        ("be-tarask", "be-tarask"),
        ("be-BY-tarask", "be-tarask"),
        ("ru-BY", "ru"),
        ("en-GB", "en"),
        ("be-Latn", None),
        ("ru-Latn-BY", None),
        ("uk", None),
    ],
)
def test_a_locale_has_the_language_of_its_script(locale: str, code: str | None) -> None:
    """Rules on Cyrillic letters would find nothing but mistakes in Belarusian of Latin letters."""
    found = languages.of(locale)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("code", "count", "has", "lacks"),
    [
        ("be", 32, "іўёІЎЁ", "ищъґєїИЩЪ"),
        ("be-tarask", 33, "іўґҐ", "ищъєї"),
        ("ru", 33, "ищъёИЩЪ", "іўґєїІЎ"),
        ("en", 26, "wW", "іи"),
    ],
)
def test_an_alphabet_has_its_letters(code: str, count: int, has: str, lacks: str) -> None:
    """32 letters in the official orthography, 33 with ґ, and 33 in Russian."""
    known = language(code)
    assert len(set(known.letters)) == len(known.letters) == count
    assert all(known.has(letter) for letter in has)
    assert not any(known.has(letter) for letter in lacks)


@pytest.mark.parametrize("code", [*CYRILLIC, "en"])
def test_vowels_and_letters_are_one_character_each(code: str) -> None:
    """A letter in two characters would never be found in a text that is normalized."""
    known = language(code)
    assert set(known.vowels) <= set(known.letters)
    assert unicodedata.is_normalized("NFC", known.letters)


def test_a_word_ends_in_a_vowel_or_not() -> None:
    """Of a number and of nothing nobody can tell."""
    assert [language("be").ends_in_vowel(word) for word in ("яна", "ЯНА", "быў", "май", "суддзь", "5", "")] == [
        True, True, False, False, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "word", ["права", "суддзя", "тэатр", "дзень", "цень", "пяць", "рэч", "рабро", "радыё", "он-лайн",
             "ка-как", "альтэрнатыва"]
)  # fmt: skip
def test_no_belarusian_word_is_strange(word: str) -> None:
    """Neither hard р, т and д nor a small Russian word with a hyphen is a sign of Russian."""
    assert not language("be").is_strange(word)
    assert not language("be-tarask").is_strange(word)


@pytest.mark.parametrize("word", ["право́вий", "тюрьма", "дело", "время", "есть", "как", "Что", "щит", "объект"])
def test_russian_words_are_strange_in_belarusian(word: str) -> None:
    """By a letter, by a soft р, т or д, or as a small word."""
    assert language("be").is_strange(word)


@pytest.mark.parametrize("word", ["пытка", "суд", "закон", "мороз"])
def test_that_a_word_is_not_strange_proves_nothing(word: str) -> None:
    """Most words of one language could be of the other."""
    assert not language("be").is_strange(word)
    assert not language("ru").is_strange(word)


@pytest.mark.parametrize("word", ["ўмовы", "справядлівасць", "што", "пяць", "суддзі", "жыццё", "яшчэ", "гэта"])
def test_belarusian_words_are_strange_in_russian(word: str) -> None:
    """By a letter, by a group such as ць and жы, or as a small word."""
    assert language("ru").is_strange(word)


@pytest.mark.parametrize("word", ["жизнь", "цирк", "отец", "пицца", "чистый", "шить", "пра-пра", "щука", "этаж"])
def test_no_russian_word_is_strange(word: str) -> None:
    """A `цц` of Italian is none either."""
    assert not language("ru").is_strange(word)


def test_ґ_is_strange_in_the_official_orthography_only() -> None:
    """362 alarms for one letter in a catalog of the classical orthography would be 362 too many."""
    assert language("be").is_strange("ґанак")
    assert not language("be-tarask").is_strange("ґанак")


def test_small_words_are_of_one_language() -> None:
    """A word that both languages have would prove nothing."""
    assert not be.LANGUAGE.function_words & ru.FUNCTION_WORDS
    assert all(ru.LANGUAGE.is_strange(word) for word in be.LANGUAGE.function_words)
    assert all(be.LANGUAGE.is_strange(word) for word in ru.FUNCTION_WORDS)


def test_sisters() -> None:
    """Belarusian texts are taken for Russian ones and the other way; nobody takes English for either."""
    sisters = {code: languages.sister(language(code)) for code in (*CYRILLIC, "en")}
    assert {code: each and each.code for code, each in sisters.items()} == {
        "be": "ru", "be-tarask": "ru", "ru": "be", "en": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    "word", ["урна", "урны", "урну", "урнай", "урнамі", "унія", "уніі", "уніяй", "унікум", "унікумам", "ультра",
             "ультраправы", "унтэр-афіцэр", "унцыя", "Урна"]
)  # fmt: skip
def test_a_stressed_u_stays(word: str) -> None:
    """The law of 2008 names such loanwords."""
    assert be.keeps_u(word)


@pytest.mark.parametrize(
    "word", ["універсітэт", "унікальны", "уніят", "ультыматум", "урад", "урок", "у", "усе", "унук"]
)
def test_other_words_do_not_keep_u(word: str) -> None:
    """They only begin alike: the stress is on another vowel."""
    assert not be.keeps_u(word)


@pytest.mark.parametrize("word", ["сьнег", "дзьверы", "насеньне", "вясельле", "сьвет", "цьвёрды", "зьвяз",
                                  "судзьдзя", "мядзьведзь", "сьпіс", "радасьць", "СЬВЕТ"])  # fmt: skip
def test_signs_of_the_classical_orthography(word: str) -> None:
    """Soft signs that no official word has."""
    assert be.classical_sign(word)


@pytest.mark.parametrize("word", ["калісьці", "хтосьці", "ледзьве", "ледзьве-ледзьве", "вазьміце", "восьмы", "просьба",
                                  "барацьба", "пераносьце", "выносьцеся", "вясельны", "дальні", "малыш"])  # fmt: skip
def test_official_soft_signs_are_no_signs(word: str) -> None:
    """The official orthography writes ь before б and м, in -сьці, and in imperatives."""
    assert not be.classical_sign(word)


@given(st.text(st.sampled_from(lookalikes.in_latin("асеорхукАВСЕНКМОРТХУ") or ""), min_size=1))
def test_what_looks_alike_goes_both_ways(word: str) -> None:
    """A word of look-alikes is the same word again after two changes of alphabet."""
    cyrillic = lookalikes.in_cyrillic(word, ru.LANGUAGE.letters)
    assert cyrillic is not None
    assert not lookalikes.has_both(cyrillic)
    assert lookalikes.in_latin(cyrillic) == word


def test_look_alikes_are_of_the_language() -> None:
    """Latin i is a Belarusian і, and no Russian letter; no letter of either looks like s."""
    assert lookalikes.in_cyrillic("i", be.LANGUAGE.letters) == "і"
    assert lookalikes.in_cyrillic("i", ru.LANGUAGE.letters) is None
    assert lookalikes.in_cyrillic("s", be.LANGUAGE.letters) is None
    assert lookalikes.in_latin("ѕ") == "s"


# Expectations of the order: what ICU 72 gives for the locale with alternate=shifted, where nothing else is said.


def test_the_belarusian_alphabet() -> None:
    """The order of the alphabet; ґ is a г with a mark for CLDR, and the rest of Cyrillic stands where it is in root."""
    letters = "а б в г ґ д е ё ж з и і й к л м н о п р с т у ў ф х ц ч ш щ ъ ы ь э ю я".split()
    assert in_order("be", *reversed(letters)) == letters


def test_the_russian_alphabet() -> None:
    """The order of the alphabet, and ё behind е."""
    letters = list("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
    assert in_order("ru", *reversed(letters)) == letters


def test_ё_is_a_letter_in_belarusian_and_a_variant_in_russian() -> None:
    """CLDR has `&Е<ё<<<Ё` for Belarusian and nothing for Russian, where the root collation takes ё for е."""
    words = ["ёлка", "ель", "ёж", "еж", "ежик", "Ель"]
    assert in_order("be", *words) == ["еж", "ежик", "ель", "Ель", "ёж", "ёлка"]
    assert in_order("ru", *words) == ["еж", "ёж", "ежик", "ёлка", "ель", "Ель"]


def test_ў_is_a_letter_of_its_own_in_belarusian() -> None:
    """CLDR has `&у<ў<<<Ў`; in a Russian list a Belarusian name stands under у."""
    assert in_order("be", "ўб", "уй", "ўа", "уа", "ф") == ["уа", "уй", "ўа", "ўб", "ф"]
    assert in_order("ru", "ўб", "уй", "ўа", "уа", "ф") == ["уа", "ўа", "ўб", "уй", "ф"]


@pytest.mark.parametrize("code", CYRILLIC)
def test_digits_go_before_cyrillic_and_latin_last(code: str) -> None:
    """CLDR has `[reorder Cyrl]` for both languages."""
    texts = ["zebra", "яма", "Apple", "10", "а", "2"]
    assert in_order(code, *texts) == ["10", "2", "а", "яма", "Apple", "zebra"]


def test_latin_goes_first_in_english() -> None:
    """The root collation has Latin before Cyrillic."""
    assert in_order("en", "яма", "zebra", "Apple", "café", "cafe", "2") == [
        "2",
        "Apple",
        "cafe",
        "café",
        "zebra",
        "яма",
    ]


@pytest.mark.parametrize("code", CYRILLIC)
def test_apostrophes_hyphens_and_quotation_marks_are_nothing(code: str) -> None:
    """All forms of an apostrophe stand together, and a quoted name under its letter."""
    texts = ["абеч", "аб'ект", "«абейка»", "аб’ект", "абяц", "абʼект", "аб-ем"]
    assert in_order(code, *texts) == ["«абейка»", "аб'ект", "абʼект", "аб’ект", "аб-ем", "абеч", "абяц"]


@pytest.mark.parametrize("code", CYRILLIC)
def test_a_space_goes_before_every_letter(code: str) -> None:
    """Word by word, as CLDR without the shifted form has it; other punctuation parts words too."""
    assert in_order(code, "правам", "права на жыццё", "права", "права: што гэта") == [
        "права", "права на жыццё", "права: што гэта", "правам",
    ]  # fmt: skip


@pytest.mark.parametrize("code", CYRILLIC)
def test_marks_and_capitals_matter_last(code: str) -> None:
    """A stress mark parts words that are the same otherwise, then a capital does; small goes first."""
    assert in_order(code, "замок", "За́мак", "Замак", "за́мак", "замак") == [
        "замак", "Замак", "за́мак", "За́мак", "замок",
    ]  # fmt: skip


@given(TEXT, TEXT)
def test_equal_keys_are_equal_texts(one: str, other: str) -> None:
    """The order is total, so that an index is the same in every build."""
    key = language("be").sort_key
    assert (key(one) == key(other)) is (one == other)


@given(TEXT)
def test_composed_and_decomposed_texts_stand_together(text: str) -> None:
    """й in one character and in two is one letter."""
    key = language("be").sort_key
    assert key(text)[:3] == key(unicodedata.normalize("NFD", text))[:3]
