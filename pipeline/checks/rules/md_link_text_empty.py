"""A link without words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _link
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_BLANK = r"(?:\s|[*_\u200b\u2060]|&nbsp;)*"
_EMPTY = re.compile(
    rf"(?<![!\\])\[{_BLANK}\](?:\([^\s()]|\[[^\[\]^])|<a\s[^<>]*\bhref\b[^<>]*>{_BLANK}</a\s*>", re.IGNORECASE
)


def _check(form: Form) -> Iterator[Hit]:
    text = form.target
    if "[" not in text and "</a" not in text:
        return
    found = list(_EMPTY.finditer(_link.CODE.sub(lambda each: "x" * len(each[0]), text)))
    if not found or _EMPTY.search(form.source):
        return
    for each in found:
        yield Hit(say("the link has no words, and nobody can follow it. Write what it leads to: [words](address)."),
            each.span() if each[0].startswith("<") else (each.start(), each.end() - 1))  # fmt: skip


RULE = Rule(
    id="md.link-text-empty",
    severity=Severity.ERROR,
    summary="A link has no words.",
    explanation="A link without words between its brackets cannot be seen, and a program that reads a page aloud "
    "spells the address. A picture inside a link is enough, as its alternative text is read. Translate the words of "
    "the link.",
    examples=(Example("be", "See [the plan](plan.md).", "Гл. [](plan.md).", "Гл. [план](plan.md)."),),
    needs=traits.target("[<"),
    check=_check,
)
