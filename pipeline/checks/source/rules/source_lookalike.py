"""Letters of another alphabet that look like those of the word they stand in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example
from pipeline.checks.source.rule import PassageRule
from pipeline.languages import be, lookalikes, ru
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.source.rule import Passage

_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_RUN = re.compile(r"(?<![\w@#])[^\W\d_]+")
_ALONE = re.compile(r"(?<![Ѐ-ӿ] )(?<![\w’'.-])[аАіІ](?![\w’'.-])(?! [Ѐ-ӿ])")
_LETTERS = be.LANGUAGE.letters + ru.LANGUAGE.letters


def _check(passage: Passage) -> Iterator[Hit]:
    if not _CYRILLIC.search(passage.text):
        return
    found = (each for each in _RUN.finditer(passage.prose.text) if lookalikes.has_both(each[0]))
    for each in (*found, *_ALONE.finditer(passage.prose.own)):
        yield _hit(each[0], each.span())


def _hit(word: str, span: tuple[int, int]) -> Hit:
    latin, cyrillic = lookalikes.in_latin(word), lookalikes.in_cyrillic(word, _LETTERS)
    if latin and (len(word) == 1 or not cyrillic or _is_mostly_latin(word)):
        text = say("'%(word)s' has Cyrillic letters that look like Latin ones. Type '%(right)s' anew.",
                   word=word, right=latin)  # fmt: skip
        return Hit(text, source=span, suggestion=latin)
    if cyrillic:
        text = say("'%(word)s' has Latin letters that look like Cyrillic ones. Type '%(right)s' anew.",
                   word=word, right=cyrillic)  # fmt: skip
        return Hit(text, source=span, suggestion=cyrillic)
    text = say("'%(word)s' has Latin and Cyrillic letters. Type it anew in one alphabet.", word=word)
    return Hit(text, source=span, severity=Severity.WARNING)


def _is_mostly_latin(word: str) -> bool:
    return len(_CYRILLIC.findall(word)) * 2 <= len(word)


RULE = PassageRule(
    id="source.lookalike",
    severity=Severity.ERROR,
    summary="A word has letters of another alphabet that look like its own.",
    explanation="A Cyrillic о in a Latin word looks right and is wrong: a search does not find the word, a screen "
    "reader stumbles over it, and an address with it leads elsewhere. Type the word anew. A whole word in the other "
    "alphabet is no matter of this rule, nor is one that a hyphen joins to it.",
    examples=(Example("en", "", "the Bеlarusian court", "the Belarusian court"),),
    languages=("en",),
    check=_check,
)
