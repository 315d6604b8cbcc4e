"""HTML that runs or fetches something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _claim
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.finding import Hit
    from pipeline.checks.subject import Form


def _check(form: Form) -> Iterator[Hit]:
    for claim in _claim.of(form, "html.unsafe"):
        sentence = say(
            "%(difference)s and could harm readers. Take it out.", difference=claim.added or claim.reasons[0]
        )
        yield _claim.hit(form, claim, sentence)


RULE = Rule(
    id="html.unsafe",
    severity=Severity.ERROR,
    summary="HTML that could run a program or fetch something, and that the source does not have.",
    explanation="Tags such as script, iframe, form or svg and attributes such as onclick or style can run a "
    "program in the reader's browser, tell others that the page is read, or ask for a password. Where "
    "the source has none, no translation may have one. Take it out; no comment silences this rule.",
    examples=(Example("be", "Words", 'Словы <img src="x" onerror="a()">', "Словы"),),
    security=True,
    prose=False,
    needs=traits.refused,
    check=_check,
)
