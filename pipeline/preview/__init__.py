"""The preview: the site on this machine, out of memory, reloaded when something that it is made of is saved."""

from __future__ import annotations

import threading
import webbrowser
from typing import TYPE_CHECKING

from pipeline.errors import BuildError, Problem
from pipeline.preview.server import Server
from pipeline.preview.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.preview.watching import Watch

__all__ = ["Server", "Session", "Teller", "run"]

NAME = "navina preview"
_MISSING = "needs a package that is not installed. Run: pip install 'navina[preview]'"


def run(root: Path, *, port: int | None, opens: bool, tell: Callable[[str], None]) -> None:
    """Serve the site in the folder `root` until Ctrl+C.

    Without `port` the first free one from 8000 on is taken; `opens` shows the site in the browser; `tell` gets lines
    for the terminal. Raise ConfigError where there is no site, BuildError where the port is taken or a package is
    missing.
    """
    try:
        _run(root, port, opens, tell)
    except KeyboardInterrupt:
        tell("Stopped.")


def _run(root: Path, port: int | None, opens: bool, tell: Callable[[str], None]) -> None:
    watch = _watch()
    tell("Reading the site.")
    session = Session(root)
    teller = Teller(session, tell)
    with Server.listen(session, port) as server:
        tell(f"The site is at {server.address} - Ctrl+C ends it.")
        teller.tell()
        stop = threading.Event()
        follower = threading.Thread(target=watch, args=(session.folders, teller.refresh, stop), daemon=True)
        follower.start()
        if opens:
            webbrowser.open(server.address)
        try:
            server.serve_forever()
        finally:
            stop.set()
            follower.join(1)


def _watch() -> Watch:
    try:
        from pipeline.preview.watching import watch
    except ImportError as error:
        if error.name != "watchfiles":
            raise
        raise BuildError(Problem(NAME, 0, _MISSING)) from None
    return watch


class Teller:
    """Says on the terminal what is wrong, each time that something else is."""

    def __init__(self, session: Session, tell: Callable[[str], None]) -> None:
        self._session = session
        self._tell = tell
        self._told: tuple[Problem, ...] = ()

    def refresh(self) -> None:
        """Read the site again and tell what is wrong."""
        self._session.refresh()
        self.tell()

    def tell(self) -> None:
        """Say what is wrong, if that is news."""
        problems = self._session.problems
        for problem in problems:
            if problem not in self._told:
                self._tell(str(problem))
        if self._told and not problems:
            self._tell("All is well again.")
        self._told = problems
