"""Run the benchmarks and print their tables: `python -m benchmarks [RACE ...]`."""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measuring import ROOT, Failed, run
from benchmarks.races import RACES, Sizes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.measuring import Race, Result

README = ROOT / "benchmarks" / "README.md"
_MARK = "<!-- the rest is written by `python -m benchmarks --write` -->\n"
_TOOLS = {
    "GNU gettext": ("msgmerge", "--version"),
    "po4a": ("po4a", "--version"),
    "Translate Toolkit": ("md2po", "--version"),
    "Hugo": ("hugo", "version"),
}
_LIBRARIES = ("Markdown", "polib", "Babel", "rapidfuzz")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run what is asked for, print a table after each race, and put all of them into the README if asked."""
    options = _options(arguments)
    texts = [environment()]
    print(texts[0])
    start = time.monotonic()
    for name in options.races or RACES:
        with tempfile.TemporaryDirectory(prefix="navina-bench-") as folder:
            race = RACES[name](Path(folder), Sizes())
            texts.append(table(race, run(race, rounds=options.rounds, patience=options.patience)))
        print(f"\n{texts[-1]}", flush=True)
    print(f"\n{time.monotonic() - start:.0f} s", file=sys.stderr)
    if options.write:
        head = README.read_text("utf-8").partition(_MARK)[0]
        README.write_text(head + _MARK + "\n" + "\n".join(texts), "utf-8")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("races", nargs="*", metavar="RACE", help=f"only these: {', '.join(RACES)}")
    parser.add_argument("--rounds", type=int, default=3, help="rounds after the one to warm up (3)")
    parser.add_argument(
        "--patience", type=float, default=8.0, help="processor seconds after which a contender stops (8)"
    )
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/README.md")
    options = parser.parse_args(arguments)
    if unknown := set(options.races) - set(RACES):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(RACES)}")
    return options


def environment() -> str:
    """Return what was measured with: the class of the machine and the versions, no names."""
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}; Python {platform.python_version()}"
    tools = [f"{name} {_version(command)}" for name, command in _TOOLS.items()]
    libraries = [f"{name} {metadata.version(name)}" for name in _LIBRARIES]
    return f"{machine}; {', '.join([*libraries, *tools])}.\n"


def _version(command: tuple[str, ...]) -> str:
    path = shutil.which(command[0])
    if path is None:
        return "not installed"
    said = subprocess.run([path, *command[1:]], check=False, capture_output=True, text=True).stdout  # noqa: S603
    found = re.search(r"\bv?(\d+\.\d+(?:\.\d+)*)", said.split("via")[-1])
    return found[1] if found else "of unknown version"


def table(race: Race, results: Sequence[Result]) -> str:
    """Return the results as a Markdown table."""
    head = "| | CPU | clock | first / this | target | rounds | made |\n| --- | --: | --: | --: | --: | --: | --- |"
    rows = "\n".join(_row(each, results[0]) for each in results)
    return f"## {race.title}\n\n{race.remark} Cost of one {race.unit}:\n\n{head}\n{rows}\n"


def _row(result: Result, first: Result) -> str:
    return "| " + " | ".join(_cells(result, first)) + " |"


def _cells(result: Result, first: Result) -> Iterator[str]:
    yield result.contender.name
    if result.cost is None or first.cost is None:
        yield from ("not installed", "", "", "", "", "")
        return
    ratio, target = first.cost.cpu / result.cost.cpu, result.contender.target
    yield _seconds(result.cost.cpu)
    yield _seconds(result.cost.wall)
    yield "" if result is first else f"{ratio:.2f}"
    yield "" if target is None else f"≤ {target:.2g}: {'met' if ratio <= target else '**missed**'}"
    yield str(result.rounds)
    yield result.made


def _seconds(seconds: float) -> str:
    """Write a time with three digits.

    >>> _seconds(3.14159), _seconds(0.0314159), _seconds(0.0000314159)
    ('3.14 s', '31.4 ms', '31.4 µs')
    """
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1:
            return f"{seconds * factor:#.3g}".rstrip(".") + f" {unit}"
    return f"{seconds * 1e6:.2g} µs"


if __name__ == "__main__":
    try:
        main()
    except Failed as error:
        sys.exit(str(error))
