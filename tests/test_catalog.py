"""Catalogs are read whole or refused with every reason, and written without touching what need not change."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from difflib import unified_diff
from pathlib import Path

import polib
import pytest
from babel.messages.plurals import PLURALS
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline._po_lines import scan
from pipeline.catalog import (
    Catalog,
    CatalogMessage,
    Located,
    Template,
    canonical,
    create,
    folder_name,
    locale_tag,
    plural_count,
    read,
    read_by_polib,
    read_template,
    splice,
    template_bytes,
)
from pipeline.errors import CatalogError
from pipeline.message import Message, State

NOW = datetime(2026, 3, 25, 12, 30, tzinfo=UTC)
PATH = "locale/be/LC_MESSAGES/news.po"
HEADER = r"""msgid ""
msgstr ""
"Language: be\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

"""
FIRST = HEADER.count("\n") + 1

# A catalog as Poedit leaves it: wrapped lines and references, its own header, comments, an odd order, a last comment.
POEDIT = rf"""# Belarusian translation of the news.
# Translators keep notes here.
{HEADER.strip()}

#. paragraph
#: content/news/a.md
#: content/news/b.md
msgid ""
"A court in Minsk sentenced five members of the strike committee to terms "
"of up to seven years."
msgstr ""
"Суд у Мінску асудзіў пяцёх удзельнікаў страйкавага камітэта на тэрміны да "
"сямі гадоў."

# Ask Alena about this one.
#. heading 2
#: content/news/a.md
#, fuzzy
#| msgid "Verdict"
msgid "The verdict"
msgstr "Прысуд"


#. list item
#: content/news/b.md
msgid "One\tlist \"item\""
msgstr ""

#, fuzzy
#~| msgid "Gone text"
#~ msgid "A text that is gone"
#~ msgstr ""
#~ "Тэкст, якога няма, але які яшчэ можа вярнуцца, бо нічога не губляецца "
#~ "ніколі."

# The end.
"""


def run(*command: str, data: bytes) -> bytes:
    """Run a gettext tool that must succeed and say nothing; return what it writes."""
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout


def catalog(text: str | bytes) -> Catalog:
    """Read a catalog."""
    return read(PATH, text if isinstance(text, bytes) else text.encode(), locale="be")


def refusal(data: str | bytes) -> list[tuple[int, str]]:
    """Return all that is wrong with a catalog, and see that every problem names its file."""
    with pytest.raises(CatalogError) as caught:
        catalog(data)
    assert {problem.path for problem in caught.value.problems} == {PATH}
    return [(problem.line, problem.text) for problem in caught.value.problems]


def unplaced(message: CatalogMessage) -> CatalogMessage:
    """Forget where a message was read."""
    return replace(message, line=0)


# --- what may stand in a catalog ---

SPECIAL = '\n\t\r"\\ abnrt%#~|.<>{}[]()`_*іўЩё’\u00a0\u00ad\u0085\u2028\u2029\u200b\u2068\ufeff\x0b\x0c\x1c\x7f'
CHARACTERS = st.sampled_from(SPECIAL) | st.characters(exclude_categories=["Cs"], exclude_characters="\0\4\a\b")
TEXTS = st.text(CHARACTERS, max_size=40)
FULL_TEXTS = TEXTS.filter(str.strip)
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20).map(str.strip)
COMMENTS = st.lists(LINES, max_size=3).map("\n".join)
REFERENCES = st.lists(
    st.sampled_from(["content/a.md", "content/b c.md", "theme/base.html", "content/навіны.md"]), unique=True
)
FLAGS = st.sampled_from([(), ("no-wrap",), ("no-python-format",)])


@st.composite
def messages(draw: st.DrawFn) -> CatalogMessage:
    """Make up a message with everything that gettext knows."""
    plural = draw(st.none() | FULL_TEXTS)
    fuzzy, obsolete = draw(st.sampled_from([(False, False), (True, False), (True, True), (False, True)]))
    previous = draw(st.none() | TEXTS) if fuzzy else None
    forms = FULL_TEXTS if fuzzy or obsolete else TEXTS
    return CatalogMessage(
        msgctxt=draw(st.none() | TEXTS),
        msgid=draw(FULL_TEXTS),
        msgid_plural=plural,
        msgstr=tuple(
            draw(st.lists(forms, min_size=1, max_size=1) if plural is None else st.tuples(forms, forms, forms))
        ),
        fuzzy=fuzzy,
        comments=draw(COMMENTS),
        previous_msgid=previous,
        previous_msgctxt=draw(st.none() | TEXTS) if previous is not None else None,
        previous_msgid_plural=draw(st.none() | TEXTS) if previous is not None else None,
        note=draw(COMMENTS),
        references=tuple(draw(REFERENCES)),
        flags=draw(FLAGS),
        obsolete=obsolete,
    )


CATALOGS = st.lists(messages(), min_size=1, max_size=8, unique_by=lambda message: message.key).map(
    lambda found: sorted(found, key=lambda message: message.obsolete)
)


# --- laws ---


@given(CATALOGS)
def test_what_is_written_is_read(found: list[CatalogMessage]) -> None:
    """Any text comes back as it went in, with its comments, flags and references; writing it again changes nothing."""
    data = create(found, locale="be", now=NOW)
    again = catalog(data)
    assert [unplaced(message) for message in again.entries] == found
    assert splice(again, again.entries) == data


@settings(max_examples=60)
@given(CATALOGS)
def test_bytes_of_msgcat(found: list[CatalogMessage]) -> None:
    """A catalog that we create is to the byte what `msgcat --no-wrap` makes of it."""
    data = create(found, locale="be", now=NOW)
    done = subprocess.run(["msgcat", "--no-wrap", "-"], input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()  # it may warn of \r and \v, which nobody should use
    assert done.stdout == data


@settings(max_examples=40)
@given(found=CATALOGS, width=st.integers(min_value=20, max_value=100))
def test_wrapped_by_another_tool(found: list[CatalogMessage], width: int) -> None:
    """However another tool wraps a catalog, we read the same, and write back its own bytes."""
    data = create(found, locale="be", now=NOW)
    command = ["msgcat", f"--width={width}", "-"]
    wrapped = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    again = catalog(wrapped)
    assert [unplaced(message) for message in again.entries] == found
    assert splice(again, again.entries) == wrapped


@given(CATALOGS)
def test_polib_reads_the_same(found: list[CatalogMessage]) -> None:
    """What polib makes of our file by itself is what we make of it: the lines are cut into the same messages."""
    data = create(found, locale="be", now=NOW)
    lines = [line for line in data.decode().split("\n") if not line.startswith("# ") and line != "#"]

    class Lines(str):
        __slots__ = ()

        def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002
            return lines

    theirs = polib.pofile(Lines(), encoding="utf-8")
    assert [(entry.msgctxt, entry.msgid, bool(entry.obsolete)) for entry in theirs] == [
        (message.msgctxt, message.msgid, message.obsolete) for message in found
    ]
    forms = [tuple(entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)) or (entry.msgstr,) for entry in theirs]
    assert forms == [message.msgstr for message in found]


def both(data: bytes) -> list[object]:
    """Return what our reader and polib make of a file: its messages and their lines, or what is wrong with it."""
    results: list[object] = []
    for reader in (read, read_by_polib):
        try:
            found = reader(PATH, data, locale="be")
        except CatalogError as error:
            results.append(error.problems)
            continue
        blocks = [(block.start, block.end, block.line) for block in found.scan.blocks]
        results.append((found.entries, found.fields, found.nplurals, blocks, canonical(found, found.fields)))
    return results


@settings(max_examples=200)
@given(found=CATALOGS, width=st.none() | st.integers(min_value=20, max_value=100), crlf=st.booleans())
def test_both_readers_read_the_same(found: list[CatalogMessage], width: int | None, *, crlf: bool) -> None:
    """A catalog in gettext's shape, wrapped or not, is read in one step, and just as polib reads it line by line."""
    data = create(found, locale="be", now=NOW)
    if width is not None:
        data = subprocess.run(["msgcat", f"--width={width}", "-"], input=data, capture_output=True, check=True).stdout
    data = data.replace(b"\n", b"\r\n") if crlf else data
    assert catalog(data).scan.is_plain is (b"#-#-#-#-#" not in data)  # that is how msgcat joins two translations
    ours, theirs = both(data)
    assert ours == theirs


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        ('# a\n\n#, fuzzy,no-wrap\n#,c-format\n#.\n#:a.md  b.md\nmsgid "b"\nmsgstr "c"\nmsgid "d"\nmsgstr ""', True),
        ('#\u00a0a \u2028\n##b\t\n#\n#, \n#,\nmsgid "b\u2028"\nmsgstr "c\u0085"\n\n\n# the end\n\n#. of it\n', True),
        ('#| msgctxt ""\n#| msgid ""\n#| "x\\n"\nmsgid "b"\nmsgid_plural "\\""\nmsgstr[0] ""\nmsgstr[1] "\\a"\n', True),
        ('msgid "b\\\\"\nmsgstr "\\\\n\\n"\n\nmsgctxt ""\nmsgid "\\\\\\" c"\nmsgstr "#~ \\t"\n', True),
        ('msgctxt ""\n"c"\nmsgid ""\n"b"\nmsgid_plural ""\n"d"\nmsgstr[0] ""\n"msgstr[1] "\nmsgstr[1] ""\n"e"\n', True),
        ('# a\n#~| msgid_plural "x"\n#~ msgctxt "d"\n#~ msgid ""\n#~ "b"\n#~ "c"\n#~ msgstr "\\t"\n', True),
        ('# a\r\n#, fuzzy\r\nmsgid ""\n"b"\r\n"c"\r\nmsgstr "d"\r\n\r\n\n# e\r\n', True),
        ('msgid "b"\nmsgstr "c"\r\r\n', False),
        ('msgid "b"\n\nmsgstr "c"\n', False),
        (' msgid "b"\nmsgstr "c"\n', False),
        ('msgid  "b"\nmsgstr "c" \n', False),
        ('msgid "b"\nmsgstr "c"\n\n"d"\n', False),
        ('msgid "b"\nmsgstr "c"\n#~ # old\n#~ msgid "d"\n#~ msgstr "e"\n', False),
        ('#| msgid "b"\n# a\nmsgid "c"\nmsgstr "d"\n', False),
        ('msgid "b"\nmsgid_plural "c"\nmsgstr[1] "d"\nmsgstr[0] "e"\n', False),
        ('# a\\\nmsgid "b"\nmsgstr "c"\n', False),
        ('msgid "b"\nmsgstr "c"\n# \\', False),
        ('msgid "b"\nmsgstr "c"\n#~ x\n', False),
    ],
)
def test_shapes_of_a_file(text: str, is_plain: bool) -> None:
    """What gettext would write is read in one step, what it would write in another way goes to polib; both agree."""
    data = (HEADER.replace("nplurals=3", "nplurals=2") + text).encode()
    assert scan(data).is_plain is is_plain
    ours, theirs = both(data)
    assert ours == theirs


@given(found=CATALOGS, data=st.data())
def test_only_what_changes_is_written(found: list[CatalogMessage], data: st.DataObject) -> None:
    """When one message of a catalog changes, all lines outside of it stay, and what is read is what was asked for."""
    before = create(found, locale="be", now=NOW)
    old = catalog(before)
    index = data.draw(st.integers(0, len(found) - 1))
    target = old.entries[index]
    changed = replace(target, msgstr=tuple("новы " + text for text in target.msgstr))
    after = splice(old, [changed if entry is target else entry for entry in old.entries])
    expected = [*found[:index], replace(unplaced(changed)), *found[index + 1 :]]
    assert [unplaced(message) for message in catalog(after).entries] == expected
    blocks = (before.split(b"\n\n"), after.split(b"\n\n"))
    assert len(blocks[0]) == len(blocks[1]) == len(found) + 1
    assert sum(one != other for one, other in zip(*blocks, strict=True)) == 1


@given(st.lists(st.tuples(LINES.filter(bool), COMMENTS), min_size=1, max_size=8, unique_by=lambda pair: pair[0]))
@settings(max_examples=40)
def test_template_has_the_bytes_of_msgcat(texts: list[tuple[str, str]]) -> None:
    """A template is what `msgcat --no-wrap` makes of it, and has its messages in the order given."""
    located = [Located(Message(msgid, comment=comment), ("content/a.md",)) for msgid, comment in texts]
    data = template_bytes(Template("news", tuple(located)), now=NOW)
    assert run("msgcat", "--no-wrap", "-", data=data) == data
    assert [each.message.msgid for each in read_template("locale/news.pot", data).messages] == [
        text for text, _ in texts
    ]


TORN = st.builds(
    lambda start, length, text: (POEDIT[:start] + text + POEDIT[start + length :]).encode(),
    start=st.integers(0, len(POEDIT)),
    length=st.integers(0, 60),
    text=st.text(st.sampled_from('"\\\n#~|,.: msgidstr[0]<=>'), max_size=8),
)
SHUFFLED = st.lists(st.sampled_from(POEDIT.splitlines(keepends=True))).map("".join).map(str.encode)


@given(st.binary(max_size=300) | SHUFFLED | TORN)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No file makes the reader fall over: it is read, or refused with a place and a sentence for each problem."""
    try:
        found = catalog(data)
    except CatalogError as error:
        problems = error.problems
    else:
        assert splice(found, found.entries) == data
        ours, theirs = both(data)
        assert ours == theirs
        return
    ours, theirs = both(data)
    assert ours == theirs
    assert problems
    for problem in problems:
        assert 1 <= problem.line <= data.count(b"\n") + 1
        assert problem.text


@given(TORN)
@settings(max_examples=60)
def test_what_is_read_is_read_by_gettext(data: bytes) -> None:
    """A file that we accept is one that msgfmt accepts: nothing broken goes on to other tools unseen."""
    try:
        catalog(data)
    except CatalogError:
        return
    done = subprocess.run(["msgfmt", "-o", "/dev/null", "-"], input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


# --- reading ---


def test_message() -> None:
    """Every part of a message is read, with the line of its first keyword."""
    text = HEADER + (
        "# Ask Alena.\n#  She knows.\n#. heading 2 · Figures\n#. of the year\n"
        "#: content/a.md \u2068content/b c.md\u2069\n"
        '#, fuzzy, no-wrap\n#| msgctxt "old"\n#| msgid "Old "\n#| "text"\n'
        'msgctxt "tag"\nmsgid "New text"\nmsgstr "Тэкст"\n'
    )
    assert catalog(text).messages == (
        CatalogMessage(
            msgctxt="tag",
            msgid="New text",
            msgstr=("Тэкст",),
            fuzzy=True,
            line=FIRST + 9,
            comments="Ask Alena.\n She knows.",
            previous_msgid="Old text",
            previous_msgctxt="old",
            note="heading 2 · Figures\nof the year",
            references=("content/a.md", "content/b c.md"),
            flags=("no-wrap",),
        ),
    )


def test_lines_lead_to_the_message() -> None:
    """The line of a message is that of its msgid, or of its msgctxt, below its comments."""
    lines = POEDIT.splitlines()
    found = catalog(POEDIT)
    assert [lines[entry.line - 1] for entry in found.entries] == [
        'msgid ""',
        'msgid "The verdict"',
        r'msgid "One\tlist \"item\""',
        '#~ msgid "A text that is gone"',
    ]
    assert [entry.obsolete for entry in found.entries] == [False, False, False, True]


def test_catalog() -> None:
    """A catalog knows where it belongs, its live and its obsolete messages, and finds one by its key."""
    found = catalog(POEDIT)
    assert (found.path, found.locale, found.domain, found.nplurals) == (PATH, "be", "news", 3)
    assert [message.msgid for message in found.messages][1:] == ["The verdict", 'One\tlist "item"']
    assert [message.previous_msgid for message in found.obsolete] == ["Gone text"]
    assert found.get((None, "The verdict")) is found.messages[1]
    assert found.get((None, "A text that is gone")) is None
    assert found.get(("tag", "The verdict")) is None


def test_path_of_the_system() -> None:
    """A path may be one of the system; it is named with forward slashes."""
    assert read(Path(PATH), HEADER.encode(), locale="be").path == PATH


@pytest.mark.parametrize(
    ("msgstr", "fuzzy", "state"),
    [
        (("Так",), False, State.TRANSLATED),
        (("Так",), True, State.FUZZY),
        (("",), False, State.MISSING),
        ((" \n\u00a0",), False, State.MISSING),
        (("",), True, State.MISSING),
        (("адзін", "два", "пяць"), False, State.TRANSLATED),
        (("адзін", "", "пяць"), False, State.MISSING),
        (("адзін", "два", "пяць"), True, State.FUZZY),
    ],
)
def test_state(msgstr: tuple[str, ...], *, fuzzy: bool, state: State) -> None:
    """Blank is missing, and so is a plural with a blank form; fuzzy is not finished."""
    assert CatalogMessage(None, "Yes", msgstr=msgstr, fuzzy=fuzzy).state is state


def test_translations() -> None:
    """Only finished translations of messages without a plural are given out."""
    text = HEADER + (
        'msgid "done"\nmsgstr "гатова"\n\nmsgctxt "tag"\nmsgid "done"\nmsgstr "зроблена"\n\n'
        '#, fuzzy\nmsgid "fuzzy"\nmsgstr "не"\n\nmsgid "missing"\nmsgstr ""\n\n'
        'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"\n\n'
        '#~ msgid "old"\n#~ msgstr "было"\n'
    )
    assert catalog(text).translations == {(None, "done"): "гатова", ("tag", "done"): "зроблена"}


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\u0085", "\x0b", "\x0c", "\x1c", "\x1e"])
def test_characters_that_end_lines_in_python(character: str) -> None:
    """A character that Python takes for a line end, and polib by it, does not cut a text in two."""
    text = HEADER + f'msgid "a{character}b"\nmsgstr "c{character}"\n'
    assert catalog(text).translations == {(None, f"a{character}b"): f"c{character}"}


def test_escapes() -> None:
    r"""All escapes of gettext are read; two backslashes are one, whatever letter follows."""
    text = HEADER + r'msgid "\t\n\r\"\\\a\b\f\v \\a \\n"' + '\nmsgstr ""\n'
    assert catalog(text).messages[0].msgid == '\t\n\r"\\\a\b\f\v \\a \\n'


def test_loose_spelling() -> None:
    """What gettext accepts is accepted: no space before a quote, indentation, comments without a space, blank lines."""
    text = (
        HEADER
        + '#comment\n#.note\n#:content/a.md\n#,fuzzy\n  msgid"a"\n\n\tmsgstr "b"\n\n"c"\n'
        + '#~ # old\n#~\tmsgid "d"\n#~msgstr "e"\n'
    )
    found = catalog(text)
    assert [unplaced(entry) for entry in found.entries] == [
        CatalogMessage(
            None, "a", msgstr=("bc",), fuzzy=True, comments="comment", note="note", references=("content/a.md",)
        ),
        CatalogMessage(None, "d", msgstr=("e",), comments="old", obsolete=True),
    ]
    assert run("msgcat", "-", data=text.encode())


@pytest.mark.parametrize("last", ["\n", ""])
def test_windows_line_ends(last: str) -> None:
    """CRLF is accepted, is in no text, and is kept in what we write."""
    data = (POEDIT.rstrip("\n") + last).replace("\n", "\r\n").encode()
    found = catalog(data)
    assert splice(found, found.entries) == data
    assert not any("\r" in text for entry in found.entries for text in (entry.msgid, *entry.msgstr, entry.comments))
    changed = splice(found, [*found.entries, CatalogMessage(None, "new\nline", msgstr=("",), note="title")])
    assert changed.count(b"\n") == changed.count(b"\r\n")
    assert b'#. title\r\nmsgid ""\r\n"new\\n"\r\n"line"\r\nmsgstr ""\r\n' in changed


def test_header_without_plural_forms() -> None:
    """Where the header names no plural forms, the language decides."""
    assert catalog(HEADER.replace("Plural-Forms", "X-Other")).nplurals == 3


# --- what is refused ---


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"\xef\xbb\xbf" + HEADER.encode(), 1, "byte order mark, which gettext refuses. Run 'navina fmt'"),
        (HEADER.encode("utf-16"), 1, "UTF-16. Save it as UTF-8"),
        (HEADER.encode() + b'msgid "a"\nmsgstr "\xd0"\n', FIRST + 1, "the byte 0xD0 is not UTF-8. Save"),
        (HEADER.replace("UTF-8", "CP1251").encode(), 4, "the charset is 'CP1251'. Write 'Content-Type"),
        (HEADER.replace("; charset=UTF-8", "").encode(), 1, "the header names no charset. Write 'Content-Type"),
        (b"", 1, "the file is empty. Restore it"),
        (b"\n\n", 1, "the file is empty"),
        (b'msgid "a"\nmsgstr "b"\n', 1, "the file has no header"),
        (b'msgid "a"\nmsgstr "b"\n\n' + HEADER.encode(), 4, "the header is not the first message. Move it"),
    ],
)
def test_bad_files(data: bytes, line: int, words: str) -> None:
    """A file in the wrong encoding or without its header is refused, with the line and what to do."""
    ((found, text),) = refusal(data)
    assert found == line
    assert words in text


GOOD = 'msgid "a"\nmsgstr "b"\n'


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('msgid "a\nmsgstr "b"\n', 0, 'the double quote at the end of the line is missing: msgid "a'),
        ('msgid "a"\nmsgstr ""\n"b\n', 2, "the double quote at the end of the line is missing"),
        ('msgid "C:\\"\nmsgstr "b"\n', 0, "the double quote at the end of the line is missing"),
        ('#~ msgid "a"\n#~ msgstr "b\n', 1, "the double quote at the end of the line is missing"),
        ('msgid "a "b" c"\nmsgstr "b"\n', 0, 'after the closing quote. Write \\"'),
        ('msgid "a"\nmsgstr "C:\\docs"\n', 1, "'\\d' is no escape. Write '\\\\'"),
        ('msgid "a"\nmsgstr "\\\\\\d"\n', 1, "'\\d' is no escape"),
        ('msgid "a"\nmsgstr "\\320"\n', 1, "'\\3' is no escape"),
        (GOOD + "hello\n", 2, "'hello' is neither a comment nor a quoted text. Remove"),
        (GOOD + 'domain "b"\n', 2, "does not begin with msgctxt, msgid"),
        ("#~ hello\n" + GOOD, 0, "'hello' is neither a comment nor a quoted text"),
        ('#| msgid "a\n' + GOOD, 0, "the double quote at the end"),
        ('#~| msgid "a\n#~ msgid "a"\n#~ msgstr "b"\n', 0, "the double quote at the end"),
        ('#| msgstr "a"\n' + GOOD, 0, "after the closing quote"),
        ('msgid\nmsgstr "b"\n', 0, "'msgid' has no text in double quotes"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr ""\n', 0, 'has no msgstr. Write msgstr ""'),
        ('msgid "a"\n', 0, "has no msgstr"),
        ('msgctxt "a"\nmsgctxt "b"\nmsgid "c"\nmsgstr ""\n', 1, "there are two msgctxt"),
        (GOOD + 'msgstr "c"\n', 2, "there are two msgstr for one msgid"),
        ('# new\nmsgstr "c"\n', 1, "msgstr has no msgid before it. Restore the msgid"),
        ('# new\n"c"\n', 1, "follows no msgid or msgstr"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 2, "the message has a plural: write msgstr[0]"),
        ('msgid "a"\nmsgstr[0] "c"\n', 1, "belongs to a message with msgid_plural: write msgstr"),
        ('msgid "a"\nmsgid_plural "b"\nmsgid_plural "b"\nmsgstr[0] ""\n', 2, "right after the msgid"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n', 2, "msgstr[1] stands where msgstr[0] is expected"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n', 0, "2 plural forms, the header promises 3"),
        ('msgid "a"\n#~ msgstr "b"\n', 1, "lines with and without '#~'"),
        ('msgid "a"\n# note\nmsgstr "b"\n', 1, "the comment '# note' stands inside of a message. Move it"),
        ('#| msgid "z"\n#, fuzzy\n' + GOOD, 1, "the comment '#, fuzzy' stands inside of a message"),
        ("# C:\\\n" + GOOD, 0, "ends with a backslash, which hides the next line"),
        ('msgctxt "b"\nmsgid ""\nmsgstr "x"\n', 0, "the msgid is empty"),
        ('msgid "a\0"\nmsgstr ""\n', 0, "control character"),
        ('msgid "a"\nmsgstr "\4"\n', 1, "control character"),
        (GOOD + "\n" + GOOD, 3, f"the message 'a' is already in line {FIRST}. Keep one"),
        (GOOD + '\n#~ msgid "a"\n#~ msgstr "c"\n', 3, f"is already in line {FIRST}"),
        ('msgid "a\tb"\nmsgstr ""\n\nmsgid "a\\tb"\nmsgstr ""\n', 3, f"is already in line {FIRST}, with other escapes"),
        (HEADER, 0, "is already in line 1"),
        (
            "<<<<<<< HEAD\n" + GOOD + "=======\n" + GOOD + ">>>>>>> be\n",
            0,
            f"git conflict is not resolved, up to line {FIRST + 6}",
        ),
        ("<<<<<<< HEAD\n" + GOOD + "||||||| base\nx\n=======\nx\n>>>>>>> be\n", 0, "a git conflict is not resolved"),
        ("<<<<<<< HEAD\n" + GOOD + "=======\n" + GOOD, 0, "up to the end of the file"),
        (GOOD + ">>>>>>> theirs\n", 2, "'>>>>>>>' is left of a git conflict"),
        (GOOD + "=======\n", 2, "'=======' is left of a git conflict"),
        (
            '#, fuzzy\nmsgid "a"\nmsgstr ""\n"#-#-#-#-#  a.po  #-#-#-#-#\\n"\n"x\\n"\n'
            '"#-#-#-#-#  b.po  #-#-#-#-#\\n"\n"y"\n',
            3,
            "msgcat's mark '#-#-#-#-#' stands between two translations. Keep one",
        ),
    ],
)
def test_bad_messages(text: str, line: int, words: str) -> None:
    """A message that cannot be read is refused at its line, with what to do, and gives no second alarm."""
    ((found, problem),) = refusal(HEADER + text)
    assert found == FIRST + line
    assert words in problem


def test_what_polib_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should polib stumble over a file that we find sound, its own words are told as a problem of that file."""

    def stumble(*_: object, **__: object) -> None:
        message = "Syntax error in po file (line 9)"
        raise OSError(message)

    monkeypatch.setattr(polib, "pofile", stumble)
    assert catalog(HEADER + GOOD).translations == {(None, "a"): "b"}
    assert refusal(HEADER + GOOD.replace(" ", "  ")) == [
        (0, "Syntax error in po file (line 9). Have a look at that line.")
    ]


def test_all_problems_at_once() -> None:
    """Everything that is wrong in a file is told in one go, sorted by line."""
    text = (
        "\ufeff"
        + HEADER.replace("UTF-8", "ISO-8859-5")
        + (
            'msgid "a\nmsgstr "b"\n\nmsgid "b"\nmsgstr "x\\y"\n\nmsgid "c"\nmsgstr ""\n\n'
            'msgid "c"\nmsgstr ""\n\nstray\n'
        )
    )
    data = text.encode() + b'msgid "\xff"\nmsgstr ""\n'
    assert [line for line, _ in refusal(data)] == [1, 4, FIRST, FIRST + 4, FIRST + 9, FIRST + 12, FIRST + 13]


def test_broken_template() -> None:
    """A broken template is told with the advice that nobody has to mend it by hand."""
    data = template_bytes(Template("news", (Located(Message("a")),)), now=NOW) + b"<<<<<<< HEAD\n"
    with pytest.raises(CatalogError) as caught:
        read_template("locale/news.pot", data)
    assert [problem.line for problem in caught.value.problems] == [0, data.count(b"\n")]
    assert "run 'navina extract' to have it anew" in caught.value.problems[0].text


# --- creating ---


@pytest.mark.parametrize("locale", ["be", "ru", "be-tarask", "be-Latn", "pt-BR", "ja", "sl", "ar", "xx"])
def test_msgfmt_is_silent(locale: str) -> None:
    """`msgfmt -c` has nothing to say about a new catalog: its header is complete and its plural rule right."""
    forms = plural_count(locale)
    found = [
        CatalogMessage(None, "12.5% in 2024", msgstr=("12,5 % у 2024",)),
        CatalogMessage(None, "%(n)s day", "%(n)s days", msgstr=("%(n)s",) * forms),
    ]
    data = create(found, locale=locale, now=NOW)
    assert run("msgfmt", "-c", "-o", "/dev/null", "-", data=data) == b""
    assert run("msgcat", "--no-wrap", "-", data=data) == data


def test_header() -> None:
    """The header of a new catalog has every field that gettext asks for, in gettext's order, and no person."""
    data = create([], locale="be-tarask", now=NOW.astimezone(timezone(timedelta(hours=3))))
    assert data.decode() == (
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: Navina\\n"\n'
        '"Report-Msgid-Bugs-To: \\n"\n'
        '"POT-Creation-Date: 2026-03-25 12:30+0000\\n"\n'
        '"PO-Revision-Date: 2026-03-25 12:30+0000\\n"\n'
        '"Last-Translator: Automatically generated\\n"\n'
        '"Language-Team: none\\n"\n'
        '"Language: be@tarask\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && '
        '(n%100<10 || n%100>=20) ? 1 : 2);\\n"\n'
    )


@pytest.mark.parametrize("locale", ["be", "ru"])
def test_plural_rule_is_that_of_msginit(locale: str) -> None:
    """The plural rule is written as `msginit` writes it for the language."""
    template = template_bytes(Template("news", (Located(Message("a")),)), now=NOW)
    command = ["msginit", "--no-translator", "--no-wrap", f"--locale={locale}", "--input=-", "--output-file=-"]
    theirs = subprocess.run(command, input=template, capture_output=True, check=True).stdout
    rule = next(line for line in theirs.splitlines() if line.startswith(b'"Plural-Forms'))
    assert rule in create([], locale=locale, now=NOW).splitlines()


def test_plural_rules_are_those_of_babel() -> None:
    """Every language that Babel knows gets Babel's number of plural forms."""
    for name, (count, _) in PLURALS.items():
        assert plural_count(name.replace("_", "-")) == count
    assert plural_count("be-Latn") == plural_count("be-tarask") == 3


@pytest.mark.parametrize(
    ("tag", "folder"),
    [
        ("be", "be"),
        ("be-tarask", "be@tarask"),
        ("be-Latn", "be@latin"),
        ("be-1959acad", "be@1959acad"),
        ("pt-BR", "pt_BR"),
        ("es-419", "es_419"),
        ("sr-Cyrl", "sr@cyrillic"),
        ("zh-Hant", "zh@hant"),
    ],
)
def test_locale_names(tag: str, folder: str) -> None:
    """A BCP 47 tag has gettext's name as its folder, and the folder leads back to the tag."""
    assert folder_name(tag) == folder
    assert locale_tag(folder).casefold() == tag.casefold()


def test_comment_with_a_backslash_at_its_end() -> None:
    """A comment that ends with a backslash does not swallow the next line in gettext."""
    found = CatalogMessage(None, "a", msgstr=("b",), comments="C:\\", note="paragraph · D:\\")
    data = create([found], locale="be", now=NOW)
    assert run("msgcat", "--no-wrap", "-", data=data) == data
    assert unplaced(catalog(data).entries[0]) == found


def test_fuzzy_without_translation() -> None:
    """An empty translation is not called fuzzy: gettext drops such a flag too."""
    data = create([CatalogMessage(None, "a", fuzzy=True)], locale="be", now=NOW)
    assert run("msgcat", "--no-wrap", "-", data=data) == data
    assert b"fuzzy" not in data


# --- splicing ---


def spliced(found: Catalog, wanted: list[CatalogMessage]) -> tuple[list[str], list[str]]:
    """Return the lines that a change took out of the file, and those that it put in."""
    before, after = POEDIT.splitlines(), splice(found, wanted).decode().splitlines()
    change = list(unified_diff(before, after, n=0, lineterm=""))[3:]
    return [line[1:] for line in change if line[0] == "-"], [line[1:] for line in change if line[0] == "+"]


def test_splice_a_translation() -> None:
    """A new translation changes its lines; the wrapping of all others, the header and the comments stay."""
    found = catalog(POEDIT)
    first, second, *rest = found.entries
    done = replace(second, msgstr=("Прысуд суда",), fuzzy=False, previous_msgid=None)
    assert spliced(found, [first, done, *rest]) == (
        ["#, fuzzy", '#| msgid "Verdict"', 'msgstr "Прысуд"'],
        ['msgstr "Прысуд суда"'],
    )


def test_splice_references() -> None:
    """New references change only the lines of the references: the wrapped text below stays as it was."""
    found = catalog(POEDIT)
    first, *rest = found.entries
    assert spliced(found, [replace(first, references=("content/news/c.md",)), *rest]) == (
        ["#: content/news/a.md", "#: content/news/b.md"],
        ["#: content/news/c.md"],
    )
    assert spliced(found, [replace(first, references=()), *rest])[1] == []


def test_splice_a_note() -> None:
    """A new note changes only its line, and stands where gettext has it when there was none."""
    found = catalog(POEDIT)
    first, second, *rest = found.entries
    change = spliced(found, [first, replace(second, note="heading 3\nof the report"), *rest])
    assert change == (["#. heading 2"], ["#. heading 3", "#. of the report"])
    bare = catalog(HEADER + '# Mine.\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n')
    noted = replace(bare.entries[0], note="title", references=("content/a.md",))
    assert splice(bare, [noted]).decode() == (
        HEADER + '# Mine.\n#. title\n#: content/a.md\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n'
    )


def test_splice_in_a_new_message() -> None:
    """A new message stands where it is put, set apart by one blank line, and nothing else moves."""
    found = catalog(POEDIT)
    first, *rest = found.entries
    new = CatalogMessage(None, "New", msgstr=("",), note="title", references=("content/news/c.md",))
    assert spliced(found, [first, new, *rest]) == (
        [],
        ["", "#. title", "#: content/news/c.md", 'msgid "New"', 'msgstr ""'],
    )


def test_splice_at_the_end() -> None:
    """A message after the last one does not swallow the comment at the end of the file, nor glue to a last line."""
    found = catalog(POEDIT)
    new = CatalogMessage(None, "New", msgstr=("",))
    assert splice(found, [*found.entries, new]).decode().endswith('\n\nmsgid "New"\nmsgstr ""\n\n# The end.\n')
    bare = catalog((HEADER + GOOD).rstrip("\n"))
    assert splice(bare, [*bare.entries, new]).decode() == HEADER + GOOD + '\nmsgid "New"\nmsgstr ""\n'


def test_splice_out_a_message() -> None:
    """A message that is no longer wanted leaves with its comments; a header alone stays."""
    found = catalog(POEDIT)
    assert spliced(found, [entry for entry in found.entries if entry.msgid != "The verdict"])[1] == []
    only = catalog(HEADER + GOOD)
    assert splice(only, []).decode() == HEADER.rstrip("\n") + "\n"


def test_splice_an_obsolete_message() -> None:
    """A message that becomes obsolete has the bytes that msgcat gives it."""
    found = catalog(HEADER + '# Mine.\n#, fuzzy\n#| msgid "z"\nmsgctxt "tag"\nmsgid "a\\n"\n"b"\nmsgstr "c"\n')
    data = splice(found, [replace(found.entries[0], obsolete=True)])
    assert data.decode() == HEADER + (
        '# Mine.\n#, fuzzy\n#~| msgid "z"\n#~ msgctxt "tag"\n#~ msgid ""\n#~ "a\\n"\n#~ "b"\n#~ msgstr "c"\n'
    )


def test_format_flags_are_never_written() -> None:
    """A flag that takes prose for a format string is left where another tool put it, and not written by us."""
    text = HEADER + '#, python-format\nmsgid "12% of it"\nmsgstr ""\n'
    found = catalog(text)
    assert splice(found, found.entries).decode() == text
    changed = replace(found.entries[0], msgstr=("12 % ад усяго",))
    assert splice(found, [changed]).decode() == HEADER + 'msgid "12% of it"\nmsgstr "12 % ад усяго"\n'


# --- templates ---

TEMPLATE = Template(
    "news",
    (
        Located(Message("Court", role="title"), ("content/news/a.md",)),
        Located(Message("12.5% in 2024, 100% of {all}", heading="Court"), ("content/news/a.md", "content/news/b.md")),
        Located(Message("Court", msgctxt="section", role="section"), ("content/news/a.md",)),
        Located(Message("%(n)s day", msgid_plural="%(n)s days", role="label", comment="in lists"), ("theme/a b.html",)),
    ),
)


def test_template() -> None:
    """A template has its messages in order with notes and references, and no format flag, not even by Babel."""
    text = template_bytes(TEMPLATE, now=NOW).decode()
    assert text.partition("\n\n")[2] == (
        "#. title\n#: content/news/a.md\n"
        'msgid "Court"\nmsgstr ""\n\n'
        "#. paragraph · Court\n#: content/news/a.md content/news/b.md\n"
        'msgid "12.5% in 2024, 100% of {all}"\nmsgstr ""\n\n'
        '#. section\n#: content/news/a.md\nmsgctxt "section"\n'
        'msgid "Court"\nmsgstr ""\n\n'
        "#. label\n#. in lists\n#: \u2068theme/a b.html\u2069\n"
        'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )
    assert run("msgcat", "--no-wrap", "-", data=text.encode()).decode() == text


def test_template_is_read_back() -> None:
    """A template is read as it was written, order, places and notes."""
    again = read_template("locale/news.pot", template_bytes(TEMPLATE, now=NOW))
    assert again == TEMPLATE


def test_template_for_other_tools(tmp_path: Path) -> None:
    """Babel and polib read the messages of a template, and msginit starts a catalog from it without a word."""
    path = tmp_path / "news.pot"
    path.write_bytes(data := template_bytes(TEMPLATE, now=NOW))
    with path.open("rb") as file:
        babel = {(entry.context, entry.id) for entry in read_po(file, abort_invalid=True) if entry.id}
    assert len(babel) == 4
    assert (None, ("%(n)s day", "%(n)s days")) in babel
    assert b"Plural-Forms" not in data
    assert [entry.msgid for entry in polib.pofile(str(path))] == [each.message.msgid for each in TEMPLATE.messages]
    command = ["msginit", "--no-translator", "--locale=be", "--input=-", "--output-file=-"]
    assert subprocess.run(command, input=data, capture_output=True, check=True).stdout.count(b"\nmsgid ") == 4


def test_equal_messages_are_one() -> None:
    """A message that two files have is written once, with both references."""
    twice = Template("news", (Located(Message("a"), ("content/a.md",)), Located(Message("a"), ("content/b.md",))))
    (only,) = read_template("locale/news.pot", template_bytes(twice, now=NOW)).messages
    assert only.references == ("content/a.md", "content/b.md")


def test_template_date() -> None:
    """The creation date moves when the messages do, and only then; CRLF made by git on Windows is no change."""
    old = template_bytes(TEMPLATE, now=NOW)
    later = NOW + timedelta(days=1)
    assert template_bytes(TEMPLATE, now=later, old=old) == old
    crlf = old.replace(b"\n", b"\r\n")
    assert template_bytes(TEMPLATE, now=later, old=crlf) == crlf
    fewer = template_bytes(Template("news", TEMPLATE.messages[1:]), now=later, old=old)
    assert b"POT-Creation-Date: 2026-03-26 12:30+0000" in fewer
    assert template_bytes(TEMPLATE, now=later, old=b"") != old
