"""All plural forms are the same text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.finding import Hit, Severity
from pipeline.checks.rule import MessageRule
from pipeline.message import State
from pipeline.prose import Prose
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.subject import Subject

_UNCHANGING = frozenset(
    """
    г га гадз кг км м мм с сек см т ч мін мин кб мб гб мбайт
    аўдыё бюро відэа дасье еўра журы інтэрв’ю камюніке кафэ кіно купэ медыя метро паліто радыё рэзюмэ рэле таксі табло
    фае фота шасэ эмбарга
    аудио бюро видео досье евро жюри интервью кафе кино коммюнике купе медиа пальто радио резюме реле табло такси фойе
    фото шоссе эмбарго
    """.split()
)
"""Units, and nouns that have one form for every case and number."""


def _check(subject: Subject) -> Iterator[Hit]:
    found, message = subject.found, subject.message
    if found is None or found.state is not State.TRANSLATED or len(found.msgstr) < 2:
        return
    same = len({text.strip() for text in found.msgstr}) == 1
    if not same or message.msgid == message.msgid_plural or not _has_word(found.msgstr[0]):
        return
    yield Hit(
        say(
            "all %(count)s plural forms are the same. Write each as the language has it after its numbers, or reword "
            "the text so that the number stands apart ('Запісаў: 5').",
            count=len(found.msgstr),
        )
    )


def _has_word(text: str) -> bool:
    """Tell whether there is a word that could change: a sign, or an abbreviation as 'тыс.', is the same everywhere."""
    return any(
        word.text.isalpha()
        and text[word.end : word.end + 1] != "."
        and not word.text.isupper()
        and word.text.lower() not in _UNCHANGING
        for word in Prose(text).words
    )


RULE = MessageRule(
    id="plural.identical",
    severity=Severity.WARNING,
    summary="All plural forms are the same text.",
    explanation="A word changes after a number: адзін дзень, два дні, пяць дзён. One text for all forms is mostly one "
    "that was pasted three times. Two equal forms are nothing to mend (2 политзаключённых, 5 политзаключённых), nor is "
    "a text without a word that could change, nor one whose English is the same for one and many.",
    singular=False,
    check=_check,
)
