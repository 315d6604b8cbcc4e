"""Tests of spelling: dictionaries, the site's words, what is said where something is not installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline import spelling
from pipeline.errors import ConfigError
from pipeline.spelling import Speller, Words, read_words

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
AFFIXES = "SET UTF-8\nSFX A Y 2\nSFX A 0 а .\nSFX A 0 амі .\n"


def write(folder: Path, name: str, words: str) -> None:
    """Write a tiny dictionary."""
    lines = words.split()
    (folder / f"{name}.aff").write_text(AFFIXES, encoding="utf-8")
    (folder / f"{name}.dic").write_text("\n".join([str(len(lines)), *lines, ""]), encoding="utf-8")


def refused(look: Callable[[], object]) -> list[str]:
    """Return what is said against something, a line each."""
    with pytest.raises(ConfigError) as caught:
        look()
    return str(caught.value).split("\n")


def test_a_dictionary_of_hunspell_is_read_with_its_endings(tmp_path: Path) -> None:
    """Each locale by its own, each with the site's words; the signs are those of the text."""
    pytest.importorskip("spylls")
    write(tmp_path, "be_BY", "суд/A аб'ект/A")
    write(tmp_path, "ru_RU", "объект/A")
    found = spelling.load(["be", "ru"], words=Words(frozenset({"Храсько"})), folders=(tmp_path,))
    words = ["судамі", "Суд", "аб’екта", "судах", "объекта", "Храсько"]
    assert [found["be"].knows(each) for each in words] == [True, True, True, False, False, True]
    assert [found["ru"].knows(each) for each in words] == [False, False, False, False, True, True]


def test_every_dictionary_that_is_missing_is_named_with_what_to_install(tmp_path: Path) -> None:
    """At the line of the settings that wants it."""
    pytest.importorskip("spylls")
    write(tmp_path, "ru_RU", "суд")
    (tmp_path / "be_BY.dic").write_text("0\n", encoding="utf-8")  # half of one is none
    where = f"pyproject.toml:9: there is no dictionary for '%s' in '{tmp_path}'."
    assert refused(lambda: spelling.load(["be", "ru", "pl"], folders=(tmp_path,), line=9)) == [
        f"{where % 'be'} Install 'hunspell-be' (Debian), or leave spelling off for now.",
        f"{where % 'pl'} Install one for Hunspell, or leave spelling off for now.",
    ]


def test_a_missing_extra_is_named_before_any_dictionary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever lacks both needs the package first."""
    monkeypatch.setattr(spelling, "find_spec", lambda _: None)
    assert refused(lambda: spelling.load(["be"], folders=(tmp_path,), line=3)) == [
        "pyproject.toml:3: spelling is checked with the package spylls, which is not installed. "
        "Run 'pip install navina[spelling]'."
    ]


def test_a_broken_dictionary_is_named(tmp_path: Path) -> None:
    """By its path, as it is no file of the site."""
    pytest.importorskip("spylls")
    write(tmp_path, "be_BY", "суд")
    (tmp_path / "be_BY.dic").write_text("this is no number\n", encoding="utf-8")
    (tmp_path / "be_BY.aff").write_text("SET no-such-encoding\n", encoding="utf-8")
    [said] = refused(lambda: spelling.load(["be"], folders=(tmp_path,)))
    assert said.startswith(f"{tmp_path}/be_BY.aff: cannot be read as a dictionary of Hunspell: ")
    assert said.endswith("Install it anew.")


def test_a_dictionary_is_looked_for_in_every_folder_under_every_name(tmp_path: Path) -> None:
    """The first folder counts most; the classical orthography has dictionaries of its own."""
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        write(folder, "be-official", "суд")
    write(second, "be_BY", "суд")
    write(second, "be-classic", "суд")
    write(second, "de_DE", "Recht")
    assert spelling.find("be", (first, second)) == first / "be-official"
    assert spelling.find("be", (second,)) == second / "be_BY"
    assert spelling.find("be-tarask", (first, second)) == second / "be-classic"
    assert spelling.find("de", (first, second)) == second / "de_DE"
    assert spelling.find("ru", (first, second)) is None


def test_a_word_is_looked_up_once() -> None:
    """However often the texts of a site have it."""
    asked = []

    def look_up(word: str) -> bool:
        asked.append(word)
        return word == "суд"

    speller = Speller(look_up)
    assert [speller.knows(each) for each in ("суд", "сад", "суд", "сад")] == [True, False, True, False]
    assert asked == ["суд", "сад"]


def test_what_a_hyphen_joins_is_right_where_its_parts_are() -> None:
    """Abbreviations in capitals and single letters are nobody's mistake."""
    speller = Speller({"анлайн", "зварот", "тэлеграм"}.__contains__)
    right = ("анлайн-зварот", "ЛГБТК-зварот", "а-зварот", "тэлеграм‑зварот")
    assert [each for each in right if not speller.knows(each)] == []
    assert not speller.knows("анлайн-зварод")


def test_a_lemma_stands_for_its_forms_and_not_for_more() -> None:
    """All but two letters of it must stay, and four at least; ё is е, and an apostrophe any."""
    words = Words(frozenset({"праваабарончы", "сям’я", "тэг", "счёт"}))
    assert all(map(words.has, ("праваабарончага", "сям'ёю", "сям’і", "тэгаў", "счета")))
    assert not any(map(words.has, ("праваабарот", "сям", "тэкст", "счастье", "")))


def test_a_list_of_words_has_remarks_and_no_phrases() -> None:
    """Each line that is wrong is named."""
    assert read_words("words.txt", "\ufeff# ours\nКДБ\n\n  ЕС # Europe\n".encode()).lemmas == {"КДБ", "ЕС"}
    assert refused(lambda: read_words("words.txt", b"a\nb c\nd e f\n")) == [
        "words.txt:2: 'b c' is more than one word. Write each on a line of its own.",
        "words.txt:3: 'd e f' is more than one word. Write each on a line of its own.",
    ]
    assert refused(lambda: read_words("words.txt", b"a\n\xff\n")) == [
        "words.txt:2: is not UTF-8 text. Save the file as UTF-8."
    ]


def test_an_empty_list_of_words_knows_none() -> None:
    """A site may begin with nothing."""
    assert not read_words("words.txt", b"").has("суд")


def test_the_words_of_the_sample_site_can_be_read() -> None:
    """They are in no dictionary, and on the site."""
    words = read_words("words.txt", (ROOT / "words.txt").read_bytes())
    assert words.has("палітвязнямі")
    assert words.has("Колесниковой")


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["be", "ru"])
def test_the_sample_site_is_quiet_with_the_systems_dictionaries(locale: str) -> None:
    """What no dictionary knows of its texts is in its list of words, or it is a mistake."""
    from pipeline import config
    from pipeline import site as sites
    from pipeline.checks import Request, Selection, run
    from pipeline.files import Files

    pytest.importorskip("spylls")
    if spelling.find(locale) is None:
        pytest.skip(f"there is no dictionary for '{locale}' here: run scripts/bring-tools PYTHON --foreign")
    words = read_words("words.txt", (ROOT / "words.txt").read_bytes())
    extra = {"spelling": spelling.load([locale], words=words)}
    site = sites.load(config.load(ROOT), Files(ROOT))
    result = run(site, [locale], Request(Selection(only=["spelling"]), extra=extra))
    assert [str(each.message) for each in result.findings] == []


@pytest.mark.slow
def test_the_systems_dictionaries_know_what_is_right_and_not_what_is_wrong() -> None:
    """Each word as the rule gives it: with the apostrophe of the text, with ў at its beginning."""
    pytest.importorskip("spylls")
    if spelling.find("be") is None:
        pytest.skip("there is no Belarusian dictionary here: run scripts/bring-tools PYTHON --foreign")
    speller = spelling.load(["be"])["be"]
    assert all(map(speller.knows, ("аб’ект", "сёння", "ўлады", "суддзямі", "Мінску", "праваабаронца")))
    assert not any(map(speller.knows, ("обьект", "аб’эктт", "сегодня", "суддз", "Минске")))
