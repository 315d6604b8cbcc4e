"""What the preview adds to a page: its script, its style, and a bar that says what the site's makers have to know."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.errors import Problem

FOLDER = "-navina"
SCRIPT = f"{FOLDER}/preview.js"
STYLE = f"{FOLDER}/preview.css"
DRAFTS = f"{FOLDER}/drafts.css"
CHANGES = f"{FOLDER}/changes"
"""Addresses of the preview's own; no page has one that begins with a hyphen."""

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)"')
_ALLOWED = ("script-src", "style-src", "connect-src")
_BARE = '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n<body>\n</body>\n</html>\n'  # noqa: E501 - a whole page


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the bar of a page says; nothing where all is well."""

    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def bare(title: str) -> str:
    """Return a page that shows nothing but the bar: there is none yet that could be shown."""
    return _BARE.format(title=html.escape(title))


def inject(page: str, path: str, remarks: Remarks, *, fetched: str = "") -> tuple[str, str]:
    """Return a page with what the preview adds, and the mark by which it knows what it shows.

    `path` is the page's in the output, `fetched` stands for the files that it fetches: a page has another mark as soon
    as it would look different.
    """
    text = f"{page}\0{remarks}\0{fetched}"
    seen = hashlib.sha256(text.encode()).hexdigest()[:16]
    head = f'<link rel="stylesheet" href="/{STYLE}">\n<link rel="stylesheet" href="/{DRAFTS}?page={quote(path)}">\n'
    script = f'<script src="/{SCRIPT}" data-page="{html.escape(path)}" data-seen="{seen}" defer></script>\n'
    allowed = _POLICY.sub(lambda found: f'{found[1]}{_quoted(widened(html.unescape(found[2])))}"', page)
    return _before(_before(allowed, "</head>", head + script), "</body>", bar(remarks)), seen


def widened(policy: str) -> str:
    """Return a content security policy that also allows what the preview adds, and nothing else.

    >>> widened("default-src 'none'; style-src 'self'; img-src 'self'")
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'"
    >>> widened("default-src 'none'; style-src 'sha256-x'")
    "default-src 'none'; style-src 'sha256-x' 'self'; script-src 'self'; connect-src 'self'"
    """
    found = {words[0]: words[1:] for part in policy.split(";") if (words := part.split())}
    for name in _ALLOWED:
        sources = [each for each in found.get(name, ()) if each != "'none'"]
        found[name] = sources if "'self'" in sources else [*sources, "'self'"]
    return "; ".join(" ".join((name, *sources)) for name, sources in found.items())


def bar(remarks: Remarks) -> str:
    """Return the bar as HTML, "" where there is nothing to say."""
    if not remarks.problems and not remarks.notes:
        return ""
    notes = "".join(f"<p>{html.escape(each)}</p>\n" for each in remarks.notes)
    inner = f"{_problems(remarks.problems)}{notes}"
    return f'<aside id="navina-preview" lang="en" dir="ltr" role="status" aria-label="Preview">\n{inner}</aside>\n'


def _problems(problems: Sequence[Problem]) -> str:
    if not problems:
        return ""
    items = "".join(f"<li>{_item(each)}</li>\n" for each in problems)
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    advice = "Until it is mended, what is broken is shown as it was, or not at all."
    return f"<details open>\n<summary>{count}</summary>\n<ul>\n{items}</ul>\n<p>{advice}</p>\n</details>\n"


def _item(problem: Problem) -> str:
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    return f"<code>{html.escape(place)}</code>: {html.escape(problem.text)}"


def _quoted(value: str) -> str:
    """Return a value as it stands between double quotation marks."""
    return html.escape(value, quote=False).replace('"', "&quot;")


def _before(page: str, tag: str, added: str) -> str:
    """Put something before the last closing tag, or at the end of a page that lost it."""
    place = page.rfind(tag)
    return page[:place] + added + page[place:] if place >= 0 else page + added
