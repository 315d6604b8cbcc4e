"""The law of pseudo-translation: nothing a reader sees may silently stay English."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline import build as builder
from pipeline import checks, config
from pipeline import site as sites
from pipeline.catalog import CatalogMessage, create
from pipeline.checks import Severity
from pipeline.files import Files
from pipeline.site import catalog_path
from tests import pseudo

if TYPE_CHECKING:
    from pipeline.message import Message

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 1, 1, tzinfo=UTC)
_WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the project's own site with every message of content and theme in full-width letters."""
    folder = tmp_path_factory.mktemp("pseudo")
    shutil.copytree(ROOT / "content", folder / "content")
    settings = (ROOT / "pyproject.toml").read_text().replace('locales = ["be", "ru"]', 'locales = ["be"]')
    (folder / "pyproject.toml").write_text(settings)
    for template in sites.load_content(config.load(folder), Files(folder)).templates:
        path = folder / catalog_path("be", template.domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(create([_translated(each.message) for each in template.messages], locale="be", now=NOW))
    builder.build(sites.load(config.load(folder), Files(folder)))
    return folder


def _translated(message: Message) -> CatalogMessage:
    plural = message.msgid_plural
    forms = (pseudo.translate(plural),) * 3 if plural else (pseudo.translate(message.msgid),)
    return CatalogMessage(message.msgctxt, message.msgid, plural, forms)


def test_the_pseudo_translation_is_a_good_one(root: Path) -> None:
    """It keeps the structure of every message; that its letters and plural forms are no Belarusian is no wonder."""
    result = checks.run(sites.load(config.load(root), Files(root)), ("be",))
    assert [str(each) for each in result.findings if each.severity is Severity.ERROR] == []
    assert all(each.translated == each.total for each in result.catalogs)


def test_every_text_on_every_page_changes(root: Path) -> None:
    """Only code, and what is marked as English, may have English words; tags, titles and labels are looked at too."""
    pages = sorted((root / "build" / "be").rglob("*.html"))
    assert len(pages) > 40
    left = {
        f"{page.relative_to(root)}: {text}"
        for page in pages
        for text, lang in pseudo.Reader(page.read_text()).texts
        if lang != "en" and _WORD.search(_without_names(text))
    }
    assert not sorted(left)


def _without_names(text: str) -> str:
    """Leave out what is the same in every language: the languages' own names, addresses."""
    return re.sub(r"\bEnglish\b|https?://\S+", "", text)


def test_tags_and_addresses_do_not_change(root: Path) -> None:
    """The English page and the translated one have the same elements and lead to the same places."""
    for page in sorted((root / "build" / "en").rglob("*.html")):
        english = _skeleton(page.read_text())
        translated = _skeleton((root / "build" / "be" / page.relative_to(root / "build" / "en")).read_text())
        assert english == translated, page


def _skeleton(html: str) -> list[str]:
    body = html.partition("<main")[2].partition("</main>")[0]
    return re.findall(r"<[a-z0-9]+|(?:href|src|id)=\"[^\"]*\"", body)
