"""The small site that tests build: where it is, how it is read, and what its pages look like as trees.

Run `python -m tests.fixture_site` to write `tests/site/expected/` anew, then read the difference.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from pipeline import catalog, config, entry
from pipeline import site as sites
from pipeline.build import build
from pipeline.catalog import CatalogMessage
from pipeline.config import Settings
from pipeline.files import Files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.catalog import Catalog
    from pipeline.entry import Entry
    from pipeline.site import Site

SOURCE = Path(__file__).parent / "site" / "source"
EXPECTED = Path(__file__).parent / "site" / "expected"
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


def copy(folder: Path) -> Path:
    """Copy the sources of the site into a folder and return it."""
    return Path(shutil.copytree(SOURCE, folder / "site"))


def load(folder: Path) -> Site:
    """Read a site."""
    return sites.load(config.load(folder), Files(folder))


def read(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def make_entry(path: str, body: str = "Text.", settings: Settings | None = None, **matter: object) -> Entry:
    """Return the entry of a file with this front matter and body."""
    front = "".join(f"{key}: {value}\n" for key, value in ({"title": "A title"} | matter).items())
    return entry.parse(path, f"---\n{front}---\n\n{body}\n".encode(), settings or Settings(Path("site")))


def make_catalog(
    translations: dict[str, str], *, domain: str = "pages", locale: str = "be", fuzzy: bool = False
) -> Catalog:
    """Return a catalog with these translations."""
    return catalog_of(*(CatalogMessage(None, key, msgstr=(text,), fuzzy=fuzzy) for key, text in translations.items()),
                      domain=domain, locale=locale)  # fmt: skip


def catalog_of(*messages: CatalogMessage, domain: str = "site", locale: str = "be") -> Catalog:
    """Return the catalog that a file with these messages gives."""
    data = catalog.create(messages, locale=locale, now=datetime(2026, 11, 22, tzinfo=UTC))
    return catalog.read(f"locale/{locale}/LC_MESSAGES/{domain}.po", data, locale=locale)


class _Tree(HTMLParser):
    """Builds a tree of elements, and refuses a page whose tags do not close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("document")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute stands twice: <{tag} {attrs}>"
        element = SubElement(self.open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}> in line {self.getpos()[0]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        parent = self.open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data


def tree(html: str) -> Element:
    """Return a page as a tree; fails where a tag is not closed in order or an attribute stands twice."""
    parser = _Tree()
    parser.feed(html)
    parser.close()
    assert parser.open == [parser.root], f"<{parser.open[-1].tag}> is never closed"
    return parser.root


def text(element: Element | None) -> str:
    """Return the text of an element and all in it, white space folded."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def one(root: Element, tag: str, **attributes: str) -> Element:
    """Return the only element with this tag and these attributes (`class_` is `class`)."""
    found = list(every(root, tag, **attributes))
    assert len(found) == 1, f"{len(found)} elements <{tag} {attributes}>"
    return found[0]


def every(root: Element, tag: str, **attributes: str) -> Iterator[Element]:
    """Return the elements with this tag and these attributes (`class_` is `class`)."""
    wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return (each for each in root.iter(tag) if wanted.items() <= each.attrib.items())


def spoken(root: Element) -> Iterator[tuple[str, str | None]]:
    """Return every text of a page with the language that it is marked with, as a screen reader would take it."""

    def walk(element: Element, lang: str | None) -> Iterator[tuple[str, str | None]]:
        own = element.get("lang", lang)
        if element.text and element.text.strip():
            yield " ".join(element.text.split()), own
        for child in element:
            yield from walk(child, own)
            if child.tail and child.tail.strip():
                yield " ".join(child.tail.split()), own

    return walk(root, None)


def regenerate() -> None:
    """Write the expected output anew."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        root = copy(Path(folder))
        build(load(root))
        shutil.rmtree(EXPECTED, ignore_errors=True)
        shutil.copytree(root / "build", EXPECTED)


if __name__ == "__main__":
    regenerate()
