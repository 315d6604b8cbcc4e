"""Tests of the catalogs on the disk: which there are, which were meant, and how they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import config, stored
from pipeline.errors import BuildError, CatalogError
from pipeline.files import Files
from pipeline.stored import Change, Stored
from tests import folders

BE, RU = "locale/be/LC_MESSAGES/pages.po", "locale/ru/LC_MESSAGES/pages.po"
TEXT = folders.catalog('msgid "a"\nmsgstr "b"\n')


def site(root: Path, **files: str) -> tuple[Stored, ...]:
    """Write a site with two catalogs and more files; return its catalogs."""
    folders.make(root, {BE: TEXT, RU: TEXT, **files})
    return stored.find(config.load(root), Files(root))


def test_every_catalog_of_the_locales_is_found(tmp_path: Path) -> None:
    """Also one whose domain is gone, and one in a folder of its own; nothing of other locales, and no other file."""
    more = {
        "locale/be/LC_MESSAGES/gone.po": TEXT,
        "locale/be/LC_MESSAGES/news/x.po": TEXT,
        "locale/be/LC_MESSAGES/.#pages.po": TEXT,
        "locale/be/LC_MESSAGES/pages.po~": TEXT,
        "locale/be/LC_MESSAGES/pages.mo": TEXT,
        "locale/pl/LC_MESSAGES/pages.po": TEXT,
        "locale/pages.pot": TEXT,
    }
    found = [(each.locale, each.path) for each in site(tmp_path, **more)]
    folder = "locale/be/LC_MESSAGES"
    assert found == [("be", f"{folder}/gone.po"), ("be", f"{folder}/news/x.po"), ("be", BE), ("ru", RU)]


def test_a_catalog_is_named_from_here_or_from_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path that a shell completes and the path that Navina prints mean the same file; twice named is once meant."""
    found = site(tmp_path)
    be = next(each for each in found if each.path == BE)
    monkeypatch.chdir(tmp_path / "locale" / "be")
    names = [Path("LC_MESSAGES/pages.po"), Path(BE), tmp_path / BE]
    assert stored.choose(found, names, tmp_path) == (be,)


def test_what_is_no_catalog_is_named(tmp_path: Path) -> None:
    """All wrong names at once, with the one that was meant."""
    found = site(tmp_path)
    with pytest.raises(CatalogError) as caught:
        stored.choose(found, [Path("locale/be/LC_MESSAGE/pages.po"), Path("content/index.md")], tmp_path)
    index, near = caught.value.problems
    assert str(near).endswith(f"is no catalog of the site. Did you mean '{BE}'?")
    assert str(index).startswith("content/index.md: is no catalog of the site. Name a .po file below 'locale'")


def test_all_problems_of_all_catalogs(tmp_path: Path) -> None:
    """One broken file does not hide the other."""
    found = site(tmp_path, **{BE: TEXT + '\nmsgid "x\n', RU: TEXT + "\nstray\n"})
    with pytest.raises(CatalogError) as caught:
        stored.read(found)
    assert {each.path for each in caught.value.problems} == {BE, RU}


def test_only_changes_are_written(tmp_path: Path) -> None:
    """A file that stays is not touched, and its time neither."""
    site(tmp_path)
    before = (tmp_path / RU).stat().st_mtime_ns
    data = TEXT.encode()
    changes = [Change(BE, data, b"new"), Change(RU, data, data), Change("locale/uk/x.po", None, b"made")]
    assert stored.write(changes, tmp_path, Files(tmp_path)) == (BE, "locale/uk/x.po")
    assert (tmp_path / BE).read_bytes() == b"new"
    assert (tmp_path / "locale/uk/x.po").read_bytes() == b"made"
    assert (tmp_path / RU).stat().st_mtime_ns == before


def test_a_file_that_somebody_else_wrote_is_left_alone(tmp_path: Path) -> None:
    """What was read is compared before it is replaced."""
    site(tmp_path)
    with pytest.raises(BuildError) as caught:
        stored.write([Change(BE, b"what it was", b"new")], tmp_path, Files(tmp_path))
    assert BE in str(caught.value)
    assert (tmp_path / BE).read_text() == TEXT
