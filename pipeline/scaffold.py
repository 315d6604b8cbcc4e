"""A new site: the sample that comes with Navina, with the name and the languages of an organisation."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from pipeline import catalog, config, extract, update
from pipeline import locales as locales_module
from pipeline import site as sites
from pipeline.catalog import CatalogMessage
from pipeline.config import FILE, PAGES_DOMAIN, Settings
from pipeline.errors import BuildError, Problem
from pipeline.files import Files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from importlib.abc import Traversable

SOURCE = "en"
LOCALES = ("be", "ru")
"""The languages that the sample is translated to."""

_TITLE = "Your organisation"
"""The title of the sample's home page, in whose place the name of the site is put."""

_HOME = "content/index.md"
_FILES = {"gitignore": ".gitignore"}
_TAG = re.compile(r"([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)=(.*)", re.DOTALL)
_CATALOG = re.compile(rf"{sites.LOCALE}/([^/]+)/")
_UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Characters that break a line, or that no text has: https://www.unicode.org/reports/tr44/#General_Category_Values."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new site is called, and which languages it is in.

    `names` are those that some languages have of their own, by locale; where `name` is "" it is the folder's.
    """

    name: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    locales: tuple[str, ...] = LOCALES

    def within(self, folder: Path) -> Beginning:
        """Return the same with a name that is not empty."""
        return replace(self, name=self.names.get(SOURCE) or self.name or _name_of(folder))

    def title(self, locale: str) -> str:
        """Return the name of the site in a language."""
        return self.names.get(locale, self.name)


def beginning(names: Iterable[str], locales: Sequence[str]) -> Beginning:
    """Return what the words of the command mean: each name as "Name" or "be=Name".

    Raise ValueError with a sentence on the first that means nothing.

    >>> beginning(["Spring", "be=Вясна"], [])
    Beginning(name='Spring', names={'be': 'Вясна'}, locales=('be', 'ru'))
    """
    chosen = tuple(dict.fromkeys(locales)) or LOCALES
    _refuse(chosen)
    own: dict[str, str] = {}
    for word in names:
        found = _TAG.fullmatch(word)
        tag, name = (found[1], found[2]) if found and config.is_locale(found[1]) else ("", word)
        if tag and tag not in (SOURCE, *chosen):
            raise ValueError(f"'{tag}' in '{word}' is none of the site's languages: {', '.join((SOURCE, *chosen))}.")
        if tag in own:
            raise ValueError(f"'{word}' is a second name for '{tag}'." if tag else f"'{word}' is a second name.")
        own[tag] = _clean(name)
    return Beginning(own.pop("", ""), own, chosen)


def _refuse(locales: Sequence[str]) -> None:
    for number, tag in enumerate(locales):
        before = sites.Site(Settings(Path(), SOURCE, tuple(locales[:number])), ())
        if reason := locales_module.refusal(tag, before):
            raise ValueError(reason)


def _clean(name: str) -> str:
    """Return a name without spaces around it."""
    if any(unicodedata.category(each) in _UNSEEN for each in name):
        raise ValueError(f"{name!r} is more than one line, or has a character that cannot be shown.")
    if not name.strip():
        raise ValueError("a name is empty.")
    return name.strip()


def _name_of(folder: Path) -> str:
    """Return the name that a folder's name makes.

    >>> from pathlib import Path
    >>> _name_of(Path("sites/our-newsroom"))
    'Our newsroom'
    """
    words = " ".join(re.split(r"[-_\s]+", folder.resolve().name)).strip()
    shown = "".join(each for each in words if unicodedata.category(each) not in _UNSEEN)
    return shown[:1].upper() + shown[1:] or _TITLE


def create(folder: Path, wanted: Beginning | None = None) -> tuple[str, ...]:
    """Make a site in a folder that does not exist yet or is empty; return what to tell the user.

    Raises `BuildError` where the folder holds anything: nothing is ever overwritten.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = "is not empty, and nothing is overwritten. Name a new folder."
        raise BuildError(Problem(str(folder), 0, message))
    new = (wanted or Beginning()).within(folder)
    now = datetime.now(UTC)
    files = Files(folder)
    for path, data in _files(new, now):
        files.replace(folder / path, data, expected=None)
    site = sites.load_content(config.load(folder), files)
    update.update(folder, site.templates, new.locales, files=files, now=now, shipped=extract.shipped(new.locales))
    return tuple(_said(new, folder))


def _said(new: Beginning, folder: Path) -> Iterator[str]:
    translated = [each for each in new.locales if each in LOCALES]
    empty = [each for each in new.locales if each not in LOCALES]
    yield f"A new site is in '{folder}': “{new.name}”, with sample entries in {', '.join((SOURCE, *translated))}."
    if empty:
        yield f"The sample has no translation to {', '.join(empty)}; the catalogs wait for translators."
    yield f"Build it with: navina -C {folder} build"
    yield f"Then open {folder / 'build' / 'index.html'} in a browser. {folder / 'README.md'} says how to go on."


def _files(new: Beginning, now: datetime) -> Iterator[tuple[str, bytes]]:
    """Return the files of a new site by path; the templates and what else the catalogs need are extracted later."""
    translated = {catalog.folder_name(each): each for each in new.locales}
    for path, data in _sample(resources.files("pipeline") / "sample", ""):
        if found := _CATALOG.match(path):
            if locale := translated.get(found[1]):
                yield path, _named(path, data, new, locale, now)
        elif path == _HOME:
            yield path, data.replace(f"title: {_TITLE}".encode(), _front_matter(new.name).encode(), 1)
        else:
            yield path, _settings(data, new.locales) if path == FILE else data
    for locale in new.names:
        if locale not in (SOURCE, *LOCALES):
            title = CatalogMessage(None, new.name, msgstr=(new.title(locale),))
            yield sites.catalog_path(locale, PAGES_DOMAIN), catalog.create([title], locale=locale, now=now)


def _sample(folder: Traversable, above: str) -> Iterator[tuple[str, bytes]]:
    for each in sorted(folder.iterdir(), key=lambda item: item.name):
        path = f"{above}{_FILES.get(each.name, each.name)}"
        if each.is_dir():
            yield from _sample(each, f"{path}/")
        else:
            yield path, each.read_bytes()


def _named(path: str, data: bytes, new: Beginning, locale: str, now: datetime) -> bytes:
    """Return a catalog of the sample with the name of the site; a text that is the same already has its translation."""
    messages = catalog.read(path, data, locale=locale).messages
    if any(each.msgid == new.name for each in messages):
        renamed = [each for each in messages if each.msgid != _TITLE]
    else:
        title = new.title(locale)
        renamed = [
            replace(each, msgid=new.name, msgstr=(title,)) if each.msgid == _TITLE else each for each in messages
        ]
    return catalog.create(renamed, locale=locale, now=now)


def _front_matter(name: str) -> str:
    """Return the line of the title, in quotes where YAML would read something else.

    >>> _front_matter("Spring 96"), _front_matter("Spring: News"), _front_matter("1996")
    ('title: Spring 96', 'title: "Spring: News"', 'title: "1996"')
    """
    plain = f"title: {name}"
    try:
        is_plain = yaml.safe_load(plain) == {"title": name}
    except yaml.YAMLError:
        is_plain = False
    return plain if is_plain else f"title: {json.dumps(name, ensure_ascii=False)}"


def _settings(data: bytes, locales: Sequence[str]) -> bytes:
    written = ", ".join(f'"{each}"' for each in locales)
    text = data.decode().replace('locales = ["be", "ru"]', f"locales = [{written}]")
    return text.replace("{ be = 80 }", f"{{ {locales[0]} = 80 }}").encode()
