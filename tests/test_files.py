"""Files are written whole or not at all, and never over somebody else's work."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import BuildError, NavinaError
from pipeline.files import Changed, Files

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

STEPS = ("write", "fsync", "rename", "fsync_folder")


class Recorder(Files):
    """The real file system that keeps a diary, and fails at one step if it is told to."""

    def __init__(self, root: Path, *, fail_at: str = "", error: int = errno.EIO) -> None:
        super().__init__(root)
        self.fail_at = fail_at
        self.error = error
        self.diary: list[tuple[str, str]] = []

    def _note(self, step: str, name: str) -> None:
        self.diary.append((step, name))
        if step == self.fail_at:
            raise OSError(self.error, os.strerror(self.error))

    def write(self, file: BinaryIO, data: bytes) -> None:
        """Have half of the bytes in the file when the failure comes."""
        file.write(data[: len(data) // 2])
        self._note("write", "temporary")
        file.seek(0)
        super().write(file, data)

    def fsync(self, file: BinaryIO) -> None:
        """Note it."""
        self._note("fsync", "temporary")
        super().fsync(file)

    def rename(self, temporary: Path, path: Path) -> None:
        """Look at the temporary name: in the same folder, and no catalog for those who look for catalogs."""
        assert temporary.parent == path.parent
        assert temporary.name.startswith(".")
        assert temporary.suffix not in {".po", ".pot"}
        self._note("rename", path.name)
        super().rename(temporary, path)

    def fsync_folder(self, folder: Path) -> None:
        """Note it."""
        self._note("fsync_folder", folder.name)
        super().fsync_folder(folder)


class Meddler(Files):
    """A file system where somebody else writes a file while we put ours on the disk."""

    def __init__(self, path: Path, data: bytes | None) -> None:
        super().__init__(path.parent)
        self.path = path
        self.data = data

    def fsync(self, file: BinaryIO) -> None:
        """Let the other write at the last moment before the rename."""
        super().fsync(file)
        if self.data is None:
            self.path.unlink()
        else:
            self.path.write_bytes(self.data)


def names(folder: Path) -> list[str]:
    """Return the names of all that is below a folder."""
    return sorted(path.name for path in folder.rglob("*"))


def problem(error: NavinaError) -> str:
    """Return the one problem of an error."""
    (only,) = error.problems
    return str(only)


def test_read_and_replace(tmp_path: Path) -> None:
    """What is written is read again, byte for byte; a missing file is None."""
    path = tmp_path / "news.po"
    files = Files(tmp_path)
    assert files.read(path) is None
    assert files.replace(path, b"\xef\xbb\xbfa\r\n\x00", expected=None)
    assert files.read(path) == b"\xef\xbb\xbfa\r\n\x00"
    assert files.replace(path, b"", expected=b"\xef\xbb\xbfa\r\n\x00")
    assert path.read_bytes() == b""


def test_order_of_steps(tmp_path: Path) -> None:
    """The bytes are on the disk before the name moves, and the name is on the disk before anybody is told."""
    files = Recorder(tmp_path)
    files.replace(tmp_path / "a.po", b"new", expected=None)
    assert files.diary == [
        ("write", "temporary"),
        ("fsync", "temporary"),
        ("rename", "a.po"),
        ("fsync_folder", tmp_path.name),
    ]


def test_missing_folders(tmp_path: Path) -> None:
    """Missing folders are made, and each new name is put on the disk in the folder above."""
    files = Recorder(tmp_path)
    files.replace(tmp_path / "locale" / "be" / "LC_MESSAGES" / "a.po", b"new", expected=None)
    made = [name for step, name in files.diary if step == "fsync_folder"]
    assert made == [tmp_path.name, "locale", "be", "LC_MESSAGES"]
    assert names(tmp_path) == ["LC_MESSAGES", "a.po", "be", "locale"]


def test_equal_bytes_are_not_written(tmp_path: Path) -> None:
    """A file that already holds the bytes is not touched: no step is taken, its time stays."""
    path = tmp_path / "a.po"
    path.write_bytes(b"same")
    os.utime(path, ns=(1, 1))
    files = Recorder(tmp_path)
    assert not files.replace(path, b"same", expected=b"same")
    assert files.diary == []
    assert path.stat().st_mtime_ns == 1


@pytest.mark.parametrize("step", STEPS[:3])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("old", [b"old", None])
def test_failure_before_the_rename(tmp_path: Path, step: str, code: int, old: bytes | None) -> None:
    """A failure at any step leaves the old file, or none, and no temporary file; the error is one line with advice."""
    path = tmp_path / "a.po"
    if old is not None:
        path.write_bytes(old)
    with pytest.raises(BuildError) as caught:
        Recorder(tmp_path, fail_at=step, error=code).replace(path, b"new" * 1000, expected=old)
    assert Files().read(path) == old
    assert names(tmp_path) == ([] if old is None else ["a.po"])
    assert problem(caught.value).startswith("a.po: cannot be written: ")


def test_failure_after_the_rename(tmp_path: Path) -> None:
    """When only the folder cannot be put on the disk, the file is whole, and the user is told."""
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    with pytest.raises(BuildError):
        Recorder(tmp_path, fail_at="fsync_folder").replace(path, b"new", expected=b"old")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a.po"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full. Free some space"),
        (errno.EROFS, "the disk is read-only. Mount it writable"),
        (errno.EACCES, "access is denied. Make the file and its folder"),
        (errno.EIO, "the disk reports an error."),
        (errno.EMFILE, "too many open files. Look at"),
    ],
)
def test_errors_say_what_to_do(tmp_path: Path, code: int, words: str) -> None:
    """An error names the file relative to the site, what is wrong and what to do."""
    path = tmp_path / "locale" / "a.pot"
    path.parent.mkdir()
    with pytest.raises(BuildError) as caught:
        Recorder(tmp_path, fail_at="write", error=code).replace(path, b"new", expected=None)
    assert problem(caught.value).startswith(f"locale/a.pot: cannot be written: {words}")


def test_interrupt_leaves_nothing(tmp_path: Path) -> None:
    """Ctrl-C while writing is no error of ours, but it leaves no temporary file either."""

    class Interrupted(Files):
        def fsync(self, _file: BinaryIO) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Interrupted(tmp_path).replace(tmp_path / "a.po", b"new", expected=None)
    assert names(tmp_path) == []


@pytest.mark.parametrize("meanwhile", [b"theirs", None, b""])
def test_somebody_else_writes_meanwhile(tmp_path: Path, meanwhile: bytes | None) -> None:
    """A file that was saved or removed while we wrote is left as it is, and no temporary file stays."""
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    with pytest.raises(Changed) as caught:
        Meddler(path, meanwhile).replace(path, b"ours", expected=b"old")
    assert Files().read(path) == meanwhile
    assert names(tmp_path) == ([] if meanwhile is None else ["a.po"])
    assert problem(caught.value).startswith("a.po: somebody changed the file while navina was at work")


def test_somebody_else_makes_the_file_meanwhile(tmp_path: Path) -> None:
    """A file that appears while we make it is not overwritten."""
    path = tmp_path / "a.po"
    with pytest.raises(Changed):
        Meddler(path, b"theirs").replace(path, b"ours", expected=None)
    assert path.read_bytes() == b"theirs"


def test_change_before_the_write(tmp_path: Path) -> None:
    """Bytes equal to what was read are no reason to miss that the disk has others by now."""
    path = tmp_path / "a.po"
    path.write_bytes(b"theirs")
    with pytest.raises(Changed):
        Files(tmp_path).replace(path, b"old", expected=b"old")
    assert path.read_bytes() == b"theirs"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_mode_of_an_old_file(tmp_path: Path, mode: int) -> None:
    """An old file keeps its mode: a private catalog stays private."""
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    path.chmod(mode)
    Files(tmp_path).replace(path, b"new", expected=b"old")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")
@pytest.mark.parametrize(("umask", "mode"), [("022", 0o644), ("077", 0o600), ("002", 0o664)])
def test_mode_of_a_new_file(tmp_path: Path, umask: str, mode: int) -> None:
    """A new file has the mode that the user's umask gives; asked in a process of its own, for it is one a process."""
    code = (
        "import os, pathlib, sys; os.umask(int(sys.argv[1], 8)); from pipeline.files import Files; "
        "Files().replace(pathlib.Path(sys.argv[2]), b'x', expected=None)"
    )
    subprocess.run([sys.executable, "-c", code, umask, str(tmp_path / "a.po")], check=True)
    assert stat.S_IMODE((tmp_path / "a.po").stat().st_mode) == mode


def test_symbolic_link_is_not_written_through(tmp_path: Path) -> None:
    """A link planted in a site cannot make us write outside of it: the link is replaced, its target stays."""
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"precious")
    site = tmp_path / "site"
    site.mkdir()
    link = site / "a.po"
    link.symlink_to(outside)
    Files(site).replace(link, b"new", expected=b"precious")
    assert outside.read_bytes() == b"precious"
    assert not link.is_symlink()
    assert link.read_bytes() == b"new"


def test_a_folder_where_a_file_is_expected(tmp_path: Path) -> None:
    """A folder of the file's name is told as such when read and when written."""
    (tmp_path / "a.po").mkdir()
    files = Files(tmp_path)
    with pytest.raises(BuildError, match=r"^a\.po: cannot be read: a folder stands where a file is expected"):
        files.read(tmp_path / "a.po")
    with pytest.raises(BuildError, match="a folder stands where a file is expected"):
        files.replace(tmp_path / "a.po", b"x", expected=None)


def test_a_file_where_a_folder_is_expected(tmp_path: Path) -> None:
    """A file of the folder's name is told as such."""
    (tmp_path / "locale").write_bytes(b"")
    files = Files(tmp_path)
    with pytest.raises(BuildError, match=r"^locale/be/a\.po: .*a file stands where a folder is expected\. Move it"):
        files.replace(tmp_path / "locale" / "be" / "a.po", b"x", expected=None)


def test_names(tmp_path: Path) -> None:
    """The names in a folder come sorted; no folder and a file have none."""
    for name in ("b.pot", "a.pot", "be"):
        (tmp_path / name).write_bytes(b"")
    files = Files(tmp_path)
    assert files.names(tmp_path) == ("a.pot", "b.pot", "be")
    assert files.names(tmp_path / "nowhere") == ()
    assert files.names(tmp_path / "be") == ()


def test_remove(tmp_path: Path) -> None:
    """A file is removed only while it holds what was read, and the folder is put on the disk."""
    path = tmp_path / "a.pot"
    path.write_bytes(b"theirs")
    files = Recorder(tmp_path)
    with pytest.raises(Changed):
        files.remove(path, expected=b"old")
    assert path.read_bytes() == b"theirs"
    files.remove(path, expected=b"theirs")
    assert names(tmp_path) == []
    assert files.diary == [("fsync_folder", tmp_path.name)]


def test_paths_outside_of_the_site_are_named_whole(tmp_path: Path) -> None:
    """A problem in a file that is not below the site names its whole path."""
    outside = tmp_path / "a.po"
    outside.mkdir()
    with pytest.raises(BuildError) as caught:
        Files(tmp_path / "site").read(outside)
    assert problem(caught.value).startswith(f"{outside.as_posix()}: cannot be read")


def test_a_file_system_without_folder_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network disks refuse to sync a folder: that is no error, any other failure is."""

    def refuse(code: int) -> None:
        def fsync(_: int) -> None:
            raise OSError(code, os.strerror(code))

        monkeypatch.setattr(os, "fsync", fsync)

    refuse(errno.EINVAL)
    Files(tmp_path).fsync_folder(tmp_path)
    refuse(errno.EIO)
    with pytest.raises(OSError, match=r"[Ee]rror"):
        Files(tmp_path).fsync_folder(tmp_path)


def test_windows_has_no_folder_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows a folder cannot be opened, so it is not tried."""
    monkeypatch.setattr(sys, "platform", "win32")
    Files(tmp_path).fsync_folder(tmp_path / "does not exist")


def test_sweep(tmp_path: Path) -> None:
    """Only temporary files of our own are swept away: no folder, and nothing with a name that is nearly so."""
    (tmp_path / ".navina-0123456789abcdef.tmp").write_bytes(b"half")
    others = [".navina-0123456789abcdef.tmp2", ".navina-0123.tmp", "navina-0123456789abcdef.tmp", "news.po"]
    for name in others:
        (tmp_path / name).write_bytes(b"theirs")
    (tmp_path / ".navina-00000000000000ff.tmp").mkdir()
    Files(tmp_path).sweep(tmp_path)
    assert names(tmp_path) == sorted([*others, ".navina-00000000000000ff.tmp"])
    Files(tmp_path).sweep(tmp_path / "nowhere")
