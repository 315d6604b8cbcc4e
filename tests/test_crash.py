"""An update may be killed at any moment: no file is torn, no translation is lost, and the next one ends the work."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.catalog import Located, Template, create, read, read_template
from pipeline.entry import Entry
from pipeline.files import Files
from pipeline.message import Message, State
from pipeline.update import update

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL")

ROOT = Path(__file__).parent.parent
BEFORE = datetime(2026, 3, 25, 12, 30, tzinfo=UTC)
NOW = datetime(2026, 3, 28, 12, 30, tzinfo=UTC)
LOCALES = ("be", "ru")
WORDS = ("court", "judge", "letter", "prisoner", "walk", "poet", "Minsk", "Monday", "six", "not", "**free**", "[a](b)")
CHANGES = ("first", "edit", "move", "section to site", "site to entry", "entry to section")


class Quick(Files):
    """The real file system, without waiting for the disk: a process that is killed takes no page of memory along."""

    def fsync(self, file: BinaryIO) -> None:
        """Do not wait."""

    def fsync_folder(self, folder: Path) -> None:
        """Do not wait."""


class Counted(Quick):
    """A file system that counts the moments at which a process can be killed: before, in and after each step."""

    def __init__(self, root: Path, fatal: int = -1) -> None:
        super().__init__(root)
        self.fatal = fatal
        self.moments = 0

    def _moment(self) -> None:
        if self.moments == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        self.moments += 1

    def write(self, file: BinaryIO, data: bytes) -> None:
        """Be killed with nothing, half and all of the bytes in the file."""
        self._moment()
        file.write(data[: len(data) // 2])
        file.flush()
        self._moment()
        file.write(data[len(data) // 2 :])
        file.flush()
        self._moment()

    def fsync(self, file: BinaryIO) -> None:
        """Be killed on either side."""
        self._moment()
        super().fsync(file)
        self._moment()

    def rename(self, temporary: Path, path: Path) -> None:
        """Be killed on either side."""
        self._moment()
        super().rename(temporary, path)
        self._moment()

    def unlink(self, path: Path) -> None:
        """Be killed on either side."""
        self._moment()
        super().unlink(path)
        self._moment()

    def fsync_folder(self, folder: Path) -> None:
        """Be killed on either side."""
        self._moment()
        super().fsync_folder(folder)
        self._moment()


# --- what is updated ---


def texts(source: random.Random, number: int) -> list[str]:
    """Make up some sentences."""
    return [f"{' '.join(source.choices(WORDS, k=source.randint(1, 9)))}." for _ in range(number)]


def content(seed: int) -> dict[str, list[str]]:
    """Make up the entries of a site; some texts are in several of them."""
    source = random.Random(seed)  # noqa: S311 - it must be made up again in the child
    paths = ("content/index.md", "content/news/a.md", "content/news/b.md", "content/reports/c.md")
    shared = texts(source, 2)
    return {path: [*texts(source, 3), *source.sample(shared, k=1)] for path in paths}


def edited(entries: Mapping[str, list[str]], seed: int, change: str) -> dict[str, list[str]]:
    """Return the entries after a change: words exchanged, texts removed and put in, an entry moved."""
    source = random.Random(seed + 1)  # noqa: S311
    now = {path: list(found) for path, found in entries.items()}
    if change == "move":
        now["content/reports/b.md"] = now.pop("content/news/b.md")
    if change in ("edit", "move"):
        for found in now.values():
            found[0] = found[0].replace(source.choice(found[0].split()), source.choice(WORDS))
            found[source.randrange(len(found))] = texts(source, 1)[0]
    return now


def templates(entries: Mapping[str, list[str]], catalogs: str) -> list[Template]:
    """Return the templates of entries by what one catalog holds."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for path, paragraphs in sorted(entries.items()):
        domain = found.setdefault(Entry(path, "Title", catalogs=catalogs).domain, {})
        for text in paragraphs:
            domain[text] = (*domain.get(text, ()), path)
    return [
        Template(domain, tuple(Located(Message(text), tuple(dict.fromkeys(paths))) for text, paths in each.items()))
        for domain, each in sorted(found.items())
    ]


def after(seed: int, change: str) -> list[Template]:
    """Return the templates that a change leads to."""
    return templates(edited(content(seed), seed, change), change.partition(" to ")[2] or "section")


def make(root: Path, seed: int, change: str) -> dict[str, bytes]:
    """Make the site as it is before a change, with translators' work in it; return its files."""
    root.mkdir()
    if change != "first":
        kind = change.partition(" to ")[0] if " to " in change else "section"
        update(root, templates(content(seed), kind), LOCALES, files=Quick(root), now=BEFORE)
        source = random.Random(seed + 2)  # noqa: S311
        for path in sorted(root.glob("locale/*/LC_MESSAGES/*.po")):
            entries = read(path.name, path.read_bytes(), locale="be").entries
            worked = [
                replace(each, msgstr=(f"{path.stem}: {each.msgid}",), fuzzy=source.random() < 0.2) for each in entries
            ]
            path.write_bytes(create(worked, locale=path.parent.parent.name, now=BEFORE))
    return tree(root)


def tree(root: Path) -> dict[str, bytes]:
    """Return all files of a site with their bytes."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def restore(root: Path, files: Mapping[str, bytes]) -> None:
    """Make a site anew from its files."""
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


def run(root: Path, seed: int, change: str, files: Files) -> None:
    """Update a site; the guard has tests of its own."""
    update(root, after(seed, change), LOCALES, files=files, now=NOW, accept_loss=True)


# --- the process that is killed ---


def serve() -> None:
    """For each line of the input, a JSON list of root, seed, change and moment, fork an update that is killed there."""
    for line in sys.stdin:
        root, seed, change, moment = json.loads(line)
        child = os.fork()
        if not child:
            run(Path(root), seed, change, Counted(Path(root), moment))
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


class Victims:
    """A process that forks updates and tells how they ended; it is one thread, as a process that forks must be."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", "from tests.test_crash import serve; serve()"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def kill(self, root: Path, seed: int, change: str, moment: int) -> None:
        """Run an update and kill it at a moment."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([str(root), seed, change, moment]) + "\n")
        assert int(self.process.stdout.readline()) == -signal.SIGKILL

    def close(self) -> None:
        """Let the process end."""
        self.process.communicate()


@pytest.fixture(scope="module")
def victims() -> Iterator[Victims]:
    """Start the process that forks."""
    started = Victims()
    yield started
    started.close()


# --- what must be so afterwards ---


def finished(files: Mapping[str, bytes]) -> set[tuple[str, str, str]]:
    """Return locale, text and translation of all that is finished and in use."""
    return {
        (name.split("/")[1], each.msgid, each.msgstr[0])
        for name, data in files.items()
        if name.endswith(".po")
        for each in read(name, data, locale="be").messages
        if each.state is State.TRANSLATED
    }


def kept(files: Mapping[str, bytes]) -> set[tuple[str, str]]:
    """Return locale and translation of all that is on file, in whatever state, and of what is a comment."""
    return {
        (name.split("/")[1], text)
        for name, data in files.items()
        if name.endswith(".po")
        for each in read(name, data, locale="be").entries
        for text in (*each.msgstr, *(line.partition(": ")[2] for line in each.comments.split("\n")))
    }


def look(files: Mapping[str, bytes], old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    """See that each file is whole, the old one or the new one, and that no translation is gone."""
    leftovers = {name for name in files if name.endswith(".tmp")}
    assert len(leftovers) <= 1
    whole = {name: data for name, data in files.items() if name not in leftovers}
    for name, data in whole.items():
        assert data in (old.get(name), new.get(name)), name
        if name.endswith(".pot"):
            read_template(name, data)
    assert {(locale, text) for locale, _, text in finished(old)} <= kept(whole)
    assert finished(old) & finished(new) <= finished(whole)


def try_kills(victims: Victims, folder: Path, seed: int, change: str, number: int | None) -> int:
    """Kill an update at some moments, or at every one; return how often."""
    old = make(folder / "undisturbed", seed, change)
    counted = Counted(folder / "undisturbed")
    run(folder / "undisturbed", seed, change, counted)
    new = tree(folder / "undisturbed")
    every = range(counted.moments)
    moments = every if number is None else random.Random(seed).sample(every, min(number, len(every)))  # noqa: S311
    for moment in moments:
        root = folder / str(moment)
        root.mkdir()
        restore(root, old)
        victims.kill(root, seed, change, moment)
        look(tree(root), old, new)
        run(root, seed, change, Quick(root))
        assert tree(root) == new, moment
    return len(moments)


@pytest.mark.parametrize("change", CHANGES)
def test_an_update_is_killed(victims: Victims, tmp_path: Path, change: str) -> None:
    """Each file is whole, each translation is there, and the next update leaves what an undisturbed one leaves."""
    assert try_kills(victims, tmp_path, 1, change, 17) == 17


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("seed", range(8))
def test_an_update_is_killed_everywhere(victims: Victims, tmp_path: Path, change: str, seed: int) -> None:
    """The same at every moment that there is, with other texts each time."""
    assert try_kills(victims, tmp_path, seed, change, None) > 50


def test_there_is_something_to_kill(tmp_path: Path) -> None:
    """The changes do what their names say: they write, move, fuzzy and remove."""
    for change in CHANGES:
        old = make(tmp_path / change, 1, change)
        run(tmp_path / change, 1, change, Quick(tmp_path / change))
        new = tree(tmp_path / change)
        assert new != old
        assert bool(old.keys() - new.keys()) is (" to " in change)
        before, now = ({(locale, text) for locale, text, _ in finished(files)} for files in (old, new))
        assert (before <= now) is (change not in ("edit", "move"))
        assert (b"#, fuzzy\n#| msgid" in b"".join(new.values())) is (change in ("edit", "move"))
