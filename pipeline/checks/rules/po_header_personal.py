"""The header tells of the person who translated, on a site that wants to be anonymous."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.anonymous import NOBODY, anonymous
from pipeline.checks.finding import Severity
from pipeline.checks.rule import CatalogRule
from pipeline.checks.rules._header import line_of
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.catalog import Catalog
    from pipeline.checks.subject import Context
    from pipeline.sentence import Sentence

_UTC = re.compile(r"[+-]00:?00\s*$")
_NOBODY = {"", "automatically generated", "none", "nobody", "anonymous"}


def _check(catalog: Catalog, context: Context) -> Iterator[tuple[int, Sentence]]:
    if not context.anonymous:
        return
    for name, value in catalog.fields:
        kept = anonymous([(name, value)])
        if kept != ((name, value),) and not _tells_nothing(name, value):
            yield line_of(catalog, f"{name}:" if name else value), _said(name, value, kept)


def _tells_nothing(name: str, value: str) -> bool:
    known = name.casefold()
    if known in NOBODY:
        return value.strip().casefold() in _NOBODY
    return known.endswith("date") and bool(_UTC.search(value))


def _said(name: str, value: str, kept: tuple[tuple[str, str], ...]) -> Sentence:
    if not kept:
        return say(
            "the header has '%(name)s', which tells of the translator or the program. The site is anonymous: run "
            "'navina fmt' before you give the file away.",
            name=name or value,
        )
    if name.casefold() in NOBODY:
        return say(
            "the header names somebody in '%(name)s'. The site is anonymous: run 'navina fmt' before you give the file "
            "away.",
            name=name,
        )
    return say(
        "'%(name)s' of the header has a time zone, which tells where the translator is. The site is anonymous: run "
        "'navina fmt' before you give the file away.",
        name=name,
    )


RULE = CatalogRule(
    id="po.header-personal",
    severity=Severity.WARNING,
    summary="The header tells of the person who translated, on a site that is anonymous.",
    explanation="A translator's program writes a name, an e-mail address, a time zone and folders of the disk into the "
    "header, and whoever gets the file can read them. It is looked at only where the settings say 'anonymous = true'. "
    "'navina fmt' takes all of it out; what is already in the history of the repository stays there.",
    check=_check,
)
