"""Tests of the languages that Navina itself speaks: every sentence, complete, with what is to be filled in."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import catalog, ui
from pipeline.message import State
from pipeline.sentence import say
from scripts import messages

FOLDER = Path(messages.PACKAGE) / "locale"
TRANSLATIONS = [language for language in ui.LANGUAGES if language != ui.SOURCE]
_PLACEHOLDER = re.compile(r"%\((\w+)\)s|%%")


def read(language: str) -> catalog.Catalog:
    """Return the catalog of a language."""
    path = FOLDER / language / "LC_MESSAGES" / "navina.po"
    return catalog.read(path, path.read_bytes(), locale=language)


def test_the_template_has_every_sentence() -> None:
    """Whoever writes a sentence runs the script that takes it out: `python -m scripts.messages`."""
    stale = [
        path.name
        for path, data in messages.files(FOLDER, datetime(2026, 1, 1, tzinfo=UTC)).items()
        if path.read_bytes() != data
    ]
    assert stale == [], "run 'python -m scripts.messages' and commit pipeline/locale"


def test_the_template_is_made_of_what_is_said(tmp_path: Path) -> None:
    """Each `say` with words of its own, joined from its parts, once, with all its files."""
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline" / "a.py").write_text(
        'say("one %(a)s " "and two.", a=1)\nsay(word)\nsay("%(a)s", a=2)\n_X = say("three")\nsaid("four")\n'
    )
    (tmp_path / "pipeline" / "b.py").write_text('say("three")\n')
    found = messages.template(tmp_path / "pipeline").messages
    assert [(each.message.msgid, each.references) for each in found] == [
        ("one %(a)s and two.", ("pipeline/a.py",)),
        ("three", ("pipeline/a.py", "pipeline/b.py")),
    ]


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_sentence_is_translated(language: str) -> None:
    """A report is in one language from its first line to its last."""
    missing = [f"{each.line}: {each.msgid}" for each in read(language).messages if each.state is not State.TRANSLATED]
    assert missing == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_has_the_placeholders_of_its_sentence(language: str) -> None:
    """Each as often as the sentence has it or more, no other, and a per cent sign stands for itself."""
    for each in read(language).messages:
        for text in filter(None, each.msgstr):
            assert set(_PLACEHOLDER.findall(text)) == set(_PLACEHOLDER.findall(each.msgid)), each.msgid
            names = dict.fromkeys(filter(None, _PLACEHOLDER.findall(each.msgid)), "x")
            assert not names or text % names


def test_english_is_what_the_sentences_are_written_in() -> None:
    """It needs no catalog."""
    assert ui.LANGUAGES[0] == "en"
    assert ui.translation("en")("not translated.") is None


def test_a_sentence_is_said_in_the_language_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finished translation is used; a fuzzy one or none leaves the English sentence."""
    text = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "the file \'%(name)s\'"\nmsgstr "файл «%(name)s»"\n\n#, fuzzy\nmsgid "old"\nmsgstr "стары"\n'
    )
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda _: text.encode())
    ui._texts.cache_clear()
    translate = ui.translation("be")
    ui._texts.cache_clear()
    assert say("the file '%(name)s'", name="a.po").said(translate) == "файл «a.po»"
    assert say("old").said(translate) == "old"
    assert say("new").said(translate) == "new"
