"""One translation stands for two different texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.finding import Severity
from pipeline.checks.rule import CatalogRule
from pipeline.languages import en
from pipeline.message import State, count_words
from pipeline.sentence import Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.catalog import Catalog, CatalogMessage
    from pipeline.checks.subject import Context

_LEAST = 2
_TWO = re.compile(r"\w\s+\w")
_SHORT = 5
_SHOWN = 60
_SMALL = en.LANGUAGE.function_words
_SIGNS = re.compile(r"[\W_]+")
_ADDRESS = re.compile(r"\]\([^()\s]*\)|<[^<>]*>")


def _check(catalog: Catalog, _: Context) -> Iterator[tuple[int, Sentence]]:
    if catalog.domain == "site":
        return
    first: dict[str, CatalogMessage] = {}
    for each in catalog.messages:
        if each.state is not State.TRANSLATED or each.msgid_plural is not None:
            continue
        text = " ".join(each.msgstr[0].split())
        if not _TWO.search(text) and count_words(text) < _LEAST:
            continue
        before = first.setdefault(_folded(text), each)
        if before is not each and not _may_share(before.msgid, each.msgid, text):
            yield (
                each.line,
                say(
                    "This translation stands for another text too: '%(other)s' (line %(line)s). Compare the two.",
                    other=_shortened(before.msgid), line=before.line,
                ),
            )  # fmt: skip


def _folded(text: str) -> str:
    plain = _ADDRESS.sub(" ", text) if "](" in text or "<" in text else text
    return _SIGNS.sub(" ", plain).strip().casefold()


def _may_share(one: str, other: str, text: str) -> bool:
    """Tell whether two texts may have one translation: they differ in signs only, or are short ways to say one thing.

    Languages do not have as many words: "Learn more" and "Read more", "A rights defender" and "A human rights
    defender" may well be the same. So texts of a few words may share a translation if they share a word, and longer
    ones if they differ in small words and endings only ("print a document", "print this document").
    """
    left, right = _folded(one), _folded(other)
    if left.replace(" ", "") == right.replace(" ", ""):
        return True
    one_stems, other_stems = _stems(left), _stems(right)
    if _numbers(left) != _numbers(right) or not one_stems & other_stems:
        return False
    return one_stems == other_stems or count_words(text) <= _SHORT


def _stems(text: str) -> set[str]:
    return {word[:5] for word in text.split() if len(word) > 3 and word not in _SMALL}


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


RULE = CatalogRule(
    id="text.reused",
    severity=Severity.WARNING,
    summary="One translation stands for two different texts.",
    explanation="A translation was copied to the wrong place, or a program filled it in for a text that is only like "
    "another. Texts that differ in case and punctuation only, translations of one word, plural forms and the strings "
    "of the theme are left alone, and so are short texts that share a word, and texts that differ in small words "
    "only. Compare the two, and mend the one that is wrong.",
    check=_check,
)
