"""polib as the second reader: of files in an unusual shape, and of what Navina itself writes, to be sure of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polib

from pipeline._po_file import OLD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline._po_file import Scan


class _Lines(str):
    """Lines in the shape of a string: polib would cut a text at U+2028 and at U+0085 too."""

    __slots__ = ("parts",)
    parts: list[str]

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002
        return self.parts


def texts(found: Scan) -> Iterator[dict[str, str]]:
    """Yield the texts of each message but the header, by keyword. Raise OSError with polib's reason."""
    source = _Lines()
    source.parts = found.clean
    return map(_texts, polib.pofile(source, encoding="utf-8"))


def _texts(entry: Any) -> dict[str, str]:
    old = (entry.previous_msgctxt, entry.previous_msgid, entry.previous_msgid_plural)
    read = {
        "msgctxt": entry.msgctxt,
        "msgid": entry.msgid,
        "msgid_plural": entry.msgid_plural,
        "msgstr": entry.msgstr,
        **{f"msgstr[{index}]": text for index, text in entry.msgstr_plural.items()},
        **dict(zip((f"{OLD}msgctxt", f"{OLD}msgid", f"{OLD}msgid_plural"), old, strict=True)),
    }
    return {word: text for word, text in read.items() if text is not None}
