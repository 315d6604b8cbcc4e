"""Tests of reading a site from its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline import config
from pipeline import site as sites
from pipeline.errors import SourceError
from pipeline.files import Files
from tests import folders

if TYPE_CHECKING:
    from pathlib import Path


def load(root: Path) -> sites.Site:
    """Read a whole site."""
    return sites.load(config.load(root), Files(root))


def test_entries_and_what_lies_beside_them(tmp_path: Path) -> None:
    """Markdown is an entry, everything else a file; what begins with a dot is neither."""
    root = folders.make(
        tmp_path,
        {"content/news/a.md": folders.HOME, "content/news/a.png": b"", "content/.git/x.md": "", "content/.x.md": ""},
    )
    found = load(root)
    assert [each.path for each in found.entries] == ["content/index.md", "content/news/a.md"]
    assert found.beside == ("content/news/a.png",)


def test_problems_of_all_entries_come_at_once(tmp_path: Path) -> None:
    """One broken entry does not hide another."""
    root = folders.make(tmp_path, {"content/a.md": "x", "content/b.md": "---\ntitle: 1\n---\n"})
    with pytest.raises(SourceError) as caught:
        load(root)
    assert [each.path for each in caught.value.problems] == ["content/a.md", "content/b.md"]


def test_an_empty_site_says_how_to_begin(tmp_path: Path) -> None:
    """No content at all is a problem with an advice, not an empty build."""
    (tmp_path / "pyproject.toml").write_text(folders.SETTINGS)
    with pytest.raises(SourceError, match=r"content: has no entry\. Write one, such as content/index\.md"):
        load(tmp_path)


def test_no_locale_folder_is_no_problem(tmp_path: Path) -> None:
    """A site before its first extract has no catalogs, and that is all."""
    found = load(folders.make(tmp_path))
    assert (found.catalogs, found.broken) == ({}, ())


def test_catalogs_are_read_by_locale_and_domain(tmp_path: Path) -> None:
    """Only the domains that the content has now are read."""
    text = folders.catalog('msgid "Home"\nmsgstr "Галоўная"\n')
    files = {"locale/be/LC_MESSAGES/pages.po": text, "locale/be/LC_MESSAGES/gone.po": text}
    found = load(folders.make(tmp_path, files))
    assert {locale: set(domains) for locale, domains in found.catalogs.items()} == {"be": {"pages"}}
    assert found.catalogs["be"]["pages"].translations == {(None, "Home"): "Галоўная"}


def test_broken_catalogs_are_kept_apart(tmp_path: Path) -> None:
    """All of them are named; what can be read is read."""
    files = {
        "locale/be/LC_MESSAGES/pages.po": folders.catalog('msgid "Home"\nmsgstr "Галоўная\n'),
        "locale/ru/LC_MESSAGES/pages.po": folders.catalog('msgid "Home"\nmsgstr "Главная"\n', locale="ru"),
        "locale/pl/LC_MESSAGES/pages.po": folders.catalog(locale="pl"),
    }
    found = load(folders.make(tmp_path, files))
    assert [(each.path, each.line) for each in found.broken] == [
        ("locale/pl", 0),
        ("locale/be/LC_MESSAGES/pages.po", 14),
    ]
    assert "Add 'pl' to 'locales'" in found.broken[0].text
    assert set(found.catalogs) == {"ru"}
