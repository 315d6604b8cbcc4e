"""The settings of a site: `[tool.navina]` in its `pyproject.toml`, read once, every mistake named at once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

import babel
import markdown
import msgspec

from pipeline import _check_settings
from pipeline._check_settings import Checks
from pipeline._settings_lines import FILE, suggestion
from pipeline._settings_lines import line_of as _line
from pipeline.errors import ConfigError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = [
    "DEFAULT_EXTENSIONS",
    "FILE",
    "GRANULARITIES",
    "PAGES_DOMAIN",
    "RESERVED_DOMAINS",
    "SITE_DOMAIN",
    "Checks",
    "Limits",
    "Markdown",
    "Settings",
    "is_locale",
    "is_site",
    "load",
    "parse",
    "suggestion",
]

DEFAULT_EXTENSIONS = ("extra", "admonition", "sane_lists", "toc")
PAGES_DOMAIN = "pages"
SITE_DOMAIN = "site"
RESERVED_DOMAINS = (PAGES_DOMAIN, SITE_DOMAIN)
"""The domains of entries at the top of `content/` and of the theme: no section may have such a name."""

GRANULARITIES = ("section", "entry", "site")
"""What one catalog may hold: a section, one entry, or all entries."""


class Markdown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How entries are parsed: Python-Markdown's extensions by name, and the configuration of each."""

    extensions: tuple[str, ...] = DEFAULT_EXTENSIONS
    extension_configs: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)
    raw_html: str = "refuse"
    """`"refuse"`: a block of raw HTML with text to read is an error; `"untranslated"`: it stays as it is."""


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many finished translations one update may lose: more than `count` and more than `percent` is too much."""

    count: int = 10
    percent: float = 5.0


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table as TOML has it; one field a key."""

    source: str = "en"
    locales: tuple[str, ...] = ()
    base_url: str = ""
    menu: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    notice: str = ""
    anonymous: bool = False
    sections: dict[str, str] = msgspec.field(default_factory=dict)
    front_matter: tuple[str, ...] = ()
    skip_front_matter: tuple[str, ...] = ()
    links: dict[str, str] = msgspec.field(default_factory=dict)
    catalogs: str = "section"
    max_lost: Limits = msgspec.field(default_factory=Limits)
    markdown: Markdown = msgspec.field(default_factory=Markdown)
    checks: _check_settings.ChecksTable = msgspec.field(default_factory=_check_settings.ChecksTable)
    publish: dict[str, str | int] = msgspec.field(default_factory=dict)
    missing: str = "fallback"
    page_size: int = 20
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the folder's owner decided; every field has a default but `root`.

    `locales` are the target locales as BCP 47 tags, without the source locale. `menu`, `footer` and `notice` name
    section folders ("news") or entries ("about.md") below `content/`. `links` maps the beginning of an address to
    what a translation may put in its place, where `{locale}` stands for the locale's tag. With `anonymous` no catalog
    that Navina writes says who translated it, in which time zone, with which program. `catalogs` says what one
    catalog holds: a "section", one "entry", or the whole "site". `max_lost`, such as `{ count = 10, percent = 5 }`, is
    how many finished translations an update may set aside before it asks. `publish` says for a locale from how many
    percent of words on a translation is published: "always", "never" or a number; `missing` says what stands in the
    place of one that is not: "fallback", the source text, or "hide", nothing. `page_size` is how many entries a page
    of a listing has. `theme` is a folder with templates, styles and pictures that stand in for Navina's own. `checks`
    says how translations are checked.
    """

    root: Path
    source: str = "en"
    locales: tuple[str, ...] = ()
    base_url: str = ""
    menu: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    notice: str = ""
    anonymous: bool = False
    sections: Mapping[str, str] = field(default_factory=dict)
    front_matter: tuple[str, ...] = ()
    skip_front_matter: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    catalogs: str = "section"
    max_lost: Limits = field(default_factory=Limits)
    markdown: Markdown = field(default_factory=Markdown)
    checks: Checks = field(default_factory=Checks)
    publish: Mapping[str, str | int] = field(default_factory=dict)
    missing: str = "fallback"
    page_size: int = 20
    theme: str = ""

    @property
    def all_locales(self) -> tuple[str, ...]:
        """Return the source locale, then the target locales."""
        return (self.source, *self.locales)

    @property
    def rewrites(self) -> tuple[tuple[str, str], ...]:
        """Return the beginnings of addresses that a translation may change, each with what it may become.

        >>> from pathlib import Path
        >>> Settings(Path("."), locales=("be",), links={"https://a.org/en/": "https://a.org/{locale}/"}).rewrites
        (('https://a.org/en/', 'https://a.org/be/'),)
        """
        return tuple(
            (beginning, other.replace("{locale}", locale))
            for beginning, other in self.links.items()
            for locale in self.locales
        )

    def section_name(self, folder: str) -> str:
        """Return the name of a section in the source language.

        >>> from pathlib import Path
        >>> Settings(Path("."), sections={"qa": "Questions"}).section_name("qa")
        'Questions'
        >>> Settings(Path(".")).section_name("open-letters")
        'Open letters'
        """
        return self.sections.get(folder) or folder.replace("-", " ").capitalize()


def is_site(root: Path) -> bool:
    """Tell whether a folder has settings of Navina, or a file of settings of which one cannot tell."""
    try:
        data = tomllib.loads((root / FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return "navina" in data.get("tool", {})


def load(root: Path) -> Settings:
    """Read the settings of the site in the folder `root`.

    Raises `ConfigError` with every problem found: no file, not TOML, no `[tool.navina]`, an unknown key, a wrong
    type, a locale that Babel does not know.
    """
    try:
        text = (root / FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        message = f"there is no {FILE} in '{root}'. Run 'navina init DIR' to start a site, or name its folder with -C."
        raise ConfigError(Problem(FILE, 0, message)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(Problem(FILE, 0, f"cannot be read: {error}. Save it as UTF-8 text.")) from None
    return parse(text, root)


def parse(text: str, root: Path) -> Settings:
    """Turn the text of a `pyproject.toml` into `Settings`; raises `ConfigError` with every problem."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = int(found[1]) if (found := re.search(r"line (\d+)", str(error))) else 0
        raise ConfigError(Problem(FILE, line, f"is not valid TOML: {error}")) from None
    table = data.get("tool", {}).get("navina")
    if not isinstance(table, dict):
        raise ConfigError(Problem(FILE, 0, "has no [tool.navina] table. Add one; an empty one is enough to start."))
    problems = [*_unknown(table, text), *_mistyped(table, text)]
    if problems:
        raise ConfigError(problems)
    settings = _settings(msgspec.convert(table, _Table), root, text)
    if problems := list(_unusable(settings, text)):
        raise ConfigError(problems)
    return settings


def _settings(table: _Table, root: Path, text: str) -> Settings:
    names = {each.name for each in fields(Settings)} - {"root", "checks"}
    checks = _check_settings.made(table.checks, text)
    return Settings(root, checks=checks, **{name: getattr(table, name) for name in names})


_INNER: Mapping[str, type[msgspec.Struct]] = {"max_lost": Limits, "markdown": Markdown}
"""The settings that are tables with keys of their own."""


def _unknown(table: Mapping[str, Any], text: str) -> Iterator[Problem]:
    known = list(_Table.__struct_fields__)
    for key in table:
        if key not in known:
            yield Problem(FILE, _line(text, key), f"unknown setting '{key}' in [tool.navina].{suggestion(key, known)}")
    for name, kind in _INNER.items():
        inner = list(kind.__struct_fields__)
        value = table.get(name)
        for key in value if isinstance(value, dict) else ():
            if key not in inner:
                message = f"unknown setting '{key}' in [tool.navina.{name}].{suggestion(key, inner)}"
                yield Problem(FILE, _line(text, key) or _line(text, name), message)
    if isinstance(checks := table.get("checks"), dict):
        yield from _check_settings.unknown(checks, text)


def _mistyped(table: Mapping[str, Any], text: str) -> Iterator[Problem]:
    """Try each key by itself, so that one wrong type does not hide the next."""
    for key, value in table.items():
        if key not in _Table.__struct_fields__:
            continue
        if key == "checks" and isinstance(value, dict):
            for name, line, error in _check_settings.mistyped(value, text):
                yield Problem(FILE, line, f"setting '{name}' {_in_plain_words(str(error))}")
            continue
        if key in _INNER and isinstance(value, dict):
            value = {name: each for name, each in value.items() if name in _INNER[key].__struct_fields__}
        try:
            msgspec.convert({key: value}, _Table)
        except msgspec.ValidationError as error:
            yield Problem(FILE, _line(text, key), f"setting '{key}' {_in_plain_words(str(error))}")


_TYPES = {
    "array": "a list",
    "object": "a table",
    "str": "a text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
}
_MISTYPED = re.compile(r"Expected `(\w+)`, got `(\w+)`(?: - at `\$\.\w+([\[.]\S*)?`)?")


def _in_plain_words(error: str) -> str:
    """Say what msgspec says as an editor would.

    >>> _in_plain_words("Expected `array`, got `str` - at `$.menu`")
    'must be a list, not a text.'
    >>> _in_plain_words("Expected `str`, got `int` - at `$.menu[...]`")
    'must be a text, not a number, in each of its items.'
    >>> _in_plain_words("Expected `int`, got `float` - at `$.max_lost.count`")
    "must be a whole number, not a number, in 'count'."
    """
    found = _MISTYPED.match(error)
    if not found:
        return f"cannot be used: {error}."
    place = found[3] or ""
    inner = f", in '{place[1:]}'" if place.startswith(".") else ", in each of its items" if place else ""
    wanted = "a whole number" if found[1] == "int" else _TYPES.get(found[1], found[1])
    return f"must be {wanted}, not {_TYPES.get(found[2], found[2])}{inner}."


def _unusable(settings: Settings, text: str) -> Iterator[Problem]:
    for tag in settings.all_locales:
        if not is_locale(tag):
            key = "source" if tag == settings.source else "locales"
            yield Problem(
                FILE, _line(text, key), f"'{tag}' is no locale that Babel knows. Write it as in 'be' or 'ru'."
            )
    if len(set(settings.all_locales)) < len(settings.all_locales):
        message = "a locale is listed twice, or the source locale is among 'locales'. List each target locale once."
        yield Problem(FILE, _line(text, "locales"), message)
    if settings.base_url and not re.match(r"https?://[^/\s]+", settings.base_url):
        message = f"base_url '{settings.base_url}' is no address. Write it as in 'https://example.org/'."
        yield Problem(FILE, _line(text, "base_url"), message)
    for name in set(settings.markdown.extensions) - set(DEFAULT_EXTENSIONS):
        try:
            markdown.Markdown(extensions=[name], extension_configs=dict(settings.markdown.extension_configs))
        except Exception:
            message = f"the Markdown extension '{name}' cannot be loaded. Install it, or mend its name or its settings."
            yield Problem(FILE, _line(text, "extensions"), message)
    if settings.markdown.raw_html not in ("refuse", "untranslated"):
        message = f"raw_html is '{settings.markdown.raw_html}'. Write 'refuse' or 'untranslated'."
        yield Problem(FILE, _line(text, "raw_html"), message)

    if settings.catalogs not in GRANULARITIES:
        message = f"catalogs is '{settings.catalogs}'. Write 'section', 'entry' or 'site': what one catalog holds."
        yield Problem(FILE, _line(text, "catalogs"), message)
    yield from _unpublishable(settings, text)
    if settings.max_lost.count < 0 or not 0 <= settings.max_lost.percent <= 100:
        message = "max_lost must be a count of 0 or more, and 0 to 100 percent, as in { count = 10, percent = 5 }."
        yield Problem(FILE, _line(text, "max_lost"), message)
    yield from _check_settings.unusable(settings.checks, settings.locales, text)


def _unpublishable(settings: Settings, text: str) -> Iterator[Problem]:
    for locale, value in settings.publish.items():
        line = _line(text, locale) or _line(text, "publish")
        if locale not in settings.locales:
            hint = suggestion(locale, list(settings.locales)) or " Name one of 'locales'."
            yield Problem(FILE, line, f"publish: '{locale}' is none of the locales to translate to.{hint}")
        if not is_publish(value):
            message = (
                f"publish: '{value}' for '{locale}' means nothing. Write \"always\", \"never\" or 1 to 100 percent."
            )
            yield Problem(FILE, line, message)
    if settings.missing not in ("fallback", "hide"):
        message = f"missing is '{settings.missing}'. Write 'fallback' or 'hide': what readers find where nothing is."
        yield Problem(FILE, _line(text, "missing"), message)
    if settings.page_size < 1:
        yield Problem(FILE, _line(text, "page_size"), "page_size must be 1 or more: how many entries a page lists.")
    if settings.theme and not (settings.root / settings.theme).is_dir():
        message = f"theme: there is no folder '{settings.theme}'. Make it, or take the setting out."
        yield Problem(FILE, _line(text, "theme"), message)


def is_publish(value: object) -> bool:
    """Tell whether a value says from when on a translation is published: "always", "never", or 1 to 100 percent."""
    if isinstance(value, bool):
        return False
    return value in ("always", "never") or (isinstance(value, int) and 1 <= value <= 100)


def is_locale(tag: str) -> bool:
    """Tell whether Babel knows the language, script and region of a BCP 47 tag (RFC 5646)."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
        return False
    try:
        babel.Locale.parse(tag, sep="-")
    except (babel.UnknownLocaleError, ValueError):
        return tag in ("be-Latn", "be-tarask")
    return True
