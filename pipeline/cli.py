"""The command `navina`: words in, words out; everything else is done by the modules below."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import build as builder
from pipeline import checks, config, report, scaffold, update
from pipeline import extract as extractor
from pipeline import site as sites
from pipeline.errors import CatalogError, NavinaError
from pipeline.files import Files

if TYPE_CHECKING:
    from collections.abc import Sequence

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
            if ctx.params["debug"]:
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


def _locales(site: sites.Site, chosen: Sequence[str]) -> tuple[str, ...]:
    known = site.settings.locales
    for locale in chosen:
        if locale not in known:
            raise click.BadParameter(f"'{locale}' is not among the locales of the site: {', '.join(known) or 'none'}.")
    return tuple(each for each in known if not chosen or each in chosen)


_locale_option = click.option(
    "--locale", "chosen", multiple=True, metavar="TAG", help="Only this locale; may be repeated."
)


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
    done = update.update(
        root, site.templates, site.settings.locales, files=files, now=datetime.now(UTC),
        shipped=extractor.shipped(site.settings.locales), accept_loss=accept_loss,
    )  # fmt: skip
    for line in report.update_lines(done):
        click.echo(line)


@main.command()
@_locale_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
@click.pass_obj
def check(root: Path, chosen: tuple[str, ...], form: str) -> None:
    """Name every translation that is missing, fuzzy or wrong.

    Each finding has its file and line. The last line is the summary. Exit code 1 where there is something to do.
    """
    files = Files(root)
    site = sites.load(config.load(root), files)
    result = checks.run(site, _locales(site, chosen))
    click.echo(report.as_json(result) if form == "json" else report.text(result))
    sys.exit(int(result.fails))


@main.command()
@_locale_option
@click.pass_obj
def status(root: Path, chosen: tuple[str, ...]) -> None:
    """Show how far every catalog is."""
    files = Files(root)
    site = sites.load(config.load(root), files)
    result = checks.run(site, _locales(site, chosen))
    _bars(result.catalogs)
    if site.broken:
        raise CatalogError(site.broken)


def _bars(catalogs: Sequence[Progress]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    for table in report.tables(catalogs):
        console.print(table)


@main.command()
@_locale_option
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
    _locales(site, [each for each in chosen if each != site.settings.source])
    if site.broken and not skip_broken:
        raise CatalogError(site.broken)
    done = builder.build(site, locales=chosen or None, clean=clean)
    for problem in site.broken:
        click.echo(str(problem), err=True)
    for line in report.build_lines(done):
        click.echo(line)


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def init(root: Path, folder: Path) -> None:
    """Start a new site in DIR, with a sample entry in three languages."""
    for line in scaffold.create(root / folder):
        click.echo(line)
