"""What the output has besides pages: files that are made from the plan as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import feeds, headers, search, sitemap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Settings
    from pipeline.page import Made
    from pipeline.plan import Plan
    from pipeline.render import Renderer

_MAKERS = (feeds.files, search.files, sitemap.files, headers.files)


def files(plan: Plan, renderer: Renderer, settings: Settings) -> Iterator[Made]:
    """Return every such file."""
    for make in _MAKERS:
        yield from make(plan, renderer, settings)
