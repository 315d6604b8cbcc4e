"""What users of other tools complained of: a test for each rule that a complaint bought, and where it is told."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rapidfuzz.fuzz import ratio

from pipeline import catalog, config, parse, update
from pipeline import site as sites
from pipeline.catalog import read_template
from pipeline.files import Files
from pipeline.message import State
from tests import folders
from tests.test_cli import navina, tree

if TYPE_CHECKING:
    from pipeline.catalog import CatalogMessage
    from pipeline.message import Key

ROOT = Path(__file__).parent.parent
NEWS = "content/news/day.md"
PO = "locale/be/LC_MESSAGES/news.po"
MOVED = "death-sentence-rico-krieger.md"
OBSERVERS = "Three observers were let into the room."
NOW = datetime(2026, 6, 7, 12, tzinfo=UTC)

TEXT = """---
title: A day in court
summary: What we saw there
---

The hearing began at nine in the morning.

Two observers were let into the room.

| Was there | answer |
| --------- | ------ |
| a judge   | Yes    |
| an appeal | No     |
| a lawyer  | Yes    |
"""


def translated(root: Path, text: str = TEXT, **more: str) -> Path:
    """Make a site with one entry, or with more of them, and translate every message of it."""
    entries = {NEWS: text} | {f"content/{name}.md": each for name, each in more.items()}
    run(folders.make(root, entries), "extract")
    fill(root)
    assert {each.state for each in messages(root).values()} == {State.TRANSLATED}
    return root


def fill(root: Path) -> None:
    """Give every message without a translation its own text, with a mark before it."""
    for path in root.glob("locale/*/LC_MESSAGES/*.po"):
        old = catalog.read(path.name, path.read_bytes(), locale=path.parts[-3])
        path.write_bytes(catalog.splice(old, [_filled(each) for each in old.entries]))


def _filled(message: CatalogMessage) -> CatalogMessage:
    missing = message.state is State.MISSING and not message.msgid_plural
    return replace(message, msgstr=(f"Я {message.msgid}",)) if missing else message


def run(root: Path, *words: str, code: int = 0) -> str:
    """Run a command that ends as expected, and return what it says."""
    result = navina(root, *words)
    assert result.exit_code == code, result.output
    return result.output


def edit(root: Path, old: str, new: str, path: str = NEWS) -> None:
    """Change one place of a file."""
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), "utf-8")


def messages(root: Path, path: str = PO) -> dict[Key, CatalogMessage]:
    """Return the live messages of a catalog."""
    return {each.key: each for each in _read(root, path) if not each.obsolete}


def obsolete(root: Path, path: str = PO) -> set[str]:
    """Return the texts that are kept at the end of a catalog."""
    return {each.msgid for each in _read(root, path) if each.obsolete}


def _read(root: Path, path: str) -> tuple[CatalogMessage, ...]:
    return tuple(catalog.read(path, (root / path).read_bytes(), locale=Path(path).parts[1]).entries)


def findings(root: Path) -> list[dict[str, Any]]:
    """Return what `check` finds."""
    found: list[dict[str, Any]] = json.loads(navina(root, "check", "--format", "json").output)["findings"]
    return found


def test_no_line_numbers_flood_the_history(tmp_path: Path) -> None:
    """A reference names the file alone, so a paragraph more changes no line of any other message.

    https://github.com/google/mdbook-i18n-helpers/issues/127, https://github.com/google/comprehensive-rust/issues/1753
    """
    root = translated(tmp_path)
    before = (root / PO).read_text("utf-8").splitlines()
    assert {line for line in before if line.startswith("#:")} == {f"#: {NEWS}"}
    edit(root, "The hearing began", "A crowd stood in front of the court house.\n\nThe hearing began")
    run(root, "extract")
    after = (root / PO).read_text("utf-8").splitlines()
    rest = iter(line for line in after if not line.startswith('"POT-Creation-Date'))
    assert all(line in rest for line in before if not line.startswith('"POT-Creation-Date'))
    assert len(after) == len(before) + 5


def test_equal_words_are_one_message_wherever_they_stand(tmp_path: Path) -> None:
    """No context is made of a place: a repeated "Yes" keeps its translation when rows are added, moved and removed.

    https://github.com/WeblateOrg/weblate/issues/17873
    """
    root = translated(tmp_path)
    assert (None, "Yes") in messages(root)
    edit(root, "| a judge   | Yes    |\n", "| a prosecutor | Yes |\n| a clerk | No |\n")
    run(root, "extract")
    found = messages(root)
    assert [key for key in found if key[1] == "Yes"] == [(None, "Yes")]
    assert found[None, "Yes"].state is found[None, "No"].state is State.TRANSLATED
    assert all(msgctxt is None for msgctxt, _ in found)


def test_a_great_loss_is_not_silent(tmp_path: Path) -> None:
    """An extract that would set many finished translations aside stops, names each, and writes nothing.

    https://github.com/google/comprehensive-rust/issues/1311: 1,387 translations were 325 after a refresh.
    """
    body = "\n\n".join(f"Witness {letter} told the observers what happened that day." for letter in "ABCDEFGHIJKL")
    root = translated(tmp_path, f"{TEXT}\n{body}\n")
    before = tree(root / "locale")
    (root / NEWS).write_text("---\ntitle: Soon\n---\n\nTo be written.\n", "utf-8")
    said = run(root, "extract", code=1)
    assert "--accept-loss" in said
    assert all(f"Witness {letter} told" in said for letter in "ABCDEFGHIJKL")
    assert tree(root / "locale") == before
    run(root, "extract", "--accept-loss")
    assert len(obsolete(root)) > 12


def test_guesses_are_not_absurd(tmp_path: Path) -> None:
    """Nothing is guessed for one or two words; a guess says what it was made for, and never counts as finished.

    https://github.com/google/comprehensive-rust/issues/918 ("Storing Books" became "String"),
    https://github.com/google/comprehensive-rust/pull/3184 (25 wrong guesses mended by hand)
    """
    root = translated(tmp_path, f"{TEXT}\n## Storing Books\n\nThe court sentenced nobody on Monday.\n")
    edit(root, "Storing Books", "String")
    edit(root, "The hearing began at nine", "The hearing began at ten")
    run(root, "extract")
    found = messages(root)
    assert found[None, "String"].state is State.MISSING
    guess = found[None, "The hearing began at ten in the morning."]
    assert (guess.state, guess.msgstr) == (State.FUZZY, ("Я The hearing began at nine in the morning.",))
    assert guess.previous_msgid == "The hearing began at nine in the morning."
    assert '#| msgid "The hearing began at nine in the morning."\n' in (root / PO).read_text("utf-8")


NUMBER = ("took 12 persons to court.", "took 15 people to courts.", "took 12 people to courts.")
NEGATION = ("was not allowed to read it.", "was now allowed to read it all.", "was not allowed to read it all.")


@pytest.mark.parametrize("texts", [NUMBER, NEGATION], ids=["number", "negation"])
def test_a_number_or_a_negation_weighs_more_than_letters(tmp_path: Path, texts: tuple[str, str, str]) -> None:
    """Of two old texts that are near, the one with the same numbers and negations is offered, not the more alike one.

    https://github.com/google/comprehensive-rust/pull/3184
    """
    near, misleading, new = (f"The guard {each}" for each in texts)
    assert ratio(misleading, new) > ratio(near, new)
    root = translated(tmp_path, f"---\ntitle: Guards\n---\n\n{misleading}\n\n{near}\n")
    (root / NEWS).write_text(f"---\ntitle: Guards\n---\n\n{new}\n", "utf-8")
    run(root, "extract")
    assert messages(root)[None, new].previous_msgid == near


def test_a_source_may_be_formatted_anew(tmp_path: Path) -> None:
    """Other line breaks, list marks and table widths are no other text: no message changes by them.

    https://github.com/google/mdbook-i18n-helpers/issues/19, https://github.com/QubesOS/qubes-issues/issues/2639
    """
    root = translated(tmp_path, f"{TEXT}\n- a long item\n- another one\n")
    before = tree(root / "locale")
    edit(root, "began at nine in", "began\nat nine\n in")
    edit(root, "| a judge   | Yes    |", "|a judge|Yes|")
    edit(root, "- a long item\n- another one", "*   a long\n    item\n*   another one")
    assert run(root, "extract").startswith("Nothing to do")
    assert tree(root / "locale") == before


def test_a_date_alone_is_no_change(tmp_path: Path) -> None:
    """A day later, with the same text, no file is written; the date moves with the messages only.

    https://github.com/sphinx-doc/sphinx/issues/3443, https://github.com/jamulussoftware/jamuluswebsite/issues/590
    """
    root = folders.make(tmp_path, {NEWS: TEXT})
    _update(root, NOW)
    before = tree(root / "locale")
    _update(root, NOW + timedelta(days=1))
    assert tree(root / "locale") == before
    edit(root, "Two observers", "Three observers")
    _update(root, NOW + timedelta(days=2))
    changed = {path for path, data in tree(root / "locale").items() if data != before[path]}
    assert changed == {"news.pot", "be/LC_MESSAGES/news.po", "ru/LC_MESSAGES/news.po"}
    assert b'"POT-Creation-Date: 2026-06-09 12:00+0000\\n"' in (root / "locale/news.pot").read_bytes()


def _update(root: Path, now: datetime) -> None:
    files = Files(root)
    site = sites.load_content(config.load(root), files)
    update.update(root, site.templates, site.settings.locales, files=files, now=now)


def test_lines_are_broken_as_gettext_breaks_them(tmp_path: Path) -> None:
    """What Navina creates, and what `fmt` makes of another tool's file, are the bytes of `msgcat --no-wrap`.

    https://github.com/google/comprehensive-rust/issues/689, https://github.com/google/comprehensive-rust/issues/1359
    """
    if not shutil.which("msgcat"):
        pytest.skip("there is no msgcat here: install GNU gettext")
    root = translated(tmp_path)
    ours = (root / PO).read_bytes()
    assert _msgcat(root / PO, "--no-wrap") == ours
    (root / PO).write_bytes(_msgcat(root / PO, "--width=30"))
    assert (root / PO).read_bytes() != ours
    run(root, "fmt")
    assert (root / PO).read_bytes() == ours


def _msgcat(path: Path, *words: str) -> bytes:
    return subprocess.run(["msgcat", *words, path], check=True, capture_output=True).stdout


def test_an_author_tells_equal_words_apart(tmp_path: Path) -> None:
    """A context makes a second message of the same words, a comment reaches the translator, code can be left out.

    https://github.com/google/mdbook-i18n-helpers/issues/184, https://github.com/mquinson/po4a/issues/627
    """
    text = (
        "---\ntitle: Notes\n---\n\n## Report\n\n<!-- i18n:context: verb -->\n## Report\n\n"
        "<!-- i18n:comment: the newspaper -->\nMercury wrote.\n\n<!-- i18n:skip -->\nSELECT 1\n\n"
        "<!-- i18n:skip-start -->\n- one\n- two\n<!-- i18n:skip-end -->\n"
    )
    found = messages(translated(tmp_path, text))
    assert set(found) == {(None, "Notes"), (None, "Report"), ("verb", "Report"), (None, "Mercury wrote.")}
    assert "the newspaper" in found[None, "Mercury wrote."].note


def test_front_matter_is_neither_destroyed_nor_one_lump(tmp_path: Path) -> None:
    """Each key that can be translated is a message of its own; the file is never written, the others never translated.

    https://github.com/mondeja/mdpo/issues/228, https://github.com/mquinson/po4a/issues/196
    """
    text = "---\n# ours\naliases: [old]\nsummary: 'What: we saw'\ndraft: false\ntitle: A day\n---\n\nText.\n"
    root = translated(tmp_path, text)
    assert set(messages(root)) == {(None, "A day"), (None, "What: we saw"), (None, "Text.")}
    run(root, "build")
    assert (root / NEWS).read_text("utf-8") == text


def test_a_message_is_a_leaf_and_no_whole_table() -> None:
    """A cell, an item, a paragraph of a quotation or of an admonition: each is one message.

    https://github.com/mquinson/po4a/issues/378
    """
    text = (
        "| A one | B two |\n| --- | --- |\n| C three | D four |\n\n> E five\n>\n> F six\n\n"
        '!!! note "G seven"\n    H eight\n\n    I nine\n\n- J ten\n    - K eleven\n'
    )
    assert [each.msgid for each in parse(text).messages] == [
        "A one", "B two", "C three", "D four", "E five", "F six", "G seven", "H eight", "I nine", "J ten", "K eleven",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        "Чытайце план.",
        "Чытайце [план](http://evil.example/).",
        "Чытайце [план] (https://example.org/).",
        "Чытайце <b>[план](https://example.org/)</b>.",
    ],
)
def test_a_lost_or_broken_link_is_found_and_refused(tmp_path: Path, wrong: str) -> None:
    """A translation without the link of its text, or with another one, is named with its line, and on no page.

    https://github.com/translate/translate/issues/6230, https://github.com/WeblateOrg/weblate/issues/3649,
    https://github.com/mquinson/po4a/issues/290
    """
    root = translated(tmp_path, f"{TEXT}\nRead [the plan](https://example.org/).\n")
    edit(root, "Я Read [the plan](https://example.org/).", wrong, PO)
    found = [each for each in findings(root) if each["severity"] == "error"]
    assert {(each["path"], each["msgid"]) for each in found} == {(PO, "Read [the plan](https://example.org/).")}
    lines = (root / PO).read_text("utf-8").splitlines()
    assert all(wrong in "".join(lines[each["line"] - 1 : each["line"] + 5]) for each in found)
    run(root, "build")
    page = (root / "build/be/news/day.html").read_text("utf-8")
    assert 'href="https://example.org/"' in page
    assert "Чытайце" not in page


@pytest.mark.parametrize("wrong", ["```", "<div>", "[a][b", "# # #", "> > >", "![", "*" * 999, "[" * 99, "<!-- "])
def test_one_wrong_translation_breaks_one_message(tmp_path: Path, wrong: str) -> None:
    """Whatever is written into one translation, the page is built, and all other messages of it are translated.

    https://github.com/mquinson/po4a/issues/558
    """
    root = translated(tmp_path)
    edit(root, "Я Two observers were let into the room.", wrong, PO)
    run(root, "build")
    page = (root / "build/be/news/day.html").read_text("utf-8").replace("\u00a0", " ")
    assert "Я The hearing began at nine in the morning." in page
    assert page.count(">Я Yes</td>") == 2
    assert page.rstrip().endswith("</html>")


def test_an_outdated_translation_is_told_from_a_current_one(tmp_path: Path) -> None:
    """A changed text makes its translation fuzzy: counted by `status`, named by `check`, shown in English and marked.

    https://github.com/open-telemetry/opentelemetry.io/issues/4582, https://github.com/expressjs/expressjs.com/issues/1321
    """
    root = translated(tmp_path)
    edit(root, "Two observers were let into the room.", OBSERVERS)
    run(root, "extract")
    states = [each for each in findings(root) if "/be/" in each["path"] and each["id"].startswith("state.")]
    assert [(each["id"], each["path"], each["msgid"]) for each in states] == [("state.fuzzy", PO, OBSERVERS)]
    run(root, "build")
    page = (root / "build/be/news/day.html").read_text("utf-8")
    assert f'<p lang="en">{OBSERVERS}</p>' in page
    assert "Я Two observers" not in page


def test_a_catalog_decides_neither_language_nor_address(tmp_path: Path) -> None:
    """Keys that place a page are no messages: nobody can publish one language under another by translating them.

    https://github.com/jamulussoftware/jamuluswebsite/issues/883
    """
    text = "---\ntitle: A day\ndate: 2024-06-07\naliases: [old-day]\n---\n\nText.\n"
    root = translated(tmp_path, text)
    template = read_template("locale/news.pot", (root / "locale/news.pot").read_bytes())
    assert {each.message.msgid for each in template.messages} == {"A day", "Text."}
    run(root, "build")
    for locale in ("en", "be", "ru"):
        assert f'<html lang="{locale}"' in (root / f"build/{locale}/news/day.html").read_text("utf-8")


def test_the_same_words_may_be_the_translation(tmp_path: Path) -> None:
    """A name that is written alike in both languages counts as translated.

    https://github.com/sphinx-doc/sphinx/issues/11546
    """
    root = translated(tmp_path, f"{TEXT}\nHuman Constanta\n")
    edit(root, 'msgstr "Я Human Constanta"', 'msgstr "Human Constanta"', PO)
    assert messages(root)[None, "Human Constanta"].state is State.TRANSLATED
    assert [each for each in findings(root) if each["severity"] not in ("warning", "info")] == []
    run(root, "build")
    assert "<p>Human Constanta</p>" in (root / "build/be/news/day.html").read_text("utf-8")


def test_another_way_to_cut_loses_no_translation(tmp_path: Path) -> None:
    """A tool that took lists and quotations whole leaves its catalog behind: its translations are found by their text.

    https://github.com/google/mdbook-i18n-helpers (`mdbook-i18n-normalize` is its only remedy)
    """
    root = folders.make(
        tmp_path, {NEWS: "---\ntitle: A day\n---\n\nA *first*\nparagraph.\n\n- one thing\n- two things\n"}
    )
    run(root, "extract")
    lump = 'msgid ""\n"- one thing\\n"\n"- two things"\nmsgstr ""\n"- адна рэч\\n"\n"- дзве рэчы"\n'
    wrapped = 'msgid ""\n"A *first*\\n"\n"paragraph."\nmsgstr "Першы *абзац*."\n'
    (tmp_path / "old.po").write_text(folders.catalog(lump, wrapped), "utf-8")
    run(root, "import", str(tmp_path / "old.po"), "--locale", "be")
    found = {msgid: (each.msgstr, each.state) for (_, msgid), each in messages(root).items()}
    assert found["A *first* paragraph."] == (("Першы *абзац*.",), State.TRANSLATED)
    assert [found[each][0] for each in ("one thing", "two things")] == [("адна рэч",), ("дзве рэчы",)]


def test_an_entry_of_this_site_moves_to_another_section(tmp_path: Path) -> None:
    """`git mv` of a real entry, then extract: nothing is fuzzy, nothing missing, in both locales.

    https://github.com/google/comprehensive-rust/issues/1311
    """
    for name in ("content", "locale"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("pyproject.toml", "glossary.csv", "words.txt"):
        shutil.copy(ROOT / name, tmp_path)
    _git(tmp_path, "init", "--quiet")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "mv", f"content/news/{MOVED}", f"content/reports/{MOVED}")
    assert run(tmp_path, "extract").endswith(" 0 fuzzy.\n")
    assert run(tmp_path, "check").endswith("no findings\n")
    for locale in ("be", "ru"):
        for domain in ("news", "reports"):
            found = messages(tmp_path, f"locale/{locale}/LC_MESSAGES/{domain}.po").values()
            assert {each.state for each in found} == {State.TRANSLATED}


def _git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)
