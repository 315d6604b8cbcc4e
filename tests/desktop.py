"""Poedit on a screen that nobody sees: opened, typed into, saved and closed with mouse and keys, as by a translator."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import ImageGrab

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import TypeVar

    T = TypeVar("T")

PROGRAMS = ("Xvfb", "xdotool", "poedit", "msgfmt")
_PATIENCE = 40.0
_SAVING = 5.0
_STEP = 0.2
_STILL = 1.0


def translate_in_poedit(catalog: Path, *, line: int, text: str, home: Path) -> None:
    """Type a translation for the message in this line, save, and quit; a picture of what went wrong is left in `home`.

    `home` becomes the home of a translator who starts Poedit for the first time.
    """
    with _screen() as display:
        desk = _Desk(display, home)
        with _running(["poedit", f"--line={line}", str(catalog)], desk.environment) as poedit:
            window = desk.wait("Poedit's window", lambda: desk.window(rf"^{catalog.name}\b"))
            desk.wait_until_still()
            desk.wait("the saved translation", lambda: _saved(desk, window, catalog, text))
            desk.keys("ctrl+q")
            desk.wait("Poedit's end", lambda: poedit.poll() is not None)


def _saved(desk: _Desk, window: str, catalog: Path, text: str) -> bool:
    """Write over whatever the field has, so that it can be tried again where a key came too early."""
    desk.click(window, across=0.25, down=0.88)
    desk.keys("ctrl+a")
    desk.do("type", "--delay", "40", text)
    desk.keys("ctrl+s")
    return any(_has(catalog, text) for _ in _ticks(_SAVING))


def _has(catalog: Path, text: str) -> bool:
    return text.encode() in catalog.read_bytes()


def _ticks(seconds: float) -> Iterator[float]:
    """Yield the time again and again until it is over."""
    end = time.monotonic() + seconds
    while (now := time.monotonic()) < end:
        yield now
        time.sleep(_STEP)


@dataclass(frozen=True, slots=True)
class _Desk:
    """A screen with its mouse and keys."""

    display: str
    home: Path

    @property
    def environment(self) -> Mapping[str, str]:
        """Return an environment with nothing of the user's: no settings, no session, another screen."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home),
            "DISPLAY": self.display,
            "GDK_BACKEND": "x11",
            "NO_AT_BRIDGE": "1",
            "LC_ALL": "C.UTF-8",
        }

    def do(self, *words: str) -> str:
        command = ["xdotool", *words]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=_PATIENCE)
        return done.stdout

    def keys(self, *names: str) -> None:
        self.do("key", "--clearmodifiers", *names)

    def window(self, title: str) -> str:
        return self.do("search", "--onlyvisible", "--name", title).strip()

    def click(self, window: str, *, across: float, down: float) -> None:
        """Click on a place of a window, given in parts of its width and height; keys go there from then on."""
        geometry = self.do("getwindowgeometry", "--shell", window).splitlines()
        size = dict(line.split("=") for line in geometry)
        x, y = round(int(size["WIDTH"]) * across), round(int(size["HEIGHT"]) * down)
        self.do("windowfocus", window, "mousemove", "--window", window, str(x), str(y), "click", "1")

    def picture(self) -> bytes:
        return ImageGrab.grab(xdisplay=self.display).tobytes()

    def wait_until_still(self) -> None:
        """Wait until nothing has moved for a while."""
        seen, since = self.picture(), time.monotonic()

        def still() -> bool:
            nonlocal seen, since
            now = self.picture()
            if now != seen:
                seen, since = now, time.monotonic()
            return time.monotonic() - since > _STILL

        self.wait("a screen where nothing moves", still)

    def wait(self, what: str, found: Callable[[], T]) -> T:
        """Return what is found as soon as it is there."""
        for _ in _ticks(_PATIENCE):
            if result := found():
                return result
        picture = self.home / "screen.png"
        ImageGrab.grab(xdisplay=self.display).save(picture)
        raise TimeoutError(f"Waited {_PATIENCE:.0f} s in vain for {what}: look at {picture}")


@contextmanager
def _screen() -> Iterator[str]:
    """Start an X server on a free display, and give its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with _running(command, os.environ, keep=writing), os.fdopen(reading) as told:
        os.close(writing)
        yield f":{told.readline().strip()}"


@contextmanager
def _running(
    command: list[str], environment: Mapping[str, str], keep: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program, and end it and all that it started."""
    kept = () if keep is None else (keep,)
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, env=environment, pass_fds=kept, start_new_session=True, stdin=quiet, stdout=quiet, stderr=quiet
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
