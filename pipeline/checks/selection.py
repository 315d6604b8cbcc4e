"""Which rules are asked of what, and how much each matters there: the rules' own word, then the settings."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline import languages
from pipeline.checks import own
from pipeline.checks.finding import Severity
from pipeline.checks.registry import CATALOG_RULES, EVERYTHING, MESSAGE_RULES, TEXT_RULES, about
from pipeline.config import FILE, Checks
from pipeline.errors import ConfigError, Problem
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline._check_settings import Override, Wish
    from pipeline.checks.rule import About, CatalogRule, MessageRule, Rule
    from pipeline.sentence import Sentence

_OFF = "off"
_ORDER = ("info", "warning", "error")
_PARTS = re.compile(r"(\*\*/|\*\*|\*|\?)")
_MEANS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that are asked in one place, by what they look at.

    `prose` are for texts that an author wrote, `other` for raw HTML and strings of the theme. `levels` says how much
    a finding matters where the settings say so; `asked` are the ids of all that are on, with those of no rule.
    """

    catalog: tuple[CatalogRule, ...]
    message: tuple[MessageRule, ...]
    prose: tuple[Rule, ...]
    other: tuple[Rule, ...]
    levels: Mapping[str, Severity]
    asked: frozenset[str]


class Selection:
    """The rules of a check. `only` are ids that alone are wanted, whatever the settings say; () for all.

    Raise ConfigError with every wish of the settings that cannot be fulfilled.
    """

    def __init__(self, settings: Checks | None = None, only: Iterable[str] = ()) -> None:
        self._settings, self._only = settings or Checks(), frozenset(only)
        if problems := [each for wish in self._wishes() for each in _refused(wish)]:
            raise ConfigError(problems)
        self.knows_places = any(each.paths for each in self._settings.overrides)
        self._known: dict[tuple[object, ...], Rules] = {}

    @property
    def is_narrow(self) -> bool:
        """Tell whether only some rules are asked, by their ids."""
        return bool(self._only)

    def _wishes(self) -> Iterator[Wish]:
        return (wish for each in self._settings.overrides for wish in each.rules)

    def rules(self, locale: str, path: str, entries: tuple[str, ...] = ()) -> Rules:
        """Return the rules for the messages of some entries in the catalog `path`; without entries, for all of it."""
        place = (locale, path, entries) if self.knows_places else (locale,)
        if place not in self._known:
            self._known[place] = self._rules(locale, path, entries)
        return self._known[place]

    def _rules(self, locale: str, path: str, entries: tuple[str, ...]) -> Rules:
        wished = {
            wish.rule: wish.level
            for each in self._settings.overrides
            if _applies(each, locale, path, entries)
            for wish in each.rules
        }
        asked = frozenset(each.id for each in EVERYTHING if self._is_on(each, wished.get(each.id)))
        text = tuple(each for each in TEXT_RULES if each.id in asked and is_for(each, locale))
        return Rules(
            tuple(each for each in CATALOG_RULES if each.id in asked),
            tuple(each for each in MESSAGE_RULES if each.id in asked),
            text,
            tuple(each for each in text if not each.prose),
            {name: Severity(level) for name, level in wished.items() if level != _OFF},
            asked,
        )

    def _is_on(self, each: About, level: str | None) -> bool:
        if self._only:
            return each.id in self._only
        if level is not None:
            return level != _OFF
        return each.on or self._is_asked_for(each.id.partition(".")[0])

    def _is_asked_for(self, family: str) -> bool:
        return (family == "spelling" and self._settings.spelling) or (
            family == "glossary" and bool(self._settings.glossary)
        )


def is_for(rule: Rule, locale: str) -> bool:
    """Tell whether a rule is for the language of a locale."""
    if not rule.languages:
        return True
    language = languages.of(locale)
    return language is not None and language.code in rule.languages


def _applies(override: Override, locale: str, path: str, entries: tuple[str, ...]) -> bool:
    """Tell whether an override is for a place; all entries of a text must be meant, as it is one for all of them."""
    if override.locales and locale not in override.locales:
        return False
    if not override.paths or _matches(override, path):
        return True
    return bool(entries) and all(_matches(override, each) for each in entries)


def _matches(override: Override, path: str) -> bool:
    return any(_pattern(each).fullmatch(path) for each in override.paths)


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    """Compile a glob: `*` and `?` stay in a folder, `**` does not, and a folder means all that is in it.

    >>> [bool(_pattern(each).fullmatch("content/news/x.md")) for each in ("content/*.md", "**/x.md", "content/news")]
    [False, True, True]
    """
    parts = (_MEANS.get(part) or re.escape(part) for part in _PARTS.split(glob.rstrip("/")))
    return re.compile(f"{''.join(parts)}(?:/.*)?")


def _refused(wish: Wish) -> Iterator[Problem]:
    found = about(wish.rule)
    if found is None:
        text = f"there is no rule '{wish.rule}'. {advice(wish.rule)}"
        yield Problem(FILE, wish.line, text)
    elif (found.security or own.is_unreadable(found)) and _is_less(wish.level, found.severity.value):
        reason = "it protects readers" if found.security else "nothing can be checked then"
        text = f"'{wish.rule}' cannot be '{wish.level}': {reason}. Take the line out."
        yield Problem(FILE, wish.line, text)


def _is_less(level: str, usual: str) -> bool:
    return level == _OFF or _ORDER.index(level) < _ORDER.index(usual)


def advice(word: str) -> Sentence:
    """Return which rule may be meant by an id that there is not.

    >>> print(advice("state.mising"))
    Did you mean 'state.missing'?
    """
    near = difflib.get_close_matches(word, [each.id for each in EVERYTHING], n=1)
    if near:
        return say("Did you mean '%(rule)s'?", rule=near[0])
    return say("The ids are in the report, after the severity.")
