"""An HTML comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _claim, _link
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_OPEN = re.compile(r"<!--(?!.*-->).*", re.DOTALL)


def _check(form: Form) -> Iterator[Hit]:
    for claim in _claim.of(form, "html.comment"):
        if claim.missing:
            sentence = say("%(difference)s. Put it back as it is.", difference=claim.missing)
        else:
            sentence = say(
                "%(difference)s. Take it out; a note belongs into the comments of the catalog.",
                difference=claim.reasons[0],
            )
        yield _claim.hit(form, claim, sentence)
    if "<!--" in form.target and form.is_prose and not form.refusals:
        found = _OPEN.search(_link.without_code(form.target))
        if found and not _OPEN.search(form.source):
            yield Hit(say("the comment is not closed, and readers see it. Take it out."), found.span())


RULE = Rule(
    id="html.comment",
    severity=Severity.ERROR,
    summary="An HTML comment (<!-- … -->) is missing or added.",
    explanation="Readers do not see a comment, but everybody can read it in the source of the page, and an open "
    "one hides the text after it. So a translation has the comments of its source, word for word, and "
    "no others. Write notes into the comments of the catalog, which stay out of the page.",
    examples=(Example("be", "Words", "Словы <!-- праверыць -->", "Словы"),),
    security=True,
    prose=False,
    needs=traits.one_of(traits.refused, traits.target("<")),
    check=_check,
)
