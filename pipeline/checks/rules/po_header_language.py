"""The header names another language than the folder of the catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.catalog import folder_name, locale_tag
from pipeline.checks.finding import Severity
from pipeline.checks.rule import CatalogRule
from pipeline.checks.rules._header import field_line, field_value
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.catalog import Catalog
    from pipeline.checks.subject import Context
    from pipeline.sentence import Sentence

_HOME = {"be": "by", "ru": "ru"}


def _check(catalog: Catalog, _: Context) -> Iterator[tuple[int, Sentence]]:
    written = field_value(catalog, "Language")
    if not written or _normal(written) == _normal(catalog.locale):
        return
    yield (
        field_line(catalog, "Language"),
        say(
            "the header names the language '%(written)s', and the catalog is in the folder of '%(locale)s'. Write "
            "'Language: %(right)s', or move the file.",
            written=written, locale=catalog.locale, right=folder_name(catalog.locale),
        ),
    )  # fmt: skip


def _normal(written: str) -> str:
    """Return a tag in one spelling: 'be_BY.UTF-8', 'be-Cyrl' and 'be' are the same language in the same letters.

    >>> [_normal(each) for each in ("be", "be_BY", "be-Cyrl-BY", "be@tarask", "be-tarask", "be_TARASK", "be@latin")]
    ['be', 'be', 'be', 'be-tarask', 'be-tarask', 'be-tarask', 'be-latn']
    """
    name, _, modifier = written.strip().partition("@")
    tag = locale_tag(name.partition(".")[0].replace("-", "_").lower() + (f"@{modifier.lower()}" if modifier else ""))
    language, *subtags = tag.replace("_", "-").lower().split("-")
    kept = [each for each in subtags if each not in ("cyrl", "cyrillic", _HOME.get(language))]
    return "-".join([language, *sorted(kept)])


RULE = CatalogRule(
    id="po.header-language",
    severity=Severity.ERROR,
    summary="The header names another language than the folder of the catalog.",
    explanation="A translator's program takes the spelling dictionary and the suggestions from the field Language, and "
    "a wrong one is mostly the sign of a file in the wrong folder. Spellings of one language are equal: be, be_BY and "
    "be-Cyrl; be@tarask and be-tarask. Write the language of the folder, or move the file.",
    check=_check,
)
