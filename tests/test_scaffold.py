"""A new site of an organisation: from an empty folder to pages in three languages, with what its README says."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import polib
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pipeline import checks, config, preview, scaffold
from pipeline.cli import main
from pipeline.errors import BuildError
from tests.fixture_site import load, one, read, spoken, text, tree

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from click.testing import Result

README = "README.md"
SOURCE = ("en", "be", "ru")


def run(folder: Path, *words: str) -> Result:
    """Run a command; an error that is no message is raised."""
    return CliRunner().invoke(main, ["-C", str(folder), *words], catch_exceptions=False)


def start(folder: Path, *words: str) -> Path:
    """Start a site in a folder `spring-96` and return it."""
    result = run(folder, "init", "spring-96", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    return folder / "spring-96"


def page(root: Path, path: str) -> Element:
    """Return a page of a site that is built."""
    return tree((root / "build" / path).read_text("utf-8"))


def titles(root: Path, locales: tuple[str, ...] = SOURCE) -> list[str]:
    """Build a site and return the name that it has in each language, as its home page says it."""
    assert run(root, "build").exit_code == 0
    return [text(one(page(root, f"{locale}/index.html"), "title")) for locale in locales]


def test_a_site_from_nothing(tmp_path: Path) -> None:
    """Two commands, no question: three languages, all of them complete, nothing to check, nothing to extract."""
    root = start(tmp_path)
    assert run(root, "build").exit_code == 0
    check = run(root, "check")
    assert (check.exit_code, check.output.count("100 %"), "no findings" in check.output) == (0, 2, True)
    assert run(root, "extract").output.startswith("Nothing to do")


@pytest.mark.parametrize("locale", ["be", "ru"])
def test_no_word_is_left_in_english(tmp_path: Path, locale: str) -> None:
    """On every page of a language every text is in it, but for the name of the language to switch to."""
    root = start(tmp_path, "--name", "be=Вясна", "--name", "ru=Весна")
    run(root, "build")
    for path in sorted((root / "build" / locale).rglob("*.html")):
        english = [words for words, lang in spoken(tree(path.read_text("utf-8"))) if lang == "en"]
        assert set(english) <= {"English"}, path


def test_the_name_is_that_of_the_folder(tmp_path: Path) -> None:
    """Where no name is given, the folder's stands in all languages, as words."""
    assert titles(start(tmp_path)) == ["Spring 96"] * 3


def test_a_name_is_the_same_in_all_languages(tmp_path: Path) -> None:
    """A name is seldom translated, so it is taken as it is."""
    assert titles(start(tmp_path, "--name", "Human Constanta")) == ["Human Constanta"] * 3


def test_a_language_may_have_a_name_of_its_own(tmp_path: Path) -> None:
    """Each is taken where it is given, the plain one elsewhere."""
    root = start(tmp_path, "--name", "Spring", "--name", "be=Вясна")
    assert titles(root) == ["Spring", "Вясна", "Spring"]
    assert run(root, "check").exit_code == 0
    shown = page(root, "be/news/first-entry.html")
    assert text(one(one(shown, "header", class_="masthead"), "p", class_="name")) == "Вясна"


def test_the_english_name_may_be_given_as_such(tmp_path: Path) -> None:
    """`en=…` is another way to give the plain name."""
    assert titles(start(tmp_path, "--name", "en=Spring", "--name", "ru=Весна")) == ["Spring", "Spring", "Весна"]


NAMES = [
    "Rights: now",
    "#1",
    "Yes",
    "1996",
    '"Вясна" & \\ <b>',
    "- x",
    "'",
    "100 %",
    "*all*",
    "About us",
    "a = b",
    "x=y=z",
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_can_be_had(tmp_path: Path, name: str) -> None:
    """What has a meaning in YAML, in a catalog or in HTML is a character like others; the catalogs stay complete."""
    root = start(tmp_path, "--name", name)
    assert titles(root)[0] == name
    assert run(root, "check").exit_code == 0
    assert run(root, "extract").output.startswith("Nothing to do")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1).filter(str.strip))
def test_front_matter_says_the_name(name: str) -> None:
    """YAML reads what was given, whatever it is."""
    clean = scaffold.beginning([f"en={name}"], []).title("en")
    (line,) = scaffold._front_matter(clean).splitlines()
    assert yaml.safe_load(line) == {"title": name.strip()}


WRONG = {
    "empty": (["--name", " "], "a name is empty"),
    "two lines": (["--name", "a\nb"], "more than one line"),
    "twice": (["--name", "A", "--name", "B"], "'B' is a second name."),
    "twice in one language": (["--name", "be=А", "--name", "be=Б"], "'be=Б' is a second name for 'be'."),
    "no language of the site": (
        ["--name", "uk=Весна"],
        "'uk' in 'uk=Весна' is none of the site's languages: en, be, ru.",
    ),
    "the source": (["--locale", "en"], "'en' is already a locale of the site."),
    "no language": (["--locale", "xx"], "'xx' is no locale that Babel knows."),
    "an underscore": (["--locale", "pt_BR"], "Did you mean 'pt-BR'?"),
    "one folder": (["--locale", "pt-BR", "--locale", "pt-br"], "has the folder 'locale/pt_BR'"),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_is_said_before_anything_is_written(tmp_path: Path, words: list[str], said: str) -> None:
    """One sentence, and no folder is left behind."""
    result = run(tmp_path, "init", "site", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    """Nothing is ever overwritten; an empty folder, such as the one that one stands in, will do."""
    (tmp_path / "empty").mkdir()
    assert run(tmp_path / "empty", "init", ".").exit_code == 0
    assert titles(tmp_path / "empty")[0] == "Empty"
    before = read(tmp_path)
    with pytest.raises(BuildError, match="is not empty"):
        scaffold.create(tmp_path / "empty")
    assert read(tmp_path) == before


def test_other_languages_have_empty_catalogs(tmp_path: Path) -> None:
    """A language without a sample waits for its translators; the site is built, and marks what is in English."""
    root = start(tmp_path, "--locale", "uk", "--locale", "ru", "--name", "Spring", "--name", "uk=Весна")
    assert load(root).settings.locales == ("uk", "ru")
    assert not (root / "locale/be").exists()
    texts = {each.msgid: each.msgstr for each in polib.pofile(str(root / "locale/uk/LC_MESSAGES/pages.po"))}
    assert {msgid for msgid, msgstr in texts.items() if msgstr} == {"Spring"}
    assert {each.msgstr for each in polib.pofile(str(root / "locale/uk/LC_MESSAGES/news.po"))} == {""}
    assert titles(root, ("en", "uk", "ru")) == ["Spring", "Весна", "Spring"]
    assert one(one(page(root, "uk/news/first-entry.html"), "main"), "h1").get("lang") == "en"
    assert run(root, "check", "--locale", "ru").exit_code == 0


def test_every_header_is_complete_and_names_nobody(tmp_path: Path) -> None:
    """As a catalog that `msginit` writes, without a person in it; gettext's own tool takes it."""
    root = start(tmp_path, "--locale", "be", "--locale", "uk")
    for path in sorted(root.glob("locale/*/LC_MESSAGES/*.po")):
        header = polib.pofile(str(path)).metadata
        assert header["Last-Translator"] == "Automatically generated", path
        assert header["Plural-Forms"].startswith("nplurals=3; "), path
        assert header["PO-Revision-Date"].endswith("+0000"), path
    assert "@" not in "".join(data.decode() for path, data in read(root).items() if path.endswith(".po"))


def test_the_sample_speaks_of_no_organisation(tmp_path: Path) -> None:
    """Its own title is nowhere in a site that has a name; the texts say "your organisation" and no name."""
    root = start(tmp_path, "--name", "Spring", "--name", "be=Вясна", "--name", "ru=Весна")
    files = {path: data.decode() for path, data in read(root).items() if path.endswith((".md", ".po", ".pot"))}
    assert [path for path, data in files.items() if re.search('"Your organisation"|title: Your', data)] == []
    assert "the home page of your organisation" in files["content/index.md"]


def test_every_setting_can_be_switched_on(tmp_path: Path) -> None:
    """Each line of the settings that is commented out is a setting as it stands; so are all of them together."""
    root = start(tmp_path)
    (root / "theme").mkdir()
    path = root / config.FILE
    written = path.read_text("utf-8")
    lines = re.findall(r"^# (\w+ = .+)$", written, re.MULTILINE)
    assert {line.split()[0] for line in lines} >= {"base_url", "notice", "publish", "missing", "theme", "anonymous"}
    for line in lines:
        settings = config.parse(written.replace(f"# {line}\n", f"{line}\n"), root)
        (key, value) = tomllib.loads(line).popitem()
        assert getattr(settings, key) == value, line
    path.write_text(re.sub(r"^# (\w+ = .+)$", r"\1", written, flags=re.MULTILINE), "utf-8")
    assert run(root, "extract").exit_code == 0
    assert run(root, "check").exit_code == 0
    assert run(root, "build").exit_code == 0


def test_settings_fit_the_languages(tmp_path: Path) -> None:
    """The example of a policy is one of a language that the site has."""
    root = start(tmp_path, "--locale", "uk")
    text_ = (root / config.FILE).read_text("utf-8").replace("# publish", "publish")
    assert config.parse(text_, root).publish == {"uk": 80}


def blocks(root: Path, language: str) -> list[str]:
    """Return the blocks of code in the README that are of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", (root / README).read_text("utf-8"), re.MULTILINE | re.DOTALL)


def test_readme_names_what_there_is(tmp_path: Path) -> None:
    """Each file that it says is there is there, each command is one."""
    root = start(tmp_path)
    run(root, "build")
    readme = (root / README).read_text("utf-8")
    table = re.findall(r"^\| [^|]+ \| `([^`]+)`[^|]* \| \w", readme.split("\n## ")[0], re.MULTILINE)
    assert [name for name in table if not list(root.glob(name.rstrip("/")))] == []
    assert {"content/", "build/"} <= set(table)
    for command in sorted(set(re.findall(r"`navina ([a-z-]+)", readme))):
        assert run(root, command, "--help").exit_code == 0, command
    for name in re.findall(r"`((?:content|locale)/[\w/.-]+)`", readme.replace("content/news/report.md", "")):
        assert name == "locale/en/LC_MESSAGES/site.po" or (root / name).exists(), name


def test_readme_for_editors(tmp_path: Path) -> None:
    """The entry in it is taken as it is: listed, dated, waiting for translators; a draft is in the preview alone."""
    root = start(tmp_path)
    (entry,) = blocks(root, "markdown")
    (root / "content/news/report.md").write_text(entry, "utf-8")
    assert run(root, "extract").exit_code == 0
    assert "What we saw" in (root / "locale/be/LC_MESSAGES/news.po").read_text("utf-8")
    run(root, "build")
    shown = page(root, "en/news/report.html")
    assert text(one(shown, "h1")) == "What we saw"
    assert one(shown, "time").get("datetime") == "2026-01-31"
    (root / "content/news/plan.md").write_text(entry.replace("title:", "draft: true\ntitle:"), "utf-8")
    (root / "content/news/first-entry.md").unlink()
    assert run(root, "build").exit_code == 0
    assert not (root / "build/en/news/plan.html").exists()
    assert not (root / "build/en/news/first-entry.html").exists()
    assert preview.Session(root).page("en/news/plan.html").found


def test_readme_for_translators(tmp_path: Path) -> None:
    """A changed sentence leaves its translation to look at; a moved entry takes its translations along."""
    root = start(tmp_path)
    entry = root / "content/news/first-entry.md"
    entry.write_text(entry.read_text("utf-8").replace("The first entry", "The very first entry"), "utf-8")
    (root / "content/reports").mkdir()
    entry.rename(root / "content/reports/renamed.md")
    assert run(root, "extract").exit_code == 0
    site = load(root)
    states = [each.state.value for each in site.catalogs["be"]["reports"].messages]
    assert sorted(states) == ["fuzzy", *["translated"] * 6]
    assert run(root, "check").exit_code == 1
    assert run(root, "status").exit_code == 0
    assert run(root, "fmt", "--anonymous").exit_code == 0


def test_readme_for_the_publisher(tmp_path: Path) -> None:
    """A language more, a line at the foot of every page, Navina's words said otherwise: as it is written there."""
    root = start(tmp_path)
    assert run(root, "add-locale", "lt").exit_code == 0
    settings = (root / config.FILE).read_text("utf-8")
    (root / config.FILE).write_text(settings.replace('# theme = "theme"', 'theme = "theme"'), "utf-8")
    (template,), (words,) = blocks(root, "jinja"), blocks(root, "po")
    for path, data in {"theme/base.html": template, "locale/en/LC_MESSAGES/site.po": words}.items():
        (root / path).parent.mkdir(parents=True)
        (root / path).write_text(data, "utf-8")
    assert run(root, "build").exit_code == 0
    for locale in ("en", "be", "ru", "lt"):
        assert "You may copy our texts." in text(one(page(root, f"{locale}/index.html"), "body")), locale
    assert text(one(page(root, "en/index.html"), "a", class_="skip")) == "To the text"
    (root / "theme/base.html").write_text(template.replace("endblock", "end"), "utf-8")
    assert run(root, "build").stderr.startswith("theme/base.html:")


def test_readme_names_the_files_of_a_theme(tmp_path: Path) -> None:
    """What it says is Navina's own is in Navina's theme, but for the style that is added to it; so are the blocks."""
    from pipeline.build import theme_file

    readme = (start(tmp_path) / README).read_text("utf-8")
    names = set(re.findall(r"`theme/([\w.]+)`", readme))
    assert {name for name in names if not theme_file(name)} == {"extra.css"}
    (line,) = (each for each in readme.splitlines() if each.startswith("Among the blocks of `base.html`"))
    named = set(re.findall(r"`(\w+)`", line.split(". ")[0]))
    assert named == {"title", "header", "main", "footer"}
    assert named <= set(re.findall(r"{% block (\w+)", theme_file("base.html").decode()))


def test_sample_is_complete_by_itself(tmp_path: Path) -> None:
    """The catalogs that come with Navina have every text of the sample: no language needs the name to be filled in."""
    root = start(tmp_path)
    found = checks.run(load(root), ("be", "ru"))
    assert [(each.translated, each.total) for each in found.catalogs if each.translated != each.total] == []
