"""The command `navina check`: what its options mean; the check itself is done by the modules below."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import before, checks, config, glossary, history, reports, spelling, targets, ui
from pipeline import site as sites
from pipeline._options import chosen_locales
from pipeline.cache import Cache
from pipeline.checks import Request, Scope, Selection, alone, baseline, source, threshold
from pipeline.checks.kept import Memory
from pipeline.checks.registry import about
from pipeline.checks.selection import advice
from pipeline.config import FILE, is_locale, is_site
from pipeline.errors import BuildError, ConfigError, Problem
from pipeline.explanation import explanation
from pipeline.files import Files

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from pipeline.checks import Before, Result
    from pipeline.checks.rule import About
    from pipeline.config import Settings
    from pipeline.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The words of the command line."""

    root: Path
    names: tuple[Path, ...]
    chosen: tuple[str, ...]
    rules: tuple[str, ...]
    form: str
    output: Path | None
    strict: bool
    thresholds: tuple[str, ...]
    since: str | None
    write_baseline: bool
    language: str
    of_source: bool

    @property
    def is_whole(self) -> bool:
        """Tell whether all rules are asked of all of the site."""
        return not (self.names or self.chosen or self.rules or self.since)


@dataclass(frozen=True, slots=True)
class Done:
    """What was checked, and what printing it needs: the locales, the settings, None without a site."""

    result: Result
    locales: tuple[str, ...]
    settings: Settings | None = None


def _rule(ctx: click.Context, parameter: click.Parameter, value: Any) -> Any:  # noqa: ARG001
    for name in (value,) if isinstance(value, str) else value or ():
        if about(name) is None:
            raise click.BadParameter(f"there is no rule '{name}'. {advice(name)}")
    return value


@click.command()
@click.argument("names", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--locale", "chosen", multiple=True, metavar="TAG",
    help="Only this locale; may be repeated. For a file that belongs to no site: its language.",
)  # fmt: skip
@click.option(
    "--rule", "rules", multiple=True, metavar="ID", callback=_rule, help="Only what this rule finds; may be repeated."
)
@click.option(
    "--format", "form", type=click.Choice(reports.FORMATS), default="text", show_default=True, help="How to report."
)
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Write the report into FILE.")
@click.option("--strict", is_flag=True, help="End with exit code 1 for warnings too.")
@click.option(
    "--fail-under", "thresholds", multiple=True, metavar="[TAG=]PERCENT",
    help="Fail where less of the messages is translated, as in 'be=95', or '95' for every locale; may be repeated. "
    "In such a locale no single missing or fuzzy translation fails.",
)  # fmt: skip
@click.option(
    "--changed-since", "since", metavar="REV",
    help="Only what is new since a revision of Git; 'main...' is where this branch left main.",
)  # fmt: skip
@click.option("--write-baseline", is_flag=True, help="Put what is found now into the baseline of the settings.")
@click.option(
    "--ui", "language", type=click.Choice(ui.LANGUAGES), default=ui.SOURCE, show_default=True,
    help="The language of the report.",
)  # fmt: skip
@click.option("--source", "of_source", is_flag=True, help="Check the source texts instead of the translations.")
@click.option("--explain", metavar="ID", callback=_rule, help="Say what a rule finds, why, and how to silence it.")
@click.pass_obj
def check(root: Path, /, explain: str | None, **words: Any) -> None:
    """Name every translation that is missing, fuzzy or wrong.

    Each finding has its file and line. The last line is the summary. Exit code 1 where there is something to do. With
    PATH, catalogs, entries or folders, only what is found there. A .po file that belongs to no site is checked by
    itself, in any folder.
    """
    if explain:
        click.echo(explanation(_about(explain), ui.translation(words["language"])))
        return
    wanted = Wanted(root=root, **words)
    done = _checked(wanted)
    limits = _thresholds(wanted, done)
    _report(wanted, done)
    missed = list(threshold.missed(limits, done.result))
    for sentence in missed:
        click.echo(sentence.said(ui.translation(wanted.language)), err=True)
    judged = {each.locale for each in limits}
    sys.exit(int(bool(missed) or done.result.fails_if(strict=wanted.strict, judged=judged)))


def _about(name: str) -> About:
    found = about(name)
    if found is None:
        raise click.BadParameter(f"there is no rule '{name}'.")
    return found


def _checked(wanted: Wanted) -> Done:
    files = Files(wanted.root)
    site = sites.load(config.load(wanted.root), files) if is_site(wanted.root) or not wanted.names else None
    try:
        found = targets.find(wanted.names, wanted.root, site)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="PATH") from None
    if found.alone:
        return _alone(wanted, found.alone, site.settings if site else None, files)
    if site is None:
        raise click.UsageError("there is nothing to check.")
    if wanted.of_source:
        return _of_source(wanted, site, found.scope)
    return _of_site(wanted, site, found.scope, files)


def _of_source(wanted: Wanted, site: Site, scope: Scope) -> Done:
    if wanted.since or wanted.write_baseline:
        raise click.UsageError("--source takes neither --changed-since nor --write-baseline.")
    findings = source.run(site, Selection(site.settings.checks, wanted.rules))
    within = tuple(each for each in findings if scope.is_everything or each.path in scope.entries)
    return Done(checks.Result((), within), (), site.settings)


def _of_site(wanted: Wanted, site: Site, scope: Scope, files: Files) -> Done:
    locales, settings = chosen_locales(site, wanted.chosen), site.settings
    path = settings.checks.baseline
    if wanted.write_baseline:
        _refuse_baseline(wanted, path)
    data = files.read(wanted.root / path) if path else None
    beside = _beside(settings, files)
    request = Request(
        Selection(settings.checks, wanted.rules),
        scope,
        _since(wanted, lambda name: before.of_site(site, locales, name, files)),
        baseline.read(path, data) if data is not None and not wanted.write_baseline else None,
        _extra(settings, files, wanted.rules),
    )
    result = _found(wanted, site, locales, request, beside)
    if wanted.write_baseline:
        text = baseline.text(result.findings)
        with files.lock(wanted.root):
            files.replace(wanted.root / path, text.encode(), expected=data)
        result = checks.run(site, locales, replace(request, baseline=baseline.read(path, text.encode())))
    return Done(result, locales, settings)


def _beside(settings: Settings, files: Files) -> tuple[bytes, ...]:
    """Return the bytes of the files that the settings name for rules: what was found with others is not remembered."""
    names = (settings.checks.glossary, settings.checks.words)
    return tuple((files.read(settings.root / each) if each else None) or b"" for each in names)


def _found(
    wanted: Wanted, site: Site, locales: Sequence[str], request: Request, beside: tuple[bytes, ...]
) -> checks.Result:
    """Check the site with its cache, where all of it is checked, and by rules that need nothing of the system."""
    if not wanted.is_whole or "spelling" in request.extra:
        return checks.run(site, locales, request)
    with Cache(wanted.root, Files(wanted.root)).shelf("check") as shelf:
        return checks.run(site, locales, replace(request, memory=Memory(shelf, beside)))


def _refuse_baseline(wanted: Wanted, path: str) -> None:
    if not path:
        advice = f"Write 'baseline = \"locale/baseline.json\"' below [tool.navina.checks] in {FILE}"
        raise click.UsageError(f"the settings name no baseline. {advice}, and run this again.")
    if not wanted.is_whole:
        raise click.UsageError(
            "--write-baseline writes the whole file anew. Leave out PATH, --locale, --rule and --changed-since."
        )


def _extra(settings: Settings, files: Files, rules: Sequence[str]) -> Mapping[str, object]:
    """Read what rules need: the glossary, and where spelling is checked the dictionaries with the site's words."""
    checks, found = settings.checks, dict[str, object]()
    if checks.glossary:
        found["glossary.term"] = glossary.read(checks.glossary, _named(settings, files, "glossary", checks.glossary))
    words = None
    if checks.words:
        words = spelling.read_words(checks.words, _named(settings, files, "words", checks.words))
    if checks.spelling or "spelling" in rules:
        own = (settings.root / checks.dictionaries,) if checks.dictionaries else ()
        found["spelling"] = spelling.load(settings.locales, words=words, folders=(*own, *spelling.FOLDERS))
    return found


def _named(settings: Settings, files: Files, key: str, path: str) -> bytes:
    """Read a file that the settings name."""
    data = files.read(settings.root / path)
    if data is None:
        text = f"{key} is '{path}', and there is no such file. Mend the name, or take the setting out."
        raise ConfigError(Problem(FILE, 0, text))
    return data


def _since(wanted: Wanted, look: Callable[[str], Before]) -> Before | None:
    if wanted.since is None:
        return None
    try:
        return look(wanted.since)
    except BuildError as error:
        raise click.BadParameter(error.problems[0].text, param_hint="--changed-since") from None


def _alone(wanted: Wanted, paths: Sequence[Path], settings: Settings | None, site_files: Files) -> Done:
    if wanted.write_baseline:
        raise click.UsageError("--write-baseline is for a site. These files belong to none.")
    if len(wanted.chosen) > 1:
        raise click.UsageError("these files belong to no site, so they need one --locale, which is their language.")
    locale = wanted.chosen[0] if wanted.chosen else None
    if locale and not is_locale(locale):
        raise click.BadParameter(
            f"'{locale}' is no locale that Babel knows. Write it as in 'be' or 'be-tarask'.", param_hint="--locale"
        )
    files = Files()
    found = [(path.as_posix(), files.read(path) or b"") for path in paths]
    own = settings.checks if settings else None
    since = _since(wanted, lambda name: before.of_files(found, name, locale))
    extra = _extra(settings, site_files, wanted.rules) if settings else {}
    request = Request(Selection(own, wanted.rules), before=since, extra=extra)
    result = alone.run(found, request, locale=locale, settings=own)
    return Done(result, tuple(dict.fromkeys(each.locale for each in result.catalogs)))


def _thresholds(wanted: Wanted, done: Done) -> tuple[threshold.Threshold, ...]:
    try:
        return threshold.read(wanted.thresholds, done.locales)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--fail-under") from None


def _report(wanted: Wanted, done: Done) -> None:
    translate, result = ui.translation(wanted.language), done.result
    base = _base(wanted.root) if done.settings else ""
    colored = not wanted.output and reports.wants_color(os.environ, is_terminal=sys.stdout.isatty())
    text = reports.render(
        wanted.form, result, translate,
        color=colored,
        columns=shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100,
        base=base,
        language=wanted.language,
        source=done.settings.source if done.settings else "en",
        since=_ages(wanted.root, Files(wanted.root)),
    )  # fmt: skip
    if wanted.output:
        _write(wanted.output, f"{text}\n".encode())
        text = reports.summary(result, translate)
    click.echo(text, color=colored or None)
    if wanted.form == "github" and (path := os.environ.get("GITHUB_STEP_SUMMARY")):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(reports.summary_markdown(result, translate, base=base))


def _write(path: Path, data: bytes) -> None:
    """Write a file as a whole; into a pipe or a device it can only be poured."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    files = Files()
    files.replace(path, data, expected=files.read(path))


def _base(root: Path) -> str:
    """Return what leads from the working folder to the site, "" where it is not below."""
    try:
        path = root.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return ""
    return "" if path == "." else f"{path}/"


def _ages(root: Path, files: Files) -> Callable[[str, int], dt.date | None]:
    """Return what tells since when a line is as it is; nobody knows without Git."""

    @cache
    def ages(path: str) -> Sequence[dt.datetime | None]:
        try:
            return history.ages(root, path, files.read(root / path) or b"")
        except BuildError:
            return ()

    def since(path: str, line: int) -> dt.date | None:
        found = ages(path)
        age = found[line - 1] if 0 < line <= len(found) else None
        return age.date() if age else None

    return since
