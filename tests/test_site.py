"""Tests of reading a site from its folder."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline import _kept, catalog, cli, config, entry, extract
from pipeline import site as sites
from pipeline.cache import FOLDER, Shelf
from pipeline.catalog import CatalogMessage
from pipeline.config import Settings
from pipeline.errors import CatalogError, SourceError
from pipeline.files import Files
from pipeline.message import Message
from tests import folders, soup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.catalog import Catalog
    from pipeline.entry import Entry

ROOT = Path(__file__).parent.parent


def load(root: Path) -> sites.Site:
    """Read a whole site."""
    return sites.load(config.load(root), Files(root))


def test_entries_and_what_lies_beside_them(tmp_path: Path) -> None:
    """Markdown is an entry, everything else a file; what begins with a dot is neither."""
    root = folders.make(
        tmp_path,
        {"content/news/a.md": folders.HOME, "content/news/a.png": b"", "content/.git/x.md": "", "content/.x.md": ""},
    )
    found = load(root)
    assert [each.path for each in found.entries] == ["content/index.md", "content/news/a.md"]
    assert found.beside == ("content/news/a.png",)


def test_problems_of_all_entries_come_at_once(tmp_path: Path) -> None:
    """One broken entry does not hide another."""
    root = folders.make(tmp_path, {"content/a.md": "x", "content/b.md": "---\ntitle: 1\n---\n"})
    with pytest.raises(SourceError) as caught:
        load(root)
    assert [each.path for each in caught.value.problems] == ["content/a.md", "content/b.md"]


def test_an_empty_site_says_how_to_begin(tmp_path: Path) -> None:
    """No content at all is a problem with an advice, not an empty build."""
    (tmp_path / "pyproject.toml").write_text(folders.SETTINGS)
    with pytest.raises(SourceError, match=r"content: has no entry\. Write one, such as content/index\.md"):
        load(tmp_path)


def test_no_locale_folder_is_no_problem(tmp_path: Path) -> None:
    """A site before its first extract has no catalogs, and that is all."""
    found = load(folders.make(tmp_path))
    assert (found.catalogs, found.broken) == ({}, ())


def test_catalogs_are_read_by_locale_and_domain(tmp_path: Path) -> None:
    """Only the domains that the content has now are read."""
    text = folders.catalog('msgid "Home"\nmsgstr "Галоўная"\n')
    files = {"locale/be/LC_MESSAGES/pages.po": text, "locale/be/LC_MESSAGES/gone.po": text}
    found = load(folders.make(tmp_path, files))
    assert {locale: set(domains) for locale, domains in found.catalogs.items()} == {"be": {"pages"}}
    assert found.catalogs["be"]["pages"].translations == {(None, "Home"): "Галоўная"}


def test_broken_catalogs_are_kept_apart(tmp_path: Path) -> None:
    """All of them are named; what can be read is read."""
    files = {
        "locale/be/LC_MESSAGES/pages.po": folders.catalog('msgid "Home"\nmsgstr "Галоўная\n'),
        "locale/ru/LC_MESSAGES/pages.po": folders.catalog('msgid "Home"\nmsgstr "Главная"\n', locale="ru"),
        "locale/pl/LC_MESSAGES/pages.po": folders.catalog(locale="pl"),
    }
    found = load(folders.make(tmp_path, files))
    assert [(each.path, each.line) for each in found.broken] == [
        ("locale/pl", 0),
        ("locale/be/LC_MESSAGES/pages.po", 14),
    ]
    assert "Add 'pl' to 'locales'" in found.broken[0].text
    assert set(found.catalogs) == {"ru"}


# --- from the cache ---


def whole(root: Path) -> Path:
    """Copy this repository's own site."""
    for name in ("content", "locale"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def said(found: Catalog) -> tuple[object, ...]:
    """Return all that a catalog is asked for."""
    return found, found.messages, found.obsolete, found.translations, found.fields, found.scan


def same(one: sites.Site, other: sites.Site) -> None:
    """Compare two sites with all that can be asked of their entries and catalogs."""
    assert one == other
    assert one.templates == other.templates
    for mine, theirs in zip(one.entries, other.entries, strict=True):
        assert [mine.line(each.key) for each in mine.messages] == [theirs.line(each.key) for each in theirs.messages]
        assert mine.document.html() == theirs.document.html()
        assert mine.document.links() == theirs.document.links()
    for locale, domains in one.catalogs.items():
        assert [said(each) for each in domains.values()] == [said(each) for each in other.catalogs[locale].values()]


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Note which files are parsed."""
    parsed: list[str] = []
    read_entry, read_catalog = entry.parse, catalog.read

    def noted_entry(path: str, data: bytes, settings: Settings) -> Entry:
        parsed.append(path)
        return read_entry(path, data, settings)

    def noted_catalog(path: str, data: bytes, *, locale: str) -> Catalog:
        parsed.append(path)
        return read_catalog(path, data, locale=locale)

    monkeypatch.setattr(entry, "parse", noted_entry)
    monkeypatch.setattr(catalog, "read", noted_catalog)
    yield parsed
    monkeypatch.undo()


def test_a_warm_site_is_the_cold_one(tmp_path: Path, unread: list[str]) -> None:
    """Nothing is parsed again, and everything is what it was."""
    root = whole(tmp_path)
    cold = load(root)
    assert {"content/index.md", "locale/be/LC_MESSAGES/news.po"} <= set(unread)
    unread.clear()
    warm = load(root)
    assert unread == []
    same(warm, cold)


def test_a_warm_site_parses_no_markdown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages, templates, names and labels are all there without a single body parsed."""
    root = whole(tmp_path)
    cold = load(root)

    def parse(*_: object, **_named: object) -> None:
        pytest.fail("a body is parsed")

    monkeypatch.setattr("pipeline.document.parse", parse)
    warm = load(root)
    assert warm == cold
    assert [each.labels for each in warm.entries] == [each.labels for each in cold.entries]
    assert warm.templates == cold.templates


def test_only_what_changed_is_read_again(tmp_path: Path, unread: list[str]) -> None:
    """One entry and one catalog, and both are as if there were no cache."""
    text = folders.catalog('msgid "Home"\nmsgstr "Галоўная"\n')
    files = {
        "content/a.md": folders.HOME, "locale/be/LC_MESSAGES/pages.po": text, "locale/ru/LC_MESSAGES/pages.po": text
    }  # fmt: skip
    root = folders.make(tmp_path, files)
    load(root)
    (root / "content/a.md").write_text(folders.HOME.replace("Welcome", "Welcome back"), "utf-8")
    (root / "locale/be/LC_MESSAGES/pages.po").write_text(text.replace("Галоўная", "Пачатак"), "utf-8")
    unread.clear()
    warm = load(root)
    assert unread == ["content/a.md", "locale/be/LC_MESSAGES/pages.po"]
    assert "Welcome back to the site." in [each.msgid for each in warm.entries[0].messages]
    assert warm.catalogs["be"]["pages"].translations == {(None, "Home"): "Пачатак"}
    shutil.rmtree(root / FOLDER)
    same(warm, load(root))


def test_settings_are_part_of_what_was_read(tmp_path: Path) -> None:
    """The same bytes mean something else under other settings, and in the place of another file."""
    root = folders.make(tmp_path, {"content/a.md": "---\ntitle: A\nlead: Two\n---\n"}, SKIPPED)
    assert load(root).entries[0].fields == {}
    (root / "pyproject.toml").write_text(SKIPPED.replace("skip_front_matter", "front_matter"), "utf-8")
    assert load(root).entries[0].fields == {"lead": "Two"}
    (root / "content/news").mkdir()
    (root / "content/a.md").rename(root / "content/news/a.md")
    assert load(root).by_path["content/news/a.md"].domain == "news"
    (root / "pyproject.toml").write_text(
        SKIPPED.replace("skip_front_matter", 'catalogs = "site"\nfront_matter'), "utf-8"
    )
    assert load(root).by_path["content/news/a.md"].domain == "pages"


SKIPPED = '[tool.navina]\nskip_front_matter = ["lead"]\n'


def test_problems_are_told_every_time(tmp_path: Path) -> None:
    """A broken entry or catalog is never kept, and does not hinder the others."""
    broken = folders.catalog('msgid "Home"\nmsgstr "Галоўная\n')
    root = folders.make(tmp_path, {"content/a.md": "x", "locale/be/LC_MESSAGES/pages.po": broken})
    for _ in range(2):
        with pytest.raises(SourceError, match=r"content/a\.md:1: has no front matter"):
            load(root)
    (root / "content/a.md").unlink()
    for _ in range(2):
        assert [each.path for each in load(root).broken] == ["locale/be/LC_MESSAGES/pages.po"]


def test_what_is_gone_leaves_the_cache(tmp_path: Path) -> None:
    """The text of an entry that was deleted for somebody's safety does not stay in a hidden folder."""
    root = folders.make(tmp_path, {"content/secret.md": "---\ntitle: S\n---\n\nA name of somebody.\n"})
    load(root)
    assert b"A name of somebody" in (root / FOLDER / "entries.cache").read_bytes()
    (root / "content/secret.md").unlink()
    load(root)
    assert b"A name of somebody" not in (root / FOLDER / "entries.cache").read_bytes()


@pytest.mark.parametrize(("extension", "times"), [("markdown.extensions.extra", 1), ("legacy_attrs", 2)])
def test_an_extension_that_we_do_not_know_is_never_kept(
    tmp_path: Path, unread: list[str], extension: str, times: int
) -> None:
    """Nobody can tell whether its program has changed since."""
    table = f'[tool.navina.markdown]\nextensions = ["{extension}"]\n'
    root = folders.make(tmp_path, settings=folders.SETTINGS + table)
    load(root)
    load(root)
    assert unread == ["content/index.md"] * times


@given(
    st.text(max_size=40) | soup.PUNCTUATION | soup.document(odd=True),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
@example("", "\n", False)
@example("\n\n\n", "\r\n", True)
@example("!!! note\n    One.[^1]\n\n[^1]: Two.", "\n", False)
def test_an_entry_comes_back_as_it_was(body: str, end: str, mark: bool) -> None:
    """Whatever stands in it, and however its lines end: messages, lines, addresses and the page."""
    settings = Settings(Path(), locales=("be",), front_matter=("lead",))
    matter = "---\ntitle: T & U\nlead: A lead\ndate: 2024-06-07\ntags: [a, b]\ndraft: true\n---"
    text = "".join(each for each in f"{matter}\n{body}" if not "\ud800" <= each <= "\udfff").replace("\n", end)
    data = text.encode("utf-8-sig" if mark else "utf-8")
    first = Shelf({})
    try:
        cold = _kept.Entries(settings, first).read("content/news/x.md", data)
    except SourceError:
        assert first.kept == {}
        return
    second = Shelf(first.kept)
    warm = _kept.Entries(settings, second).read("content/news/x.md", data)
    assert second.kept == first.kept
    same(sites.Site(settings, (warm,)), sites.Site(settings, (cold,)))


def test_the_shortest_entry_comes_back(tmp_path: Path) -> None:
    """An entry that ends with its front matter has no body, the second time too."""
    root = folders.make(tmp_path, {"content/a.md": "---\ntitle: A\n---"})
    assert [load(root).by_path["content/a.md"].body for _ in range(2)] == ["", ""]


def output(root: Path, *words: str) -> tuple[int, str]:
    """Run a command and return what it ends with and says."""
    done = CliRunner().invoke(cli.main, ["-C", str(root), *words], catch_exceptions=False)
    return done.exit_code, done.output


def tree(root: Path) -> Mapping[str, bytes]:
    """Return every file of a site but those of the cache."""
    paths = (path for path in root.rglob("*") if path.is_file() and FOLDER not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


COMMANDS = [("extract",), ("check", "--format", "json"), ("status",), ("build", "--clean")]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: str(each[0]))
def test_a_command_says_and_writes_the_same(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Without a cache, with a new one and with a warm one: byte for byte."""
    root = whole(tmp_path)
    news = root / "locale/be/LC_MESSAGES/news.po"
    news.write_bytes(news.read_bytes().replace(b"](", b"](x-", 1))
    before = tree(root)
    results = []
    for clear in (True, False, False, True):
        if clear:
            shutil.rmtree(root / FOLDER, ignore_errors=True)
        results.append((output(root, *command), tree(root)))
        for path in tree(root).keys() - before.keys():
            (root / path).unlink()
        for path, data in before.items():
            (root / path).write_bytes(data)
    assert results[1:] == results[:1] * 3


TEXTS = st.text('ab \n\\"#|~Жé\t', max_size=6)
WORKED = st.builds(
    CatalogMessage, st.none() | TEXTS, TEXTS, msgstr=st.tuples(TEXTS), fuzzy=st.booleans(), comments=TEXTS, note=TEXTS,
    references=st.lists(st.sampled_from(["content/a.md", "b c.md"]), max_size=2, unique=True).map(tuple),
    previous_msgid=st.none() | TEXTS, flags=st.sampled_from([(), ("no-wrap",)]), obsolete=st.booleans(),
)  # fmt: skip


@given(st.lists(WORKED, max_size=5, unique_by=lambda each: each.key), st.booleans())
def test_a_catalog_comes_back_as_it_was(messages: list[CatalogMessage], windows: bool) -> None:
    """Whatever translators wrote into it: every message with its comments, and the lines of the file."""
    data = catalog.create(messages, locale="be", now=datetime(2026, 3, 25, tzinfo=UTC))
    data = data.replace(b"\n", b"\r\n") if windows else data
    first = Shelf({})
    try:
        cold = _kept.read_catalog("news.po", data, "be", first)
    except CatalogError:
        assert first.kept == {}
        return
    second = Shelf(first.kept)
    assert said(_kept.read_catalog("news.po", data, "be", second)) == said(cold)
    assert second.kept == first.kept


def test_the_theme_s_messages_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are known by the templates' bytes: another theme has other messages."""
    cold = Shelf({})
    messages = _kept.theme(cold)
    assert _kept.theme(Shelf(cold.kept)) == messages == extract.package_messages()
    monkeypatch.setattr(extract, "package_theme", lambda: {"theme/own.html": b'{{ _("My own") }}'})
    extract.package_messages.cache_clear()
    assert _kept.theme(Shelf(cold.kept)) == {"theme/own.html": (Message("My own", role="theme"),)}
    monkeypatch.undo()
    extract.package_messages.cache_clear()


class NoCache(Files):
    """A disk that takes everything but the cache."""

    def rename(self, temporary: Path, path: Path) -> None:
        """Refuse what goes into the cache."""
        if path.parent.name == FOLDER:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().rename(temporary, path)


def test_a_site_is_read_without_a_cache(tmp_path: Path) -> None:
    """A disk that refuses the cache refuses nothing else."""
    root = folders.make(tmp_path, {"locale/be/LC_MESSAGES/pages.po": folders.catalog('msgid "Home"\nmsgstr "Дом"\n')})
    found = [sites.load(config.load(root), NoCache(root)) for _ in range(2)]
    same(*found)
    assert not list((root / FOLDER).glob("*.cache"))
    same(found[0], load(root))


@pytest.mark.parametrize("anonymous", ["false", "true"])
def test_the_cache_knows_no_volunteer(tmp_path: Path, unread: list[str], anonymous: str) -> None:
    """Neither a field of a header nor a translator's comment is ever kept; the comment is there all the same."""
    text = (
        folders.catalog(
            '# Jane Doe\n#\n#  двойчы\nmsgid "Home"\nmsgstr "Галоўная"\n',
            'msgid "B"\nmsgstr "Б"\n',
            '# Jane Doe\n#~ msgid "C"\n#~ msgstr "С"\n',
        )
        .replace("Nobody", "Mary Major <mary@example.org>")
        .replace("+0000", "+0300")
    )
    files = {"locale/be/LC_MESSAGES/pages.po": text, "locale/ru/LC_MESSAGES/pages.po": text.replace("\n", "\r\n")}
    root = folders.make(tmp_path, files, f"{folders.SETTINGS}anonymous = {anonymous}\n")
    cold = load(root)
    comments = [each.comments for each in cold.catalogs["be"]["pages"].entries]
    assert [each.split("\n")[0] for each in comments] == ["Jane Doe", "", "Jane Doe"]
    unread.clear()
    same(load(root), cold)
    assert unread == []
    kept = b"".join(path.read_bytes() for path in (root / FOLDER).iterdir())
    traces = [b"Jane", b"Mary", b"example.org", b"+0300", b"2026-01-01", b"Plural-Forms", "двойчы".encode()]
    assert [trace for trace in traces if trace in kept] == []
    assert "Галоўная".encode() in kept


def test_nothing_of_an_entry_is_forgotten() -> None:
    """What the cache leaves out of an entry is made anew from the file: a new field must be thought of."""
    kept = set(_kept._KeptEntry.__struct_fields__)
    assert {each.name for each in fields(entry.Entry)} - kept == {"path", "body", "reader", "catalogs"}
