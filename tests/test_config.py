"""Tests of the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import config
from pipeline.errors import ConfigError

ROOT = Path("site")


def problems(text: str) -> list[str]:
    """Return what is said about settings that cannot be used."""
    with pytest.raises(ConfigError) as caught:
        config.parse(text, ROOT)
    return str(caught.value).split("\n")


def test_an_empty_table_is_enough() -> None:
    """A site starts with one line of settings; everything else has a default."""
    settings = config.parse("[tool.navina]\n", ROOT)
    assert settings.all_locales == ("en",)
    assert settings.markdown.extensions == ("extra", "admonition", "sane_lists", "toc")


def test_every_key_arrives() -> None:
    """Each key of the table is read as what it is."""
    text = """
[tool.navina]
source = "en"
locales = ["be", "be-tarask", "be-Latn", "pt-BR"]
base_url = "https://example.org/"
menu = ["news", "about.md"]
footer = ["about.md"]
notice = "safety.md"
front_matter = ["subtitle"]
skip_front_matter = ["summary"]
catalogs = "entry"
max_lost = { count = 3, percent = 1 }
[tool.navina.sections]
news = "News and notes"
[tool.navina.links]
"https://example.org/en/" = "https://example.org/{locale}/"
[tool.navina.markdown]
extensions = ["extra"]
raw_html = "untranslated"
"""
    settings = config.parse(text, ROOT)
    assert settings.all_locales == ("en", "be", "be-tarask", "be-Latn", "pt-BR")
    assert settings.section_name("news") == "News and notes"
    assert settings.front_matter == ("subtitle",)
    assert settings.catalogs == "entry"
    assert settings.max_lost == config.Limits(count=3, percent=1.0)
    assert settings.links == {"https://example.org/en/": "https://example.org/{locale}/"}
    assert (settings.markdown.extensions, settings.markdown.raw_html) == (("extra",), "untranslated")


def test_all_mistakes_are_named_at_once_with_their_lines() -> None:
    """Nobody should have to run a command five times to see five mistakes."""
    text = '[tool.navina]\nlocals = ["be"]\nmenu = "news"\nnotice = 5\n[tool.navina.markdown]\nraw_htm = true\n'
    assert problems(text) == [
        "pyproject.toml:2: unknown setting 'locals' in [tool.navina]. Did you mean 'locales'?",
        "pyproject.toml:3: setting 'menu' must be a list, not a text.",
        "pyproject.toml:4: setting 'notice' must be a text, not a number.",
        "pyproject.toml:6: unknown setting 'raw_htm' in [tool.navina.markdown]. Did you mean 'raw_html'?",
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('locales = ["klingon"]', "pyproject.toml:2: 'klingon' is no locale that Babel knows."),
        ('locales = ["be_BY"]', "pyproject.toml:2: 'be_BY' is no locale that Babel knows."),
        ('locales = ["be", "be"]', "pyproject.toml:2: a locale is listed twice"),
        ('locales = ["en"]', "pyproject.toml:2: a locale is listed twice, or the source locale is among 'locales'."),
        ('base_url = "example.org"', "pyproject.toml:2: base_url 'example.org' is no address."),
        ('catalogs = "file"', "pyproject.toml:2: catalogs is 'file'. Write 'section', 'entry' or 'site'"),
        ("max_lost = { count = -1 }", "pyproject.toml:2: max_lost must be a count of 0 or more"),
        ("max_lost = { percent = 101 }", "pyproject.toml:2: max_lost must be a count of 0 or more"),
        ("max_lost = { counts = 1 }", "pyproject.toml:2: unknown setting 'counts' in [tool.navina.max_lost]. Did you"),
        ("max_lost = { count = 1.5 }", "pyproject.toml:2: setting 'max_lost' must be a whole number, not a number"),
        ("max_lost = 10", "pyproject.toml:2: setting 'max_lost' must be a table, not a number."),
    ],
)
def test_values_that_cannot_be_used_are_named(line: str, said: str) -> None:
    """A value of the right type may still mean nothing."""
    assert any(each.startswith(said) for each in problems(f"[tool.navina]\n{line}\n"))


def test_broken_toml_names_its_line() -> None:
    """A missing bracket is found where it is missing."""
    assert problems('[tool.navina]\nlocales = ["be"\nmenu = []\n')[0].startswith("pyproject.toml:3: is not valid TOML")


def test_a_folder_without_settings_says_how_to_start(tmp_path: Path) -> None:
    """Somebody who runs a command in the wrong folder learns about -C and init."""
    with pytest.raises(ConfigError, match="navina init DIR"):
        config.load(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    with pytest.raises(ConfigError, match=r"no \[tool.navina\] table"):
        config.load(tmp_path)
    (tmp_path / "pyproject.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="UTF-8"):
        config.load(tmp_path)


def test_an_unknown_extension_is_named() -> None:
    """Python-Markdown would say so with a traceback, and only when the first entry is read."""
    text = '[tool.navina]\n[tool.navina.markdown]\nextensions = ["extra", "extraordinary"]\n'
    assert problems(text) == [
        "pyproject.toml:3: the Markdown extension 'extraordinary' cannot be loaded. "
        "Install it, or mend its name or its settings."
    ]
    assert config.parse(text.replace("extraordinary", "nl2br"), ROOT).markdown.extensions == ("extra", "nl2br")


def test_limits_have_defaults() -> None:
    """Ten translations and five in a hundred may be lost unless the settings say otherwise."""
    assert config.parse("[tool.navina]\n", ROOT).max_lost == config.Limits(count=10, percent=5.0)
    some = config.parse("[tool.navina]\nmax_lost = { count = 3 }\n", ROOT)
    assert some.max_lost == config.Limits(count=3, percent=5.0)


CHECKS = """
[tool.navina]
locales = ["be", "ru"]
[tool.navina.checks]
baseline = "locale/baseline.json"
apostrophe = "ʼ"
glossary = "glossary.csv"
spelling = true
words = "words.txt"
[tool.navina.checks.rules]
"be.short-u" = "off"
num.missing = "error"
[[tool.navina.checks.overrides]]
locales = ["ru"]
paths = ["content/news/**"]
rules = { "punct.end" = "info" }
[[tool.navina.checks.overrides]]
locales = ["be"]
[tool.navina.checks.overrides.rules]
"punct.end" = "error"
"""


def test_the_settings_of_the_checks_arrive() -> None:
    """The rules for everything are the first override; an id without quotation marks is meant all the same."""
    found = config.parse(CHECKS, ROOT).checks
    assert (found.baseline, found.apostrophe, found.glossary) == ("locale/baseline.json", "ʼ", "glossary.csv")
    assert (found.spelling, found.words) == (True, "words.txt")
    assert [(each.locales, each.paths) for each in found.overrides] == [
        ((), ()),
        (("ru",), ("content/news/**",)),
        (("be",), ()),
    ]
    assert [(wish.rule, wish.level, wish.line) for each in found.overrides for wish in each.rules] == [
        ("be.short-u", "off", 11),
        ("num.missing", "error", 12),
        ("punct.end", "info", 16),
        ("punct.end", "error", 20),
    ]


def test_the_checks_have_defaults() -> None:
    """Without a table every rule is as it is, and no file is needed."""
    assert config.parse("[tool.navina]\n", ROOT).checks == config.Checks()
    assert config.Checks() == config.Checks("", "’", "", False, "", ())


def test_all_mistakes_of_the_checks_are_named_at_once() -> None:
    """Unknown keys, wrong types and values that mean nothing, each with its line."""
    text = (
        '[tool.navina]\nlocales = ["be"]\nmenu = 5\n[tool.navina.checks]\nbase_line = "x"\nspelling = "yes"\n'
        '[[tool.navina.checks.overrides]]\nlocale = ["be"]\n'
        '[[tool.navina.checks.overrides]]\npaths = "content/**"\nrules = { "punct.end" = "off" }\n'
    )
    assert problems(text) == [
        "pyproject.toml:3: setting 'menu' must be a list, not a number.",
        "pyproject.toml:5: unknown setting 'base_line' in [tool.navina.checks]. Did you mean 'baseline'?",
        "pyproject.toml:6: setting 'spelling' must be true or false, not a text.",
        "pyproject.toml:8: unknown setting 'locale' in [[tool.navina.checks.overrides]]. Did you mean 'locales'?",
        "pyproject.toml:10: setting 'paths' must be a list, not a text.",
    ]


def test_values_of_the_checks_that_mean_nothing_are_named() -> None:
    """A level that there is not, a locale of another site, a sign that is no apostrophe."""
    text = (
        '[tool.navina]\nlocales = ["be"]\nbase_url = "x"\n[tool.navina.checks]\napostrophe = "`"\nbaseline = "../x"\n'
        '[tool.navina.checks.rules]\n"punct.end" = "warn"\n"be.short-u" = 5\n'
        '[[tool.navina.checks.overrides]]\nlocales = ["be", "ru"]\n[tool.navina.checks.overrides.rules]\n'
        '"punct.end" = "never"\n'
    )
    assert problems(text) == [
        "pyproject.toml:3: base_url 'x' is no address. Write it as in 'https://example.org/'.",
        "pyproject.toml:5: apostrophe is '`'. Write one of ’ ʼ ' in quotation marks.",
        "pyproject.toml:6: baseline is '../x', which is not inside the site. Write a path relative to this file.",
        "pyproject.toml:8: 'punct.end' is 'warn'. Write 'off', 'error', 'warning' or 'info'. Did you mean 'warning'?",
        "pyproject.toml:9: 'be.short-u' is '5'. Write 'off', 'error', 'warning' or 'info'.",
        "pyproject.toml:11: 'ru' is not among the locales of the site.",
        "pyproject.toml:13: 'punct.end' is 'never'. Write 'off', 'error', 'warning' or 'info'.",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[tool.other]\nmenu = 1\n[tool.navina]\nmenu = "x"\n', 4),
        ('[tool.navina]\n# menu = []\nmenu = "x"\n', 3),
        ('tool.navina.menu = "x"\n', 0),
        ('[tool.navina]\nsource = "en"\n[tool.navina.menu]\n', 3),
    ],
)
def test_the_line_of_a_key(text: str, line: int) -> None:
    """A table of another program, or a comment, has no key of ours; where it cannot be told, no line is named."""
    place = f"pyproject.toml:{line}: " if line else "pyproject.toml: "
    assert [each[: len(place)] for each in problems(text)] == [place]


def test_a_folder_is_a_site_if_its_settings_say_so(tmp_path: Path) -> None:
    """No file and a file of another program are none; of a broken one nobody can tell."""
    assert not config.is_site(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    assert not config.is_site(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.navina]\n")
    assert config.is_site(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool")
    assert config.is_site(tmp_path)
