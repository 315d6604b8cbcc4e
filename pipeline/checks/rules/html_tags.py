"""HTML tags are not those of the source."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _claim, _link, _mark
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_TAG = re.compile(r"</?[^\W\d_][^<>\n]{0,60}>")
_CYRILLIC_TAG = re.compile(r"</?[\u0400-\u052f][^<>\n]{0,60}>")


def _check(form: Form) -> Iterator[Hit]:
    for claim in _claim.of(form, "html.tags"):
        sentence = say("%(difference)s. Write the tags as the source has them.", difference=claim.reasons[0])
        yield _claim.hit(form, claim, sentence)
    if "<" in form.target and not form.refusals and not form.subject.message.html:
        yield from _seen(form)


def _seen(form: Form) -> Iterator[Hit]:
    """Find tags that are none: of Cyrillic letters, or in a text that is no HTML."""
    if _TAG.search(html.unescape(form.source)):
        return
    plain = form.subject.is_format or form.role in _mark.PLAIN
    for found in (_TAG if plain else _CYRILLIC_TAG).finditer(_link.without_code(form.target)):
        sentence = say(
            "readers see '%(tag)s' with its angle brackets. Write quotation marks, or nothing, in their place.",
            tag=found[0],
        )
        yield Hit(sentence, found.span(), severity=Severity.WARNING)


RULE = Rule(
    id="html.tags",
    severity=Severity.ERROR,
    summary="HTML tags are missing, added, or not closed in order.",
    explanation="The HTML tags of a translation are those of its source, as often as there and closed in order; "
    "their place in the sentence is free, <br> and <br/> are the same, and so are a tag and its "
    "Markdown. What people read in them (title, alt, aria-label) is translated, everything else "
    "stays.",
    examples=(Example("ru", "Press <kbd>Enter</kbd>.", "Нажмите <kbd>Enter.", "Нажмите <kbd>Enter</kbd>."),),
    prose=False,
    needs=traits.one_of(traits.refused, traits.target("<")),
    check=_check,
)
