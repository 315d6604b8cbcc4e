"""Waiting for somebody to save a file; the only module that needs watchfiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import watchfiles
from watchfiles._rust_notify import WatchfilesRustInternalError

from pipeline.config import FILE

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterable
    from pathlib import Path

    Folders: TypeAlias = "Callable[[], tuple[Path, ...]]"
    Watch: TypeAlias = "Callable[[Folders, Callable[[], None], threading.Event], None]"

_QUIET = 50
"""Milliseconds without a change after which a burst of them is over: editors save by several steps."""

_BURST = 500
_LOOK = 1000
"""Milliseconds after which it is asked anew which folders there are: one that was put anew is another one."""


def watch(folders: Folders, changed: Callable[[], None], stop: threading.Event) -> None:
    """Call `changed` after each burst of changes in the folders or of the settings beside them, until `stop` is set."""
    slow = False
    while not stop.is_set():
        known = _known(folders())
        changed()  # what was saved before the watch began
        try:
            _follow(known, folders, changed, stop, slow=slow)
        except (OSError, WatchfilesRustInternalError):
            if slow:
                raise
            slow = True  # the system watches only so many folders, or none on this disk: look again and again instead


def _follow(
    known: dict[Path, int], folders: Folders, changed: Callable[[], None], stop: threading.Event, *, slow: bool
) -> None:  # fmt: skip
    for changes in watchfiles.watch(
        *known, watch_filter=None, stop_event=stop, step=_QUIET, debounce=_BURST, rust_timeout=_LOOK,
        yield_on_timeout=True, raise_interrupt=False, ignore_permission_denied=True, force_polling=slow or None,
    ):  # fmt: skip
        if changes:
            changed()
        if _known(folders()) != known:
            return


def _known(paths: Iterable[Path]) -> dict[Path, int]:
    """Return what there is of the folders, and of the file of the settings, each with its number on the disk."""
    found = {}
    for path in paths:
        for each in (path, path.parent / FILE):
            if each.exists():
                found[each] = each.stat().st_ino
    return found
