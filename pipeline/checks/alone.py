"""Catalogs by themselves: any `.po` file in any folder, whichever program made it, without the site it belongs to."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pipeline import catalog as catalogs
from pipeline._collector import paused
from pipeline._foreign import fold
from pipeline.checks._run import Check, Request
from pipeline.checks.sheet import Sheet
from pipeline.checks.subject import Context, Subject
from pipeline.config import Checks, is_locale
from pipeline.errors import CatalogError, Flaw, Problem
from pipeline.message import Message
from pipeline.refusal import theme_refusals
from pipeline.structure import Definitions, differences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pipeline.catalog import Catalog, CatalogMessage
    from pipeline.checks.result import Result

_ROLES = frozenset(
    "paragraph quotation footnote title summary term definition caption label tag theme abbr".split()
    + ["list item", "table cell", "table heading", "admonition title", "summary of details", "title of a link"]
    + ["alternative text", "name of a section", "label in the table of contents"]
    + [f"heading {level}" for level in range(1, 7)]
)
"""What Navina's own notes call a message; the rest of a note, after ` · `, is the heading before it."""

_PO4A = re.compile(r"^type: (.+)", re.MULTILINE)
_PO4A_ROLES = (
    (re.compile(r"Title ([#=]+)"), lambda found: f"heading {min(len(found[1]), 6)}"),
    (re.compile(r"Bullet: "), lambda _: "list item"),
    (re.compile(r"(?:Yaml Front Matter )?Hash Value: (title|summary)", re.IGNORECASE), lambda found: found[1]),
    (re.compile(r".*<h([1-6])>$"), lambda found: f"heading {found[1]}"),
    (re.compile(r".*<li>$"), lambda _: "list item"),
    (re.compile(r".*<td>$"), lambda _: "table cell"),
    (re.compile(r".*<th>$"), lambda _: "table heading"),
)
_PO4A_CODE = re.compile(r"type: (?:Fenced code block|verbatim|Content of: .*<(?:pre|code)>)")
_TAGS = {"list item": "li", "table cell": "td", "table heading": "th", "term": "dt", "definition": "dd"}
_FORMAT = re.compile(r"(?!no-)[\w-]+-format")
_LABEL = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\s?\[([^\[\]]*)\]")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_PLAIN = Definitions()
_MARK = re.compile(r"[\\`\[<*_\n\r{&\0\2\3]")
"""Without any of these there is nothing in a text beside its words."""

_MANY = 100
"""So many signs of exclamation are compared all the same."""


@paused()
def run(
    files: Iterable[tuple[str, bytes]], request: Request, *, locale: str | None = None, settings: Checks | None = None
) -> Result:
    """Check `.po` files, each a path and its bytes; `locale` is their language, else each says it in its header.

    A file that cannot be read, or that does not say its language, is a finding.
    """
    check = Check(request)
    for path, data in files:
        try:
            catalog = read(path, data, locale=locale)
        except CatalogError as error:
            check.unreadable(error.problems)
            continue
        check.sheet(_sheet(catalog, request, settings))
    return check.result(is_whole=False)


def read(path: str, data: bytes, *, locale: str | None = None) -> Catalog:
    """Read a catalog in the language that its header says, or in `locale`. Raise CatalogError where it has neither."""
    found = catalogs.read(path, data, locale=locale or "en")
    if locale:
        return found
    tag = _language(found)
    result = replace(found, locale=tag, nplurals=found.scan.nplurals or catalogs.plural_count(tag))
    vars(result)["scan"] = found.scan
    return result


def _language(found: Catalog) -> str:
    written = next((value.strip() for name, value in found.fields if name == "Language"), "")
    tag = catalogs.locale_tag(written.partition(".")[0].replace("-", "_"))
    if is_locale(tag):
        return tag
    said = f"has the language '{written}', which is not known" if written else "does not say the language"
    line = found.scan.header.line if found.scan.header else 0
    text = f"the header {said}. Name it, as in '--locale be'."
    raise CatalogError(Problem(found.path, line, Flaw("header-language", text)))


def _sheet(catalog: Catalog, request: Request, settings: Checks | None) -> Sheet:
    apostrophe = (settings or Checks()).apostrophe
    context = Context(catalog.locale, in_site=False, apostrophe=apostrophe, extra=request.extra)
    subjects = tuple(subject(each, context) for each in catalog.messages)
    return Sheet(catalog.path, catalog.domain, context, catalog, subjects, {})


def subject(found: CatalogMessage, context: Context) -> Subject:
    """Return what rules look at: a message as well as its catalog tells what it is."""
    role, heading, is_ours = _role(found.note)
    tag = f"h{role[-1]}" if role.startswith("heading ") else _TAGS.get(role, "p")
    message = Message(found.msgid, found.msgctxt, found.msgid_plural, role=role, heading=heading, tags=(tag,))
    is_code = bool(_PO4A_CODE.match(found.note))
    is_format = is_code or role == "theme" or any(_FORMAT.fullmatch(flag) for flag in found.flags)
    refusals: Callable[[str], Iterable[str]] = _none
    if is_format and not is_code:
        refusals = partial(theme_refusals, msgid=found.msgid_plural or found.msgid)
    elif not is_code:
        refusals = _Structure(found.msgid_plural or found.msgid, tag, is_ours=is_ours)
    return Subject(message, found, context, refusals, is_format, found.references)


def _none(msgstr: str) -> Sequence[str]:  # noqa: ARG001  of code nobody knows what may be translated
    return ()


def _role(note: str) -> tuple[str, str, bool]:
    """Return what a message is and its heading, from a note of Navina's or po4a's; the last tells that it is ours.

    >>> _role("heading 2 · Figures"), _role("type: Title ##"), _role("Translators: a button")
    (('heading 2', 'Figures', True), ('heading 2', '', False), ('paragraph', '', False))
    """
    role, _, heading = note.partition("\n")[0].partition(" · ")
    if role in _ROLES:
        return role, heading, True
    if kind := _PO4A.search(note):
        for pattern, name in _PO4A_ROLES:
            if found := pattern.match(kind[1].strip()):
                return name(found), "", False
    return "paragraph", "", False


class _Structure:
    """Says why a text cannot stand for its source, of which nobody knows the definitions.

    Another tool's message has line breaks that mean nothing, Navina's has none of those.
    """

    __slots__ = ("_definitions", "_is_ours", "_source", "_tag")

    def __init__(self, source: str, tag: str, *, is_ours: bool) -> None:
        self._source, self._tag, self._is_ours = source, tag, is_ours
        self._definitions: Definitions | None = None

    def __call__(self, msgstr: str) -> Sequence[str]:
        if not _MARK.search(msgstr) and not _MARK.search(self._source) and msgstr.count("!") < _MANY:
            return ()
        source, target = (self._source, msgstr) if self._is_ours else (fold(self._source), fold(msgstr))
        if self._definitions is None:
            self._definitions = stubs(source)
        return differences(source, target, (self._tag,), self._definitions)


def stubs(source: str) -> Definitions:
    """Return definitions for every label that a source text refers to: where they lead to, nobody knows.

    >>> sorted(stubs("[it][a], [That Report][], [maybe] and[^1]").references), stubs("a[^1]").footnotes
    (['a', 'that report'], frozenset({'1'}))
    """
    if "[" not in source:
        return _PLAIN
    labels = {" ".join((label or text).split()).lower() for text, label in _LABEL.findall(source)}
    references = {label: (f"label:{label}", None) for label in sorted(labels)}
    return Definitions(references, frozenset(_FOOTNOTE.findall(source)))
