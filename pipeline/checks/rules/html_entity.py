"""An HTML reference that is written wrong, so that a reader sees it."""

from __future__ import annotations

import html
import re
from difflib import get_close_matches
from html.entities import html5
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _link, _mark
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form

_COMMON = (
    "nbsp", "amp", "quot", "apos", "laquo", "raquo", "bdquo", "ldquo", "rdquo", "lsquo", "rsquo", "mdash", "ndash",
    "hellip", "shy", "lt", "gt", "copy", "reg", "trade", "euro", "thinsp", "ensp", "emsp", "bull", "middot", "times",
    "sect", "deg",
)  # fmt: skip
_NAMES = "|".join(_COMMON)
_BROKEN = re.compile(
    rf"(?<![&=])&(?:amp;(?P<twice>{_NAMES}|\#x?[0-9a-fA-F]+);"
    rf"|[ ](?P<apart>{_NAMES});|(?P<late>{_NAMES}|\#[0-9]+)[ ]+;|(?P<open>{_NAMES}|\#[0-9]+)(?![\w;=])"
    r"|(?P<unknown>[a-zA-Z]{2,8});)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)[^\s<>«»\"]*")
_REFERENCE = re.compile(rf"&(?:{_NAMES}|\#x?[0-9a-fA-F]+);")


def _check(form: Form) -> Iterator[Hit]:
    if "&" not in form.target:
        return
    if form.subject.is_format or form.role in _mark.PLAIN:
        yield from _plain(form)
        return
    text = _ADDRESS.sub(lambda each: " " * len(each[0]), _link.without_code(form.target))
    for found in _BROKEN.finditer(text):
        name = _meant(found)
        if name is None or found[0] in form.source:
            continue
        if name:
            sentence = say("readers see '%(mark)s' as it is. Write '&%(name)s;'.", mark=found[0], name=name)
        else:
            sentence = say("readers see '%(mark)s' as it is. Write the character itself.", mark=found[0])
        yield Hit(sentence, found.span(), suggestion=f"&{name};" if name else "")


def _plain(form: Form) -> Iterator[Hit]:
    """Find every reference in a text that is no HTML: it is shown as it is written."""
    for found in _REFERENCE.finditer(form.target):
        if found[0] not in form.source:
            sentence = say("readers see '%(mark)s' as it is. Write the character itself.", mark=found[0])
            yield Hit(sentence, found.span(), suggestion=html.unescape(found[0]))


def _meant(found: re.Match[str]) -> str | None:
    """Return the name that was meant, "" where it is not known, None where nothing is wrong."""
    name = str(found[found.lastgroup or 0])
    if found.lastgroup != "unknown":
        return name
    if f"{name};" in html5:
        return None
    if near := get_close_matches(name.lower(), _COMMON, 1, 0.7):
        return near[0]
    before = found.string[max(0, found.start() - 1) : found.start()]
    return None if str(before).isalpha() else ""


RULE = Rule(
    id="html.entity",
    severity=Severity.WARNING,
    summary="An HTML reference that is written wrong: '&nbps;', '& nbsp;', '&nbsp' without its semicolon.",
    explanation="A reference such as &nbsp; stands for a character. With a slip in it readers see it as it is "
    "written. An & that is only an & is left alone, also in the query of an address and in names such as R&D. In a "
    "catalog the character itself can always be written in place of the reference.",
    examples=(Example("be", "100 people", "100&nbps;чалавек", "100&nbsp;чалавек"),),
    prose=False,
    needs=traits.target("&"),
    check=_check,
)
