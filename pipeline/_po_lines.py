"""The lines of a PO file: which belong to which message, and what is wrong with them.

polib and Babel accept a missing quote, a second message of the same text and a wrong charset in silence, and drop or
change translations. So every line is looked at first, and all that is wrong in a file is told at once.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from pipeline import _po_plain
from pipeline._po_file import OLD, Block, Scan
from pipeline.errors import Flaw

_ESCAPES = r'abfnrtv"\\'
_FIELD = re.compile(
    r"(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[(?P<index>[0-9])\])?)?"
    rf'\s*"(?P<text>[^"\\]*(?:\\[{_ESCAPES}][^"\\]*)*)"'
)
_WORD = re.compile(r"(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[(?P<index>[0-9])\])?)(?![\w\[])")
_BAD_ESCAPE = re.compile(rf"(?<!\\)(?:\\\\)*(\\[^{_ESCAPES}])")
_ESCAPE = re.compile(r"\\.")
_CLOSED = re.compile(r'[^"]*"(?:[^"\\]|\\.)*"')
_CONFLICT = re.compile(r"(<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>)(?: |$)")
_CHARSET = re.compile(r"charset=([^\\\s;]*)", re.IGNORECASE)
_MSGCAT_MARK = re.compile(r'(?:#~?[ \t]+|(?:#~[ \t]*)?")(#-#-#-#-#) ')
_EMPTY = "the file is empty. Restore it; or remove it, and 'navina extract' makes it anew without translations."
_NO_HEADER = (
    "the file has no header (an empty msgid with Language, Content-Type and so on as its msgstr). "
    "Take the header of another catalog of this language, or restore the file."
)


def scan(data: bytes, *, template: bool = False) -> Scan:
    """Cut a PO file into blocks and collect everything that is wrong with it; a template needs no header."""
    text, problems = _decode(data)
    if (plain := _po_plain.blocks(text)) is None or problems:
        return scan_by_line(data, template=template)
    return _checked(Scan(text, plain, is_plain=True), template=template)


def scan_by_line(data: bytes, *, template: bool = False) -> Scan:
    """Do the same without a look at the shape of the file: it may have any, and polib has to read every text of it."""
    if data.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        return Scan("", problems=[(1, Flaw("encoding", "the file is UTF-16. Save it as UTF-8 without BOM."))])
    text, problems = _decode(data)
    result = Scan(text, problems=problems)
    _Scanner(result).run()
    return _checked(result, template=template)


def _checked(result: Scan, *, template: bool) -> Scan:
    _check_header(result, template=template)
    _check_blocks(result, template=template)
    return result


def _decode(data: bytes) -> tuple[str, list[tuple[int, str]]]:
    problems: list[tuple[int, str]] = []
    if data.startswith(BOM_UTF8):
        data = data.removeprefix(BOM_UTF8)
        text = "the file begins with a byte order mark, which gettext refuses. Run 'navina fmt' to take it out."
        problems.append((1, Flaw("bom", text)))
    try:
        return data.decode(), problems
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        bad = data[error.start]
        text = f"the byte 0x{bad:02X} is not UTF-8. Save the file with the encoding UTF-8."
        problems.append((line, Flaw("encoding", text)))
        return data.decode(errors="replace"), problems


class _Scanner:
    """One walk over the lines; it never stops at a problem."""

    def __init__(self, result: Scan) -> None:
        self.result = result
        self.block: Block | None = None
        self.word = ""
        self.was_old = False
        self.marked: Block | None = None
        self.number = 0
        self.conflict: int | None = None
        self.hidden = False

    def run(self) -> None:
        for number, raw in enumerate(self.result.lines, 1):
            self.number = number
            self.result.clean.append("")
            line = raw.strip()
            if line and not self._conflict_mark(line) and not self.hidden:
                self._line(line)
        if self.conflict is not None:
            self._tell_conflict("the end of the file")
        self._finish()

    def _problem(self, text: str, line: int | None = None) -> None:
        self.result.problems.append((line or self.number, text))

    def _conflict_mark(self, line: str) -> bool:
        """Take the first side of a git conflict only: the second would repeat every message."""
        found = _CONFLICT.match(line)
        if not found:
            return False
        match found[1]:
            case "<<<<<<<":
                self.conflict, self.hidden = self.number, False
            case ">>>>>>>" if self.conflict is not None:
                self._tell_conflict(f"line {self.number}")
                self.conflict, self.hidden = None, False
            case _ if self.conflict is not None:
                self.hidden = True
            case mark:
                text = f"'{mark}' is left of a git conflict. Remove the line; look whether its neighbours fit."
                self._problem(Flaw("conflict-marker", text))
        return True

    def _tell_conflict(self, until: str) -> None:
        text = f"a git conflict is not resolved, up to {until}. Keep the right lines of both sides, remove the marks."
        self._problem(Flaw("conflict-marker", text), self.conflict)

    def _line(self, line: str) -> None:
        if "\0" in line or "\4" in line:
            self._problem("there is a control character (U+0000 or U+0004) that gettext refuses. Remove it.")
        if "#-#" in line and (mark := _MSGCAT_MARK.match(line)):
            self._msgcat_mark(mark[1])
        if line.startswith("#~") and line[2:].lstrip().startswith("#"):
            line = line[2:].lstrip()  # old tools set '#~' before the comments of an obsolete message too
        if line[0] != "#" or line.startswith("#~"):
            self._text(line)
            return
        block = self._open(line)
        if line[1:2] == "|":
            self._old(line[2:].strip())
        else:
            block.comments += f"{line}\n"
        block.end = self.number
        if self.result.lines[self.number - 1].rstrip("\r\n").endswith("\\"):
            self._problem("the comment ends with a backslash, which hides the next line from gettext. Remove it.")

    def _msgcat_mark(self, mark: str) -> None:
        if self.marked is not None and self.marked is self.block:
            return
        self.marked = self.block
        text = f"msgcat's mark '{mark}' stands between two translations. Keep one, remove the marks."
        self._problem(Flaw("conflict-marker", text))

    def _open(self, line: str) -> Block:
        """Return the block that a comment belongs to."""
        block = self.block
        if block is None or self._is_complete():
            block = self._begin()
        is_old = line.startswith(("#|", "#~|"))
        if (self.word or (self.was_old and not is_old)) and not block.broken:
            self._problem(f"the comment '{_short(line)}' stands inside of a message. Move it to its other comments.")
        self.was_old = is_old
        return block

    def _is_complete(self) -> bool:
        """Tell whether the block has its msgstr, so that a comment or msgid begins the next one."""
        return self.word.startswith("msgstr")

    def _begin(self) -> Block:
        self._finish()
        self.block = Block(start=self.number - 1)
        self.word, self.was_old = "", False
        return self.block

    def _old(self, rest: str) -> None:
        found = _FIELD.fullmatch(rest)
        if found and not (found["word"] or "").startswith("msgstr"):
            self.result.clean[-1] = f"{OLD}{_join(found['word'], found['text'])}"
        else:
            self._problem(_what_is_wrong(rest))

    def _text(self, line: str) -> None:
        obsolete = line.startswith("#~")
        rest = line[2:].strip() if obsolete else line
        if obsolete and rest.startswith("|"):
            self._open(line).end = self.number
            self._old(rest[1:].strip())
            return
        found = _FIELD.fullmatch(rest) or _WORD.match(rest)
        if found is None and not rest.startswith('"'):
            if rest:
                self._problem(_what_is_wrong(rest))
                self._break()
            return
        word, text = (found["word"] or "", found.groupdict().get("text")) if found else ("", None)
        block = self._keyword(word, found["index"] if found else None, obsolete=obsolete) if word else self.block
        if block is None or not self.word:
            self._problem(f"the text {_short(rest)} follows no msgid or msgstr. Put the keyword before it.")
            self._break()
        elif text is None:
            self._problem(_what_is_wrong(rest))
            block.broken, block.end = True, self.number
        else:
            self._add(block, word, text, obsolete=obsolete)

    def _break(self) -> None:
        if self.block is not None and not self._is_complete():
            self.block.broken, self.block.end = True, self.number

    def _add(self, block: Block, word: str, text: str, *, obsolete: bool) -> None:
        if block.obsolete != obsolete and not block.broken:
            self._problem("the message has lines with and without '#~'. Put '#~' before all of them or none.")
            block.broken = True
        block.texts[self.word] = block.texts.get(self.word, "") + text
        block.end = self.number
        self.result.clean[-1] = _join(word, text)

    def _keyword(self, word: str, index: str | None, *, obsolete: bool) -> Block:
        block = self.block
        again = word in {"msgctxt", "msgid"} and block is not None and (self._is_complete() or "msgid" in block.texts)
        if block is None or again:
            block = self._begin()
        if not self.word:
            block.line, block.obsolete = self.number, obsolete
        if not block.broken:
            self._order(block, word, index)
        self.word = word
        return block

    def _order(self, block: Block, word: str, index: str | None) -> None:
        """Check that a keyword may stand here: msgctxt, msgid, msgid_plural, then msgstr or all msgstr[N]."""
        wrong = ""
        match word:
            case "msgctxt" | "msgid":
                wrong = f"there are two {word} for one message. Remove one." if word in block.texts else ""
            case _ if "msgid" not in block.texts:
                wrong = f"{word} has no msgid before it. Restore the msgid, or remove the lines."
            case "msgid_plural":
                wrong = "msgid_plural has to stand right after the msgid." if self.word != "msgid" else ""
            case "msgstr" if "msgid_plural" in block.texts:
                wrong = "the message has a plural: write msgstr[0], msgstr[1] … instead of msgstr."
            case "msgstr":
                wrong = (
                    "there are two msgstr for one msgid. Remove one, or restore the msgid before it."
                    if self._is_complete()
                    else ""
                )
            case _ if "msgid_plural" not in block.texts:
                wrong = f"{word} belongs to a message with msgid_plural: write msgstr."
            case _ if int(index or 0) != block.forms:
                wrong = f"{word} stands where msgstr[{block.forms}] is expected. Number the forms in order."
            case _:
                block.forms += 1
        if wrong:
            self._problem(wrong)
            block.broken = True

    def _finish(self) -> None:
        block, self.block = self.block, None
        if block is None or not (self.word or block.broken):
            return
        if self.word and not self._is_complete() and not block.broken:
            self._problem('the message has no msgstr. Write msgstr "" after its msgid.', block.line)
            block.broken = True
        self.result.blocks.append(block)


def _check_header(result: Scan, *, template: bool) -> None:
    header = result.header
    late = next((block for block in result.blocks[1:] if block.is_header), None)
    if header is None and late is not None:
        result.problems.append((late.line, "the header is not the first message. Move it to the top of the file."))
    elif header is None and not template and not (result.blocks and result.blocks[0].broken):
        result.problems.append((1, Flaw("header-missing", _NO_HEADER) if result.blocks else _EMPTY))
    if header is None or (template and "charset" not in result.header_text):
        return
    found = _CHARSET.search(result.header_text)
    charset = found[1] if found else ""
    if charset.casefold().replace("-", "") != "utf8":
        number = next((n for n in range(header.line, header.end + 1) if "charset" in result.lines[n - 1]), header.line)
        named = f"the header says that the charset is '{charset}'" if charset else "the header names no charset"
        advice = "Write 'Content-Type: text/plain; charset=UTF-8', and see that the file is saved as UTF-8."
        result.problems.append((number, Flaw("encoding", f"{named}. {advice}")))


def _check_blocks(result: Scan, *, template: bool) -> None:
    first: dict[tuple[str | None, str], Block] = {}
    nplurals = None if template else result.nplurals
    for block in result.blocks:
        if block.broken:
            continue
        key = block.key
        other = first.setdefault(key, block)
        if other is not block:
            text = f"the message '{_short(key[1])}' is already in line {other.line}. Keep one of the two."
            result.problems.append((block.line, Flaw("duplicate", text)))
        elif not key[1] and not block.is_header:
            result.problems.append((block.line, "the msgid is empty: only the header's may be. Remove the message."))
        if nplurals and block.forms and block.forms != nplurals and not block.obsolete:
            text = f"the message has {block.forms} plural forms, the header promises {nplurals}. Write msgstr[0] to"
            result.problems.append((block.line, Flaw("plural-count", f"{text} msgstr[{nplurals - 1}].")))


def _join(word: str | None, text: str) -> str:
    if "\\a" in text:  # polib knows every escape but this one
        text = _ESCAPE.sub(lambda found: "\a" if found[0] == "\\a" else found[0], text)
    return f'{word} "{text}"' if word else f'"{text}"'


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _what_is_wrong(line: str) -> str:
    """Say why a line that should hold a quoted text cannot be read."""
    if '"' not in line:
        if _WORD.match(line):
            return f"'{_short(line)}' has no text in double quotes after it."
        return f"'{_short(line)}' is neither a comment nor a quoted text. Remove the line, or put it in double quotes."
    if found := _BAD_ESCAPE.search(line):
        return f"'{found[1]}' is no escape. Write '\\\\' for a backslash."
    closed = _CLOSED.match(line)
    if closed is None:
        return f"the double quote at the end of the line is missing: {_short(line)}"
    if line[: line.index('"')].strip() and not _WORD.match(line):
        return f"'{_short(line)}' does not begin with msgctxt, msgid, msgid_plural or msgstr."
    return 'there is text after the closing quote. Write \\" for a double quote inside of the text.'
