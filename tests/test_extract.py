"""Tests of extraction: which messages, in which template, from which file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import polib

from pipeline import config, extract
from pipeline import site as sites
from pipeline.files import Files
from tests import folders

if TYPE_CHECKING:
    from pipeline.catalog import Template
    from pipeline.message import Key

ROOT = Path(__file__).parents[1]


def templates(root: Path) -> dict[str, Template]:
    """Return the templates of a site by domain."""
    return {each.domain: each for each in sites.load_content(config.load(root), Files(root)).templates}


def entry(title: str, body: str = "", **keys: str) -> str:
    """Return the text of an entry."""
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: {title}\n{more}---\n\n{body}\n"


def test_a_domain_is_a_top_level_folder(tmp_path: Path) -> None:
    """Entries at the top are in `pages`, what the site itself says is in `site`."""
    root = folders.make(tmp_path, {"content/news/a.md": entry("A"), "content/reports/2024/b.md": entry("B")})
    found = templates(root)
    assert sorted(found) == ["news", "pages", "reports", "site"]
    assert [each.message.msgid for each in found["reports"].messages] == ["B"]


def test_messages_are_in_reading_order_files_by_path(tmp_path: Path) -> None:
    """A text that stands in two files is one message with both files, at its first place."""
    root = folders.make(
        tmp_path,
        {"content/news/b.md": entry("B", "Same.\n\nOnly b."), "content/news/a.md": entry("A", "Same.\n\nSame.")},
    )
    found = [(each.message.msgid, each.references) for each in templates(root)["news"].messages]
    assert found == [
        ("A", ("content/news/a.md",)),
        ("Same.", ("content/news/a.md", "content/news/b.md")),
        ("B", ("content/news/b.md",)),
        ("Only b.", ("content/news/b.md",)),
    ]


def test_drafts_reach_the_translators(tmp_path: Path) -> None:
    """They are translated before they are published."""
    root = folders.make(tmp_path, {"content/news/a.md": entry("A", draft="true")})
    assert [each.message.msgid for each in templates(root)["news"].messages] == ["A"]


def test_tags_sections_and_labels_are_the_site_s(tmp_path: Path) -> None:
    """They are one message each, with a context where the word alone would not say what it is."""
    body = "!!! note\n    Text.[^1]\n\n[^1]: N."
    files = {
        "content/news/a.md": entry("A", body, tags="[law, elections]"),
        "content/news/b.md": entry("B", "!!! note\n    Text.", tags="[law]"),
    }
    found = {each.message.key: each for each in templates(folders.make(tmp_path, files))["site"].messages}
    for key in (("tag", "law"), ("tag", "elections"), ("section", "News"), (None, "Note")):
        assert found[key].references == ("content/news/a.md",)
    assert (None, "Jump back to footnote %(number)s in the text") in found


def test_every_string_of_the_theme_is_found(tmp_path: Path) -> None:
    """Babel's own extractor reads the templates; plurals and contexts arrive."""
    source = (
        b'{# Translators: a link at the top #}{{ _("Skip") }}{{ pgettext("verb", "Read") }}'
        b'{{ ngettext("%(number)s page", "%(number)s pages", n) }}'
    )
    found = [(each.msgctxt, each.msgid, each.msgid_plural, each.comment) for each in extract.theme_messages(source)]
    assert found == [
        (None, "Skip", None, "a link at the top"),
        ("verb", "Read", None, ""),
        (None, "%(number)s page", "%(number)s pages", ""),
    ]
    references = {each.references for each in templates(folders.make(tmp_path))["site"].messages}
    assert any(reference[0].startswith("theme/") for reference in references)


def test_every_language_that_we_ship_has_every_string_of_the_theme() -> None:
    """A new site speaks Belarusian and Russian without a translator."""
    wanted = {message.key for source in extract.package_theme().values() for message in extract.theme_messages(source)}
    assert wanted
    for locale, known in extract.shipped(("be", "ru")).items():
        assert wanted <= set(known), f"{locale}: {sorted(map(str, wanted - set(known)))}"
    assert set(extract.shipped(("be", "ru", "pl"))) == {"be", "ru"}


def _pybabel(root: Path, mapping: str) -> set[Key]:
    (root / "babel.cfg").write_text(mapping)
    command = [str(Path(sys.executable).parent / "pybabel"), "extract", "-F", "babel.cfg", "-o", "all.pot", "."]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return {(each.msgctxt, each.msgid) for each in polib.pofile(str(root / "all.pot"))}


def test_pybabel_extract_finds_the_same_messages(tmp_path: Path) -> None:
    """Through our entry point `pybabel extract` gives the same set of (msgctxt, msgid), from another folder too."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    mapping = (ROOT / "babel.cfg").read_text()
    ours = {located.message.key for template in templates(tmp_path).values() for located in template.messages}
    assert _pybabel(tmp_path, mapping) == ours


def test_babel_gets_no_line_numbers(tmp_path: Path) -> None:
    """A reference without a line changes no catalog when text moves."""
    root = folders.make(tmp_path)
    with (root / "content/index.md").open("rb") as file:
        found = list(extract.babel_extract(file, {}, (), {}))
    assert found == [(0, None, "Home", ["title"]), (0, None, "Welcome to the site.", ["paragraph"])]
