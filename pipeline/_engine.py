"""The one Python-Markdown parser, taken apart: block parsing once, the rest once a locale.

Python-Markdown keeps what it learns on the instance: a second run over a copy of the tree finds footnotes already
referenced and a longer stash. So the state after block parsing is kept in a `Snapshot` and put back before each run.
"""

from __future__ import annotations

import copy
import functools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import markdown
from markdown.extensions import abbr, footnotes
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.treeprocessors import Treeprocessor

from pipeline import _directives

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

STANDARD_PATTERNS = frozenset(
    "backtick escape reference link image_link image_reference short_reference short_image_ref autolink automail "
    "linebreak html entity em_strong footnote".split()
)
CUTS = {"navina-blocks": 25, "navina-attributes": 7.5, "navina-ids": 5.5}
"""Where our own work stands among the tree processors: before inline (20), after attribute lists (8) and before
abbreviations (7), before the table of contents (5)."""


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
    """A Python-Markdown instance with the extensions of a site; one thread at a time."""

    def __init__(self, extensions: Sequence[str], configs: Mapping[str, Mapping[str, Any]]) -> None:
        known = {name: dict(config) for name, config in configs.items()}
        self.md = markdown.Markdown(extensions=list(extensions), extension_configs=known)
        self.directives = _directives.Preprocessor(self.md)
        self.markers = _directives.Markers(self.md)
        self.md.preprocessors.register(self.markers, "navina-markers", 29)
        self.md.preprocessors.register(self.directives, "navina-directives", 22)
        for name, priority in CUTS.items():
            self.md.treeprocessors.register(_Cut(self.md), name, priority)
        self._footnotes = self._extension(footnotes.FootnoteExtension)
        self._abbr = self._extension(abbr.AbbrExtension)
        self._prefix = self._footnotes.unique_prefix if self._footnotes else 0
        self.standard = set(_names(self.md.inlinePatterns)) <= STANDARD_PATTERNS
        self.breaks_lines = "nl" in self.md.inlinePatterns
        self.toc = self.md.treeprocessors["toc"] if "toc" in self.md.treeprocessors else None
        self.attribute_lists = "attr_list" in self.md.treeprocessors
        _mark_default_titles(self.md)
        self._stages = self._split()

    def _extension(self, kind: type[Any]) -> Any:
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
        self.md.reset()
        if self._footnotes:
            self._footnotes.unique_prefix = self._prefix
        self.md.lines = text.split("\n")
        for preprocessor in self.md.preprocessors:
            self.md.lines = preprocessor.run(self.md.lines)
        root = self.md.parser.parseDocument(self.md.lines).getroot()
        return self.stage(root, 0)

    def stage(self, root: Element, number: int) -> Element:
        """Run the tree processors between two of our `CUTS`: 0 before the first, 3 after the last."""
        for processor in self._stages[number]:
            changed = processor.run(root)
            root = root if changed is None else changed
        return root

    def finish(self, root: Element) -> str:
        """Serialize a finished tree as `Markdown.convert` does."""
        output = self.md.serializer(root)
        tag = self.md.doc_tag
        start, end = output.find(f"<{tag}>"), output.rfind(f"</{tag}>")
        output = output[start + len(tag) + 2 : end].strip() if start >= 0 and end >= 0 else ""
        return self.post(output)

    def post(self, html: str) -> str:
        """Put stashed raw HTML back, as the last step of `Markdown.convert`."""
        for processor in self.md.postprocessors:
            html = processor.run(html)
        return html.strip()

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
        self.md.htmlStash.rawHtmlBlocks = [copy.deepcopy(each) for each in state.stash]
        self.md.htmlStash.html_counter = len(state.stash)
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
        self.md.references.clear()
        self.md.references.update(references)

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

    def store(self, html: str) -> str:
        """Stash raw HTML and return its placeholder."""
        return self.md.htmlStash.store(html)

    @property
    def footnote_marker(self) -> str:
        """Return the text that says where the footnotes go, "" without the extension."""
        return str(self._footnotes.getConfig("PLACE_MARKER")) if self._footnotes else ""

    @property
    def footnote_title(self) -> str:
        """Return the configured title of a footnote's back link, with `{}` for its number."""
        return str(self._footnotes.getConfig("BACKLINK_TITLE")) if self._footnotes else ""


def _names(registry: Any) -> list[str]:
    return [name for name in registry._data]  # noqa: SLF001, C416 - the registry has no public list of names


def _mark_default_titles(md: markdown.Markdown) -> None:
    """Make the title that an admonition gets from its class tell itself from one that the author wrote."""
    processors = md.parser.blockprocessors
    if "admonition" not in processors:
        return
    processor = processors["admonition"]
    assert isinstance(processor, AdmonitionProcessor)  # noqa: S101 - for the type checker
    original = processor.get_class_and_title

    def get_class_and_title(match: re.Match[str]) -> tuple[str, str | None]:
        names, title = original(match)
        return names, Label(title) if title and match.group(2) is None else title

    processor.get_class_and_title = get_class_and_title  # type: ignore[method-assign]


@functools.lru_cache(maxsize=8)
def _cached(extensions: tuple[str, ...], configs: str) -> Engine:
    return Engine(extensions, json.loads(configs))


def engine(extensions: Sequence[str], configs: Mapping[str, Mapping[str, Any]]) -> Engine:
    """Return the parser for these extensions; built once, as building takes longer than parsing an entry."""
    return _cached(tuple(extensions), json.dumps(configs, sort_keys=True))
