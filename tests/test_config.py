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
