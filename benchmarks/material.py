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
    from collections.abc import Iterable, Sequence
    from pathlib import Path

DOMAIN = "news"
CATALOG = f"locale/be/LC_MESSAGES/{DOMAIN}.po"
TEMPLATE = f"locale/{DOMAIN}.pot"
PER_ENTRY = 25
_NOW = datetime(2026, 11, 22, tzinfo=UTC)


def write_site(folder: Path, count: int, *, locales: Sequence[str] = corpus.LOCALES) -> list[Path]:
    """Write a site of so many entries in one section, without catalogs; return the entries' files."""
    news = folder / "content" / DOMAIN
    news.mkdir(parents=True)
    names = ", ".join(f'"{locale}"' for locale in locales)
    (folder / "pyproject.toml").write_text(f'[tool.navina]\nlocales = [{names}]\nmenu = ["{DOMAIN}"]\n', "utf-8")
    (folder / "content" / "index.md").write_text("---\ntitle: Home\n---\n\nNews.\n", "utf-8")
    files = [news / f"entry-{number:05}.md" for number in range(count)]
    for number, file in enumerate(files):
        file.write_text(corpus.entry(number), "utf-8")
    return files


def write_catalogs(folder: Path) -> None:
    """Translate every message of a site into each of its locales."""
    settings = config.load(folder)
    content = site.load_content(settings, Files(folder))
    for template in content.templates:
        for locale in settings.locales:
            messages = [each.message for each in template.messages if each.message.msgid_plural is None]
            path = folder / site.catalog_path(locale, template.domain)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(create(_translated(messages, locale), locale=locale, now=_NOW))


def write_hugo_site(folder: Path, count: int) -> None:
    """Write the same entries for Hugo: one body a language, and the shortest layout that makes a whole page."""
    names = ("en", *corpus.LOCALES)
    languages = "".join(f'[languages.{name}]\ncontentDir = "content/{name}"\n' for name in names)
    kinds = '["taxonomy", "term", "RSS", "sitemap", "section", "home", "404", "robotsTXT"]'
    _write(folder / "hugo.toml", f'baseURL = "/"\ndefaultContentLanguageInSubdir = true\ndisableKinds = {kinds}\n{languages}')
    head = '<!doctype html><html lang="{{ .Language.Lang }}"><title>{{ .Title }}</title>'
    for path in ("layouts/single.html", "layouts/_default/single.html"):
        _write(folder / path, f"{head}\n<h1>{{{{ .Title }}}}</h1>\n{{{{ .Content }}}}\n")
    translators = {name: corpus.translator(name) for name in corpus.LOCALES}
    for number in range(count):
        text = corpus.entry(number)
        for name in names:
            own = translators[name](text) if name in translators else text
            _write(folder / "content" / name / DOMAIN / f"entry-{number:05}.md", own)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def write_merge(folder: Path, before: Sequence[str], after: Sequence[str]) -> None:
    """Write a site's template and finished catalog as they are before an edit, and `new.pot`, the template after it."""
    _write_bytes(folder / TEMPLATE, template_bytes(_template(before), now=_NOW))
    _write_bytes(folder / "new.pot", template_bytes(_template(after), now=_NOW))
    _write_bytes(folder / CATALOG, catalog_bytes(before))


def catalog_bytes(texts: Iterable[str]) -> bytes:
    """Return a catalog with a translation for every text."""
    return create(_translated([each.message for each in _template(texts).messages], "be", _reference), locale="be", now=_NOW)


def _template(texts: Iterable[str]) -> Template:
    return Template(DOMAIN, tuple(Located(Message(text), _reference(place)) for place, text in enumerate(texts)))


def _reference(place: int) -> tuple[str, ...]:
    return (f"content/{DOMAIN}/entry-{place // PER_ENTRY:05}.md",)


def _translated(messages, locale, reference=lambda place: ()):  # type: ignore
    translate = corpus.translator(locale)
    for place, each in enumerate(messages):
        yield CatalogMessage(each.msgctxt, each.msgid, msgstr=(translate(each.msgid),), note=each.note, references=reference(place))


def _write_bytes(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
