"""Files as they were at a revision, by Git."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import BuildError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_FETCH = "Fetch it, as by 'git fetch --unshallow', or name one that 'git log' shows."


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit of the repository that a folder is in; paths are relative to that folder."""

    root: Path
    commit: str

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the paths of all files below a folder, sorted."""
        listed = _git(self.root, "ls-tree", "-r", "-z", "--name-only", self.commit, "--", f"{folder}/")
        return tuple(sorted(filter(None, listed.decode(errors="surrogateescape").split("\0"))))

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """Return what the files held, those that were there."""
        asked = [path for path in paths if "\n" not in path]
        words = "".join(f"{self.commit}:./{path}\n" for path in asked).encode(errors="surrogateescape")
        answer = _git(self.root, "cat-file", "--batch", data=words) if asked else b""
        return {path: data for path, data in zip(asked, _blobs(answer), strict=True) if data is not None}


def find(root: Path, name: str) -> Revision:
    """Return the revision with a name: a branch, a tag, a commit; `main...` is where this branch left `main`.

    Raise BuildError where there is no Git, no repository, or no such revision.
    """
    if name.endswith("..."):
        ours = find(root, "HEAD").commit
        common = _try(root, "merge-base", find(root, name.removesuffix("...")).commit, ours)
        if not common:
            raise BuildError(Problem("navina", 0, f"'{name}' has no commit in common with this branch. {_FETCH}"))
        return Revision(root, common)
    _refuse_without_git(root)
    commit = "" if name.startswith("-") else _try(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if not commit:
        raise BuildError(Problem("navina", 0, f"Git knows no revision '{name}'. {_FETCH}"))
    return Revision(root, commit)


def _refuse_without_git(root: Path) -> None:
    if shutil.which("git") is None:
        raise BuildError(Problem("navina", 0, "there is no Git here, so nobody knows what changed. Install it."))
    if not _try(root, "rev-parse", "--git-dir"):
        raise BuildError(Problem("navina", 0, f"'{root}' is in no repository of Git, so nobody knows what changed."))


def _try(root: Path, *words: str) -> str:
    """Return what Git says, "" where it says no."""
    done = _run(root, *words)
    return "" if done.returncode else done.stdout.decode(errors="replace").strip()


def _git(root: Path, *words: str, data: bytes = b"") -> bytes:
    done = _run(root, *words, data=data)
    if done.returncode:
        reason = (done.stderr.decode(errors="replace").strip() or "no reason given").splitlines()[0]
        raise BuildError(Problem("navina", 0, f"Git cannot say what changed: {reason}"))
    return done.stdout


def _run(root: Path, *words: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [shutil.which("git") or "git", "-C", str(root), "--no-pager", *words]
    return subprocess.run(command, input=data, capture_output=True, check=False)  # noqa: S603  the words are ours


def _blobs(answer: bytes) -> Iterator[bytes | None]:
    """Read what `git cat-file --batch` answers: a line and the bytes for each file, or a line that it is missing."""
    place = 0
    while place < len(answer):
        end = answer.index(b"\n", place)
        words = answer[place:end].rsplit(b" ", 2)
        place = end + 1
        if len(words) < 3 or not words[2].isdigit():
            yield None
            continue
        size = int(words[2])
        yield answer[place : place + size] if words[1] == b"blob" else None
        place += size + 1
