"""What a rule says of itself, for a translator who met it in a report."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from pipeline.checks.own import is_unreadable
from pipeline.checks.registry import rule
from pipeline.checks.silence import may_be_silenced
from pipeline.reports.words import SEVERITIES
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.checks.rule import About, Example

_WIDTH = 100


def explanation(about: About, translate: Callable[[str], str | None]) -> str:
    """Return the id, what is found and why, an example, and how to silence it, each in the user's language."""
    severity = SEVERITIES[about.severity].said(translate)
    parts = [
        f"{about.id} ({severity})",
        *map(_wrapped, (_in(about.summary, translate), _in(about.explanation, translate))),
    ]
    if not about.on:
        parts.append(_wrapped(say("It is asked only where the settings say so.").said(translate)))
    parts += ["\n".join(_example(each, translate)) for each in about.examples]
    parts.append("\n".join(_silencing(about, translate)))
    return "\n\n".join(parts)


def _in(text: str, translate: Callable[[str], str | None]) -> str:
    return translate(text) or text


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _example(each: Example, translate: Callable[[str], str | None]) -> Iterator[str]:
    yield say("Example (%(locale)s):", locale=each.locale).said(translate)
    labels = [say("source"), say("wrong"), say("right")]
    names = [label.said(translate) for label in labels]
    width = max(map(len, names))
    for name, text in zip(names, (each.source, each.wrong, each.right), strict=True):
        if text:
            yield f"    {name:{width}}  {text}"


def _silencing(about: About, translate: Callable[[str], str | None]) -> Iterator[str]:
    if about.security or is_unreadable(about):
        yield _wrapped(say("It cannot be silenced: mend what it finds.").said(translate))
        return
    if may_be_silenced(about.id):
        yield say("To silence it in one message, write a translator's comment there:").said(translate)
        reason = say("the reason").said(translate)
        yield f"    # navina: ignore {about.id} -- {reason}"
    elif rule(about.id):
        yield _wrapped(say("No comment silences it: it goes when the text is translated.").said(translate))
    yield say("To silence it on the whole site, write into pyproject.toml:").said(translate)
    yield "    [tool.navina.checks.rules]"
    yield f'    "{about.id}" = "off"'
