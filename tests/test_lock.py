"""Two commands that change a site take turns, and a command that dies does not lock the site for ever."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from pipeline import _lock
from pipeline.errors import BuildError
from pipeline.files import Files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLDER = (
    "import pathlib, sys; from pipeline.files import Files\n"
    "with Files().lock(pathlib.Path(sys.argv[1])) as held:\n"
    "    print(held, flush=True)\n"
    "    sys.stdin.readline()\n"
)


class Impatient(Files):
    """A file system that does not wait long."""

    patience = 0.2


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Start another process that holds the lock of a site until it gets a line, or dies."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


@pytest.mark.usefixtures("holder")
def test_a_site_that_is_locked(tmp_path: Path) -> None:
    """Who waits in vain learns what is going on and what to do; there is no file of the lock."""
    with pytest.raises(BuildError, match=r"^navina: another navina command is changing this site\. Wait until"):
        Impatient(tmp_path).lock(tmp_path).__enter__()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_is_given_back(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    """Who waits gets the lock as soon as the other is ready."""
    assert holder.stdin
    timer = threading.Timer(0.3, lambda: print(file=holder.stdin, flush=True))
    timer.start()
    with Files(tmp_path).lock(tmp_path) as held:
        assert held
        assert holder.wait() == 0
    timer.join()


def test_a_lock_whose_holder_is_killed(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    """A lock goes with its process, however that ends."""
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    for _ in range(2):
        with Impatient(tmp_path).lock(tmp_path) as held:
            assert held
    assert list(tmp_path.iterdir()) == []


def test_a_lock_is_given_back_after_an_error(tmp_path: Path) -> None:
    """An error while the lock is held takes nothing but its way."""
    with pytest.raises(ZeroDivisionError), Files(tmp_path).lock(tmp_path):
        raise ZeroDivisionError
    with Impatient(tmp_path).lock(tmp_path) as held:
        assert held


def test_a_disk_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system knows no locks one works without, and is told so; any other error is an error."""

    def refuse(code: int) -> None:
        def take(_: int) -> None:
            raise OSError(code, os.strerror(code))

        monkeypatch.setattr(_lock, "_take", take)

    refuse(errno.ENOLCK)
    with Files(tmp_path).lock(tmp_path) as held:
        assert held is False
    refuse(errno.EIO)
    with pytest.raises(BuildError, match=r"cannot be locked: the disk reports an error\."):
        Files(tmp_path).lock(tmp_path).__enter__()
