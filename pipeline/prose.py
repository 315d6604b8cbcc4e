"""The prose of a message: its words where they stand, and everything that is no prose blanked out.

No parser: what Markdown makes of a text, `structure` knows. This keeps every character in its place, so that a finding
can mark it, and hides what no rule for prose should look at. A text of which the marks are wrong hides too much rather
than too little.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.once import once

if TYPE_CHECKING:
    from collections.abc import Iterator

HOLE = "\ufffc"
"""Stands for a character of what a reader sees and that is no prose: code, an address, a picture, a placeholder."""

GAP = "\u2060"
"""Stands for a character of what a reader does not see: a mark of emphasis, the address of a link, a tag."""

_SPECIAL = re.compile(r"[\\`*_\[\]<&{@%]")
_INSIDE = re.compile(r"\.(?<=\w\.)\w")
_QUOTES = re.compile(r"[«„“\"]")
_BRACKETS = re.compile(r"[*_\[(]")
_TITLE = r"""(?P<title>\s+(?:"[^"]*"|'[^']*'))?"""
_MARKS = re.compile(
    r"(?P<escape>\\(?=[^\w\s]))."
    r"|(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<comment><!--.*?(?:-->|$))"
    r"|(?P<autolink><(?:[a-z][a-z0-9+.-]*:|[^\s@<>]+@)[^\s<>]*>)"
    r"|(?P<tag></?[a-zA-Z][^<>]*>)"
    r"|(?P<footnote>\[\^[^\]\s]+\])"
    r"|(?P<picture>!\[)"
    rf"|(?P<target>\]\((?:<[^<>]*>|(?:[^\s()]|\([^\s()]*\))*){_TITLE}\s*\))"
    r"|(?P<label>\]\s?\[[^\]]*\])"
    r"|(?P<bracket>[\[\]])"
    r"|(?P<attributes>\{:?\s*[#.:\w][^{}\n]*\})"
    r"|(?P<address>\b(?:https?|ftp|mailto|tel)://?[^\s<>«»“”]+[^\s<>«»“”.,;:!?)\]}'\"]"
    r"|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@.])(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}(?:/[^\s<>«»“”]*[^\s<>«»“”.,;:!?)\]}'\"])?(?![\w.]*\w))"
    r"|(?P<placeholder>%\(\w+\)s)"
    r"|(?P<entity>&(?:[a-zA-Z][a-zA-Z0-9]*|\#[0-9]+|\#x[0-9a-fA-F]+);)"
    r"|(?P<emphasis>\*+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w))",
    re.DOTALL,
)
_HOLES = frozenset({"code", "autolink", "address", "placeholder"})
_QUOTED = re.compile(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|„[^„“”]*[“”]|“[^“”]*”|\"[^\"]*\"")
_LETTERS = rf"[^\W_]+(?:(?:[\u0300-\u036f]|{GAP}+(?=[^\W_]))[^\W_]*)*"
_WORD = re.compile(rf"{_LETTERS}(?:[’'ʼ`´\-‑]{_LETTERS})*")
_ASIDE = re.compile(
    r"(?<!\*)\*(?![*\s])[^*\n]+(?<!\s)\*(?!\*)|(?<![\w_])_(?![_\s])[^_\n]+(?<!\s)_(?![\w_])"
    r"|\[[^\[\]]*\]\(<?https?://"
    r"|\((?:англ|руск|русск|рус|бел|белар|белор|укр|польск|пол|лат|ням|нем|фр|па-руску|па-англійску|по-русски"
    r"|по-английски|по-белорусски)\b[^()]*\)"
)


class Word(NamedTuple):
    """A word and where it stands; a hyphen or an apostrophe inside joins.

    A stress mark (U+0301) is left out, and a letter that was written in two characters is one: `и` + U+0306 is `й`.
    """

    text: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Return the place of the word in its text."""
        return self.start, self.end


@dataclass(frozen=True)
class Prose:
    r"""A text as it is written, and the same length of `text` with everything blanked that is no prose.

    >>> prose = Prose("See [the *plan*](plan.md) and `make` & A&nbsp;B.")
    >>> prose.text.replace(HOLE, "#").replace(GAP, "")
    'See the plan and ###### & A\xa0B.'
    >>> [prose.raw[word.start : word.end] for word in prose.words]
    ['See', 'the', 'plan', 'and', 'A', 'B']
    """

    raw: str

    @once
    def text(self) -> str:
        """Return the prose: HOLE stands for what is seen and no prose, GAP for what is not seen."""
        return _MARKS.sub(_blank, self.raw) if _is_special(self.raw) else self.raw

    @once
    def unquoted(self) -> str:
        """Return the prose with what stands in quotation marks blanked too; the marks stay."""
        return _QUOTED.sub(_inside, self.text) if _QUOTES.search(self.text) else self.text

    @once
    def own(self) -> str:
        r"""Return the prose without what may be in another language: quotations, titles in *…*, texts of far links.

        Emphasis that all of a text stands in makes no title of it.

        >>> text = "Гл. *The Trial* і [What is torture?](https://a.org) (англ. torture)."
        >>> [word.text for word in Prose(text).own_words]
        ['Гл', 'і']
        """
        text = self.unquoted
        for found in _ASIDE.finditer(self.raw) if _BRACKETS.search(self.raw) else ():
            start, end = found.span()
            if found[0][0] in "[(" or _has_letters(text[:start] + text[end:]):
                text = text[:start] + HOLE * (end - start) + text[end:]
        return text

    @once
    def own_words(self) -> tuple[Word, ...]:
        """Return the words of the prose that must be in the language of the text."""
        return tuple(words(self.own))

    @once
    def visible(self) -> str:
        """Return what a reader sees, without the blanks; places are lost."""
        return self.text.replace(GAP, "").replace(HOLE, "")

    @once
    def words(self) -> tuple[Word, ...]:
        """Return the words of the prose."""
        return tuple(words(self.text))

    @once
    def unquoted_words(self) -> tuple[Word, ...]:
        """Return the words that stand outside quotation marks."""
        return tuple(words(self.unquoted))


def words(text: str) -> Iterator[Word]:
    """Return the words of a blanked text with their places.

    >>> [word.text for word in words("Аб’ект IT-кампаніі, за́мак і 2024")]
    ['Аб’ект', 'IT-кампаніі', 'замак', 'і', '2024']
    """
    for found in _WORD.finditer(text):
        word = found[0]
        if not word.isalnum():
            word = unicodedata.normalize("NFC", word.replace("\u0301", "").replace(GAP, ""))
        yield Word(word, found.start(), found.end())


def _is_special(text: str) -> bool:
    """Tell whether a text may have anything that is no prose; a quick look, for most have nothing."""
    return (
        _SPECIAL.search(text) is not None
        or "://" in text
        or "www." in text
        or ("." in text[:-1] and _INSIDE.search(text) is not None)
    )


def _blank(found: re.Match[str]) -> str:
    kind, text = found.lastgroup, found[0]
    match kind:
        case "escape":
            return GAP + text[1:]
        case "title" | "target":
            title = found["title"] or ""
            before = text.index(title) if title else len(text)
            return GAP * before + title.replace('"', " ").replace("'", " ") + GAP * (len(text) - before - len(title))
        case "entity":
            character = html.unescape(text)
            return GAP * (len(text) - 1) + character if len(character) == 1 else HOLE * len(text)
        case _:
            return (HOLE if kind in _HOLES or kind == "ticks" else GAP) * len(text)


def _has_letters(text: str) -> bool:
    return any(each.isalpha() for each in text)


def _inside(found: re.Match[str]) -> str:
    text = found[0]
    return text[0] + HOLE * (len(text) - 2) + text[-1]
