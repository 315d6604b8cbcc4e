"""Reads the cases of the rules, tests/cases/checks/*.md, and asks the rules; the README there has the format."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from pipeline.catalog import CatalogMessage
from pipeline.checks._run import applies
from pipeline.checks.registry import rule
from pipeline.checks.rule import CatalogRule, MessageRule, Rule
from pipeline.checks.subject import Context, Subject
from pipeline.message import Message
from pipeline.refusal import theme_refusals
from pipeline.structure import Definitions, differences
from tests import given
from tests.cases_reader import CASES

FOLDER = CASES / "checks"
EXTRA = given.for_rules(FOLDER)
"""What rules need that is not Navina's own: the glossary and the words of the cases."""

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
_NAMES = {"locale", "role", "source", "plural", "target", "alone", "format", "finds", "says", "fuzzy", "before"}


@dataclass(frozen=True, slots=True)
class Case:
    """One text beside its translation, and what one rule finds in it: marked stretches and words of the sentences."""

    id: str
    title: str
    source: str = ""
    targets: tuple[str, ...] = ()
    locale: str = "be"
    role: str = "paragraph"
    plural: str | None = None
    alone: bool = False
    is_format: bool = False
    fuzzy: bool = False
    before: str | None = None
    finds: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


def cases() -> list[pytest.param]:  # type: ignore[valid-type]
    """Read all cases, for `parametrize`."""
    paths = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
    return [pytest.param(case, id=f"{case.id}: {case.title}") for path in paths for case in read(path.stem)]


def read(id: str) -> list[Case]:  # noqa: A002 - the word of the reports
    """Read the cases of one rule."""
    text = (FOLDER / f"{id}.md").read_text(encoding="utf-8")
    return [_case(id, chunk) for chunk in f"\n{text}".split("\n=== ")[1:]]


def _case(id: str, chunk: str) -> Case:  # noqa: A002
    title, *lines = chunk.split("\n")
    values: dict[str, list[str]] = {}
    for line in filter(str.strip, lines):
        name, colon, value = line.partition(":")
        assert colon, f"{id}: {title}: '{line}' has no colon"
        assert name in _NAMES, f"{id}: {title}: '{name}' is no name of the README"
        values.setdefault(name, []).append(_said(value.removeprefix(" ")))
    one = {name: found[0] for name, found in values.items()}
    return Case(
        id, title, one.get("source", ""), tuple(values.get("target", ())), one.get("locale", "be"),
        one.get("role", "paragraph"), one.get("plural"), one.get("alone") == "yes", one.get("format") == "yes",
        one.get("fuzzy") == "yes", one.get("before"),
        tuple(values.get("finds", ())), tuple(values.get("says", ())),
    )  # fmt: skip


def _said(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text).replace("⏎", "\n").replace("␣", " ")


def subject(case: Case, context: Context | None = None) -> Subject:
    """Return what a rule looks at."""
    message = Message(case.source, msgid_plural=case.plural, role=case.role)
    labels = frozenset(re.findall(r"\[\^([^\]\s]+)\]", case.source))

    def refusals(msgstr: str) -> tuple[str, ...]:
        if case.is_format:
            return tuple(theme_refusals(msgstr, case.plural or case.source))
        return differences(case.source, msgstr, definitions=Definitions(footnotes=labels))

    found = CatalogMessage(
        None, case.source, case.plural, case.targets, case.fuzzy, line=7, previous_msgid=case.before
    )  # fmt: skip
    return Subject(
        message, found, context or Context(case.locale, not case.alone, extra=EXTRA), refusals, case.is_format
    )


def found(case: Case, context: Context | None = None) -> list[tuple[str, str]]:
    """Return the stretches that the case's rule marks ("-" for none), each with what it says."""
    about, asked = rule(case.id), subject(case, context)
    assert about is not None, f"there is no rule '{case.id}'"
    assert not isinstance(about, CatalogRule), f"'{case.id}' is a rule for whole catalogs: test it in a module"
    if isinstance(about, MessageRule):
        return [("-", str(hit.text)) for hit in about.check(asked)]
    return [hit for form in asked.forms if applies(about, form) for hit in _of_form(about, form)]


def _of_form(about: Rule, form: object) -> list[tuple[str, str]]:
    hits = about.check(form)  # type: ignore[arg-type]
    target = form.target  # type: ignore[attr-defined]
    return [("-" if hit.target is None else target[slice(*hit.target)], str(hit.text)) for hit in hits]
