"""The catalogs of a locale know of one another: a translation goes where its text goes, and none is lost on the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import merge as merging
from pipeline._near import ANYWHERE, AT_PLACE, likeness
from pipeline._together import merge_locale
from pipeline.catalog import CatalogMessage, Located, Template, create, read
from pipeline.config import GRANULARITIES
from pipeline.entry import Entry
from pipeline.memory import Part
from pipeline.merge import Conflict, Merged, Turn
from pipeline.message import Message, State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pytest

    from pipeline.message import Key

NOW = datetime(2026, 3, 25, 12, 30, tzinfo=UTC)
COURT = "The court in Minsk fined five people for a walk with flowers."
FINED = COURT.replace("five", "six")
FLOWERS = "They had laid flowers at the monument of the poet."
LETTER = "Write a letter to a political prisoner today."
OBSOLETE: dict[str, Any] = {"obsolete": True, "note": "", "references": ()}


def done(text: str, msgstr: str = "", **fields: Any) -> CatalogMessage:
    """Make a finished message, with the translation "be: text" unless another is given."""
    return replace(CatalogMessage(None, text, msgstr=(msgstr or f"be: {text}",), note="paragraph"), **fields)


def wanted(*texts: str | Message, file: str = "content/news/a.md") -> tuple[Located, ...]:
    """Make the messages of one entry."""
    return tuple(Located(Message(text) if isinstance(text, str) else text, (file,)) for text in texts)


@dataclass(frozen=True)
class Site:
    """The templates and the catalogs of a locale, as they lie on the disk."""

    templates: Mapping[str, tuple[Located, ...]]
    catalogs: Mapping[str, bytes]

    def entries(self, domain: str) -> list[CatalogMessage]:
        """Return the messages of a catalog, without their lines."""
        found = read(f"{domain}.po", self.catalogs[domain], locale="be").entries
        return [replace(entry, line=0) for entry in found]

    def only(self, domain: str, text: str, context: str | None = None) -> CatalogMessage:
        """Return the one message with this text."""
        (found,) = [entry for entry in self.entries(domain) if entry.key == (context, text)]
        return found


def site(
    catalogs: Mapping[str, Sequence[CatalogMessage]], templates: Mapping[str, tuple[Located, ...]] | None = None
) -> Site:
    """Make a site; a template that is not given has what is in use in the catalog."""
    if templates is None:
        templates = {
            domain: tuple(
                Located(
                    Message(entry.msgid, entry.msgctxt, entry.msgid_plural),
                    entry.references or (f"content/{domain}/a.md",),
                )
                for entry in entries
                if not entry.obsolete
            )
            for domain, entries in catalogs.items()
        }
    references = {
        (domain, located.message.key): located.references for domain, all_ in templates.items() for located in all_
    }
    files = {
        domain: create(
            [replace(entry, references=references.get((domain, entry.key), ())) for entry in entries],
            locale="be",
            now=NOW,
        )
        for domain, entries in catalogs.items()
    }
    return Site(templates, files)


def extract(
    before: Site,
    templates: Mapping[str, tuple[Located, ...]],
    *,
    old: Mapping[str, tuple[Located, ...]] | None = None,
    shipped: Mapping[Key, tuple[str, ...]] | None = None,
) -> tuple[Site, dict[str, Merged]]:
    """Merge new templates into a site, as `navina extract` does; `old` are the old templates, if not the site's."""
    known = before.templates if old is None else old
    names = [*templates, *sorted(before.catalogs.keys() - templates.keys())]
    parts = [
        Part(
            name,
            Template(name, templates[name]) if name in templates else None,
            Template(name, known[name]) if name in known else None,
            read(f"{name}.po", before.catalogs[name], locale="be") if name in before.catalogs else None,
        )
        for name in names
    ]
    merged = dict(zip(names, merge_locale(parts, locale="be", now=NOW, shipped=shipped), strict=True))
    after = {name: one.data for name, one in merged.items() if not one.removed}
    for name, one in merged.items():
        if name in after:
            assert [replace(entry, line=0) for entry in one.messages] == Site({}, after).entries(name)
        if name in templates:
            assert one.kept + one.new + one.fuzzy + one.revived == len(templates[name])
        if name in templates or not one.removed:
            was = [] if name not in before.catalogs else read("x", before.catalogs[name], locale="be").obsolete
            left = {entry.key for entry in one.messages if entry.obsolete} - {entry.key for entry in was}
            assert one.obsolete == len(left)
    return Site(templates, after), merged


# --- an entry that moves ---


def test_an_entry_moves_to_another_section() -> None:
    """Its translations move along with their comments, as finished or fuzzy as they were; nothing counts as lost."""
    guess = done(FLOWERS, "Кветкі", fuzzy=True, previous_msgid="They laid flowers.")
    before = site({"news": [done(COURT, comments="Ask Alena."), guess, done("Stays")], "reports": [done("Here")]})
    moved = {
        "news": wanted("Stays"),
        "reports": (*wanted("Here"), *wanted(COURT, FLOWERS, file="content/reports/x.md")),
    }
    after, merged = extract(before, moved)
    assert replace(after.only("reports", COURT), references=()) == done(COURT, comments="Ask Alena.")
    assert replace(after.only("reports", FLOWERS), references=()) == guess
    assert [entry.line for entry in merged["reports"].messages if entry.msgid != "Here"] == [0, 0]
    assert [(entry.msgid, entry.obsolete) for entry in after.entries("news")] == [
        ("Stays", False), (COURT, True), (FLOWERS, True),
    ]  # fmt: skip
    assert [(one.new, one.fuzzy, one.reused, one.obsolete, one.lost) for one in merged.values()] == [
        (0, 0, 0, 2, ()),
        (2, 0, 1, 0, ()),
    ]


def test_an_entry_that_moves_is_not_disturbed() -> None:
    """Neither another context, nor what stood in the place, nor what third catalogs say makes its text fuzzy."""
    before = site(
        {
            "news": [done("Total", "Разам"), done(COURT, "Суд")],
            "reports": [done("Total", "Усе", msgctxt="tag"), done(FINED, "Шэсць")],
            "appeals": [done("Total", "Усяго")],
        }
    )
    moved = {
        "news": (),
        "reports": wanted(Message("Total", "tag"), COURT, "Total", file="content/reports/a.md"),
        "appeals": before.templates["appeals"],
    }
    after, merged = extract(before, moved)
    assert [(entry.msgid, entry.msgstr, entry.fuzzy) for entry in after.entries("reports")][1:3] == [
        (COURT, ("Суд",), False),
        ("Total", ("Разам",), False),
    ]
    assert merged["reports"].fuzzy == 0


def test_what_was_changed_there_comes_back() -> None:
    """An entry that moves there and back brings the newer translation along; the older one is kept as a comment."""
    before = site(
        {"news": [done(COURT, "Стары", **OBSOLETE)], "reports": [done(COURT, "Новы", comments="Mine.")]},
    )
    after, merged = extract(before, {"news": wanted(COURT), "reports": ()})
    back = after.only("news", COURT)
    assert (back.msgstr, back.fuzzy, back.obsolete) == (("Новы",), False, False)
    assert back.comments == "Mine.\nAnother translation, from news: Стары"
    assert merged["news"].conflicts == (Conflict(COURT, ("Новы",), ("Стары",), ""),)
    assert (merged["news"].revived, merged["reports"].lost) == (1, ())


def test_one_that_moves_may_be_translated_there() -> None:
    """A finished translation stays what it is; another that moves in is kept in its old catalog and counts as lost."""
    before = site({"news": [done(COURT, "Там")], "reports": [done(COURT, "Тут")]})
    after, merged = extract(before, {"news": (), "reports": before.templates["reports"]})
    assert after.only("reports", COURT).msgstr == ("Тут",)
    assert after.only("news", COURT).obsolete
    assert [entry.msgstr for entry in merged["news"].lost] == [("Там",)]
    fuzzy = site({"news": [done(COURT, "Там")], "reports": [done(COURT, "Тут", fuzzy=True)]})
    after, merged = extract(fuzzy, {"news": (), "reports": fuzzy.templates["reports"]})
    assert (after.only("reports", COURT).msgstr, after.only("reports", COURT).fuzzy) == (("Там",), False)
    assert after.only("reports", COURT).comments == "Another translation, from reports: Тут"
    assert merged["news"].lost == ()


def test_what_is_used_elsewhere_is_not_lost() -> None:
    """A text of two sections that leaves one is as finished in the other; one that is only on file is lost."""
    before = site({"news": [done(COURT), done(LETTER)], "reports": [done(COURT), done(LETTER, **OBSOLETE)]})
    _, merged = extract(before, {"news": (), "reports": before.templates["reports"]})
    assert [entry.msgid for entry in merged["news"].lost] == [LETTER]
    assert merged["news"].finished == 2


def test_a_new_file_takes_over_the_header() -> None:
    """The file of a new section begins with the header of the catalog that most of its messages come from."""
    before = site({"appeals": [done(COURT), done("Stays")], "news": [done(FLOWERS), done(LETTER), done("Stays")]})
    signed = (
        before.catalogs["news"]
        .replace(b'msgid ""', b'# Alena, 2025\nmsgid ""', 1)
        .replace(b"nplurals=3", b"nplurals=4")
    )
    before = Site(before.templates, {**before.catalogs, "news": signed})
    stays = {name: wanted("Stays", file=f"content/{name}/a.md") for name in ("appeals", "news")}
    after, merged = extract(before, {**stays, "reports": wanted(COURT, FLOWERS, LETTER, file="content/reports/a.md")})
    header = signed.split(b"\n\n")[0]
    assert after.catalogs["reports"].startswith(header + b"\n\n")
    assert merged["reports"].reused == 3
    plain, _ = extract(before, {**before.templates, "reports": wanted("Brand new")})
    assert b"Alena" not in plain.catalogs["reports"]


# --- the same text elsewhere ---


def test_the_same_text_elsewhere() -> None:
    """A text that another catalog has finished is finished here too: live or obsolete, new or still without words."""
    blank = CatalogMessage(None, FLOWERS, note="paragraph", comments="Mine.")
    before = site({"news": [done(COURT), done(FLOWERS), done(LETTER, **OBSOLETE)], "reports": [blank]})
    here = wanted(FLOWERS, COURT, LETTER, file="content/reports/a.md")
    after, merged = extract(before, {"news": before.templates["news"], "reports": here})
    assert [(entry.msgstr, entry.fuzzy, entry.previous_msgid) for entry in after.entries("reports")] == [
        ((f"be: {text}",), False, None) for text in (FLOWERS, COURT, LETTER)
    ]
    assert after.only("reports", FLOWERS).comments == "Mine."
    one = merged["reports"]
    assert (one.kept, one.new, one.fuzzy, one.reused) == (1, 2, 0, 3)


def test_catalogs_that_disagree() -> None:
    """What most catalogs say is offered as fuzzy, without an old text beside it, as the text is the same."""
    before = site(
        {"a": [done("Total", "Разам")], "b": [done("Total", "Усяго")], "c": [done("Total", "Усяго")], "d": []}
    )
    after, merged = extract(before, {**before.templates, "d": wanted("Total", file="content/d/a.md")})
    assert replace(after.only("d", "Total"), references=()) == done("Total", "Усяго", fuzzy=True)
    assert (merged["d"].fuzzy, merged["d"].reused) == (1, 0)


def test_catalogs_that_disagree_fill_nothing() -> None:
    """A message that was there without words gets no guess: every update would make one again."""
    before = site({"a": [done("Total", "Разам")], "b": [done("Total", "Усяго")], "d": [CatalogMessage(None, "Total")]})
    after, _ = extract(before, before.templates)
    assert after.only("d", "Total").msgstr == ("",)


def test_fuzzy_ones_have_no_say() -> None:
    """A translation that is fuzzy elsewhere is no translation of the text, and no second opinion."""
    guess = done(COURT, "Няпэўна", fuzzy=True)
    before = site({"a": [guess], "b": []})
    after, _ = extract(before, {**before.templates, "b": wanted(COURT, file="content/b/a.md")})
    assert after.only("b", COURT).msgstr == ("",)
    before = site({"a": [guess], "b": [], "c": [done(COURT)]})
    after, _ = extract(before, {**before.templates, "b": wanted(COURT, file="content/b/a.md")})
    assert after.only("b", COURT).state is State.TRANSLATED


def test_another_context_elsewhere() -> None:
    """The same text under another context is offered as fuzzy, as it would be in one catalog."""
    before = site({"news": [done("Court", "Суд")], "site": []})
    after, _ = extract(before, {**before.templates, "site": wanted(Message("Court", "tag"))})
    found = after.only("site", "Court", "tag")
    assert (found.msgstr, found.fuzzy, found.previous_msgid, found.previous_msgctxt) == (("Суд",), True, "Court", None)


def test_a_plural_elsewhere() -> None:
    """A text that has a plural only here gets all its forms, as fuzzy."""
    before = site({"news": [done("%(n)s day", "дзень")], "reports": []})
    day = wanted(Message("%(n)s day", msgid_plural="%(n)s days"), file="content/reports/a.md")
    after, merged = extract(before, {**before.templates, "reports": day})
    found = after.only("reports", "%(n)s day")
    assert (found.msgstr, found.fuzzy) == (("дзень",) * 3, True)
    assert (merged["reports"].fuzzy, merged["reports"].reused) == (1, 0)


def test_the_order_of_the_ways() -> None:
    """First this catalog's other contexts, then the place, then other catalogs: they know less of the entry."""
    before = site(
        {
            "news": [done("Total", "Метка", msgctxt="tag"), done(COURT, "Пяць")],
            "reports": [done("Total", "Разам"), done(FINED, "Шэсць")],
        }
    )
    after, _ = extract(before, {**before.templates, "news": wanted(Message("Total", "tag"), "Total", FINED)})
    assert (after.only("news", "Total").msgstr, after.only("news", "Total").fuzzy) == (("Метка",), True)
    assert (after.only("news", FINED).msgstr, after.only("news", FINED).previous_msgid) == (("Пяць",), COURT)


def test_shipped_translations_are_for_the_theme() -> None:
    """The theme's translations come before what other catalogs have, and only in the domain `site`."""
    before = site({"news": [done("Home", "Дадому")]})
    new = {
        **before.templates,
        "site": wanted("Home", file="theme/base.html"),
        "x": wanted("Search", file="content/x/a.md"),
    }
    after, _ = extract(before, new, shipped={(None, "Home"): ("Галоўная",), (None, "Search"): ("Пошук",)})
    assert after.only("site", "Home").msgstr == ("Галоўная",)
    assert after.only("x", "Search").msgstr == ("",)


# --- near texts elsewhere ---


def test_a_near_text_elsewhere() -> None:
    """A new text near to one of another catalog, or to one in use here, gets its translation as fuzzy."""
    before = site({"news": [done(COURT)], "reports": [done(LETTER)]})
    other = LETTER.replace("today", "now")
    here = (*before.templates["reports"], *wanted(FINED, other, file="content/reports/b.md"))
    after, merged = extract(before, {"news": before.templates["news"], "reports": here})
    for new, old in ((FINED, COURT), (other, LETTER)):
        found = after.only("reports", new)
        assert (found.msgstr, found.fuzzy, found.previous_msgid) == ((f"be: {old}",), True, old)
    assert after.only("reports", LETTER).state is State.TRANSLATED
    assert (merged["reports"].fuzzy, merged["reports"].kept) == (2, 1)


def test_the_nearest_text_wins_wherever_it_is() -> None:
    """What lost its place here comes before what is as near elsewhere, and after what is nearer."""
    nearer = COURT.replace("Minsk", "Brest")
    new = nearer.replace("fined", "jailed")
    before = site({"news": [done(COURT)], "reports": [done(nearer)]})
    after, _ = extract(before, {**before.templates, "news": wanted(new, file="content/news/b.md")})
    assert after.only("news", new).previous_msgid == nearer
    assert after.only("news", COURT).obsolete


def test_far_and_short_texts_elsewhere() -> None:
    """There is no guess for a text that is not near enough, and none for one or two words."""
    far = "A court in Brest has fined nine men over one walk with a poster."
    assert AT_PLACE <= likeness(COURT, far) < ANYWHERE
    before = site({"news": [done(COURT), done("Political prisoners")], "reports": []})
    here = wanted(far, "Political prisoner", file="content/reports/a.md")
    after, _ = extract(before, {**before.templates, "reports": here})
    assert [entry.msgstr for entry in after.entries("reports")] == [("",), ("",)]


def test_what_others_borrow_stays_on_file() -> None:
    """What is offered here and in another catalog stays as obsolete: an update may be cut off between the two."""
    here, there = COURT.replace("people", "persons"), COURT.replace("people", "friends")
    before = site({"news": [done(COURT)], "reports": []})
    new = {"news": wanted(here), "reports": wanted(there, file="content/reports/a.md")}
    after, merged = extract(before, new)
    assert [after.only(*each).previous_msgid for each in (("news", here), ("reports", there))] == [COURT, COURT]
    assert after.only("news", COURT).obsolete
    assert merged["news"].obsolete == 1


def test_work_grows_with_the_content(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each new message of a big site is compared with a few others only, in however many catalogs they are."""
    count = 600
    calls = 0

    def counted(old: str, new: str, *, floor: float = 0.0) -> float:
        nonlocal calls
        calls += 1
        return likeness(old, new, floor=floor)

    texts = [f"The court in town{index} heard the case of person{index} on Monday." for index in range(count)]
    before = site({f"d{part}": [done(text) for text in texts[part::3]] for part in range(3)})
    monkeypatch.setattr(merging, "likeness", counted)
    new = wanted(*(text.replace("Monday", "Friday") for text in texts), file="content/new/a.md")
    after, _ = extract(before, {**before.templates, "new": new})
    assert calls <= 15 * count
    right = [entry for entry in after.entries("new") if entry.previous_msgid == entry.msgid.replace("Friday", "Monday")]
    assert len(right) > 0.9 * count


# --- catalogs that are cut in another way ---


def test_a_domain_that_is_nowhere_any_more() -> None:
    """When all that it had is in other catalogs its file goes, after theirs are written."""
    untranslated = CatalogMessage(None, "Not yet", note="paragraph")
    before = site({"news": [done(COURT), untranslated, done("Twice")], "reports": [done(LETTER), done("Twice")]})
    everything = {"pages": wanted(COURT, "Not yet", "Twice", LETTER)}
    after, merged = extract(before, everything)
    assert set(after.catalogs) == {"pages"}
    assert [(entry.msgid, entry.msgstr) for entry in after.entries("pages")] == [
        (COURT, (f"be: {COURT}",)), ("Not yet", ("",)), ("Twice", ("be: Twice",)), (LETTER, (f"be: {LETTER}",)),
    ]  # fmt: skip
    assert [(one.removed, one.turn, one.lost) for one in merged.values()] == [
        (False, Turn.FIRST, ()),
        (True, Turn.GOES, ()),
        (True, Turn.GOES, ()),
    ]


def test_what_is_nowhere_else_stays() -> None:
    """A domain that goes keeps as obsolete what no other catalog has, and nothing else."""
    before = site(
        {"news": [done(COURT), done(LETTER), done("Long ago", **OBSOLETE), done(FLOWERS, "Стары", **OBSOLETE)]}
    )
    after, merged = extract(before, {"pages": wanted(COURT, FLOWERS)})
    assert [(entry.msgid, entry.obsolete) for entry in after.entries("news")] == [
        ("Long ago", True), (LETTER, True),
    ]  # fmt: skip
    assert after.only("pages", FLOWERS).msgstr == ("Стары",)
    assert (merged["news"].obsolete, [entry.msgid for entry in merged["news"].lost]) == (1, [LETTER])
    again, twice = extract(after, after.templates)
    assert again.catalogs == after.catalogs
    assert twice["news"].obsolete == 0
    back, _ = extract(after, {"pages": wanted(COURT, FLOWERS, LETTER, "Long ago")})
    assert set(back.catalogs) == {"pages"}
    assert {entry.state for entry in back.entries("pages")} == {State.TRANSLATED}


def test_a_domain_whose_content_is_gone() -> None:
    """A file without translations whose entries were deleted stays: nothing tells that it is not needed any more."""
    before = site({"news": [CatalogMessage(None, COURT)]})
    after, merged = extract(before, {"pages": wanted(LETTER)})
    assert (after.entries("news"), merged["news"].removed) == ([], False)


def test_two_translations_of_one_text() -> None:
    """Where two catalogs that become one disagree, one is used, finished, and the other is a comment and listed."""
    before = site(
        {
            "appeals": [done("Total", "Разам", comments="Ask Alena.")],
            "news": [done("Total", "Усяго"), done("Line", "адзін\nдва")],
            "reports": [done("Total", "Разам", comments="Seen."), done("Line", "тры")],
            "pages": [done("Line", "пяць")],
        }
    )
    after, merged = extract(before, {"pages": wanted("Line", "Total")})
    assert set(after.catalogs) == {"pages"}
    total, line = after.only("pages", "Total"), after.only("pages", "Line")
    assert (total.msgstr, total.fuzzy) == (("Разам",), False)
    assert total.comments == "Ask Alena.\nSeen.\nAnother translation, from news: Усяго"
    assert (line.msgstr, line.fuzzy) == (("пяць",), False)
    assert line.comments == "Another translation, from news: адзін\\nдва\nAnother translation, from reports: тры"
    assert merged["pages"].conflicts == (
        Conflict("Line", ("пяць",), ("адзін\nдва",), "news"),
        Conflict("Line", ("пяць",), ("тры",), "reports"),
        Conflict("Total", ("Разам",), ("Усяго",), "news"),
    )
    assert not any(one.lost for one in merged.values())


def test_a_fuzzy_one_gives_way() -> None:
    """Where one of the two is fuzzy the finished one is used, and the guess is a comment."""
    before = site({"news": [done(COURT, "Суд")], "pages": [done(COURT, "Няпэўна", fuzzy=True, previous_msgid="Court")]})
    after, merged = extract(before, {"pages": wanted(COURT)})
    (only,) = after.entries("pages")
    assert (only.msgstr, only.fuzzy, only.previous_msgid) == (("Суд",), False, None)
    assert only.comments == "Another translation, from pages: Няпэўна"
    assert (merged["pages"].reused, merged["pages"].kept) == (1, 1)


def test_a_catalog_that_is_divided() -> None:
    """What other catalogs have now of the same entries is not kept twice; what an entry took along when it moved is."""
    before = site(
        {"pages": [done("Home"), done(COURT), done(LETTER), done(FLOWERS)]},
        {
            "pages": (
                *wanted("Home", file="content/index.md"),
                *wanted(COURT, LETTER, file="content/news/a.md"),
                *wanted(FLOWERS, file="content/about.md"),
            )
        },
    )
    divided = {
        "news": wanted(COURT, LETTER, file="content/news/a.md"),
        "reports": wanted(FLOWERS, file="content/reports/about.md"),
        "pages": wanted("Home", file="content/index.md"),
    }
    after, merged = extract(before, divided)
    assert [(entry.msgid, entry.obsolete) for entry in after.entries("pages")] == [("Home", False), (FLOWERS, True)]
    assert [entry.state for entry in after.entries("news")] == [State.TRANSLATED] * 2
    assert (merged["pages"].turn, merged["pages"].obsolete, merged["news"].turn) == (Turn.GIVES, 1, Turn.FIRST)


def test_what_a_catalog_gives_must_have_arrived() -> None:
    """Where the other catalog has another translation, or not the comments, the old one keeps its own as obsolete."""
    places = wanted("Total", COURT, file="content/news/a.md")
    before = site(
        {
            "pages": [done("Home"), done("Total", "Разам"), done(COURT, "Суд", comments="Ask Alena.")],
            "news": [done("Total", "Усяго"), done(COURT, "Суд")],
        },
        {"pages": (*wanted("Home", file="content/index.md"), *places), "news": ()},
    )
    after, merged = extract(before, {"pages": wanted("Home", file="content/index.md"), "news": places})
    assert [(entry.msgid, entry.obsolete) for entry in after.entries("pages")] == [
        ("Home", False), ("Total", True), (COURT, True),
    ]  # fmt: skip
    assert [entry.msgid for entry in merged["pages"].lost] == ["Total"]


def test_two_catalogs_that_give_to_each_other() -> None:
    """Neither drops what the other may not have on the disk yet."""
    one, other = wanted(COURT, file="content/1.md"), wanted(LETTER, file="content/2.md")
    before = site({"a": [done(COURT)], "b": [done(LETTER)]}, {"a": one, "b": other})
    after, _ = extract(before, {"a": other, "b": one})
    assert [(entry.msgid, entry.obsolete) for entry in after.entries("a")] == [(LETTER, False), (COURT, True)]
    assert [(entry.msgid, entry.obsolete) for entry in after.entries("b")] == [(COURT, False), (LETTER, True)]


def test_comments_are_not_lost_with_a_file() -> None:
    """What is obsolete in a catalog that goes stays there if nobody else has its translator's comments."""
    before = site({"news": [done(COURT, comments="Ask Alena.", **OBSOLETE)], "pages": [done(COURT)]})
    after, _ = extract(before, {"pages": before.templates["pages"]})
    assert after.only("news", COURT).comments == "Ask Alena."


# --- laws ---

EXAMPLES = 40
TEXTS = ("Total", COURT, FINED, FLOWERS, LETTER, "Another court in Brest heard the case.", "Home", "The court in Minsk")
PATHS = ("content/index.md", "content/about.md", "content/news/a.md", "content/news/b.md", "content/reports/a.md")
KEYS = st.builds(Message, st.sampled_from(TEXTS), st.sampled_from([None, None, None, "tag"]))
CONTENT = st.fixed_dictionaries(
    {path: st.lists(KEYS, min_size=1, max_size=5, unique_by=lambda each: each.key) for path in PATHS}
)
KINDS = st.sampled_from(GRANULARITIES)


def cut(content: Mapping[str, Sequence[Message]], catalogs: str) -> dict[str, tuple[Located, ...]]:
    """Return the templates of entries with these messages, by what one catalog holds."""
    found: dict[str, dict[Key, Located]] = {}
    for path, messages in sorted(content.items()):
        domain = found.setdefault(Entry(path, "Title", catalogs=catalogs).domain, {})
        for message in messages:
            references = domain[message.key].references if message.key in domain else ()
            domain[message.key] = Located(message, (*references, path))
    return {domain: tuple(messages.values()) for domain, messages in found.items()}


@st.composite
def edits(draw: st.DrawFn, content: Mapping[str, list[Message]]) -> dict[str, list[Message]]:
    """Move some entries to other places, remove some, add a few messages and drop others."""
    now: dict[str, list[Message]] = {}
    for path, messages in content.items():
        place = draw(st.sampled_from([path, path, path, path.replace("/a.md", "/c.md"), "content/appeals/a.md", ""]))
        if place and place not in now:
            kept = [each for each in messages if draw(st.integers(0, 4))]
            more = [each for each in draw(st.lists(KEYS, max_size=2)) if each.key not in {old.key for old in kept}]
            now[place] = [*kept, *{each.key: each for each in more}.values()] or messages
    return now


@st.composite
def worked(draw: st.DrawFn, before: Site) -> Site:
    """Have translators work on a site."""
    files = {}
    for name in sorted(before.catalogs):
        entries = [entry if entry.obsolete else _translated(draw, entry) for entry in before.entries(name)]
        files[name] = create(entries, locale="be", now=NOW)
    return Site(before.templates, files)


def _translated(draw: st.DrawFn, entry: CatalogMessage) -> CatalogMessage:
    work = draw(st.sampled_from(["none", "same", "same", "own", "own", "fuzzy"]))
    if work == "none":
        return entry
    text = f"пераклад {entry.msgid}" if work == "same" else f"{draw(st.integers(0, 3))} {entry.msgid}"
    comments = draw(st.sampled_from([entry.comments, "Ask Alena."]))
    return replace(entry, msgstr=(text,), fuzzy=work == "fuzzy", previous_msgid=None, comments=comments)


@st.composite
def changes(draw: st.DrawFn) -> tuple[Site, dict[str, tuple[Located, ...]]]:
    """Make up a site that translators and editors have worked on, and its next templates, perhaps cut another way."""
    content, kind = draw(CONTENT), draw(KINDS)
    first = draw(worked(extract(Site({}, {}), cut(content, kind))[0]))
    content = draw(edits(content))
    second = draw(worked(extract(first, cut(content, kind))[0]))
    return second, cut(draw(edits(content)), draw(st.sampled_from([kind, kind, *GRANULARITIES])))


@settings(max_examples=EXAMPLES)
@given(change=changes())
def test_no_translation_is_lost(change: tuple[Site, dict[str, tuple[Located, ...]]]) -> None:
    """Every text of a translator and every comment is in some catalog after the update, wherever entries went."""
    before, new = change
    after, _ = extract(before, new)
    everything = "\n".join(
        text for name in after.catalogs for entry in after.entries(name) for text in (*entry.msgstr, entry.comments)
    )
    for name in before.catalogs:
        for entry in before.entries(name):
            assert all(text in everything for text in (*entry.msgstr, *entry.comments.split("\n")))


@settings(max_examples=EXAMPLES)
@given(change=changes())
def test_extracting_twice_changes_nothing(change: tuple[Site, dict[str, tuple[Located, ...]]]) -> None:
    """A second update has nothing to do: what the first found in other catalogs was all that there is."""
    before, new = change
    once, _ = extract(before, new)
    twice, merged = extract(once, new)
    assert twice.catalogs == once.catalogs
    assert [(one.fuzzy, one.new, one.lost, one.conflicts) for one in merged.values()] == [(0, 0, (), ())] * len(merged)


@settings(max_examples=EXAMPLES)
@given(change=changes())
def test_what_is_in_use_stays_finished(change: tuple[Site, dict[str, tuple[Located, ...]]]) -> None:
    """A finished translation whose message stays in its catalog is as it was, whatever other catalogs say."""
    before, new = change
    after, merged = extract(before, new)
    for name in before.catalogs.keys() & new.keys():
        keys = {located.message.key for located in new[name]}
        for entry in before.entries(name):
            if entry.key in keys and entry.state is State.TRANSLATED and not entry.obsolete:
                now = after.only(name, entry.msgid, entry.msgctxt)
                assert (now.msgstr, now.state) == (entry.msgstr, State.TRANSLATED)
    used = {
        (each.key, each.msgstr)
        for name in new
        for each in after.entries(name)
        if not each.obsolete and each.state is State.TRANSLATED
    }
    assert [entry for one in merged.values() for entry in one.lost if (entry.key, entry.msgstr) in used] == []


@settings(max_examples=EXAMPLES)
@given(change=changes(), number=st.integers(0, 9))
def test_an_update_that_is_cut_off_ends_as_any_other(
    change: tuple[Site, dict[str, tuple[Located, ...]]], number: int
) -> None:
    """With some catalogs written, in their turn, and the old templates still there, a second update ends alike."""
    before, new = change
    whole, merged = extract(before, new)
    files = dict(before.catalogs)
    for name, one in sorted(merged.items(), key=lambda pair: pair[1].turn)[:number]:
        files.pop(name, None)
        if not one.removed:
            files[name] = one.data
    again, _ = extract(Site(before.templates, files), new)
    assert again.catalogs == whole.catalogs


@settings(max_examples=EXAMPLES)
@given(data=st.data(), content=CONTENT, kinds=st.permutations(GRANULARITIES))
def test_switching_the_catalogs(data: st.DataObject, content: dict[str, list[Message]], kinds: list[str]) -> None:
    """Whatever catalogs held and will hold: what was finished is finished, nothing is lost, no file is left over."""
    first, second, _ = kinds
    before = data.draw(worked(extract(Site({}, {}), cut(content, first))[0]))
    after, merged = extract(before, cut(content, second))
    assert set(after.catalogs) == set(after.templates)
    assert not any(one.lost or one.obsolete for one in merged.values())
    for path, messages in content.items():
        was, now = (Entry(path, "Title", catalogs=kind).domain for kind in (first, second))
        for message in messages:
            old, new = before.only(was, message.msgid, message.msgctxt), after.only(now, message.msgid, message.msgctxt)
            assert new.state is State.TRANSLATED or old.state is not State.TRANSLATED
            kept = new.msgstr == old.msgstr or f"Another translation, from {was}: {old.msgstr[0]}" in new.comments
            assert kept or old.state is State.MISSING
