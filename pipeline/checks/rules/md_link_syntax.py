"""A link that is written wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _address, _claim, _link, _mark, _syntax
from pipeline.sentence import Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rules._division import Claim
    from pipeline.checks.subject import Form

_APART = re.compile(
    r"\][ \u00a0\n]+\((?=[^()\s]+\))"
    r"(?:https?:|www\.|mailto:|\.{0,2}/|\#|[^()\s]+\.(?:md|html?|pdf|jpe?g|png|org|com)\b)[^()]*\)"
)
_BARE = re.compile(r"\b(?:https?://|www\.)[^\s<>()\[\]«»„“”\"'/?#]+")


def _check(form: Form) -> Iterator[Hit]:
    if form.refusals:
        for claim in _claim.of(form, "md.link-syntax"):
            old, new = claim.values
            span = _syntax.broken_link(old, form.target) if not new else None
            yield _claim.hit(
                form, claim, _sentence(claim), suggestion=old if old and _syntax.is_odd(new) else "", target=span
            )
    elif form.is_prose:
        yield from _written(form)


def _sentence(claim: Claim) -> Sentence:
    old, new = claim.values
    if claim.added and claim.added.item[0].endswith(":"):
        return say(
            "'<%(new)s>' is what is left of an address that a program took for a tag. Write the address as the source "
            "has it.",
            new=claim.added.item[0],
        )
    if (claim.missing and claim.missing.item[1] == "title") or (claim.added and claim.added.item[1] == "title"):
        return say(
            "the title of a link is not as in the source. Write it in quotation marks after the address, only where "
            'the source has one: [words](address "title").'
        )
    if claim.added:
        return say(
            "the address '%(old)s' became '%(new)s', with a space, a quotation mark or a Cyrillic letter in it. Write "
            "the address of the source.",
            old=old,
            new=new,
        )
    return say("the link to '%(old)s' is written wrong. Write [words](%(old)s), with nothing between ] and (.", old=old)


def _written(form: Form) -> Iterator[Hit]:
    """Find what is no difference of the page: the source has no such link."""
    text = form.target
    if form.role in _mark.PLAIN and "](" in text and "](" not in form.source:
        start = text.index("](")
        yield Hit(
            say("this text knows no links, and readers see the brackets. Write only the words."), (start, start + 2)
        )
    if "] (" in text or "]\u00a0(" in text:
        for found in _APART.finditer(_link.without_code(text)):
            if found[0] not in form.source:
                yield Hit(say("the link is not one, and readers see its brackets. Write [words](address), with nothing "
                    "between ] and (."), found.span())  # fmt: skip
    if "://" in text or "www." in text:
        for found in _BARE.finditer(_link.without_code(text)):
            if found[0] not in form.source and _is_disguised(found[0]):
                yield Hit(say("the address '%(address)s' has letters of two alphabets. Write the address of the "
                "source.",
                    address=found[0]), found.span())  # fmt: skip


def _is_disguised(address: str) -> bool:
    host = _address.host(address if "://" in address else f"https://{address}")
    return _address.has_cyrillic(host) and _address.is_disguised(host)


RULE = Rule(
    id="md.link-syntax",
    severity=Severity.ERROR,
    summary="A link is written wrong: '] (', a space or a Cyrillic letter in the address, '<https:>'.",
    explanation="A link is [words](address) with nothing between the brackets, and an address has no space and, but "
    "for percent-encoding, no Cyrillic letters that the source does not have. Programs that clean HTML make "
    "'<https:>' of an address in angle brackets. Readers would see brackets, or get nowhere; write the link as the "
    "source has it.",
    examples=(Example("be", "See [the plan](plan.md).", "Гл. [план] (plan.md).", "Гл. [план](plan.md)."),),
    prose=False,
    needs=traits.one_of(traits.refused, traits.latin, traits.target("[]/")),
    check=_check,
)
