"""Tests of files as they were, with Git itself."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from pipeline import revision
from pipeline.errors import BuildError
from tests.test_history import git

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no Git here: install the package git")


def commit(root: Path, **files: bytes) -> None:
    """Write files into `site/` and commit them; a name has `_` for a dot."""
    (root / "site" / "content").mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (root / "site" / name.replace("_", ".")).write_bytes(data)
    git(root, "add", "-A")
    git(root, "commit", "-m", "x")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository whose site has two commits."""
    git(tmp_path, "init", "-b", "main")
    commit(tmp_path, a_po=b"one\n\n\x00 1 2\n", b_po=b"")
    commit(tmp_path, a_po=b"two\n", c_po=b"new\n")
    return tmp_path


def test_files_are_as_they_were(repository: Path) -> None:
    """Byte for byte, relative to the site; one that was not there is left out, and so is a folder."""
    found = revision.find(repository / "site", "HEAD~1")
    assert found.read(["a.po", "c.po", "b.po", "no such 1 2.po", "."]) == {"a.po": b"one\n\n\x00 1 2\n", "b.po": b""}
    assert found.read([]) == {}


def test_names_below_a_folder(repository: Path) -> None:
    """All of them, sorted, relative to the site, whatever letters they have."""
    (repository / "site/content/news").mkdir()
    (repository / 'site/content/news/навіна "x".md').write_text("x")
    (repository / "site/content/a.md").write_text("x")
    git(repository, "add", "-A")
    git(repository, "commit", "-m", "x")
    found = revision.find(repository / "site", "main")
    assert found.names("content") == ("content/a.md", 'content/news/навіна "x".md')
    assert found.read(found.names("content")).keys() == set(found.names("content"))
    assert found.names("nothing") == ()


def test_where_a_branch_left(repository: Path) -> None:
    """`main...` does not count what came to main later."""
    left = revision.find(repository, "main").commit
    git(repository, "checkout", "-b", "translation")
    commit(repository, a_po=b"three\n")
    git(repository, "checkout", "main")
    commit(repository, b_po=b"later\n")
    git(repository, "checkout", "translation")
    assert revision.find(repository, "main...").commit == left
    assert revision.find(repository, "main").commit != left


@pytest.mark.parametrize("name", ["nope", "", "--all", "HEAD:site", "nope..."])
def test_a_revision_that_there_is_not(repository: Path, name: str) -> None:
    """It is named, with what to do; a name is never an option of Git."""
    with pytest.raises(BuildError, match=r"Git knows no revision '.*'\. Fetch it"):
        revision.find(repository, name)


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says so; nothing is guessed."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(BuildError, match="is in no repository of Git"):
        revision.find(tmp_path, "HEAD")


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine need not have Git."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BuildError, match="there is no Git here"):
        revision.find(tmp_path, "HEAD")


def test_branches_without_a_common_commit(repository: Path) -> None:
    """As in a shallow clone: the advice is to fetch more."""
    git(repository, "checkout", "--orphan", "other")
    git(repository, "commit", "-m", "x")
    with pytest.raises(BuildError, match=r"no commit in common with this branch\. Fetch it"):
        revision.find(repository, "main...")
