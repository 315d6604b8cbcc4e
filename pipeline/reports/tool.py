"""What reports say of the program itself."""

from __future__ import annotations

from functools import cache
from importlib import metadata

NAME = "navina"


@cache
def version() -> str:
    """Return the version of Navina."""
    return metadata.version(NAME)
