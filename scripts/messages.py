"""Bring pipeline/locale up to date: the sentences that Navina says, from every `say("…")` of the package.

Run it as `python -m scripts.messages` in the folder of the repository. Translations are never deleted: a sentence that
changed keeps its old one as fuzzy.
"""

from __future__ import annotations

import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.extract import extract

from pipeline import catalog, ui
from pipeline.catalog import Located, Template
from pipeline.files import Files
from pipeline.merge import merge
from pipeline.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PACKAGE = Path(__file__).parents[1] / "pipeline"
_KEYWORDS = {"say": None}
_PLACEHOLDER = re.compile(r"%\(\w+\)s")


def template(package: Path = PACKAGE) -> Template:
    """Return the sentences of the package, by file and place, each once with all its files."""
    found: dict[str, dict[str, None]] = {}
    for path in sorted(package.rglob("*.py")):
        for text in _sentences(path):
            found.setdefault(text, {})[path.relative_to(package.parent).as_posix()] = None
    messages = (Located(Message(text, role="sentence"), tuple(files)) for text, files in found.items())
    return Template(ui.DOMAIN, tuple(messages))


def _sentences(path: Path) -> Iterator[str]:
    """Yield the sentences of a module; a template of nothing but other sentences has no word to translate."""
    for _, text, _, _ in extract("python", io.BytesIO(path.read_bytes()), _KEYWORDS):
        if isinstance(text, str) and _PLACEHOLDER.sub("", text).strip():
            yield text


def files(folder: Path, now: datetime) -> Mapping[Path, bytes]:
    """Return the template and the catalogs as they should be, by path."""
    wanted, store = template(), Files()
    pot = folder / f"{ui.DOMAIN}.pot"
    before = store.read(pot)
    old = catalog.read_template(pot, before) if before else None
    texts = {pot: catalog.template_bytes(wanted, now=now, old=before)}
    for language in ui.LANGUAGES[1:]:
        path = folder / catalog.folder_name(language) / "LC_MESSAGES" / f"{ui.DOMAIN}.po"
        data = store.read(path)
        known = catalog.read(path, data, locale=language) if data else None
        texts[path] = merge(wanted, known, old_template=old, locale=language, now=now).data
    return texts


def main() -> None:
    """Write what is not as it should be, and name it."""
    store = Files()
    for path, data in files(PACKAGE / "locale", datetime.now(UTC)).items():
        if store.replace(path, data, expected=store.read(path)):
            sys.stdout.write(f"{path.relative_to(PACKAGE.parent).as_posix()}\n")


if __name__ == "__main__":
    main()
