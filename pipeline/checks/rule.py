"""What a rule is: its id, how much it matters, its explanation, examples, and the function that finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pipeline.catalog import Catalog
    from pipeline.checks.finding import Hit, Severity
    from pipeline.checks.subject import Context, Form, Subject
    from pipeline.checks.traits import Need
    from pipeline.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Example:
    """A source text, a translation in which the rule finds something, and one in which it finds nothing."""

    locale: str
    source: str
    wrong: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What every rule says of itself.

    `id` never changes: people write it into their files. `summary` says in a line what the rule finds; `explanation`
    in a few sentences why it matters, what it leaves alone and what to do. A `security` rule cannot be silenced. A
    rule that is not `on` runs only where the settings ask for it.
    """

    id: str
    severity: Severity
    summary: str
    explanation: str
    examples: Sequence[Example] = ()
    security: bool = False
    on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(About):
    """A rule for one finished text: a msgstr, or one of its plural forms, beside its source.

    `languages` are the codes that it is for, () means all. Where `prose` is set, code, raw HTML and the strings of the
    theme are not looked at. `needs` tells of the traits of a text whether the rule may find something in it: where it
    says no, the rule is not asked, and must have found nothing.
    """

    check: Callable[[Form], Iterable[Hit]]
    languages: tuple[str, ...] = ()
    prose: bool = True
    needs: Need | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRule(About):
    """A rule for a message as a whole: its state, its plural forms together.

    Where it is not for `finished` messages, or not for those in the `singular`, it is not asked of them, and must have
    found nothing.
    """

    check: Callable[[Subject], Iterable[Hit]]
    finished: bool = True
    singular: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogRule(About):
    """A rule for a catalog as a whole; it gives the line with each sentence, 0 for the file.

    In the place of a sentence may stand a hit, whose `target` is in the msgstr of the message that the line is of.
    """

    check: Callable[[Catalog, Context], Iterable[tuple[int, Sentence | Hit]]]
