"""English."""

from __future__ import annotations

from pipeline.languages.collation import CYRILLIC, LATIN, Collation
from pipeline.languages.language import Language
from pipeline.sentence import say

_FUNCTION_WORDS = frozenset(
    """
    a about after all also an and any are as at be been before but by can could did do does for from had has have he
    her him his how i if in into is it its may more most must no not of on one only or other our out over own she
    should so some such than that the their them then there these they this those through to under until up was we
    were what when where which while who will with without would you your
    """.split()
)

LANGUAGE = Language(
    "en",
    say("English"),
    letters="abcdefghijklmnopqrstuvwxyz",
    vowels="aeiouy",
    quotes=("“", "”"),
    inner_quotes=("‘", "’"),
    collation=Collation((LATIN, CYRILLIC), {"ё": "е", "ў": "у", "ґ": "г"}),
    function_words=_FUNCTION_WORDS,
)
