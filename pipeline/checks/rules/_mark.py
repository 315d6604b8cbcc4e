"""Marks of emphasis that make no emphasis: a reader sees the asterisks."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.structure import seen

if TYPE_CHECKING:
    from pipeline.checks.finding import Span
    from pipeline.checks.subject import Form

PLAIN = frozenset(
    {
        "title", "summary", "tag", "section", "abbr", "title of a link", "alternative text", "aria-label",
        "label in the table of contents",
    }
)  # fmt: skip
"""Roles of texts that are never Markdown."""

_ESCAPED = re.compile(r"\\[*_\\]")
_SOUND = re.compile(
    r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)"
    r"|\]\([^\s()]*\)|<[^<>]*>|\b(?:https?://|www\.)\S+"
    r"|(?<![*\w])(\*{1,2})(?![\s*])[^*_]+(?<!\s)\2(?![*\w])"
    r"|(?<![_\w])(_{1,2})(?![\s_])[^*_]+(?<!\s)\3(?![_\w])"
)
_LOOSE = re.compile(r"\*|(?<!\w)_|_(?!\w)")
_RUN = re.compile(r"\*+|_+")
_NOTE = re.compile(r"[^*_]*\w\*(?!\w)[^*_]*", re.DOTALL)
"""A text with one asterisk, after a word: where the source has none, it is the translator's own sign: 5* or a note."""

_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|www\.|@")
_MOST = 3
"""How many asterisks or underscores may be a mark; more are a line, or a word that is not for all ears."""


def broken(form: Form) -> tuple[str, Span | None] | None:
    """Return the first mark that readers of the translation see and those of the source do not, with its place."""
    text = form.target
    if ("*" not in text and "_" not in text) or not _LOOSE.search(text):
        return None
    return _broken(form.source, text, (form.subject.message.tags or ("p",))[0], form.role in PLAIN)


@lru_cache(maxsize=256)
def _broken(source: str, target: str, tag: str, plain: bool) -> tuple[str, Span | None] | None:
    if not plain and not _LOOSE.search(_SOUND.sub("", target)):
        return None
    before = _seen(source, tag, plain)
    known = Counter(found[0] for found in _runs(before))
    known["_"] = max(known["_"], before.count("_"))
    shown = _seen(target, tag, plain)
    if "*" not in source and _NOTE.fullmatch(shown):
        return None
    for found in _runs(shown):
        if not known[found[0]]:
            return found[0], _place(found, shown, target)
        known[found[0]] -= 1
    return None


def _seen(text: str, tag: str, plain: bool) -> str:
    """Return what a reader sees, without what is escaped, and without addresses."""
    text = _ESCAPED.sub("·", text)
    shown = text if plain else seen(text, tag)
    if not _ADDRESS.search(shown):
        return shown
    return _WORD.sub(lambda found: " " if _ADDRESS.search(found[0]) else found[0], shown)


def _runs(text: str) -> list[re.Match[str]]:
    """Return the runs of marks that are no sign of the writer's: not inside a word, no sign of multiplication."""
    found = list(_RUN.finditer(text))
    return [each for each in found if not _is_sign(each, text, alone=len(found) == 1)]


def _is_sign(found: re.Match[str], text: str, *, alone: bool) -> bool:
    before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
    if (before.isalnum() and after.isalnum()) or len(found[0]) > _MOST:
        return True
    if found[0][0] == "_":
        return not (before.isalnum() or after.isalnum())
    if after == "." and text[found.end() + 1 : found.end() + 2].isalnum():
        return True
    return len(found[0]) == 1 and not (before + after).strip() and (alone or _is_between_numbers(found, text))


def _is_between_numbers(found: re.Match[str], text: str) -> bool:
    before, after = text[max(0, found.start() - 2) : found.start()], text[found.end() : found.end() + 2]
    return before.rstrip()[-1:].isdigit() and after.lstrip()[:1].isdigit()


def _place(found: re.Match[str], shown: str, target: str) -> Span | None:
    """Return where a mark of the text that is seen stands in the raw text: where the same letters are around it."""
    for width in (8, 4, 2, 1, 0):
        before, after = shown[max(0, found.start() - width) : found.start()], shown[found.end() :][:width]
        start = target.find(before + found[0] + after)
        if start >= 0:
            start += len(before)
            return start, start + len(found[0])
    return None
