"""Sites as they are published: the project's own and the small one, built whole, as trees, and from a server."""

from __future__ import annotations

import functools
import posixpath
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pipeline import config
from pipeline import site as sites
from pipeline.build import build
from pipeline.files import Files
from pipeline.page import Kind
from tests.fixture_site import copy, tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from pipeline.page import Page
    from pipeline.plan import Plan

ROOT = Path(__file__).parents[1]
BASE_URL = "https://vesnik.example/"
"""Where both sites say that they are published; the small one has it in its settings."""

SITES = ("own", "small")


@dataclass(frozen=True)
class Published:
    """A built site: the folder of its output, and the plan of its pages."""

    folder: Path
    plan: Plan

    @cached_property
    def trees(self) -> dict[str, Element]:
        """Return every HTML file of the output, by its path."""
        found = sorted(self.folder.rglob("*.html"))
        return {path.relative_to(self.folder).as_posix(): tree(path.read_text("utf-8")) for path in found}

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """Return the ids of every HTML file, in their order."""
        return {
            path: [each.attrib["id"] for each in root.iter() if "id" in each.attrib]
            for path, root in self.trees.items()
        }

    @property
    def staying(self) -> list[Page]:
        """Return the pages that a reader stays on: all but those at older addresses, which lead on at once."""
        return [page for page in self.plan.pages if page.kind is not Kind.ALIAS]

    def one_a_template(self) -> list[Page]:
        """Return one page of each kind in each locale: of entries the longest, of long listings one in the middle."""
        chosen: dict[tuple[str, Kind], Page] = {}
        for page in sorted(self.staying, key=lambda page: (page.number, (self.folder / page.path).stat().st_size)):
            chosen[page.locale, page.kind] = page
        return list(chosen.values())


def publish(name: str, folder: Path) -> Published:
    """Build the project's own site ("own") or that of `tests/site` ("small") below a folder."""
    root = _copy_of_ours(folder) if name == "own" else copy(folder)
    settings = replace(config.load(root), base_url=BASE_URL)
    return Published(root / "build", build(sites.load(settings, Files(root))).plan)


def _copy_of_ours(folder: Path) -> Path:
    for name in ("content", "locale"):
        shutil.copytree(ROOT / name, folder / "own" / name)
    return Path(shutil.copy(ROOT / "pyproject.toml", folder / "own")).parent


def target(path: str, href: str) -> tuple[str, str]:
    """Return the file and the anchor that a relative address on a page means.

    >>> target("be/news/index.html", "../../en/about.html#who")
    ('en/about.html', 'who')
    >>> target("be/about.html", "#who")
    ('be/about.html', 'who')
    """
    parts = urlsplit(href)
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
    return found, unquote(parts.fragment)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files and keeps no log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine; give its address, without a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
