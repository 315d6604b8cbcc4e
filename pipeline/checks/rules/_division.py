"""The differences of a text divided into claims: one mistake is one claim, and one rule's.

An address that changed is a link that is missing and one that was added; a tag that is not closed is a tag and a breach
of order. Whatever the differences are, each comes into exactly one claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from pipeline.checks.rules import _address, _syntax
from pipeline.difference import Difference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.difference import Item
    from pipeline.sentence import Sentence

UNSAFE_TAGS = frozenset(
    """
    applet base button embed form frame frameset iframe input link math meta object option script select style svg
    template textarea
    """.split()
)
"""Elements that run, fetch or ask for something, or can hide that they do."""

_UNSAFE_ATTRIBUTES = frozenset({"style", "srcdoc", "formaction"})
_ADDRESSES = frozenset("action background cite data href longdesc ping poster src srcset xlink:href".split())
_COMPANIONS: dict[str, set[Item]] = {
    "a": {("a", "title", "")}, "img": {("img", "alt", ""), ("img", "title", "")},
}  # fmt: skip
_EMPHASIS = {("em",), ("strong",)}
_MANY = 400


@dataclass(frozen=True, slots=True)
class Claim:
    """What one finding is about: the sentences against a text, mostly differences, and the id of the rule."""

    rule: str
    reasons: tuple[Sentence, ...]

    @property
    def missing(self) -> Difference | None:
        """Return the first of what the translation lost."""
        return next((each for each in self.reasons if isinstance(each, Difference) and not each.added), None)

    @property
    def added(self) -> Difference | None:
        """Return the first of what the source does not have."""
        return next((each for each in self.reasons if isinstance(each, Difference) and each.added), None)

    @property
    def values(self) -> tuple[str, str]:
        """Return the address, code or label that is missing and the one that was added, "" for none."""
        return (self.missing.item[-1] if self.missing else ""), (self.added.item[-1] if self.added else "")


def divide(source: str, target: str, differences: Iterable[Difference], *, marks_are_seen: bool) -> Iterator[Claim]:
    """Divide the differences of a translation; `marks_are_seen`: marks of emphasis in it make none."""
    pile = _Pile(differences)
    yield from _unsafe(pile)
    yield from _links(pile, source, target)
    if marks_are_seen and (lost := pile.take(lambda each: not each.added and each.item in _EMPHASIS)):
        yield Claim("md.emphasis-broken", lost)
    yield from (Claim("md.emphasis", pair) for pair in pile.pairs(lambda each: each.item in _EMPHASIS))
    yield from (Claim("md.code", pair) for pair in pile.pairs(lambda each: _is_kind("code", each.item)))
    yield from (Claim("md.footnote", pair) for pair in pile.pairs(lambda each: _is_kind("footnote", each.item)))
    yield from _tags(pile)
    yield from _attributes(pile, has_list="{" in source or "{" in target)
    yield from (Claim(_rule(each.item), (each,)) for each in pile.take(lambda _: True))


class _Pile:
    """The differences that no claim has taken yet."""

    def __init__(self, differences: Iterable[Difference]) -> None:
        self._left = list(differences)

    def take(self, wanted: Callable[[Difference], bool]) -> tuple[Difference, ...]:
        """Take off what is wanted."""
        taken = tuple(each for each in self._left if wanted(each))
        if taken:
            self._left = [each for each in self._left if not wanted(each)]
        return taken

    def items(self, *, added: bool | None = None) -> Iterator[Item]:
        """Return what is left: of what was added, of what is missing, or of both."""
        return (each.item for each in self._left if added is None or each.added is added)

    def pairs(self, wanted: Callable[[Difference], bool]) -> Iterator[tuple[Difference, ...]]:
        """Take off what is wanted: each missing one with the added one that is most like it, then the rest."""
        taken = self.take(wanted)
        missing = [each for each in taken if not each.added]
        added = [each for each in taken if each.added]
        for pair in _alike(missing, added):
            missing.remove(pair[0])
            added.remove(pair[1])
            yield pair
        yield from ((each,) for each in (*missing, *added))


def _alike(missing: list[Difference], added: list[Difference]) -> list[tuple[Difference, Difference]]:
    if len(missing) * len(added) > _MANY:
        return [pair for pair in zip(missing, added, strict=False) if pair[0].number == pair[1].number]
    candidates = [(one, other) for one in missing for other in added if one.number == other.number]
    candidates.sort(key=lambda pair: -ratio(pair[0].item[-1], pair[1].item[-1]))
    found: list[tuple[Difference, Difference]] = []
    for one, other in candidates:
        if not any(one is first or other is second for first, second in found):
            found.append((one, other))
    return sorted(found, key=lambda pair: pair[0].item)


def _is_kind(kind: str, item: Item) -> bool:
    return len(item) == 2 and item[0] == kind


def _tag(item: Item) -> str:
    return item[1].strip("</>") if item[0] == "nesting" else item[0]


def _is_of(tag: str, difference: Difference) -> bool:
    return _tag(difference.item) == tag


def _unsafe(pile: _Pile) -> Iterator[Claim]:
    for tag in sorted({_tag(item) for item in pile.items(added=True)} & UNSAFE_TAGS):
        yield Claim("html.unsafe", pile.take(partial(_is_of, tag)))
    for each in pile.take(lambda each: each.added and _is_unsafe(each.item)):
        yield Claim("html.unsafe", (each,))


def _is_unsafe(item: Item) -> bool:
    return len(item) == 3 and (item[1].startswith("on") or item[1] in _UNSAFE_ATTRIBUTES)


def _links(pile: _Pile, source: str, target: str) -> Iterator[Claim]:
    yield from _cut_addresses(pile)
    for tag, name in (("a", "href"), ("img", "src")):
        for pair in pile.pairs(partial(_begins, (tag, name))):
            whole = pair + pile.take(partial(_belongs, pair, len(pair) == 1 or _is_by_label(pair[0], source)))
            yield Claim(_address_rule(Claim("", whole), source, target), whole)
    for each in pile.take(lambda each: each.added and bool(_foreign(each.item, source))):
        yield Claim(_foreign(each.item, source), (each,))


def _begins(place: Item, difference: Difference) -> bool:
    return len(difference.item) == 3 and difference.item[:2] == place


def _is_by_label(difference: Difference, source: str) -> bool:
    """Tell whether a link of the source has its address, and its title, elsewhere."""
    return not difference.added and _syntax.has_label(source) and not _syntax.is_written(difference.item[2], source)


def _belongs(pair: tuple[Difference, ...], whole: bool, difference: Difference) -> bool:
    """Tell whether a title or an alternative text is lost with its link or picture, or a tag has no address at all."""
    main = next((each for each in pair if each.added is difference.added), None)
    if main is None:
        return False
    tag, _, address = main.item
    return (not address and difference.item == (tag,)) or (whole and difference.item in _COMPANIONS[tag])


def _cut_addresses(pile: _Pile) -> Iterator[Claim]:
    """`<https:></https:>`: an address that a tool took for a tag and cleaned."""
    for tag in sorted({item[0] for item in pile.items(added=True) if item[0].endswith(":")}):
        yield Claim("md.link-syntax", pile.take(partial(_is_cut, tag)))


def _is_cut(tag: str, difference: Difference) -> bool:
    item = difference.item
    return _tag(item) == tag or (not difference.added and item[:2] == ("a", "href") and item[2].startswith(tag))


def _address_rule(claim: Claim, source: str, target: str) -> str:
    missing, added = claim.missing, claim.added
    if added and (foreign := _foreign(added.item, source, missing)):
        return foreign
    if any(each.item[0] == "img" for each in (missing, added) if each):
        return "md.image"
    old, new = claim.values
    if missing and _is_by_label(missing, source):
        return "md.ref-label"
    if missing and added:
        return _changed(old, new)
    if missing:
        return "md.link-syntax" if _syntax.broken_link(old, target) else "md.link-missing"
    return "md.link-added"


def _changed(old: str, new: str) -> str:
    if old.partition("#")[0] == new.partition("#")[0]:
        return "md.anchor"
    return "md.link-syntax" if _syntax.is_odd(new) and not _syntax.is_odd(old) else "md.link-url"


def _foreign(item: Item, source: str, missing: Difference | None = None) -> str:
    """Return the rule of what leads where the source does not, "" for none."""
    if len(item) != 3 or item[1] not in _ADDRESSES:
        return ""
    if _address.scheme(item[2]) not in ("", *_address.SCHEMES):
        return "url.scheme"
    host = _address.host(item[2])
    known = not host or (missing is not None and host == _address.host(missing.item[2]))
    if known or re.search(rf"(?<![\w.-]){re.escape(host)}(?![\w-]|\.\w)", source.lower()):
        return ""
    return "url.host"


def _tags(pile: _Pile) -> Iterator[Claim]:
    for added in (False, True):
        for tag in sorted({item[0] for item in pile.items(added=added) if _is_tag(item)}):
            taken = sorted(pile.take(partial(_is_part, tag, added)), key=lambda each: len(each.item))
            yield Claim("html.tags", tuple(taken))
    for tag in sorted({_tag(item) for item in pile.items() if item[0] == "nesting"}):
        yield Claim("html.tags", pile.take(partial(_is_breach, tag)))


def _is_breach(tag: str, difference: Difference) -> bool:
    return difference.item[0] == "nesting" and _tag(difference.item) == tag


def _is_part(tag: str, added: bool, difference: Difference) -> bool:
    return difference.added is added and _tag(difference.item) == tag


def _is_tag(item: Item) -> bool:
    return len(item) == 1 and item != ("br",)


def _attributes(pile: _Pile, *, has_list: bool) -> Iterator[Claim]:
    for place in sorted({item[:2] for item in pile.items() if len(item) == 3}):
        rule = _attribute_rule(place, has_list=has_list)
        yield from (Claim(rule, pair) for pair in pile.pairs(partial(_begins, place)))


def _attribute_rule(place: Item, *, has_list: bool) -> str:
    match place:
        case ("img", "alt" | "title"):
            return "md.image-alt"
        case ("a", "title"):
            return "md.link-syntax"
        case _:
            return "html.attr-list" if has_list else "html.tags"


def _rule(item: Item) -> str:
    match item:
        case ("br",):
            return "md.break"
        case ("comment", *_):
            return "html.comment"
        case ("contents", *_):
            return "md.contents"
        case ("character", name):
            return "char.control" if name.startswith("the character") else "md.contents"
        case _:
            return "html.tags"
