"""Options that several commands have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.site import Site

locale_option = click.option(
    "--locale", "chosen", multiple=True, metavar="TAG", help="Only this locale; may be repeated."
)


def chosen_locales(site: Site, chosen: Sequence[str]) -> tuple[str, ...]:
    """Return the locales that are chosen, in the order of the settings; all of them where none is."""
    known = site.settings.locales
    for locale in chosen:
        if locale not in known:
            raise click.BadParameter(f"'{locale}' is not among the locales of the site: {', '.join(known) or 'none'}.")
    return tuple(each for each in known if not chosen or each in chosen)
