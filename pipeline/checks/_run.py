"""Run the rules over a site: every message of the content as it is now, in every locale."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.checks.finding import Finding, Severity, Subject
from pipeline.checks.registry import CATALOG_RULES, RULES
from pipeline.message import State
from pipeline.site import catalog_path
from pipeline.strings import placeholders, usable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pipeline.catalog import Located, Template
    from pipeline.site import Site

CATALOG_ID = "catalog"
"""The id of what is wrong with a catalog's file as a whole."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one catalog is: messages in each state, and words of the source text."""

    path: str
    locale: str
    domain: str
    translated: int
    fuzzy: int
    missing: int
    refused: int
    words: int
    words_translated: int

    @property
    def total(self) -> int:
        """Return how many messages there are."""
        return self.translated + self.fuzzy + self.missing + self.refused


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found, sorted by place, and how far every catalog is."""

    catalogs: tuple[Progress, ...]
    findings: tuple[Finding, ...]

    @property
    def fails(self) -> bool:
        """Tell whether the check ends with exit code 1."""
        return any(each.severity.fails for each in self.findings)


def run(site: Site, locales: Sequence[str]) -> Result:
    """Check the translations of these locales; a catalog that cannot be read is a finding, and nothing else of it."""
    left_out = {catalog_path(each, template.domain) for each in site.settings.locales for template in site.templates}
    left_out -= {catalog_path(each, template.domain) for each in locales for template in site.templates}
    broken = {each.path for each in site.broken}
    findings = [
        Finding(CATALOG_ID, Severity.ERROR, each.path, each.line, each.text)
        for each in site.broken
        if each.path not in left_out
    ]
    progress = []
    for locale in locales:
        for template in site.templates:
            check = _Check(site, template, locale)
            if check.path not in broken:
                findings += check.findings()
            progress.append(check.progress())
    return Result(tuple(progress), tuple(sorted(findings, key=lambda each: each.place)))


class _Check:
    """The check of one domain in one locale."""

    def __init__(self, site: Site, template: Template, locale: str) -> None:
        self.path = catalog_path(locale, template.domain)
        self._site, self._template, self._locale = site, template, locale
        self._catalog = site.catalogs.get(locale, {}).get(template.domain)

    def findings(self) -> Iterator[Finding]:
        if self._catalog is None:
            number = len(self._template.messages)
            text = f"there is no such catalog yet; {number} messages are not translated. Run 'navina extract'."
            yield Finding("state.missing", Severity.MISSING, self.path, 0, text, self._locale)
            return
        for each in CATALOG_RULES:
            for line, text in each.check(self._catalog):
                yield Finding(each.id, each.severity, self.path, line, text, self._locale)
        for located in self._template.messages:
            yield from self._of_message(located)

    def _of_message(self, located: Located) -> Iterator[Finding]:
        message = located.message
        subject = self._subject(located)
        for each in RULES:
            for text in each.check(subject):
                path, line = self._place(located, subject)
                yield Finding(
                    each.id, each.severity, path, line, text, self._locale, message.msgctxt, message.msgid,
                    "\n".join(filter(None, subject.found.msgstr)) if subject.found else "",
                    located.references[0] if located.references else "", message.heading,
                )  # fmt: skip

    def _subject(self, located: Located) -> Subject:
        found = self._catalog.get(located.message.key) if self._catalog else None
        return Subject(located.message, found, self._locale, refusals(self._site, self._template, located))

    def _place(self, located: Located, subject: Subject) -> tuple[str, int]:
        if subject.found is not None:
            return self.path, subject.found.line
        path = located.references[0]
        entry = self._site.by_path.get(path)
        return (path, entry.line(located.message.key)) if entry else (self.path, 0)

    def progress(self) -> Progress:
        states: Counter[State] = Counter()
        words: Counter[State] = Counter()
        for located in self._template.messages:
            state = self._state(located)
            states[state] += 1
            words[state] += located.message.words
        return Progress(
            self.path,
            self._locale,
            self._template.domain,
            translated=states[State.TRANSLATED],
            fuzzy=states[State.FUZZY],
            missing=states[State.MISSING],
            refused=states[State.REFUSED],
            words=words.total(),
            words_translated=words[State.TRANSLATED],
        )

    def _state(self, located: Located) -> State:
        subject = self._subject(located)
        if subject.found is None:
            return State.MISSING
        if subject.found.state is not State.TRANSLATED:
            return subject.found.state
        refused = any(True for form in subject.found.msgstr for _ in subject.refusals(form))
        return State.REFUSED if refused else State.TRANSLATED


def refusals(site: Site, template: Template, located: Located) -> Callable[[str], Iterable[str]]:
    """Return what says why a msgstr could not be used for a message.

    Every entry that the message stands in is asked: their footnotes and references may differ.
    """
    entries = [site.by_path[path] for path in located.references if path in site.by_path]
    message = located.message
    if template.domain == "site":
        return lambda msgstr: _theme_refusals(msgstr, message.msgid_plural or message.msgid)
    return lambda msgstr: [reason for entry in entries for reason in entry.refusals(message.key, msgstr)]


def _theme_refusals(msgstr: str, msgid: str) -> Iterator[str]:
    if usable(msgstr, msgid):
        return
    for name in sorted(placeholders(msgid) - placeholders(msgstr)):
        yield f"the placeholder %({name})s is missing"
    for name in sorted(placeholders(msgstr) - placeholders(msgid)):
        yield f"the placeholder %({name})s is not in the source"
    if placeholders(msgstr) == placeholders(msgid):
        yield "a control character is not in the source"
