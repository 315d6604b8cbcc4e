"""The translation has only characters that nobody sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import MessageRule
from pipeline.checks.rules._blank import is_blank
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Subject


def _check(subject: Subject) -> Iterator[Hit]:
    found = subject.found
    if found is None or not any(found.msgstr) or not all(is_blank(text) for text in found.msgstr):
        return
    if is_blank(subject.message.msgid):
        return
    yield Hit(
        say(
            "the translation has only white space or characters that nobody sees. Write the translation, or remove "
            "what stands between the quotes of msgstr."
        )
    )


RULE = MessageRule(
    id="state.blank",
    severity=Severity.ERROR,
    summary="The translation has only white space, or characters that nobody sees.",
    explanation="Such a translation looks finished to a program that counts, and leaves a hole in the page. It counts "
    "as missing. Write the translation; or, where it is not to be translated yet, leave nothing between the quotes of "
    "msgstr.",
    check=_check,
)
