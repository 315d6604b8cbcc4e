"""Tests of headers without a trace of a person."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.anonymous import anonymous, names_somebody


def value(name: str, before: str) -> str | None:
    """Return what becomes of one field."""
    return dict(anonymous([(name, before)])).get(name)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("Last-Translator", "Jane Doe <jane@example.org>", "Anonymous <anonymous@example.org>"),
        ("last-translator", "", "Anonymous <anonymous@example.org>"),
        ("Language-Team", "Belarusian <i18n@example.org>", "none"),
        ("PO-Revision-Date", "2026-01-01 00:30+0300", "2025-12-31 21:30+0000"),
        ("POT-Creation-Date", "2026-01-01 00:30-0430", "2026-01-01 05:00+0000"),
        ("PO-Revision-Date", "2026-01-01 00:30:59 +03:00", "2025-12-31 21:30+0000"),
        ("X-POT-Import-Date", "2026-01-01 00:30+0000", "2026-01-01 00:30+0000"),
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE", "YEAR-MO-DA HO:MI+ZONE"),
        ("PO-Revision-Date", "2026-13-41 00:30+0300", "2026-13-41 00:30+0300"),
        ("PO-Revision-Date", "0001-01-01 00:30+0300", "0001-01-01 00:30+0300"),
        ("Report-Msgid-Bugs-To", "bugs@example.org", "bugs@example.org"),
        ("Plural-Forms", "nplurals=2; plural=(n != 1);", "nplurals=2; plural=(n != 1);"),
        ("X-Own", "keeps/relative and 1/2", "keeps/relative and 1/2"),
        ("", "a line without a name", "a line without a name"),
    ],
)
def test_what_stays_and_how(name: str, before: str, after: str) -> None:
    """A person's fields are nobody's, dates are the same instant in UTC, the project's fields stay."""
    assert value(name, before) == after


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("X-Generator", "Poedit 3.4.2"),
        ("X-Poedit-Basepath", ".."),
        ("X-Poedit-SearchPath-0", "content"),
        ("X-Poedit-Bookmarks", "1,2,3"),
        ("X-Poedit-Country", "BELARUS"),
        ("X-Language-Name", "Belarusian"),
        ("x-poedit-sourcecharset", "UTF-8"),
        ("X-Editor", "someone's"),
        ("X-Project-Folder", "/" + "home/jane/site"),
        ("X-Project-Folder", "~/site/locale"),
        ("X-Project-Folder", "C:" + r"\Users\jane"),
        ("X-Project-Folder", r"\\server\share"),
        ("X-Source", "file:///srv/site"),
        ("Translators", "jane@example.org, joe@example.org"),
        ("", "see jane@example.org"),
    ],
)
def test_what_goes(name: str, before: str) -> None:
    """Fields of editors, folders of a disk and addresses are of no use to others."""
    assert value(name, before) is None


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Last-Translator", "PO-Revision-Date", "Language-Team", "X-Own", "Language"]),
            st.text(max_size=20) | st.just("2026-01-01 00:30+0300"),
        )
    )
)
def test_the_second_time_changes_nothing(fields: list[tuple[str, str]]) -> None:
    """A header that is anonymous stays as it is, byte for byte."""
    once = anonymous(fields)
    assert anonymous(once) == once


@given(
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
)
def test_a_date_is_the_same_instant(moment: datetime, offset: int) -> None:
    """Whatever zone an editor wrote, the instant stays, to the minute."""
    local = moment.replace(second=0, microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))
    written = value("PO-Revision-Date", f"{local:%Y-%m-%d %H:%M%z}")
    assert written is not None
    assert written.endswith("+0000")
    assert datetime.strptime(written, "%Y-%m-%d %H:%M%z") == local


@pytest.mark.parametrize(
    ("comment", "names"),
    [
        ("Jane Doe <jane@example.org>, 2026.", True),
        ("jane@mail.example.org", True),
        ("@navina", False),
        ("a @ b.c", False),
        ("", False),
    ],
)
def test_addresses_in_comments_are_seen(comment: str, names: bool) -> None:
    """An e-mail address is one; a mention is not."""
    assert names_somebody(comment) is names
