"""What a text and its source have that rules look for: taken down once, so that most rules need not be asked at all.

Most texts have letters, spaces, commas and points, and few signs besides; most rules look for a sign. `Rule.needs` says
of which texts a rule may find something, and a rule that has none is asked always. Leaving it out never changes what is
found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from pipeline.checks import familiar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.checks.rule import Rule
    from pipeline.checks.subject import Form

_SIGN = re.compile(r"[^A-Za-zА-ФЦ-Яа-яЁёіЎў ,.]")
"""Every character but the common ones; Х and І count as signs, for Roman numerals are made of them."""

_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Traits:
    """What a pair of texts has.

    `source` and `target` are the characters that are no common letters, space, comma or point. `refused` tells that
    something is said against the text; `latin` that the translation has English letters; `doubled` that two spaces
    stand side by side in it; `edged` that one of the two begins or ends with white space; `unfamiliar` that it has a
    word in which a letter or a group of letters may be strange.
    """

    source: frozenset[str]
    target: frozenset[str]
    refused: bool = False
    latin: bool = False
    doubled: bool = False
    edged: bool = False
    unfamiliar: bool = True


Need: TypeAlias = "Callable[[Traits], bool]"
"""Tells of the traits of a text whether a rule may find something in it."""


def of(form: Form) -> Traits:
    """Return the traits of a text."""
    source, target = form.source, form.target
    return Traits(
        frozenset(_SIGN.findall(source)),
        frozenset(_SIGN.findall(target)),
        bool(form.refusals),
        _LATIN.search(target) is not None,
        "  " in target,
        target != target.strip() or source != source.strip(),
        not familiar.is_all(target, form.language),
    )


def refused(traits: Traits) -> bool:
    """Tell whether something is said against the text."""
    return traits.refused


def latin(traits: Traits) -> bool:
    """Tell whether the translation has English letters."""
    return traits.latin


def unfamiliar(traits: Traits) -> bool:
    """Tell whether the translation has a word that may be strange."""
    return traits.unfamiliar


def doubled(traits: Traits) -> bool:
    """Tell whether two spaces stand side by side in the translation."""
    return traits.doubled


def edged(traits: Traits) -> bool:
    """Tell whether the translation or its source begins or ends with white space."""
    return traits.edged


def target(signs: str) -> Need:
    """Return the need for one of these characters in the translation."""
    wanted = frozenset(signs)
    return lambda traits: not wanted.isdisjoint(traits.target)


def either(signs: str) -> Need:
    """Return the need for one of these characters in the translation or its source."""
    wanted = frozenset(signs)
    return lambda traits: not wanted.isdisjoint(traits.target) or not wanted.isdisjoint(traits.source)


def like(pattern: str) -> Need:
    """Return the need for a character in the translation that a class of a pattern, such as `[^a-z]`, has."""
    known = re.compile(pattern)
    return lambda traits: any(map(known.match, traits.target))


def one_of(*needs: Need) -> Need:
    """Return the need for what fulfils one of several."""
    return lambda traits: any(need(traits) for need in needs)


def digits(traits: Traits) -> bool:
    """Tell whether the translation or its source has a digit."""
    return any(map(str.isdecimal, traits.target)) or any(map(str.isdecimal, traits.source))


class Sieve:
    """Rules, and which of them a text needs; texts are alike, so that few are looked at closely."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._known: dict[Traits, tuple[Rule, ...]] = {}

    def rules(self, form: Form) -> tuple[Rule, ...]:
        """Return the rules that may find something in a text."""
        traits = of(form)
        found = self._known.get(traits)
        if found is None:
            found = tuple(each for each in self._rules if each.needs is None or each.needs(traits))
            if len(self._known) < _MOST:
                self._known[traits] = found
        return found


_MOST = 20_000
