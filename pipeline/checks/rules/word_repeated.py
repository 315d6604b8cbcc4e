"""A word stands twice in a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.languages import CYRILLIC
from pipeline.prose import GAP
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_TWICE = re.compile(
    rf"(?<![\w’'ʼ\-‑.@#\u0301])(?P<word>[^\W\d_]++(?:[’'ʼ\-‑][^\W\d_]++)*+)(?P<between>[ \u00a0{GAP}]++)"
    r"(?P<again>(?i:(?P=word)))(?![\w’'ʼ\-‑\u0301]|\.\w)",
)


def _check(form: Form) -> Iterator[Hit]:
    for found in _TWICE.finditer(form.prose.text):
        word, again = found["word"], found["again"]
        if not found["between"].strip(GAP) or not _is_same(word, again) or _TWICE.search(form.source):
            continue
        yield Hit(
            say("'%(word)s' stands twice. Remove one of the two.", word=again),
            target=found.span(),
            suggestion=found["word"] if found[0] == form.target[slice(*found.span())] else "",
        )


def _is_same(word: str, again: str) -> bool:
    """Tell whether two words are one, which only a sentence's beginning makes differ: `А а` and `ИМЯ имя` are two."""
    return word == again or (len(word) > 1 and word[1:] == again[1:])


RULE = Rule(
    id="word.repeated",
    severity=Severity.WARNING,
    summary="A word stands twice in a row.",
    explanation="Only spaces are between the two: one was left when the sentence was changed. A comma, a hyphen or "
    "a line break between them («што было, было», «ледзь-ледзь»), numbers, code, and texts of which the source has a "
    "word twice are left alone. Remove one.",
    examples=(
        Example("be", "He is in court.", "Ён у у судзе.", "Ён у судзе."),
        Example("ru", "They did not come.", "Они не не пришли.", "Они не пришли."),
    ),
    languages=CYRILLIC,
    check=_check,
)
