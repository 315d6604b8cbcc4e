"""The one Python-Markdown parser, taken apart: block parsing once, the rest once a locale.

Python-Markdown keeps what it learns on the instance: a second run over a copy of the tree finds footnotes already
referenced and a longer stash. So the state after block parsing is kept in a `Snapshot` and put back before each run.
"""

from __future__ import annotations

import copy
import functools
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocTreeprocessor
from markdown.treeprocessors import Treeprocessor

from pipeline import _directives

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    _T = TypeVar("_T")

_PLAIN = "navina-plain"
_CUTS = {"navina-blocks": 25, _PLAIN: 19.5, "navina-attributes": 7.5, "navina-ids": 5.5}
"""Where our own work stands among the tree processors: before inline (20), right after it, after attribute lists (8)
and before abbreviations (7), before the table of contents (5)."""

_INLINE = re.compile(r"[\\`\[<&*_]|  \n")
"""What Python-Markdown's own inline patterns and those of footnotes can begin with."""


class TooDeepError(ValueError):
    """A text has more blocks in one another than Python's stack can hold."""


class Label(str):
    """A text that Python-Markdown itself puts into the tree, such as the title of an untitled admonition."""

    __slots__ = ()


class _Cut(Treeprocessor):
    """Marks a place among the tree processors; does nothing."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What Python-Markdown knows besides the tree, right after block parsing."""

    stash: tuple[Any, ...]
    references: Mapping[str, tuple[str, str | None]]
    footnotes: Mapping[str, str]
    abbreviations: Mapping[str, str]


class Engine:
    """A Python-Markdown instance with the extensions of a site; one thread at a time.

    `toc_marker` and `footnote_marker` are the texts in whose place the table of contents and the footnotes are put.
    """

    def __init__(self, extensions: Sequence[str], configs: Mapping[str, Mapping[str, Any]]) -> None:
        known = {name: dict(config) for name, config in configs.items()}
        self.md = markdown.Markdown(extensions=list(extensions), extension_configs=known)
        self.directives = _directives.Preprocessor(self.md)
        self.markers = _directives.Markers(self.md)
        self.md.preprocessors.register(self.markers, "navina-markers", 29)
        self.md.preprocessors.register(self.directives, "navina-directives", 22)
        for name, priority in _CUTS.items():
            self.md.treeprocessors.register(_Cut(self.md), name, priority)
        self._footnotes = self._extension(FootnoteExtension)
        self._abbr = self._extension(AbbrExtension)
        self._prefix = self._footnotes.unique_prefix if self._footnotes else 0
        self.standard = _is_standard(self.md)
        self.breaks_lines = "nl" in self.md.inlinePatterns
        self.attribute_lists = "attr_list" in self.md.treeprocessors
        self.toc: Any = next((each for each in self.md.treeprocessors if isinstance(each, TocTreeprocessor)), None)
        self.toc_marker = str(self.toc.marker) if self.toc else ""
        self.footnote_marker = str(self._footnotes.getConfig("PLACE_MARKER")) if self._footnotes else ""
        _mark_default_titles(self.md)
        self._stages = self._split()

    def _extension(self, kind: type[_T]) -> Any:
        return next((each for each in self.md.registeredExtensions if isinstance(each, kind)), None)

    def _split(self) -> tuple[tuple[Treeprocessor, ...], ...]:
        stages: list[list[Treeprocessor]] = [[]]
        for processor in self.md.treeprocessors:
            if isinstance(processor, _Cut):
                stages.append([])
            else:
                stages[-1].append(processor)
        return tuple(map(tuple, stages))

    def blocks(self, text: str) -> Element:
        """Parse the blocks of a text; the leaves of the tree hold raw inline Markdown."""
        root = self.again(text, frozenset())
        return self.again(text, self._in_code(text)) if self.directives.doubtful else root

    def again(self, text: str, literal: frozenset[int]) -> Element:
        """Parse the blocks of a text of which it is known which directives are code."""
        self.directives.literal = literal
        return self._parse(text)

    def _in_code(self, text: str) -> frozenset[int]:
        """Return the numbers of the directives that are code: where a mark in their place comes to stand."""
        self.directives.marks_all = True
        try:
            root = self._parse(text)
        finally:
            self.directives.marks_all = False
        return frozenset(_directives.in_code(root, self.md))

    def _parse(self, text: str) -> Element:
        self.md.reset()
        if self._footnotes:
            self._footnotes.unique_prefix = self._prefix
        if not text.strip():
            text = ""
        md = cast("Any", self.md)  # extensions may read `lines`, which the stubs do not know
        md.lines = text.split("\n")
        for preprocessor in self.md.preprocessors:
            md.lines = preprocessor.run(md.lines)
        try:
            root = self.md.parser.parseDocument(md.lines).getroot()
            return self.stage(cast("Element", root), 0)
        except RecursionError:
            self.md.parser.state.clear()  # it believes to be inside of all of them still
            raise TooDeepError from None

    def stage(self, root: Element, number: int) -> Element:
        """Run the tree processors between two cuts: 0 up to blocks, then to plain text, attributes, ids, the end."""
        for processor in self._stages[number]:
            changed = processor.run(root)
            root = root if changed is None else changed
        return root

    def is_plain(self, text: str) -> bool:
        """Tell whether no inline pattern can find anything in a text, so that there is no need to try."""
        return self.standard and not _INLINE.search(text)

    def inline(self, text: str, tag: str, state: Snapshot) -> Element:
        """Run the inline patterns alone over the text of an element of that tag, from the given state."""
        self.restore(state)
        root = Element(self.md.doc_tag)
        leaf = SubElement(root, tag)
        leaf.text = text
        self.md.treeprocessors["inline"].run(root)
        return leaf

    def finish(self, root: Element) -> str:
        """Serialize a finished tree as `Markdown.convert` does."""
        output = self.md.serializer(root)
        tag = self.md.doc_tag
        start, end = output.find(f"<{tag}>"), output.rfind(f"</{tag}>")
        output = output[start + len(tag) + 2 : end].strip() if start >= 0 and end >= 0 else ""
        return self.post(output)

    def serialize(self, element: Element) -> str:
        """Return the HTML of one element, with stashed raw HTML put back."""
        return self.post(self.md.serializer(element))

    def post(self, html: str) -> str:
        """Put stashed raw HTML back, as the last step of `Markdown.convert`."""
        for processor in self.md.postprocessors:
            html = processor.run(html)
        return html.strip()

    def unescape(self, text: str) -> str:
        """Return a text that inline patterns have seen as it will be read: escapes and stashed entities put back."""
        return self.post(cast("Any", self.md.treeprocessors["unescape"]).unescape(text))

    def snapshot(self) -> Snapshot:
        """Return a copy of what was learnt while parsing blocks."""
        return Snapshot(
            stash=tuple(self.md.htmlStash.rawHtmlBlocks),
            references=dict(self.md.references),
            footnotes=dict(self._footnotes.footnotes) if self._footnotes else {},
            abbreviations=dict(self._abbr.abbrs) if self._abbr else {},
        )

    def restore(self, state: Snapshot) -> None:
        """Forget everything learnt since, as a fresh parser that has just read these blocks."""
        self.fill_stash([each if isinstance(each, str) else copy.deepcopy(each) for each in state.stash])
        self.define_references(state.references)
        self.define_abbreviations(state.abbreviations)
        if self.md.delimiters is not None:
            self.md.delimiters.reset()
        if self._footnotes:
            self._footnotes.footnotes.clear()
            self._footnotes.footnotes.update(state.footnotes)
            self._footnotes.footnote_order = []
            self._footnotes.found_refs = {}
            self._footnotes.used_refs = set()

    def define_references(self, references: Mapping[str, tuple[str, str | None]]) -> None:
        """Replace the reference definitions: label -> (address, title)."""
        known = cast("dict[str, tuple[str, str | None]]", self.md.references)
        known.clear()
        known.update(references)

    def define_abbreviations(self, abbreviations: Mapping[str, str]) -> None:
        """Replace the abbreviations: key -> title."""
        if self._abbr:
            self._abbr.abbrs.clear()
            self._abbr.abbrs.update(abbreviations)

    @property
    def stash(self) -> list[Any]:
        """Return the raw HTML that waits to be put back; the number in a placeholder is its index."""
        blocks: list[Any] = self.md.htmlStash.rawHtmlBlocks
        return blocks

    def fill_stash(self, stash: list[Any]) -> None:
        """Replace the raw HTML that waits to be put back."""
        self.md.htmlStash.rawHtmlBlocks = stash
        self.md.htmlStash.html_counter = len(stash)

    def store(self, html: str) -> str:
        """Stash raw HTML and return its placeholder."""
        return self.md.htmlStash.store(html)

    @property
    def footnote_title(self) -> str:
        """Return the title of a footnote's back link, with `%(number)s` for its number, "" without the extension."""
        title = str(self._footnotes.getConfig("BACKLINK_TITLE")) if self._footnotes else ""
        return title.replace("{}", "%(number)s")

    def footnote_label(self, address: str) -> str:
        """Return the label of the footnote that a mark's address leads to."""
        return address.partition(str(self._footnotes.get_separator()))[2] if self._footnotes else address

    @property
    def permalink_title(self) -> str:
        """Return the title of the links that headings have to themselves, "" where they have none."""
        return str(self.toc.permalink_title) if self.toc and self.toc.use_permalinks not in (False, None) else ""


def _is_standard(md: markdown.Markdown) -> bool:
    """Tell whether a text without a character of `_INLINE` is safe from all inline patterns."""
    known = {name: each.pattern for name, each in _patterns(markdown.Markdown(extensions=["footnotes"])).items()}
    return all(known.get(name) == each.pattern for name, each in _patterns(md).items())


def _patterns(md: markdown.Markdown) -> dict[str, Any]:
    patterns = cast("Any", md.inlinePatterns)
    return dict(patterns._data)  # noqa: SLF001 - the registry has no public list of names


def _mark_default_titles(md: markdown.Markdown) -> None:
    """Make the title that an admonition gets from its class tell itself from one that the author wrote."""
    processor = next((each for each in md.parser.blockprocessors if isinstance(each, AdmonitionProcessor)), None)
    if processor is None:
        return
    original = processor.get_class_and_title

    def get_class_and_title(match: re.Match[str]) -> tuple[str, str | None]:
        names, title = original(match)
        return names, Label(title) if title and match.group(2) is None else title

    cast("Any", processor).get_class_and_title = get_class_and_title


@functools.lru_cache(maxsize=8)
def _cached(extensions: tuple[str, ...], configs: str) -> Engine:
    return Engine(extensions, json.loads(configs))


def engine(extensions: Sequence[str], configs: Mapping[str, Mapping[str, Any]]) -> Engine:
    """Return the parser for these extensions.

    It is built once, as building takes longer than parsing an entry; a configuration that JSON cannot hold, such as a
    function of one's own for slugs, gets a parser of its own.
    """
    try:
        known = json.dumps(configs, sort_keys=True)
    except TypeError:
        return Engine(extensions, configs)
    return _cached(tuple(extensions), known)
