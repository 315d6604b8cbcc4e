"""What is measured: each function writes its material into a folder and says who does what with it."""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import corpus, material
from benchmarks.measuring import ROOT, Contender, Race, tool, worker
from pipeline.cache import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

NAVINA = (sys.executable, "-c", "from pipeline.cli import main; main()")
_MOST = 200
"""How many MiB of memory a check of any catalog may take."""

_MESSAGES = re.compile(rb"^msgid(?! \"\"\n(?:msgstr|\"Project-Id))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much there is to do. The words are those of one message."""

    merged: int = 10_000
    merged_words: int = 100
    read: int = 10_000
    growth: tuple[int, ...] = (1_000, 3_000, 10_000, 30_000)
    words: int = 20
    checked: int = 30_000
    checked_entries: int = 1_000
    entries: int = 1_000
    sample: int = 20
    pages: int = 150


def merging(folder: Path, sizes: Sizes) -> Race:
    """Merge a template of which 5 % changed into a finished catalog."""
    before = list(corpus.texts(sizes.merged, sizes.merged_words))
    material.write_merge(folder / "old", before, corpus.edited(before, 5))
    site, out = folder / "site", folder / "merged.po"
    old, new = folder / "old" / material.CATALOG, folder / "old" / material.NEW_TEMPLATE
    msgmerge = ("--quiet", "--no-wrap", "--output-file", out, old, new)
    fresh = functools.partial(_copy, folder / "old", site)
    ours, theirs = _fuzzy(site / material.CATALOG), _fuzzy(out)
    return Race(
        f"Merging {sizes.merged:,} messages of {sizes.merged_words} words, 5 % changed",
        "run",
        (
            Contender("Navina: read, match near texts, write", worker("merge", site), fresh, made=ours),
            Contender(
                "the same without start-up and reading the new template", worker("merge", site), fresh, step=True
            ),
            Contender("msgmerge --previous", tool("msgmerge", "--previous", *msgmerge), target=1 / 2, made=theirs),
            Contender("msgmerge --no-fuzzy-matching", tool("msgmerge", "-N", *msgmerge), target=1 / 2, made=theirs),
        ),
        "Each reads the new template and the catalog and writes the catalog; Navina reads the old template and writes "
        "the new one, too.",
    )


def extracting(folder: Path, sizes: Sizes) -> Race:
    """Make a template of a folder of entries."""
    site, po, pot, each = folder / "site", folder / "po4a.po", folder / "md2po.pot", folder / "each"
    files = material.write_site(site, sizes.entries, locales=())
    few, count = files[: sizes.sample], len(files)
    fresh = functools.partial(_remove, po, pot, each, site / "locale", site / FOLDER)
    navina, entry = (*NAVINA, "-C", str(site), "extract"), files[len(files) // 2]
    before = entry.read_bytes()
    after = before + b"\nA sentence that was not there before.\n"
    po4a = ("-f", "text", "-o", "markdown", "-o", "yfm_keys=title,summary")
    masters = [part for file in files for part in ("-m", file)]
    md2po = (
        "--pot",
        "--progress=none",
        "--multifile=onefile",
        "--duplicates=merge",
        "-i",
        site / "content" / material.DOMAIN,
        "-o",
        pot,
    )
    po4a_each = _each(tool("po4a-updatepo", *po4a, "-p", each, "-m"), few, each)
    md2po_each = _each(tool("md2po", "--pot", "--progress=none", "-o", each, "-i"), few, each)
    return Race(
        f"Extracting {count:,} entries of {corpus.PAGE_WORDS} words",
        "entry",
        (
            Contender("navina extract", navina, fresh, count, made=_messages(site / material.TEMPLATE)),
            Contender(
                "navina extract, nothing changed (warm)", navina, functools.partial(_warm, navina, entry, before), count
            ),
            Contender(
                f"navina extract, one of {count:,} entries changed (warm)",
                navina,
                functools.partial(_warm, navina, entry, before, after),
                count,
            ),
            Contender(
                "po4a-updatepo, all in one process",
                tool("po4a-updatepo", *po4a, "-p", po, *masters),
                fresh,
                count,
                target=1 / 10,
                made=_messages(po),
            ),
            Contender(f"po4a-updatepo, a process an entry ({len(few)})", po4a_each, fresh, len(few), target=1 / 10),
            Contender(
                "md2po, all in one process", tool("md2po", *md2po), fresh, count, target=1 / 5, made=_messages(pot)
            ),
            Contender(f"md2po, a process an entry ({len(few)})", md2po_each, fresh, len(few), target=1 / 5),
        ),
        "From files to a template on the disk, start-up included. Navina parses every entry of which its cache knows "
        "nothing: all of them in the first row, none or one in the warm ones, whose targets are a tenth of po4a and a "
        "fifth of md2po, too.",
    )


def reading(folder: Path, sizes: Sizes) -> Race:
    """Read a catalog into memory."""
    po, mo = folder / "news.po", folder / "news.mo"
    material.write_catalog(po, list(corpus.texts(sizes.read, sizes.words)))
    names = {"polib": "polib.pofile", "babel": "Babel's read_po"}
    libraries = [Contender(name, worker("read", key, po), step=True) for key, name in names.items()]
    msgfmt = tool("msgfmt", "-o", mo, po)
    return Race(
        f"Reading a catalog of {sizes.read:,} messages of {sizes.words} words",
        "run",
        (
            Contender("Navina, cold: checked and read", worker("read", "navina", po), step=True),
            Contender(
                "Navina, warm: from the cache (target: 50 ms)",
                worker("read", "warm", po),
                functools.partial(
                    subprocess.run, worker("read", "warm", po), cwd=ROOT, check=True, capture_output=True
                ),
                step=True,
            ),
            *libraries,
            Contender("msgfmt: checked and compiled", msgfmt),
            Contender("Python's gettext, compiled before", worker("read", "mo", mo) if msgfmt else (), step=True),
        ),
        "Without Python's start-up; msgfmt is the whole process. The warm row reads the file and the cache, and finds "
        "out that the one was made from the other and by this very version.",
    )


def growth(folder: Path, sizes: Sizes) -> Race:
    """Merge ever larger catalogs, 5 % changed."""
    return Race(
        f"Growth: merging messages of {sizes.words} words, 5 % changed",
        "message",
        tuple(_growing(folder, count, sizes.words) for count in sizes.growth),
        "Without start-up. The cost of one message must stay the same, however many there are.",
    )


def _growing(folder: Path, count: int, words: int) -> Contender:
    old, site = folder / f"{count}-old", folder / f"{count}"
    before = list(corpus.texts(count, words))
    material.write_merge(old, before, corpus.edited(before, 5))
    fresh, made = functools.partial(_copy, old, site), _fuzzy(site / material.CATALOG)
    return Contender(f"{count:,} messages", worker("merge", site), fresh, count, step=True, made=made)


def checking(folder: Path, sizes: Sizes) -> Race:
    """Check a finished catalog: by itself, and with the site that it belongs to."""
    po, out, mo, site = folder / "news.po", folder / "checked.po", folder / "news.mo", folder / "site"
    material.write_catalog(po, list(corpus.texts(sizes.checked, sizes.words)))
    material.write_site(site, sizes.checked_entries, locales=corpus.LOCALES[:1])
    material.write_catalogs(site)
    # The plurals of the theme are not translated here: '--fail-under' says that they need not be.
    # In a folder that belongs to no site: the glossary of one would be asked, too.
    navina, ours = _check(folder, po), (*NAVINA, "-C", str(site), "check", "--fail-under", "0")
    several = tuple(_checking(folder, count, sizes.words) for count in sizes.growth)
    return Race(
        f"Checking a catalog of {sizes.checked:,} messages of {sizes.words} words",
        "run",
        (
            Contender("navina check FILE.po", navina),
            Contender("pofilter, all of its tests", tool("pofilter", po, out), target=1 / 4),
            Contender("msgfmt -c: the syntax only", tool("msgfmt", "-c", "-o", mo, po)),
            Contender(
                f"navina check, a site of {sizes.checked_entries:,} entries (cold)",
                ours,
                functools.partial(_remove, site / FOLDER),
                made=_messages(site / material.CATALOG),
            ),
            Contender("the same again, nothing changed (warm; target: 1 s)", ours, functools.partial(_run, ours)),
            *several,
        ),
        "Start-up included. Nobody has anything to say of this catalog. Navina reads no cache in the first row, and "
        "compares Markdown and HTML, too; of a site it parses every entry. The last rows show that the time of one "
        "message stays the same.",
    )


def _checking(folder: Path, count: int, words: int) -> Contender:
    po = folder / f"{count}.po"
    material.write_catalog(po, list(corpus.texts(count, words)))
    return Contender(f"navina check FILE.po, {count:,} messages", _check(folder, po), made=lambda: _memory(folder, po))


def _check(folder: Path, po: Path) -> tuple[str, ...]:
    return (*NAVINA, "-C", str(folder), "check", str(po))


def _memory(folder: Path, po: Path) -> str:
    """Say whether the most memory that a check of a catalog takes is as little as it should be."""
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", script, *_check(folder, po)]
    kibibytes = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603
    mebibytes = int(kibibytes) // 1024
    return f"below {_MOST} MiB" if mebibytes < _MOST else f"{mebibytes} MiB, **not below {_MOST}**"


def documents(folder: Path, sizes: Sizes) -> Race:
    """Make the HTML of bodies in three languages."""
    files = material.write_site(folder / "site", sizes.pages)
    count = sizes.pages * 3
    return Race(
        f"HTML of {sizes.pages} bodies of {corpus.PAGE_WORDS} words in three languages",
        "body in one language",
        (
            Contender("Navina: parse once, fill in twice", worker("pages", "navina", *files), count=count, step=True),
            Contender("Python-Markdown: three texts", worker("pages", "markdown", *files), count=count, step=True),
        ),
        "Without start-up, reading files or writing them. Navina compares the structure of every message, and puts "
        "every translation in; Python-Markdown has the translated texts given, with the same extensions.",
    )


def building(folder: Path, sizes: Sizes) -> Race:
    """Build whole sites in three languages."""
    site, hugo, out = folder / "site", folder / "hugo", folder / "hugo-out"
    material.write_site(site, sizes.pages)
    material.write_catalogs(site)
    material.write_hugo_site(hugo, sizes.pages)
    count = sizes.pages * 3
    navina = (*NAVINA, "-C", str(site), "build")
    none = functools.partial(_remove, site / "build", out)
    command = tool("hugo", "--source", hugo, "--destination", out, "--noBuildLock", "--quiet")
    return Race(
        f"Building {sizes.pages} entries of {corpus.PAGE_WORDS} words in three languages",
        "page",
        (
            Contender("navina build: catalogs, whole pages, lists", navina, none, count, made=_pages(site / "build")),
            Contender("Hugo: translated texts, shortest layout", command, none, count, made=_pages(out)),
        ),
        "From an empty folder to written pages, start-up included. The work is not the same: Hugo has the translated "
        "texts given and puts out nothing but title and body.",
    )


def _copy(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)


def _warm(command: Sequence[str], file: Path, before: bytes, after: bytes | None = None) -> None:
    """Run a command once for its cache, and change a file only then."""
    file.write_bytes(before)
    _run(command)
    if after is not None:
        file.write_bytes(after)


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603


def _remove(*paths: Path) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _each(command: tuple[str, ...], files: Sequence[Path], out: Path) -> tuple[str, ...]:
    """Return a command that runs another one for each file anew, none where there is no such tool."""
    script = 'out=$1; files=$2; shift 2; for file in $files; do rm -f "$out"; "$@" "$file"; done'
    return ("/bin/sh", "-ec", script, "sh", str(out), " ".join(map(str, files)), *command) if command else ()


def _fuzzy(path: Path) -> Callable[[], str]:
    return lambda: f"{path.read_bytes().count(b'#, fuzzy'):,} fuzzy"


def _messages(path: Path) -> Callable[[], str]:
    return lambda: f"{len(_MESSAGES.findall(path.read_bytes())):,} messages"


def _pages(folder: Path) -> Callable[[], str]:
    return lambda: f"{sum(1 for _ in folder.rglob('*.html')):,} pages"


RACES: dict[str, Callable[[Path, Sizes], Race]] = {
    each.__name__: each for each in (merging, extracting, reading, checking, growth, documents, building)
}
