"""Where the addresses in an entry lead: another entry, a heading, a file beside it, or out of the site."""

from __future__ import annotations

import difflib
import enum
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pipeline.config import suggestion
from pipeline.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from pipeline.document import Document
    from pipeline.entry import Entry


class Kind(enum.Enum):
    """What an address leads to."""

    OUTSIDE = "outside"
    HERE = "here"
    ENTRY = "entry"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Link:
    """One address, taken apart: `path` is the entry's or file's, relative to the site; `fragment` what follows `#`."""

    kind: Kind
    path: str = ""
    fragment: str = ""


def read(origin: str, address: str) -> Link:
    """Return what an address in the entry with the path `origin` means; nothing is looked up.

    >>> read("content/news/x.md", "../about.md#who")
    Link(kind=<Kind.ENTRY: 'entry'>, path='content/about.md', fragment='who')
    """
    try:
        parts = urlsplit(address)
    except ValueError:  # a host in brackets that are not closed; it is no path of ours either
        return Link(Kind.OUTSIDE)
    if parts.scheme or parts.netloc:
        return Link(Kind.OUTSIDE)
    if not parts.path:
        return Link(Kind.HERE, origin, unquote(parts.fragment))
    path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), unquote(parts.path)))
    return Link(Kind.ENTRY if path.endswith(".md") else Kind.FILE, path, unquote(parts.fragment))


def problems(entry: Entry, entries: Mapping[str, Entry], files: Collection[str]) -> Iterator[Problem]:
    """Return a problem for each address of an entry that leads nowhere.

    `entries` are all entries by path, `files` the paths of what lies beside them.
    """
    for address, places in _by_address(entry.document).items():
        if wrong := _wrong(entry, address, entries, files):
            for line in dict.fromkeys(map(entry.document.line_of, places)):
                yield Problem(entry.path, line + entry.body_line - 1 if line else 0, wrong)


def _by_address(document: Document) -> Mapping[str, Sequence[int | None]]:
    found: dict[str, list[int | None]] = {}
    for place, address in document.links():
        found.setdefault(address, []).append(place)
    return found


def _wrong(entry: Entry, address: str, entries: Mapping[str, Entry], files: Collection[str]) -> str:
    if address.startswith("/") and not address.startswith("//"):
        return (
            f"link '{address}' begins with '/'. Write it from this file, as in '../about.md', to work in every folder."
        )
    link = read(entry.path, address)
    match link.kind:
        case Kind.OUTSIDE:
            return _onion(address)
        case Kind.FILE:
            return "" if link.path in files else _dead(entry, address, link.path, [*files, *entries])
    target = entries.get(link.path)
    if target is None:
        return "" if link.path in files else _dead(entry, address, link.path, entries)
    if target.draft and not entry.draft:
        return f"link '{address}' leads to a draft, which is never built. Publish it, or take the link out."
    if link.fragment and link.fragment not in target.document.ids:
        hint = suggestion(link.fragment, sorted(target.document.ids))
        return f"link '{address}': '{link.path}' has no heading '#{link.fragment}'.{hint}"
    return ""


def _onion(address: str) -> str:
    """Say why an onion address is no link: who clicks it in an ordinary browser asks the network for its name."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    if not host.rstrip(".").endswith(".onion"):
        return ""
    advice = "Write it as text: any browser but Tor's would ask the network for that name."
    return f"link '{address}' leads to an onion address. {advice}"


def _dead(entry: Entry, address: str, path: str, known: Collection[str]) -> str:
    """Say that a link has no target, and which file of a like name there is, as this entry would write it."""
    folder, name = posixpath.split(path)
    near = difflib.get_close_matches(_stem(name), {_stem(each) for each in known}, n=1)
    found = sorted(
        (each for each in known if near and _stem(each) == near[0]),
        key=lambda each: (posixpath.dirname(each) != folder, each),
    )
    if not found:
        return f"link '{address}' has no target. Write a path from this file, as in 'other.md' or '../news/other.md'."
    return (
        f"link '{address}' has no target. Did you mean '{posixpath.relpath(found[0], posixpath.dirname(entry.path))}'?"
    )


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]
