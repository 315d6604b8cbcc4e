"""The wheel that users install: everything that Navina needs at run time is in it, and nothing else is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_an_installed_wheel_makes_a_site(tmp_path: Path) -> None:
    """In a virtual environment with the run-time dependencies alone, far from the repository."""
    python = _environment_with_the_wheel(tmp_path)
    navina = python.parent / "navina"
    for words in (["init", "site"], ["-C", "site", "extract"], ["-C", "site", "check"], ["-C", "site", "build"]):
        done = subprocess.run([navina, *words], cwd=tmp_path, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), words
    assert "Першы запіс" in (tmp_path / "site/build/be/news/first-entry.html").read_text("utf-8")
    assert (tmp_path / "site/build/assets/style.css").is_file()
    typed = "import pathlib, pipeline; print((pathlib.Path(pipeline.__file__).parent / 'py.typed').is_file())"
    assert subprocess.run([python, "-c", typed], cwd=tmp_path, capture_output=True, text=True).stdout == "True\n"


def _environment_with_the_wheel(folder: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    python = folder / "venv" / "bin" / "python"
    (wheel,) = folder.glob("*.whl")
    subprocess.run([python, "-m", "pip", "-qq", "--disable-pip-version-check", "install", str(wheel)], check=True)
    return python
