"""The output as files: what is written, what is left alone, what is removed, and what happens when the disk says no."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pytest

from pipeline.build import Output, Tally, build
from pipeline.errors import BuildError, ConfigError, SourceError
from tests.fixture_site import EXPECTED, copy, load, read

if TYPE_CHECKING:
    from pipeline.build import Result

FILES = {"files/news/report.pdf", "files/news/report.be.pdf"}
PICTURES = {f"pictures/news/chart.png-{width}.webp" for width in (480, 960, 1200)}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of a copy of the fixture site."""
    return copy(tmp_path)


def made(root: Path, **options: object) -> Result:
    """Build a site as it is on the disk."""
    return build(load(root), **options)  # type: ignore[arg-type]


def test_output_is_the_expected_one(root: Path) -> None:
    """The site that was read and approved comes out byte for byte; `python -m tests.fixture_site` writes it anew."""
    made(root)
    output, expected = read(root / "build"), read(EXPECTED)
    assert output.keys() == expected.keys()
    for path, data in expected.items():
        assert output[path].decode("utf-8", "replace").splitlines() == data.decode("utf-8", "replace").splitlines(), (
            path
        )
        assert output[path] == data, path


def test_result_counts_files_by_locale(root: Path) -> None:
    """The tallies say what happened; what all locales share counts by itself.

    Of a locale: home, two pages, four entries, an older address, two pages of a section, two of the years and their
    list, two tags and their list, A-Z, all, search; its index and the feed. Shared: two root pages, style, script and
    icon, two files, three sizes of a picture, sitemap, and what two kinds of servers read.
    """
    result = made(root)
    pages = 1 + 2 + 4 + 1 + 2 + 3 + 3 + 3
    assert result.tallies == {
        "": Tally(written=2 + 3 + 2 + 3 + 1 + 2),
        "be": Tally(written=pages + 2),
        "en": Tally(written=pages + 2),
        "ru": Tally(written=pages + 2),
    }
    assert len(result.plan.pages) == 2 + 3 * pages


def test_nothing_is_written_outside_the_output(root: Path) -> None:
    """The sources are as they were, and the only new folders are build/ and that of the cache."""
    ours = ("build/", ".navina/")
    before = read(root)
    made(root)
    after = read(root)
    assert {path: data for path, data in after.items() if not path.startswith(ours)} == {
        path: data for path, data in before.items() if not path.startswith(ours)
    }


def test_only_linked_files_are_published(root: Path) -> None:
    """What nobody links to stays at home, and so does what only a draft links to; a locale's own file goes along."""
    (root / "content/news/plans.md").write_text("---\ntitle: Plans\ndraft: true\n---\n\n[x](secret.pdf)\n", "utf-8")
    (root / "content/news/secret.pdf").write_bytes(b"%PDF")
    made(root)
    output = read(root / "build")
    assert {path for path in output if path.startswith("files/")} == FILES
    assert {path for path in output if path.startswith("pictures/")} == PICTURES


def test_second_build_writes_nothing(root: Path) -> None:
    """Files whose bytes did not change keep their time: a mirror has nothing to fetch."""
    made(root)
    times = {path: path.stat().st_mtime_ns for path in (root / "build").rglob("*")}
    result = made(root)
    assert {tally.written for tally in result.tallies.values()} == {0}
    assert result.tallies["be"] == Tally(unchanged=21)
    assert {path: path.stat().st_mtime_ns for path in (root / "build").rglob("*")} == times


def test_changed_entry_rewrites_what_shows_it(root: Path) -> None:
    """A new sentence changes the entry's own pages, and the index of the locale that has its words; the others stay."""
    made(root)
    entry = root / "content/news/archive.md"
    entry.write_text(entry.read_text("utf-8").replace("in the library", "in the cellar"), "utf-8")
    tallies = made(root).tallies
    assert {locale: tally.written for locale, tally in tallies.items()} == {"": 0, "be": 1, "en": 2, "ru": 1}


def test_incremental_build_equals_a_clean_one(root: Path, tmp_path: Path) -> None:
    """After entries went, came and changed, the output is what a first build gives."""
    made(root)
    (root / "content/news/archive.md").unlink()
    (root / "content/extra").mkdir()
    (root / "content/extra/new.md").write_text("---\ntitle: New\n---\n\nText.\n", "utf-8")
    (root / "content/about.md").write_text("---\ntitle: We\n---\n\nAll new.\n", "utf-8")
    made(root)
    shutil.copytree(root, tmp_path / "clean", ignore=shutil.ignore_patterns("build"))
    made(tmp_path / "clean")
    assert read(root / "build") == read(tmp_path / "clean" / "build")


def test_pages_that_nobody_claims_are_removed(root: Path) -> None:
    """An entry that is gone is gone from every locale, with its files and empty folders."""
    made(root)
    shutil.rmtree(root / "content/news")
    index = root / "content/index.md"
    index.write_text("---\ntitle: The Messenger\n---\n\nNothing new.\n", "utf-8")
    settings = root / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8").replace('"news", ', ""), "utf-8")
    made(root)
    assert not list((root / "build").rglob("news"))
    assert not (root / "build/files").exists() or not list((root / "build/files").iterdir())
    assert not {"be/news", "be/archive", "be/tags"} & {f"be/{path.name}" for path in (root / "build/be").iterdir()}
    assert not list((root / "build").rglob("*.webp"))
    assert "be/feed.xml" not in read(root / "build")


def test_locale_that_was_dropped_is_removed(root: Path) -> None:
    """A locale that the settings no longer have is no longer published."""
    made(root)
    settings = root / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8").replace('["be", "ru"]', '["be"]'), "utf-8")
    result = made(root)
    assert not (root / "build/ru").exists()
    assert result.tallies["ru"] == Tally(removed=1)


def test_foreign_files_stay(root: Path) -> None:
    """What a publisher put beside our folders is not ours: robots.txt, .well-known, a folder of two letters."""
    made(root)
    for path in ("robots.txt", ".well-known/security.txt", "js/app.txt"):
        (root / "build" / path).parent.mkdir(exist_ok=True)
        (root / "build" / path).write_text("mine", "utf-8")
    made(root)
    assert {"robots.txt", ".well-known/security.txt", "js/app.txt"} <= read(root / "build").keys()


def test_clean_build_starts_from_nothing(root: Path) -> None:
    """With `clean` whatever is in the output goes first, foreign files and links too; what a link names stays."""
    made(root)
    (root / "build/left.txt").write_text("old", "utf-8")
    (root / "kept").mkdir()
    (root / "kept/file.txt").write_text("mine", "utf-8")
    (root / "build/link").symlink_to(root / "kept")
    made(root, clean=True)
    assert read(root / "build") == read(EXPECTED)
    assert (root / "kept/file.txt").read_text("utf-8") == "mine"


def test_build_of_some_locales_leaves_the_others(root: Path) -> None:
    """With `locales` the other locales' pages are neither written nor removed; the switcher still names them all.

    What all locales share is of the plan as it is now.
    """
    made(root)
    entry = root / "content/about.md"
    entry.write_text(entry.read_text("utf-8") + "\nMore.\n", "utf-8")
    (root / "content/news/archive.md").unlink()
    before = read(root / "build")
    made(root, locales=("be",))
    after = read(root / "build")
    assert {path for path in before if path not in after} == {"be/news/archive.html", "be/news/page-2.html"}
    assert {path.split("/")[0] for path in after if before[path] != after[path]} == {"be", "sitemap.xml"}
    assert b'href="../ru/about.html"' in after["be/about.html"]


def test_every_mistake_is_named_before_anything_is_written(root: Path) -> None:
    """A dead link and a page that two entries claim are reported together, and build/ is not even made."""
    (root / "content/news/A.md").write_text("---\ntitle: A\n---\n\n[gone](gone.md)\n", "utf-8")
    (root / "content/news/a.md").write_text("---\ntitle: a\n---\n\n[gone](lost.pdf)\n", "utf-8")
    with pytest.raises(SourceError) as caught:
        made(root)
    assert [(problem.path, problem.line) for problem in caught.value.problems] == [
        ("content/news/A.md", 5), ("content/news/a.md", 0), ("content/news/a.md", 5),
    ]  # fmt: skip
    assert not (root / "build").exists()


def test_mistake_in_the_menu_is_one_of_the_settings(root: Path) -> None:
    """Without another mistake, a wrong menu is reported as what it is."""
    settings = root / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8").replace('"news"', '"newz"'), "utf-8")
    with pytest.raises(ConfigError, match="Did you mean 'news'"):
        made(root)


class Failing(Output):
    """A disk that takes some files and then fails, after writing half of one."""

    def __init__(self, root: Path, code: int, *, after: int) -> None:
        super().__init__(root)
        self.code = code
        self.left = after

    def write(self, file: BinaryIO, data: bytes) -> None:
        """Write, or fail half-way."""
        if not self.left:
            file.write(data[: len(data) // 2])
            raise OSError(self.code, os.strerror(self.code))
        self.left -= 1
        super().write(file, data)


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (errno.ENOSPC, "the disk is full. Free some space"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "access is denied"),
    ],
)
def test_full_disk_leaves_no_half_page(root: Path, code: int, advice: str) -> None:
    """The error names the file and says what to do; what was written before is whole, and the next build goes on."""
    with pytest.raises(BuildError) as caught:
        made(root, output=Failing(root, code, after=9))
    [problem] = caught.value.problems
    assert problem.path.startswith("build/")
    assert advice in problem.text
    output, expected = read(root / "build"), read(EXPECTED)
    assert len(output) == 9
    assert output.items() <= expected.items()
    made(root)
    assert read(root / "build") == expected


def test_old_page_survives_a_full_disk(root: Path) -> None:
    """A page that cannot be written anew stays as it was."""
    made(root)
    before = read(root / "build")
    entry = root / "content/about.md"
    entry.write_text(entry.read_text("utf-8") + "\nMore.\n", "utf-8")
    with pytest.raises(BuildError):
        made(root, output=Failing(root, errno.ENOSPC, after=0))
    assert read(root / "build") == before


@pytest.mark.parametrize("path", ["build", "build/be", "build/be/news"])
def test_file_where_a_folder_should_be(root: Path, path: str) -> None:
    """The file in the way is named, and not removed."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("mine", "utf-8")
    with pytest.raises(BuildError) as caught:
        made(root)
    assert path in str(caught.value)
    assert "file stands where a folder is expected. Move it away" in str(caught.value)
    assert (root / path).read_text("utf-8") == "mine"


def test_folder_where_a_page_should_be(root: Path) -> None:
    """A folder in the place of a page is named, and not removed."""
    (root / "build/be/about.html/mine").mkdir(parents=True)
    with pytest.raises(BuildError, match=r"build/be/about\.html: .*a folder stands where a file is expected"):
        made(root)
    assert (root / "build/be/about.html/mine").is_dir()


def test_linked_folder_is_not_followed(root: Path, tmp_path: Path) -> None:
    """A link in the output cannot make a build write, or remove, anywhere else."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/file.html").write_text("mine", "utf-8")
    (root / "build").mkdir()
    (root / "build/be").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BuildError, match="build/be: is a link to another place"):
        made(root)
    assert read(tmp_path / "elsewhere") == {"file.html": b"mine"}


def test_linked_page_is_replaced(root: Path, tmp_path: Path) -> None:
    """A link in the place of a page is replaced by the page; what it named stays."""
    (tmp_path / "target.html").write_text("mine", "utf-8")
    (root / "build/be").mkdir(parents=True)
    (root / "build/be/about.html").symlink_to(tmp_path / "target.html")
    made(root)
    assert (tmp_path / "target.html").read_text("utf-8") == "mine"
    assert not (root / "build/be/about.html").is_symlink()


def test_interrupted_build_leaves_nothing_behind(root: Path) -> None:
    """A temporary file of a build that was killed is removed by the next."""
    made(root)
    (root / "build/be/.navina-0123456789abcdef.tmp").write_text("half", "utf-8")
    made(root)
    assert read(root / "build") == read(EXPECTED)


def test_progress_names_each_file_once(root: Path) -> None:
    """Whoever shows a bar is told of every file as it is done."""
    seen: list[str] = []
    made(root, progress=seen.append)
    assert sorted(seen) == sorted(read(root / "build"))


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_same_bytes_in_any_surroundings(root: Path, tmp_path: Path, seed: str) -> None:
    """Neither the folder, the time zone, the locale, the hash seed nor the umask is in the output."""
    code = (
        "from pathlib import Path; from tests.fixture_site import load; from pipeline.build import build; "
        "build(load(Path('{}')))"
    )
    surroundings = {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANGUAGE": "ru",
        "PYTHONHASHSEED": seed,
        "PYTHONUTF8": "0",
    }
    repository = str(Path(__file__).parent.parent)
    subprocess.run(
        [sys.executable, "-c", code.format(root)],
        cwd=tmp_path, env=os.environ | surroundings | {"PYTHONPATH": repository}, umask=0o027, check=True,
    )  # fmt: skip
    assert read(root / "build") == read(EXPECTED)


def test_names_fit_every_disk(root: Path) -> None:
    """Every name is ASCII, at most 100 characters, and unique without regard to capitals."""
    made(root)
    paths = list(read(root / "build"))
    assert all(re.fullmatch(r"[\w.-]{1,100}", part, re.ASCII) for path in paths for part in path.split("/"))
    assert len({path.casefold() for path in paths}) == len(paths)


def test_output_says_nothing_of_who_made_it(root: Path) -> None:
    """No translator, no comment, no folder of the machine and no name of the tool is in any file.

    The one function by which the search's index calls its script has the name in its own.
    """
    for catalog in (root / "locale").rglob("*.po"):
        data = catalog.read_text("utf-8").replace("Automatically generated", "Jane <jane@volunteer.example>")
        catalog.write_text(data.replace("\n\n#. ", "\n\n# my phone is 123\n#. "), "utf-8")
    made(root)
    assert read(root / "build") == read(EXPECTED)
    for page in read(EXPECTED).values():
        assert b"generator" not in page
        assert b"navina" not in page.lower()
