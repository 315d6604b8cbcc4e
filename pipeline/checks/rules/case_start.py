"""A text begins with a small letter where the source has a capital, or the other way round."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules._ending import ending
from pipeline.prose import GAP
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_FIRST = re.compile(rf"[\s{GAP}]*([^\W\d_][\w’'ʼ\-.]*)")
_CYRILLIC = re.compile(r"[а-яёіўґ]", re.IGNORECASE)
_HEADINGS = ("heading", "table heading", "title", "summary")
_POLITE = re.compile(r"(?:Вы|Вас|Вам|Вамі|Вами|Ваш\w*|Бог\w*)\Z")

_SMALL = say("the source text begins with a capital letter, this with a small one. Write '%(letter)s'.", letter="")
_CAPITAL = say("the source text begins with a small letter, this with a capital. Write '%(letter)s'.", letter="")


def _check(form: Form) -> Iterator[Hit]:
    source, target = form.source_prose.text, form.prose.text
    if source[:1].isalpha() and target[:1].isalpha() and source[0].isupper() == target[0].isupper():
        return
    ours, theirs = _FIRST.match(source), _FIRST.match(target)
    if not ours or not theirs or ours[1][0].isupper() == theirs[1][0].isupper() or not _CYRILLIC.match(theirs[1]):
        return
    if ours[1][0].isupper():
        wrong, said = _must_be_capital(form), _SMALL
    else:
        wrong, said = not _may_be_capital(form, ours, theirs[1]), _CAPITAL
    if wrong:
        at, letter = theirs.start(1), theirs[1][0].swapcase()
        yield Hit(say(said.template, letter=letter), (at, at + 1), (ours.start(1), ours.start(1) + 1), letter)


def _must_be_capital(form: Form) -> bool:
    """Tell whether a text must begin with a capital: a point of a list or a cell may be written as one likes."""
    return form.role.startswith(_HEADINGS) or _is_sentence(form.prose.text)


def _is_sentence(text: str) -> bool:
    end = ending(text)
    return bool(end.marks) and not end.abbreviated


def _may_be_capital(form: Form, first: re.Match[str], target: str) -> bool:
    """Tell whether the first word may have a capital of its own: a name of the source that came to the front.

    A sentence of the source that begins with a small letter begins with the name of a program.
    """
    source = form.source_prose.text
    named = "_" in first[1] or any(letter.isupper() for letter in source[first.start(1) :])
    return named or _is_sentence(source) or target[1:2].isupper() or bool(_POLITE.match(target))


RULE = Rule(
    id="case.start",
    severity=Severity.INFO,
    summary="A text begins with a small letter where the source has a capital, or the other way round.",
    explanation="A sentence or a heading with a small first letter looks as if its beginning were lost, and a capital "
    "in the middle of a list breaks the row. Left alone are texts that begin with a figure, a quotation mark, a dash, "
    "code or a Latin word, points of a list and cells of a table without a final point, and names that came to the "
    "front.",
    examples=(
        Example("be", "The court refused.", "суд адмовіў.", "Суд адмовіў."),
        Example("ru", "the right to a fair trial;", "Право на справедливый суд;", "право на справедливый суд;"),
    ),
    languages=("be", "be-tarask", "ru"),
    check=_check,
)
