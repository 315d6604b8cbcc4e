"""Catalogs and templates: the only module that reads and writes `.po` and `.pot`.

A file in the shape that gettext writes is read by `_po_plain`, any other by polib, once `_po_lines` has found it sound.
polib never writes, but has to read in what `navina fmt` writes what we read. An entry that does not change keeps the
bytes that its translator's editor gave it; what changes is written as `msgcat --no-wrap` would.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.plurals import DEFAULT_PLURAL, PLURALS

from pipeline import _po_header, _po_polib
from pipeline._collector import paused
from pipeline._po_entry import CatalogMessage, comments, in_order, lines, unescaped
from pipeline._po_file import OLD
from pipeline._po_header import Field
from pipeline._po_lines import scan, scan_by_line
from pipeline._po_splice import splice as _splice
from pipeline.errors import CatalogError, Flaw, Problem
from pipeline.message import Message, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from pipeline._po_file import Block, Scan
    from pipeline.message import Key

__all__ = [
    "Catalog",
    "CatalogMessage",
    "Field",
    "Located",
    "Template",
    "canonical",
    "create",
    "folder_name",
    "locale_tag",
    "new_fields",
    "plural_count",
    "plural_forms",
    "read",
    "read_by_polib",
    "read_template",
    "splice",
    "template_bytes",
    "with_fields",
]

_SCRIPTS = {"latn": "latin", "cyrl": "cyrillic", "arab": "arabic", "deva": "devanagari"}
_SCRIPT_TAGS = {name: tag.title() for tag, name in _SCRIPTS.items()}
_PROJECT = (("Project-Id-Version", "Navina"), ("Report-Msgid-Bugs-To", ""))
_POT_DATE = re.compile(rb'"POT-Creation-Date: ([^"\\]*)\\n"\r?\n')
_ADVICE = "a template is made from the content: remove the file, and run 'navina extract' to have it anew."


@dataclass(frozen=True, slots=True)
class Located:
    """A message of a template and the files that it comes from."""

    message: Message
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """The messages of one domain in reading order, each once."""

    domain: str
    messages: tuple[Located, ...] = ()


@dataclass(frozen=True)
class Catalog:
    """One domain in one locale, as it stands in its file; `data` are the file's bytes."""

    path: str
    locale: str
    domain: str
    entries: tuple[CatalogMessage, ...]
    nplurals: int
    data: bytes = field(repr=False)

    @cached_property
    def scan(self) -> Scan:
        """Return the lines of the file, which only those need who write it anew or name one of its header."""
        return scan(self.data)

    @cached_property
    def messages(self) -> tuple[CatalogMessage, ...]:
        """Return the messages in use, in the order of the file."""
        return tuple(entry for entry in self.entries if not entry.obsolete)

    @cached_property
    def obsolete(self) -> tuple[CatalogMessage, ...]:
        """Return the messages that are kept for the day when their text comes back."""
        return tuple(entry for entry in self.entries if entry.obsolete)

    @cached_property
    def translations(self) -> Mapping[Key, str]:
        """Return the finished translations of messages without a plural."""
        finished = (entry for entry in self.messages if entry.state is State.TRANSLATED)
        return {entry.key: entry.msgstr[0] for entry in finished if entry.msgid_plural is None}

    @cached_property
    def _index(self) -> Mapping[Key, CatalogMessage]:
        return {entry.key: entry for entry in self.messages}

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields of the header in their order: name and value; a line without a name has the name ""."""
        return _po_header.fields(self.scan)

    def get(self, key: Key) -> CatalogMessage | None:
        """Return the message in use with this key."""
        return self._index.get(key)


def folder_name(locale: str) -> str:
    """Return gettext's name of a locale, which is also its folder.

    >>> [folder_name(tag) for tag in ("be", "be-tarask", "be-Latn", "pt-BR")]
    ['be', 'be@tarask', 'be@latin', 'pt_BR']
    """
    language, *subtags = locale.split("-")
    region = next((f"_{tag.upper()}" for tag in subtags if len(tag) == 2 or (len(tag) == 3 and tag.isdigit())), "")
    others = [_SCRIPTS.get(tag.lower(), tag.lower()) for tag in subtags if len(tag) > 3]
    return f"{language.lower()}{region}" + (f"@{'-'.join(others)}" if others else "")


def locale_tag(folder: str) -> str:
    """Return the BCP 47 tag of gettext's name of a locale.

    >>> [locale_tag(folder) for folder in ("be", "be@tarask", "be@latin", "pt_BR")]
    ['be', 'be-tarask', 'be-Latn', 'pt-BR']
    """
    name, _, modifier = folder.partition("@")
    script = _SCRIPT_TAGS.get(modifier)
    language, _, region = name.partition("_")
    return "-".join(part for part in (language, script, region, "" if script else modifier) if part)


def plural_count(locale: str) -> int:
    """Return how many plural forms a language has.

    >>> plural_count("be-tarask")
    3
    """
    return int(_plural(locale)[0])


def plural_forms(locale: str) -> str:
    """Return what the header of a catalog says of plural forms, as `msginit` writes it."""
    nplurals, rule = _plural(locale)
    return f"nplurals={nplurals}; plural={rule};"


def _plural(locale: str) -> tuple[int, str]:
    """Return Babel's number of plural forms and its rule, which is written as `msginit` writes it."""
    language, _, region = folder_name(locale).partition("@")[0].partition("_")
    name = f"{language}_{region}" if f"{language}_{region}" in PLURALS else language
    return PLURALS.get(name, DEFAULT_PLURAL)


def read(path: str | PurePath, data: bytes, *, locale: str) -> Catalog:
    """Read a `.po` file. Raise CatalogError with everything that is wrong, each `path:line`; the file is left alone.

    `path` is for messages only, relative to the site.
    """
    return _catalog(PurePath(path), data, scan, locale)


def read_by_polib(path: str | PurePath, data: bytes, *, locale: str) -> Catalog:
    """Read a `.po` file as `read` does, but line by line, and every text of it with polib: a second opinion."""
    return _catalog(PurePath(path), data, scan_by_line, locale)


@paused()
def _catalog(path: PurePath, data: bytes, scanner: Callable[[bytes], Scan], locale: str) -> Catalog:
    name, found = path.as_posix(), scanner(data)
    entries = tuple(_entry(*pair) for pair in _messages(name, found))
    result = Catalog(name, locale, path.stem, entries, found.nplurals or plural_count(locale), data)
    vars(result)["scan"] = found  # it is there already
    return result


@paused()
def read_template(path: str | PurePath, data: bytes) -> Template:
    """Read a `.pot` file. Raise CatalogError with everything that is wrong with it."""
    name = PurePath(path).as_posix()
    try:
        messages = _messages(name, scan(data, template=True))
    except CatalogError as error:
        raise CatalogError((*error.problems, Problem(name, 0, _ADVICE))) from None
    return Template(PurePath(path).stem, tuple(_located(*pair) for pair in messages if not pair[0].obsolete))


def _messages(path: str, found: Scan) -> list[tuple[Block, dict[str, str]]]:
    """Return the messages of a file but its header, and their texts by keyword."""
    if found.problems:
        raise CatalogError(Problem(path, line, _flaw(text)) for line, text in found.problems)
    header = found.header
    blocks = [block for block in found.blocks if block is not header]
    texts: Iterator[dict[str, str]]
    if found.is_plain:
        texts = ({word: unescaped(text) for word, text in block.texts.items()} for block in blocks)
    else:
        texts = _by_polib(path, found)
    messages = list(zip(blocks, texts, strict=True))
    _refuse_twins(path, messages)
    return messages


def _by_polib(path: str, found: Scan) -> Iterator[dict[str, str]]:
    try:
        return _po_polib.texts(found)
    except OSError as error:
        raise CatalogError(Problem(path, 0, Flaw("syntax", f"{error}. Have a look at that line."))) from error


def _entry(block: Block, texts: Mapping[str, str]) -> CatalogMessage:
    said = comments(block.comments)
    return CatalogMessage(
        msgctxt=texts.get("msgctxt"),
        msgid=texts["msgid"],
        msgid_plural=texts["msgid_plural"] if block.forms else None,
        msgstr=tuple(texts[f"msgstr[{index}]"] for index in range(block.forms)) or (texts["msgstr"],),
        fuzzy=said.fuzzy,
        line=block.line,
        comments="\n".join(said.translator),
        previous_msgid=texts.get(f"{OLD}msgid"),
        previous_msgctxt=texts.get(f"{OLD}msgctxt"),
        previous_msgid_plural=texts.get(f"{OLD}msgid_plural"),
        note=said.note,
        references=said.references,
        flags=said.flags,
        obsolete=block.obsolete,
    )


def _located(block: Block, texts: Mapping[str, str]) -> Located:
    said = comments(block.comments)
    first, _, comment = said.note.partition("\n")
    role, _, heading = first.partition(" · ")
    plural = texts["msgid_plural"] if block.forms else None
    message = Message(texts["msgid"], texts.get("msgctxt"), plural, role=role, heading=heading, comment=comment)
    return Located(message, said.references)


def _flaw(text: str) -> Flaw:
    return text if isinstance(text, Flaw) else Flaw("syntax", text)


def _refuse_twins(path: str, messages: Iterable[tuple[Block, Mapping[str, str]]]) -> None:
    """Find equal messages that are written with different escapes; equal lines were found before."""
    first: dict[Key, int] = {}
    for block, texts in messages:
        key = texts.get("msgctxt"), texts["msgid"]
        if first.setdefault(key, block.line) != block.line:
            text = f"the message is already in line {first[key]}, with other escapes. Keep one of the two."
            raise CatalogError(Problem(path, block.line, Flaw("duplicate", text)))


def create(messages: Iterable[CatalogMessage], *, locale: str, now: datetime) -> bytes:
    """Return the bytes of a new `.po` file: a complete header without personal data, then the messages."""
    return _join([_header(new_fields(locale, now)), *(_text(message) for message in messages)]).encode()


def new_fields(locale: str, now: datetime) -> tuple[Field, ...]:
    """Return the fields of a complete header without personal data, in gettext's order."""
    stamp = _stamp(now)
    return (
        *_PROJECT,
        ("POT-Creation-Date", stamp),
        ("PO-Revision-Date", stamp),
        ("Last-Translator", "Automatically generated"),
        ("Language-Team", "none"),
        ("Language", folder_name(locale)),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", plural_forms(locale)),
    )


def with_fields(catalog: Catalog, fields: Iterable[Field]) -> bytes:
    """Return the bytes of the catalog's file with these fields in its header; a field that did not change stays."""
    return _po_header.spliced(catalog.scan, tuple(fields)).encode()


def canonical(catalog: Catalog, fields: Iterable[Field]) -> bytes:
    """Return the catalog as `msgcat --no-wrap` writes it, with these fields in its header.

    Two things are kept that msgcat drops: flags that gettext does not know, and comments at the end of the file, which
    go to the comments of the header.
    """
    header = _po_header.header(catalog.scan, tuple(fields))
    messages = [in_order(entry) for entry in (*catalog.messages, *catalog.obsolete)]
    return _join(_text(message) for message in (header, *messages)).encode()


def _stamp(now: datetime) -> str:
    return f"{now.astimezone(UTC):%Y-%m-%d %H:%M}+0000"


def _header(fields: Iterable[Field], *, fuzzy: bool = False) -> str:
    return _text(CatalogMessage(None, "", msgstr=(_po_header.text(fields),), fuzzy=fuzzy))


def _text(message: CatalogMessage) -> str:
    return "".join(f"{line}\n" for line in lines(message))


def _join(texts: Iterable[str]) -> str:
    return "\n".join(texts)


def splice(catalog: Catalog, messages: Iterable[CatalogMessage]) -> bytes:
    """Return the bytes of the catalog's file with these messages in this order.

    A message that was read from the file and did not change keeps its lines; where only its references or note did,
    only those lines are written. Everything else of the file stays: header, blank lines, the comments at its end, the
    kind of line ends.
    """
    return _splice(catalog.scan, {entry.line: entry for entry in catalog.entries}, messages).encode()


def template_bytes(template: Template, *, now: datetime, old: bytes | None = None) -> bytes:
    """Return the bytes of a template; the old ones when nothing but the date would differ."""
    messages = [_text(message) for message in _babel_messages(template)]
    if old is not None and (dated := _POT_DATE.search(old)):
        same = _join([_template_header(dated[1].decode(errors="replace")), *messages])
        if same.encode() == old.replace(b"\r\n", b"\n"):
            return old
    return _join([_template_header(_stamp(now)), *messages]).encode()


def _template_header(date: str) -> str:
    """Write xgettext's header, whose placeholders every tool fills in, without its Plural-Forms.

    Babel falls over "nplurals=INTEGER" (https://github.com/python-babel/babel/issues/1154), and a rule that a template
    has is taken over into the catalog of any language, which English plurals do not fit.
    """
    fields = (
        *_PROJECT,
        ("POT-Creation-Date", date),
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
        ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>"),
        ("Language-Team", "LANGUAGE <LL@li.org>"),
        ("Language", ""),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    )
    return _header(fields, fuzzy=True)


def _babel_messages(template: Template) -> Iterator[CatalogMessage]:
    """Collect a template in Babel's catalog, which joins what is equal, and give its messages out again.

    Babel takes prose with a per cent sign for a format string and says so by a flag, which `msgfmt -c` would believe.
    So flags are left out.
    """
    model = BabelCatalog(charset="utf-8")
    for located in template.messages:
        message = located.message
        model.add(
            (message.msgid, message.msgid_plural) if message.msgid_plural is not None else message.msgid,
            locations=[(reference, 0) for reference in located.references],
            auto_comments=[message.note] if message.note else [],
            context=message.msgctxt,
        )
    for entry in model:
        if not entry.id:
            continue
        msgid, plural = (entry.id, None) if isinstance(entry.id, str) else entry.id
        yield CatalogMessage(
            entry.context,
            msgid,
            plural,
            msgstr=("",) if plural is None else ("", ""),
            note="\n".join(entry.auto_comments),
            references=tuple(name for name, _ in entry.locations),
        )
