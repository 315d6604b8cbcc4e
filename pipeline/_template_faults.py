"""What went wrong in a template, said with its file and line."""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import TemplateNotFound, TemplatesNotFound, TemplateSyntaxError, UndefinedError

from pipeline.config import suggestion
from pipeline.errors import BuildError, NavinaError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Settings

_SHIPPED = Path(__file__).parent / "theme"
_PREFIX = "navina"
"""What a site's templates call the folder of Navina's own: `{% extends "navina/base.html" %}`."""


class _Place(NamedTuple):
    name: str
    line: int
    is_own: bool


@contextmanager
def explained(page: str, settings: Settings) -> Iterator[None]:
    """Raise BuildError with the file and line where a page fails by a template in the site's theme folder.

    Without such a folder only Navina can be at fault, and an error goes its way.
    """
    try:
        yield
    except Exception as error:
        if settings.theme and _fault(error, settings):
            raise BuildError(explain(error, page, settings)) from error
        raise


def explain(error: Exception, page: str, settings: Settings) -> tuple[Problem, ...]:
    """Return what an error, raised while the page with this path was made, has to say to the site's maker."""
    if isinstance(error, NavinaError):
        return error.problems
    place = _fault(error, settings)
    if place is None:
        text = f"the page cannot be made: {type(error).__name__}: {error}."
        return (Problem(page, 0, f"{text} Run 'navina --debug build' to see why."),)
    return (Problem(place.name, place.line, _text(error, place, settings)),)


def _text(error: Exception, place: _Place, settings: Settings) -> str:
    mend = _mend(place, settings)
    match error:
        case TemplateSyntaxError():
            return f"the template cannot be read: {_sentence(error.message or '')} {mend}"
        case TemplatesNotFound():
            return f"{_sentence(str(error))} Mend the names, or write one of them."
        case TemplateNotFound():
            near = suggestion(str(error.name), _known(settings)) or " Mend the name, or write it."
            return f"there is no template '{error.name}'.{near}"
        case RecursionError():
            name = PurePath(place.name).name
            return f"the template builds on itself without end. Write '{_PREFIX}/{name}' where Navina's own is meant."
        case UndefinedError():
            return f"the template cannot be filled: {_sentence(error.message or '')} {mend}"
    return f"the template cannot be filled: {type(error).__name__}: {_sentence(str(error))} {mend}"


def _mend(place: _Place, settings: Settings) -> str:
    if place.is_own:
        return "Mend it; without the file, Navina's own template is used."
    if not settings.theme:
        return "The mistake is Navina's; 'navina --debug build' shows more."
    return f"The template is Navina's own; see what those in '{settings.theme}' leave out."


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _fault(error: Exception, settings: Settings) -> _Place | None:
    """Return where in the templates an error happened; the site's own go before Navina's."""
    if isinstance(error, TemplateSyntaxError) and (place := _place(error.filename or "", error.lineno, settings)):
        return place
    frames = traceback.extract_tb(error.__traceback__)
    places = [place for frame in frames if (place := _place(frame.filename, frame.lineno or 0, settings))]
    found = [place for place in places if place.is_own] or places
    return found[-1] if found else None


def _place(filename: str, line: int, settings: Settings) -> _Place | None:
    """Return a place in a template as its author knows it, None for a file that is none."""
    path = Path(filename)
    own = settings.root / settings.theme
    if settings.theme and path.is_relative_to(own):
        return _Place((PurePath(settings.theme) / path.relative_to(own)).as_posix(), line, is_own=True)
    if path.is_relative_to(_SHIPPED):
        return _Place(f"{_PREFIX}/{path.relative_to(_SHIPPED).as_posix()}", line, is_own=False)
    return None


def _known(settings: Settings) -> list[str]:
    """Return the names of all templates, Navina's own with their prefix too."""
    own = settings.root / settings.theme
    names = [each.relative_to(own).as_posix() for each in sorted(own.rglob("*.html"))] if settings.theme else []
    shipped = sorted(each.name for each in _SHIPPED.glob("*.html"))
    return [*names, *shipped, *(f"{_PREFIX}/{name}" for name in shipped)]
