"""The texts of the page for coordinators: words in the language of its reader, texts of catalogs in their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel import UnknownLocaleError

from pipeline.reports.excerpt import Excerpt, excerpt
from pipeline.reports.visible import exact, harmless, visible
from pipeline.reports.word_diff import shortened, word_diff
from pipeline.sentence import say
from pipeline.strings import THEME_LANGUAGE, Strings, Text, format_number, own_name

if TYPE_CHECKING:
    import datetime as dt

    from pipeline.checks.finding import Span
    from pipeline.reports.word_diff import Stretch
    from pipeline.reports.words import Translate
    from pipeline.sentence import Sentence

_COLUMNS = 600
_STRETCHES = 200


@dataclass(frozen=True, slots=True)
class Speech:
    """How the page speaks to its reader: in which language, and what of it is still English."""

    translate: Translate
    language: str = THEME_LANGUAGE

    def word(self, sentence: Sentence, **values: object) -> Text:
        """Return a label, its placeholders filled; one that has no translation says that it is English."""
        return Text(say(sentence.template, **values).said(self.translate), self._lang(sentence.template))

    def message(self, sentence: Sentence) -> Text:
        """Return what a finding says, with nothing in it that cannot be seen."""
        return Text(harmless(sentence.said(self.translate)), self._lang(sentence.template))

    def of_rule(self, text: str) -> Text:
        """Return what a rule says of itself."""
        return Text(self.translate(text) or text, self._lang(text))

    def _lang(self, template: str) -> str | None:
        is_english = self.language.partition("-")[0] == THEME_LANGUAGE
        return None if is_english or self.translate(template) is not None else THEME_LANGUAGE

    def number(self, number: int) -> str:
        """Return a number as the reader writes it."""
        return format_number(number, self.language)

    def date(self, date: dt.date) -> str:
        """Return a date in words."""
        return Strings(self.language).date(date)


@dataclass(frozen=True, slots=True)
class Shown:
    """A text of a catalog or an entry: its language, and its marked place or what became of it."""

    lang: str
    excerpt: Excerpt | None = None
    changes: tuple[Stretch, ...] = ()


def shown(text: str, lang: str, span: Span | None = None) -> Shown:
    """Return a text with its place marked, cut if it is very long."""
    return Shown(lang, excerpt(text, span, _COLUMNS))


def suggested(text: str, lang: str) -> Shown:
    """Return what should stand in the place of a mistake, every character of it to be told from others."""
    return Shown(lang, Excerpt(exact(text)))


def compared(before: str, after: str, lang: str) -> Shown:
    """Return what became of a text."""
    changes = shortened(word_diff(before, after))[:_STRETCHES]
    return Shown(lang, changes=tuple(type(each)(each.change, visible(each.text)[:_COLUMNS]) for each in changes))


def language_name(tag: str) -> str:
    """Return a language's own name; the tag where nobody knows the language.

    >>> language_name("be"), language_name("tlh-x")
    ('Беларуская', 'tlh-x')
    """
    try:
        return own_name(tag)
    except (UnknownLocaleError, ValueError):
        return tag
