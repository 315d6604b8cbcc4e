"""What went wrong in a template, said with its file and line."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateNotFound, TemplateSyntaxError

from pipeline.errors import NavinaError, Problem

if TYPE_CHECKING:
    from pipeline.config import Settings

_THEME = Path(__file__).parents[1] / "theme"


def explain(error: Exception, page: str, settings: Settings) -> tuple[Problem, ...]:
    """Return what an error, raised while the page with this path was made, has to say to the site's maker."""
    match error:
        case NavinaError():
            return error.problems
        case TemplateSyntaxError():
            name = _name(error.filename or "", settings) or error.name or page
            return (Problem(name, error.lineno, f"the template cannot be read: {error.message}"),)
        case TemplateNotFound():
            path, line = _place(error, settings) or (page, 0)
            return (Problem(path, line, f"there is no template '{error.message}'. Mend the name, or write it."),)
    text = f"{type(error).__name__}: {error}"
    if found := _place(error, settings):
        return (Problem(*found, f"the template cannot be filled: {text}"),)
    return (Problem(page, 0, f"the page cannot be made: {text}. Run 'navina --debug build' to see why."),)


def _place(error: Exception, settings: Settings) -> tuple[str, int] | None:
    """Return where in the templates an error happened, as Jinja's tracebacks tell; the site's own go first."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [(name, frame.lineno or 0) for frame in frames if (name := _name(frame.filename, settings))]
    own = [place for place in places if settings.theme and place[0].startswith(f"{settings.theme}/")]
    found = own or places
    return found[-1] if found else None


def _name(filename: str, settings: Settings) -> str:
    """Return the name of a template as its author knows it, "" for a file that is none."""
    path = Path(filename)
    if settings.theme and path.is_relative_to(settings.root / settings.theme):
        return path.relative_to(settings.root).as_posix()
    return f"theme/{path.relative_to(_THEME).as_posix()}" if path.is_relative_to(_THEME) else ""
