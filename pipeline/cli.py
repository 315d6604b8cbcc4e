"""The command `navina`: words in, words out; everything else is done by the modules below."""

from __future__ import annotations

import errno
import sys
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import _catalog_lines as said
from pipeline import build as builder
from pipeline import canonical, checks, config, history, importing, locales, report, scaffold, stored, update
from pipeline import extract as extractor
from pipeline import obsolete as leftovers
from pipeline import site as sites
from pipeline._check_command import check
from pipeline._options import chosen_locales, locale_option
from pipeline.anonymous import anonymous as without_names
from pipeline.cache import Cache
from pipeline.errors import CatalogError, NavinaError
from pipeline.files import Files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.checks import Progress


class _Group(click.Group):
    """Turns errors into one line a problem and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except NavinaError as error:
            if ctx.params["debug"]:
                raise
            click.echo(str(error), err=True)
            ctx.exit(1)
        except OSError as error:
            if ctx.params["debug"] or error.errno == errno.EPIPE:  # click ends quietly where nobody reads on
                raise
            click.echo(
                f"{error.filename or 'navina'}: {error.strerror or error}. Look at the disk and try again.", err=True
            )
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-C", "root", metavar="DIR", default=".", type=click.Path(path_type=Path), help="Work on the site in DIR."
)
@click.option("--debug", is_flag=True, help="Show where in the program an error comes from.")
@click.version_option(metadata.version("navina"), prog_name="navina")
@click.pass_context
def main(ctx: click.Context, root: Path, debug: bool) -> None:  # noqa: ARG001 - read from ctx.params
    """Publish English Markdown in several languages by way of gettext catalogs.

    Editors write entries below content/; 'navina extract' brings the catalogs in locale/ up to date; translators fill
    them; 'navina build' writes the pages into build/.
    """
    ctx.obj = root


@main.command()
@click.option("--accept-loss", is_flag=True, help="Go on even if many finished translations would be set aside.")
@click.pass_obj
def extract(root: Path, accept_loss: bool) -> None:
    """Bring templates and catalogs up to date with the content.

    Every text becomes a message in locale/*.pot, and every .po file is merged with it. No translation is ever
    deleted: a changed text keeps its old translation as fuzzy, a removed one as obsolete.
    """
    files = Files(root)
    site = sites.load_content(config.load(root), files)
    with Cache(root, files).shelf("templates") as shelf:
        done = update.update(
            root, site.templates, site.settings.locales, files=files, now=datetime.now(UTC), shelf=shelf,
            shipped=extractor.shipped(site.settings.locales), accept_loss=accept_loss, limits=site.settings.max_lost,
            source=site.settings.source,
        )  # fmt: skip
    for line in report.update_lines(done):
        click.echo(line)
    if site.settings.anonymous:
        found = stored.read(stored.find(site.settings, files))
        for path in stored.write(canonical.without_traces(found), root, files):
            click.echo(f"{path}: the header is anonymous now.")


main.add_command(check)


@main.command()
@locale_option
@click.pass_obj
def status(root: Path, chosen: tuple[str, ...]) -> None:
    """Show how far every catalog is."""
    files = Files(root)
    site = sites.load(config.load(root), files)
    _bars(checks.progress(site, chosen_locales(site, chosen)))
    if site.broken:
        raise CatalogError(site.broken)


def _bars(catalogs: Sequence[Progress]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    for table in report.tables(catalogs):
        console.print(table)


@main.command()
@locale_option
@click.option("--clean", is_flag=True, help="Start from an empty folder.")
@click.option("--skip-broken", is_flag=True, help="Build without the catalogs that cannot be read.")
@click.pass_obj
def build(root: Path, chosen: tuple[str, ...], clean: bool, skip_broken: bool) -> None:
    """Write the site into build/.

    What is not translated is shown in the source language and marked as such, so a build never waits for a
    translation. A catalog that cannot be read stops it, as its translations would be gone from the pages;
    --skip-broken names it and builds all the same. Open build/index.html.
    """
    files = Files(root)
    site = sites.load(config.load(root), files)
    chosen_locales(site, [each for each in chosen if each != site.settings.source])
    if site.broken and not skip_broken:
        raise CatalogError(site.broken)
    done = builder.build(site, locales=chosen or None, clean=clean)
    for problem in site.broken:
        click.echo(str(problem), err=True)
    for line in report.build_lines(done):
        click.echo(line)


@main.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Listen on this port.  [default: 8000, or the next free one]"
)
@click.option("--open", "opens", is_flag=True, help="Show the site in the browser.")
@click.pass_obj
def preview(root: Path, port: int | None, opens: bool) -> None:
    """Show the site on this machine, and anew whenever something is saved.

    Drafts are shown too, and marked. A mistake in an entry, a catalog, a template or the settings is named in the page,
    which goes on to show the last good text. Nothing is written; nobody else can see the pages. Ctrl+C ends it.
    """
    from pipeline import preview as previewer

    previewer.run(root, port=port, opens=opens, tell=click.echo)


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--name", "names", multiple=True, metavar="[TAG=]NAME",
    help="The name of the site, as in 'Spring'; 'be=Вясна' is its name in one language. May be repeated.  "
    "[default: the folder's name]",
)  # fmt: skip
@click.option(
    "--locale", "chosen", multiple=True, metavar="TAG",
    help="A language to translate to; may be repeated.  [default: be, ru]",
)  # fmt: skip
@click.pass_obj
def init(root: Path, folder: Path, names: tuple[str, ...], chosen: tuple[str, ...]) -> None:
    """Start a new site in DIR, with sample entries in three languages.

    DIR must be new or empty. The sample comes in English, Belarusian and Russian; catalogs of other languages are
    empty. 'navina build' then writes the pages.
    """
    try:
        wanted = scaffold.beginning(names, chosen)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    _say(scaffold.create(root / folder, wanted))


@main.command()
@click.argument("names", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--anonymous", "hide", is_flag=True, help="Also take names, time zones and traces of editors out of the headers."
)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; name the files that would change.")
@click.pass_obj
def fmt(root: Path, names: tuple[Path, ...], hide: bool, only_check: bool) -> None:
    """Write catalogs in gettext's canonical form.

    That is what 'msgcat --no-wrap' writes: one line a text, LF at the ends of lines, no byte order mark, a complete
    header. So two editors' files differ only in their words. Without FILE, all catalogs of the site's locales are
    written. Translations, comments and their order stay.
    """
    files = Files(root)
    settings = config.load(root)
    found = stored.find(settings, files)
    veil = without_names if hide or settings.anonymous else canonical.as_they_are
    done = canonical.formatted(
        stored.choose(found, names, root) if names else found, now=datetime.now(UTC), veil=veil
    )  # fmt: skip
    if only_check:
        _say(said.fmt_check_lines(done))
        sys.exit(int(any(each.change.is_one for each in done)))
    stored.write((each.change for each in done), root, files)
    _say(said.fmt_lines(done))


@main.command("add-locale")
@click.argument("tag", metavar="TAG")
@click.option("--from", "source", metavar="LOCALE", help="Begin with the translations of this locale, as fuzzy.")
@click.pass_obj
def add_locale(root: Path, tag: str, source: str | None) -> None:
    """Add a language to the site: TAG is as in 'uk', 'pt-BR' or 'be-tarask'.

    The tag is written into the settings, and catalogs with complete headers are made for the translators.
    """
    files = Files(root)
    site = sites.load(config.load(root), files)
    if reason := locales.refusal(tag, site):
        raise click.BadParameter(reason, param_hint="TAG")
    if source is not None:
        chosen_locales(site, [source])
    done = locales.add(site, tag, files=files, now=datetime.now(UTC), source=source)
    stored.write(done.changes, root, files)
    _say(said.added_lines(tag, done))


@main.command("import")
@click.argument("names", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--locale", "locale", required=True, metavar="TAG", help="The locale that the files are translations to.")
@click.option("-v", "--verbose", is_flag=True, help="List what conflicts, and what matches nothing.")
@click.pass_obj
def import_(root: Path, names: tuple[str, ...], locale: str, verbose: bool) -> None:
    """Take translations over from other .po files, whichever tool made them.

    They are matched by the English text, with or without the marks and line breaks of Markdown. Only messages without
    a translation are filled. Where two files disagree, or a translation has other links or marks than the text, it is
    filled in as fuzzy. What you have stays.
    """
    files = Files(root)
    site = sites.load(config.load(root), files)
    chosen_locales(site, [locale])
    foreign = [importing.Foreign(name, files.read(Path(name)) or b"") for name in names]
    done = importing.bring_in(site, locale, foreign)
    stored.write(done.changes, root, files)
    _say(said.import_lines(done, verbose=verbose))


def _span(ctx: click.Context, parameter: click.Parameter, value: str | None) -> datetime | None:  # noqa: ARG001
    if value is None:
        return None
    try:
        return leftovers.before(value, datetime.now(UTC))
    except (ValueError, OverflowError):
        raise click.BadParameter(
            f"'{value}' is neither like '180d', '26w', '6m', '1y' nor like '2026-01-31'."
        ) from None


@main.command()
@locale_option
@click.option("--purge", is_flag=True, help="Take them out of the catalogs, with their translations.")
@click.option(
    "--older-than", "until", metavar="AGE", callback=_span,
    help="Only those that Git has known as obsolete for longer: 180d, 26w, 6m, 1y, or since before a date.",
)  # fmt: skip
@click.pass_obj
def obsolete(root: Path, chosen: tuple[str, ...], purge: bool, until: datetime | None) -> None:
    """List the translations of texts that are gone from the content.

    They wait at the end of the catalogs and come back when their text does. Nothing but --purge ever deletes them. A
    catalog keeps no date for a message, so --older-than asks Git since when its lines are as they are; a message that
    was moved or is not committed yet counts as new.
    """
    files = Files(root)
    settings = config.load(root)
    wanted = chosen_locales(sites.Site(settings, ()), chosen)
    catalogs = stored.read(each for each in stored.find(settings, files) if each.locale in wanted)
    found = leftovers.find(catalogs, until=until, ages=partial(history.ages, root))
    if not purge:
        _say(said.obsolete_lines(found))
        return
    stored.write((each.without for each in found), root, files)
    _say(said.purged_lines(found))


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
