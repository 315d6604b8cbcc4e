"""Tests of messages whose text is gone: listed, aged, taken out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipeline import catalog, obsolete
from tests import folders

NOW = datetime(2026, 3, 25, 12, 30, tzinfo=UTC)
PATH = "locale/be/LC_MESSAGES/pages.po"
LIVE = '#. note\nmsgid "Here"\nmsgstr ""\n"Тут"\n'
FIRST = '# Ask Alena.\n#, fuzzy\n#~| msgid "Before"\n#~ msgid "Gone"\n#~ msgstr "Няма"\n'
SECOND = '#~ msgid ""\n#~ "Long "\n#~ "gone"\n#~ msgstr ""\n'
TEXT = folders.catalog(LIVE, FIRST, SECOND) + "\n# The end.\n"
FOUND = catalog.read(PATH, TEXT.encode(), locale="be")
CLEAN = catalog.read("locale/ru/LC_MESSAGES/pages.po", folders.catalog(LIVE).encode(), locale="ru")


def test_catalogs_with_obsolete_messages() -> None:
    """Each with its messages and how many have a translation; one without any is left out."""
    (found,) = obsolete.find([FOUND, CLEAN])
    assert (found.path, [each.msgid for each in found.messages], found.translated) == (PATH, ["Gone", "Long gone"], 1)


def test_without_them_everything_else_stays() -> None:
    """What is taken out goes with its comments; the rest keeps its bytes."""
    (found,) = obsolete.find([FOUND])
    assert found.without.old == TEXT.encode()
    assert found.without.new == (folders.catalog(LIVE) + "\n# The end.\n").encode()


def ages(young: str = "", days: int = 400) -> obsolete.Ages:
    """Return a history in which every line is old, but those with a text are two days old, or not committed."""

    def since(path: str, data: bytes) -> list[datetime | None]:
        assert (path, data) == (PATH, TEXT.encode())
        old, fresh = NOW - timedelta(days=days), None if young == "#~ msgstr" else NOW - timedelta(days=2)
        return [fresh if young and young in line else old for line in data.decode().splitlines()]

    return since


@pytest.mark.parametrize(
    ("young", "days", "gone"),
    [
        ("", 400, ["Gone", "Long gone"]),
        ("", 100, []),
        ("Ask Alena", 400, ["Long gone"]),
        ("Няма", 400, ["Long gone"]),
        ('"Long ', 400, ["Gone"]),
        ("Here", 400, ["Gone", "Long gone"]),
        ("#~ msgstr", 400, []),
    ],
)
def test_a_message_is_as_old_as_its_youngest_line(young: str, days: int, gone: list[str]) -> None:
    """Whatever was touched lately, a comment too, or was never committed, is not old enough."""
    found = obsolete.find([FOUND], until=NOW - timedelta(days=180), ages=ages(young, days))
    assert [message.msgid for each in found for message in each.messages] == gone


def test_only_old_ones_are_taken_out() -> None:
    """The young one stays where it is."""
    (found,) = obsolete.find([FOUND], until=NOW - timedelta(days=180), ages=ages("Няма"))
    assert found.without.new == (folders.catalog(LIVE, FIRST) + "\n# The end.\n").encode()


@pytest.mark.parametrize(
    ("span", "moment"),
    [
        ("0d", datetime(2026, 3, 25, 12, 30, tzinfo=UTC)),
        ("24d", datetime(2026, 3, 1, 12, 30, tzinfo=UTC)),
        ("2w", datetime(2026, 3, 11, 12, 30, tzinfo=UTC)),
        ("1m", datetime(2026, 2, 23, 12, 30, tzinfo=UTC)),
        ("1y", datetime(2025, 3, 25, 12, 30, tzinfo=UTC)),
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
    ],
)
def test_spans(span: str, moment: datetime) -> None:
    """Days, weeks, months of 30 and years of 365 days before now, or a date."""
    assert obsolete.before(span, NOW) == moment


@pytest.mark.parametrize("span", ["", "d", "180", "-1d", "1.5y", "180 d", "2026-02-30", "yesterday"])
def test_what_is_no_span(span: str) -> None:
    """Nothing is guessed where translations are deleted."""
    with pytest.raises(ValueError, match=r".*"):
        obsolete.before(span, NOW)
