"""The Makefile and the scripts: what they say to whoever lacks something, and a run that says what it left out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_make_alone_lists_the_targets() -> None:
    """Whoever types `make` and nothing else is told what there is, and nothing is installed."""
    listed = subprocess.run(["make"], cwd=ROOT, env=_environment(), check=True, capture_output=True, text=True).stdout
    explained = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert re.findall(r"^ +make ([a-z-]+) +\w", listed, re.MULTILINE) == explained
    assert "Installing" not in listed


def test_make_site_builds_whatever_the_catalogs_say(tmp_path: Path) -> None:
    """A broken catalog stops no build, and what is missing is said in one line; wrong sources stop it."""
    _copy_of_the_site(tmp_path)
    broken = tmp_path / "locale/be/LC_MESSAGES/news.po"
    broken.write_text(f"{broken.read_text('utf-8')}\nmsgid ")
    done = _make_site(tmp_path)
    assert done.returncode == 0, done.stdout
    assert "locale/be/LC_MESSAGES/news.po:" in done.stdout
    assert (tmp_path / "build/be/news/index.html").is_file()
    (tmp_path / "content/news/wrong.md").write_text("No front matter.")
    done = _make_site(tmp_path)
    assert done.returncode != 0
    assert "content/news/wrong.md:1: " in done.stdout


def _copy_of_the_site(folder: Path) -> None:
    for name in ("content", "locale"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)


def _make_site(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `make site` with this Python's Navina in place of .venv, which is not made."""
    command = ["make", "--old-file", ".venv/site", "site", f"BIN={Path(sys.executable).parent}"]
    return subprocess.run(
        command, cwd=folder, env=_environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


@pytest.mark.parametrize("script", ["scripts/make-venv", "scripts/bring-tools", ".ci/run"])
def test_scripts_can_be_run(script: str) -> None:
    """Each script is executable, says what runs it, and is free of syntax errors."""
    shell = (ROOT / script).read_text("utf-8").splitlines()[0].removeprefix("#!").split()[-1]
    assert os.access(ROOT / script, os.X_OK)
    subprocess.run([Path(shell).name, "-n", str(ROOT / script)], check=True)


def test_old_python_is_refused_with_advice(tmp_path: Path) -> None:
    """Whoever has an old Python is told which is needed and how to name another."""
    python = _fake_python(tmp_path, "case $* in *version_info*) exit 1;; -V) echo Python 3.9.2;; esac")
    said = _make_venv(python, tmp_path)
    assert "is Python 3.9.2" in said
    assert "PYTHON=" in said


def test_python_without_venv_is_refused_with_advice(tmp_path: Path) -> None:
    """On Debian venv is a package of its own: whoever lacks it is told its name."""
    said = _make_venv(_fake_python(tmp_path, "case $* in *ensurepip*) exit 1;; esac"), tmp_path)
    assert "apt install python3-venv" in said


def test_missing_python_is_refused_with_advice(tmp_path: Path) -> None:
    """Where there is no python3 at all, the message says so."""
    assert "There is no 'python-that-is-not'" in _make_venv("python-that-is-not", tmp_path)


TOOLS = ("chromium", "msgfmt", "msgcat", "nginx", "caddy", "openssl")


def test_bring_tools_is_quiet_with_nothing_to_do(tmp_path: Path) -> None:
    """Where the tools are there, bringing them says nothing and starts nothing."""
    tools = _fake_tools(tmp_path, *TOOLS)
    assert _bring_tools(tools) == ""


def test_bring_foreign_tools_is_quiet_with_nothing_to_do(tmp_path: Path) -> None:
    """The same for the programs of the slow tests."""
    tools = _fake_tools(tmp_path, *TOOLS, "i18nspector", "poedit", "Xvfb", "xdotool", "apache2", "java")
    _nu_checker(tools)
    assert _bring_tools(tools, "--foreign") == ""


def test_bring_tools_never_stops_a_run(tmp_path: Path) -> None:
    """Where nothing can be installed, the run goes on, and is told what it will lack; foreign tools only if wanted."""
    tools = _fake_tools(tmp_path)
    here, foreign = (_missing(_bring_tools(tools, *words)) for words in ([], ["--foreign"]))
    assert here == ["Chromium", "GNU gettext", "nginx", "Caddy"]
    assert foreign == [*here, "i18nspector", "Poedit", "Apache", "Nu checker"]


def _missing(said: str) -> list[str]:
    return re.findall(r"^No (.+?):", said, re.MULTILINE)


def test_bring_tools_asks_debian_for_each_tool_alone(tmp_path: Path) -> None:
    """A package that apt does not have holds up no other: chromium fails here, gettext is still installed."""
    tools = _fake_tools(tmp_path)
    log = tmp_path / "asked"
    _executable(tools / "id", "echo 0")
    _executable(tools / "apt-get", f'echo "$@" >>{log}; case $* in *chromium*) exit 100;; esac')
    said = _bring_tools(tools)
    asked = log.read_text("utf-8").splitlines()
    assert asked[0] == "update"
    assert [line.split()[-1] for line in asked].count("gettext") == 1
    assert _missing(said) == ["Chromium"]


def test_bring_foreign_tools_asks_debian_for_what_is_missing(tmp_path: Path) -> None:
    """Poedit comes with the screen and the hands that it needs here; i18nspector, which is there, is not asked for."""
    tools = _fake_tools(tmp_path, *TOOLS, "i18nspector", "xdotool", "apache2", "java")
    _nu_checker(tools)
    log = tmp_path / "asked"
    _executable(tools / "id", "echo 0")
    _executable(tools / "apt-get", f'echo "$@" >>{log}')
    assert _bring_tools(tools) == ""
    assert not log.exists()
    assert _bring_tools(tools, "--foreign") == "Installing poedit xvfb xdotool (apt)\n"
    update, install = log.read_text("utf-8").splitlines()
    assert update == "update"
    assert install.endswith(" poedit xvfb xdotool")


def test_bring_foreign_tools_asks_npm_for_the_nu_checker(tmp_path: Path) -> None:
    """The checker comes without any of its scripts run, below the Python's own folder."""
    tools = _fake_tools(tmp_path, *TOOLS, "i18nspector", "poedit", "Xvfb", "xdotool", "apache2", "java")
    log = tmp_path / "asked"
    jar = tools / "node/node_modules/vnu-jar/build/dist/vnu.jar"
    _executable(tools / "npm", f'echo "$@" >>{log}; {shutil.which("mkdir")} -p {jar.parent}; : >{jar}')
    assert _bring_tools(tools, "--foreign") == "Installing vnu-jar (npm)\n"
    (asked,) = log.read_text("utf-8").splitlines()
    assert asked.startswith("install --ignore-scripts ")
    assert asked.endswith(f" --prefix {tools}/node vnu-jar")


def test_bring_tools_starts_no_server(tmp_path: Path) -> None:
    """A server that is installed to be tried is not to run on this computer: apt is told so in both of its ways."""
    tools = _fake_tools(tmp_path, "chromium", "msgfmt", "msgcat", "openssl")
    log = tmp_path / "asked"
    _executable(tools / "id", "echo 0")
    _executable(tools / "apt-get", f'echo "$RUNLEVEL$SYSTEMD_OFFLINE $@" >>{log}')
    assert _bring_tools(tools) == "Installing nginx openssl (apt)\nInstalling caddy openssl (apt)\n"
    asked = log.read_text("utf-8").splitlines()
    assert [line.split()[0] for line in asked if " install " in line] == ["11", "11"]


SKIPPED = "import pytest\ndef test(): pytest.skip('no tool')"
SKIPPED_WHOLE = "import pytest\npytest.importorskip('module_that_is_not')\ndef test(): pass"


@pytest.mark.timeout(240)  # a whole pytest with workers of its own
@pytest.mark.parametrize("workers", ["0", "2"])
@pytest.mark.parametrize(("test", "forbid", "code"), [(SKIPPED, "", 0), (SKIPPED, "1", 1), (SKIPPED_WHOLE, "1", 1)])
def test_skips_are_loud_and_can_be_forbidden(tmp_path: Path, workers: str, test: str, forbid: str, code: int) -> None:
    """A run that left something out says so, and fails where nothing may be left out, with workers or without."""
    run = _pytest(tmp_path, test, workers=workers, forbid=forbid)
    assert "NOT EVERYTHING WAS TESTED: 1 skipped" in run.stdout
    assert run.returncode == code, run.stdout


def test_run_without_skips_passes(tmp_path: Path) -> None:
    """Where skips are forbidden and nothing is skipped, the run passes and is silent about it."""
    run = _pytest(tmp_path, "def test(): pass", workers="0", forbid="1")
    assert "NOT EVERYTHING" not in run.stdout
    assert run.returncode == 0, run.stdout


def _pytest(folder: Path, test: str, *, workers: str, forbid: str) -> subprocess.CompletedProcess[str]:
    """Run a test file, beside one that passes, under this project's conftest."""
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    (folder / "test_it.py").write_text(f"{test}\n", "utf-8")
    (folder / "test_other.py").write_text("def test_other(): pass\n", "utf-8")
    options = ["-n", workers, "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(folder), str(folder)]
    environment = _environment(NAVINA_FORBID_SKIPS=forbid)
    return subprocess.run([sys.executable, "-m", "pytest", *options], env=environment, capture_output=True, text=True)


def _environment(**more: str) -> dict[str, str]:
    """Return the environment without what a surrounding make or pytest has put into it."""
    ours = ("MAKE", "MFLAGS", "PYTEST", "NAVINA", "COV_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | more


def _executable(path: Path, shell: str) -> Path:
    path.write_text(f"#!/bin/sh\n{shell}\n", "utf-8")
    path.chmod(0o755)
    return path


def _fake_python(folder: Path, shell: str) -> str:
    return str(_executable(folder / "python", shell))


def _make_venv(python: str, folder: Path) -> str:
    command = [str(ROOT / "scripts" / "make-venv"), python, str(folder / "venv")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert not (folder / "venv").exists()
    return done.stderr


def _fake_tools(folder: Path, *names: str) -> Path:
    """Make a folder of programs for a PATH: the shell's own, and those that are named; each does nothing."""
    tools = folder / "bin"
    tools.mkdir()
    for name in ("sh", "cat", "mktemp", "rm", "tail"):
        found = shutil.which(name)
        assert found
        (tools / name).symlink_to(found)
    _executable(tools / "id", "echo 1000")
    for name in names:
        _executable(tools / name, "exit 0")
    return tools


def _nu_checker(tools: Path) -> None:
    """Put the jar of the Nu checker where npm unpacks it, below the prefix that the fake python tells."""
    jar = tools / "node" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    jar.parent.mkdir(parents=True)
    jar.touch()


def _bring_tools(tools: Path, *words: str) -> str:
    """Run the script where a python has no playwright and PATH is only the given folder; return what it says."""
    python = _executable(tools / "python", f"case $* in *sys.prefix*) echo {tools};; *) exit 1;; esac")
    command = ["/bin/sh", str(ROOT / "scripts" / "bring-tools"), str(python), *words]
    done = subprocess.run(
        command, env={"PATH": str(tools), "SBIN": str(tools)}, capture_output=True, text=True, check=True
    )
    return done.stdout.replace("Installing Chromium (playwright)\n", "") + done.stderr
