"""What one catalog holds can be changed at any time: on this project's own site no translation is lost by it."""

from __future__ import annotations

import itertools
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from pipeline.catalog import read
from pipeline.cli import main
from pipeline.config import GRANULARITIES
from pipeline.message import State
from tests import folders

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SETTINGS = (ROOT / "pyproject.toml").read_text("utf-8")
WEBLATE = re.compile(r"locale/(?P<language>[^/]*)/LC_MESSAGES/(?P<component>[^/]*)\.po")
ALL_DONE = "be 100 % ({0} of {0} messages) · ru 100 % ({0} of {0} messages) · no findings"


def navina(root: Path, *arguments: str) -> list[str]:
    """Run a command that must end well, and return what it says."""
    result = CliRunner().invoke(main, ["-C", str(root), *arguments])
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def hold(root: Path, catalogs: str) -> list[str]:
    """Change what a catalog holds, and extract."""
    text = SETTINGS.replace("[tool.navina]\n", f'[tool.navina]\ncatalogs = "{catalogs}"\n')
    for name in ("glossary.csv", "words.txt"):
        shutil.copy(ROOT / name, root)
    (root / "pyproject.toml").write_text(text, "utf-8")
    return navina(root, "extract")


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def translations(root: Path) -> set[tuple[str, str | None, str, str]]:
    """Return every finished translation of a site: locale, context, text, translation."""
    return set(_translations(root))


def _translations(root: Path) -> Iterator[tuple[str, str | None, str, str]]:
    for name, data in tree(root).items():
        if found := WEBLATE.fullmatch(name):
            for each in read(name, data, locale=found["language"]).entries:
                assert each.state is State.TRANSLATED, name
                yield found["language"], each.msgctxt, each.msgid, each.msgstr[0]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy this repository's content and catalogs, and build the site."""
    root = tmp_path_factory.mktemp("site")
    for name in ("content", "locale"):
        shutil.copytree(ROOT / name, root / name)
    hold(root, "section")
    navina(root, "build")
    return root


@pytest.mark.parametrize(("first", "second"), list(itertools.permutations(GRANULARITIES, 2)))
def test_switching(site: Path, tmp_path: Path, first: str, second: str) -> None:
    """Each message is as finished as it was, no file is left over, and the built site is the same to the byte."""
    shutil.copytree(site, tmp_path, dirs_exist_ok=True)
    hold(tmp_path, first)
    before = translations(tmp_path)
    said = hold(tmp_path, second)
    assert translations(tmp_path) == before == translations(site)
    assert "0 fuzzy" in said[-1]
    names = {name for name in tree(tmp_path) if name.startswith("locale/")}
    domains = {Path(name).name.removesuffix(".pot") for name in names if name.endswith(".pot")}
    assert names == {f"locale/{domain}.pot" for domain in domains} | {
        f"locale/{locale}/LC_MESSAGES/{domain}.po" for locale in ("be", "ru") for domain in domains
    }
    count = re.search(r"be 100 % \((\d+) of", check := navina(tmp_path, "check")[-1])
    assert count
    assert check == ALL_DONE.format(count[1])
    navina(tmp_path, "build", "--clean")
    assert tree(tmp_path / "build") == tree(site / "build")
    assert hold(tmp_path, second)[-1].startswith("Nothing to do")


@pytest.mark.parametrize(
    ("catalogs", "domains"),
    [
        ("section", {"site", "pages", "news"}),
        ("entry", {"site", "pages.index", "pages.site", "news.a", "news.a..b", "news.a.b"}),
        ("site", {"site", "pages"}),
    ],
)
def test_names_of_catalogs(tmp_path: Path, catalogs: str, domains: set[str]) -> None:
    """No two entries share a catalog by accident, none takes the theme's, and Weblate's discovery finds them all."""
    entry = "---\ntitle: Title\n---\n\nText.\n"
    paths = ("content/site.md", "content/news/a.md", "content/news/a.b.md", "content/news/a/b.md")
    settings = f'[tool.navina]\nlocales = ["be"]\ncatalogs = "{catalogs}"\n'
    folders.make(tmp_path, dict.fromkeys(paths, entry), settings)
    navina(tmp_path, "extract")
    found = [WEBLATE.fullmatch(name) for name in tree(tmp_path) if name.endswith(".po")]
    assert {each["component"] for each in found if each} == domains
    assert len(found) == len(domains)


def test_two_translations_of_one_text_are_listed(tmp_path: Path) -> None:
    """Where two catalogs that become one disagree, extract says what it used and what it kept as a comment."""
    entry = "---\ntitle: Total\n---\n\nText.\n"
    folders.make(tmp_path, {"content/a/x.md": entry, "content/b/x.md": entry})
    navina(tmp_path, "extract")
    for section, text in (("a", "Разам"), ("b", "Усяго")):
        path = tmp_path / f"locale/be/LC_MESSAGES/{section}.po"
        path.write_text(path.read_text("utf-8").replace('"Total"\nmsgstr ""', f'"Total"\nmsgstr "{text}"'), "utf-8")
    (tmp_path / "pyproject.toml").write_text(f'{folders.SETTINGS}catalogs = "site"\n', "utf-8")
    said = navina(tmp_path, "extract")
    assert "be pages: 'Total' was translated in two ways: 'Разам' is used, 'Усяго' of b is kept as a comment" in said
    assert "be b: the file is removed, all that it had is in other catalogs" in said
    text = (tmp_path / "locale/be/LC_MESSAGES/pages.po").read_text("utf-8")
    assert "# Another translation, from b: Усяго\n" in text
