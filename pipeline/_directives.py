"""Directives for translators in an entry, and marks that tell which source line a text comes from.

A directive is an HTML comment: `<!-- i18n:skip -->`, `skip-start` and `skip-end`, `i18n:comment: text`,
`i18n:context: text`. It is taken out before raw HTML is, as a comment line would split a list or end a table.
One in code is code: where that is in doubt, a mark is put into its place, and the parser shows where it comes to stand.

Python-Markdown forgets lines. To find them again the text is parsed a second time with a mark in every line, and only
marks that leave every block as it was are believed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from markdown.preprocessors import Preprocessor as _Preprocessor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    import markdown

NAMES = ("skip", "skip-start", "skip-end", "comment", "context")
WITH_VALUE = ("comment", "context")
UNCLOSED = ""
"""The name of a directive whose comment has no end."""

_LINE_MARK = "\x02nL{}\x03"
_HERE_MARK = "\x02nD{}\x03"
MARK = re.compile("\x02n([LD])([0-9]+)\x03")

_OPENING = re.compile("<!--(?:\x02nL([0-9]+)\x03)?\\s*i18n:")
_CODE_INDENT = 4
_QUOTE = re.compile(r"[ >]*")

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


@dataclass(frozen=True, slots=True)
class _Token:
    """A directive in a text, from `start` to `end`, with its number and its line."""

    number: int
    line: int
    start: int
    end: int
    name: str
    value: str


class Preprocessor(_Preprocessor):
    """Takes the directives out, after fenced code and before raw HTML."""

    found: list[Directive]
    doubtful = False
    """A directive may stand in code: only the parser knows."""
    literal: frozenset[int] = frozenset()
    """The directives that do stand in code, by number; they stay."""
    marks_all = False
    """Put a mark into the place of every directive, to see whether it is in code; not where raw HTML would begin."""
    keep_places = False
    """Leave a mark where a directive stood inside a text; only for the second parse."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines without directives; what was taken out is in `found`."""
        self.found = []
        self.doubtful = False
        text = "\n".join(lines)
        tokens = [each for each in _tokens(text) if each.number not in self.literal] if "i18n:" in text else []
        if not tokens:
            return lines
        self.doubtful = any(_is_doubtful(text, each) for each in tokens)
        if self.marks_all:
            return _spliced(text, [(each.start, each.end, self._in_place(text, each)) for each in tokens])
        return _spliced(text, [cut for group in _groups(text, tokens) for cut in self._taken(text, group)])

    def _in_place(self, text: str, token: _Token) -> str:
        start = text.rfind("\n", 0, token.start) + 1
        opens_line = token.start - start < _CODE_INDENT and text[start : token.start].isspace()
        return "" if opens_line or token.start == start else _HERE_MARK.format(token.number)

    def _taken(self, text: str, group: Sequence[_Token]) -> Iterator[tuple[int, int, str]]:
        """Take out the directives that stand on the same line: the line too, if they are all it holds."""
        start, stop = text.rfind("\n", 0, group[0].start) + 1, text.find("\n", group[-1].end)
        stop = len(text) if stop < 0 else stop
        edges = [start, *(edge for each in group for edge in (each.start, each.end)), stop]
        rest = MARK.sub("", "".join(text[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2)))
        alone = bool(_QUOTE.fullmatch(rest)) and all(each.name != UNCLOSED for each in group)
        opens, before = True, start
        for each in group:
            opens = opens and bool(_PREFIX.fullmatch(strip_marks(text[before : each.start])))
            before = each.end
            number = len(self.found)
            self.found.append(Directive(each.name, each.value, each.line, alone))
            if each.name != UNCLOSED and not alone:
                yield each.start, each.end, ""
                position = self._place(text, each.end, stop, opens=opens)
                if position is not None:
                    yield position, position, _LINE_MARK.format(each.line) + _HERE_MARK.format(number)
        if alone:
            yield start, min(stop + 1, len(text)), ""

    def _place(self, text: str, end: int, stop: int, *, opens: bool) -> int | None:
        """Return where the mark of a directive goes that ends at `end`: not before a `#` that `opens` a block."""
        if not self.keep_places or not opens:
            return end if self.keep_places else None
        position = _safe_position(text[end:stop])
        return None if position is None else end + position


def _tokens(text: str) -> Iterator[_Token]:
    position = number = 0
    last = text.rfind("-->")
    while found := _OPENING.search(text, position):
        line, end = int(found[1] or 0), text.find("-->", found.end()) if found.end() <= last else -1
        if end < 0 or text.find("<!--", found.end(), end) >= 0:
            yield _Token(number, line, found.start(), found.end(), UNCLOSED, "")
            position = found.end()
        else:
            name, _, value = MARK.sub("", text[found.end() : end]).partition(":")
            yield _Token(number, line, found.start(), end + 3, name.strip() or "?", " ".join(value.split()))
            position = end + 3
        number += 1


def _groups(text: str, tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    group: list[_Token] = []
    for each in tokens:
        if group and "\n" in text[group[-1].end : each.start]:
            yield group
            group = []
        group.append(each)
    yield group


def _is_doubtful(text: str, token: _Token) -> bool:
    """Tell whether a directive may be in code: an indented line, or a backtick in the paragraph around it."""
    indent = _QUOTE.match(text, text.rfind("\n", 0, token.start) + 1)
    if indent and indent.end() == token.start and "    " in indent.group():
        return True
    before, after = text.rfind("\n\n", 0, token.start), text.find("\n\n", token.end)
    end = after if after >= 0 else len(text)
    return text.find("`", max(before, 0), token.start) >= 0 and text.find("`", token.end, end) >= 0


def _spliced(text: str, cuts: Sequence[tuple[int, int, str]]) -> list[str]:
    pieces, position = [], 0
    for start, end, replacement in cuts:
        pieces += [text[position:start], replacement]
        position = end
    return "".join([*pieces, text[position:]]).split("\n")


def in_code(root: Element, md: markdown.Markdown) -> Iterator[int]:
    """Return the numbers of the directives whose marks stand in code."""
    for element in root.iter():
        if element.tag in ("pre", "code"):
            yield from _numbers(element.text or "")
        else:
            yield from _in_spans(element.text or "", md)
        yield from _in_spans(element.tail or "", md)


def _numbers(text: str) -> Iterator[int]:
    return (int(number) for kind, number in MARK.findall(text) if kind == "D")


def _in_spans(text: str, md: markdown.Markdown) -> Iterator[int]:
    """Find code spans with the parser's own pattern, as `InlineProcessor` of its tree processors does."""
    if "`" not in text or not MARK.search(text):
        return
    pattern, position = cast("Any", md.inlinePatterns["backtick"]), 0
    while match := pattern.getCompiledRegExp().search(text, position):
        node, start, end = pattern.handleMatch(match, text)
        if node is not None and not isinstance(node, str):
            yield from _numbers(text[start:end])
        position = max(end, match.end())


class Markers(_Preprocessor):
    """Puts a mark into each of the chosen lines, where it can do no harm to the blocks."""

    lines: frozenset[int] = frozenset()

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with marks; without chosen lines, as they are."""
        if not self.lines:
            return lines
        return [_marked(line, number) if number in self.lines else line for number, line in enumerate(lines, 1)]


def is_directive(line: str) -> bool:
    """Tell whether a directive begins on a line."""
    return "i18n:" in line and bool(_OPENING.search(line))


def _marked(line: str, number: int) -> str:
    mark = _LINE_MARK.format(number)
    if is_directive(line):
        return _OPENING.sub(lambda found: f"<!--{mark}{found.group().removeprefix('<!--')}", line)
    position = _safe_position(line)
    return line if position is None else line[:position] + mark + line[position:]


def _safe_position(line: str) -> int | None:
    prefix = _PREFIX.match(line)
    position = prefix.end() if prefix else 0
    if _RULE.match(line) or _RULE.match(line, position):
        return None
    for opening in (_FOOTNOTE, _ABBREVIATION, _ADMONITION, _TAGS):
        if found := opening.match(line, position):
            position = found.end()
            return position if line[position:].strip(' "') else None
    if (found := _REFERENCE.match(line, position)) and line[found.end() - 1] in "\"'(":
        return found.end()
    return None if _UNSAFE.match(line, position) else position


def strip_marks(text: str) -> str:
    """Return a text without the marks of the second parse."""
    return MARK.sub("", text) if "\x02" in text else text
