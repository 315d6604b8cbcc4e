"""Tests of the cache: it may be slow or empty, never wrong; it is in nobody's way, and says nothing of anybody."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import cache
from pipeline.cache import FOLDER, Cache, key
from pipeline.catalog import CatalogMessage
from pipeline.files import Files
from pipeline.message import Message

if TYPE_CHECKING:
    from typing import BinaryIO

ROOT = Path(__file__).parent.parent
A, B = key("a"), key("b")


def put(root: Path, *names: bytes, value: object = "value", files: Files | None = None) -> None:
    """Make a run that puts values in, and nothing else."""
    with Cache(root, files or Files(root)).shelf("things") as shelf:
        for name in names:
            shelf.put(name, value)


def get(root: Path, *names: bytes, kind: type = str) -> list[object]:
    """Make a run that asks for values, and return them."""
    with Cache(root, Files(root)).shelf("things") as shelf:
        return [shelf.get(name, kind) for name in names]


def files_of(root: Path) -> dict[str, bytes]:
    """Return the files of the cache."""
    return {path.name: path.read_bytes() for path in (root / FOLDER).iterdir()}


# --- what is kept ---


def test_a_value_is_there_in_the_next_run(tmp_path: Path) -> None:
    """What was put in is found by its key, by no other, and by the run that put it in."""
    with Cache(tmp_path, Files()).shelf("things") as shelf:
        assert shelf.get(A, str) is None
        shelf.put(A, "праўда")
        assert shelf.get(A, str) == "праўда"
    assert get(tmp_path, A, B) == ["праўда", None]


def test_shelves_do_not_mix(tmp_path: Path) -> None:
    """Each kind of values has a file of its own."""
    put(tmp_path, A)
    with Cache(tmp_path, Files()).shelf("others") as shelf:
        assert shelf.get(A, str) is None
    assert get(tmp_path, A) == ["value"]


def test_what_a_run_does_not_touch_goes(tmp_path: Path) -> None:
    """So the cache does not grow: it holds what the last run needed."""
    put(tmp_path, A, B)
    assert get(tmp_path, A) == ["value"]
    assert get(tmp_path, A, B) == ["value", None]


def test_a_run_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    """The file stays the very same one."""
    put(tmp_path, A, B)
    before = (tmp_path / FOLDER / "things.cache").stat()
    get(tmp_path, B, A)
    after = (tmp_path / FOLDER / "things.cache").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_error_in_a_run_keeps_what_was_read(tmp_path: Path) -> None:
    """One broken entry does not make all others be read again."""

    def fail() -> None:
        with Cache(tmp_path, Files()).shelf("things") as shelf:
            shelf.put(A, "value")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert get(tmp_path, A) == ["value"]


def test_what_cannot_be_written_is_not_kept(tmp_path: Path) -> None:
    """Half a surrogate pair, which YAML lets in, is nothing that a file could hold; the other values stay."""
    with Cache(tmp_path, Files()).shelf("things") as shelf:
        shelf.put(A, ["\ud800"])
        shelf.put(B, "value")
    assert get(tmp_path, A, B) == [None, "value"]


def test_keys_of_other_parts_are_other_keys() -> None:
    """Neither where a part ends nor how many there are can be mistaken; odd file names have keys, too."""
    parts = [("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""), ("a", "b", "c"), ("\udce4",)]
    assert len({key(*each) for each in parts}) == len(parts)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
MESSAGES = st.builds(
    Message, TEXTS, st.none() | TEXTS, st.none() | TEXTS, TEXTS, TEXTS, TEXTS, st.lists(TEXTS).map(tuple), st.booleans()
)
TRANSLATED = st.builds(
    CatalogMessage, st.none() | TEXTS, TEXTS, st.none() | TEXTS, st.lists(TEXTS, min_size=1).map(tuple), st.booleans(),
    st.integers(0, 2**31), TEXTS, st.none() | TEXTS, st.none() | TEXTS, st.none() | TEXTS, TEXTS,
    st.lists(TEXTS).map(tuple), st.lists(TEXTS).map(tuple), st.booleans(),
)  # fmt: skip


@given(MESSAGES | TRANSLATED)
def test_a_message_comes_back_as_it_was(message: Message | CatalogMessage) -> None:
    """What is left out because it is the default is the default again."""
    stored: dict[bytes, bytes | memoryview] = {}
    shelf = cache.Shelf(stored)
    shelf.put(A, cache.sparse(message))
    assert cache.Shelf(shelf.kept).get(A, type(message)) == message


# --- what is not believed ---


def test_no_byte_can_be_changed_unnoticed(tmp_path: Path) -> None:
    """Whatever a bad disk makes of the file, the value is the right one or none."""
    put(tmp_path, A)
    path = tmp_path / FOLDER / "things.cache"
    whole = path.read_bytes()
    for place in range(len(whole)):
        with path.open("r+b") as file:
            file.write(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        assert cache._read(path) == {}


def test_no_torn_file_is_read(tmp_path: Path) -> None:
    """Nor one of which the disk has only the beginning, or zeros in the place of the end."""
    put(tmp_path, A)
    path = tmp_path / FOLDER / "things.cache"
    whole = path.read_bytes()
    for end in range(len(whole)):
        for torn in (whole[:end], whole[:end] + bytes(len(whole) - end)):
            path.write_bytes(torn)
            assert cache._read(path) == {} or torn == whole


def test_a_broken_file_is_written_anew(tmp_path: Path) -> None:
    """A run that finds rubbish works as without a cache, and leaves a sound one."""
    put(tmp_path, A)
    (tmp_path / FOLDER / "things.cache").write_bytes(b"rubbish")
    assert get(tmp_path, A) == [None]
    put(tmp_path, A)
    assert get(tmp_path, A) == ["value"]


def test_a_copy_is_not_believed(tmp_path: Path) -> None:
    """A site that comes with a cache could say that its catalogs hold what they do not: only our own file counts."""
    (tmp_path / "one").mkdir()
    put(tmp_path / "one", A)
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    assert (get(tmp_path / "one", A), get(tmp_path / "two", A)) == (["value"], [None])


def test_a_value_of_another_type_is_none(tmp_path: Path) -> None:
    """Who asks for a number gets no text."""
    put(tmp_path, A)
    assert get(tmp_path, A, kind=int) == [None]


@dataclass(frozen=True)
class Thing:
    """Something with a number, where there is a text now."""

    value: int


def test_a_dataclass_with_wrong_fields_is_none(tmp_path: Path) -> None:
    """Types are looked at inside, too."""
    put(tmp_path, A, value={"value": "text"})
    assert get(tmp_path, A, kind=Thing) == [None]
    put(tmp_path, A, value={"value": 1})
    assert get(tmp_path, A, kind=Thing) == [Thing(1)]


def test_another_version_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of our source that is other, and all is derived anew."""
    source = tmp_path / "pipeline"
    (source / "checks").mkdir(parents=True)
    (source / "checks" / "rule.py").write_text("one")
    monkeypatch.setattr(cache, "__file__", str(source / "cache.py"))
    makers = []
    for text in ("one", "two", "one"):
        (source / "checks" / "rule.py").write_text(text)
        cache._maker.cache_clear()
        makers.append(cache._maker())
        assert get(tmp_path, A) == [None]
        put(tmp_path, A)
        assert get(tmp_path, A) == ["value"]
    cache._maker.cache_clear()
    assert makers[0] == makers[2] != makers[1]


def test_another_library_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another Python-Markdown may find other blocks; a folder of libraries that is not there has none."""
    makers = []
    for version in ("3.11.3", "3.11.4"):
        folder = tmp_path / version
        (folder / f"markdown-{version}.dist-info").mkdir(parents=True)
        monkeypatch.setattr(sys, "path", [str(folder), str(tmp_path / "none")])
        cache._maker.cache_clear()
        makers.append(cache._maker())
    monkeypatch.undo()
    cache._maker.cache_clear()
    assert len({*makers, cache._maker()}) == 3


# --- what stands in the way ---


def test_odd_things_in_the_way(tmp_path: Path) -> None:
    """A folder, a link or a pipe in the place of the file is nothing to wait for or to fall over."""
    path = tmp_path / FOLDER / "things.cache"
    path.mkdir(parents=True)
    assert get(tmp_path, A) == [None]
    put(tmp_path, A)
    assert path.is_dir()
    path.rmdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(path)
        assert get(tmp_path, A) == [None]
        put(tmp_path, A)
        assert get(tmp_path, A) == ["value"]


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    """It is somebody's; the work goes on without a cache."""
    (tmp_path / FOLDER).write_text("mine")
    put(tmp_path, A)
    assert get(tmp_path, A) == [None]
    assert (tmp_path / FOLDER).read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there that few have")
def test_a_link_in_the_place_of_the_folder(tmp_path: Path) -> None:
    """Nothing is ever written outside the site."""
    (tmp_path / "site").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site" / FOLDER).symlink_to(tmp_path / "elsewhere")
    put(tmp_path / "site", A)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_no_site_is_made(tmp_path: Path) -> None:
    """A folder that is not there is not made for the sake of a cache."""
    put(tmp_path / "nowhere", A)
    assert list(tmp_path.iterdir()) == []


class Full(Files):
    """A disk without room, which takes the first bytes."""

    def write(self, file: BinaryIO, data: bytes) -> None:
        """Write a part and fail."""
        file.write(data[:3])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Stuck(Files):
    """A disk that renames nothing."""

    def rename(self, temporary: Path, path: Path) -> None:  # noqa: ARG002
        """Fail."""
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@pytest.mark.parametrize("kind", [Full, Stuck])
def test_a_disk_that_refuses(tmp_path: Path, kind: type[Files]) -> None:
    """The work goes on; the old file stays, and nothing is left beside it."""
    put(tmp_path, A, files=kind())
    assert get(tmp_path, A) == [None]
    put(tmp_path, A)
    before = files_of(tmp_path)
    put(tmp_path, A, B, files=kind())
    assert files_of(tmp_path) == before


def test_a_write_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    """Ctrl-C is passed on, and takes the temporary file away."""

    class Interrupted(Files):
        def write(self, file: BinaryIO, data: bytes) -> None:  # noqa: ARG002
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put(tmp_path, A, files=Interrupted())
    assert files_of(tmp_path) == {}


# --- for nobody else ---


def test_the_folder_says_what_it_is(tmp_path: Path) -> None:
    """Git leaves it alone, and so do programs that make backups; what an editor did to these files stays."""
    put(tmp_path, A)
    found = files_of(tmp_path)
    assert set(found) == {".gitignore", "CACHEDIR.TAG", "things.cache"}
    assert found[".gitignore"] == b"*\n"
    assert found["CACHEDIR.TAG"].startswith(b"Signature: 8a477f597d28d172789f06886806bc55\n")
    assert b"You may delete this folder at any time." in found["CACHEDIR.TAG"]
    (tmp_path / FOLDER / ".gitignore").write_bytes(b"/*\n")
    put(tmp_path, B)
    assert files_of(tmp_path)[".gitignore"] == b"/*\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    """A catalog that its owner keeps from others is kept from them here, too."""
    put(tmp_path, A)
    assert stat.S_IMODE((tmp_path / FOLDER).stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / FOLDER).iterdir()} == {0o600}


# --- two at once, and the end of one ---

WRITER = """
import sys
from pathlib import Path
from pipeline.cache import Cache, key
from pipeline.files import Files
root, number = Path(sys.argv[1]), int(sys.argv[2])
for turn in range(60):
    with Cache(root, Files(root)).shelf("things") as shelf:
        found = shelf.get(key("common"), str)
        assert found in (None, "x" * 5000), found
        shelf.put(key("common"), "x" * 5000)
        shelf.put(key(str((number, turn))), turn)
"""


def test_several_runs_at_once(tmp_path: Path) -> None:
    """Whoever comes last wins; nobody reads what was never written, and nothing is left over."""
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), str(n)], cwd=ROOT) for n in range(3)]
    assert [each.wait() for each in writers] == [0, 0, 0]
    assert set(files_of(tmp_path)) - {".gitignore", "CACHEDIR.TAG"} == {"things.cache"}
    assert get(tmp_path, key("common")) == ["x" * 5000]


KILLED = """
import os, signal, sys
from pathlib import Path
from pipeline.cache import Cache, key
from pipeline.files import Files

class Fatal(Files):
    def write(self, file, data):
        if sys.argv[2] == "write" and len(data) > 1000:
            file.write(data[:500])
            file.flush()
            os.kill(os.getpid(), signal.SIGKILL)
        super().write(file, data)

    def rename(self, temporary, path):
        if sys.argv[2] == "rename" and path.suffix == ".cache":
            os.kill(os.getpid(), signal.SIGKILL)
        super().rename(temporary, path)

with Cache(Path(sys.argv[1]), Fatal()).shelf("things") as shelf:
    shelf.put(key("b"), "x" * 5000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("moment", ["write", "rename"])
def test_a_run_that_is_killed(tmp_path: Path, moment: str) -> None:
    """The old values stay, and the next run that writes takes the rest away."""
    put(tmp_path, A)
    before = files_of(tmp_path)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), moment], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    after = files_of(tmp_path)
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + 1
    assert get(tmp_path, A) == ["value"]
    put(tmp_path, A, B)
    assert set(files_of(tmp_path)) == set(before)
