"""An update brings all catalogs of a site up to date, or leaves every one as it is."""

from __future__ import annotations

import errno
import os
import subprocess
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from pipeline import update as updating
from pipeline.catalog import Located, Template, read, read_template
from pipeline.errors import BuildError, CatalogError
from pipeline.files import Changed, Files
from pipeline.merge import Limits
from pipeline.message import Message, State
from pipeline.update import Summary, update

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path, PurePath
    from typing import BinaryIO

    from pipeline.message import Key

NOW = datetime(2026, 3, 25, 12, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
LOCALES = ("be", "ru")
BE_NEWS = "locale/be/LC_MESSAGES/news.po"
RU_NEWS = "locale/ru/LC_MESSAGES/news.po"

COURT = "The court in Minsk fined five people."
LETTER = "Write a letter to a political prisoner today."


def template(domain: str, *texts: str) -> Template:
    """Make a template of paragraphs of one entry."""
    return Template(domain, tuple(Located(Message(text), (f"content/{domain}/a.md",)) for text in texts))


def run(
    root: Path,
    *templates: Template,
    files: Files | None = None,
    locales: Sequence[str] = LOCALES,
    now: datetime = NOW,
    accept_loss: bool = False,
    limits: Limits | None = None,
    shipped: Mapping[str, Mapping[Key, tuple[str, ...]]] | None = None,
) -> tuple[Summary, ...]:
    """Update a site."""
    return update(
        root,
        templates,
        locales,
        files=files or Files(root),
        now=now,
        shipped=shipped,
        accept_loss=accept_loss,
        limits=limits,
    )


def translate(path: Path, *pairs: tuple[str, str]) -> None:
    """Fill a catalog as a translator's editor does."""
    text = path.read_text(encoding="utf-8")
    for msgid, msgstr in pairs:
        empty = f'msgid "{msgid}"\nmsgstr ""\n'
        assert empty in text
        text = text.replace(empty, f'msgid "{msgid}"\nmsgstr "{msgstr}"\n')
    path.write_text(text, encoding="utf-8")


def tree(root: Path) -> dict[str, bytes]:
    """Return all files of a site with their bytes."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def states(root: Path, path: str = BE_NEWS) -> dict[str, tuple[str, State | None]]:
    """Return the first text and the state of each message of a catalog; an obsolete one has none."""
    entries = read(path, (root / path).read_bytes(), locale="be").entries
    return {entry.msgid: (entry.msgstr[0], None if entry.obsolete else entry.state) for entry in entries}


class Diary(Files):
    """The real file system, with a list of the files that are written, and a hook before each."""

    def __init__(self, root: Path, before: Callable[[Path], None] = lambda _: None) -> None:
        super().__init__(root)
        self.before = before
        self.written: list[str] = []

    def rename(self, temporary: Path, path: Path) -> None:
        """Note the file."""
        super().rename(temporary, path)
        assert self.root is not None
        self.written.append(path.relative_to(self.root).as_posix())

    def replace(self, path: Path, data: bytes, *, expected: bytes | None) -> bool:
        """Let somebody else come first."""
        self.before(path)
        return super().replace(path, data, expected=expected)


# --- the usual way ---


def test_first_update(tmp_path: Path) -> None:
    """Templates and a catalog of each domain in each locale appear where gettext's tools look for them."""
    done = run(tmp_path, template("news", COURT, LETTER), template("site", "Home"), locales=("be", "be-tarask"))
    assert list(tree(tmp_path)) == [
        "locale/be/LC_MESSAGES/news.po",
        "locale/be/LC_MESSAGES/site.po",
        "locale/be@tarask/LC_MESSAGES/news.po",
        "locale/be@tarask/LC_MESSAGES/site.po",
        "locale/news.pot",
        "locale/site.pot",
    ]
    assert done == tuple(
        Summary(locale, domain, kept=0, new=new, fuzzy=0, obsolete=0, revived=0, changed=True)
        for locale in ("be", "be-tarask")
        for domain, new in (("news", 2), ("site", 1))
    )
    assert b'"Language: be@tarask\\n"' in tree(tmp_path)["locale/be@tarask/LC_MESSAGES/news.po"]


def test_gettext_agrees(tmp_path: Path) -> None:
    """`msgfmt -c` is silent on every catalog, before and after a change, and `msgcat` would not change a byte."""
    run(tmp_path, template("news", COURT, LETTER))
    translate(tmp_path / BE_NEWS, (COURT, "Суд"), (LETTER, "Ліст"))
    run(tmp_path, template("news", COURT.replace("five", "six"), "New"))
    for name, data in tree(tmp_path).items():
        assert subprocess.run(["msgcat", "--no-wrap", "-"], input=data, capture_output=True, check=True).stdout == data
        if name.endswith(".po"):
            done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", "-"], input=data, capture_output=True, check=True)
            assert done.stderr == b""


def test_twice_is_once(tmp_path: Path) -> None:
    """A second update, on another day, writes no file and says that nothing changed."""
    templates = (template("news", COURT, LETTER), template("site", "Home"))
    run(tmp_path, *templates)
    before = tree(tmp_path)
    files = Diary(tmp_path)
    done = run(tmp_path, *templates, files=files, now=LATER)
    assert files.written == []
    assert tree(tmp_path) == before
    assert not any(summary.changed for summary in done)
    assert [summary.kept for summary in done] == [2, 1, 2, 1]


def test_only_what_changes_is_written(tmp_path: Path) -> None:
    """A change in one domain leaves the files of the others alone; catalogs are written before their template."""
    run(tmp_path, template("news", COURT), template("site", "Home"))
    files = Diary(tmp_path)
    done = run(tmp_path, template("news", COURT, LETTER), template("site", "Home"), files=files, now=LATER)
    assert files.written == [BE_NEWS, RU_NEWS, "locale/news.pot"]
    assert [(summary.domain, summary.changed) for summary in done] == [
        ("news", True),
        ("site", False),
        ("news", True),
        ("site", False),
    ]
    assert b"POT-Creation-Date: 2026-03-28" in tree(tmp_path)["locale/news.pot"]
    assert b"POT-Creation-Date: 2026-03-25" in tree(tmp_path)["locale/site.pot"]


def test_only_templates_that_change_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that stays holds what the new one does, whatever its line ends; one that changes tells the places."""
    run(tmp_path, template("news", COURT), template("site", "Home"))
    (tmp_path / "locale/site.pot").write_bytes((tmp_path / "locale/site.pot").read_bytes().replace(b"\n", b"\r\n"))
    asked = []

    def listed(path: PurePath, data: bytes) -> Template:
        asked.append(path.name)
        return read_template(path, data)

    monkeypatch.setattr(updating, "read_template", listed)
    before = tree(tmp_path)
    run(tmp_path, template("news", COURT), template("site", "Home"), now=LATER)
    assert asked == []
    assert tree(tmp_path) == before
    run(tmp_path, template("news", LETTER), template("site", "Home"), now=LATER)
    assert asked == ["news.pot"]


def test_changes_are_merged(tmp_path: Path) -> None:
    """A changed text is fuzzy by the place that the old template knows, a removed one obsolete; the summary says so."""
    run(tmp_path, template("news", COURT, LETTER, "Gone for good now"))
    translate(tmp_path / BE_NEWS, (COURT, "Суд"), (LETTER, "Ліст"), ("Gone for good now", "Няма"))
    new = COURT.replace("five", "six")
    first, second = run(tmp_path, template("news", new, "Brand new", LETTER))
    assert first == Summary("be", "news", kept=1, new=1, fuzzy=1, obsolete=1, revived=0, changed=True)
    assert second == Summary("ru", "news", kept=1, new=2, fuzzy=0, obsolete=0, revived=0, changed=True)
    assert states(tmp_path) == {
        new: ("Суд", State.FUZZY),
        "Brand new": ("", State.MISSING),
        LETTER: ("Ліст", State.TRANSLATED),
        "Gone for good now": ("Няма", None),
    }
    back = run(tmp_path, template("news", new, "Brand new", LETTER, "Gone for good now"))
    assert back[0].revived == 1
    assert states(tmp_path)["Gone for good now"] == ("Няма", State.TRANSLATED)


def test_the_old_template_knows_the_place(tmp_path: Path) -> None:
    """What stood in a place is asked of the old template: a catalog may have an order of its own."""
    run(tmp_path, template("news", COURT, LETTER))
    translate(tmp_path / BE_NEWS, (COURT, "Суд"), (LETTER, "Ліст"))
    header, court, letter = (tmp_path / BE_NEWS).read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    (tmp_path / BE_NEWS).write_text("\n\n".join([header, letter, court]) + "\n", encoding="utf-8")
    new = "A court in Brest fines five of the men."
    run(tmp_path, template("news", new, LETTER))
    assert states(tmp_path)[new] == ("Суд", State.FUZZY)


def test_shipped_translations(tmp_path: Path) -> None:
    """The theme's translations fill the domain `site` of their own locale, and no other domain."""
    shipped: dict[str, dict[Key, tuple[str, ...]]] = {
        "be": {(None, "Home"): ("Галоўная",)},
        "ru": {(None, "Home"): ("Главная",)},
    }
    run(tmp_path, template("site", "Home"), template("news", "Home"), shipped=shipped)
    assert states(tmp_path, "locale/be/LC_MESSAGES/site.po") == {"Home": ("Галоўная", State.TRANSLATED)}
    assert states(tmp_path, "locale/ru/LC_MESSAGES/site.po") == {"Home": ("Главная", State.TRANSLATED)}
    assert states(tmp_path, BE_NEWS) == {"Home": ("", State.MISSING)}


# --- what is wrong ---


def test_all_problems_at_once(tmp_path: Path) -> None:
    """Broken catalogs and templates and unknown locales are told together, and nothing is written."""
    run(tmp_path, template("news", COURT), template("site", "Home"), locales=("be", "ru", "be-tarask", "uk"))
    (tmp_path / BE_NEWS).write_bytes((tmp_path / BE_NEWS).read_bytes().replace(b'msgstr ""\n"Proj', b'msgstr "\n"Proj'))
    (tmp_path / RU_NEWS).write_bytes(b"\xef\xbb\xbf" + (tmp_path / RU_NEWS).read_bytes() + b"stray\n")
    (tmp_path / "locale/site.pot").write_bytes((tmp_path / "locale/site.pot").read_bytes() + b"<<<<<<< HEAD\n")
    before = tree(tmp_path)
    with pytest.raises(CatalogError) as caught:
        run(tmp_path, template("news", COURT, LETTER), template("site", "Home"))
    assert tree(tmp_path) == before
    assert [(problem.path, problem.line) for problem in caught.value.problems] == [
        (BE_NEWS, 2),
        ("locale/be@tarask", 0),
        (RU_NEWS, 1),
        (RU_NEWS, before[RU_NEWS].count(b"\n")),
        ("locale/site.pot", 0),
        ("locale/site.pot", before["locale/site.pot"].count(b"\n")),
        ("locale/uk", 0),
    ]
    unknown = str(caught.value.problems[1])
    assert unknown == (
        "locale/be@tarask: 'be@tarask' is a locale that the settings do not name. "
        "Add 'be-tarask' to 'locales' in pyproject.toml, or remove the folder."
    )


def test_what_is_no_catalog_of_ours(tmp_path: Path) -> None:
    """Hidden files of editors, notes, and folders without catalogs are nobody's locale or domain."""
    run(tmp_path, template("news", COURT))
    for name in ("be/LC_MESSAGES/.news.po", "be/LC_MESSAGES/news.po~", "be/LC_MESSAGES/news.mo", ".old.pot", "README"):
        (tmp_path / "locale" / name).write_bytes(b"no catalog")
    (tmp_path / "locale" / "uk" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "locale" / "uk" / "LC_MESSAGES" / ".gitkeep").write_bytes(b"")
    before = tree(tmp_path)
    assert [summary.domain for summary in run(tmp_path, template("news", COURT))] == ["news", "news"]
    assert tree(tmp_path) == before


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A folder in a catalog's place is a problem among the others, not a traceback."""
    (tmp_path / BE_NEWS).mkdir(parents=True)
    (tmp_path / RU_NEWS).parent.mkdir(parents=True)
    (tmp_path / RU_NEWS).write_bytes(b"")
    with pytest.raises(CatalogError) as caught:
        run(tmp_path, template("news", COURT))
    assert [problem.path for problem in caught.value.problems] == [BE_NEWS, RU_NEWS]
    assert not (tmp_path / "locale/news.pot").exists()


# --- the guard ---

MANY = tuple(f"This is the text number {number} of a long report." for number in range(12))


def finished(root: Path) -> None:
    """Make a site with twelve finished translations."""
    run(root, template("news", *MANY))
    translate(root / BE_NEWS, *((text, f"Тэкст {number}") for number, text in enumerate(MANY)))


def test_too_much_would_be_lost(tmp_path: Path) -> None:
    """An update that would lose too many finished translations writes nothing, lists them and says how to go on."""
    finished(tmp_path)
    before = tree(tmp_path)
    with pytest.raises(CatalogError) as caught:
        run(tmp_path, template("news", "Another report"))
    assert tree(tmp_path) == before
    first, *lost = caught.value.problems
    assert str(first) == (
        "locale: 12 of 12 finished translations would become fuzzy or obsolete; nothing is written. "
        "If the texts were meant to change so much, run 'navina extract --accept-loss'."
    )
    lines = before[BE_NEWS].decode().splitlines()
    assert [lines[problem.line - 1] for problem in lost] == [f'msgid "{text}"' for text in MANY]
    assert MANY[3] in lost[3].text


def test_loss_that_is_accepted(tmp_path: Path) -> None:
    """With `accept_loss` the same update goes through, and every translation is still in the file."""
    finished(tmp_path)
    (first, _) = run(tmp_path, template("news", "Another report"), accept_loss=True)
    assert first.obsolete == 12
    assert set(states(tmp_path).values()) == {("", State.MISSING), *((f"Тэкст {n}", None) for n in range(12))}


def test_limits_are_for_all_catalogs_together(tmp_path: Path) -> None:
    """What is lost is weighed against what is finished in all domains and locales."""
    finished(tmp_path)
    with pytest.raises(CatalogError, match="1 of 12 finished"):
        run(tmp_path, template("news", *MANY[1:]), limits=Limits(count=0, percent=5))
    run(tmp_path, template("news", *MANY[1:]), limits=Limits(count=0, percent=10))


# --- domains that go ---


def test_a_domain_without_template(tmp_path: Path) -> None:
    """When the last entry of a section goes, its catalogs keep all translations as obsolete; its template goes."""
    run(tmp_path, template("news", COURT), template("reports", LETTER))
    reports = "locale/be/LC_MESSAGES/reports.po"
    translate(tmp_path / reports, (LETTER, "Ліст"))
    done = run(tmp_path, template("news", COURT))
    assert [(summary.locale, summary.domain, summary.obsolete, summary.gone) for summary in done] == [
        ("be", "news", 0, False),
        ("be", "reports", 1, True),
        ("ru", "news", 0, False),
        ("ru", "reports", 0, True),
    ]
    assert "locale/reports.pot" not in tree(tmp_path)
    assert states(tmp_path, reports) == {LETTER: ("Ліст", None)}
    before = tree(tmp_path)
    assert [summary.changed for summary in run(tmp_path, template("news", COURT))] == [False] * 4
    assert tree(tmp_path) == before
    run(tmp_path, template("news", COURT), template("reports", LETTER))
    assert states(tmp_path, reports) == {LETTER: ("Ліст", State.TRANSLATED)}


def test_a_domain_that_goes_counts_as_loss(tmp_path: Path) -> None:
    """A section that vanishes by mistake does not take its translations along unasked."""
    finished(tmp_path)
    before = tree(tmp_path)
    with pytest.raises(CatalogError, match="12 of 12"):
        run(tmp_path, template("reports", LETTER))
    assert tree(tmp_path) == before


# --- others write too ---


def test_a_translator_saves_meanwhile(tmp_path: Path) -> None:
    """A catalog that is saved while we work is read again, and both the translation and the new message are in it."""
    run(tmp_path, template("news", COURT))

    def save(path: Path) -> None:
        if path.name == "news.po" and "Суд" not in path.read_text(encoding="utf-8"):
            translate(path, (COURT, "Суд"))

    done = run(tmp_path, template("news", COURT, LETTER), files=Diary(tmp_path, save))
    assert states(tmp_path) == {COURT: ("Суд", State.TRANSLATED), LETTER: ("", State.MISSING)}
    assert [(summary.new, summary.changed) for summary in done] == [(1, True), (1, True)]


def test_a_translator_breaks_a_catalog_meanwhile(tmp_path: Path) -> None:
    """A catalog that is broken while we work is told and left as it is."""
    run(tmp_path, template("news", COURT))

    def spoil(path: Path) -> None:
        if path.name == "news.po":
            path.write_bytes(b"not a catalog\n")

    with pytest.raises(CatalogError, match=r"be/LC_MESSAGES/news\.po:1: 'not a catalog'"):
        run(tmp_path, template("news", COURT, LETTER), files=Diary(tmp_path, spoil))
    assert (tmp_path / BE_NEWS).read_bytes() == b"not a catalog\n"


def test_somebody_writes_all_the_time(tmp_path: Path) -> None:
    """A file that changes on every try is given up with a sentence, not overwritten."""
    run(tmp_path, template("news", COURT))
    tries = 0

    def scribble(path: Path) -> None:
        nonlocal tries
        if path.name == "news.po":
            tries += 1
            path.write_bytes(path.read_bytes() + b"# again\n")

    with pytest.raises(Changed, match="somebody changed the file"):
        run(tmp_path, template("news", COURT, LETTER), files=Diary(tmp_path, scribble))
    assert 2 <= tries <= 10
    assert (tmp_path / BE_NEWS).read_bytes().count(b"# again\n") == tries
    assert LETTER not in states(tmp_path)


def test_the_guard_looks_again(tmp_path: Path) -> None:
    """Translations that are finished while we work are guarded like those that were there before."""
    run(tmp_path, template("news", *MANY))

    def finish(path: Path) -> None:
        if path == tmp_path / BE_NEWS and "Тэкст" not in path.read_text(encoding="utf-8"):
            translate(path, *((text, f"Тэкст {number}") for number, text in enumerate(MANY)))

    with pytest.raises(CatalogError, match="12 of 12 finished"):
        run(tmp_path, template("news", "Another report"), files=Diary(tmp_path, finish))
    assert states(tmp_path)[MANY[0]] == ("Тэкст 0", State.TRANSLATED)


def test_a_template_changes_meanwhile(tmp_path: Path) -> None:
    """A template that a second update writes meanwhile is written again: it holds nobody's work."""
    run(tmp_path, template("news", COURT))

    def touch(path: Path) -> None:
        if path.suffix == ".pot" and b"# theirs" not in path.read_bytes():
            path.write_bytes(b"# theirs\n" + path.read_bytes())

    run(tmp_path, template("news", COURT, LETTER), files=Diary(tmp_path, touch))
    data = (tmp_path / "locale/news.pot").read_bytes()
    assert [each.message.msgid for each in read_template("locale/news.pot", data).messages] == [COURT, LETTER]
    assert b"# theirs" not in data


# --- failures ---


@pytest.mark.parametrize("fatal", [BE_NEWS, RU_NEWS, "locale/news.pot"])
def test_an_update_that_was_cut_off_can_be_run_again(tmp_path: Path, fatal: str) -> None:
    """Whichever file the disk is full at, each file is whole, and a second run ends where a first would have."""
    old = template("news", COURT, LETTER, "A third text of that entry")
    new = template("news", COURT.replace("fined five", "has fined two"), LETTER)
    for root in (tmp_path / "cut", tmp_path / "whole"):
        run(root, old)
        for name in (BE_NEWS, RU_NEWS):
            translate(root / name, (COURT, "Суд"), (LETTER, "Ліст"), ("A third text of that entry", "Трэці"))

    def full(path: Path) -> None:
        if path == tmp_path / "cut" / fatal:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    class Full(Files):
        def rename(self, temporary: Path, path: Path) -> None:
            full(path)
            super().rename(temporary, path)

    with pytest.raises(BuildError, match=rf"^{fatal}: cannot be written: the disk is full"):
        run(tmp_path / "cut", new, files=Full(tmp_path / "cut"), now=LATER)
    for name, data in tree(tmp_path / "cut").items():
        (read_template if name.endswith(".pot") else lambda path, data: read(path, data, locale="be"))(name, data)
    run(tmp_path / "cut", new, now=LATER)
    run(tmp_path / "whole", new, now=LATER)
    assert tree(tmp_path / "cut") == tree(tmp_path / "whole")


STEPS = ("write", "fsync", "rename", "unlink", "fsync_folder")


class Failing(Files):
    """The real file system, where one step fails once, after so many that went well."""

    def __init__(self, root: Path, step: str = "", good: int = -1, error: int = errno.EIO) -> None:
        super().__init__(root)
        self.step = step
        self.good = good
        self.error = error
        self.steps = dict.fromkeys(STEPS, 0)

    def _step(self, name: str) -> None:
        if (name, self.steps[name]) == (self.step, self.good):
            raise OSError(self.error, os.strerror(self.error))
        self.steps[name] += 1

    def write(self, file: BinaryIO, data: bytes) -> None:
        """Fail with half of the bytes in the file."""
        file.write(data[: len(data) // 2])
        self._step("write")
        file.seek(0)
        super().write(file, data)

    def fsync(self, _file: BinaryIO) -> None:
        """Fail or go on."""
        self._step("fsync")

    def rename(self, temporary: Path, path: Path) -> None:
        """Fail or go on."""
        self._step("rename")
        super().rename(temporary, path)

    def unlink(self, path: Path) -> None:
        """Fail or go on."""
        self._step("unlink")
        super().unlink(path)

    def fsync_folder(self, _folder: Path) -> None:
        """Fail or go on."""
        self._step("fsync_folder")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("step", STEPS)
def test_an_update_meets_a_broken_disk(tmp_path: Path, step: str, code: int) -> None:
    """Whichever step of the whole update fails: one sentence, whole files, nothing temporary; the next one ends it."""
    reports = "locale/be/LC_MESSAGES/reports.po"
    new = (template("news", COURT.replace("five", "six"), LETTER), template("site", "Home"))

    def make(root: Path) -> dict[str, bytes]:
        run(root, template("news", COURT), template("reports", LETTER), files=Failing(root))
        translate(root / BE_NEWS, (COURT, "Суд"))
        translate(root / reports, (LETTER, "Ліст"))
        return tree(root)

    old = make(tmp_path / "whole")
    whole = Failing(tmp_path / "whole")
    run(tmp_path / "whole", *new, files=whole)
    after = tree(tmp_path / "whole")
    assert reports in old.keys() - after.keys()
    assert whole.steps[step] > 1
    for good in range(whole.steps[step]):
        root = tmp_path / str(good)
        make(root)
        with pytest.raises(BuildError, match=r"^locale/\S+: cannot be (written|removed): "):
            run(root, *new, files=Failing(root, step, good, code))
        now = tree(root)
        assert all(data in (old.get(name), after.get(name)) for name, data in now.items())
        run(root, *new, files=Failing(root))
        assert tree(root) == after


# --- many at once ---


def test_two_updates_at_once(tmp_path: Path) -> None:
    """Two updates take turns: the second finds what the first did and has nothing to do."""
    run(tmp_path, template("news", COURT))
    inside: list[bool] = []

    def second() -> None:
        inside.append(any(one.changed for one in run(tmp_path, template("news", COURT, LETTER))))

    other = threading.Thread(target=second)

    def start(_: Path) -> None:
        if not other.ident:
            other.start()
            other.join(0.2)
            assert other.is_alive()

    assert all(one.changed for one in run(tmp_path, template("news", COURT, LETTER), files=Diary(tmp_path, start)))
    other.join()
    assert inside == [False]


def test_what_a_killed_update_left(tmp_path: Path) -> None:
    """The next update removes temporary files from the folders of templates and catalogs."""
    run(tmp_path, template("news", COURT))
    before = tree(tmp_path)
    for folder in ("locale", "locale/be/LC_MESSAGES", "locale/ru/LC_MESSAGES"):
        (tmp_path / folder / ".navina-0123456789abcdef.tmp").write_bytes(b"half")
    assert not any(one.changed for one in run(tmp_path, template("news", COURT)))
    assert tree(tmp_path) == before


# --- other catalogs of the locale ---


def test_an_entry_moves_to_another_section(tmp_path: Path) -> None:
    """With a move of an entry nothing is fuzzy, and nothing counts as lost; other locales are not asked."""
    run(tmp_path, template("news", *MANY, "Stays"), template("reports", LETTER))
    translate(tmp_path / BE_NEWS, *((text, f"Тэкст {number}") for number, text in enumerate(MANY)))
    be_news, be_reports, ru_news, ru_reports = run(
        tmp_path, template("news", "Stays"), template("reports", LETTER, *MANY), limits=Limits(count=0, percent=0)
    )
    assert (be_news.obsolete, be_reports.new, be_reports.reused, be_reports.fuzzy) == (12, 0, 12, 0)
    assert (ru_news.obsolete, ru_reports.new, ru_reports.reused) == (0, 12, 0)
    assert states(tmp_path, "locale/be/LC_MESSAGES/reports.po")[MANY[3]] == ("Тэкст 3", State.TRANSLATED)


def test_a_domain_moves_as_a_whole(tmp_path: Path) -> None:
    """The files of a domain whose messages are all in another one go, after the others are written."""
    run(tmp_path, template("news", COURT, LETTER))
    translate(tmp_path / BE_NEWS, (COURT, "Суд"), (LETTER, "Ліст"))
    removed: list[str] = []

    class Removing(Diary):
        def unlink(self, path: Path) -> None:
            super().unlink(path)
            removed.append(f"{path.relative_to(tmp_path).as_posix()} after {len(self.written)}")

    files = Removing(tmp_path)
    done = run(tmp_path, template("pages", COURT, LETTER), files=files)
    assert [(one.locale, one.domain, one.gone, one.removed, one.changed) for one in done] == [
        ("be", "pages", False, False, True),
        ("be", "news", True, True, True),
        ("ru", "pages", False, False, True),
        ("ru", "news", True, True, True),
    ]
    assert removed == [f"{BE_NEWS} after 1", f"{RU_NEWS} after 2", "locale/news.pot after 3"]


def test_a_translator_saves_what_moves(tmp_path: Path) -> None:
    """A catalog that is saved just before its file would go is read again: the new translation moves too."""
    run(tmp_path, template("news", COURT, LETTER))
    translate(tmp_path / BE_NEWS, (COURT, "Суд"))

    class Saving(Diary):
        def remove(self, path: Path, *, expected: bytes) -> None:
            if path == tmp_path / BE_NEWS and "Ліст" not in path.read_text(encoding="utf-8"):
                translate(path, (LETTER, "Ліст"))
            super().remove(path, expected=expected)

    files = Saving(tmp_path)
    run(tmp_path, template("pages", COURT, LETTER), files=files)
    assert files.written.count("locale/be/LC_MESSAGES/pages.po") == 2
    assert BE_NEWS not in tree(tmp_path)
    assert states(tmp_path, "locale/be/LC_MESSAGES/pages.po") == {
        COURT: ("Суд", State.TRANSLATED),
        LETTER: ("Ліст", State.TRANSLATED),
    }
