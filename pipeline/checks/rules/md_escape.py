r"""A backslash that a reader sees: `\n`, `\t`, `\"`."""

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

_ESCAPE = re.compile(r"(?<![\\'\"«“„])\\{1,2}(?:[nrt](?![a-z\\])|[\"'«»„“”’])")
_PATH = re.compile(r"(?:[A-Za-z]:|\\[\w.]+)\\$")


def _check(form: Form) -> Iterator[Hit]:
    if "\\" not in form.target:
        return
    source = _link.without_code(form.source)
    for found in _ESCAPE.finditer(_link.without_code(form.target)):
        mark = found[0]
        if mark[-1] not in "nrt" and "\\" in source:
            continue
        if mark not in source and not _PATH.search(form.target[: found.start() + 1]):
            sentence = say(
                "readers see '%(mark)s' as it is. Take the backslash out; if a new line is meant, begin one in the "
                "text.",
                mark=mark,
            )
            yield Hit(sentence, found.span(), suggestion=mark[-1] if mark[-1] not in "nrt" else "")


RULE = Rule(
    id="md.escape",
    severity=Severity.ERROR,
    summary="A backslash that readers see: \\n, \\t, or one before a quotation mark.",
    explanation='In the file of a catalog \\n stands for a new line and \\" for a quotation mark, and programs for '
    "translators hide that. Who writes them into such a program's window, or doubles them in the file, gets a "
    "backslash on the page. Code, paths such as C:\\new, and what the source has too are left alone.",
    examples=(Example("be", "Minsk, May", "Мінск,\\nмай", "Мінск, май"),),
    needs=traits.target("\\"),
    check=_check,
)
