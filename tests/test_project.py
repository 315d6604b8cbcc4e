"""The repository's own promises: documents that are true, no trace of a machine, catalogs in step."""

from __future__ import annotations

import doctest
import re
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
from click.testing import CliRunner
from markdown import markdown

from pipeline.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
FOLDERS = (".ci", "content", "docs", "locale", "pipeline", "scripts", "tests")
FILES = (".gitignore", "babel.cfg", "LICENSE", "Makefile", "pyproject.toml", *DOCUMENTS)

# Each is written so that it does not find itself.
MACHINE = re.compile(r"(?<![\w.~)}\]/-])(?:file://)?/(?:home|root|Users|work|opt|mnt|tmp)/|\b[A-Z]:\\Users\b")
REGISTRY = re.compile(
    r"\b(?:pypi|pythonhosted|python)[.](?:org|python)/(?:simple|packages)|\bpypi[.](?:org|python)|pythonhosted[.]org"
    r"|\b(?:registry|registry-1)[.](?:npmjs|yarnpkg|docker)|npmjs[.]com|deb[.]debian[.]org|proxy[.]golang[.]org"
    r"|\bcrates[.]io|playwright[.](?:azureedge|download)"
)
FOREIGN_NOTES = re.compile(r"\bshared/[A-Z]|\b(?:DESIGN|STYLE|PEERS|SITE|LANGUAGES)[.]md\b|\binvariants? \d")


def read(name: str) -> str:
    """Return the text of a file of the repository."""
    return (ROOT / name).read_text("utf-8")


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """Return what `pyproject.toml` says."""
    return tomllib.loads(read("pyproject.toml"))


def texts() -> Iterator[tuple[str, str]]:
    """Return the name and the text of every file of the repository that is text."""
    inside = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*")) if path.is_file())
    for path in [*(ROOT / name for name in FILES), *inside]:
        if path.suffix in {".md", ".po", ".pot", ".py", ".toml", ".html", ".css", ".txt", ".json", ""}:
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Return the lines of the repository that a pattern finds, each with its place."""
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_readme_has_every_command() -> None:
    """Every command is in the table of the README, and the table has no other."""
    assert isinstance(main, click.Group)
    in_table = re.findall(r"^\| `navina ([\w-]+)", read("README.md"), re.MULTILINE)
    assert sorted(in_table) == sorted(main.commands)


def test_documents_name_only_commands_that_exist() -> None:
    """No document sends its reader to a command or an option that this version lacks."""
    assert isinstance(main, click.Group)
    guides = sorted((ROOT / "content" / "guide").glob("*.md"))
    assert guides
    for text in [*map(read, DOCUMENTS), *(path.read_text("utf-8") for path in guides)]:
        for name, rest in re.findall(r"\bnavina (?:-C [\w-]+ )?([a-z][a-z-]*)\b((?: [\w./=|-]+)*)", _code(text)):
            assert name in main.commands, f"navina {name}"
            known = {option for parameter in main.commands[name].params for option in parameter.opts} | {"--help"}
            assert set(re.findall(r"--[\w-]+", rest)) <= known, f"navina {name}{rest}"


def test_every_command_explains_itself() -> None:
    """Each command and each of its options has a help text."""
    assert isinstance(main, click.Group)
    for name, command in main.commands.items():
        assert command.help, name
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help, f"{name} {parameter.name}"


def test_documents_name_only_make_targets_that_exist() -> None:
    """Each `make TARGET` of a document is a target, and `make help` lists it."""
    helped = re.findall(r"^([a-z-]+):.*## ", read("Makefile"), re.MULTILINE)
    named = {target for name in DOCUMENTS for target in re.findall(r"\bmake ([a-z-]+)", _code(read(name)))}
    assert {"site", "test"} <= named
    assert named <= set(helped)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_of_documents_arrive(name: str) -> None:
    """Every link and picture of a document that is not on the web is a file of the repository."""
    html = markdown(read(name), extensions=["extra"])
    targets = [t for t in re.findall(r'(?:href|src)="([^"#]+)', html) if not t.startswith(("https:", "http:"))]
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_documents_name_only_files_that_exist() -> None:
    """Each path of the repository that a document names in code is there."""
    for name in DOCUMENTS:
        paths = re.findall(rf"`((?:{'|'.join(map(re.escape, FOLDERS))})/[^`\s]*)`", read(name))
        assert [path for path in paths if not any(ROOT.glob(path.removesuffix("/")))] == [], name


def test_pictures_of_documents_are_described() -> None:
    """Every picture of a document has a text for those who do not see it."""
    for name in DOCUMENTS:
        assert re.findall(r"!\[\s*\]", read(name)) == [], name


def test_readme_library_example_is_real() -> None:
    """What the README says that the library prints is what it prints."""
    examples = "\n".join(re.findall(r"^```pycon\n(.*?)^```$", read("README.md"), re.MULTILINE | re.DOTALL))
    test = doctest.DocTestParser().get_doctest(examples, {}, "README.md", "README.md", 0)
    assert len(test.examples) >= 4
    printed: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=printed.append)
    assert result.failed == 0, "".join(printed)


def test_readme_names_the_python_that_is_needed(project: dict[str, Any]) -> None:
    """README, guide and scripts ask for the version that the package asks for."""
    needed = project["project"]["requires-python"].removeprefix(">=")
    for name in ("README.md", "CONTRIBUTING.md", "scripts/make-venv"):
        assert f"Python {needed} or newer" in read(name), name


def test_changelog_has_this_version(project: dict[str, Any]) -> None:
    """The newest version of the changelog is the package's."""
    newest = re.search(r"^## \[(.+?)\]", read("CHANGELOG.md"), re.MULTILINE)
    assert newest
    assert newest[1] == project["project"]["version"]


def test_licence_is_the_one_that_is_named(project: dict[str, Any]) -> None:
    """The licence file is there, is the MIT licence and names its holders, and the package says the same."""
    licence = read("LICENSE")
    assert licence.startswith("MIT License\n\nCopyright (c) 2026 The Navina developers\n")
    assert 'THE SOFTWARE IS PROVIDED "AS IS"' in licence
    assert project["project"]["license"] == "MIT"
    assert "LICENSE" in project["project"]["license-files"]


def test_security_problems_have_a_private_way() -> None:
    """Whoever finds a security problem is told where to say so, without an address of a person."""
    text = read("CONTRIBUTING.md")
    assert "private security" in text.replace("\n", " ")
    assert re.findall(r"[\w.]+@[\w.]+", text) == []


def test_repository_names_no_folder_of_a_machine() -> None:
    """No file holds the path of somebody's own folder."""
    assert lines_with(MACHINE) == []


def test_repository_names_no_registry() -> None:
    """Packages come from wherever pip and apt are set up to look: no file names a host."""
    assert lines_with(REGISTRY) == []


def test_repository_explains_itself() -> None:
    """No file sends its reader to notes that are not in the repository."""
    assert lines_with(FOREIGN_NOTES) == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (MACHINE, "see /" + "home/jane/site"),
        (MACHINE, '"X-Poedit-Basepath: /' + 'Users/jane"'),
        (REGISTRY, "https://pypi" + ".org/simple"),
        (REGISTRY, "files.pythonhosted" + ".org"),
        (FOREIGN_NOTES, "as DESIGN" + ".md says"),
    ],
)
def test_traces_would_be_found(pattern: re.Pattern[str], text: str) -> None:
    """The patterns of these tests find what they are for."""
    assert pattern.search(text)


@pytest.mark.parametrize(
    "text", ["#!/usr/bin/env bash", "https://example.org/home/news.html", "../root/x.md", ">/dev/null"]
)
def test_other_paths_are_no_traces(text: str) -> None:
    """Addresses and the system's own paths are no trace of a machine."""
    assert not MACHINE.search(text)


def test_catalogs_are_committed_as_extracted(tmp_path: Path) -> None:
    """The templates and catalogs in the repository are those of its entries: extract changes no byte of them."""
    for folder in ("content", "locale"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    result = CliRunner().invoke(main, ["-C", str(tmp_path), "extract"])
    assert result.exit_code == 0, result.output
    assert _files(tmp_path / "locale") == _files(ROOT / "locale"), "run 'make site' and commit locale/"


def _code(text: str) -> str:
    """Return what a Markdown text has in code, where commands stand."""
    return "\n".join(
        part[0] or part[1]
        for part in re.findall(r"^ *```\w+\n(.*?)^ *```$|`([^`\n]+)`", text, re.MULTILINE | re.DOTALL)
    )


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.po*")}
