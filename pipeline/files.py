"""Files, read and written so that a power cut, a full disk or a second editor costs nobody a line."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import sys
from typing import TYPE_CHECKING

from pipeline import _lock
from pipeline.errors import BuildError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

_ADVICE = {
    errno.ENOSPC: "the disk is full. Free some space and run the command again",
    errno.EDQUOT: "your disk quota is used up. Free some space and run the command again",
    errno.EROFS: "the disk is read-only. Mount it writable, or work in another folder",
    errno.EACCES: "access is denied. Make the file and its folder readable and writable for you",
    errno.EPERM: "the system forbids it. Make the file and its folder writable for you",
    errno.EISDIR: "a folder stands where a file is expected. Move it away",
    errno.ENOTDIR: "a file stands where a folder is expected. Move it away",
    errno.EIO: "the disk reports an error. Save your work elsewhere and check the disk",
    errno.ENAMETOOLONG: "the name is too long for this disk. Choose a shorter one",
    errno.ELOOP: "symbolic links lead in a circle. Remove one of them",
}
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP}
_TEMPORARY = re.compile(r"\.navina-[0-9a-f]{16}\.tmp")
_AT_WORK = (
    "another navina command is changing this site. Wait until it has ended and run this one again; "
    "if none seems to run, one may be stopped in a terminal (Ctrl-Z): bring it back with 'fg'."
)


class Changed(BuildError):  # noqa: N818  it is no mistake of anybody, and the caller reads again
    """A file is no longer what it was when it was read: somebody else wrote it."""


class Files:
    """The file system. Give `root`, the site's folder, to have problems name paths relative to it.

    A test derives from it and lets `write`, `fsync`, `rename`, `unlink` or `fsync_folder` fail.
    """

    patience = 10.0
    """How many seconds to wait for another command that changes the site."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root

    def read(self, path: Path) -> bytes | None:
        """Return the bytes of a file; None when there is none. Raise BuildError when it cannot be read."""
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._error(path, "read", error) from error

    def names(self, folder: Path) -> tuple[str, ...]:
        """Return the sorted names in a folder; nothing when there is no such folder."""
        try:
            return tuple(sorted(entry.name for entry in folder.iterdir()))
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except OSError as error:
            raise self._error(folder, "read", error) from error

    def replace(self, path: Path, data: bytes, *, expected: bytes | None) -> bool:
        """Write a whole file or nothing, and return whether there was anything to write.

        `expected` is what the file held when it was read, None for no file: when that is no longer so, raise Changed
        and leave the file alone. Missing folders are made. An old file keeps its mode; a symbolic link is replaced,
        never written through. Raise BuildError when the file cannot be written.
        """
        if data == expected == self.read(path):
            return False
        try:
            self._make_folder(path.parent)
            self._replace(path, data, expected)
        except OSError as error:
            raise self._error(path, "written", error) from error
        return True

    def remove(self, path: Path, *, expected: bytes) -> None:
        """Remove a file that still holds what was read. Raise Changed when it does not."""
        self._compare(path, expected)
        try:
            self.unlink(path)
            self.fsync_folder(path.parent)
        except OSError as error:
            raise self._error(path, "removed", error) from error

    @contextlib.contextmanager
    def lock(self, root: Path) -> Iterator[bool]:
        """Be the only command that changes the site in the folder `root`; who writes catalogs holds this.

        The lock goes when its process does, however that ends, and leaves no file. What is given tells whether it is
        held: some network disks know no locks. Raise BuildError when another command keeps it too long.
        """
        with contextlib.ExitStack() as stack:
            try:
                self._make_folder(root)
                held = stack.enter_context(_lock.hold(root, patience=self.patience))
            except TimeoutError:
                raise BuildError(Problem("navina", 0, _AT_WORK)) from None
            except OSError as error:
                raise self._error(root, "locked", error) from error
            yield held

    def sweep(self, folder: Path) -> None:
        """Remove temporary files that a command left when it was killed; only who holds the lock may do that."""
        for name in self.names(folder):
            if _TEMPORARY.fullmatch(name) and not (folder / name).is_dir():
                with contextlib.suppress(OSError):  # they are in nobody's way
                    (folder / name).unlink()

    def write(self, file: BinaryIO, data: bytes) -> None:
        """Write all bytes to an open file."""
        file.write(data)
        file.flush()

    def fsync(self, file: BinaryIO) -> None:
        """Have the system put an open file on the disk."""
        os.fsync(file.fileno())

    def rename(self, temporary: Path, path: Path) -> None:
        """Put a file in the place of another, at once."""
        temporary.replace(path)

    def unlink(self, path: Path) -> None:
        """Take the name of a file away."""
        path.unlink()

    def fsync_folder(self, folder: Path) -> None:
        """Have the system put the names in a folder on the disk. Windows knows no such thing."""
        if sys.platform == "win32":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(descriptor)

    def _make_folder(self, folder: Path) -> None:
        missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
        for parent in reversed(missing):
            parent.mkdir(exist_ok=True)
            self.fsync_folder(parent.parent)

    def _replace(self, path: Path, data: bytes, expected: bytes | None) -> None:
        temporary = path.with_name(f".navina-{secrets.token_hex(8)}.tmp")
        try:
            with temporary.open("xb") as file:
                self.write(file, data)
                _copy_mode(path, temporary)
                self.fsync(file)
            self._compare(path, expected)
            self.rename(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        self.fsync_folder(path.parent)

    def _compare(self, path: Path, expected: bytes | None) -> None:
        if self.read(path) != expected:
            text = "somebody changed the file while navina was at work; it is left as it is. Run the command again."
            raise Changed(Problem(self._name(path), 0, text))

    def _name(self, path: Path) -> str:
        if self.root is not None and path.is_relative_to(self.root):
            return path.relative_to(self.root).as_posix()
        return path.as_posix()

    def _error(self, path: Path, verb: str, error: OSError) -> BuildError:
        reason = _ADVICE.get(error.errno or 0, f"{(error.strerror or str(error)).lower()}. Look at the file's folder")
        return BuildError(Problem(self._name(path), 0, f"cannot be {verb}: {reason}."))


def _copy_mode(path: Path, temporary: Path) -> None:
    """Give a new file the mode of the one that it will replace."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    if stat.S_ISREG(found.st_mode):
        temporary.chmod(stat.S_IMODE(found.st_mode))
