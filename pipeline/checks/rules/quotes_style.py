"""Quotation marks of English, or of a typewriter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_INNER = re.compile(r"„[^„“”]*“")
_PAIR = re.compile(r"“[^“”]*”|„[^„“”]*”|”[^“”]*”|\"[^\"]*\"")
_SINGLE = re.compile(r"[“”\"]")
_INCHES = re.compile(r"(?<=\d)[\"”](?!\w)")
_CYRILLIC = re.compile(r"[а-яёіўґ]", re.IGNORECASE)


def _check(form: Form) -> Iterator[Hit]:
    text = form.prose.text
    if not _SINGLE.search(text):
        return
    text = _INNER.sub(lambda found: " " * len(found[0]), text)
    if _odd(text):
        text = _INCHES.sub(" ", text)
    for found in _PAIR.finditer(text):
        if _CYRILLIC.search(found[0]):
            yield _of_pair(form, text, found)
    for found in _SINGLE.finditer(_PAIR.sub(lambda pair: " " * len(pair[0]), text)):
        said = say("'%(mark)s' is no quotation mark of this language. Write '«' or '»'.", mark=found[0])
        yield Hit(said, found.span())


def _odd(text: str) -> bool:
    """Tell whether a mark is left over; only then a digit before it makes it a measure in inches."""
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”")


def _of_pair(form: Form, text: str, found: re.Match[str]) -> Hit:
    start, end = found.span()
    inside = text.count("«", 0, start) > text.count("»", 0, start)
    left, right = ("„", "“") if inside else ("«", "»")
    if form.target[start] == ";":  # the mark is an entity, of which the last character stands for it
        start = form.target.rindex("&", 0, start)
    shown = form.target[start:end]
    certain = (shown[0], shown[-1]) == (found[0][0], found[0][-1]) and shown[1:-1] == shown[1:-1].strip()
    return Hit(
        say(
            "the quotation marks %(found)s are not those of this language. Write %(left)s%(right)s.",
            found=f"{found[0][0]}…{found[0][-1]}", left=f"{left}…", right=right,
        ),
        (start, end),
        suggestion=f"{left}{shown[1:-1]}{right}" if certain else "",
    )  # fmt: skip


RULE = Rule(
    id="quotes.style",
    severity=Severity.WARNING,
    summary="Quotation marks of English, or of a typewriter.",
    explanation="Belarusian and Russian text has « » and, inside of them, „ “. The marks \" \" and “ ” mostly stayed "
    "from the source. Left alone are code, titles of links, inches after a number (15\"), and a quotation without a "
    "Cyrillic letter: an English title may keep its own marks.",
    examples=(
        Example("be", "The court called it “extremist”.", "Суд назваў гэта “экстрэмізмам”.",
                "Суд назваў гэта «экстрэмізмам»."),
        Example("ru", 'The site "Viasna" is blocked.', 'Сайт "Весна" заблокирован.', "Сайт «Весна» заблокирован."),
    ),
    languages=("be", "be-tarask", "ru"),
    needs=traits.target('“”"&'),
    check=_check,
)  # fmt: skip
