"""Terms of a glossary in a text and their translations in another, whatever forms the words have there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias
from weakref import WeakKeyDictionary

from pipeline.prose import GAP
from pipeline.stemming import stemmer
from pipeline.stemming.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.checks.finding import Span
    from pipeline.glossary import Glossary, Term

_WORD = re.compile(rf"[^\W_]+(?:\u0301[^\W_]*)*(?:[’'ʼ{GAP}]+[^\W_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ]s?$")
_UNCHANGED = frozenset("news series species always across".split())
_JOINED = re.compile(rf"[\s{GAP}\-‑–]*")
_COMPOUND = re.compile(r"[-‑]\w")
_PREFIX = re.compile(r"\w[-‑]$")
_SENTENCE = re.compile(r"[.!?…;:](?=\s)|\n")
_BETWEEN = 3
"""How many words more than it has may a translation be spread over: its words can stand in another order."""

_LEAST = 4
_INITIALS = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, folded to what all its forms share, with its place; `sentence` counts the sentences."""

    text: str
    stem: str
    start: int
    end: int
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A term that a source text has, and where."""

    term: Term
    span: Span


def singular(word: str) -> str:
    """Return what an English noun and its plural and possessive share.

    >>> [singular(each) for each in ("prisoners", "prisoner’s", "agencies", "courts’", "processes", "news", "men")]
    ['prisoner', 'prisoner', 'agency', 'court', 'process', 'news', 'man']
    """
    word = _POSSESSIVE.sub("", word)
    if word in _UNCHANGED or len(word) <= 3 or word.endswith(("ss", "us", "is")):
        return "man" if word == "men" else word
    for ending, new in (("ies", "y"), ("women", "woman"), ("people", "people")):
        if word.endswith(ending):
            return word.removesuffix(ending) + new
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word.removesuffix("s")


_Forms: TypeAlias = "tuple[re.Match[str], frozenset[str]]"


@lru_cache(maxsize=65536)
def _forms(word: str) -> frozenset[str]:
    """Return how a glossary may write a word; one that is a plural there is never meant by the singular."""
    return frozenset({word, _POSSESSIVE.sub("", word), singular(word)})


class Terms:
    """The terms of a glossary that say something for a locale, by their first word."""

    def __init__(self, glossary: Glossary, locale: str) -> None:
        self._locale = locale
        self._by_first: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
        for term in glossary.terms:
            if locale in term.translations or locale in term.forbidden:
                words = tuple(_POSSESSIVE.sub("", each[0].lower()) for each in _WORD.finditer(term.text))
                self._by_first.setdefault(words[0] if words else "", []).append((words, term))

    def mentions(self, text: str) -> Iterator[Mention]:
        """Yield the terms of a source text, of those that begin with the same word the longest; each once."""
        tokens = [(found, _forms(found[0].lower())) for found in _WORD.finditer(text)]
        seen: set[int] = set()
        place = 0
        while place < len(tokens):
            mention, length = self._at(text, tokens, place)
            if mention and id(mention.term) not in seen:
                seen.add(id(mention.term))
                yield mention
            place += length

    def _at(self, text: str, tokens: Sequence[_Forms], place: int) -> tuple[Mention | None, int]:
        known = [pair for form in tokens[place][1] for pair in self._by_first.get(form, ())]
        for words, term in sorted(known, key=lambda pair: (-len(pair[0]), pair[1].line)):
            found = tokens[place : place + len(words)]
            if len(found) == len(words) and all(word in forms for word, (_, forms) in zip(words, found, strict=True)):
                span = found[0][0].start(), found[-1][0].end()
                if _is_whole(text, [each for each, _ in found]) and _has_capitals(text[slice(*span)], term):
                    return Mention(term, span), len(words)
        return None, 1

    def stands(self, term: Term, tokens: Sequence[Token]) -> bool:
        """Tell whether a text has one of the translations of a term, in any form, or its initials."""
        return any(next(self.places(each, tokens), None) for each in term.translations.get(self._locale, ())) or any(
            token.text == initials
            for each in term.translations.get(self._locale, ())
            if (initials := self._initials(each))
            for token in tokens
        )

    def places(self, phrase: str, tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
        """Yield the words of a text that a phrase can be seen in: near to one another, in any order and form."""
        wanted = _phrase(phrase, self._locale)
        for place, token in enumerate(tokens):
            if wanted and _is_same(token, wanted[0]):
                reach = len(wanted) + _BETWEEN
                near = tokens[max(0, place - reach) : place + reach + 1]
                around = [each for each in near if each.sentence == token.sentence]
                rest = [next((each for each in around if _is_same(each, word)), None) for word in wanted[1:]]
                if all(rest):
                    yield (token, *filter(None, rest))

    def rows(self, phrase: str, tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
        """Yield the words of a text that are a phrase in some form: all of its words, in its order, side by side."""
        wanted = tokens_of(phrase, self._locale)
        for place in range(len(tokens) - len(wanted) + 1):
            found = tuple(tokens[place : place + len(wanted)])
            if wanted and all(one.stem == other.stem for one, other in zip(found, wanted, strict=True)):
                yield found

    def _initials(self, phrase: str) -> str:
        words = [each.text for each in _phrase(phrase, self._locale)]
        return "".join(each[0].upper() for each in words) if len(words) >= _INITIALS else ""


def tokens_of(text: str, locale: str) -> list[Token]:
    """Return the words of a translation; a hyphen parts two."""
    ends = [found.start() for found in _SENTENCE.finditer(text)]
    found, sentence = [], 0
    for word in _WORD.finditer(text):
        while sentence < len(ends) and ends[sentence] < word.start():
            sentence += 1
        plain = word[0].replace(GAP, "").replace("\u0301", "")
        found.append(Token(plain, _stem(plain, locale), word.start(), word.end(), sentence))
    return found


@lru_cache(maxsize=65536)
def _stem(word: str, locale: str) -> str:
    return stemmer(locale).stem(fold(word))


@lru_cache(maxsize=4096)
def _phrase(phrase: str, locale: str) -> tuple[Token, ...]:
    """Return the words of a translation that count; of one that has small words only, all."""
    found = tokens_of(phrase, locale)
    common = stemmer(locale).common
    return tuple(each for each in found if fold(each.text) not in common) or tuple(found)


def _is_same(token: Token, wanted: Token) -> bool:
    """Tell whether two words may be forms of one: they share the stem, the beginning, or all but two letters.

    Generous: stems lie now and then, and a wrong alarm costs more than a miss.
    """
    if token.stem == wanted.stem:
        return True
    one, other = fold(token.text), fold(wanted.text)
    return len(other) >= _LEAST and one.startswith(other[:-2] if len(other) >= _LEAST + 2 else other)


def _is_whole(text: str, found: Sequence[re.Match[str]]) -> bool:
    """Tell whether only spaces and hyphens part the words of a term, and no hyphen joins it to another word."""
    if _COMPOUND.match(text, found[-1].end()) or _PREFIX.search(text, max(0, found[0].start() - 2), found[0].start()):
        return False
    return all(_JOINED.fullmatch(text, one.end(), other.start()) for one, other in pairwise(found))


def _has_capitals(text: str, term: Term) -> bool:
    """Tell whether a text has the capitals of a term where those matter: a PEN is no pen."""
    if not (term.sensitive or term.text.isupper()):
        return True
    words = zip(_WORD.findall(text), _WORD.findall(term.text), strict=True)
    return all(one.startswith(other[:-1]) and other[-1] in one for one, other in words)


_KNOWN: WeakKeyDictionary[Glossary, dict[str, Terms]] = WeakKeyDictionary()


def terms(glossary: Glossary, locale: str) -> Terms:
    """Return the terms of a glossary for a locale, put in order once."""
    by_locale: Mapping[str, Terms] = _KNOWN.setdefault(glossary, {})
    if locale not in by_locale:
        _KNOWN[glossary][locale] = Terms(glossary, locale)
    return by_locale[locale]
