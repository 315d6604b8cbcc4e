"""What the cases of the checks are given: a glossary, and a dictionary of a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import glossary
from pipeline.languages import CYRILLIC
from pipeline.spelling import Speller, Words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def for_rules(folder: Path) -> Mapping[str, object]:
    """Return what `Context.extra` has: the glossary.csv of a folder, and for every language its dictionary.txt."""
    path = folder / "dictionary.txt"
    known = frozenset(path.read_text(encoding="utf-8").split())

    def has(word: str) -> bool:
        return word in known or (word[:1].isupper() and word[:1].lower() + word[1:] in known)

    words = Words(frozenset({"палітвязня", "политзаключённый", "Храсько"}))
    return {
        "glossary.term": glossary.read("glossary.csv", (folder / "glossary.csv").read_bytes()),
        "spelling": {locale: Speller(has, words) for locale in CYRILLIC},
    }
