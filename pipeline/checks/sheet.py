"""A sheet: one catalog beside the messages that it should have, ready to be checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.checks.subject import Context, Subject
from pipeline.refusal import refusals
from pipeline.site import catalog_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.catalog import Catalog, Located, Template
    from pipeline.entry import Entry
    from pipeline.site import Site


@dataclass(frozen=True, slots=True)
class Sheet:
    """One domain in one locale: its messages in reading order, and the catalog, None where there is none yet.

    `entries` are those of the site by path; none where a catalog is checked by itself.
    """

    path: str
    domain: str
    context: Context
    catalog: Catalog | None
    subjects: tuple[Subject, ...]
    entries: Mapping[str, Entry]

    def place(self, subject: Subject) -> tuple[str, int]:
        """Return the file and the line where a message is: in the content, where the catalog does not know it."""
        if subject.found:
            return self.path, subject.found.line
        path = subject.references[0] if subject.references else ""
        entry = self.entries.get(path)
        return (path, entry.line(subject.message.key)) if entry else (self.path, 0)


def of_site(site: Site, context: Context) -> Iterator[Sheet]:
    """Yield the sheets of a locale: every domain of the content as it is now."""
    for template in site.templates:
        yield of_template(site, template, context)


def of_template(site: Site, template: Template, context: Context) -> Sheet:
    """Return the sheet of one domain in one locale."""
    catalog = site.catalogs.get(context.locale, {}).get(template.domain)
    own = replace(context, template=template)
    subjects = tuple(_subject(site, template, each, catalog, own) for each in template.messages)
    path = catalog_path(context.locale, template.domain)
    return Sheet(path, template.domain, own, catalog, subjects, site.by_path)


def _subject(site: Site, template: Template, located: Located, catalog: Catalog | None, context: Context) -> Subject:
    return Subject(
        located.message,
        catalog.get(located.message.key) if catalog else None,
        context,
        refusals(site, template, located),
        is_format=template.domain == "site",
        references=located.references,
    )
