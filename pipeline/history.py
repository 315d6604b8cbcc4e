"""Since when the lines of a file are as they are, by Git: the only one that keeps such a record."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline.errors import BuildError, Problem

if TYPE_CHECKING:
    from pathlib import Path

_LINE = re.compile(r"([0-9a-f]{40,64}) \d+ (\d+)(?: \d+)?")
_ADVICE = "Without a history nobody knows how old it is. Leave out --older-than, or keep the site in Git."


def ages(root: Path, path: str, data: bytes) -> tuple[datetime | None, ...]:
    """Return for each line of a file since when it is in the history; None for a line that was never committed.

    `data` is what the file holds now. A line that was moved or wrapped anew counts from then on: it may seem too
    young, never too old. Raise BuildError where there is no Git, no repository, or the file is not in it.
    """
    if not _git(root, path, "ls-tree", "HEAD", "--", path):
        return (None,) * len(data.splitlines())
    blame = ("blame", "--line-porcelain", "--contents", "-", "--", path)
    return tuple(_dates(_git(root, path, *blame, data=data).decode(errors="replace")))


def _git(root: Path, path: str, *words: str, data: bytes = b"") -> bytes:
    git = shutil.which("git")
    if git is None:
        raise BuildError(Problem(path, 0, f"there is no Git here. {_ADVICE}"))
    command = [git, "-C", str(root), "--no-pager", *words]
    done = subprocess.run(command, input=data, capture_output=True, check=False)  # noqa: S603  the words are ours
    if done.returncode:
        reason = (done.stderr.decode(errors="replace").strip() or "no reason given").splitlines()[0]
        raise BuildError(Problem(path, 0, f"Git has no history of it ({reason}). {_ADVICE}"))
    return done.stdout


def _dates(porcelain: str) -> list[datetime | None]:
    """Read `git blame --line-porcelain`: the later of both dates of the commit that a line comes from."""
    found: list[datetime | None] = []
    commit, seconds = "", 0
    for line in porcelain.split("\n"):
        name, _, value = line.partition(" ")
        if line.startswith("\t"):
            found.append(datetime.fromtimestamp(seconds, UTC) if commit.strip("0") else None)
        elif head := _LINE.fullmatch(line):
            commit, seconds = head[1], 0
        elif name in {"author-time", "committer-time"}:
            seconds = max(seconds, int(value))
    return found
