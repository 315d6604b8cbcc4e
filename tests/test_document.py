"""Messages out, translations in, HTML out: the cases of tests/cases, and what they cannot show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pipeline import parse
from tests.cases_reader import Case, cases
from tests.test_laws import folded, obeys_identity, obeys_order, obeys_transparency

if TYPE_CHECKING:
    from pipeline.message import Key


def catalog(case: Case) -> dict[Key, str]:
    """Return the catalog of a case; its texts are in no context."""
    return {(None, msgid): msgstr for msgid, msgstr in case.rows("be", " => ")}


@pytest.mark.parametrize("case", cases())
def test_case(case: Case) -> None:
    """The messages, the page, the refusals and the mistakes are those that the case says."""
    document = parse(case.text)
    if "messages" in case.sections:
        said = [re.split(r" \| ", line.replace("⏎", "\n"), maxsplit=1) for line in case.sections["messages"] if line]
        assert [[each.role, f"{each.msgctxt or ''} | {each.msgid}"] for each in document.messages] == said
    if "html" in case.sections:
        html = document.html(catalog(case), lang="be") if "be" in case.sections else document.html()
        assert folded(html).strip() == folded("\n".join(case.sections["html"])).strip()
    for msgid, msgstr, reason in case.rows("refused", " => "):
        reasons = document.refusals((None, msgid), msgstr)
        assert any(each.startswith(reason) for each in reasons), reasons
    for msgid, msgstr in case.rows("accepted", " => "):
        assert document.refusals((None, msgid), msgstr) == ()
    mistakes = [f"{each.line}: {each.text}" for each in document.mistakes]
    said_wrong = [line for line in case.sections.get("mistakes", []) if line]
    assert [found.startswith(said) for found, said in zip(mistakes, said_wrong, strict=True)] == [True] * len(mistakes)


@pytest.mark.parametrize("case", cases())
def test_case_obeys_the_laws(case: Case) -> None:
    """Every case is an example for the laws too."""
    if "i18n:" not in case.text:
        obeys_transparency(case.text, "default")
        obeys_identity(case.text, "default")
    obeys_order(case.text, "default")
