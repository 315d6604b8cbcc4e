"""Russian.

Sources: the alphabet of the rules of 1956; what Russian never has is counted in the 146,269 words of hunspell-ru 7.5.
"""

from __future__ import annotations

import re

from pipeline.languages.collation import CYRILLIC, LATIN, Collation
from pipeline.languages.language import Language
from pipeline.sentence import say

FUNCTION_WORDS = frozenset(
    """
    более будет быть был были все всех всё где даже его если есть ещё её здесь или из как когда который которая которое
    которые которых лишь между менее могут может него неё нет них об он она они оно от очень перед после потому поэтому
    при себя своего своей своих со также тогда тоже только уже чем через что чтобы эта эти этих это этого этой этом этот
    """.split()
)
"""Small words of Russian that hunspell-be 0.53 does not know."""

_NEVER = "ць|шч|шы|жы|чы|чэ|цё|рэ"
"""Groups that fewer than 17 of the words have, names among them (`Чэнду`)."""

_BELARUSIAN = """
    але альбо аб больш бо будзе быў ці вельмі гэта гэтага гэтай гэты гэтыя гэтых гэтым гэтая дзе дзеля ды калі менш можа
    нават няма паводле пасля праз сваёй сваіх супраць сярод сябе таксама таму толькі трэба тады усё усіх ужо што які
    якія якіх якое яго яе яна яны яшчэ ён ёсць ўжо
    """
"""Small words of Belarusian that hunspell-ru does not know."""

LANGUAGE = Language(
    "ru",
    say("Russian"),
    letters="абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    vowels="аеёиоуыэюя",
    quotes=("«", "»"),
    inner_quotes=("„", "“"),
    collation=Collation((CYRILLIC, LATIN), {"ё": "е", "ў": "у", "ґ": "г"}),
    function_words=FUNCTION_WORDS,
    strange=re.compile(rf"[іўґєїѕј]|{_NEVER}|(?<![\w-])(?:{'|'.join(_BELARUSIAN.split())})(?![\w-])", re.IGNORECASE),
)
