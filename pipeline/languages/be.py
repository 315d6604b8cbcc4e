"""Belarusian: the official orthography (the law of 2008) and the classical one.

Sources: the alphabet, `ў` and the loanwords that keep a stressed `у` are those of the law of 23 July 2008 «Аб Правілах
беларускай арфаграфіі і пунктуацыі»; what Belarusian never has is counted in the 82,079 words of hunspell-be 0.53.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.languages import ru
from pipeline.languages.collation import CYRILLIC, LATIN, Collation
from pipeline.languages.language import Language
from pipeline.sentence import say

APOSTROPHES = "’ʼ'"
"""The forms of the apostrophe that are met in good texts; the first is the one to write."""

_NEVER = r"р[еёюяь]|т[еёюя]|д[еёюя]|[тд]ь(?!\w)"
"""Groups that at most one of the words has: `р` and `д т` are hard, or become `дз ц`."""

_STRESSED_U = re.compile(
    r"ультра|унтэр|унт|унта[мў]?і?|урн[аыеуў]?|урна[йюмхў]і?|уні[яіюй]|уніяй|уній|унікум\w*|унцы[яіюй]|унцыяй|узус\w*"
    r"|угр[аыуе]?|угра[мўх]і?|умбр[аыуе]|умбрай|у+х|угу|уга",
    re.IGNORECASE,
)
_OPEN_PREFIX = re.compile(r"ультра|унтэр", re.IGNORECASE)
_INDEFINITE = re.compile(
    r"(?:хто|што|дзе|калі|куды|адкуль|скуль|чаму|каго|каму|кім|чаго|чым|колькі|чы[ійяёюхм]\w*"
    r"|як(?:і|ая|ое|ую|ога|ому|ой|ою|ім|імі|іх|ія)?|нек\w+|ней\w+)сьці",
    re.IGNORECASE,
)
_CLASSICAL = re.compile(
    r"сьн|зьн|ньн|льл|сьв|цьв|сьл|зьл|зьдз|сьс|зьз|цьц|дзьдз|сьп|(?<!д)зьв|(?<!ле)дзьв|сьц(?!(?:е|еся)(?!\w))",
    re.IGNORECASE,
)

_STRANGE = re.compile(
    rf"[ищъґєїѕј]|{_NEVER}|(?<![\w-])(?:{'|'.join(sorted(ru.FUNCTION_WORDS))})(?![\w-])", re.IGNORECASE
)

LANGUAGE = Language(
    "be",
    say("Belarusian"),
    letters="абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    vowels="аеёіоуыэюя",
    quotes=("«", "»"),
    inner_quotes=("„", "“"),
    collation=Collation((CYRILLIC, LATIN), {"ґ": "г"}),
    function_words=frozenset(
        """
        але альбо аб будзе быў ці вельмі гэта гэтага гэты гэтыя гэтых дзе калі можа няма паводле пасля праз таксама
        толькі трэба што які якія якіх якое яго яе яна яны ён ёсць
        """.split()
    ),
    strange=_STRANGE,
)
TARASKIEVICA = replace(
    LANGUAGE,
    code="be-tarask",
    name=say("Belarusian (classical orthography)"),
    letters="абвгґдеёжзійклмнопрстуўфхцчшыьэюя",
    strange=re.compile(_STRANGE.pattern.replace("ґ", "", 1), re.IGNORECASE),
)


def has_classical_sign(text: str) -> bool:
    """Tell whether a text may have a word with such a sign; a quick look."""
    return _CLASSICAL.search(text) is not None


def keeps_u(word: str) -> bool:
    """Tell whether a word begins with a stressed `у`, which never becomes `ў`: loanwords and calls.

    >>> [keeps_u(word) for word in ("урна", "унію", "унікум", "ультраправыя", "унтэр-афіцэр", "універсітэт", "ураду")]
    [True, True, True, True, True, False, False]
    """
    return _STRESSED_U.fullmatch(word) is not None or _OPEN_PREFIX.match(word) is not None


def classical_sign(word: str) -> str:
    """Return letters of a word that only the classical orthography writes so, "" where there are none.

    The official one has ь before б and м (просьба), in ледзьве, in the particle -сьці and in imperatives.

    >>> [classical_sign(word) for word in ("сьнег", "радасьці", "калісьці", "ледзьве", "просьба", "уносьце")]
    ['сьн', 'сьц', '', '', '', '']
    """
    found = _CLASSICAL.search(word)
    return "" if found is None or _INDEFINITE.fullmatch(word) else found[0]
