"""What pages that list entries are given: entries with dates and summaries, groups of them, where a list goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline import languages
from pipeline._views import Date, Group, Link, Pager, relative
from pipeline.page import Kind, numbered
from pipeline.strings import EMPTY, Text, format_number

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from pipeline.page import Page
    from pipeline.plan import Plan
    from pipeline.strings import Strings


_ABOVE = {Kind.YEAR: Kind.ARCHIVE, Kind.TAG: Kind.TAGS}

_NO_LETTER = "#"
"""The heading above titles that begin with no letter."""


class Lists:
    """The lists of one plan, as its pages show them."""

    def __init__(self, plan: Plan, strings: Mapping[str, Strings]) -> None:
        self._plan = plan
        self._strings = strings

    def content(self, page: Page) -> dict[str, Any]:
        """Return what a page that lists entries shows."""
        shown = self._plan.listed[page.path]
        match page.kind:
            case Kind.ARCHIVE:
                return {"entries": self._counted(page, Kind.YEAR)}
            case Kind.TAGS:
                return {"entries": self._by_title(page, self._counted(page, Kind.TAG))}
            case Kind.ALPHABET:
                return {"groups": self._alphabet(page, shown)}
            case Kind.ALL:
                return {"groups": self._everything(page)}
            case _:
                return {"entries": self.of(page, shown), "pager": self._pager(page), "up": self._up(page)}

    def of(self, page: Page, targets: Iterable[Page]) -> list[Link]:
        """Return links to pages with what a reader chooses by: title, summary, date."""
        strings = self._strings[page.locale]
        return [
            Link(
                relative(page.path, target.path),
                target.title,
                summary=target.summary if target.summary.plain else None,
                date=day(target.entry.date if target.entry else None, strings),
            )
            for target in targets
        ]

    def _up(self, page: Page) -> Link | None:
        """Return the link to the list of all years from a year, of all tags from a tag."""
        kind = _ABOVE.get(page.kind)
        return link(page, self._plan.of_kind(page.locale, kind)[0]) if kind else None

    def _counted(self, page: Page, kind: Kind) -> list[Link]:
        """Return a link to each listing of a kind, with the number of its entries."""
        return [
            Link(
                relative(page.path, each.path),
                each.title,
                count=format_number(self._number(each), page.locale),
            )
            for each in self._plan.of_kind(page.locale, kind)
        ]

    def _number(self, page: Page) -> int:
        names = (numbered(page.name, number) for number in range(1, page.numbers + 1))
        return sum(len(self._plan.listed[f"{page.locale}/{name}"]) for name in names)

    def _by_title(self, page: Page, links: list[Link]) -> list[Link]:
        order = languages.order(page.locale)
        return sorted(links, key=lambda each: order.key(each.text.plain))

    def _alphabet(self, page: Page, entries: Iterable[Page]) -> list[Group]:
        """Return entries by the letter that their title begins with, in the locale's alphabet."""
        order = languages.order(page.locale)
        groups: dict[str, list[Page]] = {}
        for each in entries:
            groups.setdefault(order.initial(each.title.plain) or _NO_LETTER, []).append(each)
        return [
            Group(f"letter-{number}", Text(letter), tuple(self.of(page, group)))
            for number, (letter, group) in enumerate(groups.items(), 1)
        ]

    def _everything(self, page: Page) -> list[Group]:
        """Return every entry by section, in the order of the menu."""
        found = [
            Group(f"section-{each.section}", each.title, tuple(self.of(page, listing)))
            for each in self._plan.sections(page.locale)
            if (listing := self._plan.listing(page.locale, each.section))
        ]
        single = [each for each in self._plan.listed[page.path] if not each.section]
        return [*found, *([Group("pages", EMPTY, tuple(self.of(page, single)))] if single else [])]

    def _pager(self, page: Page) -> Pager | None:
        if page.numbers == 1:
            return None
        before, after = (self._plan.following(page, step) for step in (-1, 1))
        return Pager(
            format_number(page.number, page.locale),
            format_number(page.numbers, page.locale),
            link(page, before) if before else None,
            link(page, after) if after else None,
        )


def link(page: Page, target: Page) -> Link:
    """Return a link from one page to another."""
    return Link(relative(page.path, target.path), target.title, _current(page, target))


def _current(page: Page, target: Page) -> str:
    """Return the value of `aria-current` for a link: the page itself, or the section that it is in."""
    if page.path == target.path:
        return "page"
    return "true" if target.kind is Kind.SECTION and page.section == target.section else ""


def day(date: dt.date | None, strings: Strings) -> Date | None:
    """Return a day as machines and as readers of a locale have it."""
    return Date(date.isoformat(), strings.date(date)) if date else None
