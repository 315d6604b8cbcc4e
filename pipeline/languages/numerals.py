"""Numbers that are written in words, in Roman letters or as the name of a month: English, Belarusian, Russian.

It reads what a word may stand for and is generous: a reader of numbers asks it whether a value *can* be found in a
text. Forms of a word are known by their beginning, the longest one that fits.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TABLE = """
0       =zero nought =noon =midnight нул нол опоўн апоўн поўноч поўнач полноч
0.5     =half =halves палов паўгадз паўгод паўмес полов полчас полгод полугод полмес полмил
1       =one =once =a =an =single first адзін адно адна адны адну адной адным адным перш =раз один одн однажд перв
1.5     паўтар полтор полутор
2       =two =twice =both =couple =pair =double twofold second twin два дзве дзвю двух двум двое дваі двой друг абодв
2       абедзв абаі абаб удва удвая =пара =пары =пару =парай две дву дво втор оба обе обо вдво дважд
3       three thrice third triple тры трох тром трое траі трэц трэт утро трой три тре трет трои трижд втро =трем =трех
4       four quadr чатыр чацв четыр четв четверт
0.25    quarter чвэрц четверт
5       =five fifth =may пяц пят пяцяр =май =мая =маю =маем =маі =мае траўн
6       six sixth шэсц шаст шост шасц шест паўгод полгод полугод
7       seven сем сям сед тыд недел
8       eight восем васм восм
9       nine ninth дзевя дзявя девят
10      =ten tenth decade дзесяц дзясят дзесят десят
10*     =tens дзясятк дзясятак десятк десяток
11      eleven адзінац одиннадц
12      twelve twelfth =noon =midnight дванац двенадц поўдз поўдн апоўдн поўноч поўнач полден полдн полноч
12*     dozen тузін тузен дюжин
13      thirteen трынац тринадц
14      fourteen fortnight чатырнац четырнадц
15      fifteen quarter пятнац пятнадц чвэрц четверт
16      sixteen шаснац шеснац шестнадц
17      seventeen семнац семнадц
18      eighteen васямнац васемнац восемнадц
19      nineteen дзевятнац девятнадц
20      twent score дваццац дваццат двадц двадцат дваццатк
24      midnight сутк суток сутк сутак
25      quarter чвэрц четверт
30      thirt трыццац трыццат тридц
40      fort forty сорак сарак сорок сорока
50      fifty fiftie =half палов полов пяцдз пяцідз пяцдзес пятдес пятидес
60      sixt шэсцдз шасцідз шестдес шестидес
70      seventy seventie семдз сямідз семдес семидес
80      eighty eightie восемдз васмідз восемдес восмидес
90      ninety ninetie дзевяност девянос
100     =сто =ста century centuries стагод сотая сотую сотай столет =соты сотый сотая
100*    hundred сотн сотня =сот
200     дзвесц двухсот двумст двухст двест двести
300     трыст трохсот тромст трохст трист трехсот тремст трехст
400     чатырыст чатырохсот четырест четырехсот
500000  полмиллион паўмілён
500     полтысяч паўтысяч пяцсот пяцісот пятсот пятисот
600     шэсцсот шасцісот шестсот шестисот
700     семсот сямісот семисот
800     восемсот васмісот восмисот
900     дзевяцсот дзевяцісот девятсот девятисот
1000*   thousand тысяч тыс тысячагод millenni
1000000*    million мілён миллион млн
1000000000* billion мілярд миллиард млрд
1000000000000* trillion трылён триллион трлн
-       пятніц пятниц друж семей семя сямей семін семин тройц второп одноврем одинак аднак адначас однак двор
-       дваран дворян перам перапіс первод першапач перспек тресн трещ тревог трывож трывал требов трэнаж тренер
-       четверг fortun fortif fortune forth fifa secondar secondl septem sixteens sextet tyred
1       =jan january студзен студзян студзе январ
2       =feb february люты лютаг лютым лютам феврал
3       =mar =march сакав март марц
4       =apr april красавік красавіц апрел
6       =jun june чэрв чэрвен июн
7       =jul july ліпен ліпн июл
8       =aug august жніве жніўн жнівен август
9       =sep =sept september верасн вераснем верасен сентяб
10      =oct october кастрычнік кастрычніц октяб
11      =nov november лістапад нояб
12      =dec december снежан снежн декаб
"""
_MONTH_NAMES = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|"
    r"(?i:студзен|студзян|лют(?:ы|ага|ым|аму)\b|сакавік|сакавіц|красавік|красавіц|ма[йяю]\b|маем\b|траў?н|чэрве?н|"
    r"ліпе?н|жні(?:ве?н|ўн)|верас|кастрычнік|кастрычніц|лістапад|снежа?н|"
    r"январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*"
)
_WORD_OR_MARK = re.compile(r"[^\W\d_]+|[.,:;!?()—]")
_JOINS = frozenset({"and", "a", "з", "с", "і", "и", "of"})
_ROMAN = re.compile(r"(?<!\w)[IVXLCІХС]+(?!\w)")
_ROMAN_LETTERS = str.maketrans("ІХС", "IXC")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_SIGNS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "3", "⅔": "3", "⁰": "0", "¹": "1", "²": "2", "³": "3"}
_SIGNS |= {"⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9"}
_EVERY_SIGN = re.compile(f"[{''.join(_SIGNS)}]")


class _Entry(NamedTuple):
    values: tuple[Decimal, ...]
    multiplies: bool


def _table() -> tuple[dict[str, _Entry], dict[str, _Entry]]:
    exact: dict[str, _Entry] = {}
    stems: dict[str, _Entry] = {}
    for line in _TABLE.strip().splitlines():
        value, *words = line.split()
        new = () if value == "-" else (Decimal(value.removesuffix("*")),)
        for word in words:
            into = exact if word.startswith("=") else stems
            key = _plain(word.removeprefix("="))
            before = into.get(key, _Entry((), multiplies=False))
            into[key] = _Entry(before.values + new, before.multiplies or value.endswith("*"))
    return exact, stems


def _plain(word: str) -> str:
    """Return a word in the spelling of the table: the classical orthography writes more soft signs."""
    return word.lower().replace("ё", "е").replace("ь", "")


_EXACT, _STEMS = _table()
_LONGEST = max(map(len, _STEMS))


@lru_cache(maxsize=4096)
def _entry(word: str) -> _Entry | None:
    plain = _plain(word)
    if plain in _EXACT:
        return _EXACT[plain]
    found = (_STEMS.get(plain[:length]) for length in range(min(len(plain), _LONGEST), 1, -1))
    return next((each for each in found if each), None)


def values(text: str) -> set[Decimal]:
    """Return every value that words, Roman letters, months and signs such as ½ of a text may stand for.

    >>> sorted(map(int, values("двадцать пять тысяч")))
    [5, 20, 25, 1000, 25000]
    >>> [21 in values("у XXI стагоддзі"), 6 in values("5 чэрвеня"), 2 in values("абедзве"), 12 in values("a dozen")]
    [True, True, True, True]
    """
    found = {Decimal(_SIGNS[sign]) for sign in _EVERY_SIGN.findall(text)}
    found.update(Decimal(roman(each)) for each in _ROMAN.findall(text))
    for row in _rows(_WORD_OR_MARK.findall(text)):
        found.update(_of_row(row))
    return found


def _rows(words: Iterable[str]) -> Iterator[list[_Entry]]:
    """Yield the number words that stand side by side; a small word such as 'and' may stand between them."""
    row: list[_Entry] = []
    for word in words:
        if row and word.lower() in _JOINS:
            continue
        entry = _entry(word)
        if entry and entry.values:
            row.append(entry)
        elif row:
            yield row
            row = []
    if row:
        yield row


def _of_row(row: list[_Entry]) -> Iterator[Decimal]:
    total = current = Decimal(0)
    for entry in row:
        yield from entry.values
        value = entry.values[0]
        current = (current or Decimal(1)) * value if entry.multiplies else current + value
        yield current
        yield total + current
        if entry.multiplies and value >= 1000:
            total, current = total + current, Decimal(0)


def multiplier(word: str) -> Decimal | None:
    """Return what a word after a number multiplies it by: 1000 for 'тыс', None for one that does not."""
    entry = _entry(word)
    return entry.values[0] if entry and entry.multiplies and entry.values[0] >= 100 else None


def roman(letters: str) -> int:
    """Return the value of a Roman number, also where it is typed with Cyrillic letters.

    >>> [roman(each) for each in ("XXI", "XIX", "IV", "ХХ")]
    [21, 19, 4, 20]
    """
    found = [_ROMAN_VALUES[each] for each in letters.translate(_ROMAN_LETTERS)]
    following = [*found[1:], 0]
    return sum(-value if value < after else value for value, after in zip(found, following, strict=True))


def months(text: str) -> Iterator[tuple[Decimal, int, int]]:
    """Yield the names of months: the number of the month and where it stands.

    >>> [(int(number), start) for number, start, _ in months("5 чэрвеня і 7 May")]
    [(6, 2), (5, 14)]
    """
    for found in _MONTH_NAMES.finditer(text):
        entry = _entry(found[0])
        if entry and entry.values:
            yield entry.values[0], found.start(), found.end()
