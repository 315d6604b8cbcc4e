"""Tests of `navina check`: its options, its exit codes, and what it says on which stream."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from pipeline import cli, ui
from tests import folders
from tests.test_history import git

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

NEWS = "locale/be/LC_MESSAGES/news.po"
RU = "locale/ru/LC_MESSAGES/news.po"
LONG = "A long paragraph of the report says in many words what can be said in one or two of them."
DONE = "Доўгі абзац дакладу кажа многімі словамі тое, што можна сказаць адным або двума."
DONE_RU = "Длинный абзац доклада говорит многими словами то, что можно сказать одним или двумя."
ENTRY = f"---\ntitle: News\n---\n\n{LONG}\n"
SETTINGS = folders.SETTINGS + '[tool.navina.checks]\nbaseline = "locale/baseline.json"\n'
TEXTS = {
    "be": {"News": "Навіны", "Home": "Галоўная", "Welcome to the site.": "Вітаем на сайце.", LONG: DONE},
    "ru": {"News": "Новости", "Home": "Главная", "Welcome to the site.": "Добро пожаловать на сайт.", LONG: DONE_RU},
}
needs_git = pytest.mark.skipif(not shutil.which("git"), reason="there is no Git here: install the package git")


def navina(root: Path, *words: str) -> Result:
    """Run `check` on the site in a folder."""
    return CliRunner().invoke(cli.main, ["-C", str(root), "check", *words], catch_exceptions=False)


def found(root: Path, *words: str) -> list[dict[str, Any]]:
    """Return the findings of the JSON report."""
    report: list[dict[str, Any]] = json.loads(navina(root, "--format", "json", *words).stdout)["findings"]
    return report


def message(msgid: str, msgstr: str, above: str = "") -> str:
    """Return one message of a catalog."""
    return f'{above}msgid "{msgid}"\nmsgstr "{msgstr}"\n'


def site(root: Path, msgstr: str = DONE, above: str = "", settings: str = SETTINGS) -> Path:
    """Make a site in which all is translated; `msgstr` is the Belarusian long paragraph, `above` its comments."""
    folders.make(root, {"content/news/n.md": ENTRY}, settings)
    CliRunner().invoke(cli.main, ["-C", str(root), "extract"], catch_exceptions=False)
    for locale, texts in TEXTS.items():
        for path in root.glob(f"locale/{locale}/LC_MESSAGES/*.po"):
            catalog = path.read_text()
            for msgid, text in {**texts, **({LONG: msgstr} if locale == "be" else {})}.items():
                note = above if msgid == LONG and locale == "be" else ""
                catalog = catalog.replace(message(msgid, ""), message(msgid, text, note))
            path.write_text(catalog)
    return root


def commit(root: Path) -> None:
    """Put all that there is into a commit."""
    if not (root / ".git").exists():
        git(root, "init", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-m", "x")


def test_a_finished_site_is_fine(tmp_path: Path) -> None:
    """Exit code 0 and the summary; the following tests build on it."""
    result = navina(site(tmp_path))
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert result.stdout.endswith("no findings\n")


def test_an_error_fails_and_a_warning_only_where_it_is_strict(tmp_path: Path) -> None:
    """A translation that is too short is a warning, a link that is not in the source an error."""
    root = site(tmp_path, "Коратка.")
    assert [each["severity"] for each in found(root)] == ["warning"]
    assert (navina(root).exit_code, navina(root, "--strict").exit_code) == (0, 1)
    assert navina(site(tmp_path / "b", f"{DONE} [Тут](b.md)."), "--strict").exit_code == 1
    assert navina(tmp_path / "b").exit_code == 1


def test_only_one_rule(tmp_path: Path) -> None:
    """Other findings are left out, and do not fail."""
    root = site(tmp_path, "")
    assert navina(root).exit_code == 1
    result = navina(root, "--rule", "text.omitted", "--rule", "text.longer")
    assert (result.exit_code, result.stdout.endswith("no findings\n")) == (0, True)
    assert [each["id"] for each in found(root, "--rule", "state.missing")] == ["state.missing"]


@pytest.mark.parametrize("words", [("--rule", "text.omited"), ("--explain", "text.omited")])
def test_an_unknown_rule_is_a_usage_error(tmp_path: Path, words: tuple[str, str]) -> None:
    """Exit code 2 and what was meant."""
    result = navina(folders.make(tmp_path), *words)
    assert result.exit_code == 2
    assert "there is no rule 'text.omited'. Did you mean 'text.omitted'?" in result.stderr


def test_only_some_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry, a catalog or a folder, relative to the site or to the working folder."""
    root = site(tmp_path, "")
    (root / RU).write_text((root / RU).read_text().replace(DONE_RU, ""))
    monkeypatch.chdir(root / "locale")
    for words, places in (
        (("content/news/n.md",), {NEWS, RU}),
        (("content",), {NEWS, RU}),
        ((NEWS,), {NEWS}),
        (("be",), {NEWS}),
        (("be", "content/news/n.md"), {NEWS, RU}),
        ((str(root / "content/news/n.md"), "--locale", "ru"), {RU}),
        (("content/index.md",), set()),
        ((".",), {NEWS, RU}),
    ):
        assert {each["path"] for each in found(root, *words)} == places, words


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("content/news/m.md", "there is no 'content/news/m.md'. Did you mean 'content/news/n.md'?"),
        ("pyproject.toml", "'pyproject.toml' is neither a catalog (.po), nor an entry, nor a folder of them."),
        ("empty", "there is no catalog and no entry below 'empty'."),
    ],
)
def test_a_path_that_means_nothing(tmp_path: Path, name: str, said: str) -> None:
    """Exit code 2: nothing was checked, and nobody should think so."""
    root = site(tmp_path)
    (root / "empty").mkdir()
    result = navina(root, name)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_a_threshold(tmp_path: Path) -> None:
    """It decides whether missing translations fail: a missed one does, and is said; one that is reached is content."""
    root = site(tmp_path, "")
    total = next(
        sum(each["counts"][state] for state in ("translated", "missing", "fuzzy", "refused"))
        for each in json.loads(navina(root, "--format", "json").stdout)["catalogs"]
        if each["path"] == NEWS
    )
    assert total == 2
    words = (NEWS, "--fail-under")
    assert [navina(root, *words, each).exit_code for each in ("be=50", "50", "be=50.1", "51", "be=0")] == [
        0,
        0,
        1,
        1,
        0,
    ]
    result = navina(root, *words, "be=51", "--format", "json")
    assert json.loads(result.stdout)["version"] == 1
    assert result.stderr == ("be: 1 of 2 messages are translated, which is 50.0 %; at least 51 % are asked for.\n")


def test_a_threshold_is_for_its_locale(tmp_path: Path) -> None:
    """What is missing elsewhere fails as ever; one for all locales is one for each; an error fails anyway."""
    root = site(tmp_path, "")
    assert navina(root, "--fail-under", "ru=100").exit_code == 1
    assert navina(root, "--fail-under", "90", "--fail-under", "be=10").exit_code == 0
    assert navina(root, "--fail-under", "100", "--fail-under", "be=10").exit_code == 0
    assert navina(root, "--fail-under", "100").stderr.startswith("be: ")
    assert navina(site(tmp_path / "b", f"{DONE} [Тут](b.md)."), "--fail-under", "0").exit_code == 1


@pytest.mark.parametrize("word", ["be=101", "be=many", "pl=5", "-1", ""])
def test_a_threshold_that_means_nothing(tmp_path: Path, word: str) -> None:
    """Exit code 2."""
    assert navina(folders.make(tmp_path), f"--fail-under={word}").exit_code == 2


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_broken_catalog_is_valid_json(tmp_path: Path, form: str) -> None:
    """Exit code 1, whichever rules were asked for, and the output can be read by a program."""
    root = site(tmp_path)
    (root / NEWS).write_text((root / NEWS).read_text() + 'msgid "x\n')
    for words in ((), ("--rule", "text.omitted"), ("--strict",), ("--ui", "be"), (NEWS,), ("--fail-under", "0")):
        result = navina(root, "--format", form, *words)
        assert result.exit_code == 1, words
        assert isinstance(json.loads(result.stdout), dict)
        assert result.stderr == ""


def test_every_form_is_printed(tmp_path: Path) -> None:
    """The same finding, in each of them, and the same bytes each time."""
    root = site(tmp_path, "Коратка.")
    for form in ("text", "json", "sarif", "github", "html"):
        result = navina(root, "--format", form)
        assert "text.omitted" in result.stdout, form
        assert navina(root, "--format", form).stdout == result.stdout


def test_the_report_goes_into_a_file(tmp_path: Path) -> None:
    """The summary is printed all the same, and the exit code is what it is."""
    root, file = site(tmp_path / "site", ""), tmp_path / "reports" / "check.json"
    plain = navina(root, "--format", "json")
    result = navina(root, "--format", "json", "--output", str(file))
    assert result.exit_code == plain.exit_code == 1
    assert file.read_text() == plain.stdout
    assert len(result.stdout.splitlines()) == 1
    assert "missing: 1" in result.stdout


def test_the_summary_of_a_github_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is added to the file that GitHub names, and only in that form."""
    root, file = site(tmp_path / "site", ""), tmp_path / "summary.md"
    file.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    navina(root)
    assert file.read_text() == "before\n"
    navina(root, "--format", "github")
    assert file.read_text().startswith("before\n#")


def test_paths_lead_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So a terminal or a job can follow them; the JSON has those of the site."""
    site(tmp_path / "site", "")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli.main, ["-C", "site", "check"])
    assert result.stdout.startswith(f"site/{NEWS}:")
    assert [each["path"] for each in found(tmp_path / "site")] == [NEWS]


def test_the_language_of_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences and their parts are said in it; English where nobody asks."""
    root = site(tmp_path, "")
    monkeypatch.setattr(ui, "translation", lambda language: {"not translated.": f"не перакладзена ({language})."}.get)
    assert "не перакладзена (be)." in navina(root, "--ui", "be").stdout
    assert "не перакладзена (en)." in navina(root).stdout
    assert navina(root, "--ui", "pl").exit_code == 2


def test_a_rule_explains_itself(tmp_path: Path) -> None:
    """In any folder: what it finds, an example, and how to silence it."""
    result = navina(tmp_path, "--explain", "text.omitted")
    assert result.exit_code == 0
    first, *_ = result.stdout.splitlines()
    assert first == "text.omitted (warning)"
    for words in ("Суд яго аштрафаваў.", "# navina: ignore text.omitted -- ", '"text.omitted" = "off"'):
        assert words in result.stdout


def test_a_comment_silences(tmp_path: Path) -> None:
    """The finding is gone, and the summary says that something was ignored."""
    root = site(tmp_path, "Коратка.", "# navina: ignore text.omitted -- one word says it\n")
    result = navina(root, "--strict")
    assert (result.exit_code, "ignored by a comment: 1" in result.stdout) == (0, True)


@pytest.mark.parametrize(
    ("name", "has", "lacks"),
    [
        ("url.scheme", "It cannot be silenced", "navina: ignore"),
        ("state.missing", '"state.missing" = "off"', "navina: ignore"),
        ("po.syntax", "It cannot be silenced", "off"),
        ("ignore.unused", '"ignore.unused" = "off"', "navina: ignore ignore"),
    ],
)
def test_what_cannot_be_silenced_says_so(tmp_path: Path, name: str, has: str, lacks: str) -> None:
    """Nobody is advised to write what would be a finding."""
    result = navina(tmp_path, "--explain", name)
    assert has in result.stdout
    assert lacks not in result.stdout


def test_the_baseline(tmp_path: Path) -> None:
    """Written, it hides what there is; what is mended is a finding until it is written again."""
    root = site(tmp_path, "Коратка.")
    assert len(found(root)) == 1
    result = navina(root, "--write-baseline", "--strict")
    assert (result.exit_code, "in the baseline: 1" in result.stdout) == (0, True)
    assert found(root) == []
    text = (root / "locale/baseline.json").read_text()
    assert "Коратка" not in text
    assert text == (navina(root, "--write-baseline"), (root / "locale/baseline.json").read_text())[1]
    (root / NEWS).write_text((root / NEWS).read_text().replace("Коратка.", "Зноў."))
    assert [(each["id"], each["path"]) for each in found(root)] == [
        ("baseline.unused", "locale/baseline.json"),
        ("text.omitted", NEWS),
    ]
    assert [each["id"] for each in found(root, "--locale", "be")] == ["text.omitted"]
    navina(root, "--write-baseline")
    assert found(root) == []


def test_the_baseline_hides_neither_states_nor_danger(tmp_path: Path) -> None:
    """A missing translation and an address that runs a program stay where everybody sees them."""
    root = site(tmp_path, "[Тэкст](javascript:x).")
    (root / RU).write_text((root / RU).read_text().replace(DONE_RU, ""))
    before = {each["id"] for each in found(root)}
    assert {"state.missing", "url.scheme"} <= before
    result = navina(root, "--write-baseline")
    assert result.exit_code == 1
    assert {"state.missing", "url.scheme"} <= {each["id"] for each in found(root)}


@pytest.mark.parametrize(
    ("settings", "words", "said"),
    [
        (folders.SETTINGS, (), 'baseline = "locale/baseline.json"'),
        (SETTINGS, ("--locale", "be"), "the whole file"),
        (SETTINGS, ("--rule", "text.omitted"), "the whole file"),
        (SETTINGS, ("content",), "the whole file"),
        (SETTINGS, ("--changed-since", "HEAD"), "the whole file"),
    ],
)
def test_a_baseline_that_cannot_be_written(tmp_path: Path, settings: str, words: tuple[str, ...], said: str) -> None:
    """Exit code 2, and nothing is written."""
    root = site(tmp_path, settings=settings)
    result = navina(root, "--write-baseline", *words)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert not (root / "locale/baseline.json").exists()


def test_a_broken_baseline_stops_the_check(tmp_path: Path) -> None:
    """It is named with its line; --write-baseline makes a new one."""
    root = site(tmp_path)
    (root / "locale/baseline.json").write_text("{\n<<<<<<<\n")
    result = navina(root)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("locale/baseline.json:2: is no baseline")
    assert navina(root, "--write-baseline").exit_code == 0


def test_wishes_of_the_settings_are_checked(tmp_path: Path) -> None:
    """A rule that there is not, a security rule that is to be off or less: all at once, each with its line."""
    rules = (
        '"text.omited" = "off"\n"url.scheme" = "off"\n"html.unsafe" = "warning"\n"url.host" = "error"\n'
        '"po.syntax" = "off"\n'
    )
    root = folders.make(tmp_path, settings=f"{folders.SETTINGS}[tool.navina.checks.rules]\n{rules}")
    result = navina(root)
    assert result.exit_code == 1
    assert [each.split(". ")[0] for each in result.stderr.splitlines()] == [
        "pyproject.toml:4: there is no rule 'text.omited'",
        "pyproject.toml:5: 'url.scheme' cannot be 'off': it protects readers",
        "pyproject.toml:6: 'html.unsafe' cannot be 'warning': it protects readers",
        "pyproject.toml:8: 'po.syntax' cannot be 'off': nothing can be checked then",
    ]


def test_a_file_of_the_settings_that_is_not_there(tmp_path: Path) -> None:
    """A glossary with a typing mistake in its name would check nothing, and nobody would know."""
    settings = f'{folders.SETTINGS}[tool.navina.checks]\nglossary = "glosary.csv"\n'
    result = navina(folders.make(tmp_path, settings=settings))
    assert result.exit_code == 1
    assert "glossary is 'glosary.csv', and there is no such file" in result.stderr


@needs_git
def test_only_what_changed(tmp_path: Path) -> None:
    """A translation that somebody touched is news; an old finding is not, wherever its line has gone."""
    root = site(tmp_path, "Коратка.")
    commit(root)
    assert len(found(root)) == 1
    assert found(root, "--changed-since", "HEAD") == []
    text = (root / NEWS).read_text()
    (root / NEWS).write_text(text.replace('msgid ""\n', '# a comment\n# another\nmsgid ""\n', 1).replace("Навіны", ""))
    assert [(each["id"], each["msgid"]) for each in found(root, "--changed-since", "HEAD")] == [
        ("state.missing", "News")
    ]
    (root / NEWS).write_text(text.replace("Коратка.", "Зноў."))
    assert [each["id"] for each in found(root, "--changed-since", "HEAD")] == ["text.omitted"]
    commit(root)
    assert found(root, "--changed-since", "HEAD") == []
    assert [each["id"] for each in found(root, "--changed-since", "HEAD~1")] == ["text.omitted"]


@needs_git
def test_a_new_text_is_news_before_it_is_extracted(tmp_path: Path) -> None:
    """The content counts as it is now; what was missing before is not the fault of this change."""
    root = site(tmp_path, "")
    commit(root)
    assert [each["msgid"] for each in found(root)] == [LONG]
    (root / "content/news/n.md").write_text(f"{ENTRY}\nOne more.\n")
    (root / "content/news/m.md").write_text(ENTRY.replace("News", "Other news"))
    assert {each["msgid"] for each in found(root, "--changed-since", "HEAD")} == {"One more.", "Other news"}


@needs_git
def test_a_catalog_that_was_not_there_is_new_as_a_whole(tmp_path: Path) -> None:
    """And so is one that could not be read."""
    root = site(tmp_path, "Коратка.")
    (root / NEWS).rename(tmp_path / "kept")
    commit(root)
    (tmp_path / "kept").rename(root / NEWS)
    assert [each["id"] for each in found(root, "--changed-since", "HEAD")] == ["text.omitted"]
    text = (root / NEWS).read_text()
    (root / NEWS).write_text(f'{text}msgid "\n')
    commit(root)
    assert [each["id"] for each in found(root, "--changed-since", "HEAD")] == ["po.syntax"]
    (root / NEWS).write_text(text)
    assert [each["id"] for each in found(root, "--changed-since", "HEAD")] == ["text.omitted"]


@needs_git
def test_a_revision_that_there_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 2 and what to do, without a repository too."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    root = site(tmp_path)
    result = navina(root, "--changed-since", "HEAD")
    assert (result.exit_code, "is in no repository of Git" in " ".join(result.stderr.split())) == (2, True)
    commit(root)
    result = navina(root, "--changed-since", "nope")
    assert (result.exit_code, "Git knows no revision 'nope'" in " ".join(result.stderr.split())) == (2, True)


def test_a_catalog_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In any folder, without settings, with or without the locale; the path is as it was named."""
    (tmp_path / "some.po").write_text(folders.catalog(message("One.", ""), locale="ru"))
    monkeypatch.chdir(tmp_path)
    for words in ((), ("--locale", "ru")):
        result = navina(tmp_path / "..", "some.po", *words)
        assert result.exit_code == 1
        assert result.stdout.startswith("some.po:13: ")
        assert result.stdout.splitlines()[-1].startswith("ru 0 % (0 of 1 messages)")
    assert navina(tmp_path, "some.po", "--fail-under", "ru=0").exit_code == 0
    assert navina(tmp_path, ".").stdout.startswith("some.po:13: ")


def test_a_catalog_by_itself_that_cannot_be_read(tmp_path: Path) -> None:
    """Exit code 1 and valid JSON."""
    (tmp_path / "some.po").write_text(folders.catalog('msgid "x\n'))
    result = navina(tmp_path, str(tmp_path / "some.po"), "--format", "json")
    assert result.exit_code == 1
    assert [each["line"] for each in json.loads(result.stdout)["findings"]] == [13]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--locale", "be", "--locale", "ru"), "one --locale"),
        (("--locale", "klingon"), "no locale that Babel knows"),
        (("--write-baseline",), "is for a site"),
        (("--fail-under", "pl=3"), "'pl' is not among the locales"),
    ],
)
def test_what_a_catalog_by_itself_cannot_have(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    """Exit code 2."""
    (tmp_path / "some.po").write_text(folders.catalog(message("One.", "Адзін.")))
    result = navina(tmp_path, str(tmp_path / "some.po"), *words)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_a_foreign_catalog_beside_a_site(tmp_path: Path) -> None:
    """It is checked by itself, with the site's settings; not together with the site's own."""
    settings = f'{folders.SETTINGS}[tool.navina.checks.rules]\n"state.missing" = "warning"\n'
    root = site(tmp_path, settings=settings)
    (root / "old.po").write_text(folders.catalog(message("One.", "")))
    result = navina(root, "old.po")
    assert (result.exit_code, "warning" in result.stdout) == (0, True)
    both = navina(root, "old.po", NEWS)
    assert both.exit_code == 2
    assert "is no file of the site" in " ".join(both.stderr.split())


@needs_git
def test_what_changed_in_a_catalog_by_itself(tmp_path: Path) -> None:
    """Its own repository is asked."""
    root = tmp_path / "program"
    root.mkdir()
    (root / "be.po").write_text(folders.catalog(message("One.", "")))
    commit(root)
    assert found(tmp_path, str(root / "be.po"), "--changed-since", "HEAD") == []
    (root / "be.po").write_text(folders.catalog(message("One.", ""), message("Two.", "")))
    assert [each["msgid"] for each in found(tmp_path, str(root / "be.po"), "--changed-since", "HEAD")] == ["Two."]


def test_without_settings_and_without_a_file(tmp_path: Path) -> None:
    """Somebody in the wrong folder learns how to start, as with every command."""
    result = navina(tmp_path)
    assert result.exit_code == 1
    assert "navina init DIR" in result.stderr
