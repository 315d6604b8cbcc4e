"""One thing that a translation lost or gained beside words, and the sentence that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pipeline.sentence import Sentence, say

if TYPE_CHECKING:
    from typing import Self

Item: TypeAlias = tuple[str, ...]
"""One thing that was counted, its kind first: `("a", "href", "x.md")`, `("code", "navina")`, `("em",)`."""

FIXED = frozenset({"code", "pre", "script", "style", "textarea", "math"})
"""Elements whose text must stay as it is."""


class Difference(Sentence):
    """A sentence on one difference; `item` is what differs, `number` how many times.

    `added` tells that the source does not have it, else the translation does not.
    """

    __slots__ = ("added", "item", "number")
    item: Item
    added: bool
    number: int

    @classmethod
    def of(cls, item: Item, count: int, *, added: bool) -> Self:
        """Say that a translation has an item fewer or more times than its source.

        >>> print(Difference.of(("a", "href", "x.md"), 1, added=False))
        the link to 'x.md' is missing
        >>> print(Difference.of(("em",), 2, added=True))
        emphasis (*…*) is not in the source (2 times)
        """
        kind, values = _kind(item)
        sentence = say((_ADDED if added else _MISSING)[kind].template, **values)
        if count > 1:
            sentence = say("%(sentence)s (%(count)s times)", sentence=sentence, count=count)
        return cls._made(sentence, item, count, added=added)

    @classmethod
    def _made(cls, sentence: Sentence, item: Item, number: int = 1, *, added: bool) -> Self:
        made = cls(sentence.template, **sentence.values)
        made.item, made.added, made.number = item, added, number
        return made

    @classmethod
    def marks(cls, mark: str, count: int) -> Self:
        """Say that a translation has a mark of Markdown or HTML far more often than its source."""
        text = say(
            "the mark '%(mark)s' is there %(count)s times, far more often than in the source", mark=mark, count=count
        )
        return cls._made(text, ("marks", mark), added=True)

    @classmethod
    def character(cls, name: str) -> Self:
        """Say that a translation has a text that its source lacks and that no page can hold."""
        return cls._made(say("%(name)s is not in the source", name=name), ("character", name), added=True)


def _kind(item: Item) -> tuple[str, dict[str, str]]:
    """Return what kind of thing an item is, and the values of its sentence."""
    match item:
        case ("a", "href", address):
            return "link", {"address": address}
        case ("img", "src", address):
            return "picture", {"address": address}
        case ("code" | "footnote" | "nesting" | "contents" as kind, text):
            return kind, {"text": text}
        case (tag, text) if tag in FIXED:
            return "fixed", {"text": text, "tag": tag}
        case ("em" | "strong" | "br" as kind,):
            return kind, {}
        case ("comment", *_):
            return "comment", {}
        case (tag, name, value):
            return "attribute", {"tag": tag, "name": name, "value": value}
        case _:
            return "tag", {"tag": item[0]}


_MISSING = {
    "link": say("the link to '%(address)s' is missing"),
    "picture": say("the picture '%(address)s' is missing"),
    "code": say("the code `%(text)s` is missing"),
    "footnote": say("the footnote mark [^%(text)s] is missing"),
    "nesting": say("a tag that is not closed in order (%(text)s) is missing"),
    "contents": say("the table of contents (%(text)s) is missing"),
    "fixed": say("the text '%(text)s' of <%(tag)s> is missing"),
    "em": say("emphasis (*…*) is missing"),
    "strong": say("strong emphasis (**…**) is missing"),
    "br": say("a line break is missing"),
    "comment": say("an HTML comment is missing"),
    "attribute": say('the attribute %(name)s="%(value)s" of <%(tag)s> is missing'),
    "tag": say("<%(tag)s> is missing"),
}
_ADDED = {
    "link": say("the link to '%(address)s' is not in the source"),
    "picture": say("the picture '%(address)s' is not in the source"),
    "code": say("the code `%(text)s` is not in the source"),
    "footnote": say("the footnote mark [^%(text)s] is not in the source"),
    "nesting": say("a tag that is not closed in order (%(text)s) is not in the source"),
    "contents": say("the table of contents (%(text)s) is not in the source"),
    "fixed": say("the text '%(text)s' of <%(tag)s> is not in the source"),
    "em": say("emphasis (*…*) is not in the source"),
    "strong": say("strong emphasis (**…**) is not in the source"),
    "br": say("a line break is not in the source"),
    "comment": say("an HTML comment is not in the source"),
    "attribute": say('the attribute %(name)s="%(value)s" of <%(tag)s> is not in the source'),
    "tag": say("<%(tag)s> is not in the source"),
}
