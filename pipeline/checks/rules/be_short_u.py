"""У stands where ў must be, or the other way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules._tongue import foreign_stretches
from pipeline.languages import be
from pipeline.prose import GAP, HOLE
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Form
    from pipeline.prose import Word
    from pipeline.sentence import Sentence

_VOWELS = be.LANGUAGE.vowels + be.LANGUAGE.vowels.upper()
_QUICK = re.compile(rf"[уўЎ\u0306](?<!\w[уўЎ])(?<![^{_VOWELS}\u0300-\u036f \u00a0\u202f{GAP}] у)(?<![{_VOWELS}] [ўЎ])")
"""A word with `у` or `ў`, but not `у` that plainly stands after a consonant or a mark, nor `ў` right after a vowel."""

_SPACES = re.compile(rf"[ \u00a0\u202f{GAP}]*[ \u00a0\u202f][ \u00a0\u202f{GAP}]*")
_STOPS = ",;:!?…—–"
_NAMES_A_LETTER = re.compile(r"(?:літар|гук|вос|вась|зменн)\w*", re.IGNORECASE)
_ONE_LETTER_WORDS = frozenset("аязёіоуўЗАЯІУЎ")


def _check(form: Form) -> Iterator[Hit]:
    text, language = form.prose.unquoted, form.language
    if language is None or not _QUICK.search(text):
        return
    foreign = foreign_stretches(form.prose, language)
    before: Word | None = None
    for word in form.prose.unquoted_words:
        if word.text[0] in "уўЎ" and not any(start <= word.start < end for start, end in foreign):
            between = text[before.end if before else 0 : word.start]
            after = text[word.end : word.end + 2]
            if not _is_letter(word, before, after, form.source):
                yield from _hits(word, before, between)
        before = word


def _hits(word: Word, before: Word | None, between: str) -> Iterator[Hit]:
    first = word.text[0]
    if first == "у" and before and _SPACES.fullmatch(between) and _sounds(before, vowel=True):
        if not be.keeps_u(word.text):
            yield Hit(
                say("Write 'ў' after a vowel: '%(before)s %(right)s'.", before=before.text, right=f"ў{word.text[1:]}"),
                target=(word.start, word.start + 1),
                suggestion="ў",
            )
    elif first != "у" and (reason := _no_short_u(word, before, between)):
        yield Hit(reason, target=(word.start, word.end - len(word.text) + 1), suggestion="у" if first == "ў" else "У")


def _no_short_u(word: Word, before: Word | None, between: str) -> Sentence | None:
    """Return why a word cannot begin with `ў`; None where it can, and where nobody can tell."""
    right = ("у" if word.text[0] == "ў" else "У") + word.text[1:]
    marks = between.replace(GAP, "").strip()
    if HOLE in marks:
        return None
    if not marks and before is None:
        return say("Write 'у' at the beginning of a text: '%(right)s'.", right=right)
    if marks and (marks[-1] in _STOPS or (marks[-1] == "." and word.text[0] == "Ў")):
        return say("Write 'у' after a punctuation mark: '%(mark)s %(right)s'.", mark=marks[-1], right=right)
    if before and _SPACES.fullmatch(between) and _sounds(before, vowel=False):
        return say("Write 'у' after a consonant: '%(before)s %(right)s'.", before=before.text, right=right)
    return None


def _sounds(word: Word, *, vowel: bool) -> bool:
    """Tell whether a word ends in a vowel, or in a consonant; of abbreviations and letters nobody can tell."""
    text = word.text
    if (len(text) > 1 and text.isupper()) or (len(text) == 1 and text not in _ONE_LETTER_WORDS):
        return False
    return be.LANGUAGE.has(text[-1]) and be.LANGUAGE.ends_in_vowel(text) is vowel


def _is_letter(word: Word, before: Word | None, after: str, source: str) -> bool:
    """Tell whether the text speaks of the letter, or of a variable."""
    if len(word.text) > 1:
        return False
    if before and _NAMES_A_LETTER.fullmatch(before.text):
        return True
    goes_on = len(after) == 2 and (after[0].isspace() or after[0] in GAP) and after[1] not in "—–-=+"
    return not goes_on or re.search(r"(?<![\w’'])[yu](?![\w’'])", source) is not None


RULE = Rule(
    id="be.short-u",
    severity=Severity.WARNING,
    summary="У stands after a vowel, or ў after a consonant, after a punctuation mark or at the beginning.",
    explanation="After a word that ends in a vowel, with only a space between, a word that begins with у is written "
    "with ў: «яна ўмее», «была ў судзе». After a consonant, after a punctuation mark and at the beginning it is у. "
    "Names with a capital У, words with a stressed у (урна, унія, унікум, ультра-, унтэр-), what stands beside "
    "abbreviations, numbers, Latin words and closing quotation marks, and quotations are left alone.",
    examples=(
        Example("be", "She was in court.", "Яна была у судзе.", "Яна была ў судзе."),
        Example("be", "The court knows.", "Суд ўсё ведае.", "Суд усё ведае."),
    ),
    languages=("be", "be-tarask"),
    check=_check,
)
