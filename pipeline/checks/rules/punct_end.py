"""A text ends with another mark than its source."""

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

    from pipeline.checks.rules._ending import Ending
    from pipeline.checks.subject import Form
    from pipeline.sentence import Sentence

_LETTERS = re.compile(r"[a-zа-яёіўґ]{2}", re.IGNORECASE)
_OPEN = ",;—–-"
_HEADINGS = ("heading", "table heading", "title")


def _check(form: Form) -> Iterator[Hit]:
    source, target = form.source_prose.text, form.prose.text
    if source[-1:] == target[-1:] == ".":
        return
    ours, theirs = ending(source), ending(target)
    if ours.agrees(theirs) or _goes_on(source, ours) or _goes_on(target, theirs):
        return
    if not _LETTERS.search(source) or not _LETTERS.search(target):
        return
    if form.role.startswith(_HEADINGS) and not theirs.marks and ours.marks in (".", "?"):
        return
    span = (theirs.last, theirs.last + 1)
    yield Hit(_said(ours.marks, theirs.marks), span, (ours.last, ours.last + 1), _suggestion(target, ours, theirs))


def _goes_on(text: str, end: Ending) -> bool:
    """Tell whether a text ends with a mark that every language sets as it likes, or with a dash."""
    return text[: end.at].rstrip(f"{GAP} \u00a0")[-1:] in tuple(_OPEN)


def _said(ours: str, theirs: str) -> Sentence:
    if not theirs:
        return say("the source text ends with '%(source)s', this with no mark. Write '%(source)s'.", source=ours[-1])
    if not ours:
        return say("the source text ends without a mark, this with '%(target)s'. Remove it.", target=theirs[-1])
    return say(
        "the source text ends with '%(source)s', this with '%(target)s'. Write '%(source)s'.",
        source=ours[-1], target=theirs[-1],
    )  # fmt: skip


def _suggestion(target: str, ours: Ending, theirs: Ending) -> str:
    """Return the marked character with the right mark, where nothing that is not seen stands behind it."""
    if len(ours.marks) != 1 or len(theirs.marks) > 1 or GAP in target[theirs.last :]:
        return ""
    return ours.marks if theirs.marks else target[theirs.last] + ours.marks


RULE = Rule(
    id="punct.end",
    severity=Severity.WARNING,
    summary="A text ends with another mark than its source.",
    explanation="A question that became a statement, a colon that is missing before a list, or a sentence that stops "
    "without a mark: often the end of the text was lost. Only . ! ? … : are compared, wherever quotation marks, "
    "brackets and footnotes stand (“a farce.” and «фарсам». are equal); commas and semicolons are free, and so is the "
    "point of an abbreviation (U.S. and ЗША; 2024 г.). A heading may lose its point or its question mark.",
    examples=(
        Example("be", "Who ordered the arrests?", "Хто загадаў затрымліваць.", "Хто загадаў затрымліваць?"),
        Example("ru", "The authors ask for an inquiry.", "Авторы просят о расследовании",
                "Авторы просят о расследовании."),
    ),
    check=_check,
)  # fmt: skip
