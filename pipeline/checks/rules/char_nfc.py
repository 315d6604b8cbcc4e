"""A letter is written in two characters where there is one."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_MARKED = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+|[^\x00-\u036f]")


def _check(form: Form) -> Iterator[Hit]:
    if unicodedata.is_normalized("NFC", form.target):
        return
    places = [each.span() for each in _MARKED.finditer(form.target) if not _is_one(each[0])]
    if not places or not unicodedata.is_normalized("NFC", form.source):
        return
    (start, _), (_, end) = places[0], places[-1]
    right = unicodedata.normalize("NFC", form.target[start:end])
    yield Hit(
        say(
            "Letters are written in two characters where there is one for them, such as '%(letter)s'. Write "
            "the one character.",
            letter=unicodedata.normalize("NFC", form.target[slice(*places[0])]),
        ),
        target=(start, end),
        suggestion=right,
    )


def _is_one(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


RULE = Rule(
    id="char.nfc",
    severity=Severity.WARNING,
    summary="A letter is written in two characters, such as и with a breve for й.",
    explanation="Text from a PDF or from a Mac often has й, ў and ё as a letter with a mark behind it. It looks the "
    "same, but a search and a dictionary do not find the word, and some fonts put the mark beside the letter. A stress "
    "mark (за́мак) has no character of its own with its letter and is left alone. Replace the two by the one character; "
    "programs call it NFC.",
    examples=(Example("be", "Truth", "Прау\u0306да", "Праўда"),),
    prose=False,
    needs=traits.like(r"[^\x00-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2116]"),
    check=_check,
)
