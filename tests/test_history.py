"""Tests of the age of lines, with Git itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from pipeline import history
from pipeline.errors import BuildError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no Git here: install the package git")
OLD, NEW = datetime(2024, 1, 2, tzinfo=UTC), datetime(2025, 6, 7, tzinfo=UTC)


def git(root: Path, *words: str, author: datetime = OLD, committer: datetime = OLD) -> None:
    """Run Git as nobody, at a given time, without anybody's settings."""
    dates = {"GIT_AUTHOR_DATE": author.isoformat(), "GIT_COMMITTER_DATE": committer.isoformat()}
    who = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    environment = {**os.environ, **dates, **who, **alone}
    subprocess.run(["git", "-C", root, *words], check=True, capture_output=True, env=environment)


def commit(root: Path, text: str, author: datetime, committer: datetime, path: str = "site/a.po") -> None:
    """Write a file and commit it."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)
    git(root, "add", "-A")
    git(root, "commit", "-m", "x", author=author, committer=committer)


def test_each_line_has_the_age_of_its_last_change(tmp_path: Path) -> None:
    """The later of both dates counts, a line that was never committed has none. The repository may be larger."""
    git(tmp_path, "init")
    commit(tmp_path, "one\ntwo\nthree\n", OLD, OLD)
    commit(tmp_path, "one\nTWO\nthree\n", OLD, NEW)
    found = history.ages(tmp_path / "site", "a.po", b"one\nTWO\nnew\nthree\n")
    assert found == (OLD, NEW, None, OLD)


def test_a_file_that_was_never_committed_is_new(tmp_path: Path) -> None:
    """It has no age, and it is no error either."""
    git(tmp_path, "init")
    commit(tmp_path, "one\n", OLD, OLD)
    assert history.ages(tmp_path, "b.po", b"one\ntwo\n") == (None, None)
    assert history.ages(tmp_path, "b.po", b"one\ntwo") == (None, None)


def test_without_a_repository_nobody_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says so and how to go on; nothing is guessed."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(BuildError, match=r"a\.po: Git has no history of it .*Leave out --older-than"):
        history.ages(tmp_path, "a.po", b"one\n")
    git(tmp_path, "init")
    with pytest.raises(BuildError, match="Leave out --older-than"):
        history.ages(tmp_path, "a.po", b"one\n")


def test_without_git_nobody_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine need not have Git."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BuildError, match="there is no Git here"):
        history.ages(tmp_path, "a.po", b"one\n")
