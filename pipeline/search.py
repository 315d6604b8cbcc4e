"""The search index of each locale, and the script that reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Settings
    from pipeline.page import Made
    from pipeline.plan import Plan
    from pipeline.render import Renderer


def files(plan: Plan, renderer: Renderer, settings: Settings) -> Iterator[Made]:  # noqa: ARG001
    """Return the files."""
    return iter(())
