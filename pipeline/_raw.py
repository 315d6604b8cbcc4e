"""What raw HTML in a document holds: text that no translator could reach, ids, and addresses."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from markdown.util import HTML_PLACEHOLDER_RE

from pipeline._slots import CODE
from pipeline._units import Mistake
from pipeline.structure import ADDRESSES, structure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from pipeline._engine import Engine
    from pipeline._slots import Slot
    from pipeline.structure import Definitions

_READ = ("title", "alt", "aria-label")


class _Scan(HTMLParser):
    """Collects visible text outside code, attributes that a reader reads, ids and addresses."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self._code = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._code += tag in CODE
        for name, value in attrs:
            if name in _READ:
                self.text += f" {value or ''}"
            elif name == "id" and value:
                self.ids.append(value)
            elif name in ADDRESSES and value:
                self.addresses.append(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._code -= tag in CODE

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in CODE and self._code > 0

    def handle_data(self, data: str) -> None:
        if not self._code:
            self.text += data


def unreachable_text(root: Element, stash: Sequence[Any], source: str) -> list[Mistake]:
    """Return a mistake for each block of raw HTML with text that a reader sees."""
    found = []
    for element in root.iter():
        text = element.text or ""
        placeholder = HTML_PLACEHOLDER_RE.fullmatch(text.strip()) if element.tag not in CODE else None
        if not placeholder:
            continue
        html = stash[int(placeholder.group(1))]
        if isinstance(html, str) and any(each.isalpha() for each in _Scan(html).text):
            found.append(Mistake(_line_of(html, source), _advice(html)))
    return found


def _advice(html: str) -> str:
    tag = html.strip().split(">")[0].split()[0].lstrip("<")
    return (
        f"the text inside raw HTML <{tag}> cannot be translated. Write it as Markdown, or as "
        f'<{tag} markdown="1">, or allow it with raw_html = "untranslated" in [tool.navina.markdown].'
    )


def _line_of(html: str, source: str) -> int:
    first = html.strip().split("\n")[0]
    position = source.find(first)
    return source.count("\n", 0, position) + 1 if position >= 0 else 0


def ids(html: str) -> frozenset[str]:
    """Return the ids in a piece of HTML."""
    return frozenset(_Scan(html).ids)


def fetched(html: str) -> Iterator[str]:
    """Return the addresses in a piece of raw HTML, but not those in code."""
    if not html.startswith("<pre"):
        yield from _Scan(html).addresses


def addresses(text: str, slot: Slot, definitions: Definitions, engine: Engine) -> Iterator[str]:
    """Return the addresses in the inline Markdown of a place."""
    for item, count in structure(text, slot.tag, definitions, html=slot.html, engine=engine).items():
        if len(item) == 3 and item[1] in ADDRESSES:
            for _ in range(count):
                yield item[2]
