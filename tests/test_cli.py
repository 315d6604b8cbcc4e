"""Tests of the command line: what is said, what is written, how it ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest
from click.testing import CliRunner

from pipeline import cli
from pipeline.cache import FOLDER
from tests import folders

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.testing import Result

PAGES = "locale/be/LC_MESSAGES/pages.po"


def navina(root: Path, *words: str) -> Result:
    """Run a command on the site in a folder."""
    return CliRunner().invoke(cli.main, ["-C", str(root), *words], catch_exceptions=False)


def tree(root: Path) -> Mapping[str, bytes]:
    """Return every file of a folder but those of the cache."""
    paths = (each for each in root.rglob("*") if each.is_file() and FOLDER not in each.parts)
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in paths}


def translate(root: Path) -> None:
    """Fill every message that has no translation yet; the words are of both languages."""
    for path in root.glob("locale/*/LC_MESSAGES/*.po"):
        catalog = polib.pofile(str(path), wrapwidth=0)
        for entry in catalog:
            if not entry.msgid_plural and not entry.msgstr:
                entry.msgstr = {"Welcome to the site.": "Тут сайт."}.get(entry.msgid, f"Я {entry.msgid}")
        catalog.save()


def test_from_nothing_to_a_finished_site(tmp_path: Path) -> None:
    """Extract, translate, check, build: each command says what it did and ends with 0 where all is done."""
    root = folders.make(tmp_path)
    assert navina(root, "extract").exit_code == 0
    assert navina(root, "check").exit_code == 1
    translate(root)
    result = navina(root, "check")
    total = result.output.split(" of ")[1].split(" ")[0]
    share = f"100 % ({total} of {total} messages)"
    assert (result.exit_code, result.output) == (0, f"be {share} · ru {share} · no findings\n")
    assert navina(root, "build").exit_code == 0
    assert "Тут сайт." in (root / "build/be/index.html").read_text()
    assert "Тут сайт" not in (root / "build/en/index.html").read_text()


def test_extracting_twice_changes_no_byte(tmp_path: Path) -> None:
    """The second run finds nothing to do, whatever the clock says."""
    root = folders.make(tmp_path)
    navina(root, "extract")
    before = tree(root)
    result = navina(root, "extract")
    assert result.output.startswith("Nothing to do")
    assert tree(root) == before


def test_a_deleted_translation_is_named_with_its_line(tmp_path: Path) -> None:
    """`check` leads the translator to the message; `build` shows that one block in the source language."""
    root = folders.make(tmp_path)
    navina(root, "extract")
    translate(root)
    path = root / PAGES
    text = path.read_text().replace('msgstr "Тут сайт."', 'msgstr ""')
    path.write_text(text)
    line = text.split("\n").index('msgid "Welcome to the site."') + 1
    result = navina(root, "check")
    assert result.exit_code == 1
    assert f"{PAGES}:{line}: state.missing: not translated." in result.output
    assert navina(root, "build").exit_code == 0
    page = (root / "build/be/index.html").read_text()
    assert page.count('<p lang="en">Welcome to the site.</p>') == 1


@pytest.mark.parametrize("command", ["extract", "check", "status", "build"])
def test_broken_sources_stop_every_command(tmp_path: Path, command: str) -> None:
    """All of it at once, sorted, exit code 1, and nothing written."""
    root = folders.make(tmp_path, {"content/b.md": "x", "content/a.md": "---\ntitle: A\n---\n\n<!-- i18n:skp -->\nT\n"})
    before = tree(root)
    result = navina(root, command)
    assert result.exit_code == 1
    assert [each.split(": ")[0] for each in result.stderr.splitlines()] == ["content/a.md:5", "content/b.md:1"]
    assert "Traceback" not in result.stderr
    assert tree(root) == before


@pytest.mark.parametrize("command", ["extract", "check", "status", "build"])
def test_settings_stop_every_command(tmp_path: Path, command: str) -> None:
    """A misspelt key is named before anything is done."""
    root = folders.make(tmp_path, settings='[tool.navina]\nlocals = ["be"]\n')
    result = navina(root, command)
    assert result.exit_code == 1
    assert "pyproject.toml:2: unknown setting 'locals'" in result.stderr


BROKEN = {
    "syntax": ('msgid "Home"\nmsgstr "Га\n', 14),
    "conflict": ('<<<<<<< HEAD\nmsgid "Home"\nmsgstr "А"\n=======\nmsgid "Home"\nmsgstr "Б"\n>>>>>>> x\n', 13),
    "duplicate": ('msgid "Home"\nmsgstr "А"\n\nmsgid "Home"\nmsgstr "Б"\n', 16),
    "stray": ('msgid "Home"\nmsgstr "А"\nГалоўная\n', 15),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_catalog_is_named_and_left_as_it_is(tmp_path: Path, kind: str) -> None:
    """Extract and build write nothing, check is still valid JSON; --skip-broken publishes the rest."""
    text, line = BROKEN[kind]
    root = folders.make(tmp_path, {PAGES: folders.catalog(text)})
    before = tree(root)
    extracted, checked = navina(root, "extract"), navina(root, "check", "--format", "json")
    assert (extracted.exit_code, checked.exit_code) == (1, 1)
    assert f"{PAGES}:{line}: " in extracted.stderr
    assert "Traceback" not in extracted.stderr
    assert tree(root) == before
    assert any((each["path"], each["line"]) == (PAGES, line) for each in json.loads(checked.output)["findings"])
    built = navina(root, "build")
    assert (built.exit_code, built.stderr) == (1, extracted.stderr)
    assert tree(root) == before
    skipped = navina(root, "build", "--skip-broken")
    assert (skipped.exit_code, skipped.stderr) == (0, extracted.stderr)
    assert '<p lang="en">Welcome to the site.</p>' in (root / "build/be/index.html").read_text()
    assert (root / PAGES).read_bytes() == before[PAGES]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xef\xbb\xbf" + folders.catalog('msgid "Home"\nmsgstr "A"\n').encode(), f"{PAGES}:1: "),
        (folders.catalog('msgid "Home"\nmsgstr "A"\n').replace("UTF-8", "ISO-8859-1").encode(), f"{PAGES}:9: "),
        (folders.catalog('msgid "Home"\nmsgstr "\u0413"\n').encode("cp1251"), f"{PAGES}:14: "),
    ],
)
def test_a_wrong_encoding_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    """A byte order mark, a header that says something else, bytes that are no UTF-8."""
    result = navina(folders.make(tmp_path, {PAGES: data}), "extract")
    assert result.exit_code == 1
    assert result.stderr.startswith(said)


def test_a_locale_that_the_settings_do_not_list(tmp_path: Path) -> None:
    """Its folder is named with what to do; nothing is written."""
    root = folders.make(tmp_path, {"locale/pl/LC_MESSAGES/pages.po": folders.catalog(locale="pl")})
    result = navina(root, "extract")
    assert result.exit_code == 1
    assert result.stderr.startswith("locale/pl: ")
    assert not (root / "locale/be").exists()


def test_two_entries_with_one_path(tmp_path: Path) -> None:
    """Capital letters make no difference on many disks."""
    files = {"content/news/a.md": folders.HOME, "content/news/A.md": folders.HOME}
    result = navina(folders.make(tmp_path, files), "build")
    assert result.exit_code == 1
    assert "content/news/a.md" in result.stderr
    assert "content/news/A.md" in result.stderr


def test_a_dead_link_stops_the_build_with_a_suggestion(tmp_path: Path) -> None:
    """The editor learns the line and what was meant."""
    files = {"content/news/x.md": "---\ntitle: X\n---\n\n[a](about.md)\n", "content/about.md": folders.HOME}
    result = navina(folders.make(tmp_path, files), "build")
    assert result.exit_code == 1
    assert result.stderr == "content/news/x.md:5: link 'about.md' has no target. Did you mean '../about.md'?\n"


def test_a_read_only_or_blocked_build_folder(tmp_path: Path) -> None:
    """A file where the folder should be is named; nothing half-written is left."""
    root = folders.make(tmp_path, {"build": "not a folder"})
    result = navina(root, "build")
    assert result.exit_code == 1
    assert result.stderr.startswith("build")
    assert "Traceback" not in result.stderr
    assert (root / "build").read_text() == "not a folder"


def test_an_unknown_locale_is_a_usage_error(tmp_path: Path) -> None:
    """Exit code 2, and the locales that there are."""
    for command in ("check", "status", "build"):
        result = navina(folders.make(tmp_path), command, "--locale", "pl")
        assert (command, result.exit_code) == (command, 2)
        assert "be, ru" in result.stderr


def test_one_locale_may_be_chosen(tmp_path: Path) -> None:
    """`--locale` limits what is checked and what is built."""
    root = folders.make(tmp_path)
    navina(root, "extract")
    assert "ru " not in navina(root, "check", "--locale", "be").output.splitlines()[-1]
    assert navina(root, "build", "--locale", "be").exit_code == 0
    assert (root / "build/be/index.html").exists()
    assert not (root / "build/ru").exists()


def test_status_shows_each_catalog(tmp_path: Path) -> None:
    """A row a domain, with what is left."""
    root = folders.make(tmp_path)
    navina(root, "extract")
    output = navina(root, "status").output
    assert "be: " in output
    assert "ru: " in output
    assert "pages" in output
    assert "0 of 2" in output


def test_init_makes_a_site_that_works(tmp_path: Path) -> None:
    """From nothing to three localized pages: everything is translated, and extract has nothing to do."""
    result = navina(tmp_path, "init", "news-site")
    assert result.exit_code == 0
    root = tmp_path / "news-site"
    assert navina(root, "extract").output.startswith("Nothing to do")
    assert navina(root, "check").exit_code == 0
    assert navina(root, "build").exit_code == 0
    for locale, text in (("en", "The first entry"), ("be", "Першы запіс"), ("ru", "Первая запись")):
        assert text in (root / f"build/{locale}/news/first-entry.html").read_text()


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    """A folder with anything in it is left alone."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "mine.txt").write_text("mine")
    result = navina(tmp_path, "init", "site")
    assert result.exit_code == 1
    assert "is not empty" in result.stderr
    assert tree(tmp_path) == {"site/mine.txt": b"mine"}


def test_nothing_is_written_outside_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-C` works from any folder, which stays as it was."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    root = folders.make(tmp_path / "site")
    for command in ("extract", "check", "status", "build"):
        navina(root, command)
    assert tree(elsewhere) == {}
    assert {each.name for each in tmp_path.iterdir()} == {"elsewhere", "site"}


def test_the_sample_site_is_finished() -> None:
    """The project's own content is translated to the last message, and its catalogs are up to date."""
    root = Path(__file__).parents[1]
    result = navina(root, "check")
    assert result.exit_code == 0, result.output[-2000:]


def test_extract_on_the_sample_site_changes_nothing(tmp_path: Path) -> None:
    """What is committed is what extract writes."""
    root = Path(__file__).parents[1]
    for name in ("content", "locale"):
        shutil.copytree(root / name, tmp_path / name)
    for name in ("pyproject.toml", "glossary.csv", "words.txt"):
        shutil.copy(root / name, tmp_path)
    before = tree(tmp_path)
    assert navina(tmp_path, "extract").output.startswith("Nothing to do")
    assert tree(tmp_path) == before


JANE = '"Last-Translator: Nobody\\n"'
NOBODY = '"Last-Translator: Anonymous <anonymous@example.org>\\n"'
SLOPPY = folders.catalog('msgid   "Home"\nmsgstr ""\n"Га"\n"лоўная"\n').replace("\n", "\r\n")


def test_fmt_mends_what_stops_the_others(tmp_path: Path) -> None:
    """A byte order mark is named with the command that takes it out; afterwards all is well, and stays so."""
    root = folders.make(tmp_path, {PAGES: b"\xef\xbb\xbf" + SLOPPY.encode()})
    assert "Run 'navina fmt'" in navina(root, "extract").stderr
    result = navina(root, "fmt")
    assert (result.exit_code, result.output) == (0, f"{PAGES}\n1 of 1 catalogs written anew.\n")
    assert (root / PAGES).read_bytes().endswith('\n\nmsgid "Home"\nmsgstr "Галоўная"\n'.encode())
    assert b"\r" not in (root / PAGES).read_bytes()
    assert navina(root, "fmt").output == "Nothing to do: all 1 catalogs are in canonical form.\n"
    assert navina(root, "extract").exit_code == 0
    assert navina(root, "fmt", "--check").exit_code == 0


def test_fmt_check_writes_nothing(tmp_path: Path) -> None:
    """Exit code 1, and the command that would mend it."""
    root = folders.make(tmp_path, {PAGES: SLOPPY})
    before = tree(root)
    result = navina(root, "fmt", "--check")
    assert result.exit_code == 1
    assert result.output.startswith(f"{PAGES}: is not in canonical form. Run 'navina fmt {PAGES}'.\n1 of 1 ")
    assert tree(root) == before


def test_fmt_takes_the_files_that_are_named(tmp_path: Path) -> None:
    """Others are left alone; a name that is no catalog is an error."""
    root = folders.make(
        tmp_path, {PAGES: SLOPPY, PAGES.replace("be", "ru"): SLOPPY.replace("Language: be", "Language: ru")}
    )
    assert navina(root, "fmt", PAGES).output.endswith("1 of 1 catalogs written anew.\n")
    assert navina(root, "fmt", "--check").output.startswith("locale/ru/")
    result = navina(root, "fmt", "content/index.md")
    assert (result.exit_code, result.stderr.split(" Name")[0]) == (1, "content/index.md: is no catalog of the site.")


def test_fmt_leaves_a_broken_catalog(tmp_path: Path) -> None:
    """It is named with its line, and nothing is written."""
    root = folders.make(tmp_path, {PAGES: SLOPPY + 'msgid "x\r\n'})
    before = tree(root)
    result = navina(root, "fmt")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{PAGES}:17: ")
    assert tree(root) == before


def test_fmt_anonymous(tmp_path: Path) -> None:
    """Names go, the comments that hold one are named; the settings can ask for it always."""
    text = "# Jane <jane@example.org>\n" + folders.catalog('msgid "Home"\nmsgstr "A"\n')
    root = folders.make(tmp_path, {PAGES: text})
    assert JANE in text
    result = navina(root, "fmt", "--anonymous")
    assert result.exit_code == 0
    assert f"{PAGES}:1: the comment names an e-mail address." in result.output
    assert NOBODY in (root / PAGES).read_text()
    assert "# Jane <jane@example.org>\n" in (root / PAGES).read_text()
    folders.make(root, {PAGES: text}, folders.SETTINGS + "anonymous = true\n")
    assert navina(root, "fmt", "--check").exit_code == 1
    navina(root, "fmt")
    assert NOBODY in (root / PAGES).read_text()


def test_extract_hides_names_if_the_settings_say_so(tmp_path: Path) -> None:
    """New headers and those that an editor wrote name nobody; only their fields change, and only once."""
    text = "# Jane <jane@example.org>\n" + folders.catalog('msgid "Home"\nmsgstr "A"\n')
    zone = text.replace("00:00+0000", "00:00+0300")
    root = folders.make(tmp_path, {PAGES: zone}, folders.SETTINGS + "anonymous = true\n")
    result = navina(root, "extract")
    assert f"{PAGES}: the header is anonymous now.\n" in result.output
    for path in root.glob("locale/*/LC_MESSAGES/*.po"):
        assert NOBODY in path.read_text()
    assert '"PO-Revision-Date: 2025-12-31 21:00+0000\\n"' in (root / PAGES).read_text()
    before = tree(root)
    assert navina(root, "extract").output.startswith("Nothing to do")
    assert tree(root) == before
    navina(root, "fmt")
    assert navina(root, "extract").output.startswith("Nothing to do")


def test_extract_keeps_names_if_not(tmp_path: Path) -> None:
    """What translators say of themselves is theirs."""
    root = folders.make(tmp_path, {PAGES: folders.catalog('msgid "Home"\nmsgstr "A"\n')})
    navina(root, "extract")
    assert JANE in (root / PAGES).read_text()


def test_add_locale(tmp_path: Path) -> None:
    """The settings have the tag, the catalogs have the other locale's texts as fuzzy, and extract agrees."""
    root = folders.make(tmp_path)
    navina(root, "extract")
    translate(root)
    result = navina(root, "add-locale", "be-tarask", "--from", "be")
    assert result.exit_code == 0
    assert result.output.endswith("pyproject.toml: 'be-tarask' is among the locales now.\n")
    assert (root / "pyproject.toml").read_text() == '[tool.navina]\nlocales = ["be", "ru", "be-tarask"]\n'
    assert 'msgid "Home"\nmsgstr "Я Home"' in (root / PAGES.replace("/be/", "/be@tarask/")).read_text()
    assert navina(root, "extract").output.startswith("Nothing to do")
    assert "be-tarask 0 %" in navina(root, "check", "--locale", "be-tarask").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("be_tarask",), "Did you mean 'be-tarask'?"),
        (("ru",), "already"),
        (("uk", "--from", "pl"), "be, ru"),
        ((), "TAG"),
    ],
)
def test_add_locale_with_a_wrong_tag(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    """A usage error that says what to write; nothing is written."""
    root = folders.make(tmp_path)
    before = tree(root)
    result = navina(root, "add-locale", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert tree(root) == before


def test_import(tmp_path: Path) -> None:
    """Each file is told of in a line, more with --verbose; the files themselves are only read."""
    root = folders.make(tmp_path / "site")
    navina(root, "extract")
    old = tmp_path / "old.po"
    texts = ('msgid "# Home"\nmsgstr "# Галоўная"\n', 'msgid "Contact"\nmsgstr "Кантакт"\n')
    old.write_text(folders.catalog(*texts))
    before = old.read_bytes()
    result = navina(root, "import", str(old), "--locale", "be", "--verbose")
    assert result.exit_code == 0
    assert result.output == (
        f"{old}: 1 of 2 translations match: 1 filled in (0 of them fuzzy), 0 there already, 0 conflicts; "
        f"1 match nothing\n    {old}:16: no message has this text: 'Contact'\n1 of 2 catalogs changed.\n"
    )
    assert 'msgid "Home"\nmsgstr "Галоўная"\n' in (root / PAGES).read_text()
    assert old.read_bytes() == before
    again = navina(root, "import", str(old), "--locale", "be").output
    assert "0 filled in (0 of them fuzzy), 1 there already" in again
    assert again.endswith("--verbose lists the rest.\n")


def test_import_of_what_is_wrong(tmp_path: Path) -> None:
    """No file, an unknown locale: exit code 2; a broken file or another language: 1. Nothing is written."""
    root = folders.make(tmp_path / "site")
    navina(root, "extract")
    before = tree(root)
    good, bad = tmp_path / "good.po", tmp_path / "bad.po"
    good.write_text(folders.catalog('msgid "Home"\nmsgstr "Г"\n'))
    bad.write_text(folders.catalog('msgid "Home\n'))
    assert navina(root, "import", "--locale", "be").exit_code == 2
    assert navina(root, "import", str(good)).exit_code == 2
    assert navina(root, "import", str(good), "--locale", "pl").exit_code == 2
    assert navina(root, "import", str(tmp_path / "no.po"), "--locale", "be").exit_code == 2
    result = navina(root, "import", str(good), str(bad), "--locale", "be")
    assert (result.exit_code, result.stderr.startswith(f"{bad}:13: ")) == (1, True)
    result = navina(root, "import", str(good), "--locale", "ru")
    assert (result.exit_code, "the language is 'be'" in result.stderr) == (1, True)
    assert tree(root) == before


def test_obsolete(tmp_path: Path) -> None:
    """They are listed with their lines, and taken out only by --purge."""
    text = folders.catalog('msgid "Home"\nmsgstr "А"\n', '#~ msgid "Gone"\n#~ msgstr "Б"\n')
    root = folders.make(tmp_path, {PAGES: text, PAGES.replace("be", "ru"): text})
    result = navina(root, "obsolete", "--locale", "be")
    assert (result.exit_code, result.output) == (
        0,
        f"{PAGES}:16: Gone\n{PAGES}: 1 obsolete message, 1 with a translation\n1 obsolete message in 1 catalogs.\n",
    )
    assert (root / PAGES).read_text() == text
    result = navina(root, "obsolete", "--purge", "--locale", "be")
    assert result.output.endswith("1 obsolete message taken out in 1 catalogs.\n")
    assert (root / PAGES).read_text() == folders.catalog('msgid "Home"\nmsgstr "А"\n')
    assert (root / PAGES.replace("be", "ru")).read_text() == text
    assert navina(root, "obsolete", "--locale", "be").output == "No obsolete message.\n"


def test_obsolete_by_age_needs_a_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody knows how old a message is, nothing is taken out; an age that is none is a usage error."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    root = folders.make(tmp_path, {PAGES: folders.catalog('#~ msgid "Gone"\n#~ msgstr "Б"\n')})
    before = tree(root)
    result = navina(root, "obsolete", "--purge", "--older-than", "180d")
    assert (result.exit_code, result.stderr.startswith(f"{PAGES}: ")) == (1, True)
    assert "Leave out --older-than" in result.stderr
    result = navina(root, "obsolete", "--purge", "--older-than", "soon")
    assert (result.exit_code, "neither like '180d'" in result.stderr) == (2, True)
    assert tree(root) == before


@pytest.mark.parametrize("command", [("fmt",), ("add-locale", "uk"), ("obsolete",), ("obsolete", "--purge")])
def test_catalog_commands_without_a_site(tmp_path: Path, command: tuple[str, ...]) -> None:
    """A folder without settings is named with what to do."""
    result = navina(tmp_path, *command)
    assert (result.exit_code, result.stderr.startswith("pyproject.toml: ")) == (1, True)
    assert tree(tmp_path) == {}


def test_the_catalogs_of_the_sample_site_are_canonical() -> None:
    """What is committed is what `navina fmt` writes."""
    result = navina(Path(__file__).parents[1], "fmt", "--check")
    assert result.exit_code == 0, result.output
