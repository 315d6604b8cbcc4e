"""A text has a character without a width."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules._characters import code_point
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2064\u3164\ufeff\uffa0]"
    r"|(?:(?<=[A-Za-zЀ-ӿ])[\u200c\u200d\ufe0f]|[\u200c\u200d](?=[A-Za-zЀ-ӿ]))"
)


def _check(form: Form) -> Iterator[Hit]:
    if form.target.isascii():
        return
    for found in _INVISIBLE.finditer(form.target):
        if found[0] not in form.source:
            yield Hit(
                say("A character that one cannot see stands here (%(code)s). Remove it.", code=code_point(found[0])),
                target=found.span(),
            )


RULE = Rule(
    id="char.invisible",
    severity=Severity.WARNING,
    summary="A text has a character that one cannot see.",
    explanation="Zero-width spaces, soft hyphens and byte order marks come along when a text is copied from a page or "
    "a PDF. Then a search does not find the word, a link breaks, and some devices show a box. Joined emoji, entities "
    "such as &shy; and what the source has too are left alone. Remove the character; typing the word again helps.",
    examples=(Example("be", "political prisoner", "паліт\u00adвязень", "палітвязень"),),
    prose=False,
    needs=traits.like(
        r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\u3164\ufe0f\ufeff\uffa0]"
    ),
    check=_check,
)
