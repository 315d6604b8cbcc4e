"""An address that leads nowhere, or that is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline import links
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example
from pipeline.checks.source.rule import ContentRule, Spot
from pipeline.sentence import Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.source.rule import Content
    from pipeline.entry import Entry

_SCHEMES = ("http", "https", "mailto", "tel")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*\.?|localhost|\[[0-9a-f:.]+\]|\d+(?:\.\d+){3}")
_NO_SCHEME = re.compile(
    r"(?:www\.|https?[/;]|https?:?//?[^/]|(?:[a-z0-9-]+\.)+(?:org|com|net|info|by|eu)(?:/|$))", re.IGNORECASE
)
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")
_PHONE = re.compile(r"\+?[\d().;=a-z-]*\d[\d().;=a-z-]*", re.IGNORECASE)


def _check(content: Content) -> Iterator[Spot]:
    site = content.site
    for entry in site.entries:
        reported = set()
        document = entry.document
        for place, address in dict.fromkeys(document.links()):
            if wrong := _wrong(address):
                reported.add(address)
                line = document.line_of(place)
                yield Spot(Hit(wrong), path=entry.path, line=line + entry.body_line - 1 if line else 0)
        yield from _dead(entry, content, reported)


def _dead(entry: Entry, content: Content, reported: set[str]) -> Iterator[Spot]:
    """Yield what the build refuses, too: a relative link without a target."""
    for problem in links.problems(entry, content.site.by_path, content.site.beside):
        if not any(f"'{each}'" in problem.text for each in reported):
            yield Spot(Hit(Sentence(problem.text), severity=Severity.ERROR), path=problem.path, line=problem.line)


def _wrong(address: str) -> Sentence | None:
    """Say what is wrong with an address that leads out of the site; nothing is asked of the network."""
    try:
        parts = urlsplit(address)
        port_is_wrong = parts.port == 0
    except ValueError:
        return say("'%(address)s' is no address: its host or its port is wrong. Mend it.", address=address)
    if not parts.scheme and not parts.netloc:
        if _NO_SCHEME.match(address):
            return say("'%(address)s' has no 'https://' before it, and leads to a file beside the entry. Add it.",
                       address=address)  # fmt: skip
        return None
    if parts.scheme and parts.scheme not in _SCHEMES:
        return say("'%(scheme)s' in '%(address)s' is not what addresses begin with here. Write 'https://'.",
                   scheme=parts.scheme, address=address)  # fmt: skip
    if parts.scheme == "mailto":
        is_right = all(_MAIL.fullmatch(each) for each in parts.path.split(","))
    elif parts.scheme == "tel":
        is_right = _PHONE.fullmatch(parts.path) is not None
    else:
        host = (parts.hostname or "").strip()
        is_right = not port_is_wrong and not re.search(r"\s", address) and _HOST.fullmatch(host) is not None
    return None if is_right else say("'%(address)s' is not a whole address. Mend it.", address=address)


RULE = ContentRule(
    id="source.link",
    severity=Severity.WARNING,
    summary="A link leads nowhere, or its address cannot be one.",
    explanation="A link within the site must lead to an entry, a heading or a file that there is, or the site cannot "
    "be built: that is an error. Of a link to another site only the form of its address is looked at, and no other "
    "computer is ever asked: whether the page is still there, try yourself. Mend the address.",
    examples=(Example("en", "", "[Act](www.example.org/act)", "[Act](https://www.example.org/act)"),),
    check=_check,
)
