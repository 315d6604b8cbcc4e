"""Thresholds: how much of a locale has to be translated, so that a check is content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.checks.result import Result
    from pipeline.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Threshold:
    """How many percent of the messages of a locale have to be translated."""

    locale: str
    percent: float


def read(words: Iterable[str], locales: Sequence[str]) -> tuple[Threshold, ...]:
    """Read thresholds as `be=95`, or `95` for every locale that has none of its own.

    Raise ValueError with what is wrong.

    >>> read(["be=95", "90.5"], ["be", "ru"])
    (Threshold(locale='be', percent=95.0), Threshold(locale='ru', percent=90.5))
    """
    found: dict[str, float] = {}
    for word in words:
        locale, equals, number = word.rpartition("=")
        if equals and locale not in locales:
            raise ValueError(f"'{locale}' is not among the locales that are checked: {', '.join(locales) or 'none'}.")
        found[locale] = _percent(word, number)
    usual = found.pop("", None)
    if usual is not None:
        found = {**dict.fromkeys(locales, usual), **found}
    return tuple(Threshold(locale, found[locale]) for locale in locales if locale in found)


def _percent(word: str, number: str) -> float:
    try:
        percent = float(number)
    except ValueError:
        percent = -1
    if not 0 <= percent <= 100:
        raise ValueError(f"'{word}' is no share. Write a number from 0 to 100, as in 'be=95', or '95' for all locales.")
    return percent


def missed(thresholds: Iterable[Threshold], result: Result) -> Iterator[Sentence]:
    """Yield a sentence for each locale that has less than it should."""
    for each in thresholds:
        counted = [progress for progress in result.catalogs if progress.locale == each.locale]
        done, total = sum(one.translated for one in counted), sum(one.total for one in counted)
        if done * 100 < each.percent * total:
            yield say(
                "%(locale)s: %(done)s of %(total)s messages are translated, which is %(share)s %%; at least "
                "%(percent)s %% are asked for.",
                locale=each.locale,
                done=done,
                total=total,
                share=done * 1000 // total / 10,
                percent=f"{each.percent:g}",
            )
