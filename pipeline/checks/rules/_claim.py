"""Which rule says what: everything for which the build refuses a translation belongs to exactly one rule."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit
from pipeline.checks.rules import _mark, _place
from pipeline.checks.rules._division import Claim, divide
from pipeline.sentence import Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.finding import Span
    from pipeline.checks.subject import Form
    from pipeline.difference import Difference, Item


def of(form: Form, rule: str) -> Iterator[Claim]:
    """Return what a rule has to say of a text that the build refuses."""
    if form.refusals:
        yield from (each for each in claims(form) if each.rule == rule)


def claims(form: Form) -> tuple[Claim, ...]:
    """Divide everything that is said against a text among the rules."""
    if form.subject.is_format:
        return tuple(Claim(_rule_of_theme(each), (_sentence(each),)) for each in dict.fromkeys(form.refusals))
    return _divided(form.source, form.target, tuple(dict.fromkeys(form.differences)), bool(_mark.broken(form)))


@lru_cache(maxsize=64)
def _divided(source: str, target: str, differences: tuple[Difference, ...], broken: bool) -> tuple[Claim, ...]:
    return tuple(divide(source, target, differences, marks_are_seen=broken))


def _rule_of_theme(refusal: str) -> str:
    return "fmt.placeholder" if "%(" in refusal else "char.control"


def _sentence(text: str) -> Sentence:
    return text if isinstance(text, Sentence) else say("%(text)s", text=text)


def hit(form: Form, claim: Claim, sentence: Sentence, *, suggestion: str = "", target: Span | None = None) -> Hit:
    """Return the finding for a claim, with its places in both texts, and what it means for readers."""
    source = _place.of(claim.missing.item, form.source) if claim.missing else None
    if target is None and claim.added:
        target = _place.of(claim.added.item, form.target)
    elif target is None and claim.missing and _is_attribute(claim.missing.item):
        target = _place.tag(claim.missing.item[0], form.target)
    return Hit(readers(form, sentence), target, source, suggestion if target else "")


def _is_attribute(item: Item) -> bool:
    """Tell whether it is an attribute whose tag may still be there: a link without its address is none."""
    return len(item) == 3 and item[1] not in ("href", "src")


def readers(form: Form, sentence: Sentence) -> Sentence:
    """Add what readers see as long as a text is refused; a catalog without its site has no readers."""
    if not form.context.in_site:
        return sentence
    return say("%(sentence)s Until then readers see the source text.", sentence=sentence)
