"""A cache beside a site: what was derived from files that did not change need not be derived again.

It lies in the folder `.navina` of the site, is known by the bytes that it was made from, and is never trusted. A file
of it that is torn, of another version, or that was not written in its place is ignored; a disk that refuses it is
worked without. Whoever deletes the folder loses nothing but a second.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import stat
import struct
import sys
import zlib
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

import msgspec

from pipeline.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from pipeline.files import Files

T = TypeVar("T")
_Written: TypeAlias = bytes | memoryview

FOLDER = ".navina"
_MAGIC = b"navina cache 1\n\0"
_HEAD = struct.Struct(">16s32sQI")
"""The head of a file: what it is, by which version it was made, the file's own number on its disk, a checksum."""

_BESIDE = {
    ".gitignore": b"*\n",
    "CACHEDIR.TAG": (
        b"Signature: 8a477f597d28d172789f06886806bc55\n"
        b"# A cache of Navina: what it has read of the files beside it, so that what did not change costs nothing.\n"
        b"# You may delete this folder at any time. See https://bford.info/cachedir/ for this file.\n"
    ),
}
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700


def key(*parts: bytes | str) -> bytes:
    """Return the name of what is derived from these parts, and from nothing else.

    >>> key("a", "bc") == key(b"a", b"bc"), key("a", "bc") == key("ab", "c")
    (True, False)
    """
    data = [part.encode(errors="surrogatepass") if isinstance(part, str) else part for part in parts]
    return hashlib.sha256(b"".join([*(len(each).to_bytes(8, "big") for each in data), *data])).digest()


class Cache:
    """The cache of the site in the folder `root`; `files` is the file system that it is written with."""

    def __init__(self, root: Path, files: Files) -> None:
        self._folder = root / FOLDER
        self._files = files

    @contextlib.contextmanager
    def shelf(self, name: str) -> Iterator[Shelf]:
        """Open the shelf of one kind of values for a run, and write it at the end of that, whatever happens in it.

        A value that the run neither asks for nor puts in is taken out, so that the cache is never larger than what it
        is made from. Of two runs at once the last one's values stay.
        """
        shelf = Shelf(_read(self._folder / _file(name)))
        try:
            yield shelf
        finally:
            if shelf.is_changed:
                with contextlib.suppress(OSError, BuildError):  # without a cache everything is as it was, only slower
                    self._write(name, shelf.kept)

    def _write(self, name: str, kept: dict[bytes, _Written]) -> None:
        if self._folder.is_symlink():
            return  # it may lead out of the site
        self._folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
        self._files.sweep(self._folder)
        for beside, text in _BESIDE.items():
            if not (self._folder / beside).exists():
                self._put(beside, partial(_plain, data=text))
        self._put(_file(name), partial(_packed, payload=msgspec.msgpack.encode(kept)))

    def _put(self, name: str, content: Callable[[int], bytes]) -> None:
        """Write a whole file or nothing, readable for nobody else; there is no need to wait for the disk.

        `content` is given the number that the file has on its disk.
        """
        temporary = self._folder / f".navina-{os.urandom(8).hex()}.tmp"
        try:
            with open(temporary, "xb", opener=_private) as file:
                self._files.write(file, content(_number(file)))
            self._files.rename(temporary, self._folder / name)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise


class Shelf:
    """Values of one kind by key; `stored` are those of the run before."""

    def __init__(self, stored: dict[bytes, _Written]) -> None:
        self._stored = stored
        self.kept: dict[bytes, _Written] = {}

    def get(self, name: bytes, kind: type[T]) -> T | None:
        """Return the value with this key; None where there is none of that type."""
        data = self.kept.get(name) or self._stored.get(name)
        if data is None:
            return None
        try:
            found: T = _decoder(cast("Any", kind)).decode(data)
        except (msgspec.MsgspecError, ValueError):
            return None
        self.kept[name] = data
        return found

    def put(self, name: bytes, value: object) -> None:
        """Keep a value until a run does without it; one that msgspec cannot write is not kept."""
        with contextlib.suppress(TypeError, ValueError, msgspec.MsgspecError):  # half a surrogate pair, from YAML
            self.kept[name] = msgspec.msgpack.encode(value)

    @property
    def is_changed(self) -> bool:
        """Tell whether the shelf holds anything else than before."""
        return self.kept != self._stored


def sparse(value: object) -> dict[str, object]:
    """Return the fields of a dataclass that differ from their defaults; msgspec makes the same dataclass of them."""
    return {
        name: found
        for name, default in _defaults(cast("Any", type(value)))
        if (found := getattr(value, name)) is not default and found != default
    }


@functools.cache
def _defaults(kind: Any) -> tuple[tuple[str, object], ...]:
    return tuple((each.name, each.default) for each in fields(kind))


@functools.cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


def _number(file: BinaryIO) -> int:
    """Return the number of an open file on its disk, cut to 64 bits, as Windows may have longer ones."""
    return os.fstat(file.fileno()).st_ino % 2**64


def _file(name: str) -> str:
    return f"{name}.cache"


def _plain(_number: int, *, data: bytes) -> bytes:
    return data


def _packed(number: int, *, payload: bytes) -> bytes:
    return _HEAD.pack(_MAGIC, _maker(), number, zlib.crc32(payload)) + payload


def _read(path: Path) -> dict[bytes, _Written]:
    """Return what a file of the cache holds; nothing where it is not one that this version wrote on this very spot.

    The number of the file on its disk is checked, as one that came with somebody's copy of a site could say anything
    of the files beside it, and what Navina publishes would not be what its editors see.
    """
    try:
        if path.parent.is_symlink() or not stat.S_ISREG(path.lstat().st_mode):
            return {}
        with path.open("rb") as file:
            magic, maker, number, checksum = _HEAD.unpack(file.read(_HEAD.size))
            if (magic, maker, number) != (_MAGIC, _maker(), _number(file)):
                return {}
            payload = file.read()
        return _decoder(dict[bytes, memoryview]).decode(payload) if zlib.crc32(payload) == checksum else {}
    except (OSError, struct.error, msgspec.MsgspecError):
        return {}


@functools.cache
def _maker() -> bytes:
    """Return what stands for this version: of Python, of all that is installed, and of every line of our own source."""
    sources = sorted(Path(__file__).parent.rglob("*.py"))
    installed = sorted({name for folder in sys.path for name in _installed(folder)})
    return key(sys.version, *installed, *(part for path in sources for part in (path.name, path.read_bytes())))


def _installed(folder: str) -> Iterator[str]:
    """Return the names of what is installed in a folder, each with its version."""
    with contextlib.suppress(OSError), os.scandir(folder or ".") as found:
        for each in found:
            if each.name.endswith((".dist-info", ".egg-info")):
                yield each.name


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, _PRIVATE_FILE)
