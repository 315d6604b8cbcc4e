"""Run the rules over a site: every message of the content as it is now, in every locale."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from pipeline._collector import paused
from pipeline.checks import own, result, silence
from pipeline.checks.finding import Finding, Hit, Severity
from pipeline.checks.kept import KeptSheet, kept
from pipeline.checks.registry import rule as rule_of
from pipeline.checks.result import Result, Tally
from pipeline.checks.scope import Scope
from pipeline.checks.selection import Selection, is_for
from pipeline.checks.sheet import of_site, of_template
from pipeline.checks.silence import Silence
from pipeline.checks.subject import Context
from pipeline.checks.traits import Sieve
from pipeline.message import State
from pipeline.sentence import Sentence, say
from pipeline.site import catalog_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.catalog import Catalog, Template
    from pipeline.checks.baseline import Baseline
    from pipeline.checks.kept import Memory
    from pipeline.checks.result import Counted, Progress
    from pipeline.checks.rule import About, CatalogRule, MessageRule, Rule
    from pipeline.checks.scope import Before
    from pipeline.checks.selection import Rules
    from pipeline.checks.sheet import Sheet
    from pipeline.checks.silence import Ignore
    from pipeline.checks.subject import Form, Subject
    from pipeline.errors import Problem
    from pipeline.site import Site


@dataclass(frozen=True)
class Request:
    """What is asked of a check: which rules, of what, compared with when.

    `before` is what there was: only what is new since is reported. `baseline` has the findings that nobody wants to
    hear of again. `extra` is what rules need that is not Navina's own, by the rule's id. `memory`
    has what was found before in catalogs that did not change.
    """

    selection: Selection = field(default_factory=Selection)
    scope: Scope = field(default_factory=Scope)
    before: Before | None = None
    baseline: Baseline | None = None
    extra: Mapping[str, object] = field(default_factory=dict)
    memory: Memory | None = None


@paused()
def run(site: Site, locales: Sequence[str], request: Request | None = None) -> Result:
    """Check the translations of these locales; a catalog that cannot be read is a finding, and nothing else of it.

    Raise ConfigError where the settings of the site ask for a rule that there is not.
    """
    request = request or Request(Selection(site.settings.checks))
    check = Check(request)
    check.unreadable(each for each in site.broken if _is_meant(each, site, locales, request.scope))
    broken = {each.path for each in site.broken}
    for locale in locales:
        checks, settings = site.settings.checks, site.settings
        context = Context(locale, apostrophe=checks.apostrophe, anonymous=settings.anonymous, extra=request.extra)
        for template in site.templates:
            _check(check, site, template, context, is_broken=catalog_path(locale, template.domain) in broken)
    is_whole = request.scope.is_everything and set(locales) == set(site.settings.locales)
    return check.result(is_whole=is_whole and request.before is None and not request.selection.is_narrow)


def _check(check: Check, site: Site, template: Template, context: Context, *, is_broken: bool) -> None:
    """Check one domain in one locale, or remember what was found in it when everything was as it is now."""
    catalog = site.catalogs.get(context.locale, {}).get(template.domain)
    memory = check.memory
    if memory is None or catalog is None or is_broken:
        check.sheet(of_template(site, template, context), is_broken=is_broken)
        return
    name = memory.key(site, template, catalog)
    found = memory.shelf.get(name, KeptSheet)
    if found is None:
        found = check.sheet(of_template(site, template, context))
        if found:
            memory.shelf.put(name, found)
    else:
        check.remember(found)


@paused()
def progress(site: Site, locales: Sequence[str]) -> tuple[Progress, ...]:
    """Return how far the catalogs of these locales are, without asking any rule."""
    sheets = (sheet for locale in locales for sheet in of_site(site, Context(locale)))
    return tuple(Tally(each, each.subjects).progress() for each in sheets)


def _is_meant(problem: Problem, site: Site, locales: Sequence[str], scope: Scope) -> bool:
    """Tell whether a file that cannot be read is of a locale and of a place that are to be checked."""
    wanted = {catalog_path(locale, each.domain): each for locale in locales for each in site.templates}
    if problem.path not in wanted:
        known = {catalog_path(locale, each.domain) for locale in site.settings.locales for each in site.templates}
        return scope.is_everything and problem.path not in known
    template = wanted[problem.path]
    references = {path for each in template.messages for path in each.references}
    return scope.has_all(problem.path) or not scope.entries.isdisjoint(references)


class Check:
    """One run: it takes sheets, and gives what was found in all of them."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._found: list[Finding] = []
        self._tallies: dict[str, list[Counted]] = {}
        self._ignored = 0

    @property
    def memory(self) -> Memory | None:
        """Return what remembers sheets, None where not all of a sheet is asked for by all rules."""
        request = self._request
        is_all = request.scope.is_everything and request.before is None and not request.selection.is_narrow
        return request.memory if is_all else None

    def remember(self, kept: KeptSheet) -> None:
        """Take what was found in a sheet before."""
        self._found += kept.findings
        self._ignored += kept.ignored
        self._tallies.setdefault(kept.progress().locale, []).append(kept)

    def unreadable(self, problems: Iterable[Problem]) -> None:
        """Take files that cannot be read: each of their problems is an error, whichever rules were asked for."""
        for each in problems:
            name = own.of_flaw(each.text)
            self._found.append(Finding(name, Severity.ERROR, each.path, each.line, Sentence(each.text)))

    def sheet(self, sheet: Sheet, *, is_broken: bool = False) -> KeptSheet | None:
        """Check a sheet, and return what is to be kept of it; of one that `is_broken` only the messages are counted."""
        scope = self._request.scope
        subjects = [each for each in sheet.subjects if scope.has(sheet.path, each)]
        if not subjects and not scope.has_all(sheet.path):
            return None
        found: list[Finding] = []
        checked = _Sheet(sheet, subjects, self._request)
        if not is_broken:
            found += checked.findings()
            self._found += found
            self._ignored += checked.ignored
        tally = Tally(sheet, subjects)
        self._tallies.setdefault(sheet.context.locale, []).append(tally)
        return kept(found, checked.ignored, tally) if self.memory else None

    def result(self, *, is_whole: bool) -> Result:
        """Return what was found; `is_whole` says that nothing was left out, so that an old finding must be among it."""
        baseline, found = self._request.baseline, self._found
        if baseline:
            found = [each for each in self._found if not baseline.hides(each)]
            if is_whole and own.BASELINE.id in self._request.selection.rules("", baseline.path).asked:
                found += baseline.leftovers(self._found)
        return Result(
            tuple(each.progress() for tallies in self._tallies.values() for each in tallies),
            tuple(sorted(found, key=lambda each: each.place)),
            tuple(each for locale, tallies in self._tallies.items() for each in result.of_entries(locale, tallies)),
            self._ignored,
            len(self._found) - sum(not baseline.hides(each) for each in self._found) if baseline else 0,
        )


_CatalogHit: TypeAlias = "tuple[CatalogRule, int, Hit]"


class _Sheet:
    """The rules over one sheet."""

    def __init__(self, sheet: Sheet, subjects: Iterable[Subject], request: Request) -> None:
        before = request.before
        self._sheet, self._request = sheet, request
        self._subjects = [each for each in subjects if before is None or before.is_new(sheet.path, each)]
        self._sieves: dict[int, Sieve] = {}
        self._for_messages: dict[tuple[int, bool, bool], list[MessageRule]] = {}
        self.ignored = 0

    def findings(self) -> Iterator[Finding]:
        """Yield what the rules find that no comment silences."""
        catalog = self._sheet.catalog
        if catalog is None:
            yield from self._of_no_catalog()
            return
        given = self._of_catalog(catalog)
        own_lines = {each.found.line for each in self._sheet.subjects if each.found}
        yield from self._of_file(hit for line, hits in given.items() if line not in own_lines for hit in hits)
        for subject in self._subjects:
            yield from self._of_subject(subject, given.get(subject.found.line, ()) if subject.found else ())
            subject.forget()

    def _rules(self, subject: Subject | None = None) -> Rules:
        entries = () if subject is None or subject.is_format else subject.references
        return self._request.selection.rules(self._sheet.context.locale, self._sheet.path, entries)

    def _of_no_catalog(self) -> Iterator[Finding]:
        missing = rule_of("state.missing")
        if missing and missing.id in self._rules().asked and self._subjects:
            text = say(
                "there is no such catalog yet; %(number)s messages are not translated. Run 'navina extract'.",
                number=len(self._subjects),
            )
            yield self._finding(missing, Hit(text), self._rules())

    def _of_catalog(self, catalog: Catalog) -> dict[int, list[_CatalogHit]]:
        """Ask the rules for whole catalogs, and return their hits by the line of the message; 0 for none."""
        rules = dict.fromkeys(self._rules().catalog)
        for subject in self._subjects if self._request.selection.knows_places else ():
            rules.update(dict.fromkeys(self._rules(subject).catalog))
        lines = _Lines(catalog)
        hits: dict[int, list[_CatalogHit]] = {}
        for rule in rules:
            for line, found in rule.check(catalog, self._sheet.context):
                hit = found if isinstance(found, Hit) else Hit(found)
                hits.setdefault(lines.message(line), []).append((rule, line, hit))
        return hits

    def _of_file(self, given: Iterable[_CatalogHit]) -> Iterator[Finding]:
        before, path, rules = self._request.before, self._sheet.path, self._rules()
        if self._request.scope.has_all(path) and not (before and path in before.same):
            for rule, line, hit in given:
                if rule.id in rules.asked:
                    yield self._finding(rule, hit, rules, line=line)

    def _of_subject(self, subject: Subject, given: Iterable[_CatalogHit]) -> Iterator[Finding]:
        rules = self._rules(subject)
        found = self._asked(subject, rules)
        ignores = silence.read(subject.found.comments) if subject.found else ()
        if given:
            of_catalog = [
                self._finding(rule, hit, rules, subject, line=line)
                for rule, line, hit in given
                if rule.id in rules.asked
            ]
            found = chain(of_catalog, found)
        yield from self._unless_silenced(found, subject, ignores) if ignores else found

    def _asked(self, subject: Subject, rules: Rules) -> Iterator[Finding]:
        """Ask the rules for messages and for texts."""
        for rule in self._message_rules(rules, subject):
            for hit in rule.check(subject):
                yield self._finding(rule, hit, rules, subject)
        for form in subject.forms:
            for each in self._sieve(rules, form).rules(form):
                for hit in each.check(form):
                    yield self._finding(each, hit, rules, subject, form)

    def _message_rules(self, rules: Rules, subject: Subject) -> Iterable[MessageRule]:
        finished, singular = subject.written is State.TRANSLATED, subject.message.msgid_plural is None
        place = id(rules.message), finished, singular
        if place not in self._for_messages:
            self._for_messages[place] = [
                each for each in rules.message if each.finished >= finished and each.singular >= singular
            ]
        return self._for_messages[place]

    def _sieve(self, rules: Rules, form: Form) -> Sieve:
        asked = rules.prose if form.is_prose else rules.other
        if id(asked) not in self._sieves:
            self._sieves[id(asked)] = Sieve(asked)
        return self._sieves[id(asked)]

    def _unless_silenced(
        self, found: Iterable[Finding], subject: Subject, ignores: tuple[Ignore, ...]
    ) -> Iterator[Finding]:
        quiet = Silence(ignores, subject.context.in_site and subject.state is State.REFUSED)
        for each in found:
            if quiet.hides(each):
                self.ignored += 1
            else:
                yield each
        rules = self._rules(subject)
        for mistake in quiet.mistakes(rules, finished=bool(subject.forms)):
            if mistake.about.id in rules.asked:
                line = self._line_of_comment(subject, mistake.text)
                yield self._finding(mistake.about, Hit(mistake.sentence), rules, subject, line=line)

    def _line_of_comment(self, subject: Subject, text: str) -> int:
        """Return the line of a comment, which stands somewhere above its message."""
        line = subject.found.line if subject.found else 0
        lines = self._sheet.catalog.scan.lines if self._sheet.catalog else []
        above = line - 1
        while above > 0 and lines[above - 1].startswith("#"):
            if lines[above - 1].rstrip("\r\n").removeprefix("#").removeprefix(" ") == text:
                return above
            above -= 1
        return line

    def _finding(
        self,
        about: About,
        hit: Hit,
        rules: Rules,
        subject: Subject | None = None,
        form: Form | None = None,
        line: int | None = None,
    ) -> Finding:
        severity = rules.levels.get(about.id) or hit.severity or about.severity
        sheet = self._sheet
        if subject is None:
            return Finding(about.id, severity, sheet.path, line or 0, hit.text, sheet.context.locale)
        message, found = subject.message, subject.found
        path, own_line = sheet.place(subject)
        return Finding(
            about.id, severity, path, own_line if line is None else line, hit.text,
            sheet.context.locale, message.msgctxt, message.msgid,
            source=form.source if form else message.msgid,
            target=form.target if form else "\n".join(filter(None, found.msgstr)) if found else "",
            form=form.index if form else None,
            source_span=hit.source,
            target_span=hit.target,
            suggestion=hit.suggestion,
            entry=subject.references[0] if subject.references else "",
            heading=message.heading,
            before=(found.previous_msgid or "") if found and found.fuzzy else "",
        )  # fmt: skip


class _Lines:
    """Which message of a catalog a line belongs to; the lines are cut into messages when somebody asks."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def _places(self) -> list[tuple[int, int, int]]:
        """Return of each message in use the place of its first line, the one behind its last, and its own line."""
        blocks = self._catalog.scan.blocks
        return [(each.start, each.end, each.line) for each in blocks if not each.is_header and not each.obsolete]

    @cached_property
    def _known(self) -> set[int]:
        return {line for _, _, line in self._places}

    def message(self, line: int) -> int:
        """Return the line by which the message is known that has a line among its own; 0 for none."""
        if not line or line in self._known:
            return line
        place = bisect_right(self._places, line - 1, key=itemgetter(0)) - 1
        if place < 0 or line > self._places[place][1]:
            return 0
        return self._places[place][2]


def applies(rule: Rule, form: Form) -> bool:
    """Tell whether a rule is for a text: its language, and whether it is prose."""
    return (form.is_prose or not rule.prose) and is_for(rule, form.context.locale)
