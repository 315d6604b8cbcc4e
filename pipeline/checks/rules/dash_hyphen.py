"""A hyphen in the place of a dash."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.prose import GAP
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_HYPHEN = re.compile(r"(?<=[^\s])[ \u00a0]+-{1,3}[ \u00a0]+(?=[^\s\d])|(?<=[^\s\d])[ \u00a0]+-{1,3}[ \u00a0]+(?=\d)")
_LEFT = re.compile(rf"([^\W\d_]+)[^\w\s]*[{GAP}]*$")
_RIGHT = re.compile(rf"[{GAP}]*[^\w\s]*([^\W\d_]+)")
_CYRILLIC = re.compile(r"[а-яёіўґ]", re.IGNORECASE)


def _check(form: Form) -> Iterator[Hit]:
    text = form.prose.text
    if "- " not in text and "-\u00a0" not in text:
        return
    for found in _HYPHEN.finditer(text):
        if _is_between_words(text, found):
            yield Hit(
                say("a hyphen stands for a dash. Write ' — ', with a no-break space before it."),
                found.span(),
                suggestion="\u00a0— ",
            )


def _is_between_words(text: str, found: re.Match[str]) -> bool:
    """Tell whether the words beside the hyphen are of this language: a Latin name may have a hyphen of its own."""
    left = _LEFT.search(text[max(0, found.start() - 40) : found.start()])
    right = _RIGHT.match(text, found.end())
    return any(_CYRILLIC.search(word[1]) for word in (left, right) if word)


RULE = Rule(
    id="dash.hyphen",
    severity=Severity.INFO,
    summary="A hyphen in the place of a dash.",
    explanation="Between words with spaces on both sides stands a dash: «Мінск — сталіца». A hyphen is inside of "
    "words, and a reader stumbles where it stands alone. Left alone are code, sums and ranges of figures, and names in "
    "Latin letters.",
    examples=(
        Example("be", "The Decree is a threat.", "Указ - гэта пагроза.", "Указ\u00a0— гэта пагроза."),
        Example("ru", "The Decree is a threat.", "Указ -- это угроза.", "Указ\u00a0— это угроза."),
    ),
    languages=("be", "be-tarask", "ru"),
    needs=traits.target("-&"),
    check=_check,
)
