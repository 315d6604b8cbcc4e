"""What the header of a catalog says of the person who translated it, and the header that says nothing of that.

An editor writes a name, an e-mail address, a time zone, its own name and version, and folders of the translator's disk
into each catalog. Translators' comments are their own text, and nothing here changes one.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.catalog import Field

NOBODY = {"last-translator": "Anonymous <anonymous@example.org>", "language-team": "none"}
_PROJECT = {"project-id-version", "report-msgid-bugs-to", "language", "plural-forms", "content-type"}
_EDITOR = re.compile(
    r"x-(?:poedit-.*|generator|editor|language-name|country|lokalize-.*|virtaal-.*|gtranslator-.*)", re.IGNORECASE
)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::\d\d)?[ ]*([+-])(\d\d):?(\d\d)")
_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+")
_FOLDER = re.compile(r"(?:^|[\s\"'=:])(?:~?/[\w.~-]+/|[A-Za-z]:\\|\\\\\w|file:)")


def anonymous(fields: Iterable[Field]) -> tuple[Field, ...]:
    r"""Return the fields without a trace of a person: nobody as translator, dates in UTC, no field of an editor.

    What is not one of gettext's own fields goes too where it holds an e-mail address or a folder of a disk.

    >>> anonymous([("PO-Revision-Date", "2026-03-01 01:30+0300"), ("X-Generator", "Poedit 3.4"), ("X-Own", "1")])
    (('PO-Revision-Date', '2026-02-28 22:30+0000'), ('X-Own', '1'))
    """
    return tuple((name, _value(name, value)) for name, value in fields if not _is_trace(name, value))


def names_somebody(comment: str) -> bool:
    """Tell whether a comment holds an e-mail address.

    >>> names_somebody("Jane Doe <jane@example.org>, 2026."), names_somebody("Terms as in the glossary")
    (True, False)
    """
    return bool(_ADDRESS.search(comment))


def _value(name: str, value: str) -> str:
    known = name.casefold()
    return _in_utc(value) if known.endswith("date") else NOBODY.get(known, value)


def _is_trace(name: str, value: str) -> bool:
    known = name.casefold()
    if known in NOBODY or known in _PROJECT:
        return False
    return bool(_EDITOR.fullmatch(name) or _ADDRESS.search(value) or _FOLDER.search(value))


def _in_utc(value: str) -> str:
    found = _DATE.fullmatch(value.strip())
    if not found:
        return value
    *numbers, sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    try:
        instant = datetime(*map(int, numbers), tzinfo=timezone(offset)).astimezone(UTC)  # type: ignore[arg-type,misc]
    except (ValueError, OverflowError):
        return value
    return f"{instant:%Y-%m-%d %H:%M}+0000"
