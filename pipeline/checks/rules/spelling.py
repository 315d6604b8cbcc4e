"""A word that no dictionary knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.prose import GAP, HOLE
from pipeline.sentence import say
from pipeline.spelling import Speller

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form
    from pipeline.prose import Word

_OPENS = f" \u00a0\t«„“(—{GAP}"
_ENDS = tuple(f".!?…:;\n{HOLE}")


def _check(form: Form) -> Iterator[Hit]:
    spellers = form.context.extra.get(RULE.id)
    speller = spellers.get(form.context.locale) if isinstance(spellers, dict) else None
    if not isinstance(speller, Speller):
        return
    seen = set()
    for word in form.prose.own_words:
        text = word.text
        if text in seen or not _is_asked(text, form) or speller.knows(text) or _is_name(word, form):
            continue
        seen.add(text)
        yield Hit(
            say("no dictionary knows '%(word)s'. Mend it, or add it to the site's list of words.", word=text),
            target=word.span,
        )


def _is_asked(text: str, form: Form) -> bool:
    """Tell whether dictionaries can have a word: all of its letters are of the language, no number, no abbreviation."""
    if len(text) == 1 or text.isupper() or any(each.isdigit() for each in text):
        return False
    language = form.language
    return all(not each.isalpha() or language.has(each) for each in text) if language else text.isalpha()


def _is_name(word: Word, form: Form) -> bool:
    """Tell whether a word has a capital in the middle of a sentence.

    Of what dictionaries do not know in Russian news, more than half are names.
    """
    before = form.prose.text[: word.start].rstrip(_OPENS)
    return word.text[0].isupper() and bool(before) and not before.endswith(_ENDS)


RULE = Rule(
    id="spelling",
    severity=Severity.INFO,
    summary="A word is not in the dictionary, nor in the site's list of words.",
    explanation="It may be a slip of the keyboard, which the reader sees at once and the writer never. New words are "
    "in no dictionary: put them into the list that the settings name under 'words', one basic form a line, and all of "
    "its forms are known. Names (a capital in the middle of a sentence), abbreviations in capitals, words with "
    "letters of another language, quotations, titles in italics, code and addresses are left alone. Asked where the "
    "settings say 'spelling = true'; the dictionaries are those of Hunspell.",
    examples=(
        Example("be", "A court in Minsk", "Сут у Мінску", "Суд у Мінску"),
        Example("ru", "A court in Minsk", "Сут в Минске", "Суд в Минске"),
    ),
    on=False,
    check=_check,
)
