"""The words of a text, as they are looked up: small letters, without accents, stress marks and soft hyphens."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u02b9\u2032\u00b4`\u055a\uff07]")
_ACCENTS = re.compile("([a-z])[\u0300-\u036f]+|[\u0300\u0301\u0341]")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def words(text: str) -> list[str]:
    r"""Return the words of a text, folded; what a hyphen joins is two words, what an apostrophe joins is one.

    Of the marks above and below letters only those go that readers leave out: all on Latin letters, elsewhere the
    stress marks; so й and ў stay, while ё, which many write as е, becomes е.

    >>> words("Праваабаро\u0301нцы: «аб’ект», аб'ект, Ёлка-2, don’t, Łódź!")
    ['праваабаронцы', "аб'ект", "аб'ект", 'елка', '2', "don't", 'łodz']
    """
    return _WORD.findall(fold(text))


def fold(text: str) -> str:
    """Return a text with its letters folded, as `words` has them.

    >>> fold("Сёння И́мя ʼ")
    "сення имя '"
    """
    plain = unicodedata.normalize("NFD", _INVISIBLE.sub("", text).lower())
    plain = _ACCENTS.sub(lambda found: found[1] or "", _APOSTROPHES.sub("'", plain))
    return unicodedata.normalize("NFC", plain).replace("ё", "е")
