"""The corpus as files: sites, templates, catalogs, and the same pages for other tools."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from benchmarks import corpus
from pipeline import config, site
from pipeline.catalog import CatalogMessage, Located, Template, create, template_bytes
from pipeline.files import Files
from pipeline.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

DOMAIN = "news"
CATALOG = f"locale/be/LC_MESSAGES/{DOMAIN}.po"
TEMPLATE = f"locale/{DOMAIN}.pot"
NEW_TEMPLATE = "new.pot"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
_PER_ENTRY = 25
_LAYOUT = """<!doctype html><html lang="{{ .Language.Lang }}"><meta charset="utf-8"><title>{{ .Title }}</title>
<h1>{{ .Title }}</h1>
{{ .Content }}
"""


def write_site(folder: Path, count: int, *, locales: Sequence[str] = corpus.LOCALES) -> list[Path]:
    """Write a site of so many entries in one section, without catalogs; return the entries' files."""
    names = ", ".join(f'"{locale}"' for locale in locales)
    _write(folder / "pyproject.toml", f'[tool.navina]\nlocales = [{names}]\nmenu = ["{DOMAIN}"]\n')
    _write(folder / "content" / "index.md", "---\ntitle: Home\n---\n\nNews.\n")
    files = [folder / "content" / DOMAIN / f"entry-{number:05}.md" for number in range(count)]
    for number, file in enumerate(files):
        _write(file, corpus.entry(number))
    return files


def write_catalogs(folder: Path) -> None:
    """Translate every message of a site, but plurals, into each of its locales."""
    settings = config.load(folder)
    for template in site.load_content(settings, Files(folder)).templates:
        for locale in settings.locales:
            _write(folder / site.catalog_path(locale, template.domain), _translated(template, locale))


def write_hugo_site(folder: Path, count: int) -> None:
    """Write the same entries for Hugo: one body a language, and the shortest layout that makes a whole page."""
    translators: dict[str, corpus.Translate] = {"en": str} | {name: corpus.translator(name) for name in corpus.LOCALES}
    languages = "".join(f'[languages.{name}]\ncontentDir = "content/{name}"\n' for name in translators)
    kinds = '["taxonomy", "term", "RSS", "sitemap", "section", "home", "404", "robotsTXT"]'
    settings = f'baseURL = "/"\ndefaultContentLanguageInSubdir = true\ndisableKinds = {kinds}\n'
    _write(folder / "hugo.toml", settings + languages)
    _write(folder / "layouts" / "_default" / "single.html", _LAYOUT)
    for number in range(count):
        text = corpus.entry(number)
        for name, translate in translators.items():
            _write(folder / "content" / name / DOMAIN / f"entry-{number:05}.md", translate(text))


def write_merge(folder: Path, before: Sequence[str], after: Sequence[str]) -> None:
    """Write a template and a finished catalog as they are before an edit, and `new.pot`, the template after it."""
    _write(folder / TEMPLATE, template_bytes(_template(before), now=NOW))
    _write(folder / NEW_TEMPLATE, template_bytes(_template(after), now=NOW))
    write_catalog(folder / CATALOG, before)


def write_catalog(path: Path, texts: Sequence[str]) -> None:
    """Write a catalog that has a translation for every text."""
    _write(path, _translated(_template(texts), corpus.LOCALES[0]))


def _template(texts: Sequence[str]) -> Template:
    names = (f"content/{DOMAIN}/entry-{place // _PER_ENTRY:05}.md" for place in range(len(texts)))
    return Template(DOMAIN, tuple(Located(Message(text), (name,)) for text, name in zip(texts, names, strict=True)))


def _translated(template: Template, locale: str) -> bytes:
    translate = corpus.translator(locale)
    return create(_messages(template, translate), locale=locale, now=NOW)


def _messages(template: Template, translate: corpus.Translate) -> Iterator[CatalogMessage]:
    for located in template.messages:
        message = located.message
        if message.msgid_plural is None:
            translation = (translate(message.msgid),)
            yield CatalogMessage(
                message.msgctxt, message.msgid, None, translation, note=message.note, references=located.references
            )


def _write(path: Path, data: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
