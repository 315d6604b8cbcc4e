"""From entries and theme to templates: which messages there are, in which domain, from which file.

`babel_extract` gives the same messages to `pybabel extract`, as the extraction method `navina`.
"""

from __future__ import annotations

import functools
import io
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from babel.messages.extract import DEFAULT_KEYWORDS
from babel.messages.extract import extract as babel_messages

from pipeline import config
from pipeline import entry as entries_module
from pipeline._collector import paused
from pipeline._lost import STRINGS
from pipeline.catalog import Located, Template, folder_name, read
from pipeline.message import Message, State
from pipeline.page import TITLES, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.config import Settings
    from pipeline.entry import Entry
    from pipeline.message import Key

SITE_DOMAIN = config.SITE_DOMAIN
_COMMENT_TAG = "Translators:"
_LOST = f"theme/{Kind.NOT_FOUND.value}.html"
_TITLES = {f"theme/{kind.value}.html": title for kind, title in TITLES.items()}

Theme: TypeAlias = "Mapping[str, Sequence[Message]]"
"""The messages of the theme's templates by reference ("theme/base.html")."""


@paused()
def templates(entries: Iterable[Entry], theme: Theme, settings: Settings) -> tuple[Template, ...]:
    """Return one template a domain, sorted by domain; messages in reading order, entries by path."""
    known = sorted(entries, key=lambda each: each.path)
    found = [_template(domain, [each for each in known if each.domain == domain]) for domain in _domains(known)]
    found.append(Template(SITE_DOMAIN, tuple(_located(_site_messages(known, theme, settings)))))
    return tuple(sorted(found, key=lambda each: each.domain))


def _domains(entries: Sequence[Entry]) -> list[str]:
    return sorted({each.domain for each in entries})


def _template(domain: str, entries: Sequence[Entry]) -> Template:
    return Template(domain, tuple(_located((message, each.path) for each in entries for message in each.messages)))


def _located(pairs: Iterable[tuple[Message, str]]) -> Iterator[Located]:
    """Bring equal messages together: the first says what it is, each file stands once.

    The messages of one file stand together.
    """
    messages: dict[Key, Message] = {}
    references: dict[Key, list[str]] = {}
    for message, path in pairs:
        key = message.key
        if first := messages.get(key):
            messages[key] = _joined(first, message)
            if references[key][-1] != path:
                references[key].append(path)
        else:
            messages[key], references[key] = message, [path]
    for key, message in messages.items():
        yield Located(message, tuple(references[key]))


def _joined(first: Message, other: Message) -> Message:
    if not other.comment and not other.msgid_plural:
        return first
    comments = dict.fromkeys(filter(None, (*first.comment.split("\n"), *other.comment.split("\n"))))
    plural = first.msgid_plural or other.msgid_plural
    return Message(
        first.msgid, first.msgctxt, plural, first.role, first.heading, "\n".join(comments), first.tags, first.html
    )


def _site_messages(entries: Sequence[Entry], theme: Theme, settings: Settings) -> Iterator[tuple[Message, str]]:
    for path, messages in sorted(theme.items()):
        for message in messages:
            yield message, path
    seen: set[Key] = set()
    for each in entries:
        for message in shared_messages(each, settings):
            if message.key not in seen:  # a name belongs to the whole site; the first file stands for all
                seen.add(message.key)
                yield message, each.path


def _messages_of(path: str, source: bytes) -> Iterator[Message]:
    """Return the messages of a template, and those that pages made with it take from elsewhere."""
    yield from theme_messages(source)
    if title := _TITLES.get(path):
        yield Message(title, role="theme", comment="title of a page, and of the links to it")
    if path == _LOST:
        yield from (Message(text, role="theme", comment=comment) for text, comment in STRINGS.items())


def shared_messages(entry: Entry, settings: Settings) -> Iterator[Message]:
    """Return the messages that an entry shares with the site: its section's name, its tags, default labels."""
    if entry.section:
        yield Message(settings.section_name(entry.section), msgctxt="section", role="name of a section")
    for tag in entry.tags:
        yield Message(tag, msgctxt="tag", role="tag")
    for label in entry.labels:
        yield Message(label, role="label")


def theme_messages(source: bytes) -> Iterator[Message]:
    """Return the messages of one Jinja template, as Babel's own extractor finds them.

    Raise jinja2's TemplateSyntaxError, or UnicodeDecodeError: a template that cannot be read is not one without words.
    """
    found = babel_messages(
        "jinja2.ext:babel_extract", io.BytesIO(source), DEFAULT_KEYWORDS, (_COMMENT_TAG,), {"silent": "no"}
    )
    for _, text, comments, context in found:
        singular, plural = (text[0], text[1]) if isinstance(text, tuple) else (text, None)
        comment = " ".join(comments).replace(_COMMENT_TAG, "").strip()
        yield Message(singular, context, plural, role="theme", comment=comment)


@functools.cache
def package_theme() -> Mapping[str, bytes]:
    """Return the templates of the theme that comes with Navina, by reference."""
    folder = resources.files("pipeline") / "theme"
    return {
        f"theme/{each.name}": each.read_bytes()
        for each in sorted(folder.iterdir(), key=lambda item: item.name)
        if each.name.endswith((".html", ".xml"))
    }


@functools.cache
def package_messages() -> Theme:
    """Return the messages of the theme that comes with Navina, by reference."""
    return {path: tuple(_messages_of(path, source)) for path, source in package_theme().items()}


def babel_extract(
    fileobj: BinaryIO,
    keywords: Mapping[str, Any],  # noqa: ARG001 - Babel's interface
    comment_tags: Sequence[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[tuple[int, str | None, str | tuple[str, ...], list[str]]]:
    """Give Babel the messages of one file of a site: an entry's `.md`, or the theme's for its `pyproject.toml`.

    The line is always 0, which Babel writes as a reference without a line. See
    https://babel.pocoo.org/en/latest/messages.html#writing-extraction-methods.
    """
    path = Path(fileobj.name).resolve()
    messages = _theme() if path.name == config.FILE else _entry_messages(path, fileobj.read())
    for message in messages:
        comments = message.note.split("\n")
        if message.msgid_plural is not None:
            yield 0, "ngettext", (message.msgid, message.msgid_plural), comments
        elif message.msgctxt is not None:
            yield 0, "pgettext", (message.msgctxt, message.msgid), comments
        else:
            yield 0, None, message.msgid, comments


def _theme() -> Iterator[Message]:
    for messages in package_messages().values():
        yield from messages


def _entry_messages(path: Path, data: bytes) -> Iterator[Message]:
    root = next((each for each in path.parents if (each / config.FILE).is_file()), path.parent)
    settings = config.load(root)
    entry = entries_module.parse(path.relative_to(root).as_posix(), data, settings)
    yield from entry.messages
    yield from shared_messages(entry, settings)


def shipped(locales: Iterable[str]) -> Mapping[str, Mapping[Key, tuple[str, ...]]]:
    """Return the translations of the theme that come with Navina: locale -> message -> its forms."""
    return {locale: found for locale in locales if (found := _shipped(locale))}


def _shipped(locale: str) -> Mapping[Key, tuple[str, ...]]:
    folder = resources.files("pipeline") / "theme" / "locale" / folder_name(locale) / "LC_MESSAGES"
    file = folder / f"{SITE_DOMAIN}.po"
    if not file.is_file():
        return {}
    known = read(f"theme/locale/{locale}/{SITE_DOMAIN}.po", file.read_bytes(), locale=locale)
    return {each.key: each.msgstr for each in known.messages if each.state is State.TRANSLATED}
