"""A picture without a description in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _claim, _leftover, _link
from pipeline.prose import Prose
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form


def _check(form: Form) -> Iterator[Hit]:
    for claim in _claim.of(form, "md.image-alt"):
        sentence = say("%(difference)s. Write what the source has.", difference=claim.reasons[0])
        yield _claim.hit(form, claim, sentence)
    if "![" in form.target and form.is_prose:
        yield from _written(form)


def _written(form: Form) -> Iterator[Hit]:
    described = {(each.address, each.label): each.words for each in _link.links(form.source) if each.is_picture}
    for picture in _link.links(form.target):
        before = described.get((picture.address, picture.label), "")
        if not picture.is_picture or not before.strip():
            continue
        if not picture.words.strip():
            start, end = picture.span
            sentence = say("the picture has no alternative text. Write between the brackets what it shows: "
            "'%(before)s'.",
                before=before)  # fmt: skip
            yield Hit(sentence, (start - 2, end + 1), severity=Severity.WARNING)
        elif picture.words == before and _leftover.is_left(Prose(picture.words).unquoted, form.source):
            sentence = say("the alternative text '%(words)s' is still English. Translate it.", words=picture.words)
            yield Hit(sentence, picture.span, severity=Severity.WARNING)


RULE = Rule(
    id="md.image-alt",
    severity=Severity.ERROR,
    summary="The alternative text of a picture is missing, or was left in English.",
    explanation="What stands in the square brackets of ![words](address) is read to people who do not see the "
    "picture, and shown where it does not load. Translate it, also when it is the only text of a message. A picture "
    "that has none in the source is decoration, and needs none.",
    examples=(Example("be", "![A map of the region](map.png)", "![](map.png)", "![Мапа вобласці](map.png)"),),
    prose=False,
    needs=traits.one_of(traits.refused, traits.target("!")),
    check=_check,
)
