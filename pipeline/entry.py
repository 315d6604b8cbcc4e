"""An entry: one Markdown file below `content/`, with front matter and a body, in the source language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from pipeline.config import PAGES_DOMAIN, RESERVED_DOMAINS
from pipeline.errors import Problem, SourceError
from pipeline.message import Message

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pipeline._frontmatter import FrontMatter
    from pipeline.config import Settings
    from pipeline.document import Document
    from pipeline.message import Key

CONTENT = "content"
TRANSLATED_KEYS = ("title", "summary")
KEYS = (*TRANSLATED_KEYS, "date", "updated", "tags", "aliases", "draft", "publish")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def _document(body: str, settings: Settings | None = None) -> Document:
    """Parse a body; whoever finds every entry in the cache need not even load the parsers of Markdown and YAML."""
    from pipeline.document import parse as parse_document

    if settings is None:
        return parse_document(body)
    return parse_document(
        body,
        source=settings.source,
        extensions=settings.markdown.extensions,
        extension_configs=settings.markdown.extension_configs,
        raw_html=settings.markdown.raw_html,
        rewrites=settings.rewrites,
    )


@dataclass(frozen=True)
class Entry:
    """One entry, checked.

    `path` is relative to the site ("content/news/x.md"); `name` is where it is below a locale, without an ending
    ("news/x"). `fields` are the values of the settings' own front-matter keys that are messages. `labels` are the texts
    that Python-Markdown itself puts into the body. `reader` parses the body, when somebody asks for the document.
    """

    path: str
    title: str
    summary: str = ""
    date: dt.date | None = None
    updated: dt.date | None = None
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    draft: bool = False
    publish: str | int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    reader: Callable[[], Document] = field(default=partial(_document, ""), compare=False, repr=False)
    messages: tuple[Message, ...] = ()
    labels: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    catalogs: str = "section"

    @cached_property
    def document(self) -> Document:
        """Return the body, parsed."""
        return self.reader()

    @property
    def name(self) -> str:
        """Return the path below `content/` without `.md`."""
        return self.path.removeprefix(f"{CONTENT}/").removesuffix(".md")

    @property
    def section(self) -> str:
        """Return the top-level folder, "" for an entry at the top of `content/`."""
        folder, slash, _ = self.name.partition("/")
        return folder if slash else ""

    @property
    def slug(self) -> str:
        """Return the last part of the name."""
        return self.name.rpartition("/")[2]

    @property
    def domain(self) -> str:
        """Return the domain that its messages are in, by what the settings put into one catalog.

        A section's is its folder, or `pages` at the top of `content/`; a site's is `pages`; an entry's is its name with
        a dot for each slash and two for a dot, so that no two entries share one and all are files of one folder.

        >>> [Entry("content/news/x.md", "X", catalogs=each).domain for each in ("section", "entry", "site")]
        ['news', 'news.x', 'pages']
        >>> [Entry(path, "X", catalogs="entry").domain for path in ("content/x.md", "content/a.b/2024/x.md")]
        ['pages.x', 'a..b.2024.x']
        """
        if self.catalogs == "entry":
            parts = self.name.split("/") if self.section else (PAGES_DOMAIN, self.name)
            return ".".join(part.replace(".", "..") for part in parts)
        return self.section if self.section and self.catalogs == "section" else PAGES_DOMAIN

    def line(self, key: Key) -> int:
        """Return the line of the file that a message stands on, 0 where that cannot be told."""
        for name, text in (("title", self.title), ("summary", self.summary), *self.fields.items()):
            if key == (None, text):
                return self.lines.get(name, 1)
        line = self.document.line(key)
        return line + self.body_line - 1 if line else 0

    def refusals(self, key: Key, msgstr: str) -> tuple[str, ...]:
        """Return why a translation of one of its messages cannot be used; () if it can."""
        from pipeline.structure import forbidden

        return (*forbidden(key[1], msgstr), *self.document.refusals(key, msgstr))


def parse(path: str, data: bytes, settings: Settings) -> Entry:
    """Read an entry from the bytes of its file.

    Raises `SourceError` with everything that is wrong in it: the name, the encoding, the front matter, a directive,
    text in raw HTML.
    """
    from pipeline import _frontmatter

    text, problems = _decoded(path, data)
    matter, found = _frontmatter.split(path, text)
    problems += [*_bad_name(path), *found]
    if text and not found:
        entry = _entry(path, matter, settings, problems)
    if problems:
        raise SourceError(problems)
    return entry


def _entry(path: str, matter: FrontMatter, settings: Settings, problems: list[Problem]) -> Entry:
    from pipeline._frontmatter import Reader

    read = Reader(path, matter, problems)
    read.refuse_unknown((*KEYS, *settings.front_matter, *settings.skip_front_matter))
    title, summary = read.title(), read.text("summary")
    fields = {key: value for key in settings.front_matter if (value := read.text(key))}
    document = _parsed(path, matter.body, settings, problems)
    problems += [
        Problem(path, mistake.line + matter.body_line - 1 if mistake.line else 0, mistake.text)
        for mistake in document.mistakes
    ]
    values = {"title": title, "summary": summary, **fields}
    front = {key: text for key, text in values.items() if key not in settings.skip_front_matter}
    return Entry(
        path=path,
        title=title,
        summary=summary,
        date=read.date("date"),
        updated=read.date("updated"),
        tags=read.texts("tags"),
        aliases=read.texts("aliases"),
        draft=read.flag("draft"),
        publish=read.publish("publish"),
        fields=fields,
        body=matter.body,
        body_line=matter.body_line,
        reader=lambda: document,
        messages=tuple(_messages(front, document.messages)),
        labels=document.labels,
        lines=matter.lines,
        catalogs=settings.catalogs,
    )


def _parsed(path: str, text: str, settings: Settings, problems: list[Problem]) -> Document:
    from pipeline._engine import TooDeepError

    try:
        return _document(text, settings)
    except TooDeepError:
        advice = "lists or quotations stand in one another hundreds of levels deep. Look for a line of repeated marks."
        problems.append(Problem(path, 0, advice))
        return _document("", settings)


def reader(body: str, settings: Settings) -> Callable[[], Document]:
    """Return what parses the body of an entry."""
    return partial(_document, body, settings)


def body(data: bytes, line: int) -> str:
    r"""Return the body of a sound entry, from the bytes of its file and the line that the body begins on.

    >>> body(b"---\r\ntitle: T\r\n---\r\nOne.\r\n", 4)
    'One.\n'
    """
    return "".join(_text(data).split("\n", line - 1)[line - 1 :])


def _messages(front: Mapping[str, str], body: Sequence[Message]) -> Iterator[Message]:
    """Return the front matter's messages, then the body's; one that stands in both has the body's rules."""
    by_key = {each.key: each for each in body}
    seen = set()
    for role, text in front.items():
        if text and any(each.isalpha() for each in text):
            twin = by_key.get((None, text))
            seen.add((None, text))
            yield Message(text, role=role, tags=twin.tags if twin else (), html=twin.html if twin else False)
    yield from (each for each in body if each.key not in seen)


def _decoded(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """Decode a file; a byte order mark and CRLF are accepted."""
    try:
        text = _text(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", [Problem(path, line, "is not UTF-8 text. Save the file as UTF-8.")]
    problems = [
        Problem(
            path, text.count("\n", 0, found.start()) + 1, f"has the control character U+{ord(found[0]):04X}. Delete it."
        )
        for found in _CONTROL.finditer(text)
    ]
    return text or "\n", problems


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _bad_name(path: str) -> Iterator[Problem]:
    section, slash, _ = path.removeprefix(f"{CONTENT}/").partition("/")
    if slash and section in RESERVED_DOMAINS:
        text = f"'{section}' is the name of a catalog of Navina's own. Give the folder another name."
        yield Problem(path, 0, text)
    for part in path.removeprefix(f"{CONTENT}/").split("/"):
        if not _NAME.fullmatch(part) or len(part) > 100:
            advice = "Use the letters a-z, digits, '-', '_' and '.', 100 characters at most: it becomes an address."
            yield Problem(path, 0, f"the name '{part}' cannot be an address. {advice}")
