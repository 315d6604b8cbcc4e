"""Tests of a new locale: its catalogs and its place in the settings."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from pipeline import catalog, config, locales, stored, update
from pipeline import site as sites
from pipeline.errors import CatalogError, ConfigError
from pipeline.files import Files
from pipeline.message import State
from tests import folders

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.catalog import Catalog

NOW = datetime(2026, 3, 25, 12, 30, tzinfo=UTC)
ENTRY = "---\ntitle: Court\n---\n\nThe hearing is open.\n\nTake notes.\n"
PAGES = "locale/be/LC_MESSAGES/pages.po"
TRANSLATED = folders.catalog(
    '# a name\nmsgid "Court"\nmsgstr "Суд"\n',
    '#, fuzzy\nmsgid "The hearing is open."\nmsgstr "Слуханне"\n',
    'msgid "Take notes."\nmsgstr ""\n',
    '#~ msgid "Gone"\n#~ msgstr "Знікла"\n',
)


def load(root: Path, settings: str = folders.SETTINGS, **files: str) -> sites.Site:
    """Write a site with a Belarusian catalog and read it."""
    folders.make(root, {"content/a.md": ENTRY, PAGES: TRANSLATED, **files}, settings)
    return sites.load(config.load(root), Files(root))


def add(site: sites.Site, tag: str, source: str | None = None) -> locales.Added:
    """Add a locale to the site on the disk."""
    root = site.settings.root
    done = locales.add(site, tag, files=Files(root), now=NOW, source=source)
    stored.write(done.changes, root, Files(root))
    return done


def read(root: Path, path: str, locale: str) -> Catalog:
    """Read a catalog of the site."""
    return catalog.read(path, (root / path).read_bytes(), locale=locale)


@pytest.mark.parametrize(
    ("tag", "folder", "language"),
    [("be-tarask", "be@tarask", "be@tarask"), ("be-Latn", "be@latin", "be@latin"), ("pt-BR", "pt_BR", "pt_BR")],
)
def test_complete_catalogs_in_the_right_folder(tmp_path: Path, tag: str, folder: str, language: str) -> None:
    """Every domain, every message, a whole header; `msgfmt -c` has nothing to say, and extract nothing to do."""
    done = add(load(tmp_path), tag)
    names = sorted(path.name for path in (tmp_path / "locale" / folder / "LC_MESSAGES").iterdir())
    assert names == ["pages.po", "site.po"]
    for name in names:
        path = f"locale/{folder}/LC_MESSAGES/{name}"
        fields = dict(read(tmp_path, path, tag).fields)
        assert (fields["Language"], fields["Plural-Forms"]) == (language, catalog.plural_forms(tag))
        check = ["msgfmt", "-c", "-o", "/dev/null", str(tmp_path / path)]
        result = subprocess.run(check, capture_output=True, check=False)
        assert (result.returncode, result.stderr) == (0, b"")
    settings = config.load(tmp_path)
    assert settings.locales == ("be", "ru", tag)
    site = sites.load_content(settings, Files(tmp_path))
    summaries = update.update(tmp_path, site.templates, settings.locales, files=Files(tmp_path), now=NOW)
    assert not [each for each in summaries if each.locale == tag and each.changed]
    assert done.messages == sum(each.kept for each in summaries if each.locale == tag)


def test_translations_of_another_locale_are_fuzzy(tmp_path: Path) -> None:
    """Only finished ones are taken, without comments and what is obsolete; plurals come along."""
    site = load(tmp_path)
    theme = next(each for each in site.templates if each.domain == "site")
    plural = next(each.message for each in theme.messages if each.message.msgid_plural)
    text = f'msgid "{plural.msgid}"\nmsgid_plural "{plural.msgid_plural}"\n'
    forms = "".join(f'msgstr[{number}] "{plural.msgid_plural}"\n' for number in range(3))
    site = load(tmp_path, **{"locale/be/LC_MESSAGES/site.po": folders.catalog(text + forms)})
    done = add(site, "be-tarask", "be")
    found = read(tmp_path, "locale/be@tarask/LC_MESSAGES/pages.po", "be-tarask")
    states = {each.msgid: (each.state, each.msgstr, each.comments) for each in found.entries}
    assert states["Court"] == (State.FUZZY, ("Суд",), "")
    assert states["The hearing is open."] == (State.MISSING, ("",), "")
    assert states["Take notes."] == (State.MISSING, ("",), "")
    assert "Gone" not in states
    days = read(tmp_path, "locale/be@tarask/LC_MESSAGES/site.po", "be-tarask").get(plural.key)
    assert days is not None
    assert (days.state, days.msgstr) == (State.FUZZY, (plural.msgid_plural,) * 3)
    assert (done.finished, done.fuzzy) == (0, 2)


def test_plurals_of_another_number_of_forms_stay_empty(tmp_path: Path) -> None:
    """Two forms cannot be made of three without guessing."""
    site = load(tmp_path)
    theme = next(each for each in site.templates if each.domain == "site")
    plural = next(each.message for each in theme.messages if each.message.msgid_plural)
    text = f'msgid "{plural.msgid}"\nmsgid_plural "{plural.msgid_plural}"\n'
    forms = "".join(f'msgstr[{number}] "x"\n' for number in range(3))
    site = load(tmp_path, **{"locale/be/LC_MESSAGES/site.po": folders.catalog(text + forms)})
    add(site, "pt-BR", "be")
    found = read(tmp_path, "locale/pt_BR/LC_MESSAGES/site.po", "pt-BR").get(plural.key)
    assert found is not None
    assert found.msgstr == ("", "")


def test_what_comes_with_navina_is_finished(tmp_path: Path) -> None:
    """A locale that the theme is translated into begins with those strings."""
    site = load(tmp_path, '[tool.navina]\nlocales = ["be"]\n')
    done = add(site, "ru")
    assert done.finished > 5
    assert not [each for each in read(tmp_path, "locale/ru/LC_MESSAGES/site.po", "ru").messages if each.fuzzy]


def test_anonymous_settings_hold_for_new_catalogs(tmp_path: Path) -> None:
    """The header names nobody from the beginning."""
    add(load(tmp_path, folders.SETTINGS + "anonymous = true\n"), "uk")
    fields = dict(read(tmp_path, "locale/uk/LC_MESSAGES/pages.po", "uk").fields)
    assert fields["Last-Translator"] == "Anonymous <anonymous@example.org>"


def test_a_command_that_was_cut_off_can_go_on(tmp_path: Path) -> None:
    """A catalog that is there already stays as it is; the settings come last."""
    mine = folders.catalog('msgid "Court"\nmsgstr "Суд"\n', locale="uk")
    site = load(tmp_path, **{"locale/uk/LC_MESSAGES/pages.po": mine})
    done = add(site, "uk")
    assert done.kept == ("locale/uk/LC_MESSAGES/pages.po",)
    assert (tmp_path / done.kept[0]).read_text() == mine
    assert done.changes[-1].path == "pyproject.toml"
    assert "uk" in config.load(tmp_path).locales


def test_settings_that_are_not_understood_are_not_touched(tmp_path: Path) -> None:
    """The editor is told the very line to write, and nothing is made."""
    settings = '[tool]\nnavina = { source = "en", locales = ["be"] }\n'
    site = load(tmp_path, settings)
    with pytest.raises(ConfigError) as caught:
        add(site, "uk")
    assert "Write 'locales = [\"be\", \"uk\"]' in [tool.navina], and run 'navina extract'." in str(caught.value)
    assert (tmp_path / "pyproject.toml").read_text() == settings
    assert not (tmp_path / "locale/uk").exists()


def test_a_broken_catalog_of_the_source_stops_it(tmp_path: Path) -> None:
    """A locale would begin with half of the translations."""
    site = load(tmp_path, **{PAGES: TRANSLATED + '\nmsgid "x\n'})
    with pytest.raises(CatalogError):
        add(site, "uk", "be")
    assert not (tmp_path / "locale/uk").exists()
    assert add(site, "uk").messages


@pytest.mark.parametrize(
    ("tag", "reason"),
    [
        ("be", "'be' is already a locale of the site."),
        ("en", "'en' is already a locale of the site."),
        ("be_tarask", "Did you mean 'be-tarask'?"),
        ("be@tarask", "Did you mean 'be-tarask'?"),
        ("xx", "'xx' is no locale that Babel knows. Write it as in 'be', 'pt-BR' or 'be-tarask'."),
        ("../x", "is no locale that Babel knows"),
        ("", "is no locale that Babel knows"),
    ],
)
def test_tags_that_are_refused(tmp_path: Path, tag: str, reason: str) -> None:
    """Each with what to write instead."""
    assert reason in locales.refusal(tag, load(tmp_path))


def test_two_tags_of_one_folder_are_refused(tmp_path: Path) -> None:
    """Their catalogs would overwrite one another."""
    folders.make(tmp_path, settings='[tool.navina]\nlocales = ["be-Latn"]\n')
    site = sites.load(config.load(tmp_path), Files(tmp_path))
    assert locales.refusal("be-latn", site) == "'be-latn' has the folder 'locale/be@latin', as 'be-Latn' has."
    assert locales.refusal("uk", site) == ""
