"""An apostrophe has the wrong form: a grave accent, a quotation mark, or another form than the rest of the catalog."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import CatalogRule
from pipeline.languages.be import APOSTROPHES
from pipeline.message import State
from pipeline.prose import Prose
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.catalog import Catalog
    from pipeline.checks.subject import Context

_GOOD = re.compile(rf"(?<=[Ѐ-ӿ])[{APOSTROPHES}](?=[Ѐ-ӿ])")
_BAD = re.compile(r"(?<=[Ѐ-ӿ])[`´‘′ʹ\"“”](?=[еёіюяЕЁІЮЯ])")
_ANY = re.compile(rf"[{APOSTROPHES}`´‘′ʹ\"“”]")
_WORD = re.compile(rf"[Ѐ-ӿ\u0301]+(?:[{APOSTROPHES}`´‘′ʹ\"“”-][Ѐ-ӿ\u0301]+)+")


def _check(catalog: Catalog, context: Context) -> Iterator[tuple[int, Hit]]:
    if context.language is None or not context.language.code.startswith("be"):
        return
    texts = [
        (each, text)
        for each in catalog.messages
        for text in each.msgstr
        if _ANY.search(text) and each.state is State.TRANSLATED and (_GOOD.search(text) or _BAD.search(text))
    ]
    usual = _usual([text for _, text in texts], context.apostrophe)
    for each, text in texts:
        for word, is_form in _wrong(text, usual):
            yield each.line, _hit(word, usual, is_form=is_form, has_forms=len(each.msgstr) > 1)


def _usual(texts: Sequence[str], wanted: str) -> str:
    """Return the form that the catalog has most; the one of the settings, where it has two as often."""
    counted: Counter[str] = Counter(form for text in texts for form in _GOOD.findall(Prose(text).text))
    return max([wanted, *list(APOSTROPHES)], key=lambda form: counted[form])


def _wrong(text: str, usual: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Return the words with a sign that is no apostrophe (False), and those with another form of it (True).

    Two grave accents make code of what is between them, so those are looked for in the text as it is written.
    """
    prose = Prose(text).text
    for word in _WORD.finditer(text):
        if _BAD.search(word[0]):
            yield word, False
        elif any(found[0] != usual for found in _GOOD.finditer(prose, *word.span())):
            yield word, True


def _hit(word: re.Match[str], usual: str, *, is_form: bool, has_forms: bool) -> Hit:
    right = _ANY.sub(usual, word[0])
    values = {"word": word[0], "right": right}
    return Hit(
        say("'%(word)s' has another apostrophe than most of this catalog. Write '%(right)s'.", **values)
        if is_form
        else say("'%(word)s' has a sign that is no apostrophe. Write '%(right)s'.", **values),
        target=None if has_forms else word.span(),
        suggestion="" if has_forms else right,
        severity=Severity.INFO if is_form else Severity.WARNING,
    )


RULE = CatalogRule(
    id="be.apostrophe",
    severity=Severity.WARNING,
    summary="An apostrophe is an accent or a quotation mark, or has another form than the rest of the catalog.",
    explanation="The apostrophe of Belarusian is met as ’ (U+2019), ʼ (U+02BC) and ', and each may be right; but in "
    "one catalog there should be one, for a search takes two forms for two words. An accent (` ´) or a quotation mark "
    "in its place is always wrong, and two ` make code of what stands between them. Write the form that the catalog "
    "has most; where you begin, take ’.",
    check=_check,
)
