"""A new locale of a site: its catalogs, and its tag in the settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline import _settings_text, catalog, extract
from pipeline.anonymous import anonymous
from pipeline.config import FILE, is_locale, suggestion
from pipeline.errors import CatalogError, ConfigError, Problem
from pipeline.merge import merge
from pipeline.message import State
from pipeline.site import LOCALE, catalog_path
from pipeline.stored import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from pipeline.catalog import Catalog, CatalogMessage, Template
    from pipeline.files import Files
    from pipeline.message import Key
    from pipeline.site import Site


@dataclass(frozen=True, slots=True)
class Added:
    """A new locale: the files to write, how many messages it has, how many of them have a text already."""

    changes: tuple[Change, ...]
    kept: tuple[str, ...]
    messages: int
    finished: int
    fuzzy: int


def refusal(tag: str, site: Site) -> str:
    """Return why a locale cannot be added, "" where it can."""
    if tag in site.settings.all_locales:
        return f"'{tag}' is already a locale of the site."
    if not is_locale(tag):
        spelt = tag.replace("_", "-").replace("@", "-")
        near = f" Did you mean '{spelt}'?" if spelt != tag and is_locale(spelt) else suggestion(tag, ["be-tarask"])
        return f"'{tag}' is no locale that Babel knows. Write it as in 'be', 'pt-BR' or 'be-tarask'.{near}"
    folder = catalog.folder_name(tag)
    twin = next((each for each in site.settings.locales if catalog.folder_name(each) == folder), None)
    return f"'{tag}' has the folder '{LOCALE}/{folder}', as '{twin}' has." if twin else ""


def add(site: Site, tag: str, *, files: Files, now: datetime, source: str | None = None) -> Added:
    """Return what is to be written for a new locale, the settings last.

    `source` is the locale whose finished translations the new catalogs begin with, each fuzzy. A catalog that is on
    the disk already stays as it is, so that the command can be run again where it was cut off. Raise ConfigError
    where the settings cannot be changed, CatalogError where a catalog of `source` cannot be read.
    """
    settings = _settings(site, tag, files)
    _refuse_broken(site, source)
    found: list[Change] = []
    kept: list[str] = []
    messages: list[CatalogMessage] = []
    for template in site.templates:
        path = catalog_path(tag, template.domain)
        if files.read(site.settings.root / path) is not None:
            kept.append(path)
            continue
        texts = _translations(site.catalogs.get(source or "", {}).get(template.domain))
        fresh = list(_messages(template, tag, texts, now))
        found.append(Change(path, None, _written(fresh, tag, now, hidden=site.settings.anonymous)))
        messages += fresh
    states = [each.state for each in messages]
    return Added(
        (*found, settings), tuple(kept), len(messages), states.count(State.TRANSLATED), states.count(State.FUZZY)
    )


def _settings(site: Site, tag: str, files: Files) -> Change:
    data = files.read(site.settings.root / FILE) or b""
    text = _settings_text.with_locale(data.decode(), tag)
    if text is None:
        line = ", ".join(f'"{each}"' for each in (*site.settings.locales, tag))
        advice = f"Write 'locales = [{line}]' in [tool.navina], and run 'navina extract'."
        raise ConfigError(Problem(FILE, 0, f"the list 'locales' is written in a way that is not understood. {advice}"))
    return Change(FILE, data, text.encode())


def _refuse_broken(site: Site, source: str | None) -> None:
    """Do not begin with half of a locale's translations."""
    paths = {catalog_path(source, template.domain) for template in site.templates} if source else set()
    if broken := [each for each in site.broken if each.path in paths]:
        raise CatalogError(broken)


def _translations(found: Catalog | None) -> Mapping[Key, CatalogMessage]:
    messages = found.messages if found else ()
    return {each.key: each for each in messages if each.state is State.TRANSLATED}


def _messages(
    template: Template, tag: str, texts: Mapping[Key, CatalogMessage], now: datetime
) -> Iterator[CatalogMessage]:
    """Yield the messages of a new catalog: what comes with Navina is finished, what another locale has is fuzzy."""
    shipped = extract.shipped([tag]).get(tag, {}) if template.domain == extract.SITE_DOMAIN else {}
    for each in merge(template, None, old_template=None, locale=tag, now=now, shipped=shipped).messages:
        other = texts.get(each.key)
        fits = other is not None and (len(other.msgstr), other.msgid_plural) == (len(each.msgstr), each.msgid_plural)
        if other is not None and fits and each.state is State.MISSING:
            yield replace(each, msgstr=other.msgstr, fuzzy=True)
        else:
            yield each


def _written(messages: list[CatalogMessage], tag: str, now: datetime, *, hidden: bool) -> bytes:
    data = catalog.create(messages, locale=tag, now=now)
    if not hidden:
        return data
    read = catalog.read("", data, locale=tag)
    return catalog.with_fields(read, anonymous(read.fields))
