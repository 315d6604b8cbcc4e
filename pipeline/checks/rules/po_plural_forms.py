"""The header counts in another way than the language does."""

from __future__ import annotations

import re
from gettext import c2py
from typing import TYPE_CHECKING

from babel.messages.plurals import PLURALS

from pipeline.catalog import folder_name, plural_forms
from pipeline.checks.finding import Severity
from pipeline.checks.rule import CatalogRule
from pipeline.sentence import Sentence, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.catalog import Catalog
    from pipeline.checks.subject import Context

_NAME = "Plural-Forms"
_WRITTEN = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*(.+?)\s*;?\s*", re.DOTALL)
_NUMBERS = range(201)


def _check(catalog: Catalog, _: Context) -> Iterator[tuple[int, Sentence]]:
    right = plural_forms(catalog.locale)
    line, written = _line(catalog), _written(catalog)
    if written is None:
        if any(each.msgid_plural is not None for each in catalog.messages):
            yield (
                line,
                say(
                    "the header has no Plural-Forms, and there are messages with a plural. Write "
                    "'Plural-Forms: %(right)s'.",
                    right=right,
                ),
            )
        return
    if folder_name(catalog.locale).partition("@")[0].partition("_")[0] not in PLURALS:
        return
    reason = _difference(written, right, catalog.locale)
    if reason:
        yield line, say("%(reason)s. Write 'Plural-Forms: %(right)s'.", reason=reason, right=right)


def _written(catalog: Catalog) -> str | None:
    return next((value for name, value in catalog.fields if name == _NAME), None)


def _line(catalog: Catalog) -> int:
    lines = enumerate(catalog.scan.lines, 1)
    header = catalog.scan.header
    first = header.line if header else 0
    return next((number for number, line in lines if f'"{_NAME}:' in line), first)


def _difference(written: str, right: str, locale: str) -> Sentence | None:
    """Return what is wrong with a rule, None where it counts as the right one does.

    One form more is legal: Transifex keeps one for fractions, which no whole number takes, and KDE one for the number
    1. So whole numbers of that form must all be of one right form.
    """
    ours, theirs = _rule(right), _rule(written)
    if ours is None or theirs is None:
        return say("Plural-Forms of the header cannot be read: '%(written)s'", written=written)
    count, form_of = theirs
    wanted, right_form_of = ours
    if not wanted <= count <= wanted + 1:
        return say(
            "Plural-Forms of the header promises %(count)s forms; '%(locale)s' has %(wanted)s",
            count=count, locale=locale, wanted=wanted,
        )  # fmt: skip
    extra = set()
    for number in _NUMBERS:
        form, right_form = form_of(number), right_form_of(number)
        if form == wanted < count:
            extra.add(right_form)
        elif form != right_form:
            return say(
                "Plural-Forms of the header takes msgstr[%(form)s] for the number %(number)s; '%(locale)s' takes "
                "msgstr[%(right)s]",
                form=form, number=number, locale=locale, right=right_form,
            )  # fmt: skip
    if len(extra) < 2:
        return None
    return say(
        "Plural-Forms of the header takes msgstr[%(form)s] for numbers that differ in '%(locale)s'",
        form=wanted, locale=locale,
    )  # fmt: skip


def _rule(written: str) -> tuple[int, Callable[[int], int]] | None:
    found = _WRITTEN.fullmatch(written)
    if not found:
        return None
    try:
        form_of = c2py(found[2])
        for number in _NUMBERS:
            form_of(number)
    except (ValueError, ArithmeticError, RecursionError):
        return None
    return int(found[1]), form_of


RULE = CatalogRule(
    id="po.plural-forms",
    severity=Severity.ERROR,
    summary="The header counts in another way than the language does.",
    explanation="The header of a catalog says which plural form stands for which number, and it must say what the "
    "language does: else a translator's program asks for the wrong forms, and readers see a wrong ending after a "
    "number. For Belarusian and Russian three forms are written, and the four of Transifex are accepted.",
    check=_check,
)
