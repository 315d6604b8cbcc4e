"""What the guide and a new site's README say of Weblate and Poedit: their words, tried on what Navina makes."""

from __future__ import annotations

import configparser
import difflib
import gettext
import os
import re
import shutil
import subprocess
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest

from pipeline import catalog
from pipeline.config import GRANULARITIES
from tests import desktop, folders
from tests.test_cli import navina

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "content/guide/publishers.md"
README = ROOT / "pipeline/sample/README.md"
SAMPLE = ROOT / "pipeline/sample"
LABELS = {
    "match": "Regular expression to match translation files against",
    "file_format": "File format",
    "name_template": "Customize the component name",
    "new_base_template": "Define the base file for new translations",
    "language_regex": "Language filter",
}
"""Weblate's names for the settings of its add-on, and how its form calls them.

https://docs.weblate.org/en/latest/admin/addons.html#component-discovery
"""

TAGS = ("be", "ru", "be-tarask", "be-Latn", "pt-BR")
FOLDERS = {"be", "ru", "be@tarask", "be@latin", "pt_BR"}
ENTRY = "---\ntitle: {0}\nsummary: {0} in short\n---\n\nThe text of {0} is long enough to be guessed from.\n"
ENTRIES = ("site", "about", "news/report", "news/a.b", "news/a/b", "open-letters/2024-06-07", "ru/be")
STRAYS = (
    "locale/be/LC_MESSAGES/news.po~",
    "locale/be/LC_MESSAGES/news.po.orig",
    "locale/be/LC_MESSAGES/news.mo",
    "locale/be/LC_MESSAGES/.#news.po",
    "locale/be/LC_MESSAGES/._news.po",
    "locale/be/LC_MESSAGES/.news.po.swp",
    "locale/be/LC_MESSAGES/django.po",
    "locale/be/LC_MESSAGES/old/news.po",
    "locale/be/news.po",
    "locale/news.po",
    "locale/be.bak/LC_MESSAGES/news.po",
    "vendor/locale/be/LC_MESSAGES/news.po",
)


def settings_in(text: str) -> dict[str, str]:
    """Return what a document says to write into each field of the add-on: a definition list or a table."""
    found = {
        name: re.findall(rf"^(?:\| )?{label}(?:\n:   | \| )`(.+?)`", text, re.MULTILINE)
        for name, label in LABELS.items()
    }
    assert all(len(values) == 1 for values in found.values()), found
    return {name: values[0] for name, values in found.items()}


@dataclass(slots=True)
class Component:
    """What Weblate would make of the files that have one mask."""

    name: str
    new_base: str
    languages: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


def discover(root: Path, settings: Mapping[str, str]) -> dict[str, Component]:
    """Find components as `ComponentDiscovery` in Weblate's `weblate/trans/discovery.py` does, by their masks.

    Every path is compared with the whole expression; the template of a component must exist.
    """
    expression = re.compile(f"^{settings['match']}$")
    found: dict[str, Component] = {}
    for path in sorted(_paths(root)):
        match = expression.match(path)
        if not match or not re.match(settings["language_regex"], match["language"]):
            continue
        mask = f"{path[: match.start('language')]}*{path[match.end('language') :]}"
        name, new_base = (_rendered(settings[key], match) for key in ("name_template", "new_base_template"))
        if (root / new_base).is_file():
            one = found.setdefault(mask, Component(name, new_base))
            one.languages.add(match["language"])
            one.files.add(path)
    return found


def _paths(root: Path) -> Iterator[str]:
    for folder, folders_, files in os.walk(root):
        yield from (Path(folder, name).relative_to(root).as_posix() for name in (*files, *folders_))


def _rendered(template: str, match: re.Match[str]) -> str:
    """Fill a template of Django's that has nothing but names of groups in it."""
    text = re.sub(r"\{\{ (\w+) }}", lambda found: match[found[1]], template)
    assert "{" not in text
    return text


@pytest.fixture(params=GRANULARITIES)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Make a site in five locales whose catalogs hold a section, an entry, or everything."""
    tags = ", ".join(f'"{tag}"' for tag in TAGS)
    settings = f'[tool.navina]\nlocales = [{tags}]\ncatalogs = "{request.param}"\n'
    root = folders.make(tmp_path, {f"content/{name}.md": ENTRY.format(name) for name in ENTRIES}, settings)
    assert navina(root, "extract").exit_code == 0
    return root


def test_guide_and_readme_say_the_same() -> None:
    """The settings of the add-on are in the guide for publishers and in a new site's README, and they are equal."""
    settings = settings_in(GUIDE.read_text("utf-8"))
    assert settings == settings_in(README.read_text("utf-8"))
    assert settings["file_format"] == "gettext PO file"


def test_weblate_finds_every_catalog(site: Path) -> None:
    """Whatever a catalog holds, the expression finds all of them and nothing else, and each has its template."""
    ours = {path.relative_to(site).as_posix() for path in site.rglob("*.po")}
    templates = {path.relative_to(site).as_posix() for path in site.rglob("*.pot")}
    for name in STRAYS:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("a stranger's\n")
    found = discover(site, settings_in(GUIDE.read_text("utf-8")))
    assert set().union(*(each.files for each in found.values())) == ours
    assert {each.new_base for each in found.values()} == templates
    assert all(each.languages == FOLDERS for each in found.values())
    names = [each.name for each in found.values()]
    assert len(set(names)) == len(names) == len(templates)


def test_the_first_component_is_always_there(site: Path) -> None:
    """The component that is made by hand, before the add-on finds the rest, is one that it would have found."""
    for text in (GUIDE.read_text("utf-8"), README.read_text("utf-8")):
        found = discover(site, settings_in(text))
        (mask,) = re.findall(r"file mask is\s`(.+?)`", text)
        (template,) = re.findall(r"translations `(locale/site\.pot)`", text)
        assert found[mask].new_base == template
        assert found[mask].name == "site"


@pytest.mark.parametrize("options", [("--previous",), ("--previous", "--no-fuzzy-matching")], ids=str)
def test_msgmerge_has_nothing_to_do(site: Path, options: tuple[str, ...]) -> None:
    """Weblate's add-on that updates catalogs finds them up to date: after `extract`, it changes no byte of any."""
    translate_and_change(site)
    before = {path: path.read_bytes() for path in site.rglob("*.po")}
    assert any(b"\n#, fuzzy\n" in data for data in before.values())
    msgmerge(site, *options)
    assert {path: path.read_bytes() for path in site.rglob("*.po")} == before


def test_msgmerge_forgets_the_old_text_unless_told(site: Path) -> None:
    """That is why the guide says to leave the option “Keep previous msgids of translated strings” on."""
    assert "“Keep previous msgids of translated strings”" in GUIDE.read_text("utf-8")
    translate_and_change(site)
    assert any(b"\n#| msgid" in path.read_bytes() for path in site.rglob("*.po"))
    msgmerge(site)
    assert not any(b"\n#| msgid" in path.read_bytes() for path in site.rglob("*.po"))


def msgmerge(root: Path, *options: str) -> None:
    """Update all catalogs of a site as Weblate's add-on does."""
    if not shutil.which("msgmerge"):
        pytest.skip("there is no msgmerge here: install GNU gettext")
    for component in discover(root, settings_in(GUIDE.read_text("utf-8"))).values():
        for path in component.files:
            command = ["msgmerge", "--quiet", "--backup=none", "--update", *options, path, component.new_base]
            subprocess.run(command, cwd=root, check=True, capture_output=True)


def translate_and_change(root: Path) -> None:
    """Translate the Belarusian catalogs, then change a text and remove another."""
    for path in root.glob("locale/be/LC_MESSAGES/*.po"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r'^(msgid "(.+)"\nmsgstr ")"$', r'\1Я \2"', text, flags=re.MULTILINE), "utf-8")
    entry = root / "content/news/report.md"
    entry.write_text(entry.read_text("utf-8").replace("long enough", "surely long enough").replace(" in short", ""))
    (root / "content/ru/be.md").unlink()
    assert navina(root, "extract").exit_code == 0


@pytest.mark.parametrize("path", [GUIDE, README], ids=lambda path: path.name)
def test_wlc_understands_its_file(path: Path) -> None:
    """The sample of `.weblate` names a server's API and a component of a project, and has no key."""
    (sample,) = re.findall(r"^```ini\n(.+?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    parser = configparser.ConfigParser()
    parser.read_string(sample)
    assert parser.sections() == ["weblate"]
    values = dict(parser["weblate"])
    assert values.keys() == {"url", "translation"}
    assert re.fullmatch(r"https://[\w.]+\.example\.org/api/", values["url"])
    assert re.fullmatch(r"[\w-]+/site", values["translation"])


def poedit_labels(locale: str) -> dict[str, set[str]]:
    """Return what Poedit's labels are in a language, without mnemonics and colons; some are translated in two ways."""
    found = gettext.find("poedit", "/usr/share/locale", [locale])
    if not found:
        pytest.skip("there is no Poedit here: install the package poedit")
    labels: dict[str, set[str]] = defaultdict(set)
    for each in polib.mofile(found):
        labels[_bare(each.msgid)].add(_bare(each.msgstr))
    return labels


def _bare(label: str) -> str:
    return label.replace("&", "").rstrip(":")


def _emphasised(text: str) -> list[str]:
    return re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", " ".join(text.split()))


@pytest.mark.parametrize("locale", ["be", "ru"])
def test_labels_of_poedit_are_those_on_the_screen(locale: str) -> None:
    """What the guide calls a field or a command of Poedit is what Poedit calls it in the reader's language."""
    labels = poedit_labels(locale)
    path = ROOT / f"locale/{locale}/LC_MESSAGES/guide.po"
    guide = catalog.read(path.name, path.read_bytes(), locale=locale).messages
    section = [each for each in guide if each.note.endswith("· Set up your tool") and _emphasised(each.msgid)]
    assert len(section) >= 6
    for each in section:
        english, ours = _emphasised(each.msgid), _emphasised(each.msgstr[0])
        assert len(english) == len(ours)
        assert all(label in labels[source] for source, label in zip(english, ours, strict=True)), ours


def test_labels_of_poedit_in_a_new_site() -> None:
    """The README of a new site calls them as Poedit does in English."""
    labels = poedit_labels("ru")
    (advice,) = re.findall(r"^- In Poedit.+?(?=^- )", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    found = _emphasised(advice)
    assert {"Name", "Email", "Automatically compile MO file when saving"} <= set(found)
    assert set(found) <= labels.keys()


@pytest.mark.slow
def test_poedit_without_a_name_changes_little(tmp_path: Path) -> None:
    """With empty fields for name and address, nobody's name gets into the file, and no line is folded."""
    if missing := [name for name in desktop.PROGRAMS if not shutil.which(name)]:
        pytest.skip(f"there is no {', '.join(missing)} here: 'make test-slow' brings it where it can")
    (home := tmp_path / "home").mkdir()
    path = Path(shutil.copy(SAMPLE / "locale/be/LC_MESSAGES/pages.po", tmp_path))
    before = path.read_text("utf-8")
    line = before.split("\n").index('msgid "About us"') + 1
    desktop.translate_in_poedit(path, line=line, text="Хто мы такія", home=home)
    changed = [
        each for each in difflib.ndiff(before.split("\n"), path.read_text("utf-8").split("\n")) if each[0] in "+-"
    ]
    kinds = {re.sub(r"^[+-] \"?([\w-]+).*", r"\1", each) for each in changed}
    assert kinds == {"PO-Revision-Date", "X-Generator", "msgstr"}
    assert sum(each.startswith("+ msgstr") for each in changed) == 1
