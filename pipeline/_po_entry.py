"""One message of a catalog, and the bytes that `msgcat --no-wrap` would write for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.message import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.message import Key

_ESCAPES = str.maketrans(
    {
        "\\": r"\\",
        '"': r"\"",
        "\a": r"\a",
        "\b": r"\b",
        "\f": r"\f",
        "\n": r"\n",
        "\r": r"\r",
        "\t": r"\t",
        "\v": r"\v",
    }
)
_ESCAPE = re.compile(r"\\(.)")
_MEANING = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")
_LANGUAGES = (
    "c objc python python-brace java java-printf csharp javascript scheme lisp elisp librep ruby sh awk lua "
    "object-pascal smalltalk qt qt-plural kde kde-kuit boost tcl perl perl-brace php gcc-internal gfc-internal ycp"
)
_FORMATS = {f"{word}-format": place for place, word in enumerate(_LANGUAGES.split())}
_REFERENCE = re.compile("\u2068([^\u2069]*)\u2069|(\\S+)")


@dataclass(frozen=True, slots=True)
class CatalogMessage:
    """One message with its translation: one text, or one for each plural form.

    `line` is the line of its `msgctxt` or `msgid` in the file it was read from, 0 when it was in none. `comments` are
    the translator's, `note` is gettext's `#.`, `flags` are all but `fuzzy`.
    """

    msgctxt: str | None
    msgid: str
    msgid_plural: str | None = None
    msgstr: tuple[str, ...] = ("",)
    fuzzy: bool = False
    line: int = 0
    comments: str = ""
    previous_msgid: str | None = None
    previous_msgctxt: str | None = None
    previous_msgid_plural: str | None = None
    note: str = ""
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    obsolete: bool = False

    @property
    def key(self) -> Key:
        """Return what identifies the message in its catalog."""
        return self.msgctxt, self.msgid

    @property
    def state(self) -> State:
        """Return how far the translation is: a blank text, or one blank plural form, is missing."""
        if not all(map(str.strip, self.msgstr)):
            return State.MISSING
        return State.FUZZY if self.fuzzy else State.TRANSLATED


@dataclass(frozen=True, slots=True)
class Comments:
    """What the comments of a message say; `flags` are all but `fuzzy`."""

    translator: tuple[str, ...]
    note: str
    references: tuple[str, ...]
    flags: tuple[str, ...]
    fuzzy: bool


@lru_cache(maxsize=1024)
def comments(written: str) -> Comments:
    r"""Read lines of comments, which neighbours in a catalog often have in common.

    >>> comments("# Ask Alena.\n#. title\n#: a.md\n#, fuzzy, no-wrap\n")
    Comments(translator=('Ask Alena.',), note='title', references=('a.md',), flags=('no-wrap',), fuzzy=True)
    """
    kinds: dict[str, list[str]] = {",": [], ".": [], ":": [], "": []}
    for line in filter(None, map(str.strip, written.split("\n"))):
        kind = line[1:2] if line[1:2] in kinds else ""
        kinds[kind].append(line[1 + len(kind) :])
    flags = dict.fromkeys(flag.strip() for line in kinds[","] for flag in line.split(","))
    return Comments(
        translator=tuple(line.removeprefix(" ") for line in kinds[""]),
        note="\n".join(line.removeprefix(" ") for line in kinds["."]),
        references=split_references(" ".join(line.strip() for line in kinds[":"])),
        flags=tuple(flag for flag in flags if flag and flag != "fuzzy"),
        fuzzy="fuzzy" in flags,
    )


def unescaped(text: str) -> str:
    r"""Return a text that is written with escapes as it is meant.

    >>> unescaped(r"C:\\new\t\"one\"")
    'C:\\new\t"one"'
    """
    return _ESCAPE.sub(lambda found: _MEANING.get(found[1], found[1]), text) if "\\" in text else text


def in_order(message: CatalogMessage) -> CatalogMessage:
    """Return a message with its flags in the order that gettext writes them, and each reference once.

    >>> in_order(CatalogMessage(None, "a", flags=("mine", "no-wrap", "no-c-format"))).flags
    ('no-c-format', 'no-wrap', 'mine')
    """
    flags = sorted(message.flags, key=_place_of_flag)
    return replace(message, flags=tuple(flags), references=tuple(dict.fromkeys(message.references)))


def _place_of_flag(flag: str) -> int:
    name = flag.removeprefix("no-")
    if name in _FORMATS:
        return _FORMATS[name]
    known = (flag.startswith("range:"), flag == "no-wrap", True)
    return len(_FORMATS) + known.index(True)


def split_references(text: str) -> tuple[str, ...]:
    r"""Cut the text of a `#:` line; gettext sets a name with spaces between U+2068 and U+2069.

    >>> split_references("a.md \u2068b c.md\u2069 d.md:3")
    ('a.md', 'b c.md', 'd.md:3')
    """
    return tuple(isolated or plain for isolated, plain in _REFERENCE.findall(text))


def note_lines(note: str) -> list[str]:
    """Write an extracted comment.

    >>> note_lines("title")
    ['#. title']
    """
    return _comment("#.", note)


def reference_lines(references: tuple[str, ...]) -> list[str]:
    """Write references, on one line as `msgcat --no-wrap` does.

    >>> reference_lines(("content/a.md", "content/b.md"))
    ['#: content/a.md content/b.md']
    """
    names = (f"\u2068{name}\u2069" if " " in name else name for name in references)
    return [f"#: {' '.join(names)}"] if references else []


def lines(message: CatalogMessage) -> Iterator[str]:
    """Write a message, line for line, without line ends."""
    yield from _comment("#", message.comments)
    yield from note_lines(message.note)
    yield from reference_lines(message.references)
    flags = [flag for flag in message.flags if _is_true(flag, message.msgid)]
    if flags := ["fuzzy"] * (message.fuzzy and any(message.msgstr)) + flags:
        yield f"#, {', '.join(flags)}"
    mark = "#~ " if message.obsolete else ""
    yield from _fields("#~| " if message.obsolete else "#| ", _previous(message))
    yield from _fields(mark, _texts(message))


def _is_true(flag: str, msgid: str) -> bool:
    """Tell whether a flag may be believed: Babel sets two of them on any prose with a per cent sign or braces."""
    if flag == "python-format":
        return bool(_PLACEHOLDER.search(msgid))
    return flag != "python-brace-format"


def _comment(mark: str, text: str) -> list[str]:
    if not text:
        return []
    return [f"{mark} {_line(line)}" if line.strip() else mark for line in text.replace("\r", "").split("\n")]


def _line(text: str) -> str:
    """Keep a backslash from the end of a comment: there it would hide the next line from gettext."""
    text = text.rstrip()
    return f"{text} " if text.endswith("\\") else text


def _previous(message: CatalogMessage) -> Iterator[tuple[str, str | None]]:
    yield "msgctxt", message.previous_msgctxt
    yield "msgid", message.previous_msgid
    yield "msgid_plural", message.previous_msgid_plural


def _texts(message: CatalogMessage) -> Iterator[tuple[str, str | None]]:
    yield "msgctxt", message.msgctxt
    yield "msgid", message.msgid
    yield "msgid_plural", message.msgid_plural
    if message.msgid_plural is None:
        yield "msgstr", message.msgstr[0]
        return
    for index, text in enumerate(message.msgstr):
        yield f"msgstr[{index}]", text


def _fields(mark: str, texts: Iterator[tuple[str, str | None]]) -> Iterator[str]:
    for word, text in texts:
        if text is None:
            continue
        if "\n" not in text[:-1]:
            yield f'{mark}{word} "{text.translate(_ESCAPES)}"'
            continue
        yield f'{mark}{word} ""'
        pieces = text.split("\n")
        yield from (f'{mark}"{piece.translate(_ESCAPES)}\\n"' for piece in pieces[:-1])
        if pieces[-1]:
            yield f'{mark}"{pieces[-1].translate(_ESCAPES)}"'
