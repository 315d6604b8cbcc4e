"""Tests of numbers in words: the common forms of each, in three languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.languages import numerals
from pipeline.languages.numerals import values

FORMS = {
    1: "адзін адна адно адны аднаго адной аднаму адным першы першага один одна одно одного одним первый one first",
    2: "два дзве двух дзвюх двума дзвюма другі другога абодва абедзве двое две двумя второй оба обеих two both second",
    3: "тры трох трыма трэці трэцяга трэцяя трое три трёх трех тремя третий третьего three third",
    4: "чатыры чатырох чатырма чацвёрты чацвёра четыре четырёх четырёмя четвёртый четверо four fourth",
    5: "пяць пяці пяццю пяты пяцёра пять пяти пятью пятый пятеро five fifth",
    6: "шэсць шасці шасцю шосты шасцёра шэсьць шесть шести шестой шестеро six sixth",
    7: "сем сямі сямю сёмы сямёра семь семи седьмой семеро seven seventh",
    8: "восем васьмі восьмы васьмёра восемь восьми восемью восьмой восьмеро eight eighth",
    9: "дзевяць дзевяці дзявяты девять девяти девятый nine ninth",
    10: "дзесяць дзесяці дзясяты десять десяти десятый ten tenth",
    11: "адзінаццаць адзінаццаты одиннадцать одиннадцатый eleven eleventh",
    12: "дванаццаць дванаццаці двенадцать двенадцатый twelve twelfth dozen тузін дюжина",
    13: "трынаццаць трынаццаты тринадцать тринадцатого thirteen thirteenth",
    14: "чатырнаццаць чатырнаццаці четырнадцать четырнадцатый fourteen",
    15: "пятнаццаць пятнаццаты пятнадцать пятнадцати fifteen",
    16: "шаснаццаць шаснаццаты шестнадцать шестнадцатый sixteen",
    17: "семнаццаць семнаццаты семнадцать семнадцати seventeen",
    18: "васямнаццаць васямнаццаты восемнадцать восемнадцатый eighteen",
    19: "дзевятнаццаць дзевятнаццаты девятнадцать девятнадцатый nineteen",
    20: "дваццаць дваццаці дваццаты двадцать двадцати двадцатый twenty twentieth",
    30: "трыццаць трыццаці трыццаты тридцать тридцатый thirty thirtieth",
    40: "сорак сарака саракавы сорок сорока сороковой forty fortieth",
    50: "пяцьдзясят пяцідзесяці пяцідзясяты пятьдесят пятидесяти пятидесятый fifty fiftieth",
    60: "шэсцьдзясят шасцідзесяці шестьдесят шестидесяти sixty sixtieth",
    70: "семдзесят сямідзесяці семьдесят семидесяти seventy seventieth",
    80: "восемдзесят васьмідзесяці восемьдесят восьмидесяти eighty eightieth",
    90: "дзевяноста девяносто девяноста ninety ninetieth",
    100: "сто ста сотня сотні сотни hundred",
    200: "дзвесце двухсот двумстам двести двухсот двумстам",
    300: "трыста трохсот триста трёхсот",
    400: "чатырыста чатырохсот четыреста четырёхсот",
    500: "пяцьсот пяцісот пятьсот пятисот",
    600: "шэсцьсот шасцісот шестьсот шестисот",
    700: "семсот сямісот семьсот семисот",
    800: "восемсот васьмісот восемьсот восьмисот",
    900: "дзевяцьсот дзевяцісот девятьсот девятисот",
    1000: "тысяча тысячы тысяч тыс тысяча тысячи thousand",
    1_000_000: "мільён мільёнаў млн миллион миллионов million",
    1_000_000_000: "мільярд мільярдаў млрд миллиард миллиардов billion",
}
_OF_TWO_VALUES = {"четвёртый"}
"""A quarter of an hour is 15 minutes."""

MONTHS = (
    "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
    "студзень люты сакавік красавік май чэрвень ліпень жнівень верасень кастрычнік лістапад снежань",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "January February March April May June July August September October November December",
)


def _forms() -> list[tuple[str, int]]:
    return [(word, value) for value, words in FORMS.items() for word in dict.fromkeys(words.split())]


@pytest.mark.parametrize(("word", "value"), _forms())
def test_a_form_of_a_number_word_has_its_value(word: str, value: int) -> None:
    """Case, gender, ordinals and collective numbers; none is taken for a longer one that begins alike."""
    found = values(word)
    assert Decimal(value) in found
    assert word in _OF_TWO_VALUES or {Decimal(other) for other in FORMS} & found == {Decimal(value)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("двадцать пять", "25"),
        ("дваццаць пятага", "25"),
        ("сто двадцать три", "123"),
        ("дзве тысячы дваццаць чацвёрты", "2024"),
        ("тысяча девятьсот восемьдесят четвёртый", "1984"),
        ("three hundred and fifty", "350"),
        ("twenty-five thousand", "25000"),
        ("паўтара мільёна", "1500000"),
        ("два з паловай", "2.5"),
        ("two and a half", "2.5"),
        ("две сотни", "200"),
        ("тры дзясяткі", "30"),
        ("two dozen", "24"),
        ("XXI стагоддзе", "21"),
        ("в ХІХ веке", "19"),
        ("½ шклянкі", "0.5"),
        ("арт. 361⁴", "4"),
    ],
)
def test_words_that_stand_together_are_one_number(text: str, value: str) -> None:
    """Tens and units are added, thousands multiply, and a small word may join them."""
    assert Decimal(value) in values(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("пятница и пятницы", 5),
        ("у пятніцу", 5),
        ("дружба и друзья", 2),
        ("аднак", 1),
        ("дворник", 2),
        ("требования", 3),
        ("первый день", 2),
        ("пять. Десять", 15),
    ],
)
def test_a_word_that_only_begins_so_is_no_number(text: str, value: int) -> None:
    """Friday is not five."""
    assert Decimal(value) not in values(text)


@pytest.mark.parametrize("names", MONTHS)
def test_months_know_their_number(names: str) -> None:
    """In the case of dates and in the one of headings."""
    assert [int(number) for number, _, _ in numerals.months(names)] == list(range(1, 13))


def test_a_verb_is_no_month() -> None:
    """English months have capitals, and other words only begin like one."""
    assert list(numerals.months("they may march; лютасць, лютэранін, марцыпан, майстар, майор")) == []


@pytest.mark.parametrize(
    ("word", "value"),
    [("тыс", 1000), ("мільёна", 10**6), ("миллиардов", 10**9), ("hundred", 100), ("dozen", None), ("дней", None)],
)
def test_a_word_behind_digits_may_multiply(word: str, value: int | None) -> None:
    """A dozen does not: nobody writes '5 dozen' for sixty people."""
    assert numerals.multiplier(word) == value
