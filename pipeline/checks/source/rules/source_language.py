"""Words of another alphabet in an English text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example
from pipeline.checks.source.rule import PassageRule
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.source.rule import Passage

_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_ROW = re.compile(r"[Ѐ-ӿ][Ѐ-ӿ\u0301’'ʼ‑-]+(?:[ \u00a0]+[Ѐ-ӿ][Ѐ-ӿ\u0301’'ʼ‑-]*)*")


def _check(passage: Passage) -> Iterator[Hit]:
    if not _CYRILLIC.search(passage.text):
        return
    for found in _ROW.finditer(passage.prose.own):
        if _is_whole(passage.prose.own, found.span()):
            text = say(
                "'%(words)s' is not English. Translate it; if these very words are meant, put them in quotation marks.",
                words=found[0],
            )
            yield Hit(text, source=found.span())


def _is_whole(text: str, span: tuple[int, int]) -> bool:
    """Tell whether no Latin letter touches a row of words: one with both alphabets is another mistake."""
    return not (text[: span[0]][-1:].isalnum() or text[span[1] :][:1].isalnum())


RULE = PassageRule(
    id="source.language",
    severity=Severity.WARNING,
    summary="An English text has words in Cyrillic letters.",
    explanation="They were left when the text was translated into English, and no reader of the English page can read "
    "them; every translator gets them too. Translate them, or write a name in Latin letters. Words in quotation "
    "marks, in *italics*, in the text of a link to another site and in code are left alone, as a title or a quotation "
    "may be in any language.",
    examples=(Example("en", "", "This is Навіна.", "This is Navina (“Навіна”)."),),
    languages=("en",),
    check=_check,
)
