"""A picture that nobody describes to those who do not see it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example
from pipeline.checks.source.rule import ContentRule, Spot
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.source.rule import Content
    from pipeline.entry import Entry

_EMPTY = re.compile(r"!\[\s*\][(\[]")


def _check(content: Content) -> Iterator[Spot]:
    for entry in content.site.entries:
        if _EMPTY.search(entry.body) or "<img" in entry.body.lower():
            for address, line in _undescribed(entry):
                text = say(
                    "the picture '%(address)s' has no alternative text. Write between the brackets what it shows; "
                    "if it is only decoration, write '{: role=presentation }' after it.",
                    address=address,
                )
                yield Spot(Hit(text), path=entry.path, line=line)


def _undescribed(entry: Entry) -> Iterator[tuple[str, int]]:
    """Yield the address and the line of each such picture of an entry."""
    pictures = _Pictures()
    pictures.feed(entry.document.html())
    place = 0
    for address, is_bare in pictures.found:
        written = re.compile(rf"!\[\s*\](?:\[|\(\s*<?{re.escape(address)})").search(entry.body, place)
        if is_bare and written is None:  # raw HTML, without the attribute
            written = re.compile(re.escape(address)).search(entry.body)
        if written:
            place = 0 if is_bare else written.end()
            yield address, entry.body_line + entry.body.count("\n", 0, written.start())


class _Pictures(HTMLParser):
    """Collects pictures without a description: the address, and whether there is not even an empty one."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        decorates = given.get("role") in ("presentation", "none") or given.get("aria-hidden") == "true"
        if tag == "img" and not decorates and not (given.get("alt") or "").strip():
            self.found.append((given.get("src") or "", "alt" not in given))


RULE = ContentRule(
    id="source.alt",
    severity=Severity.WARNING,
    summary="A picture has no alternative text.",
    explanation="What stands in the brackets of ![words](address) is read aloud to people who do not see, shown where "
    "pictures do not load, and translated. Say in a sentence what is to be seen and why it is there. A picture that "
    "only decorates needs none: write '{: role=presentation }' after it, or <img alt=\"\"> where it is HTML.",
    examples=(Example("en", "", "![](map.png)", "![A map of the region](map.png)"),),
    check=_check,
)
