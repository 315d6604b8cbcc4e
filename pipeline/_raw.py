"""What raw HTML in a document holds: text that no translator could reach, ids, and addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from pipeline._html import ADDRESSES, CODE, Scan
from pipeline._units import Mistake
from pipeline.structure import structure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from pipeline._engine import Engine, Snapshot
    from pipeline._slots import Slot
    from pipeline.structure import Definitions


def unreachable_text(root: Element, state: Snapshot, engine: Engine, source: str) -> list[Mistake]:
    """Return a mistake for each block of raw HTML with text that a reader sees."""
    found, position = [], 0
    for html in _blocks(root, state, engine):
        if any(map(str.isalpha, Scan(html).text)):
            first = html.strip().split("\n")[0]
            start = source.find(first, position)
            line = source.count("\n", 0, start) + 1 if start >= 0 else 0
            position = max(position, start + len(first))
            found.append(Mistake(line, _advice(html)))
    return found


def _blocks(root: Element, state: Snapshot, engine: Engine) -> Iterator[str]:
    """Return the raw HTML that block parsing has left in the texts of a tree, in reading order."""
    for element in root.iter():
        for text in (element.text if element.tag not in CODE else None, element.tail):
            if text and not isinstance(text, AtomicString):
                for placeholder in HTML_PLACEHOLDER_RE.finditer(text):
                    html = state.stash[int(placeholder.group(1))]
                    yield html if isinstance(html, str) else engine.md.serializer(html)


def _advice(html: str) -> str:
    tag = html.strip().split(">")[0].split()[0].lstrip("<")
    return (
        f"the text inside raw HTML <{tag}> cannot be translated. Write it as Markdown, or as "
        f'<{tag} markdown="1">, or allow it with raw_html = "untranslated" in [tool.navina.markdown].'
    )


def ids(html: str) -> frozenset[str]:
    """Return the ids in a piece of HTML."""
    return frozenset(Scan(html).ids)


def fetched(state: Snapshot, engine: Engine) -> Iterator[str]:
    """Return the addresses in stashed raw HTML."""
    for html in state.stash:
        yield from Scan(html if isinstance(html, str) else engine.md.serializer(html)).addresses


def addresses(text: str, slot: Slot, definitions: Definitions, engine: Engine) -> Iterator[str]:
    """Return the addresses in the inline Markdown of a place."""
    for item, count in structure(text, slot.tag, definitions, html=slot.html, engine=engine).items():
        if len(item) == 3 and item[1] in ADDRESSES:
            for _ in range(count):
                yield item[2]
