"""Latin letters that stand for Cyrillic words of one letter, and Cyrillic ones that stand for Roman numerals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.languages import lookalikes
from pipeline.prose import GAP, HOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.languages import Language

_ALONE = re.compile(
    rf"(?:(?P<begin>^|[.!?…][\s{GAP}]+|[«„][{GAP}]*)|(?<=[^\W\d_]|[\u0301,;:—–»”){HOLE}])[{GAP}]*[ \u00a0]+)"
    rf"[{GAP}«„(]*(?P<letter>[aceioykACIOYK])(?=[{GAP}]*[ \u00a0]+[{GAP}]*(?P<next>[«„]*[Ѐ-ӿ]|\d))"
)
_VARIABLE = re.compile(r"(?<![\w'’])([A-Za-z])(?![\w'’])")
_NO_NOUN = re.compile(r" (?:and|or|is|of|in|to)\b|(?! [\w“«‘\"'*_`\[(])")
_NUMBERED = re.compile(r"\b(?:first|1st|the 1)\b", re.IGNORECASE)
_ROMAN = re.compile(r"(?<![\w.])(?:[ІХ]{2,}|Х(?=\s(?:стагоддз|стст?\.|век|вв?\.)))(?![\w’'])")
_COUNTED = re.compile(
    r"[ \u00a0](?:квартал|стагоддз|век|паўгоддз|полугод|тысяч|ступен|степен|груп|з['’]езд|съезд|катэгор|категор|том"
    r"|частк|част|раздзел|раздел|тур|этап|сусветн|миров|мэтад|метод|узров|уров)"
)
"""What a Roman numeral may count."""

_HAS_ALONE = re.compile(r"(?<![\w'’])[aceioykACIOYK](?![\w'’])")


def latin_words(text: str, source: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """Return the Latin letters that stand alone before a Cyrillic word: start, end, the Cyrillic letter.

    A letter that the source has is a variable, a grade or a vitamin; the English words `a` and `I` do not count. A
    capital is a word of its own only where a sentence begins.
    """
    if not _HAS_ALONE.search(text):
        return
    known = _variables(source)
    for found in _ALONE.finditer(text):
        letter, begins = found["letter"], found["begin"] is not None
        cyrillic = lookalikes.in_cyrillic(letter, language.letters)
        if cyrillic is None or letter.lower() in known or (letter.isupper() and not begins):
            continue
        if letter.isupper() and (found["next"].isdigit() or _is_number(letter, source) or _counts(text, found)):
            continue
        yield found.start("letter"), found.end("letter"), cyrillic


def _variables(source: str) -> set[str]:
    """Return the letters, small, that stand alone in the source and are no English words.

    The article `a` has a noun behind it: "the base a of the power" and "A and B" have none.
    """
    return {
        found[1].lower()
        for found in _VARIABLE.finditer(source)
        if not (found[1] == "I" or (_is_article(found, source) and not _NO_NOUN.match(source, found.end())))
    }


def _is_article(found: re.Match[str], source: str) -> bool:
    return found[1] == "a" or (found[1] == "A" and _begins(source[: found.start()]))


def _begins(before: str) -> bool:
    return not before.rstrip("*_[(«“\"' ") or before.rstrip("*_[(«“\"' ")[-1] in ".!?…:\n"


def _is_number(letter: str, source: str) -> bool:
    return letter == "I" and (_NUMBERED.search(source) is not None or " I" in source)


def _counts(text: str, found: re.Match[str]) -> bool:
    return found["letter"] == "I" and _COUNTED.match(text, found.end("letter")) is not None


def roman_numerals(text: str) -> Iterator[tuple[int, int, str]]:
    """Return the Roman numerals of Cyrillic letters: start, end, the numeral in Latin letters."""
    for found in _ROMAN.finditer(text) if "Х" in text or "ІІ" in text else ():
        yield found.start(), found.end(), found[0].replace("І", "I").replace("Х", "X")
