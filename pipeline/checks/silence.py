"""Comments of translators that silence a rule in one message: `# navina: ignore RULE -- reason`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pipeline.checks import own, registry
from pipeline.checks.finding import Severity
from pipeline.checks.registry import about
from pipeline.checks.rule import Rule
from pipeline.checks.selection import advice
from pipeline.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.finding import Finding
    from pipeline.checks.rule import About
    from pipeline.checks.selection import Rules
    from pipeline.sentence import Sentence

_COMMENT = re.compile(r"\s*navina\s*:(.*)", re.IGNORECASE)
_ID = r"\w+(?:[.-]\w+)*"
_IGNORE = re.compile(rf"\s*ignore\s+({_ID}(?:\s*,\s*{_ID})*)\s*(?:(?:-{{2,}}|[—–])\s*(.*))?", re.IGNORECASE)

_STRUCTURE = frozenset({"md", "html", "url", "fmt"})
"""The families of what the build refuses."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """A wish of a comment: the rule, the reason, and the comment's line as it is written; no rule: not understood."""

    rule: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a comment: which finding it is, the sentence, and the comment's line as it is written."""

    about: About
    sentence: Sentence
    text: str


def read(comments: str) -> tuple[Ignore, ...]:
    r"""Return what the comments of a message ask for; `comments` are its lines without the `#`.

    >>> [(each.rule, each.reason) for each in read("Jane\nnavina: ignore a.b, c -- the name of a film")]
    [('a.b', 'the name of a film'), ('c', 'the name of a film')]
    >>> read("navina: ingore a.b")
    (Ignore(rule='', reason='', text='navina: ingore a.b'),)
    """
    return tuple(_read(comments)) if "avina" in comments or "AVINA" in comments else ()


def _read(comments: str) -> Iterator[Ignore]:
    for line in comments.split("\n"):
        if not (ours := _COMMENT.fullmatch(line)):
            continue
        if found := _IGNORE.fullmatch(ours[1].rstrip()):
            yield from (Ignore(name.strip(), (found[2] or "").strip(), line) for name in found[1].split(","))
        else:
            yield Ignore("", "", line)


@dataclass
class Silence:
    """The comments of one message, and which of them have silenced something.

    `is_refused` says that the build does not use the translation: then nobody can be silent about what is wrong with
    its structure, as readers see the source text.
    """

    ignores: tuple[Ignore, ...]
    is_refused: bool = False
    used: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)

    def hides(self, finding: Finding) -> bool:
        """Tell whether a comment silences a finding, and keep in mind that it was needed."""
        if not any(each.rule == finding.id and counts(each) for each in self.ignores):
            return False
        if self.is_refused and finding.severity is Severity.ERROR and _family(finding.id) in _STRUCTURE:
            self.refused.add(finding.id)
            return False
        self.used.add(finding.id)
        return True

    def mistakes(self, rules: Rules, *, finished: bool) -> Iterator[Mistake]:
        """Yield what is wrong with the comments, after all rules have had their say.

        `finished` says that rules for texts were asked: else nobody knows what they would find.
        """
        for each in self.ignores:
            if found := _mistake(each):
                yield found
            elif each.rule in self.refused:
                text = say(
                    "'%(rule)s' cannot be silenced here, as readers see the source text until it is mended. Delete the "
                    "line, and mend the translation.",
                    rule=each.rule,
                )
                yield Mistake(own.FORBIDDEN, text, each.text)
            elif each.rule not in self.used and each.rule in rules.asked and (finished or not _is_for_texts(each.rule)):
                text = say(
                    "the comment silences '%(rule)s', which finds nothing here. Delete the line.", rule=each.rule
                )
                yield Mistake(own.UNUSED, text, each.text)


def counts(ignore: Ignore) -> bool:
    """Tell whether a comment may silence its rule: it has a reason, and the rule is one that can be silenced."""
    return bool(ignore.reason) and may_be_silenced(ignore.rule)


@cache
def may_be_silenced(rule: str) -> bool:
    """Tell whether a comment or the baseline may hide what a rule finds: not what protects readers or is a state."""
    found = registry.rule(rule)
    is_state = found is not None and (found.severity in (Severity.MISSING, Severity.FUZZY) or _family(rule) == "state")
    return found is not None and not found.security and not is_state


def _family(rule: str) -> str:
    return rule.partition(".")[0]


def _is_for_texts(rule: str) -> bool:
    return isinstance(registry.rule(rule), Rule)


def _mistake(each: Ignore) -> Mistake | None:
    if not each.rule:
        text = say("the comment '%(text)s' is not understood. Write '# navina: ignore RULE -- reason'.", text=each.text)
        return Mistake(own.UNKNOWN, text, each.text)
    if about(each.rule) is None:
        text = say("there is no rule '%(rule)s' to silence. %(advice)s", rule=each.rule, advice=advice(each.rule))
        return Mistake(own.UNKNOWN, text, each.text)
    if not may_be_silenced(each.rule):
        text = say("'%(rule)s' cannot be silenced. Delete the line, and mend the translation.", rule=each.rule)
        return Mistake(own.FORBIDDEN, text, each.text)
    if not each.reason:
        text = say(
            "the comment does not say why '%(rule)s' is silenced, and so does not count. Write '-- ' and the reason.",
            rule=each.rule,
        )
        return Mistake(own.REASON, text, each.text)
    return None
