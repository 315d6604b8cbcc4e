"""The languages that Navina itself speaks: translations of the sentences that users see."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from pipeline.catalog import folder_name, read
from pipeline.message import State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DOMAIN = "navina"
SOURCE = "en"
LANGUAGES = (SOURCE, "be", "ru")
"""The languages, that of the sentences in the source first."""


def translation(language: str) -> Callable[[str], str | None]:
    """Return what maps the template of a sentence to a language; to None where it has no finished translation.

    >>> translation("en")("not translated.") is None
    True
    """
    return _texts(language).get


@cache
def _texts(language: str) -> Mapping[str, str]:
    if language == SOURCE:
        return {}
    path = f"locale/{folder_name(language)}/LC_MESSAGES/{DOMAIN}.po"
    data = (resources.files("pipeline") / path).read_bytes()
    found = read(path, data, locale=language)
    return {each.msgid: each.msgstr[0] for each in found.messages if each.state is State.TRANSLATED}
