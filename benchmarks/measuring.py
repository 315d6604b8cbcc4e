"""Measure commands: the processor time that they and all their children took, best of several rounds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
WORKER = (sys.executable, "-m", "benchmarks.worker")


class Failed(Exception):  # noqa: N818 - what it names is a command
    """A measured command ended with an error: its time would mean nothing."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time (user and system) and seconds on the clock."""

    cpu: float
    wall: float


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to do the work of a race.

    `command` is what to run, empty where the tool is not installed. `prepare` is done before each round and not
    measured. The cost is divided by `count`, the units that this contender works on. `step` takes the cost that our
    worker reports of its one step, without start-up, in place of the whole process's. `target` is the share of this
    contender's cost that ours may have.
    """

    name: str
    command: tuple[str, ...]
    prepare: Callable[[], object] = field(default=lambda: None)
    count: int = 1
    step: bool = False
    target: float | None = None
    made: Callable[[], str] = field(default=lambda: "")


@dataclass(frozen=True, slots=True)
class Race:
    """Contenders for the same work; the first is ours, the others are compared with it. The cost is for one `unit`."""

    title: str
    unit: str
    contenders: tuple[Contender, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class Result:
    """The lowest cost for one unit; None where the tool is not installed."""

    contender: Contender
    cost: Cost | None
    rounds: int = 0
    made: str = ""


def tool(name: str, *arguments: str | Path) -> tuple[str, ...]:
    """Return a command, empty where there is no such tool on PATH."""
    found = shutil.which(name)
    return (found, *map(str, arguments)) if found else ()


def worker(*arguments: str | Path) -> tuple[str, ...]:
    """Return the command that has our worker do one step."""
    return (*WORKER, *map(str, arguments))


def run(race: Race, *, rounds: int, patience: float) -> list[Result]:
    """Run the contenders in turns, so that a busy neighbour is everybody's: one round to warm up, then `rounds`.

    Whoever has used more than `patience` seconds of processor time runs no more; if that happened in the first round,
    that one counts.
    """
    runs = [_Run(each) for each in race.contenders]
    for _ in range(rounds + 1):
        for each in runs:
            if each.contender.command and sum(cost.cpu for cost in each.costs) <= patience:
                each.costs.append(measure(each.contender))
                each.made = each.contender.made()
    return [_result(each) for each in runs]


@dataclass(slots=True)
class _Run:
    contender: Contender
    costs: list[Cost] = field(default_factory=list)
    made: str = ""


def _result(run: _Run) -> Result:
    if not run.costs:
        return Result(run.contender, None)
    counted, count = run.costs[1:] or run.costs, run.contender.count
    best = Cost(min(each.cpu for each in counted) / count, min(each.wall for each in counted) / count)
    return Result(run.contender, best, len(counted), run.made)


def measure(contender: Contender) -> Cost:
    """Run a contender once. Raise Failed when it fails."""
    contender.prepare()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(contender.command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=err)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)  # counts the children that it waited for, too
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode:
            raise Failed(f"'{contender.name}' failed: {err.read()[-2000:].decode(errors='replace')}")
        if contender.step:
            return Cost(**json.loads(out.read().splitlines()[-1]))
    return Cost(usage.ru_utime + usage.ru_stime, wall)
