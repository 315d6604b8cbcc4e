"""The programs that translators and their platforms use, run for real: they take our catalogs, and we take theirs."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib
import pytest

from pipeline import catalog
from pipeline.message import State
from tests import desktop, folders
from tests.test_cli import navina, tree

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pipeline.catalog import Catalog, CatalogMessage
    from pipeline.message import Key

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
ADVICE = "'make test-slow' brings it where it can"

DAY = """---
title: A day in court
summary: "What we saw & heard: 100 %"
tags: [courts]
---

The hearing began at nine. This paragraph is so long that a tool which folds lines will fold it, and more than once.

A line,\x20\x20
and another after a hard break.

A path `C:\\new`, a "straight" quotation, a\u00a0no-break space, 60 %s and {name}; an address without any space:
<https://example.org/a/very/long/address/that/no/tool/can/fold/because/there/is/no/space/in/it/at/all/whatever/it/tries>.

<!-- i18n:comment: the newspaper, not the planet -->
<!-- i18n:context: newspaper -->
*Mercury* wrote about it.

Nobody told us why.

This paragraph will be changed, and its translation kept as fuzzy.

This paragraph will go, and its translation be kept as obsolete.

| Court | Hearings |
| ----- | -------- |
| Minsk | forty-one |
"""
CHANGES = (
    ("This paragraph will be changed", "This paragraph has been changed"),
    ("This paragraph will go, and its translation be kept as obsolete.\n\n", ""),
)


@dataclass(frozen=True, slots=True)
class Edit:
    """What a translator does, then what the editor does, and how many pieces of the file that may cost and bring."""

    domain: str
    msgid: str
    msgstr: str
    english: tuple[str, str]
    pieces: tuple[int, int]


EDITS = {
    "paragraph": Edit(
        "news", "Nobody told us why.", "Ніхто не сказаў чаму.", ("began at nine", "began at ten"), (1, 1)
    ),
    "tag": Edit("site", "courts", "суды", ("[courts]", "[courts, trials]"), (0, 1)),
}
COMMANDS = {
    "msgcat": "msgcat --output-file={new} {po}",
    "msgcat, sorted and narrow": "msgcat --sort-output --width=40 --output-file={new} {po}",
    "msgattrib": "msgattrib --no-obsolete --output-file={new} {po}",
    "msgmerge": "msgmerge --quiet --previous --output-file={new} {po} {pot}",
    "msgmerge in place": "msgmerge --quiet --previous --update --backup=off {po} {pot}",
    "pot2po": "pot2po --progress=none --template={po} {pot} {new}",
    "pybabel": "pybabel --quiet update --previous --locale=be --input-file={pot} --output-file={po}",
}
PYPO = """
import sys
from translate.storage.pypo import pofile

path, msgid, msgstr = sys.argv[1:]
store = pofile.parsefile(path)
(unit,) = [unit for unit in store.units if str(unit.source) == msgid]
unit.target = msgstr
store.save()
"""
LOST: Mapping[str, Mapping[str, object]] = {
    "pybabel": {"previous_msgid": None, "flags": ()},  # it makes '#| msgid' a comment, and takes '60 %s' for a format
}


def test_the_site_under_test_has_everything(site: Path) -> None:
    """What tools may trip over is there: a plural, a context, a comment, a fuzzy and an obsolete message, a gap."""
    news, theme = (read(site, domain) for domain in ("news", "site"))
    assert Counter(message.state for message in news.messages) >= Counter([State.FUZZY, State.MISSING])
    assert [message.msgid for message in news.obsolete] == [CHANGES[1][0].strip()]
    assert any(message.previous_msgid for message in news.messages)
    assert any(message.msgctxt and message.comments for message in news.messages)
    assert any("\n" in message.msgid for message in news.messages)
    assert any(message.msgid_plural for message in theme.messages)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("tool", [*COMMANDS, "pypo", "Poedit", "Poedit, folded lines"])
def test_what_a_tool_writes_stays_as_it_is(site: Path, home: Path, tool: str, edit: Edit) -> None:
    """A translation made with a tool counts, extract leaves the tool's file alone, then rewrites one message in it."""
    before, todo = messages(site, edit.domain, tool), findings(site)
    use(tool, site, edit, home=home)
    assert messages(site, edit.domain, tool) == before | translated(before, edit)
    left = tree(site / "locale")
    assert navina(site, "extract").output.startswith("Nothing to do")
    assert tree(site / "locale") == left
    assert todo - findings(site) == {("be", edit.domain, "state.missing", edit.msgid)}
    assert findings(site) <= todo
    pieces = Counter(pieces_of(site, edit.domain))
    change(site, edit.english)
    assert navina(site, "extract").exit_code == 0
    now = Counter(pieces_of(site, edit.domain))
    assert ((pieces - now).total(), (now - pieces).total()) == edit.pieces
    assert run("msgfmt", "--check", "--output-file=-", path_of(site, edit.domain), silent=tool != "pot2po")


@pytest.mark.parametrize("name", ["site", "sample"])
def test_gettext_would_change_nothing(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """GNU's msgcat gives back our bytes, and msgmerge has nothing to merge from our template but its date."""
    root: Path = request.getfixturevalue(name)
    assert len(catalogs(root)) > 2
    for path in [*catalogs(root), *root.glob("locale/*.pot")]:
        assert run("msgcat", "--no-wrap", path) == path.read_bytes(), path
    for path in catalogs(root):
        copy, template = Path(shutil.copy(path, tmp_path)), root / f"locale/{path.stem}.pot"
        run("msgmerge", "--quiet", "--previous", "--update", copy, template)
        assert copy.read_bytes() == path.read_bytes(), path
        merged = run("msgmerge", "--quiet", "--previous", "--no-wrap", path, template)
        assert undated(merged) == undated(path.read_bytes()), path
        if not read(root, path.stem).obsolete:
            assert run("msgattrib", "--no-wrap", "--no-obsolete", path) == path.read_bytes(), path


COMPILERS = {
    "msgfmt": "msgfmt --check --output-file={mo} {po}",
    "pybabel": "pybabel --quiet compile --locale=be --input-file={po} --output-file={mo}",
    "pocompile": "pocompile --progress=none {po} {mo}",
}


@pytest.mark.parametrize("name", ["site", "sample"])
@pytest.mark.parametrize("compiler", COMPILERS)
def test_compilers_read_what_we_read(compiler: str, name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """What others compile out of a catalog is what we take from it: the same texts are finished, letter for letter."""
    root: Path = request.getfixturevalue(name)
    for path in catalogs(root):
        compiled = tmp_path / f"{path.stem}.mo"
        run(*COMPILERS[compiler].format(po=path, mo=compiled).split())
        ours = catalog.read(path.name, path.read_bytes(), locale=path.parts[-3]).translations
        assert singular(compiled) == ours, path


# The header names no address and no person, on purpose. A site has no versions to name after it, and Navina's own would
# rewrite every header with each release.
I18NSPECTOR = {"no-report-msgid-bugs-to-header-field", "invalid-last-translator", "no-version-in-project-id-version"}
# The template of the theme has a plural, but not xgettext's 'nplurals=INTEGER', over which Babel falls.
I18NSPECTOR_POT = {*I18NSPECTOR, "no-plural-forms-header-field"} - {"invalid-last-translator"}


@pytest.mark.parametrize("name", ["site", "sample"])
def test_i18nspector_finds_nothing(name: str, request: pytest.FixtureRequest) -> None:
    """Debian's checker has no complaint but about names and addresses that we leave out on purpose."""
    root: Path = request.getfixturevalue(name)
    assert tags(catalogs(root)) == I18NSPECTOR
    assert tags(root.glob("locale/*.pot")) == I18NSPECTOR_POT


def tags(paths: Iterable[Path]) -> set[str]:
    """Return the names of the findings of i18nspector."""
    said = run("i18nspector", *paths).decode().splitlines()
    return {line.split(": ")[2].split()[0] for line in said}


@pytest.mark.parametrize("name", ["site", "sample"])
def test_pocount_counts_as_we_do(name: str, request: pytest.FixtureRequest) -> None:
    """Translate Toolkit finds as many finished, fuzzy and missing messages in each catalog as `check` does."""
    root: Path = request.getfixturevalue(name)
    said = run("pocount", "--csv", *catalogs(root)).decode()
    theirs = {row.pop("Filename"): row for row in csv.DictReader(io.StringIO(said))}
    kinds = {"translated": "Translated Messages", "fuzzy": "Fuzzy Messages", "missing": "Untranslated Messages"}
    for each in report(root)["catalogs"]:
        row = theirs.pop(str(root / each["path"]))
        assert {kind: int(row[name]) for kind, name in kinds.items()} == {kind: each["counts"][kind] for kind in kinds}
    assert not theirs


def test_pofilter_finds_what_is_left_to_do(site: Path, tmp_path: Path) -> None:
    """Translate Toolkit singles out just those messages that `check` calls missing or fuzzy."""
    folder, out = site / "locale/be/LC_MESSAGES", tmp_path / "out"
    out.mkdir()
    run("pofilter", "--progress=none", "-t", "untranslated", "-t", "isfuzzy", folder, out)
    found = [(path.stem, entry.msgid) for path in out.glob("*.po") for entry in polib.pofile(str(path))]
    assert sorted(found) == sorted((domain, msgid) for locale, domain, _, msgid in findings(site) if locale == "be")


# What a translation must keep, as far as a tool without Markdown can tell.
POFILTER = """
    accelerators compendiumconflicts emails endwhitespace escapes filepaths functions newlines nplurals numbers options
    printf pythonbraceformat startwhitespace tabs urls validchars variables xmltags
"""
POFILTER_IS_WRONG = {
    "numbers": "a decimal comma for the point",
    "pythonbraceformat": 'an attribute list, {: title="…" }, is no placeholder',
}


@pytest.mark.parametrize("locale", ["be", "ru"])
def test_pofilter_finds_no_broken_translation(sample: Path, tmp_path: Path, locale: str) -> None:
    """Translate Toolkit's checks of what must not be translated pass on every catalog, but for two that misread us."""
    tests = [word for name in POFILTER.split() for word in ("-t", name)]
    folder, out = sample / f"locale/{locale}/LC_MESSAGES", tmp_path / "out"
    out.mkdir()
    run("pofilter", "--progress=none", *tests, folder, out)
    said = "".join(path.read_text() for path in out.glob("*.po"))
    assert set(re.findall(r"^# \(pofilter\) (\w+)", said, re.MULTILINE)) <= POFILTER_IS_WRONG.keys()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the tools a home of their own and one language, and find those of this Python first."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    for name in ("LANGUAGE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a site whose catalogs have been worked on: translated, commented, and its English changed since."""
    root = folders.make(tmp_path_factory.mktemp("made"), {"content/news/day.md": DAY})
    assert navina(root, "extract").exit_code == 0
    gaps = {edit.msgid for edit in EDITS.values()}
    for path in catalogs(root):
        old = catalog.read(path.name, path.read_bytes(), locale=path.parts[-3])
        path.write_bytes(catalog.splice(old, [_filled(message, gaps) for message in old.messages]))
    change(root, *CHANGES)
    assert navina(root, "extract").exit_code == 0
    return root


def _filled(message: CatalogMessage, gaps: Collection[str]) -> CatalogMessage:
    if message.msgid in gaps or message.state is State.TRANSLATED:
        return message
    return replace(message, msgstr=(f"Я {message.msgid}",), comments="Глядзі слоўнік." if message.msgctxt else "")


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Path:
    """Copy that site, for one test."""
    return Path(shutil.copytree(made, tmp_path / "site"))


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Copy the project's own site."""
    for name in ("content", "locale"):
        shutil.copytree(ROOT / name, tmp_path / "sample" / name)
    for name in ("pyproject.toml", "glossary.csv", "words.txt"):
        shutil.copy(ROOT / name, tmp_path / "sample")
    return tmp_path / "sample"


def use(tool: str, root: Path, edit: Edit, *, home: Path) -> None:
    """Put one translation into a catalog: Poedit and pypo do it themselves, before the others it is done by hand."""
    path = path_of(root, edit.domain)
    match tool:
        case "Poedit" | "Poedit, folded lines":
            needs(*desktop.PROGRAMS)
            if tool != "Poedit":
                run("msgcat", f"--output-file={path}", path)
            line = path.read_text().split("\n").index(f'msgid "{edit.msgid}"') + 1
            desktop.translate_in_poedit(path, line=line, text=edit.msgstr, home=home)
        case "pypo":
            needs("pocount")
            run(sys.executable, "-c", PYPO, path, edit.msgid, edit.msgstr)
        case _:
            by_hand(path, edit)
            new = path.with_suffix(".new")
            names = {"po": path, "new": new, "pot": root / f"locale/{edit.domain}.pot"}
            run(*(word.format(**names) for word in COMMANDS[tool].split()))
            if new.exists():
                new.replace(path)


def by_hand(path: Path, edit: Edit) -> None:
    """Fill a message with a text editor."""
    head, empty, tail = path.read_text().partition(f'msgid "{edit.msgid}"\nmsgstr ""\n')
    assert empty
    path.write_text(f'{head}msgid "{edit.msgid}"\nmsgstr "{edit.msgstr}"\n{tail}')


def needs(*programs: str) -> None:
    """Skip the test where a program is not installed."""
    if missing := [name for name in programs if not shutil.which(name)]:
        pytest.skip(f"there is no {', '.join(missing)} here: {ADVICE}")


def run(*words: str | Path, silent: bool = True) -> bytes:
    """Run a program and return what it prints; it must not fail, nor complain where it should be silent."""
    needs(str(words[0]))
    done = subprocess.run(words, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    assert not (silent and done.stderr), done.stderr.decode()
    return done.stdout


def change(root: Path, *changes: tuple[str, str]) -> None:
    """Change the English text as an editor does."""
    path = root / "content/news/day.md"
    text = path.read_text()
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text)


def catalogs(root: Path) -> list[Path]:
    """Return the paths of all catalogs of a site."""
    return sorted(root.glob("locale/*/LC_MESSAGES/*.po"))


def path_of(root: Path, domain: str) -> Path:
    """Return the path of a Belarusian catalog."""
    return root / f"locale/be/LC_MESSAGES/{domain}.po"


def read(root: Path, domain: str) -> Catalog:
    """Read a Belarusian catalog."""
    path = path_of(root, domain)
    return catalog.read(path.name, path.read_bytes(), locale="be")


def messages(root: Path, domain: str, tool: str) -> dict[tuple[bool, Key], CatalogMessage]:
    """Return what a catalog says, without what its layout adds and what the tool is known to lose."""
    known = LOST.get(tool, {})
    every = (replace(each, line=0, **known) for each in read(root, domain).entries)  # type: ignore[arg-type]
    kept = (each for each in every if not (each.obsolete and tool == "msgattrib"))
    return {(each.obsolete, each.key): unfolded(each) for each in kept}


def unfolded(message: CatalogMessage) -> CatalogMessage:
    """Return a message without folds in its note and without what Babel makes of its previous msgid."""
    comments = [line for line in message.comments.split("\n") if not line.startswith(("| ", '"'))]
    return replace(message, note=" ".join(message.note.split()), comments="\n".join(comments))


def translated(before: Mapping[tuple[bool, Key], CatalogMessage], edit: Edit) -> dict[tuple[bool, Key], CatalogMessage]:
    """Return the one message that an edit changes, as it is afterwards."""
    ((place, message),) = [(place, each) for place, each in before.items() if each.msgid == edit.msgid]
    return {place: replace(message, msgstr=(edit.msgstr,))}


def report(root: Path) -> dict[str, list[dict[str, Any]]]:
    """Return what `check` has to say."""
    result: dict[str, list[dict[str, Any]]] = json.loads(navina(root, "check", "--format", "json").output)
    return result


def findings(root: Path) -> set[tuple[str, str, str, str]]:
    """Return what is left to do, as locale, domain, rule and message."""
    found = ((Path(each["path"]), each) for each in report(root)["findings"])
    return {
        (path.parts[1], path.stem, each["id"], each["msgid"]) for path, each in found if each["id"].startswith("state.")
    }


def pieces_of(root: Path, domain: str) -> list[str]:
    """Return the messages of a file as they are written there."""
    return path_of(root, domain).read_text().strip("\n").split("\n\n")


def undated(data: bytes) -> list[bytes]:
    """Return the lines of a catalog but that with the template's date."""
    return [line for line in data.splitlines() if not line.startswith(b'"POT-Creation-Date: ')]


def singular(compiled: Path) -> dict[Key, str]:
    """Return the translations in a compiled catalog, without plurals."""
    return {(each.msgctxt, each.msgid): each.msgstr for each in polib.mofile(str(compiled)) if not each.msgid_plural}
