"""A page of the plan as HTML: one Jinja environment, and what its templates are given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    pass_context,
)
from markupsafe import Markup

from pipeline import feeds, links
from pipeline._claims import page_name
from pipeline._listings import tag_name
from pipeline._lists import Lists, day, link
from pipeline._lost import lost
from pipeline._template_faults import explained
from pipeline._typography import typeset
from pipeline._views import (
    Alternate,
    Edition,
    Language,
    Link,
    Progress,
    Shelf,
    outline,
    relative,
)  # fmt: skip
from pipeline.page import Kind
from pipeline.passes import Passes
from pipeline.plan import HOME
from pipeline.strings import Strings, Text, format_number, own_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jinja2.runtime import Context

    from pipeline.config import Settings
    from pipeline.document import Rendered
    from pipeline.entry import Entry
    from pipeline.message import Key
    from pipeline.pictures import Picture
    from pipeline.plan import Catalogs, Page, Plan

STYLE = "assets/style.css"
ICON = "assets/icon.png"
POLICY = Markup(
    "default-src 'none'; img-src 'self'; style-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The content security policy of every page: its own pictures and stylesheet, nothing else."""

SCRIPTS = Markup("; script-src 'self'")
"""What the policy of the search page allows besides."""

_WITHOUT_ALTERNATES = (Kind.ALIAS, Kind.NOT_FOUND)
_SIZES = "(min-width: 43rem) 40rem, 100vw"
"""How wide a picture is shown: as the column of the text, or as the screen of a phone."""

_SHELF = 3
_TOOLS = (Kind.SEARCH, Kind.ALPHABET, Kind.ALL, Kind.TAGS, Kind.ARCHIVE)
_WITHOUT_SCRIPTS = (Kind.ALPHABET, Kind.ALL)
_CONTENTS_FROM = 3


class Renderer:
    """Turns the pages of one plan into HTML; touches no file and no clock."""

    def __init__(
        self, plan: Plan, catalogs: Catalogs, settings: Settings, pictures: Mapping[str, Picture] | None = None
    ) -> None:  # fmt: skip
        self._plan = plan
        self._pictures = pictures or {}
        self._bodies: dict[str, dict[str, Any]] = {}
        self._fed = feeds.locales(plan)
        self._catalogs = {locale: catalogs.get(locale, {}) for locale in plan.locales}
        self._settings = settings
        self._strings = {
            locale: Strings(locale, own.get("site"), plan.source) for locale, own in self._catalogs.items()
        }
        self._lists = Lists(plan, self._strings)
        self._environment = environment(settings)

    def render(self, page: Page) -> str:
        """Return the HTML of a page. Raise BuildError where a template of the site's own fails."""
        strings = self._strings[page.locale or self._plan.source]
        values = self._frame(page, strings) | self._content(page, strings)
        with explained(page.path, self._settings):
            template = self._environment.get_template(f"{page.kind.value}.html")
            return template.render(strings.functions(), **values)

    def text(self, template: str, **values: object) -> str:
        """Return what a template makes of values, in the source language. Raise BuildError as `render` does."""
        strings = self._strings[self._plan.source]
        with explained(template, self._settings):
            return self._environment.get_template(template).render(strings.functions(), **values)

    def strings(self, locale: str) -> Strings:
        """Return the strings of a locale."""
        return self._strings[locale]

    def home(self, locale: str) -> Page:
        """Return the home page of a locale."""
        return self._page(locale, HOME)

    def address(self, origin: str, path: str) -> str:
        """Return the address of a path: whole where the site knows its own, else as seen from `origin`."""
        return self.absolute(path) if self._settings.base_url else relative(origin, path)

    def _frame(self, page: Page, strings: Strings) -> dict[str, Any]:
        """Return what every page shows around its content."""
        home = self._page(strings.locale, HOME)
        return {
            "page": page,
            "lang": strings.locale,
            "direction": strings.direction,
            "policy": POLICY + SCRIPTS if page.kind is Kind.SEARCH else POLICY,
            "style": relative(page.path, STYLE),
            "icon": relative(page.path, ICON),
            "site": link(page, home),
            "description": page.summary if page.summary.plain else home.summary,
            "canonical": self._canonical(page),
            "alternates": self.alternates(page),
            "menu": self._links(page, strings.locale, self._settings.menu),
            "footer": self._links(page, strings.locale, self._settings.footer),
            "notice": self._notice(page, strings.locale),
            "feed": feeds.link(page) if page.locale in self._fed else "",
            "tools": self._tools(page, strings.locale),
            "languages": [self._language(page, each) for each in self._plan.switches(page)],
        }

    def _content(self, page: Page, strings: Strings) -> dict[str, Any]:
        match page.kind:
            case Kind.NOT_FOUND:
                return {"lost": lost(self.text("404.css"), [self._lost(locale) for locale in self._plan.locales])}
            case Kind.LANGUAGES:
                return {"editions": [self._edition(page, locale) for locale in self._plan.locales]}
            case Kind.HOME:
                return self.body(page) | {
                    "shelves": [self._shelf(page, each) for each in self._plan.sections(page.locale)]
                }
            case Kind.ENTRY:
                return self.body(page) | self._context(page, strings)
            case Kind.ALIAS:
                return {"target": link(page, self._page(page.locale, page.target))}
            case Kind.SEARCH:
                lists = (self._plan.of_kind(page.locale, kind) for kind in _WITHOUT_SCRIPTS)
                return {
                    "script": relative(page.path, "assets/search.js"),
                    "instead": [link(page, each[0]) for each in lists if each],
                }
            case _:
                return self._lists.content(page)

    def body(self, page: Page) -> dict[str, Any]:
        """Return an entry's HTML, its table of contents, and how far it is translated; made once, asked by several."""
        if page.path not in self._bodies:
            self._bodies[page.path] = self._body(page)
        return self._bodies[page.path]

    def _body(self, page: Page) -> dict[str, Any]:
        entry = _entry(page)
        translations = {} if page.is_fallback else self._translations(page.locale, entry.domain)
        passes = Passes(
            lambda address: self._address(page, address),
            lambda text: self._label(page, text),
            lambda address: self._picture(page, address),
            page.locale,
        )
        rendered = entry.document.page(translations, lang=page.locale, passes=passes)
        return {
            "body": Markup(rendered.html),  # noqa: S704 - the one parser's HTML; a translation cannot add an element
            "contents": outline(rendered.toc) if _wants_contents(entry, rendered) else (),
            "progress": self._progress(page),
        }

    def _context(self, page: Page, strings: Strings) -> dict[str, Any]:
        entry = _entry(page)
        before, after = self._plan.neighbours(page)
        section = self._plan.page(page.locale, f"{page.section}/{HOME}") if page.section else None
        return {
            "is_notice": page.name == page_name(self._settings.notice),
            "section": link(page, section) if section else None,
            "date": day(entry.date, strings),
            "updated": day(entry.updated, strings) if entry.updated != entry.date else None,
            "previous": link(page, before) if before else None,
            "next": link(page, after) if after else None,
            "tags": [self._tag(page, tag, strings) for tag in page.tags],
            "related": self._lists.of(page, self._plan.related(page)),
        }

    def _tag(self, page: Page, tag: str, strings: Strings) -> Link:
        target = self._page(page.locale, tag_name(tag))
        return Link(relative(page.path, target.path), strings.name("tag", tag))

    def _tools(self, page: Page, locale: str) -> list[Link]:
        """Return links to the pages on which readers find things."""
        found = (each for kind in _TOOLS for each in self._plan.of_kind(locale, kind))
        return [link(page, target) for target in found]

    def _page(self, locale: str, name: str) -> Page:
        """Return a page that the plan is known to have."""
        found = self._plan.page(locale, name)
        if found is None:
            raise KeyError(locale, name)
        return found

    def _translations(self, locale: str, domain: str) -> Mapping[Key, str] | None:
        """Return the translations of a domain; None in the source locale, where nothing is put in."""
        if locale == self._plan.source:
            return None
        catalog = self._catalogs[locale].get(domain)
        return catalog.translations if catalog else {}

    def _links(self, page: Page, locale: str, items: Iterable[str]) -> list[Link]:
        """Return the links to what a menu names; a draft has no page, so no link."""
        found = (self._plan.page(locale, page_name(item)) for item in items)
        return [link(page, target) for target in found if target]

    def _lost(self, locale: str) -> tuple[Strings, str]:
        return self._strings[locale], self.absolute(self.home(locale).path) if self._settings.base_url else ""

    def _notice(self, page: Page, locale: str) -> Link | None:
        target = self._plan.page(locale, page_name(self._settings.notice)) if self._settings.notice else None
        if target is None:
            return None
        return Link(relative(page.path, target.path), target.title, link(page, target).current, target.summary)

    def _language(self, page: Page, target: Page) -> Language:
        current = "true" if target.locale == page.locale else ""
        direction = self._strings[target.locale].direction
        return Language(target.locale, own_name(target.locale), direction, relative(page.path, target.path), current)

    def _edition(self, page: Page, locale: str) -> Edition:
        home = self._page(locale, HOME)
        return Edition(self._language(page, home), home.title, home.summary, self._notice(page, locale))

    def _shelves(self, page: Page) -> Iterator[Shelf]:
        yield from (self._shelf(page, each) for each in self._plan.sections(page.locale))

    def _shelf(self, page: Page, section: Page) -> Shelf:
        entries = self._plan.listing(section.locale, section.section)
        return Shelf(link(page, section), tuple(self._lists.of(page, entries[:_SHELF])))

    def _progress(self, page: Page) -> Progress | None:
        """Return what the notice on the state of the translation says, None where there is nothing to say."""
        original = self._plan.page(self._plan.source, page.name)
        if not page.counts.untranslated or original is None:
            return None
        total = format_number(page.counts.total, page.locale)
        return Progress(page.counts.untranslated, total, page.is_fallback, self._language(page, original))

    def _address(self, page: Page, address: str) -> str:
        """Return what a page writes for an address of its entry; addresses were checked before."""
        link = links.read(page.source, address)
        target = (
            self._plan.entry_page(page.locale, link.path)
            or self._plan.entry_page(self._plan.source, link.path)
            or self._plan.file(page.locale, link.path)
        )
        if target is None or link.kind not in (links.Kind.ENTRY, links.Kind.FILE):
            return address
        fragment = urlsplit(address).fragment
        picture = self._pictures.get(target.source)
        path = picture.best.path if picture else target.path
        return relative(page.path, path) + (f"#{fragment}" if fragment else "")

    def _picture(self, page: Page, address: str) -> dict[str, str]:
        """Return the attributes of a picture of the site: a browser takes the file that fits, and keeps its place."""
        link = links.read(page.source, address)
        file = self._plan.file(page.locale, link.path) if link.kind is links.Kind.FILE else None
        picture = self._pictures.get(file.source) if file else None
        if picture is None:
            return {}
        sizes = [f"{relative(page.path, each.path)} {each.width}w" for each in picture.variants]
        several = {"srcset": ", ".join(sizes), "sizes": _SIZES} if len(sizes) > 1 else {}
        return {
            "src": relative(page.path, picture.best.path), **several, "width": str(picture.best.width),
            "height": str(picture.best.height), "loading": "lazy", "decoding": "async",
        }  # fmt: skip

    def _label(self, page: Page, text: str) -> tuple[str, str | None]:
        found = self._strings[page.locale].label(text)
        return found.plain, found.lang

    def absolute(self, path: str) -> str:
        """Return the address of a path of the output, for a site that knows its own."""
        return f"{self._settings.base_url.rstrip('/')}/{relative('', path)}"

    def _canonical(self, page: Page) -> str:
        """Return the address that stands for a page: the original's where nothing is translated, an alias's target."""
        target = self._page(page.locale, page.target) if page.kind is Kind.ALIAS else page
        if page.is_fallback or target.is_fallback:
            target = self._page(self._plan.source, target.name)
        if self._settings.base_url:
            return self.absolute(target.path)
        return relative(page.path, target.path) if target is not page else ""

    def alternates(self, page: Page) -> list[Alternate]:
        """Return the page in the languages that it is really in; standards ask for absolute addresses."""
        if not self._settings.base_url or page.is_fallback or page.number > 1 or page.kind in _WITHOUT_ALTERNATES:
            return []
        pages = [each for each in self._plan.alternates(page) if not each.is_fallback]
        default = HOME if page.name == HOME else f"{self._plan.source}/{page.name}"
        found = [Alternate(each.locale, self.absolute(each.path)) for each in pages]
        return [*found, Alternate("x-default", self.absolute(default))]


def environment(settings: Settings | None = None) -> Environment:
    """Return the environment that compiles the theme's templates: everything is escaped, nothing is undefined.

    A template of the site's own theme folder stands in for Navina's; `{% extends "navina/base.html" %}` builds on it.
    """
    own = PackageLoader("pipeline", "theme")
    folder = [FileSystemLoader(settings.root / settings.theme)] if settings and settings.theme else []
    found = Environment(
        loader=ChoiceLoader([*folder, own, PrefixLoader({"navina": own})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    found.filters["typeset"] = _typeset
    return found


@pass_context
def _typeset(context: Context, text: Text, language: str = "") -> str:
    """Return a text for a page in its language, with no-break spaces; an attribute takes `.plain`."""
    return typeset(text.plain, text.lang or language or context["lang"])


def _entry(page: Page) -> Entry:
    if page.entry is None:
        raise TypeError(page.path)
    return page.entry


def _wants_contents(entry: Entry, rendered: Rendered) -> bool:
    """Tell whether a page is long enough for a table of contents, and has none that its author placed."""
    headings = sum(item.level in (2, 3) for item in rendered.toc)
    placed = any(line.strip() == "[TOC]" for line in entry.body.splitlines())
    return headings >= _CONTENTS_FROM and not placed
