"""A link to a host that the source does not name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import traits
from pipeline.checks.finding import Severity
from pipeline.checks.rule import Example, Rule
from pipeline.checks.rules import _address, _claim
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.finding import Hit
    from pipeline.checks.subject import Form


def _check(form: Form) -> Iterator[Hit]:
    for claim in _claim.of(form, "url.host"):
        old, new = claim.values
        host = _address.host(new)
        if claim.missing:
            sentence = say(
                "the address '%(old)s' became '%(new)s': another host. Write the address of the source; an editor "
                "can allow the other one in [tool.navina.links].",
                old=old,
                new=new,
            )
        else:
            sentence = say(
                "the address '%(new)s' leads to '%(host)s', and no link of the source does. Take it out.",
                new=new,
                host=host,
            )
        if _address.is_disguised(host):
            sentence = say("%(sentence)s The host may be made to look like another.", sentence=sentence)
        yield _claim.hit(form, claim, sentence, suggestion=old)


RULE = Rule(
    id="url.host",
    severity=Severity.ERROR,
    summary="A link or a picture leads to a host that the source does not name.",
    explanation="A changed host may be a slip, and it may be a trap: a copy of a site that asks for passwords, or "
    "a picture that tells a stranger who reads the page. A host with letters of two alphabets, or "
    "with encoded ones (xn--), is pointed out. Write the address of the source. An editor can allow "
    "another host for a language in the settings, under [tool.navina.links]; no comment silences this "
    "rule.",
    examples=(
        Example(
            "be",
            "See [it](https://spring96.org/en).",
            "Гл. [гэта](https://spring69.org/en).",
            "Гл. [гэта](https://spring96.org/en).",
        ),
    ),
    security=True,
    prose=False,
    needs=traits.refused,
    check=_check,
)
