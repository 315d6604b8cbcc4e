"""Why a translation cannot be used: what its entries or the theme's strings say against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.sentence import say
from pipeline.strings import placeholders, usable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.catalog import Located, Template
    from pipeline.sentence import Sentence
    from pipeline.site import Site


def refusals(site: Site, template: Template, located: Located) -> Callable[[str], Iterable[str]]:
    """Return what says why a msgstr could not be used for a message.

    Every entry that the message stands in is asked: their footnotes and references may differ.
    """
    entries = [site.by_path[path] for path in located.references if path in site.by_path]
    message = located.message
    if template.domain == "site":
        return lambda msgstr: theme_refusals(msgstr, message.msgid_plural or message.msgid)
    return lambda msgstr: [reason for entry in entries for reason in entry.refusals(message.key, msgstr)]


def theme_refusals(msgstr: str, msgid: str) -> Iterator[Sentence]:
    """Return why a string of the theme cannot be used: its placeholders and control characters."""
    if usable(msgstr, msgid):
        return
    for name in sorted(placeholders(msgid) - placeholders(msgstr)):
        yield say("the placeholder %%(%(name)s)s is missing", name=name)
    for name in sorted(placeholders(msgstr) - placeholders(msgid)):
        yield say("the placeholder %%(%(name)s)s is not in the source", name=name)
    if placeholders(msgstr) == placeholders(msgid):
        yield say("a control character is not in the source")
