"""Sites for tests: a folder from a few strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SETTINGS = '[tool.navina]\nlocales = ["be", "ru"]\n'
HOME = "---\ntitle: Home\n---\n\nWelcome to the site.\n"


def make(root: Path, files: Mapping[str, str | bytes] = {}, settings: str = SETTINGS) -> Path:
    """Write a site into a folder: a home page, the settings, and the given files; return the folder."""
    for path, content in {"pyproject.toml": settings, "content/index.md": HOME, **files}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def catalog(*messages: str, locale: str = "be") -> str:
    """Return the text of a catalog with a complete header and these messages."""
    plural = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    header = (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: Test\\n"\n"PO-Revision-Date: 2026-01-01 00:00+0000\\n"\n'
        f'"Last-Translator: Nobody\\n"\n"Language-Team: none\\n"\n"Language: {locale}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {plural}\\n"\n'
    )
    return "\n".join([header, *messages])
