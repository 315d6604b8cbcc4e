"""One command at a time changes a site: a lock of the operating system, which goes with the process that held it."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE = 0.05
_TAKEN = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
_UNKNOWN = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF, errno.EINVAL}


@contextlib.contextmanager
def hold(folder: Path, *, patience: float) -> Iterator[bool]:
    """Hold the lock of a folder; no file is made for it. Raise TimeoutError after so many seconds of waiting.

    What is given tells whether it is held: some network disks know no locks, and there one works without.
    """
    descriptor = os.open(*_what(folder))
    try:
        yield _wait(descriptor, time.monotonic() + patience)
    finally:
        os.close(descriptor)  # this gives the lock back, as the end of the process would


def _wait(descriptor: int, until: float) -> bool:
    while True:
        try:
            _take(descriptor)
        except OSError as error:
            if error.errno in _UNKNOWN:
                return False
            if error.errno not in _TAKEN:
                raise
        else:
            return True
        if time.monotonic() >= until:
            raise TimeoutError
        time.sleep(_PAUSE)


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    _FAR = 0x7FFF_0000  # a byte far behind the end of the file, where nobody reads: Windows' locks forbid reading

    def _what(folder: Path) -> tuple[Path, int]:
        """Lock the settings: a folder cannot be opened."""
        return folder / "pyproject.toml", os.O_RDWR

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _what(folder: Path) -> tuple[Path, int]:
        return folder, os.O_RDONLY

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
