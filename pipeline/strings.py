"""What the theme says in one locale: its strings by gettext, plural forms, dates and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from typing import TYPE_CHECKING, Protocol

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.plurals import get_plural
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from pipeline.message import State

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from pipeline.message import Key

THEME_LANGUAGE = "en"
"""The language that the templates are written in, whatever the site's source language is."""

_OWN_NAMES = {"be-tarask": "беларуская (тарашкевіца)", "be-Latn": "biełaruskaja"}
"""What CLDR would call by the same name as `be`."""

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class _Entry(Protocol):
    """What a catalog says of one message (`catalog.CatalogMessage`)."""

    @property
    def msgstr(self) -> tuple[str, ...]: ...
    @property
    def state(self) -> State: ...


class _Catalog(Protocol):
    """Where the translations of the strings are looked up (`catalog.Catalog`)."""

    def get(self, key: Key, /) -> _Entry | None: ...


@dataclass(frozen=True, slots=True)
class Text:
    """A plain text, and the language it is in where that is not the language of the page.

    In a template `{{ text }}` is the escaped text, in a `<span lang>` if need be; `{{ text.plain }}` goes into
    attributes, where no element can stand; `{{ text.mark }}` marks the element that holds nothing but the text.

    >>> Text("Fish & chips", "en").__html__()
    '<span lang="en">Fish &amp; chips</span>'
    >>> Text("Рыба").__html__()
    'Рыба'
    """

    plain: str
    lang: str | None = None

    def __html__(self) -> str:
        if not self.lang or not self.plain:
            return str(escape(self.plain))
        return f'<span lang="{escape(self.lang)}">{escape(self.plain)}</span>'

    @property
    def mark(self) -> Markup:
        """Return the `lang` attribute with a space before it, nothing where the page's language is right.

        >>> Text("Fish", "en").mark
        Markup(' lang="en"')
        """
        return Markup(' lang="{}"').format(self.lang) if self.lang else Markup("")

    @property
    def xml_mark(self) -> Markup:
        """Return the `xml:lang` attribute with a space before it, nothing where the document's language is right.

        >>> Text("Fish", "en").xml_mark
        Markup(' xml:lang="en"')
        """
        return Markup(' xml:lang="{}"').format(self.lang) if self.lang else Markup("")


EMPTY = Text("")


@dataclass(frozen=True, slots=True)
class Strings:
    """The strings of one locale; what its catalog lacks is English and says so."""

    locale: str
    catalog: _Catalog | None = None
    source: str = THEME_LANGUAGE

    def gettext(self, msgid: str, /, **values: object) -> Text:
        """Translate a string of the theme and put the values in the place of its `%(name)s`.

        >>> Strings("en").gettext("100 %, says %(who)s", who="<Ann>").__html__()
        '100 %, says &lt;Ann&gt;'
        """
        return self._singular(None, msgid, values)

    def pgettext(self, context: str, msgid: str, /, **values: object) -> Text:
        """Translate a string whose meaning hangs on the context."""
        return self._singular(context, msgid, values)

    def ngettext(self, singular: str, plural: str, number: int, /, **values: object) -> Text:
        """Translate a string that counts; `%(number)s` is the number as the locale writes it.

        >>> Strings("en").ngettext("%(number)s entry", "%(number)s entries", 1200).plain
        '1,200 entries'
        """
        forms, lang = self._forms(None, singular, plural), None
        form = _plural_index(self.locale, number)
        if form >= len(forms):
            forms, lang, form = (singular, plural), self._english(), _plural_index(THEME_LANGUAGE, number)
        locale = THEME_LANGUAGE if lang else self.locale
        return Text(_fill(forms[form], {"number": format_number(number, locale), **values}), lang)

    def name(self, context: str, name: str) -> Text:
        """Translate a name that the site's own source gives: a tag or a section."""
        if self.locale == self.source:
            return Text(name)
        translated = self._forms(context, name, None)
        return Text(translated[0]) if translated else Text(name, self.source)

    def label(self, msgid: str) -> Text:
        """Translate a text that Python-Markdown puts into a body; its placeholders stay for whoever fills them."""
        forms = self._forms(None, msgid, None)
        return Text(forms[0]) if forms else Text(msgid, self._english())

    def date(self, date: dt.date) -> str:
        r"""Return the date in the locale's long form, in the case that stands alone in a text.

        >>> import datetime
        >>> Strings("be").date(datetime.date(2024, 6, 4))
        '4 чэрвеня 2024\xa0г.'
        """
        # U+202F, which CLDR has before "г.", is missing in some fonts.
        return format_date(date, "long", babel_locale(self.locale)).replace("\u202f", "\u00a0")

    @property
    def direction(self) -> str:
        """Return the value of `dir`: "ltr" or "rtl"."""
        return "rtl" if babel_locale(self.locale).character_order == "right-to-left" else "ltr"

    def functions(self) -> Mapping[str, Callable[..., Text]]:
        """Return the functions by the names that the templates call and Babel's extractor knows."""
        return {
            "_": self.gettext,
            "gettext": self.gettext,
            "ngettext": self.ngettext,
            "pgettext": self.pgettext,
        }

    def _singular(self, context: str | None, msgid: str, values: Mapping[str, object]) -> Text:
        forms = self._forms(context, msgid, None)
        return Text(_fill(forms[0], values)) if forms else Text(_fill(msgid, values), self._english())

    def _forms(self, context: str | None, msgid: str, plural: str | None) -> tuple[str, ...]:
        """Return the translation's forms, none where there is no finished one that can be used."""
        entry = self.catalog.get((context, msgid)) if self.catalog else None
        if entry is None or entry.state is not State.TRANSLATED:
            return ()
        return entry.msgstr if all(usable(form, plural or msgid) for form in entry.msgstr) else ()

    def _english(self) -> str | None:
        return None if self.locale.split("-")[0] == THEME_LANGUAGE else THEME_LANGUAGE


def usable(msgstr: str, msgid: str) -> bool:
    """Tell whether a translation has the placeholders of its source and no control character.

    >>> usable("%(number)s абзац, 100 %", "%(number)s paragraphs"), usable("адзін абзац", "%(number)s paragraphs")
    (True, False)
    """
    return placeholders(msgstr) == placeholders(msgid) and not _CONTROL.search(msgstr)


def placeholders(text: str) -> frozenset[str]:
    """Return the names in the `%(name)s` of a text.

    >>> sorted(placeholders("%(b)s is 5 % of %(a)s, %s, %(c)d"))
    ['a', 'b']
    """
    return frozenset(_PLACEHOLDER.findall(text))


def own_name(tag: str) -> str:
    """Return a language's own name, as the language switcher has it.

    >>> [own_name(tag) for tag in ("en", "be", "ru")]
    ['English', 'Беларуская', 'Русский']
    """
    name = _OWN_NAMES.get(tag) or babel_locale(tag).get_display_name() or tag
    return name[0].upper() + name[1:]


def format_number(number: int, tag: str) -> str:
    r"""Return a whole number as the locale writes it.

    >>> format_number(12345, "be")
    '12\xa0345'
    """
    return str(format_decimal(number, locale=babel_locale(tag)))


@cache
def babel_locale(tag: str) -> Locale:
    """Return Babel's locale for a BCP 47 tag; the language alone where Babel knows no more."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(tag.split("-")[0])


def _fill(text: str, values: Mapping[str, object]) -> str:
    """Put values in place in one pass, so that neither a literal `%` nor a value that looks like a name matters."""
    return _PLACEHOLDER.sub(lambda found: str(values[found[1]]), text)


def _plural_index(tag: str, number: int) -> int:
    return _plural_rule(tag)(number)


@cache
def _plural_rule(tag: str) -> Callable[[int], int]:
    return c2py(get_plural(str(babel_locale(tag))).plural_expr)
