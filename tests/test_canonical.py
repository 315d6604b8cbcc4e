"""Tests of the canonical form: gettext's own bytes, nothing lost, a complete header."""

from __future__ import annotations

import subprocess
from codecs import BOM_UTF8
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import polib
import pytest
from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.pofile import write_po
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import _po_polib, canonical, catalog
from pipeline.anonymous import anonymous
from pipeline.errors import CatalogError
from pipeline.stored import Stored
from tests import folders
from tests.test_catalog import CATALOGS, POEDIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline._po_file import Scan
    from pipeline.catalog import CatalogMessage

NOW = datetime(2026, 3, 25, 12, 30, tzinfo=UTC)
PATH = "locale/be/LC_MESSAGES/news.po"
MINIMAL = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf8\\n"\n\nmsgid "a"\nmsgstr "б"\n'


def done(data: str | bytes, veil: canonical.Veil = canonical.as_they_are) -> canonical.Formatted:
    """Bring one catalog into canonical form."""
    stored = Stored(PATH, "be", data if isinstance(data, bytes) else data.encode())
    (formatted,) = canonical.formatted([stored], now=NOW, veil=veil)
    return formatted


def fmt(data: str | bytes, veil: canonical.Veil = canonical.as_they_are) -> bytes:
    """Return the canonical form of a catalog."""
    return done(data, veil).change.new


def msgcat(data: bytes, *options: str) -> bytes:
    """Return what gettext makes of a catalog."""
    command = ["msgcat", *(options or ["--no-wrap"]), "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def plain(data: bytes) -> list[CatalogMessage]:
    """Read a catalog and forget the lines."""
    return [replace(each, line=0) for each in catalog.read(PATH, data, locale="be").entries]


@settings(max_examples=40)
@given(CATALOGS, st.integers(20, 100), st.booleans(), st.booleans())
def test_bytes_of_msgcat(found: list[CatalogMessage], width: int, crlf: bool, bom: bool) -> None:
    """However another tool wrapped it, with CRLF or a byte order mark: the bytes are msgcat's, and nothing is lost."""
    created = catalog.create(found, locale="be", now=NOW)
    wild = msgcat(created, f"--width={width}")
    wild = wild.replace(b"\n", b"\r\n") if crlf else wild
    new = fmt(BOM_UTF8 + wild if bom else wild)
    assert msgcat(new) == new
    assert new == created
    assert fmt(new) == new
    assert plain(new) == found


def test_a_catalog_of_poedit() -> None:
    """Comments, flags, order, previous texts and obsolete messages stay; the last comment goes to the header."""
    new = fmt(POEDIT)
    assert msgcat(new) == new
    assert new.startswith(b"# Belarusian translation of the news.\n# Translators keep notes here.\n# The end.\n")
    assert plain(new) == plain(POEDIT.encode())
    assert max(map(len, new.decode().split("\n"))) > 100


def test_flags_in_order_and_unknown_ones_last() -> None:
    """Gettext's flags stand as it writes them; what it does not know, and would drop, is kept behind them."""
    text = '#, mine, no-wrap, fuzzy, no-c-format\n#: b.md a.md b.md\nmsgid "a"\nmsgstr "б"\n'
    new = fmt(folders.catalog(text)).decode()
    assert "#: b.md a.md\n#, fuzzy, no-c-format, no-wrap, mine\n" in new
    known = new.replace(", mine", "").encode()
    assert msgcat(new.encode()) == msgcat(known) == known


@pytest.mark.parametrize(
    ("msgid", "has_flag"),
    [
        ("Of 100 % of them, 5 % died", False),
        ("50% skipped", False),
        ("{all} of {them}", False),
        ("%s and %d", False),
        ("%(number)s days", True),
    ],
)
def test_flags_that_babel_sets_on_prose(msgid: str, *, has_flag: bool) -> None:
    """After `pybabel update` only the theme's strings with named placeholders are called formats of Python."""
    model = BabelCatalog(locale="be")
    model.add(msgid, "%(number)s", flags=["python-format", "python-brace-format", "no-wrap"])
    write_po(written := BytesIO(), model, width=0)
    new = fmt(written.getvalue()).decode()
    flags = next(line for line in new.split("\n\n")[1].split("\n") if line.startswith("#,"))
    assert flags == ("#, python-format, no-wrap" if has_flag else "#, no-wrap")


def test_obsolete_messages_stand_last() -> None:
    """Gettext writes them after all others; both keep their order."""
    new = fmt(folders.catalog('#~ msgid "x"\n#~ msgstr "1"\n', 'msgid "b"\nmsgstr "2"\n', 'msgid "a"\nmsgstr "3"\n'))
    assert [each.msgid for each in plain(new)] == ["b", "a", "x"]
    assert msgcat(new) == new


def test_a_header_is_made_complete() -> None:
    """What it lacks is filled in where gettext has it, and `msgfmt -c` has nothing to say."""
    new = fmt(MINIMAL)
    names = list(polib.pofile(new.decode()).ordered_metadata())
    assert [name for name, _ in names] == [name for name, _ in catalog.new_fields("be", NOW)]
    check = ["msgfmt", "-c", "-o", "/dev/null", "-"]
    result = subprocess.run(check, input=new, capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (0, b"")
    later = canonical.formatted([Stored(PATH, "be", new)], now=datetime(2027, 1, 1, tzinfo=UTC))
    assert not later[0].change.is_one


def test_placeholders_are_filled_and_real_values_stay() -> None:
    """A header of `xgettext` is as good as none; a translator's own is left alone."""
    header = (
        '# Words of ours.\n#, fuzzy\nmsgid ""\nmsgstr ""\n"Project-Id-Version: PACKAGE VERSION\\n"\n'
        '"X-Own: 1\\n"\n"PO-Revision-Date: 2025-05-05 10:00+0300\\n"\n"POT-Creation-Date: YEAR-MO-DA HO:MI+ZONE\\n"\n'
        '"Last-Translator: Jane <jane@example.org>\\n"\n"Language: \\n"\n"a line without a name\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n'
    )
    fields = dict(catalog.read(PATH, fmt(header), locale="be").fields)
    assert fields["Project-Id-Version"] == "Navina"
    assert fields["POT-Creation-Date"] == fields["PO-Revision-Date"] == "2025-05-05 10:00+0300"
    assert (fields["Last-Translator"], fields["Language"]) == ("Jane <jane@example.org>", "be")
    assert (fields["X-Own"], fields[""]) == ("1", "a line without a name")
    assert fields["Plural-Forms"] == catalog.plural_forms("be")
    assert fmt(header).startswith(b'# Words of ours.\nmsgid ""\n')


def test_plural_forms_that_do_not_fit_are_not_invented() -> None:
    """A header that would contradict the messages would make the file unreadable."""
    text = MINIMAL + '\nmsgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "а"\nmsgstr[1] "б"\n'
    assert b"Plural-Forms" not in fmt(text)


def test_what_cannot_be_read_is_named_and_nothing_is_done() -> None:
    """All problems of all files; a byte order mark hides none of them."""
    stored = [
        Stored("a.po", "be", BOM_UTF8 + MINIMAL.encode() + b'\nmsgid "x\nmsgstr ""\n'),
        Stored("b.po", "be", MINIMAL.encode()),
        Stored("c.po", "be", b""),
    ]
    with pytest.raises(CatalogError) as caught:
        canonical.formatted(stored, now=NOW)
    assert [(each.path, each.line) for each in caught.value.problems] == [("a.po", 7), ("c.po", 1)]


def test_nothing_is_written_that_polib_reads_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """The new file is read by another reader than the old one; where the two differ, the old one stays."""
    texts = _po_polib.texts

    def otherwise(found: Scan) -> Iterator[dict[str, str]]:
        return ({word: text.replace("б", "в") for word, text in each.items()} for each in texts(found))

    monkeypatch.setattr(_po_polib, "texts", otherwise)
    with pytest.raises(CatalogError, match="would lose something in canonical form; it is left as it is"):
        fmt(MINIMAL)
    assert fmt(MINIMAL.replace("б", "г")) == fmt(fmt(MINIMAL.replace("б", "г")))


def test_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A canonical form without one of the messages is never written."""
    whole = catalog.canonical
    monkeypatch.setattr(catalog, "canonical", lambda *asked: whole(*asked).rpartition(b"\n\n")[0] + b"\n")
    with pytest.raises(CatalogError, match="would lose something"):
        fmt(MINIMAL)


def test_anonymous_form_names_comments_with_addresses() -> None:
    """The text of a comment is never changed, so a person is told where an address stands."""
    text = "# Jane <jane@example.org>, 2026.\n# Terms.\n" + MINIMAL + '\n# ask joe@example.org\nmsgid "c"\nmsgstr "d"\n'
    formatted = done(text, anonymous)
    assert [(each.path, each.line) for each in formatted.names] == [(PATH, 1), (PATH, 9)]
    assert b"# Jane <jane@example.org>, 2026.\n" in formatted.change.new
    assert "# ask joe@example.org" in formatted.change.new.decode()
    assert b'"Last-Translator: Anonymous <anonymous@example.org>\\n"\n' in formatted.change.new
    assert msgcat(formatted.change.new) == formatted.change.new
    assert done(text).names == ()


# --- headers, spliced ---

FOUND = """# Jane <jane@example.org>, 2026.
msgid ""
msgstr ""
"Project-Id-Version: A very long name of a project that the editor wrapped in "
"the middle\\n"
"PO-Revision-Date: 2026-03-01 01:30+0300\\n"
"Last-Translator: Jane <jane@example.org>\\n"
"Language-Team: Minsk <team@example.org>\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"X-Generator: Poedit 3.4\\n"
"X-Poedit-Basepath: ../..\\n"
"X-Poedit-SearchPath-0: src\\n"


#. note
msgid "a"
msgstr ""
"б"
"""
HIDDEN = (
    FOUND.replace("2026-03-01 01:30+0300", "2026-02-28 22:30+0000")
    .replace("Translator: Jane <jane@", "Translator: Anonymous <anonymous@")
    .replace("Minsk <team@example.org>", "none")
    .replace('"X-Generator: Poedit 3.4\\n"\n"X-Poedit-Basepath: ../..\\n"\n"X-Poedit-SearchPath-0: src\\n"\n', "")
)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_fields_of_a_person_are_written(newline: str) -> None:
    """Every other byte stays, wrapped fields too; the second time there is nothing to do."""
    before, after = (text.replace("\n", newline).encode() for text in (FOUND, HIDDEN))
    (change,) = canonical.without_traces([catalog.read(PATH, before, locale="be")])
    assert (change.old, change.new) == (before, after)
    (again,) = canonical.without_traces([catalog.read(PATH, after, locale="be")])
    assert not again.is_one


@pytest.mark.parametrize(
    "header",
    [
        'msgid ""\nmsgstr "Last-Translator: Jane\\nContent-Type: text/plain; charset=UTF-8\\n"\n',
        'msgid ""\nmsgstr ""\n"Last-Translator: Jane\\nContent-Type: text/plain; charset=UTF-8\\n"\n',
        'msgid ""\nmsgstr "Last-Translator: Jane\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"',
    ],
)
def test_a_header_that_is_written_in_another_way(header: str) -> None:
    """Where fields have no lines of their own, the header is written anew, the rest is not."""
    rest = '\nmsgid ""\n"a"\nmsgstr "б"\n' if header.endswith("\n") else ""
    (change,) = canonical.without_traces([catalog.read(PATH, (header + rest).encode(), locale="be")])
    wanted = (
        'msgid ""\nmsgstr ""\n"Last-Translator: Anonymous <anonymous@example.org>\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    )
    assert change.new.decode() == wanted + rest


@given(CATALOGS)
@settings(max_examples=30)
def test_a_hidden_header_changes_nothing_else(found: list[CatalogMessage]) -> None:
    """The messages are those that were there, and gettext's form stays gettext's form."""
    before = catalog.create(found, locale="be", now=NOW)
    (change,) = canonical.without_traces([catalog.read(PATH, before, locale="be")])
    assert plain(change.new) == found
    assert fmt(change.new, anonymous) == change.new
