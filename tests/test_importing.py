"""Tests of the import: what matches, what is filled, what stays."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import catalog, config, importing, stored
from pipeline import site as sites
from pipeline.catalog import CatalogMessage
from pipeline.errors import CatalogError
from pipeline.files import Files
from pipeline.importing import Foreign
from pipeline.message import State
from tests import folders

BODY = "The *hearing* is open, see\n[the plan](x.md).\n\n- one  \n  more\n- two\n\nOpen\n"
ENTRY = f"---\ntitle: Court\ntags: [Open]\n---\n\n{BODY}"
FIRST = "The *hearing* is open, see [the plan](x.md)."
PAGES, SITE = "locale/ru/LC_MESSAGES/pages.po", "locale/ru/LC_MESSAGES/site.po"
OURS = (
    'msgid "Court"\nmsgstr "Суд"\n',
    f'# Keep this.\nmsgid "{FIRST}"\nmsgstr ""\n',
    'msgid ""\n"one\\n"\n"more"\nmsgstr ""\n',
    '#, fuzzy\nmsgid "two"\nmsgstr "дважды"\n',
    'msgid "Open"\nmsgstr ""\n',
    '#~ msgid "Gone"\n#~ msgstr "Ушло"\n',
)
CASES = Path(__file__).parent / "po4a"


def site(root: Path, *ours: str, entry: str = ENTRY) -> sites.Site:
    """Write a site with a Russian catalog and read it."""
    files = {
        "content/a.md": entry,
        "content/x.md": folders.HOME,
        PAGES: folders.catalog(*(ours or OURS), locale="ru"),
        SITE: folders.catalog('msgctxt "tag"\nmsgid "Open"\nmsgstr ""\n', locale="ru"),
    }
    folders.make(root, files)
    return sites.load(config.load(root), Files(root))


def foreign(*messages: str, name: str = "old.po", language: str = "ru") -> Foreign:
    """Return a file to import."""
    return Foreign(name, folders.catalog(*messages, locale=language).encode())


def message(msgid: str, msgstr: str, extra: str = "") -> str:
    """Return a message in PO, its line breaks escaped."""
    one, other = (text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for text in (msgid, msgstr))
    return f'{extra}msgid "{one}"\nmsgstr "{other}"\n'


def bring(
    root: Path, *files: Foreign, ours: tuple[str, ...] = ()
) -> tuple[dict[str, CatalogMessage], importing.Imported]:
    """Import files; return the messages of the catalog by their msgid, and what was done."""
    done = importing.bring_in(site(root, *ours), "ru", files)
    stored.write(done.changes, root, Files(root))
    found = catalog.read(PAGES, (root / PAGES).read_bytes(), locale="ru")
    return {each.msgid: each for each in found.entries}, done


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        (FIRST, "*Слушание* открыто, см. [план](x.md)."),
        ("The *hearing* is open, see\n[the plan](x.md).\n", "*Слушание* открыто,\nсм. [план](x.md).\n"),
        ("The _hearing_ is open, see  [the plan](x.md).", "*Слушание* открыто, см. [план](x.md)."),
        ("> The *hearing* is open, see\n> [the plan](x.md).", "> *Слушание* открыто, см. [план](x.md)."),
        ("- The *hearing* is open, see [the plan](x.md).", "*Слушание* открыто, см. [план](x.md)."),
        ("### The *hearing* is open, see [the plan](x.md). {#a}", "### *Слушание* открыто, см. [план](x.md). {#a}"),
    ],
)
def test_an_empty_message_is_filled(tmp_path: Path, msgid: str, msgstr: str) -> None:
    """Whatever lines and marks the other tool kept, the words are those of the message, and its comment stays."""
    found, done = bring(tmp_path, foreign(message(msgid, msgstr)))
    assert found[FIRST].msgstr == ("*Слушание* открыто, см. [план](x.md).",)
    assert (found[FIRST].state, found[FIRST].comments) == (State.TRANSLATED, "Keep this.")
    (tally,) = done.tallies
    assert (tally.texts, tally.matched, tally.filled, tally.fuzzy, tally.same) == (1, 1, 1, 0, 0)


@pytest.mark.parametrize(
    ("msgid", "msgstr", "expected"),
    [
        ("one\nmore", "один\nещё", "один\nещё"),
        ("one  \nmore\n", "один  \nещё\n", "один\nещё"),
        ("one\\\nmore", "один\\\nещё", "один\nещё"),
        ("- one  \n  more\n", "- один  \n  ещё\n", "один\nещё"),
    ],
)
def test_hard_line_breaks_stay_hard(tmp_path: Path, msgid: str, msgstr: str, expected: str) -> None:
    """A line break that the page shows is one in the translation too."""
    found, _ = bring(tmp_path, foreign(message(msgid, msgstr)))
    assert (found["one\nmore"].msgstr, found["one\nmore"].fuzzy) == ((expected,), False)


def test_lines_that_po4a_tore_apart(tmp_path: Path) -> None:
    """A message that ends with a hard line break goes on in the next."""
    found, done = bring(
        tmp_path, foreign(message("one  \n", "один  \n"), message("more\n", "ещё\n"), message("z", "я"))
    )
    assert found["one\nmore"].msgstr == ("один\nещё",)
    assert [each.line for each in done.tallies[0].unmatched] == [19]


def test_only_what_is_filled_is_written(tmp_path: Path) -> None:
    """Every other byte of the catalog stays, and other catalogs are not touched."""
    before = folders.catalog(*OURS, locale="ru")
    _, done = bring(tmp_path, foreign(message(FIRST, "*С* [п](x.md)")))
    after = (tmp_path / PAGES).read_text()
    assert after == before.replace(f'msgid "{FIRST}"\nmsgstr ""', f'msgid "{FIRST}"\nmsgstr "*С* [п](x.md)"')
    assert [each.path for each in done.changes if each.is_one] == [PAGES]


def test_what_is_there_stays(tmp_path: Path) -> None:
    """A finished translation and a fuzzy one are not replaced; a conflict is named, the same text is none."""
    found, done = bring(tmp_path, foreign(message("Court", "Трибунал"), message("two", "два"), message("Gone", "Нет")))
    assert (found["Court"].msgstr, found["two"].msgstr, found["Gone"].msgstr) == (("Суд",), ("дважды",), ("Ушло",))
    (tally,) = done.tallies
    assert (tally.filled, tally.same) == (0, 0)
    assert [str(each) for each in tally.conflicts] == [
        "old.po:13: the message has another translation, which stays: 'Court'",
        "old.po:16: the message has another translation, which stays: 'two'",
    ]
    assert [str(each) for each in tally.unmatched] == ["old.po:19: no message has this text: 'Gone'"]
    _, again = bring(tmp_path, foreign(message("Court", "Суд")))
    assert (again.tallies[0].same, again.tallies[0].conflicts) == (1, [])


def test_files_that_disagree_leave_it_to_a_person(tmp_path: Path) -> None:
    """The first is filled in as fuzzy, the other one stands in a comment, without the folder that it came from."""
    files = (
        foreign(message(FIRST, "*А* [б](x.md)"), name="a.po"),
        foreign(message(FIRST, "*В* [г](x.md)"), name="jane/b.po"),
        foreign(message(FIRST, "*А* [б](x.md)"), name="c.po"),
    )
    found, done = bring(tmp_path, *files)
    assert (found[FIRST].msgstr, found[FIRST].fuzzy) == (("*А* [б](x.md)",), True)
    assert found[FIRST].comments == "Keep this.\nb.po:13: *В* [г](x.md)"
    assert [(each.filled, each.fuzzy, each.same, len(each.conflicts)) for each in done.tallies] == [
        (1, 1, 0, 0),
        (0, 0, 0, 1),
        (0, 0, 1, 0),
    ]


def test_a_finished_translation_is_better_than_a_fuzzy_one(tmp_path: Path) -> None:
    """Fuzzy ones are taken only where there is nothing else, and stay fuzzy with the text that they were made for."""
    fuzzy = message(FIRST, "*А* [б](x.md)", '#, fuzzy\n#| msgid "Before"\n')
    found, _ = bring(tmp_path, foreign(fuzzy), foreign(message(FIRST, "*В* [г](x.md)")))
    assert (found[FIRST].msgstr, found[FIRST].fuzzy) == (("*В* [г](x.md)",), False)
    found, _ = bring(tmp_path, foreign(fuzzy))
    assert (found[FIRST].msgstr, found[FIRST].fuzzy) == (("*А* [б](x.md)",), True)
    assert found[FIRST].previous_msgid == "Before"


def test_a_changed_structure_is_fuzzy(tmp_path: Path) -> None:
    """A translation that no page could use is there for the translator, and not as finished."""
    found, done = bring(tmp_path, foreign(message(FIRST, "Слушание открыто, см. [план](y.md).")))
    assert (found[FIRST].state, done.tallies[0].fuzzy) == (State.FUZZY, 1)


def test_another_context_is_fuzzy(tmp_path: Path) -> None:
    """The tag and the paragraph have one word; where the file does not say which it means, the tag is not sure."""
    found, _ = bring(tmp_path, foreign(message("Open", "Открыто")))
    tag = catalog.read(SITE, (tmp_path / SITE).read_bytes(), locale="ru").get(("tag", "Open"))
    assert tag is not None
    assert (found["Open"].fuzzy, tag.msgstr, tag.fuzzy) == (False, ("Открыто",), True)


def test_a_near_text_is_not_taken(tmp_path: Path) -> None:
    """One word more is another text."""
    near = FIRST.replace("open", "open again")
    found, done = bring(tmp_path, foreign(message(near, "*А* [б](x.md)")))
    assert found[FIRST].state is State.MISSING
    assert (done.tallies[0].matched, len(done.tallies[0].unmatched)) == (0, 1)


def test_messages_without_a_translation_do_not_count(tmp_path: Path) -> None:
    """An empty message of the other catalog is no offer."""
    found, done = bring(tmp_path, foreign(message(FIRST, " "), message("two", "")))
    assert found[FIRST].state is State.MISSING
    assert done.tallies[0].texts == 0


def test_obsolete_messages_of_the_file_are_of_use(tmp_path: Path) -> None:
    """The text may have come back on this site."""
    found, _ = bring(tmp_path, foreign(f'#~ msgid "{FIRST}"\n#~ msgstr "*А* [б](x.md)"\n'))
    assert found[FIRST].state is State.TRANSLATED


PLURAL = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\n'
FORMS = '{}msgstr[0] "{}"\nmsgstr[1] "{}"\nmsgstr[2] "{}"\n'


def test_plurals(tmp_path: Path) -> None:
    """Three forms fit, Transifex's four too; two do not."""
    four = FORMS.format(PLURAL, "а", "б", "в") + 'msgstr[3] "г"\n'
    transifex = Foreign("t.po", folders.catalog(four, locale="ru").replace("nplurals=3", "nplurals=4").encode())
    two = folders.catalog(PLURAL + 'msgstr[0] "а"\nmsgstr[1] "б"\n', locale="ru").replace("nplurals=3", "nplurals=2")
    ours = (FORMS.format(PLURAL, "", "", ""),)
    for file in (transifex, foreign(FORMS.format(PLURAL, "а", "б", "в"))):
        found, _ = bring(tmp_path, file, ours=ours)
        assert (found["%(n)s day"].msgstr, found["%(n)s day"].fuzzy) == (("а", "б", "в"), False)
    found, done = bring(tmp_path, Foreign("two.po", two.encode()), ours=ours)
    assert found["%(n)s day"].state is State.MISSING
    assert len(done.tallies[0].unmatched) == 1


def test_a_file_of_another_language_is_refused(tmp_path: Path) -> None:
    """Belarusian in the Russian catalogs would be a disaster that nobody sees at once."""
    with pytest.raises(CatalogError) as caught:
        importing.bring_in(site(tmp_path), "ru", [foreign(message(FIRST, "а"), language="be")])
    assert str(caught.value).startswith("old.po:1: the header says that the language is 'be', not 'ru'.")


@pytest.mark.parametrize(
    ("language", "fuzzy"), [("ru_RU", False), ("", False), ("ru@petr1708", True), ("ru@latin", True)]
)
def test_a_variant_of_the_language_is_fuzzy(tmp_path: Path, language: str, fuzzy: bool) -> None:
    """A region is the same language; another orthography or script has to be looked at."""
    found, _ = bring(tmp_path, foreign(message(FIRST, "*А* [б](x.md)"), language=language))
    assert found[FIRST].fuzzy is fuzzy


def test_broken_files_are_all_named(tmp_path: Path) -> None:
    """File and line of each, and nothing is imported from the good one."""
    bad, good = foreign('msgid "x\n', name="bad.po"), foreign(message(FIRST, "*А* [б](x.md)"))
    with pytest.raises(CatalogError) as caught:
        importing.bring_in(site(tmp_path), "ru", [good, bad, Foreign("empty.po", b"")])
    assert [(each.path, each.line) for each in caught.value.problems] == [("bad.po", 13), ("empty.po", 1)]


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """Editors of Windows write one; the file is read only."""
    file = foreign(message(FIRST, "*А* [б](x.md)"))
    found, _ = bring(tmp_path, Foreign(file.name, b"\xef\xbb\xbf" + file.data.replace(b"\n", b"\r\n")))
    assert found[FIRST].state is State.TRANSLATED


def test_without_catalogs_there_is_nothing_to_fill(tmp_path: Path) -> None:
    """The message says what to do first; a broken catalog of ours is named."""
    folders.make(tmp_path)
    bare = sites.load(config.load(tmp_path), Files(tmp_path))
    with pytest.raises(CatalogError, match=r"Run 'navina extract' first\."):
        importing.bring_in(bare, "ru", [])
    with pytest.raises(CatalogError, match=PAGES):
        importing.bring_in(site(tmp_path, 'msgid "x\n'), "ru", [])


def court_report(root: Path) -> sites.Site:
    """Write a site whose entry another project translated with po4a; its catalog is empty."""
    entry = (CASES / "court-report.md").read_bytes()
    others = dict.fromkeys(("content/docs/code.md", "content/docs/method.md"), "---\ntitle: X\n---\n\nM\n")
    folders.make(root, {"content/docs/court-report.md": entry, **others})
    loaded = sites.load_content(config.load(root), Files(root))
    docs = next(each for each in loaded.templates if each.domain == "docs")
    texts = [message(each.message.msgid, "") for each in docs.messages]
    folders.make(root, {"locale/ru/LC_MESSAGES/docs.po": folders.catalog(*texts, locale="ru")})
    return sites.load(config.load(root), Files(root))


def test_a_catalog_of_po4a(tmp_path: Path) -> None:
    """Titles, bullets, tables, quotes and wrapped lines as F-Droid's catalogs have them: at least 96 % match."""
    loaded = court_report(tmp_path)
    data = (CASES / "court-report.ru.po").read_bytes()
    done = importing.bring_in(loaded, "ru", [Foreign("court-report.ru.po", data)])
    (entry,) = [each for each in loaded.entries if each.path.endswith("court-report.md")]
    (change,) = [each for each in done.changes if each.is_one]
    found = catalog.read(change.path, change.new, locale="ru")
    finished = [each for each in entry.messages if each.key in found.translations]
    assert len(entry.messages) > 25
    assert len(finished) >= 0.96 * len(entry.messages)
    assert done.tallies[0].fuzzy == 0
    assert found.translations[None, "In the courtroom"] == "В зале суда"
    assert found.translations[None, "a second hearing in a higher court"] == "второе заседание в вышестоящем суде"
    assert found.translations[None, "relatives;"] == "родственников;"
    assert [re.sub(r".*: ", "", each.text) for each in done.tallies[0].unmatched] == [
        "'[TOC]'",
        "'grep -c verdict reports.txt'",
    ]


@pytest.mark.slow
def test_the_demonstration_by_way_of_po4a(tmp_path: Path) -> None:
    """po4a itself cuts the entries of this repository, `msgen` translates: at least 96 % of the messages match."""
    if not shutil.which("po4a-updatepo"):
        pytest.skip("there is no po4a here: install the package po4a")
    root = Path(__file__).parents[1]
    shutil.copytree(root / "content", tmp_path / "content")
    pot = tmp_path / "all.pot"
    masters = [word for each in sorted(tmp_path.rglob("*.md")) for word in ("-m", str(each))]
    options = [word for option in ("markdown", "neverwrap", "yfm_keys=title,summary") for word in ("-o", option)]
    command = ["po4a-updatepo", "-f", "text", *options, "-M", "UTF-8", *masters, "-p", str(pot)]
    subprocess.run(command, check=True, capture_output=True)
    text = pot.read_text().replace("charset=CHARSET", "charset=UTF-8").replace('"Language: ', '"Language: ru')
    same = subprocess.run(["msgen", "-"], input=text.encode(), check=True, capture_output=True).stdout
    (tmp_path / "pyproject.toml").write_text(folders.SETTINGS)
    texts = [
        each for each in sites.load_content(config.load(tmp_path), Files(tmp_path)).templates if each.domain != "site"
    ]
    for each in texts:
        empty = [CatalogMessage(one.message.msgctxt, one.message.msgid) for one in each.messages]
        target = tmp_path / f"locale/ru/LC_MESSAGES/{each.domain}.po"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(catalog.create(empty, locale="ru", now=datetime(2026, 1, 1, tzinfo=UTC)))
    ready = sites.load(config.load(tmp_path), Files(tmp_path))
    done = importing.bring_in(ready, "ru", [Foreign("all.po", same)])
    total = sum(len(each.messages) for each in texts)
    assert total > 400
    assert done.tallies[0].filled >= 0.96 * total
