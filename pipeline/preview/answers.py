"""What the preview answers to a request; whoever speaks HTTP only carries it."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import resources
from mimetypes import MimeTypes
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote

from pipeline.preview.injection import CHANGES, DRAFTS, FOLDER, SCRIPT, STYLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.preview.session import Session

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What goes with every answer: nothing is kept, and no other site can read or frame what is not published yet."""

_NAMES = ("127.0.0.1", "localhost")
_HTML = "text/html; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"
_UTF8 = {".css": "text/css", ".js": "text/javascript", ".xml": "application/xml", ".txt": "text/plain"}
_KNOWN = MimeTypes(filenames=())
_KNOWN.add_type("image/webp", ".webp")


@dataclass(frozen=True, slots=True)
class Answer:
    """The status, the body and its type; `headers` are those of this answer alone."""

    status: int
    kind: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page that wants to hear when it would look different."""

    page: str
    seen: str


def refusal(host: str, port: int) -> Answer | None:
    """Return the answer to a request that is not for us.

    A foreign page can give its own name our address (DNS rebinding), and would then read the drafts of the site.
    """
    if host in {f"{name}:{port}" for name in _NAMES} or (port == 80 and host in _NAMES):
        return None
    return _said(421, f"The preview answers to 127.0.0.1:{port} and localhost:{port} only.")


def answer(session: Session, target: str) -> Answer | Waiting:
    """Return the answer to a GET of what stands in the request's first line."""
    address, _, query = target.partition("?")
    path = unquote(address).removeprefix("/")
    if path.startswith(f"{FOLDER}/"):
        return _own(session, path, {name: values[0] for name, values in parse_qs(query).items()})
    if not path or path.endswith("/"):
        path += "index.html"
    if path.endswith(".html"):
        session.refresh()  # who loads a page by hand gets what is on the disk, whatever the watch has missed
    elif (data := session.file(path)) is not None:
        return Answer(200, _kind(path), data)
    elif session.has(f"{path}/index.html"):
        return Answer(302, _TEXT, b"", {"Location": f"/{quote(path)}/index.html"})
    shown = session.page(path)
    return Answer(200 if shown.found else 404, _HTML, shown.html.encode())


def _own(session: Session, path: str, query: Mapping[str, str]) -> Answer | Waiting:
    if path == CHANGES:
        return Waiting(query.get("page", ""), query.get("seen", ""))
    if path == DRAFTS:
        return Answer(200, _kind(path), session.drafts(query.get("page", "")).encode())
    if path in (SCRIPT, STYLE):
        return Answer(200, _kind(path), (resources.files(__package__) / path.partition("/")[2]).read_bytes())
    return _said(404, "There is nothing here.")


def _kind(path: str) -> str:
    ending = path[path.rfind(".") :]
    if ending in _UTF8:
        return f"{_UTF8[ending]}; charset=utf-8"
    return _KNOWN.guess_type(path)[0] or "application/octet-stream"


def _said(status: int, text: str) -> Answer:
    return Answer(status, _TEXT, f"{text}\n".encode())
