"""Directives for translators in an entry, and which source line a message comes from.

A directive is an HTML comment: `<!-- i18n:skip -->`, `skip-start` and `skip-end`, `i18n:comment: text`,
`i18n:context: text`. It is taken out before raw HTML is, as a comment line would split a list or end a table.

Python-Markdown forgets lines. To find them again the text is parsed a second time with a mark in every line, and only
marks that leave every block as it was are believed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown.preprocessors import Preprocessor as _Preprocessor

NAMES = ("skip", "skip-start", "skip-end", "comment", "context")
WITH_VALUE = ("comment", "context")

_LINE_MARK = "\x02nL{}\x03"
_HERE_MARK = "\x02nD{}\x03"
MARK = re.compile("\x02n([LD])([0-9]+)\x03")

_TOKEN = re.compile(
    r"(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n[ ]*\n).)+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--\s*i18n:\s*(?P<name>[\w-]*)\s*(?::\s*(?P<value>(?:(?!-->).)*?))?\s*-->",
    re.DOTALL,
)
_QUOTE = re.compile(r"[ >]*")
_CONTAINER = re.compile(r"[ ]{0,3}(?:[-*+][ ]|\d+\.[ ]|:[ ]|!!! |\[\^[^\]]*\]:|>)")

_PREFIX = re.compile(r"(?:[ ]|>|[-*+](?=[ ])|\d+\.(?=[ ])|#{1,6}|:(?=[ ])|\|)*")
_RULE = re.compile(r"[-=*_|: ]*$")
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]:[ ]*")
_ABBREVIATION = re.compile(r"\*\[[^\]]*\][ ]?:[ ]*")
_REFERENCE = re.compile(r"\[[^\[\]]*\]:[ ]*\S+[ ]*[\"'(]?")
_ADMONITION = re.compile(r"!!! ?[\w\- ]+\"")
_TAGS = re.compile(r"(?:</?[A-Za-z][^>]*>[ ]*)+")
_UNSAFE = re.compile(r"```|~~~|!!!|\{|<!--(?!\s*i18n:)|<[?!](?!--)|\[[^\[\]]*\]:[ ]*\S+[ ]*$")


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive: its name, its value ("" for those without), the line that it stands on (0: unknown).

    `own_line`: nothing else stands there, so it acts on what follows; else it acts on the text around it.
    """

    name: str
    value: str
    line: int
    own_line: bool


class Preprocessor(_Preprocessor):
    """Takes the directives out, after fenced code and before raw HTML."""

    found: list[Directive]
    keep_places = False
    """Leave a mark where a directive stood inside a text; only for the second parse."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines without directives; what was taken out is in `found`."""
        self.found = []
        text = "\n".join(lines)
        if "i18n:" not in text:
            return lines
        pieces, end = [], 0
        for token in _TOKEN.finditer(text):
            if token["name"] is None or _is_code(text, token.start()):
                continue
            start, stop = _extent(text, token)
            alone = (start, stop) != token.span()
            pieces.append(text[end : max(start, end)])
            end = max(stop, end)
            if not alone and self.keep_places:
                pieces.append(_HERE_MARK.format(len(self.found)))
            self.found.append(_directive(text, token, alone))
        return "".join([*pieces, text[end:]]).split("\n")


def _directive(text: str, token: re.Match[str], alone: bool) -> Directive:
    start = text.rfind("\n", 0, token.start()) + 1
    marks = MARK.findall(text[start : token.end()])
    value = " ".join(MARK.sub("", token["value"] or "").split())
    return Directive(token["name"], value, int(marks[0][1]) if marks else 0, alone)


def _extent(text: str, token: re.Match[str]) -> tuple[int, int]:
    """Return what to cut: whole lines where the line holds nothing but directives, else the comment alone."""
    start = text.rfind("\n", 0, token.start()) + 1
    stop = text.find("\n", token.end())
    stop = len(text) if stop < 0 else stop
    rest = MARK.sub("", _TOKEN.sub(lambda each: each.group() if each["name"] is None else "", text[start:stop]))
    if _QUOTE.fullmatch(rest):
        return start, min(stop + 1, len(text))
    return token.span()


def _is_code(text: str, position: int) -> bool:
    """Tell whether a place is in an indented code block: four spaces, a blank line before, no list around it."""
    start = text.rfind("\n", 0, position) + 1
    if not MARK.sub("", text[start:position]).startswith("    "):
        return False
    before = [MARK.sub("", line) for line in text[:start].split("\n")[:-1]]
    for line in reversed(before):
        if line.strip() and not line.startswith("    "):
            return not _CONTAINER.match(line)
    return True


class Markers(_Preprocessor):
    """Puts a mark into each of the chosen lines, where it can do no harm to the blocks."""

    lines: frozenset[int] = frozenset()

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with marks; without chosen lines, as they are."""
        if not self.lines:
            return lines
        return [_marked(line, number) if number in self.lines else line for number, line in enumerate(lines, 1)]


def _marked(line: str, number: int) -> str:
    position = _safe_position(line)
    return line if position is None else line[:position] + _LINE_MARK.format(number) + line[position:]


def _safe_position(line: str) -> int | None:
    prefix = _PREFIX.match(line)
    position = prefix.end() if prefix else 0
    if _RULE.match(line) or _RULE.match(line, position):
        return None
    for opening in (_FOOTNOTE, _ABBREVIATION, _ADMONITION, _TAGS):
        if found := opening.match(line, position):
            position = found.end()
            return position if line[position:].strip() else None
    if (found := _REFERENCE.match(line, position)) and line[found.end() - 1] in "\"'(":
        return found.end()
    return None if _UNSAFE.match(line, position) else position


def strip_marks(text: str) -> str:
    """Return a text without the marks of the second parse."""
    return MARK.sub("", text)
