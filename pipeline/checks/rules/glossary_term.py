"""A term that is translated in another way than the glossary says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _term
from pipeline.glossary import Glossary
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.checks.rules._term import Mention, Terms, Token
    from pipeline.checks.subject import Form


def _check(form: Form) -> Iterator[Hit]:
    glossary, locale = form.context.extra.get(RULE.id), form.context.locale
    if not isinstance(glossary, Glossary):
        return
    terms = _term.terms(glossary, locale)
    mentions = list(terms.mentions(form.source_prose.unquoted))
    if not mentions:
        return
    tokens = _term.tokens_of(form.prose.text, locale)
    kept = [each for each in mentions if terms.stands(each.term, tokens)]
    for each in mentions:
        allowed = each.term.translations.get(locale, ())
        banned = next(_forbidden(each, terms, tokens, form), None)
        if banned:
            yield banned
        elif allowed and each not in kept and not any(_covers(other, each) for other in kept):
            yield Hit(
                say(
                    "the glossary has '%(right)s' for '%(term)s', and the translation does not. Use the word of the "
                    "glossary, or add the one that you used to it.",
                    right=" / ".join(allowed), term=each.term.text,
                ),
                source=each.span,
            )  # fmt: skip


def _forbidden(mention: Mention, terms: Terms, tokens: Sequence[Token], form: Form) -> Iterator[Hit]:
    """Yield a hit for each forbidden translation of a term that is no part of an allowed one."""
    locale = form.context.locale
    allowed = mention.term.translations.get(locale, ())
    fine = {token for each in allowed for row in terms.rows(each, tokens) for token in row}
    for phrase in mention.term.forbidden.get(locale, ()):
        for row in terms.rows(phrase, tokens):
            if fine.issuperset(row):
                continue
            span = row[0].start, row[-1].end
            values = {"wrong": form.target[slice(*span)], "term": mention.term.text}
            if allowed:
                text = say("the glossary does not want '%(wrong)s' for '%(term)s'. Write '%(right)s'.",
                           right=" / ".join(allowed), **values)  # fmt: skip
            else:
                text = say("the glossary does not want '%(wrong)s' for '%(term)s'. Use another word.", **values)
            is_certain = form.target[slice(*span)] == phrase and len(allowed) == 1
            yield Hit(text, target=span, source=mention.span, suggestion=allowed[0] if is_certain else "")


def _covers(other: Mention, each: Mention) -> bool:
    """Tell whether a longer term that has its translation has the words of this one: it is told by half its name."""
    return len(other.term.text) > len(each.term.text) and each.term.text.lower() in other.term.text.lower()


RULE = Rule(
    id="glossary.term",
    severity=Severity.INFO,
    summary="A term is not translated as the glossary of the site has it.",
    explanation="One thing should have one name on the whole site, or readers take it for two. The source text has a "
    "term of the glossary, and the translation has none of its translations in any form, or has one that the glossary "
    "forbids. Terms in quotation marks and in code, initials and a second mention in the same text are left alone. "
    "Use the word of the glossary; where another one is right too, add it there. Asked where the settings name a "
    "glossary.",
    examples=(
        Example(
            "be",
            "She is a human rights defender.",
            "Яна актывістка.",
            "Яна праваабаронца.",
        ),
        Example(
            "ru",
            "Two political prisoners were released.",
            "Двух политических заключённых освободили.",
            "Двух политзаключённых освободили.",
        ),
    ),
    on=False,
    check=_check,
)
