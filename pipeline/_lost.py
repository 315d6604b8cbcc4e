"""The page for addresses that lead nowhere: in all languages, with nothing to fetch, as nobody knows where it is."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from pipeline.page import TITLES, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.strings import Strings, Text

TEXT = "There is no page at this address. It may have moved, or its name may be misspelt."
HOME = "To the home page"
STRINGS = {
    TEXT: "on the page for addresses that lead nowhere",
    HOME: "link on the page for addresses that lead nowhere",
}
"""Strings of the theme that stand on this page in every language at once, each with what translators should know."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the page says in one language; `href` is "" where the site does not know its own address."""

    tag: str
    direction: str
    title: Text
    text: Text
    home: Text
    href: str


@dataclass(frozen=True, slots=True)
class Lost:
    """What the template is given: its one style, the policy that allows it by its digest, and the languages."""

    style: Markup
    policy: str
    places: tuple[Place, ...]


def lost(style: str, spoken: Iterable[tuple[Strings, str]]) -> Lost:
    """Return what the page shows; `spoken` are the strings of each language with the address of its home page.

    The digest is that of the text between the tags: https://www.w3.org/TR/CSP3/#match-element-to-source-list.
    """
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return Lost(Markup(style), policy, tuple(_place(strings, href) for strings, href in spoken))  # noqa: S704 - the theme's


def _place(strings: Strings, href: str) -> Place:
    say = strings.gettext
    title = say(TITLES[Kind.NOT_FOUND])
    return Place(strings.locale, strings.direction, title, say(TEXT), say(HOME), href)
