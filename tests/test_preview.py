"""Tests of the preview without a browser: what is shown, what is kept while something is broken, who is answered."""

from __future__ import annotations

import errno
import hashlib
import http.client
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
import watchfiles
from click.testing import CliRunner

from pipeline import cli, preview
from pipeline.build import build
from pipeline.errors import BuildError, ConfigError, Problem
from pipeline.preview import watching
from pipeline.preview.answers import HEADERS, Answer, answer, refusal
from pipeline.preview.injection import Remarks, bar, inject, widened
from pipeline.preview.server import Server
from pipeline.preview.session import Session
from tests import folders
from tests.fixture_site import copy, load, read
from tests.folders import catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = '[tool.navina]\nlocales = ["be"]\n'
NEWS = "---\ntitle: A trial\ndate: 2026-01-02\n---\n\nThe court sat.\n"
OTHER = "---\ntitle: Another\ndate: 2026-01-01\n---\n\nNobody came.\n"
PO = "locale/be/LC_MESSAGES/news.po"
TITLE = 'msgid "A trial"\nmsgstr "Суд"\n'
TEXT = 'msgid "The court sat."\nmsgstr "Суд засядаў."\n'
PAGE = "be/news/trial.html"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site with two entries in one section, one of them translated."""
    files = {"content/news/trial.md": NEWS, "content/news/other.md": OTHER, PO: catalog(TITLE, TEXT)}
    return folders.make(tmp_path / "site", files, SETTINGS)


@pytest.fixture
def session(root: Path) -> Session:
    """Return a session on that site."""
    return Session(root)


def change(root: Path, path: str, old: str, new: str) -> None:
    """Save a file with another text."""
    before = (root / path).read_text()
    assert old in before
    (root / path).write_text(before.replace(old, new))


def places(html: str) -> list[str]:
    """Return the places that the bar of a page names."""
    return re.findall(r"<li><code>(.*?)</code>", html)


def got(session: Session, target: str) -> Answer:
    """Return the answer to a request that is answered at once."""
    found = answer(session, target)
    assert isinstance(found, Answer)
    return found


def plain(shown: str) -> str:
    """Take out of a page what the preview puts in."""
    for pattern in (r'<link rel="stylesheet" href="/-navina/.*?>\n', r'<script src="/-navina/.*?</script>\n'):
        shown, count = re.subn(pattern, "", shown)
        assert count
    shown = shown.replace("; script-src 'self'; connect-src 'self'", "").replace("; connect-src 'self'", "")
    return re.sub(r'<aside id="navina-preview".*?</aside>\n', "", shown, flags=re.DOTALL)


def test_every_file_is_the_one_that_a_build_writes(tmp_path: Path) -> None:
    """On the fixture site without its drafts: the bytes of the build, in pages with what the preview adds taken out."""
    root = copy(tmp_path)
    for entry in (root / "content").rglob("*.md"):
        if "draft: true" in entry.read_text():
            entry.unlink()
    build(load(root))
    written = read(root / "build")
    session = Session(root)
    assert "be/index.html" in written
    assert [path for path in written if path.startswith("pictures/")]
    for path, data in written.items():
        found = got(session, f"/{path}")
        assert found.status == 200, path
        if path == "404.html":
            shown = plain(found.body.decode())
            assert shown.replace("' 'self'; base-uri", "'; base-uri") == data.decode().replace("&#39;", "'")
        elif path.endswith("search.html"):
            assert b"; script-src 'self'" in data
            assert plain(found.body.decode()) == data.decode().replace("; script-src 'self'", "")
        elif path.endswith(".html"):
            assert plain(found.body.decode()) == data.decode(), path
        else:
            assert found.body == data, path


def test_nothing_is_written(root: Path, session: Session) -> None:
    """Looking at pages, an index and a picture that is not there leaves the folder as it was."""
    before = read(root)
    for target in ("/", "/be/index.html", f"/{PAGE}", "/be/search-index.js", "/nowhere.html"):
        got(session, target)
    assert read(root) == before


def test_only_pages_that_change_have_another_mark(root: Path, session: Session) -> None:
    """A text changes its own page in each language; the list, which does not show it, and the other entry stay."""
    paths = ("en/news/trial.html", PAGE, "be/news/index.html", "be/news/other.html", "be/index.html")
    before = {path: session.page(path).seen for path in paths}
    change(root, "content/news/trial.md", "sat.", "rose.")
    assert session.refresh()
    assert [path for path in paths if session.page(path).seen != before[path]] == ["en/news/trial.html", PAGE]


def test_a_title_changes_the_lists_that_show_it(root: Path, session: Session) -> None:
    """A translated title stands on its page, in its section, on the home page, beside its neighbour; not in English."""
    paths = (PAGE, "be/news/index.html", "be/news/other.html", "be/index.html", "en/news/trial.html", "en/index.html")
    before = {path: session.page(path).seen for path in paths}
    change(root, PO, 'Суд"', 'Працэс"')
    session.refresh()
    assert [path for path in paths if session.page(path).seen != before[path]] == list(paths[:4])
    assert "Працэс" in session.page("be/news/other.html").html


def test_saving_the_same_text_is_no_change(root: Path, session: Session) -> None:
    """A file that is written anew with the same bytes reloads nothing."""
    path = root / "content/news/trial.md"
    path.write_bytes(path.read_bytes())
    os.utime(path, ns=(1, 1))
    assert not session.refresh()


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        (PO, 'msgstr "Суд засядаў."', 'msgstr "Суд', 15),
        ("content/news/trial.md", "title: A trial", "titel: A trial", 2),
        ("pyproject.toml", 'locales = ["be"]', 'locals = ["be"]', 2),
        ("content/news/trial.md", "The court sat.", "The [court](nobody.md) sat.", 6),
    ],
    ids=["catalog", "entry", "settings", "link"],
)
def test_a_mistake_is_named_and_the_old_text_stays(
    root: Path, session: Session, path: str, old: str, new: str, line: int
) -> None:
    """On every page, with file and line; the page keeps its title; all is well once the file is mended."""
    before = session.page(PAGE)
    good = (root / path).read_text()
    change(root, path, old, new)
    session.refresh()
    broken = session.page(PAGE)
    if path == PO:  # where the text begins that does not end, counted in the file itself
        line = (root / PO).read_text().splitlines().index('msgstr "Суд') + 1
    assert f"{path}:{line}" in places(broken.html)
    assert f"{path}:{line}" in places(session.page("be/index.html").html)
    assert ">Суд<" in broken.html
    assert broken.seen != before.seen
    (root / path).write_text(good)
    session.refresh()
    assert session.page(PAGE) == before


def test_a_mistake_at_the_start_is_shown_too(root: Path) -> None:
    """An entry that was never good is absent, and the bar says why; the others are there."""
    (root / "content/news/trial.md").write_text("no front matter")
    session = Session(root)
    shown = session.page(PAGE)
    assert not shown.found
    assert places(shown.html)[0].startswith("content/news/trial.md")
    assert session.page("be/news/other.html").found


def test_a_site_without_a_home_page_waits_for_it(root: Path) -> None:
    """There is no plan, so there is no page but one that says so; it comes alive when the home page comes back."""
    home = (root / "content/index.md").read_text()
    (root / "content/index.md").unlink()
    session = Session(root)
    shown = session.page("be/index.html")
    assert not shown.found
    assert "home page" in shown.html
    (root / "content/index.md").write_text(home)
    session.refresh()
    assert session.page("be/index.html").found


def test_no_settings_are_an_error_at_once(tmp_path: Path) -> None:
    """In a folder that is no site there is nothing to preview."""
    with pytest.raises(ConfigError, match=r"pyproject\.toml"):
        Session(tmp_path)


def themed(root: Path) -> Path:
    """Give a site a theme folder of its own with a template of entries."""
    (root / "own").mkdir()
    (root / "pyproject.toml").write_text(f'{SETTINGS}theme = "own"\n')
    own = root / "own/entry.html"
    own.write_text('{% extends "navina/entry.html" %}\n{% block footer %}<p>Ours</p>{% endblock %}\n')
    return own


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{% extends "navina/entry.html" %}\n\n{% block footer %}', 3),
        ('{% extends "navina/entry.html" %}\n{% block footer %}\n{{ nobody }}\n{% endblock %}\n', 3),
        ('{% extends "navina/entry.html" %}\n{% block footer %}{{ 1 / 0 }}{% endblock %}\n', 2),
    ],
    ids=["unfinished", "undefined", "impossible"],
)
def test_a_broken_template_is_named_and_the_page_stays(root: Path, text: str, line: int) -> None:
    """The page that it makes shows its last good state and where the mistake is; others are as they were."""
    own = themed(root)
    session = Session(root)
    good, other = session.page(PAGE), session.page("be/index.html")
    assert "<p>Ours</p>" in good.html
    before = own.read_text()
    own.write_text(text)
    session.refresh()
    broken = session.page(PAGE)
    assert places(broken.html) == [f"own/entry.html:{line}"]
    assert "<p>Ours</p>" in broken.html
    assert places(session.page("be/index.html").html) == []
    assert session.page("be/index.html").seen == other.seen
    own.write_text(before)
    session.refresh()
    assert session.page(PAGE) == good


def test_a_style_changes_every_page(root: Path) -> None:
    """A page has another mark when the stylesheet that it fetches is another."""
    themed(root)
    session = Session(root)
    before = session.page(PAGE)
    (root / "own/extra.css").write_text("p { color: green }")
    session.refresh()
    assert session.page(PAGE).seen != before.seen
    assert got(session, "/assets/style.css").body.endswith(b"p { color: green }")


def test_a_picture_changes_the_page_that_shows_it(tmp_path: Path) -> None:
    """Another picture of the same size leaves the HTML as it is; the page is shown anew all the same."""
    from PIL import Image

    entry = NEWS + "\n![A square](square.png)\n"
    root = folders.make(tmp_path, {"content/news/trial.md": entry, "content/news/other.md": OTHER}, SETTINGS)
    picture = root / "content/news/square.png"
    Image.new("RGB", (20, 20), "red").save(picture)
    session = Session(root)
    before, other = session.page(PAGE), session.page("be/news/other.html")
    Image.new("RGB", (20, 20), "blue").save(picture)
    session.refresh()
    assert plain(session.page(PAGE).html) == plain(before.html)
    assert session.page(PAGE).seen != before.seen
    assert session.page("be/news/other.html").seen == other.seen
    picture.write_bytes(b"no picture")
    session.refresh()
    assert "content/news/square.png" in places(session.page(PAGE).html)


def test_drafts_are_shown_and_marked(root: Path, session: Session) -> None:
    """A draft has its page, with a word about it, and links to it are marked; published pages have no such word."""
    change(root, "content/news/trial.md", "title: A trial", "title: A trial\ndraft: true")
    session.refresh()
    assert "This entry is a draft" in session.page(PAGE).html
    assert "This entry is a draft" not in session.page("be/news/other.html").html
    assert 'href="trial.html"' in session.page("be/news/index.html").html
    assert session.drafts("be/news/index.html") == 'a[href="trial.html"]::after { content: " (draft)" }\n'
    assert session.drafts("be/index.html") == 'a[href="news/trial.html"]::after { content: " (draft)" }\n'


def test_a_link_to_a_draft_is_wrong_as_in_a_build(root: Path, session: Session) -> None:
    """A published entry that links to a draft would stop the build; two drafts may lead to each other."""
    change(root, "content/news/other.md", "Nobody", "[Nobody](trial.md)")
    change(root, "content/news/trial.md", "title: A trial", "title: A trial\ndraft: true")
    session.refresh()
    assert [problem.path for problem in session.problems] == ["content/news/other.md"]
    change(root, "content/news/other.md", "title: Another", "title: Another\ndraft: true")
    session.refresh()
    assert session.problems == ()


def test_entries_come_and_go(root: Path, session: Session) -> None:
    """A new file stands in the lists; a page whose file is gone leads nowhere, and links to it are named."""
    (root / "content/news/new.md").write_text("---\ntitle: Fresh\n---\n\n[Back](trial.md)\n")
    session.refresh()
    assert "Fresh" in session.page("be/news/index.html").html
    (root / "content/news/trial.md").unlink()
    session.refresh()
    assert not session.page(PAGE).found
    assert places(session.page("be/index.html").html) == ["content/news/new.md:5"]


def test_new_english_waits_for_extract(root: Path, session: Session) -> None:
    """A text that no catalog has is English; the bar of the translated page, not of the English, says what to run."""
    assert "navina extract" not in session.page(PAGE).html
    change(root, "content/news/trial.md", "sat.", "rose.")
    session.refresh()
    assert "1 text of this entry is not in the catalog for &#x27;be&#x27; yet" in session.page(PAGE).html
    assert "navina extract" not in session.page("en/news/trial.html").html


def test_a_link_to_a_file_inside_content_is_followed_as_in_a_build(root: Path, tmp_path: Path) -> None:
    """An entry that is a symbolic link is an entry; a change of what it leads to is seen."""
    (tmp_path / "elsewhere.md").write_text("---\ntitle: Linked\n---\n\nFirst.\n")
    (root / "content/news/linked.md").symlink_to(tmp_path / "elsewhere.md")
    session = Session(root)
    assert "First." in session.page("be/news/linked.html").html
    change(tmp_path, "elsewhere.md", "First.", "Second.")
    assert b"Second." in got(session, "/be/news/linked.html").body


@pytest.mark.parametrize(
    "target",
    [
        "/../pyproject.toml", "/be/../../pyproject.toml", "/%2e%2e/pyproject.toml", "/..%2fpyproject.toml",
        "//pyproject.toml", "/content/news/trial.md", "/be/news/../../../pyproject.toml", "/files/../pyproject.toml",
        "/-navina/../server.py", "/-navina/server.py", "/-navina/%2e%2e/server.py", "/assets/%00",
        "/\\..\\pyproject.toml",
    ],
)  # fmt: skip
def test_only_the_output_can_be_had(session: Session, target: str) -> None:
    """No address leads to a source, a setting or a module: what is asked for is looked up, never opened."""
    found = got(session, target)
    assert found.status == 404
    for secret in (b"[tool.navina]", b"title: A trial", b"import"):
        assert secret not in found.body


def test_folders_lead_to_their_index(session: Session) -> None:
    """Typed addresses work: a folder with a slash is its index, without one it leads there."""
    assert got(session, "/be/").body == got(session, "/be/index.html").body
    assert (got(session, "/be").status, got(session, "/be").headers["Location"]) == (302, "/be/index.html")
    assert got(session, "/").status == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", None), ("localhost:8000", None), ("127.0.0.1", 421), ("127.0.0.1:8001", 421),
        ("evil.example:8000", 421), ("localhost.evil.example:8000", 421), ("", 421), ("127.0.0.1:8000.evil", 421),
    ],
)  # fmt: skip
def test_other_hosts_are_refused(host: str, status: int | None) -> None:
    """Only our own names, with our port: a foreign name that was pointed at this machine gets nothing."""
    found = refusal(host, 8000)
    assert (found.status if found else None) == status


def test_what_is_added_is_escaped() -> None:
    """A problem may quote HTML, a path may hold a quotation mark: neither becomes part of the page."""
    remarks = Remarks((Problem("content/<b>.md", 3, "<script>x</script>"),), ("a & b",))
    made = bar(remarks)
    assert "<script>" not in made
    assert "<b>" not in made
    assert "a &amp; b" in made
    assert '"><i>' not in inject("<p>", '"><i>', Remarks())[0]


def test_a_page_without_its_ends_is_still_served() -> None:
    """A template that lost </head> and </body> gets the script and the bar at its end."""
    made, seen = inject("<p>Text", "x.html", Remarks(notes=("Mind this.",)))
    assert made.startswith("<p>Text<link ")
    assert made.endswith("</aside>\n")
    assert len(seen) == len(hashlib.sha256().hexdigest()) // 4


def test_waiting_ends_when_the_page_changes(root: Path, session: Session) -> None:
    """Who waits for a page hears of it, however soon it changes; who waits for another does not."""
    old = session.page(PAGE).seen
    heard: list[bool] = []
    waiter = threading.Thread(target=lambda: heard.append(session.wait(PAGE, old, patience=30)))
    waiter.start()
    other = session.page("be/news/other.html").seen
    change(root, "content/news/trial.md", "sat.", "rose.")
    session.refresh()
    waiter.join(30)
    assert heard == [True]
    assert session.wait(PAGE, old, patience=0)
    assert not session.wait("be/news/other.html", other, patience=0)


@pytest.fixture
def server(session: Session) -> Iterator[Server]:
    """Return a server on a free port."""
    with Server(session, 0) as started:
        thread = threading.Thread(target=started.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield started
        started.shutdown()
        thread.join()


def ask(server: Server, target: str, *, method: str = "GET", host: str | None = None) -> http.client.HTTPResponse:
    """Send one request as it stands, and return the answer's head."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.putrequest(method, target, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.port}")
    connection.endheaders()
    return connection.getresponse()


def test_answers_are_kept_by_nobody_and_read_by_no_other_site(server: Server) -> None:
    """Every answer says so, a refusal and a missing page too; HEAD has no body; nothing else is understood."""
    for target, host, status in (("/", None, 200), ("/no.html", None, 404), ("/", "evil.example", 421)):
        response = ask(server, target, host=host)
        assert response.status == status
        assert {name: response.getheader(name) for name in HEADERS} == HEADERS
        assert response.getheader("Server") == "navina"
        response.close()
    response = ask(server, "/be/index.html", method="HEAD")
    assert (response.status, response.read()) == (200, b"")
    response = ask(server, "/be/index.html", method="POST")
    assert response.status == 501
    response.close()


def test_raw_traversal_is_refused(server: Server) -> None:
    """No client normalises the path here."""
    response = ask(server, "/../../../../etc/passwd")
    assert response.status == 404
    assert b"root:" not in response.read()


def test_changes_are_told(server: Server, session: Session, root: Path) -> None:
    """The stream of a page has one event, when the page would look different, and ends."""
    response = ask(server, f"/-navina/changes?page={PAGE}&seen={session.page(PAGE).seen}")
    assert response.getheader("Content-Type") == "text/event-stream; charset=utf-8"
    assert response.readline() == b": listening\n"
    change(root, "content/news/trial.md", "sat.", "rose.")
    session.refresh()
    assert b"event: changed" in response.read()


def test_a_taken_port_is_one_line(server: Server, session: Session) -> None:
    """The port that one names is taken or not; without a name the next free one is taken."""
    with pytest.raises(BuildError, match=f"port {server.port} is taken") as caught:
        Server.listen(session, server.port)
    assert "\n" not in str(caught.value)
    with Server.listen(session, None) as first, Server.listen(session, None) as second:
        assert 8000 <= first.port < second.port


def test_without_the_extra_one_line_says_what_to_install(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has Navina alone is told the one command."""
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    monkeypatch.delitem(sys.modules, "pipeline.preview.watching", raising=False)
    with pytest.raises(BuildError) as caught:
        preview.run(root, port=0, opens=False, tell=print)
    expected = "navina preview: needs a package that is not installed. Run: pip install 'navina[preview]'"
    assert str(caught.value) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is no signal there")
def test_ctrl_c_ends_it_quietly(root: Path) -> None:
    """With a page that still listens: exit code 0, a last word, no traceback."""
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "-C", str(root), "preview", "--port", "0"]
    started = subprocess.Popen(
        command, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    with started:
        assert started.stdout
        assert started.stdout.readline() == "Reading the site.\n"
        port = int(re.findall(r"127\.0\.0\.1:(\d+)/", started.stdout.readline())[0])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", f"/{PAGE}")
        seen = re.findall(r'data-seen="(\w+)"', connection.getresponse().read().decode())[0]
        listening = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        listening.request("GET", f"/-navina/changes?page={PAGE}&seen={seen}")
        response = listening.getresponse()
        response.readline()
        started.send_signal(signal.SIGINT)
        rest, errors = started.communicate(timeout=30)
        listening.close()
        connection.close()
        response.close()
    assert (started.returncode, rest, errors) == (0, "Stopped.\n", "")


def test_the_terminal_says_what_is_wrong_once(root: Path) -> None:
    """A mistake is told when it appears, not again while it stays, and that it is gone when it is."""
    said: list[str] = []
    session = Session(root)
    teller = preview.Teller(session, said.append)
    teller.refresh()
    assert said == []
    good = (root / "content/news/trial.md").read_text()
    change(root, "content/news/trial.md", "title: A trial", "titel: A trial")
    teller.refresh()
    first = list(said)
    assert first
    assert all(line.startswith("content/news/trial.md") for line in first)
    change(root, "content/news/other.md", "Nobody", "No one")
    teller.refresh()
    assert said == first
    (root / "content/news/trial.md").write_text(good)
    teller.refresh()
    assert said == [*first, "All is well again."]


def test_the_command_line_passes_its_words_on(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folder, port and wish go to the preview; a port that does not exist is a wrong command line."""
    asked: list[object] = []
    monkeypatch.setattr(preview, "run", lambda root, *, port, opens, tell: asked.extend([root, port, opens, tell]))
    runner = CliRunner()
    assert runner.invoke(cli.main, ["-C", str(root), "preview", "--port", "8123", "--open"]).exit_code == 0
    assert asked == [root, 8123, True, click.echo]
    assert runner.invoke(cli.main, ["-C", str(root), "preview", "--port", "99999"]).exit_code == 2


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("default-src 'none'", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"),
        (
            "script-src 'none'; style-src 'self'; connect-src 'self'",
            "script-src 'self'; style-src 'self'; connect-src 'self'",
        ),
    ],
)
def test_a_policy_allows_the_preview_and_no_more(policy: str, expected: str) -> None:
    """Our script, our style, our stream, from this address alone; 'none' beside another source would void it."""
    assert widened(policy) == expected


def test_a_system_that_watches_no_folder_is_looked_at_again_and_again(
    root: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the watches are used up, or a disk knows none, the folders are polled; a change is heard all the same."""
    asked: list[object] = []
    stop = threading.Event()

    def follow(*_paths: Path, force_polling: bool | None, **_settings: object) -> Iterator[set[object]]:
        asked.append(force_polling)
        if not force_polling:
            raise OSError(errno.ENOSPC, "OS file watch limit reached")
        stop.set()
        yield {"a change"}

    monkeypatch.setattr(watchfiles, "watch", follow)
    heard: list[bool] = []
    watching.watch(session.folders, lambda: heard.append(session.refresh()), stop)
    assert asked == [None, True]
    assert len(heard) == 3
    assert (root / "content") in session.folders()
