"""How links are written, and how they are written wrong."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from pipeline.checks.rules import _address, _link

if TYPE_CHECKING:
    from pipeline.checks.finding import Span

_LABEL = re.compile(r"\[[^\[\]]+\](?![(:])")


def has_label(text: str) -> bool:
    """Tell whether a text may have a link whose address stands elsewhere: `[words][label]` or `[label]`."""
    return bool(_LABEL.search(_link.without_code(text)))


def is_written(address: str, text: str) -> bool:
    """Tell whether an address stands in a text itself."""
    return address.removeprefix("mailto:") in html.unescape(text).replace("\\", "")


def is_odd(address: str) -> bool:
    """Tell whether an address has a space, a quotation mark or Cyrillic letters, as no address has."""
    return any(each in address for each in " \u00a0«»“”„") or _address.has_cyrillic(address)


def broken_link(address: str, text: str) -> Span | None:
    """Return where an address stands that was to be a link: `[a] (b)`, `(b)[a]`, `[a]{b}`, `[a](b`, `< b >`.

    >>> broken_link("b.md", "See [it] (b.md).")
    (9, 15)
    """
    written = address.removeprefix("mailto:")
    if not written or written not in text:
        return None
    known = rf"[ ]*{re.escape(written)}[ ]*"
    wrong = (
        rf"(?<!\])\({known}\)|(?<=\\\])\({known}\)|(?<=\])\({known}(?![^()]*\))|<[ ]{known}>|<{known}[ ]>|\{{{known}\}}"
    )
    found = re.search(wrong, text)
    return found.span() if found else None
