"""The recipes of `docs/hosting/` for web servers, tried: what nginx, Caddy and Apache answer to readers."""

from __future__ import annotations

import gzip
import re
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from markdown import markdown

from pipeline import headers
from pipeline.build import build
from pipeline.headers import CSP, HEADERS
from pipeline.page import Kind
from tests import servers
from tests.fixture_site import copy, load, one, read, tree
from tests.servers import RECIPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import Browser

    from pipeline.plan import Plan
    from tests.servers import Answer, Server

    Running = Callable[[str], dict[str, Server]]

ROOT = Path(__file__).parent.parent
HOSTS = [
    pytest.param("nginx", "tls"),
    pytest.param("nginx", "onion"),
    pytest.param("caddy", "tls"),
    pytest.param("caddy", "onion"),
    pytest.param("apache", "top", marks=pytest.mark.slow),
    pytest.param("apache", "folder", marks=pytest.mark.slow),
]
TYPES = {
    "html": {"text/html; charset=utf-8"},
    "css": {"text/css; charset=utf-8"},
    "js": {"text/javascript; charset=utf-8", "application/javascript; charset=utf-8"},
    "xml": {"application/xml; charset=utf-8", "text/xml; charset=utf-8"},
    "png": {"image/png"},
    "webp": {"image/webp"},
    "pdf": {"application/pdf"},
}
TRACES = ("etag", "last-modified", "set-cookie", "strict-transport-security", "alt-svc", "onion-location", "via")
FOR_SERVERS = ("_headers", ".htaccess", "404.html")
LOST = ("no-such-page.html", "en/no/such/page.html", "en/news/index.html/more", "files/", "be/news/%D1%91.html",
        "_headers", "404.html", "en/404.html")  # fmt: skip
LEFT_BEHIND = (".git/config", "en/.report.html.swp")


class Built(NamedTuple):
    """A site on the disk: its folder, its plan, and every file of its output."""

    folder: Path
    plan: Plan
    files: Mapping[str, bytes]


@pytest.fixture(scope="module")
def site() -> Iterator[Built]:
    """Build the fixture site where a server that gave up its rights can read it."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        root = copy(Path(name))
        plan = build(load(root)).plan
        yield Built(root / "build", plan, read(root / "build"))


@contextmanager
def started(name: str, folder: Path) -> Iterator[dict[str, Server]]:
    """Run a server for a folder, with what it needs in a folder of its own."""
    with tempfile.TemporaryDirectory() as own:
        Path(own).chmod(0o755)
        with getattr(servers, name)(folder, Path(own)) as found:
            yield found


@pytest.fixture(scope="module")
def running(site: Built) -> Iterator[Running]:
    """Return what starts a server when the first test asks for it; it runs until the last test is done."""
    for name in LEFT_BEHIND:
        (site.folder / name).parent.mkdir(exist_ok=True)
        (site.folder / name).write_text("private", "utf-8")
    with ExitStack() as stack:
        yield cache(lambda name: stack.enter_context(started(name, site.folder)))


@pytest.fixture
def server(running: Running, host: str, part: str) -> Server:
    """Return the server that a test names."""
    return running(host)[part]


def expected(site: Built, path: str) -> str:
    """Return the policy of a file: that of its page, else that of entries."""
    style = re.findall(r"<style>(.*?)</style>", site.files["404.html"].decode(), re.DOTALL)[0]
    kinds = {page.path: page.kind for page in site.plan.pages}
    return headers.policy(kinds.get(path, Kind.ENTRY), style)


def said(answer: Answer) -> dict[str, str]:
    """Return the headers of an answer that protect readers."""
    return {name: answer.headers.get(name.lower(), "") for name in (*HEADERS, CSP)}


@pytest.mark.parametrize(("host", "part"), HOSTS)
def test_every_file_arrives_with_its_headers(site: Built, server: Server) -> None:
    """Each page and each file: status, every byte, type, the headers, and nothing that lasts or tells."""
    paths = [path for path in site.files if path not in FOR_SERVERS]
    assert len(paths) > 40
    for path in paths:
        answer = server.get(path)
        assert (answer.status, answer.body) == (200, site.files[path]), path
        assert answer.headers["content-type"] in TYPES[path.rpartition(".")[2]], path
        assert said(answer) == HEADERS | {CSP: expected(site, path)}, path
        assert [name for name in TRACES if name in answer.headers] == [], path


@pytest.mark.parametrize(("host", "part"), HOSTS)
def test_header_and_page_agree(site: Built, server: Server) -> None:
    """The policy that arrives in the header is the one that arrives in the page, and who may frame it."""
    for page in site.plan.pages:
        if page.kind is not Kind.NOT_FOUND:
            answer = server.get(page.path)
            meta = one(tree(answer.body.decode()), "meta", **{"http-equiv": CSP}).attrib["content"]
            assert answer.headers[CSP.lower()] == meta + headers.FRAMES, page.path


@pytest.mark.parametrize(("host", "part"), HOSTS)
@pytest.mark.parametrize("path", LOST)
def test_lost_readers_get_the_page_for_them(site: Built, server: Server, path: str) -> None:
    """At any depth, in a folder without a page, and for files that are for servers: 404, with the page's own style."""
    answer = server.get(path)
    assert (answer.status, answer.body) == (404, site.files["404.html"])
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert said(answer) == HEADERS | {CSP: expected(site, "404.html")}
    assert [name for name in TRACES if name in answer.headers] == []


@pytest.mark.parametrize(("host", "part"), HOSTS)
def test_folders_lead_to_their_page(site: Built, server: Server) -> None:
    """An address that ends in a folder is its index.html; without the slash it is sent on, as links are relative."""
    for path in ("", "be/", "en/news/"):
        answer = server.get(path)
        assert (answer.status, answer.body) == (200, site.files[f"{path}index.html"]), path
    moved = server.get("en/news")
    assert moved.status in (301, 308)
    assert moved.headers["location"].endswith("/en/news/")
    assert moved.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("host", "part"), [("nginx", "onion"), ("caddy", "onion")])
def test_a_redirect_names_no_other_address(server: Server) -> None:
    """Whoever reads by an onion address stays there: a redirect has no host."""
    assert server.get("en/news", Host="mirror.example").headers["location"] == "/en/news/"


@pytest.mark.parametrize(("host", "part"), HOSTS)
def test_what_programs_leave_behind_is_hidden(server: Server) -> None:
    """A repository or a backup that was copied along is not given out."""
    answers = [server.get(path) for path in (".htaccess", *LEFT_BEHIND)]
    if "Apache" in answers[0].headers.get("server", ""):
        assert answers[0].status in (403, 404)
        answers = answers[1:]
    assert [(each.status, b"private" in each.body) for each in answers] == [(404, False)] * len(answers)


@pytest.mark.parametrize(("host", "part"), HOSTS)
def test_texts_travel_compressed(site: Built, server: Server) -> None:
    """Readers on phones get less than half of the bytes, and the same text."""
    for path in ("en/index.html", "assets/style.css", "be/search-index.js", "en/feed.xml"):
        answer = server.get(path, Accept_Encoding="gzip")
        assert answer.headers["content-encoding"] == "gzip", path
        assert "Accept-Encoding" in answer.headers["vary"]
        assert gzip.decompress(answer.body) == site.files[path]
        assert said(answer) == HEADERS | {CSP: expected(site, path)}


@pytest.mark.parametrize("host", ["nginx", "caddy"])
def test_files_compressed_beforehand_are_sent_as_they_are(site: Built, tmp_path: Path, host: str) -> None:
    """What a publisher compressed with more patience is what arrives, with the type of what is in it."""
    folder = tmp_path / "site"
    shutil.copytree(site.folder, folder)
    packed = gzip.compress(site.files["en/about.html"], mtime=1)
    (folder / "en/about.html.gz").write_bytes(packed)
    with started(host, folder) as found:
        answer = found["onion"].get("en/about.html", Accept_Encoding="gzip")
        plain = found["onion"].get("en/about.html")
    assert (answer.body, answer.headers["content-encoding"]) == (packed, "gzip")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert plain.body == site.files["en/about.html"]
    assert [name for name in TRACES if name in answer.headers] == []


@pytest.mark.parametrize("host", ["nginx", "caddy"])
def test_nobody_is_written_down(site: Built, host: str) -> None:
    """Neither who reads a page nor who looks for one that is not there is in any log."""
    with started(host, site.folder) as found:
        for server in found.values():
            server.get("en/index.html", User_Agent="Somebody")
            server.get("en/no-such-page.html", User_Agent="Somebody")
            server.get("files/", User_Agent="Somebody")
            server.get(".htaccess", User_Agent="Somebody")
        log = found["onion"].logged()
    assert log, "the server says at least that it started"
    assert not re.search(r"127\.0\.0\.1|::1|Somebody|no-such-page|index\.html", log.replace("127.0.0.1:0", "")), log


@pytest.mark.parametrize(("host", "named"), [("nginx", "nginx"), ("caddy", "")])
def test_no_server_tells_its_version(running: Running, host: str, named: str) -> None:
    """What is known to be old is easier to attack."""
    for server in running(host).values():
        for path in ("en/index.html", "no-such-page.html", "en"):
            assert server.get(path).headers.get("server", "") == named


def test_nginx_sends_readers_to_tls(running: Running) -> None:
    """Without TLS there is nothing to read, and the browser does not keep where it was sent."""
    answer = running("nginx")["plain"].get("be/index.html?a=b")
    assert answer.status == 301
    assert answer.headers["location"] == f"https://{servers.HOST}/be/index.html?a=b"
    assert answer.headers["cache-control"] == "no-store"
    assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize("host", ["nginx", "caddy"])
def test_pages_work_in_a_browser(site: Built, running: Running, browser: Browser, host: str) -> None:
    """Under these headers each kind of page has its style, the search finds, and the browser does not complain."""
    address = running(host)["onion"].address
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    first = {
        each.kind: each.path for each in reversed(site.plan.pages) if each.kind not in (Kind.NOT_FOUND, Kind.ALIAS)
    }
    for path in first.values():
        page.goto(address + path)
        assert page.evaluate("[...document.styleSheets].every(sheet => sheet.cssRules.length)"), path
    page.goto(address + "en/search.html")
    page.fill("#words", "report")
    page.press("#words", "Enter")
    page.wait_for_selector(".results a")
    # Each browser lacks some of the features that another has.
    assert [each for each in complaints if "Unrecognized feature" not in each] == []
    page.goto(address + "no/such/page.html")
    assert page.evaluate("getComputedStyle(document.querySelector('main p')).marginTop") == "0px"
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 3
    context.close()


def test_guide_of_the_folder_is_true() -> None:
    """The README of the folder names every recipe and hook, every header, and no file that is not there."""
    text = (RECIPES / "README.md").read_text("utf-8")
    hooks = re.findall(r"^- id: (\S+)$", (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"), re.MULTILINE)
    targets = set(re.findall(r'href="([^"#:]+)"', markdown(text, extensions=["extra"])))
    assert {path.name for path in RECIPES.iterdir()} - {"README.md"} <= targets
    assert [each for each in targets if not (RECIPES / each).exists()] == []
    assert [name for name in (CSP, *HEADERS, *hooks) if f"`{name}`" not in text] == []
