"""Raw HTML as a parser sees it: its tokens with their places, and what a reader finds in it."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Attributes = list[tuple[str, str | None]]
Kind = Literal["text", "start", "end", "reference", "other"]

CODE = frozenset({"pre", "code", "script", "style", "textarea", "math", "kbd", "samp"})
"""Elements whose text is not for translators."""

ADDRESSES = frozenset({"href", "src"})
_READ = ("title", "alt", "aria-label")


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of HTML: text, a start tag with its attributes, an end tag, a character reference or something else."""

    kind: Kind
    source: str
    tag: str = ""
    attributes: tuple[tuple[str, str | None], ...] = ()
    selfclosing: bool = False


class Parser(HTMLParser):
    """The standard library's parser, made to take any text: Python before 3.13 gives up at `<![x`."""

    def parse_html_declaration(self, i: int) -> int:
        """Read `<!…>`; what is neither a comment, a doctype nor CDATA is a comment, as HTML's standard has it."""
        if self.rawdata.startswith("<![", i) and not self.rawdata.startswith("<![CDATA[", i):
            return int(self.parse_bogus_comment(i))
        return super().parse_html_declaration(i)


class _Tokens(Parser):
    """Notes where each token begins; it ends where the next one does."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, Kind, str, Attributes, bool]] = []
        self._starts = [0]
        for line in html.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self.feed(html)
        self.close()

    def _note(self, kind: Kind, tag: str = "", attributes: Attributes | None = None, *, closing: bool = False) -> None:
        line, column = self.getpos()
        self.found.append((self._starts[line - 1] + column, kind, tag, attributes or [], closing))

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._note("start", tag, attrs)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self._note("start", tag, attrs, closing=True)

    def handle_endtag(self, tag: str) -> None:
        self._note("end", tag)

    def handle_data(self, data: str) -> None:  # noqa: ARG002 - the places are enough
        self._note("text")

    def handle_entityref(self, name: str) -> None:  # noqa: ARG002
        self._note("reference")

    def handle_charref(self, name: str) -> None:  # noqa: ARG002
        self._note("reference")

    def handle_comment(self, data: str) -> None:  # noqa: ARG002
        self._note("other")

    def handle_decl(self, decl: str) -> None:  # noqa: ARG002
        self._note("other")

    def unknown_decl(self, data: str) -> None:  # noqa: ARG002
        self._note("other")

    def handle_pi(self, data: str) -> None:  # noqa: ARG002
        self._note("other")


def tokens(html: str) -> Iterator[Token]:
    """Cut HTML into tokens; joined, their sources are the HTML again.

    >>> [(each.kind, each.source) for each in tokens('a <b title="1 > 0">c</b>')]
    [('text', 'a '), ('start', '<b title="1 > 0">'), ('text', 'c'), ('end', '</b>')]
    """
    found = _Tokens(html).found
    if html and (not found or found[0][0] > 0):
        yield Token("text", html[: found[0][0] if found else len(html)])
    for index, (start, kind, tag, attributes, closing) in enumerate(found):
        end = found[index + 1][0] if index + 1 < len(found) else len(html)
        if end > start:
            yield Token(kind, html[start:end], tag, tuple(attributes), closing)


class Scan(Parser):
    """Collects visible text outside code, attributes that a reader reads, ids and addresses.

    `parts` are the texts one by one: a word ends where its element does.

    >>> Scan('<p id="x">Read <a href="y.md" title="now">it</a>, <code>z</code></p>').text.split()
    ['Read', 'now', 'it,']
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self._code = 0
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """Return what a reader reads, attributes with a space around them."""
        return "".join(self.parts)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._code += tag in CODE
        for name, value in attrs:
            if name in _READ:
                self.parts.append(f" {value or ''} ")
            elif name == "id" and value:
                self.ids.append(value)
            elif name in ADDRESSES and value:
                self.addresses.append(value)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)
        self._code -= tag in CODE

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in CODE and self._code > 0

    def handle_data(self, data: str) -> None:
        if not self._code:
            self.parts.append(data)
