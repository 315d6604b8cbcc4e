"""What the address of a link gives away: its scheme, its host, letters that no address is written in."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What a link may do; "" is an address on the same site."""

_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_NOTHING = dict.fromkeys((*range(33), 127, 160, 173, *range(8203, 8208), 8288, 65279))
"""Characters that a browser or a reader passes over."""

_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//(?:[^/?#]*@)?\[?([^/?#:\]]+)")
_MAIL = re.compile(r"mailto:[^?]*@([^?,;>]+)")


def bare(address: str) -> str:
    r"""Return an address as a browser takes it: references resolved, without control characters and spaces, small.

    >>> bare("JaVa&#115;cript\t:x")
    'javascript:x'
    """
    return html.unescape(html.unescape(address)).translate(_NOTHING).lower().replace("\\", "/")


def scheme(address: str) -> str:
    r"""Return the scheme of an address, "" where it has none.

    >>> [scheme(each) for each in (" java\nscript:x", "HTTPS://a.org", "a.md#b:c", "a/b:c")]
    ['javascript', 'https', '', '']
    """
    found = _SCHEME.match(bare(address))
    return found[1] if found else ""


def host(address: str) -> str:
    """Return the host that an address leads to, or to which it sends a letter; "" for the same site.

    >>> [host(each) for each in ("https://me@A.org:80/x", "//b.org", "mailto:x@c.org?subject=y", "tel:1", "a.md")]
    ['a.org', 'b.org', 'c.org', '', '']
    """
    plain = bare(address)
    found = _MAIL.match(plain) or _HOST.match(plain)
    return found[1].strip(".") if found else ""


def has_cyrillic(address: str) -> bool:
    """Tell whether an address has Cyrillic letters, not in percent-encoding."""
    return bool(_CYRILLIC.search(address))


@lru_cache(maxsize=1024)
def is_disguised(name: str) -> bool:
    """Tell whether a host may look like another: letters of two alphabets in a label, or encoded letters (`xn--`).

    >>> [is_disguised(each) for each in ("spring96.org", "sprіng96.org", "xn--80ak6aa92e.com", "президент.рф")]
    [False, True, True, False]
    """
    return any(each.startswith("xn--") or len(_scripts(each)) > 1 for each in name.split("."))


def _scripts(label: str) -> set[str]:
    return {unicodedata.name(each, "?").split(" ")[0] for each in label if each.isalpha()}
