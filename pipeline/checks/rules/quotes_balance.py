"""A quotation mark without its other half."""

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

_MARK = re.compile("[«»]")
_NAME = re.compile(r"«[^«».!?;:]{1,60}«[^«»]{1,60}»")
_SINGLE = re.compile(r"‘|(?<!\w)'(?=\w)")


def _check(form: Form) -> Iterator[Hit]:
    text = form.prose.text
    if not any(mark in text for mark in "«»„"):
        return
    source = form.source_prose.text
    if _goes_on(source):
        return
    yield from _of_outer(text, source)
    opened = text.count("„")
    if opened > text.count("“") + text.count("”"):
        at = text.rindex("„")
        yield Hit(say("'„' has no closing '“'. Add it where the quotation ends."), (at, at + 1))


def _goes_on(source: str) -> bool:
    """Tell whether the quotation of the source begins or ends in another paragraph."""
    return any(source.count(left) != source.count(right) for left, right in ("“”", "«»")) or source.count('"') % 2 == 1


def _of_outer(text: str, source: str) -> Iterator[Hit]:
    opened: list[int] = []
    closed: list[int] = []
    for found in _MARK.finditer(text):
        at = found.start()
        if found[0] == "«":
            opened.append(at)
        elif opened:
            opened.pop()
        else:
            closed.append(at)
    if len(opened) == 1 and not closed and _closes_both(text, opened[0]):
        return
    if len(closed) == 1 and not opened and _may_be_shared(text, source):
        return
    for at in opened:
        yield Hit(say("'«' has no closing '»'. Add it where the quotation ends."), (at, at + 1))
    for at in closed:
        yield Hit(say("'»' has no opening '«'. Add it where the quotation begins."), (at, at + 1))


def _closes_both(text: str, at: int) -> bool:
    """Tell whether the quotation that begins here is a name with a name at its end, closed by one mark."""
    return bool(_NAME.match(text, at))


def _may_be_shared(text: str, source: str) -> bool:
    """Tell whether one mark may open two quotations, or the quotation began in the paragraph before.

    English opens a quotation anew in each paragraph, Belarusian and Russian do not.
    """
    if text.startswith("«"):
        return bool(_SINGLE.search(source))
    return source.startswith("“") and source.rstrip(" .!?").endswith("”") and "«" not in text


RULE = Rule(
    id="quotes.balance",
    severity=Severity.WARNING,
    summary="A quotation mark without its other half.",
    explanation="A reader cannot tell where the quotation ends, and whose words the rest is. Left alone are a "
    "quotation that goes on in another paragraph, as in the source, and one mark that closes two quotations, as the "
    "rules allow: «Праваабарончы цэнтр «Вясна».",
    examples=(
        Example("be", "The court called it “extremist”.", "Суд назваў гэта «экстрэмізмам.",
                "Суд назваў гэта «экстрэмізмам»."),
        Example("ru", "She said: “We are free.”", "Она сказала: Мы свободны».", "Она сказала: «Мы свободны»."),
    ),
    languages=("be", "be-tarask", "ru"),
    needs=traits.target("«»„&"),
    check=_check,
)  # fmt: skip
