"""A part of a text is still in English."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules._english import is_english_run
from pipeline.languages import CYRILLIC
from pipeline.prose import HOLE
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.checks.subject import Form
    from pipeline.prose import Word

_LEAST = 4
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_QUICK = re.compile(r"[A-Za-z’']+(?:[^\w\n]+[A-Za-z’'-]+){3}")
_GLOSS = re.compile(r"\([^()Ѐ-ӿ]*\)")


def _check(form: Form) -> Iterator[Hit]:
    text = form.prose.own
    if not _QUICK.search(text) or form.source.split() == form.target.split():
        return
    glosses = [found.span() for found in _GLOSS.finditer(text) if form.target[slice(*found.span())] not in form.source]
    for run in _runs(form.prose.own_words, text):
        if is_english_run(run) and not any(start < run[0].start and run[-1].end < end for start, end in glosses):
            yield Hit(
                say(
                    "'%(words)s' is still in English. Translate it, or put a title in quotation marks.",
                    words=" ".join(word.text for word in run),
                ),
                target=(run[0].start, run[-1].end),
            )


def _runs(words: Sequence[Word], text: str) -> Iterator[list[Word]]:
    """Return the runs of at least four Latin words with spaces between; code or a quotation ends one too."""
    place, number = 0, 0
    numbered = []
    for word in words:
        between = text[place : word.start]
        number += HOLE in between or not any(each.isspace() for each in between)
        numbered.append((number, word))
        place = word.end
    for (_, latin), run in groupby(numbered, key=lambda each: (each[0], bool(_LATIN.match(each[1].text)))):
        found = [word for _, word in run]
        if latin and len(found) >= _LEAST:
            yield found


RULE = Rule(
    id="text.partly-english",
    severity=Severity.WARNING,
    summary="A part of a text is still in English.",
    explanation="Four English words or more stand together in the translation, small ones such as 'the' and 'of' among "
    "them: a sentence was left over. Names of organizations (Committee to Protect Journalists), quotations, titles in "
    "italics, code, the texts of links to other sites and an English term in brackets are left alone. Translate the "
    "words, or put a title in quotation marks.",
    examples=(
        Example(
            "be",
            "He was detained. He is now in a cell of the prison.",
            "Яго затрымалі. He is now in a cell of the prison.",
            "Яго затрымалі. Цяпер ён у турэмнай камеры.",
        ),
    ),
    languages=CYRILLIC,
    needs=traits.one_of(traits.latin, traits.target("&")),
    check=_check,
)
