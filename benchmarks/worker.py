"""One step of Navina's, or of a library beside it, in a process of its own: says as JSON what the step took.

`python -m cProfile -s tottime -m benchmarks.worker STEP ...` tells where the time goes.
"""

from __future__ import annotations

import gettext
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import markdown
import polib
from babel.messages.pofile import read_po

from benchmarks.corpus import LOCALES, translator
from pipeline import _kept, catalog, document, update
from pipeline.cache import Cache
from pipeline.config import DEFAULT_EXTENSIONS
from pipeline.files import Files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.message import Key

    Step = Callable[[], object]

_NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _merge(folder: str) -> Step:
    """Merge new.pot into the site's template and its one catalog, as `navina extract` does once it has the messages."""
    root = Path(folder)
    template = catalog.read_template("news.pot", (root / "new.pot").read_bytes())
    files = Files(root)
    return lambda: update.update(root, [template], LOCALES[:1], files=files, now=_NOW, accept_loss=True)


def _read(tool: str, file: str) -> Step:
    path = Path(file)
    match tool:
        case "navina":
            return lambda: catalog.read(path.name, path.read_bytes(), locale=LOCALES[0]).translations
        case "warm":
            return lambda: _read_warm(path)
        case "polib":
            return lambda: polib.pofile(file)
        case "babel":
            return lambda: _read_babel(path)
        case _:
            return lambda: _read_compiled(path)


def _read_warm(path: Path) -> object:
    with Cache(path.parent, Files()).shelf("catalogs") as shelf:
        found = _kept.read_catalog(path.name, path.read_bytes(), LOCALES[0], shelf)
    return found.translations


def _read_babel(path: Path) -> object:
    with path.open("rb") as file:
        return read_po(file, locale=LOCALES[0])


def _read_compiled(path: Path) -> object:
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


def _pages(tool: str, *files: str) -> Step:
    """Make HTML of every body in English and in each locale."""
    bodies = [Path(file).read_text("utf-8").split("---\n", 2)[2] for file in files]
    translators = [(locale, translator(locale)) for locale in LOCALES]
    if tool == "navina":
        messages = [[message.key for message in document.parse(body).messages] for body in bodies]
        translations = [
            [(locale, {key: translate(key[1]) for key in keys}) for locale, translate in translators]
            for keys in messages
        ]
        return lambda: [_localized(*pair) for pair in zip(bodies, translations, strict=True)]
    texts = [text for body in bodies for text in (body, *(translate(body) for _, translate in translators))]
    parser = markdown.Markdown(extensions=list(DEFAULT_EXTENSIONS))
    return lambda: [parser.reset().convert(text) for text in texts]


def _localized(body: str, translations: Sequence[tuple[str, dict[Key, str]]]) -> list[str]:
    parsed = document.parse(body)
    return [parsed.html(), *(parsed.html(known, lang=locale) for locale, known in translations)]


_STEPS: dict[str, Callable[..., Step]] = {"merge": _merge, "read": _read, "pages": _pages}


def main(name: str, *arguments: str) -> None:
    """Get ready, do the step, and print its cost."""
    step = _STEPS[name](*arguments)
    wall, cpu = time.perf_counter(), time.process_time()
    step()
    print(json.dumps({"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}))


if __name__ == "__main__":
    main(*sys.argv[1:])
