"""PO files in the shape that gettext, Poedit and Weblate write: a message is read in one step, not line by line.

Wrapped or not, with or without blank lines between messages, with LF or CRLF at the ends of lines. A file of any other
shape, or with a line that cannot be read, is left to `_po_lines`, which looks at every line and says what is wrong.
"""

from __future__ import annotations

import re

from pipeline._po_file import OLD, Block

_STRANGE = ("\0", "\4", "\r", "#-#-#-#-#")
_COMMENT = r"(?:#(?![~|]).*(?<!\\)\n)"
_QUOTED = r'".*"\n'
_CONTEXT, _MSGID, _PLURAL = "msgctxt", "msgid", "msgid_plural"
_WORDS = (f"{OLD}{_CONTEXT}", f"{OLD}{_MSGID}", f"{OLD}{_PLURAL}", _CONTEXT, _MSGID, "msgstr", _PLURAL)


def _message(mark: str, before: str) -> re.Pattern[str]:
    """Return the pattern of a message with these marks before its lines and before those of the text it was once."""

    def lines(mark: str, word: str) -> str:
        return f"{mark}{word} ({_QUOTED}(?:{mark}{_QUOTED})*+)"

    once = "".join(f"(?:{lines(before, word)})?+" for word in (_CONTEXT, _MSGID, _PLURAL))
    form = rf"{mark}msgstr\[[0-9]\] {_QUOTED}(?:{mark}{_QUOTED})*+"
    return re.compile(
        rf"\n*+({_COMMENT}(?:{_COMMENT}|\n)*+)?+({once})(?:{lines(mark, _CONTEXT)})?+{lines(mark, _MSGID)}"
        rf"(?:{lines(mark, 'msgstr')}|{lines(mark, _PLURAL)}((?:{form})++))"
    )


_LIVE = _message("", r"#\| ")
_OBSOLETE = _message("#~ ", r"#~\| ")
_REST = re.compile(rf"(?:{_COMMENT}|\n)*+")
_FORM = re.compile(r"^(?:#~ )?msgstr\[([0-9])\] ", re.MULTILINE)
_SOUND = re.compile(r'(?:[^"\n]*"[^"\\\n]*+(?:\\[abfnrtv"\\][^"\\\n]*+)*+"\n)*+')
_SEAM = re.compile(r'"\n[^"]*"')


def blocks(text: str) -> list[Block] | None:
    """Return the messages of a file, or None if it has to be looked at line by line."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if any(mark in text for mark in _STRANGE):
        return None
    if not text.endswith("\n"):
        text += "\n"
    found: list[Block] = []
    line = position = 0
    while match := _LIVE.match(text, position) or _OBSOLETE.match(text, position):
        block = _block(match, line)
        if block is None:
            return None
        found.append(block)
        line, position = block.end, match.end()
    return found if _REST.fullmatch(text, position) else None


def _block(match: re.Match[str], line: int) -> Block | None:
    """Return a message; the match begins in this line, counted from 0."""
    comments, once, *texts, forms = match.groups()
    text, first = match.string, match.start(2)
    if not _is_sound(text[first : match.end()]):
        return None
    comments = comments or ""
    start = line + text.count("\n", match.start(), first - len(comments))
    keyword = start + comments.count("\n") + once.count("\n")
    end = keyword + text.count("\n", match.end(2), match.end())
    block = Block(start, end, keyword + 1, match.re is _OBSOLETE, comments=comments)
    block.texts = {word: _joined(lines) for word, lines in zip(_WORDS, texts, strict=True) if lines}
    if forms:
        _, *parts = _FORM.split(forms)
        block.forms = len(parts) // 2
        if parts[::2] != [str(index) for index in range(block.forms)]:
            return None
        block.texts |= {f"msgstr[{index}]": _joined(form) for index, form in enumerate(parts[1::2])}
    return block


def _is_sound(lines: str) -> bool:
    """Tell whether every line has one text in double quotes, with gettext's escapes; most have none, which is quick."""
    is_simple = "\\" not in lines and lines.count('"') == 2 * lines.count("\n")
    return is_simple or _SOUND.fullmatch(lines) is not None


def _joined(lines: str) -> str:
    """Take the text out of its lines."""
    text = lines[1:-2]
    return _SEAM.sub("", text) if "\n" in text else text
