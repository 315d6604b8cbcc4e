"""Code that a translation changed, lost or made of words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _claim, _place
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.finding import Hit
    from pipeline.checks.rules._division import Claim
    from pipeline.checks.subject import Form

_CYRILLIC = r"[\u0400-\u052f]"
_APOSTROPHES = re.compile(rf"(?<={_CYRILLIC})`[^`]*{_CYRILLIC}[^`]*`(?={_CYRILLIC})")


def _check(form: Form) -> Iterator[Hit]:
    for claim in _claim.of(form, "md.code"):
        old, new = claim.values
        if claim.missing and claim.added:
            sentence = say(
                "the code `%(old)s` became `%(new)s`. Code is not translated: write `%(old)s`.", old=old, new=new
            )
            yield _claim.hit(form, claim, sentence, suggestion=f"`{old}`")
        elif claim.missing:
            sentence = say("%(difference)s. Put it back as it is: code is not translated.", difference=claim.missing)
            yield _claim.hit(form, claim, sentence)
        else:
            yield _of_words(form, claim)


def _of_words(form: Form, claim: Claim) -> Hit:
    """Return the finding for code that the source lacks; often its backticks are meant as apostrophes."""
    added = claim.reasons[0]
    span = _place.of(claim.added.item, form.target) if claim.added else None
    if span and _APOSTROPHES.match(form.target, span[0]):
        sentence = say(
            "%(difference)s: two backticks make code. Write apostrophes (’) in their place.", difference=added
        )
        marked = form.target[slice(*span)].replace("`", form.context.apostrophe)
        return _claim.hit(form, claim, sentence, suggestion=marked, target=span)
    return _claim.hit(form, claim, say("%(difference)s. Take the backticks out.", difference=added))


RULE = Rule(
    id="md.code",
    severity=Severity.ERROR,
    summary="Code is missing, added or translated.",
    explanation="Code, which stands between backticks (`), is what a reader types or looks for, and it must be the "
    "same in all languages. Where a backtick is used as an apostrophe, two of them make code of the words between "
    "them: write ’ instead.",
    examples=(
        Example("be", "Run `navina check`.", "Запусціце `навіна чэк`.", "Запусціце `navina check`."),
        Example("be", "The family and the facility", "Сям`я і аб`ект", "Сям’я і аб’ект"),
    ),
    prose=False,
    needs=traits.refused,
    check=_check,
)
