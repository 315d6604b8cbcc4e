"""The workflows of `docs/hosting/` and the hooks for pre-commit, tried: each of their commands, on a new site."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import pipeline
from pipeline import scaffold
from tests.fixture_site import read
from tests.servers import RECIPES

ROOT = Path(__file__).parent.parent
WORKFLOWS = {
    "github-pages.yml": "vendor.github-workflows",
    "check.yml": "vendor.github-workflows",
    "gitlab-pages.yml": "vendor.gitlab-ci",
}


def workflow(name: str) -> dict[Any, Any]:
    """Return a workflow as YAML has it."""
    found = yaml.safe_load((RECIPES / name).read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def commands(name: str) -> list[tuple[str, bool, dict[str, str]]]:
    """Return the commands of a workflow in their order: each with whether it may fail, and its own environment."""
    found = workflow(name)
    if name.startswith("gitlab"):
        jobs = [job for job in found.values() if isinstance(job, dict) and "script" in job]
        return [(line, job.get("allow_failure", False), {}) for job in jobs for line in job["script"]]
    steps = [step for job in found["jobs"].values() for step in job["steps"] if "run" in step]
    return [(step["run"], step.get("continue-on-error", False), step.get("env", {})) for step in steps]


@pytest.mark.parametrize(("name", "schema"), WORKFLOWS.items())
def test_workflows_fit_their_schema(name: str, schema: str) -> None:
    """The hosts publish what a workflow may say."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(RECIPES / name)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_wrong_workflow_would_be_found(tmp_path: Path) -> None:
    """The schema refuses a step that does nothing."""
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("on: push\njobs: {a: {runs-on: ubuntu-24.04, steps: [{nam: x}]}}\n", "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(wrong)]
    assert subprocess.run(command, capture_output=True, text=True).returncode == 1


@pytest.mark.parametrize("name", ["github-pages.yml", "check.yml"])
def test_github_workflows_may_do_little(name: str) -> None:
    """Only GitHub's own actions, each of one major version; no right that a job does not name; no secret."""
    text = (RECIPES / name).read_text("utf-8")
    found = workflow(name)
    assert found["permissions"] == {}
    rights = {job: set(each["permissions"].items()) for job, each in found["jobs"].items()}
    publishing = {("pages", "write"), ("id-token", "write")}
    assert all(each <= {("contents", "read")} | publishing for each in rights.values())
    assert all(each == {("contents", "read")} for job, each in rights.items() if job != "publish")
    steps = [step for job in found["jobs"].values() for step in job["steps"]]
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"]) for step in steps if "uses" in step)
    for step in steps:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
    assert "secrets." not in text
    assert "pull_request_target" not in text
    assert all(job["timeout-minutes"] for job in found["jobs"].values())


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_command_holds_what_strangers_write(name: str) -> None:
    """A name of a branch or a title put into a command would be run: such values come by the environment."""
    assert [line for line, _, _ in commands(name) if "${{" in line] == []


@pytest.fixture
def own_site(tmp_path: Path) -> Path:
    """Return a new site, as `navina init` makes it, in a repository of its own with one commit."""
    root = tmp_path / "own"
    scaffold.create(root)
    _git(root, "init", "--quiet")
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--message", "First")
    return root


def _git(root: Path, *words: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True, text=True).stdout.strip()


def _navina(folder: Path) -> Path:
    """Make a folder for PATH: the Navina that is tested, as a command, and a pip that only says what it is asked."""
    tools = folder / "tools"
    tools.mkdir()
    own = Path(pipeline.__file__).parents[1]
    code = "import sys; from pipeline.cli import main; sys.argv[0] = 'navina'; main()"
    run = f'exec {shlex.quote(sys.executable)} -P -c {shlex.quote(code)} "$@"'
    for name, shell in {"navina": f"export PYTHONPATH={shlex.quote(str(own))}\n{run}", "pip": 'echo "pip $@"'}.items():
        (tools / name).write_text(f"#!/bin/sh\n{shell}\n", "utf-8")
        (tools / name).chmod(0o755)
    return tools


def _run(name: str, root: Path, path: str, **environment: str) -> list[subprocess.CompletedProcess[str]]:
    """Run the commands of a workflow as its host does, in a shell that stops at the first failure of each."""
    done = []
    for line, may_fail, own in commands(name):
        known = os.environ | {"PATH": path} | environment
        values = {key: re.sub(r"\$\{\{.*?\}\}", environment.get(key, ""), value) for key, value in own.items()}
        ran = subprocess.run(
            ["bash", "-e", "-c", line], cwd=root, env=known | values, capture_output=True, text=True,
        )  # fmt: skip
        done.append(ran)
        if ran.returncode and not may_fail:
            break
    return done


PUBLISHERS = {"github-pages.yml": "build", "gitlab-pages.yml": "public"}


@pytest.mark.parametrize(("name", "folder"), PUBLISHERS.items())
def test_publishing_publishes(own_site: Path, tmp_path: Path, name: str, folder: str) -> None:
    """Each step in its order makes the folder that the host is told to publish: a whole site."""
    done = _run(name, own_site, f"{_navina(tmp_path)}:{os.environ['PATH']}")
    assert [each.returncode for each in done] == [0] * len(commands(name)), [each.stderr for each in done]
    assert "pip install navina\n" in {each.stdout for each in done}
    published = read(own_site / folder)
    assert {"index.html", "404.html", "be/index.html", "ru/index.html", "assets/style.css"} <= published.keys()
    text = (RECIPES / name).read_text("utf-8")
    assert re.search(rf"^ +(?:path: |- ){folder}$", text, re.MULTILINE), "the folder is the one that is uploaded"


@pytest.mark.parametrize(("name", "folder"), PUBLISHERS.items())
def test_publishing_never_waits_for_translators(own_site: Path, tmp_path: Path, name: str, folder: str) -> None:
    """A missing translation, a wrong one, and a catalog that cannot be read: the site is published all the same."""
    (own_site / "content/news/second.md").write_text("---\ntitle: Second\n---\n\nNew.\n", "utf-8")
    with (own_site / "locale/be/LC_MESSAGES/news.po").open("a", encoding="utf-8") as catalog:
        catalog.write("msgid\n")
    done = _run(name, own_site, f"{_navina(tmp_path)}:{os.environ['PATH']}")
    assert 1 in [each.returncode for each in done], "the check finds what is wrong"
    assert len(done) == len(commands(name))
    assert b"New." in read(own_site / folder)["be/news/second.html"]


@pytest.mark.parametrize(("name", "folder"), PUBLISHERS.items())
def test_wrong_sources_are_not_published(own_site: Path, tmp_path: Path, name: str, folder: str) -> None:
    """A dead link stops the build, so the site stays as it was."""
    (own_site / "content/news/second.md").write_text("---\ntitle: Second\n---\n\n[Dead](none.md)\n", "utf-8")
    done = _run(name, own_site, f"{_navina(tmp_path)}:{os.environ['PATH']}")
    assert done[-1].returncode == 1
    assert "content/news/second.md:5" in done[-1].stderr
    assert not (own_site / folder).exists()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "folder"), PUBLISHERS.items())
def test_publishing_begins_with_an_empty_machine(own_site: Path, tmp_path: Path, name: str, folder: str) -> None:
    """With nothing but Python, `pip install navina` is one of the steps: it takes the wheel of this repository."""
    pip = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(tmp_path / "wheels"), str(ROOT)], check=True)
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    path = f"{tmp_path / 'venv' / 'bin'}:{os.defpath}"
    done = _run(name, own_site, path, PIP_FIND_LINKS=str(tmp_path / "wheels"), PIP_DISABLE_PIP_VERSION_CHECK="1")
    assert [each.returncode for each in done] == [0] * len(commands(name)), [each.stderr for each in done]
    assert "be/index.html" in read(own_site / folder)


def test_pull_requests_are_told_what_is_wrong(own_site: Path, tmp_path: Path) -> None:
    """A new entry passes, though nobody has translated it; a translation that breaks a link fails, at its line."""
    base = _git(own_site, "rev-parse", "HEAD")
    tools = _navina(tmp_path)
    (own_site / "content/news/second.md").write_text("---\ntitle: Second\n---\n\nA new text.\n", "utf-8")
    subprocess.run([tools / "navina", "extract"], cwd=own_site, check=True, capture_output=True)
    done = _run("check.yml", own_site, f"{tools}:{os.environ['PATH']}", BASE=base)
    assert [each.returncode for each in done] == [0, 0, 0], [each.stderr for each in done]
    catalog = own_site / "locale/be/LC_MESSAGES/news.po"
    text = catalog.read_text("utf-8")
    before, after = text.split('msgid "A new text."\nmsgstr ""')
    catalog.write_text(f'{before}msgid "A new text."\nmsgstr "Новы [тэкст](https://example.org/)."{after}', "utf-8")
    line = before.count("\n") + 1
    done = _run("check.yml", own_site, f"{tools}:{os.environ['PATH']}", BASE=base)
    assert done[-1].returncode == 1
    assert re.search(rf"^::error file=locale/be/LC_MESSAGES/news\.po,line={line}\b", done[-1].stdout, re.MULTILINE)


def hooks() -> dict[str, dict[str, Any]]:
    """Return the hooks for pre-commit, by their ids."""
    found = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert len({each["id"] for each in found}) == len(found)
    return {each["id"]: each for each in found}


def _hook(hook: dict[str, Any], root: Path, tools: Path) -> subprocess.CompletedProcess[str]:
    """Run a hook as pre-commit does: with the paths that it is for, unless it wants none."""
    paths = [path for path in _git(root, "ls-files").splitlines() if re.search(hook["files"], path)]
    assert paths
    words = [*shlex.split(hook["entry"]), *(paths if hook.get("pass_filenames", True) else [])]
    words[0] = str(tools / words[0])
    return subprocess.run(words, cwd=root, capture_output=True, text=True)


@pytest.mark.parametrize("name", ["navina-extract", "navina-fmt", "navina-check", "navina-build"])
def test_hooks_pass_on_a_new_site(own_site: Path, tmp_path: Path, name: str) -> None:
    """Each hook has what pre-commit asks for, passes where all is well, and leaves the files as they are."""
    hook = hooks()[name]
    assert {"id", "name", "entry", "language", "files"} <= hook.keys()
    assert hook["language"] == "python"
    done = _hook(hook, own_site, _navina(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert _git(own_site, "status", "--porcelain", "--", "content", "locale") == ""


def test_hooks_are_all_tried() -> None:
    """No hook is without its test."""
    assert set(hooks()) == {"navina-extract", "navina-fmt", "navina-check", "navina-build"}
