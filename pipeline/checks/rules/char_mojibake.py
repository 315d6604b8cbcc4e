"""A text was read in the wrong encoding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form


def _shown(codec: str) -> str:
    """Return the characters that bytes 80 to BF are shown as, for a class of a pattern."""
    shown = {bytes([number]).decode(codec, errors="ignore") for number in range(0x80, 0xC0)}
    return re.escape("".join(sorted(shown | {chr(number) for number in range(0x80, 0xC0)})))


_CP1251, _CP1252 = _shown("cp1251"), _shown("cp1252")
_BROKEN = re.compile(
    rf"(?:[РС][{_CP1251}]){{2,}}"
    rf"|(?:[ÐÑ][{_CP1252}]\s?){{2,}}"
    r"|вЂ[њќћ™љ“”¦]|вЂ\u009d?|в„–|â€[œ™˜“”¦\u009d]|Ã[\u0080-\u00bf]|Â[«»§°\u00a0]"
    r"|\ufffd+"
)
_PAIRS = re.compile(rf"[РС][{_CP1251}][РС][{_CP1251}]")
_SIGNS = re.compile(r"[ÐÑЂ–âÃÂ\ufffd]")
_QUESTIONS = re.compile(r"(?<!\?)\?{3,}[ ,.]+\?{2,}")
_LETTER = re.compile(r"[Ѐ-ӿ]")


def _check(form: Form) -> Iterator[Hit]:
    text = form.target
    if not _SIGNS.search(text) and "??" not in text and not _PAIRS.search(text):
        return
    found = _BROKEN.search(form.target) or (None if _LETTER.search(form.target) else _QUESTIONS.search(form.target))
    if found and found[0] not in form.source:
        yield Hit(
            say(
                "'%(text)s' is text that was read in the wrong encoding. Take the words from the original, and save "
                "the file as UTF-8.",
                text=found[0],
            ),
            target=found.span(),
        )


RULE = Rule(
    id="char.mojibake",
    severity=Severity.ERROR,
    summary="A text was read in the wrong encoding.",
    explanation="A file in UTF-8 that a program reads as Windows-1251 or Windows-1252 turns into signs such as "
    "РџСЂР°РІР° or Ð¿Ñ€Ð°, and what a program cannot show becomes question marks or U+FFFD. Nobody can read it. Two "
    "such pairs in a row are needed, so that words like «Рэй» are left alone. Take the words from the original.",
    examples=(Example("be", "Rights", "РџСЂР°РІС‹", "Правы"),),
    prose=False,
    check=_check,
)
