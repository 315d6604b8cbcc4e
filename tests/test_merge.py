"""A merge keeps every translation: as it was, as fuzzy with the old text beside it, or as obsolete."""

from __future__ import annotations

import random
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import merge as merging
from pipeline._near import ANYWHERE, AT_PLACE, Words, likeness, replaced_runs
from pipeline.catalog import Catalog, CatalogMessage, Located, Template, create, read
from pipeline.merge import Limits, Merged, merge, too_much_lost
from pipeline.message import Message, State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.message import Key

NOW = datetime(2026, 3, 25, 12, 30, tzinfo=UTC)
PATH = "locale/be/LC_MESSAGES/news.po"
A = ("content/news/a.md",)
B = ("content/news/b.md",)

COURT = "The court in Minsk fined five people for a walk with flowers."
FLOWERS = "They had laid flowers at the monument of the poet."
LETTER = "Write a letter to a political prisoner today."


def template(*texts: str | Message, references: tuple[str, ...] = A) -> Template:
    """Make a template of paragraphs of one entry."""
    messages = (text if isinstance(text, Message) else Message(text) for text in texts)
    return Template("news", tuple(Located(message, references) for message in messages))


def translated(text: str, msgstr: str = "", **fields: Any) -> CatalogMessage:
    """Make a finished message, with the translation "be: text" unless another is given."""
    done = CatalogMessage(None, text, msgstr=(msgstr or f"be: {text}",), note="paragraph", references=A)
    return replace(done, **fields)


def catalog(*entries: CatalogMessage) -> Catalog:
    """Write and read a catalog."""
    return reread(create(entries, locale="be", now=NOW))


def reread(data: bytes) -> Catalog:
    """Read a catalog."""
    return read(PATH, data, locale="be")


def merged(
    new: Template,
    old: Catalog | None,
    old_template: Template | None = None,
    shipped: Mapping[Key, tuple[str, ...]] | None = None,
) -> Merged:
    """Merge, and see that the bytes are those of the messages, and that the counts add up."""
    done = merge(new, old, old_template=old_template, locale="be", now=NOW, shipped=shipped)
    assert [replace(entry, line=0) for entry in reread(done.data).entries] == [
        replace(entry, line=0) for entry in done.messages
    ]
    assert done.kept + done.new + done.fuzzy + done.revived == len(new.messages)
    return done


def only(done: Merged, text: str) -> CatalogMessage:
    """Return the one message with this text."""
    (found,) = [entry for entry in done.messages if entry.msgid == text]
    return found


def counts(done: Merged) -> tuple[int, int, int, int, int]:
    """Return what happened: kept, new, fuzzy, obsolete, revived."""
    return done.kept, done.new, done.fuzzy, done.obsolete, done.revived


# --- laws ---

WORDS = ("court", "judge", "prisoner", "letter", "Minsk", "2020", "12", "not", "https://a.org", "**free**", "[a](b)")
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
REFERENCES = st.lists(st.sampled_from([*A, *B]), min_size=1, max_size=2, unique=True).map(tuple)
MESSAGES = st.builds(
    Message,
    msgid=SENTENCES,
    msgctxt=st.sampled_from([None, None, None, "tag"]),
    msgid_plural=st.sampled_from([None, None, None, "many letters"]),
    role=st.sampled_from(["paragraph", "heading 2"]),
)
LOCATED = st.builds(Located, message=MESSAGES, references=REFERENCES)
TEMPLATES = st.lists(LOCATED, max_size=9, unique_by=lambda located: located.message.key).map(
    lambda found: Template("news", tuple(found))
)


@st.composite
def catalogs(draw: st.DrawFn) -> tuple[Template, Catalog]:
    """Make up a template and a catalog that translators and an earlier template have been at work on."""
    first, second = draw(TEMPLATES), draw(TEMPLATES)
    start = merge(first, None, old_template=None, locale="be", now=NOW)
    worked = reread(create([_worked(draw, entry) for entry in start.messages], locale="be", now=NOW))
    done = merge(second, worked, old_template=first, locale="be", now=NOW)
    return second, reread(done.data)


def _worked(draw: st.DrawFn, entry: CatalogMessage) -> CatalogMessage:
    work = draw(st.sampled_from(["none", "all", "all", "fuzzy", "some"]))
    if work == "none":
        return entry
    number = draw(st.integers(0, 99))
    msgstr = tuple(f"пераклад {number}/{form} {entry.msgid}" for form in range(len(entry.msgstr)))
    if work == "some":
        msgstr = (*msgstr[:-1], "")
    return replace(entry, msgstr=msgstr, fuzzy=work == "fuzzy", comments=draw(st.sampled_from(["", "Ask Alena."])))


@given(state=catalogs(), new=TEMPLATES)
def test_no_translation_is_lost(state: tuple[Template, Catalog], new: Template) -> None:
    """Every text of a translator is in the new catalog: kept, as fuzzy, or as obsolete."""
    old_template, old = state
    done = merged(new, old, old_template)
    after = "\n".join(text for entry in done.messages for text in entry.msgstr)
    for entry in old.entries:
        for text in entry.msgstr:
            assert text in after


@given(state=catalogs(), new=TEMPLATES)
def test_what_is_the_same_is_kept(state: tuple[Template, Catalog], new: Template) -> None:
    """A message that stays in the template keeps its translation, its state, its comments and its history."""
    old_template, old = state
    done = {entry.key: entry for entry in merged(new, old, old_template).messages if not entry.obsolete}
    assert list(done.keys() - {located.message.key for located in new.messages}) == []
    for located in new.messages:
        was, now = old.get(located.message.key), done[located.message.key]
        assert (now.note, now.references) == (located.message.note, located.references)
        if was is not None and was.msgid_plural == located.message.msgid_plural:
            assert now == replace(was, note=now.note, references=now.references)


@given(state=catalogs(), new=TEMPLATES)
def test_merging_twice_is_merging_once(state: tuple[Template, Catalog], new: Template) -> None:
    """A second merge changes no byte and says that nothing happened."""
    old_template, old = state
    once = merged(new, old, old_template)
    for before in (old_template, new, None):
        twice = merged(new, reread(once.data), before)
        assert twice.data == once.data
        assert counts(twice) == (len(new.messages), 0, 0, 0, 0)
        assert twice.lost == ()


@given(state=catalogs(), new=TEMPLATES)
def test_what_left_comes_back(state: tuple[Template, Catalog], new: Template) -> None:
    """Messages that leave and come back are what they were, if no near text made use of them meanwhile."""
    old_template, old = state
    away = merged(new, old, old_template)
    back = merged(old_template, reread(away.data), new)
    after = {entry.key: entry for entry in back.messages}
    for entry in away.messages:
        if entry.obsolete and entry.key in after and entry.msgid_plural == after[entry.key].msgid_plural:
            assert after[entry.key].msgstr == entry.msgstr
            assert after[entry.key].fuzzy == entry.fuzzy


@given(state=catalogs(), data=st.data())
def test_a_move_changes_nothing(state: tuple[Template, Catalog], data: st.DataObject) -> None:
    """Messages in another order make nothing fuzzy and no line of the catalog different."""
    old_template, old = state
    moved = Template("news", tuple(data.draw(st.permutations(old_template.messages))))
    done = merged(moved, old, old_template)
    assert done.data == merged(old_template, old, old_template).data
    assert (done.fuzzy, done.obsolete, done.new) == (0, 0, 0)


@given(state=catalogs(), new=TEMPLATES)
def test_nothing_is_finished_by_itself(state: tuple[Template, Catalog], new: Template) -> None:
    """A finished translation was finished before, for the same message; what was lost of them is told."""
    old_template, old = state
    before = {entry.key: entry.msgstr for entry in old.entries if entry.state is State.TRANSLATED}
    done = merged(new, old, old_template)
    finished = {entry.key for entry in done.messages if entry.state is State.TRANSLATED and not entry.obsolete}
    assert {key: only_key(done, key).msgstr for key in finished} == {key: before[key] for key in finished}
    live = {entry.key for entry in old.messages if entry.state is State.TRANSLATED}
    assert {entry.key for entry in done.lost} == live - finished
    assert done.finished == len(live)


def only_key(done: Merged, key: Key) -> CatalogMessage:
    """Return the message with this key."""
    return next(entry for entry in done.messages if entry.key == key)


@settings(max_examples=30)
@given(state=catalogs(), new=TEMPLATES)
def test_bytes_stay_those_of_msgcat(state: tuple[Template, Catalog], new: Template) -> None:
    """A catalog that only we wrote stays what `msgcat --no-wrap` makes of it, merge after merge, and is in order."""
    old_template, old = state
    data = merged(new, old, old_template).data
    command = ["msgcat", "--no-wrap", "--force-po", "-"]
    assert subprocess.run(command, input=data, capture_output=True, check=True).stdout == data
    subprocess.run(["msgfmt", "--check-format", "-o", "/dev/null", "-"], input=data, check=True)


@settings(max_examples=20)
@given(state=catalogs(), new=TEMPLATES, width=st.integers(30, 90))
def test_a_wrapped_catalog_merges_alike(state: tuple[Template, Catalog], new: Template, width: int) -> None:
    """A catalog that another tool wrapped gets the same messages, and keeps the lines of those that stay."""
    old_template, old = state
    data = create(old.entries, locale="be", now=NOW)
    command = ["msgcat", f"--width={width}", "--force-po", "-"]
    wrapped = reread(subprocess.run(command, input=data, capture_output=True, check=True).stdout)
    ours, theirs = merged(new, old, old_template), merged(new, wrapped, old_template)
    assert [replace(entry, line=0) for entry in ours.messages] == [replace(entry, line=0) for entry in theirs.messages]
    assert merged(old_template, wrapped, old_template).data == b"".join(line.encode() for line in wrapped.scan.lines)


# --- new catalogs ---


def test_new_catalog() -> None:
    """Without a catalog one is made: a header, and every message in the template's order, empty."""
    done = merged(template(COURT, Message("%(n)s day", msgid_plural="%(n)s days")), None)
    assert [(entry.msgid, entry.msgstr) for entry in done.messages] == [(COURT, ("",)), ("%(n)s day", ("", "", ""))]
    assert b'"Language: be\\n"' in done.data
    assert counts(done) == (0, 2, 0, 0, 0)


def test_order_of_new_messages() -> None:
    """New messages stand after the message before them in the template, the first ones at the top."""
    old = catalog(translated("b"), translated("d"))
    done = merged(template("a", "b", "c", "c2", "d", "e"), old)
    assert [entry.msgid for entry in done.messages] == ["a", "b", "c", "c2", "d", "e"]


def test_order_of_a_foreign_catalog() -> None:
    """Messages that stand in an order of their own stay there; new ones follow their predecessor, wherever it is."""
    old = catalog(translated("d"), translated("a"), translated("c"))
    done = merged(template("a", "b", "c", "d", "e"), old)
    assert [entry.msgid for entry in done.messages] == ["d", "e", "a", "b", "c"]


# --- notes and references ---


def test_a_new_place_makes_nothing_fuzzy() -> None:
    """A message that moves to another entry, under another heading, is as finished as before."""
    old = catalog(translated(COURT))
    message = Message(COURT, role="list item", heading="Verdicts")
    done = merged(template(message, references=B), old, template(COURT))
    assert done.messages == (replace(old.entries[0], note="list item · Verdicts", references=B),)
    assert counts(done) == (1, 0, 0, 0, 0)


def test_a_note_wrapped_by_another_tool_is_the_same() -> None:
    """Babel wraps notes; that is no reason to write the message."""
    data = create([translated(COURT)], locale="be", now=NOW).replace(
        b"#. paragraph", b"#. list item \xc2\xb7\n#. Verdicts"
    )
    message = Message(COURT, role="list item", heading="Verdicts")
    assert merge(template(message), reread(data), old_template=None, locale="be", now=NOW).data == data


# --- removed and revived ---


def test_removed_messages() -> None:
    """A removed message with a translation, finished or fuzzy, becomes obsolete; one without vanishes."""
    old = catalog(
        translated("done", comments="Mine."),
        translated("guessed", fuzzy=True, previous_msgid="guess"),
        replace(translated("never done"), msgstr=("",)),
        translated("stays"),
    )
    done = merged(template("stays"), old)
    assert [(entry.msgid, entry.obsolete) for entry in done.messages] == [
        ("stays", False),
        ("done", True),
        ("guessed", True),
    ]
    assert only(done, "done").comments == "Mine."
    assert only(done, "guessed").previous_msgid == "guess"
    assert only(done, "done").references == ()
    assert (done.obsolete, [entry.msgid for entry in done.lost], done.finished) == (2, ["done"], 2)


def test_revived_messages() -> None:
    """A message that comes back has its translation again, as finished or as fuzzy as it was."""
    gone: dict[str, Any] = {"obsolete": True, "note": "", "references": ()}
    old = catalog(translated("done", **gone), translated("guessed", fuzzy=True, previous_msgid="guess", **gone))
    done = merged(template("done", "guessed"), old)
    assert [(entry.msgid, entry.obsolete, entry.fuzzy) for entry in done.messages] == [
        ("done", False, False),
        ("guessed", False, True),
    ]
    assert only(done, "guessed").previous_msgid == "guess"
    assert counts(done) == (0, 0, 0, 0, 2)


# --- changed ---


def test_changed_in_its_place() -> None:
    """A changed message keeps its old translation as fuzzy, says what that was made for, and keeps its comments."""
    old = catalog(translated(FLOWERS), translated(COURT, comments="Ask Alena."), translated(LETTER))
    new = COURT.replace("people", "persons")
    done = merged(template(FLOWERS, new, LETTER), old, template(FLOWERS, COURT, LETTER))
    assert only(done, new) == translated(new, f"be: {COURT}", fuzzy=True, previous_msgid=COURT, comments="Ask Alena.")
    assert [entry.msgid for entry in done.messages] == [FLOWERS, new, LETTER]
    assert counts(done) == (2, 0, 1, 0, 0)
    assert [entry.msgid for entry in done.lost] == [COURT]


def test_neighbours_pair_in_order() -> None:
    """Two near sentences that change together are not crossed: the place decides before the words do."""
    one, two = "On Monday the court heard the case of Ales.", "On Friday the court heard the case of Ales."
    new_one, new_two = one.replace("heard", "hears"), two.replace("heard", "hears")
    old = catalog(translated(one), translated(two))
    done = merged(template(new_one, new_two), old, template(one, two))
    assert [(entry.msgid, entry.previous_msgid) for entry in done.messages] == [(new_one, one), (new_two, two)]


def test_a_long_run_pairs_to_its_end() -> None:
    """The place of the last of many neighbours that change together is as good as that of the first."""
    before = [f"{letter * 6} {letter * 6} {letter * 6}" for letter in "abcdefghij"]
    after = [f"{letter * 6} {letter * 6} zzzzzz" for letter in "abcdefghij"]
    assert all(AT_PLACE <= likeness(*pair) < ANYWHERE for pair in zip(before, after, strict=True))
    done = merged(template(*after), catalog(*(translated(text) for text in before)), template(*before))
    assert [entry.previous_msgid for entry in done.messages] == before


def test_changed_in_two_places() -> None:
    """A text of two entries that changes differently in each is offered to both."""
    six, seven = COURT.replace("five", "six"), COURT.replace("five", "seven")
    before = Template("news", (Located(Message(COURT), (*A, *B)),))
    after = Template("news", (*template(six).messages, *template(seven, references=B).messages))
    done = merged(after, catalog(translated(COURT, references=(*A, *B))), before)
    assert [entry.previous_msgid for entry in done.messages] == [COURT, COURT]
    assert counts(done) == (0, 0, 2, 0, 0)


def test_a_paragraph_put_before_a_changed_one() -> None:
    """A new paragraph before a changed one does not take its translation."""
    new = COURT.replace("five", "six")
    old = catalog(translated(FLOWERS), translated(COURT))
    done = merged(template(FLOWERS, LETTER, new), old, template(FLOWERS, COURT))
    assert only(done, LETTER).msgstr == ("",)
    assert only(done, new).previous_msgid == COURT
    assert counts(done) == (1, 1, 1, 0, 0)


def test_what_stood_there_must_be_near() -> None:
    """Another text in the same place gets no guess: the old translation becomes obsolete."""
    done = merged(template(LETTER), catalog(translated(COURT)), template(COURT))
    assert only(done, LETTER).msgstr == ("",)
    assert only(done, COURT).obsolete


@pytest.mark.parametrize("at_place", [True, False])
def test_short_texts_are_not_guessed(*, at_place: bool) -> None:
    """One or two words get no near match, however near they look (comprehensive-rust#918)."""
    old = catalog(translated("Political prisoners"))
    done = merged(template("Political prisoner"), old, template("Political prisoners") if at_place else None)
    assert only(done, "Political prisoner").msgstr == ("",)
    assert only(done, "Political prisoners").obsolete


def test_the_place_is_worth_something() -> None:
    """A text that changed much is found in its place, and not anywhere else."""
    new = "A court in Brest has fined nine men over one walk with a poster."
    assert AT_PLACE <= likeness(COURT, new) < ANYWHERE
    old = catalog(translated(FLOWERS), translated(COURT))
    assert only(merged(template(FLOWERS, new), old, template(FLOWERS, COURT)), new).previous_msgid == COURT
    elsewhere = Template("news", (*template(new, references=B).messages, *template(FLOWERS).messages))
    assert only(merged(elsewhere, old, template(FLOWERS, COURT)), new).msgstr == ("",)


def test_without_an_old_template_the_catalog_knows_the_place() -> None:
    """A catalog that comes without its template (from another site, say) still tells what stood where."""
    new = "A court in Brest has fined nine men over one walk with a poster."
    old = catalog(translated(FLOWERS), translated(COURT))
    assert only(merged(template(FLOWERS, new), old, None), new).previous_msgid == COURT


def test_moved_and_changed() -> None:
    """A message that moves to another entry and changes a little is found by its words."""
    new = COURT.replace("people", "persons")
    old = catalog(translated(FLOWERS), translated(COURT), translated(LETTER))
    done = merged(template(new, references=B), old, template(FLOWERS, COURT, LETTER))
    assert only(done, new).previous_msgid == COURT
    assert counts(done) == (0, 0, 1, 2, 0)


def test_the_nearest_pair_first() -> None:
    """Where two new messages want the same old one, the nearer gets it, and the other is new."""
    near, far = COURT.replace("five", "some"), COURT.replace("five people", "a man")
    done = merged(template(far, near, references=B), catalog(translated(COURT)), template(COURT))
    assert only(done, near).previous_msgid == COURT
    assert only(done, far).msgstr == ("",)


def test_obsolete_messages_are_offered_too() -> None:
    """A text that left long ago is offered to a near one, and stays for the day when it comes back."""
    old = catalog(translated(COURT, obsolete=True, note="", references=()))
    new = COURT.replace("people", "persons")
    done = merged(template(new), old)
    assert only(done, new).previous_msgid == COURT
    assert only(done, COURT) == old.entries[0]


def test_a_fuzzy_message_that_changes_again() -> None:
    """The old text beside a fuzzy translation is the one it was made for, after however many changes."""
    second, third = COURT.replace("people", "persons"), COURT.replace("people", "friends")
    old = catalog(translated(second, f"be: {COURT}", fuzzy=True, previous_msgid=COURT))
    done = merged(template(third), old, template(second))
    assert (only(done, third).previous_msgid, only(done, third).msgstr) == (COURT, (f"be: {COURT}",))


def test_a_change_that_is_taken_back() -> None:
    """When the old text returns, its translation does too; fuzzy, for somebody may have begun to change it."""
    second = COURT.replace("people", "persons")
    old = catalog(translated(second, f"be: {COURT}", fuzzy=True, previous_msgid=COURT))
    done = only(merged(template(COURT), old, template(second)), COURT)
    assert (done.msgstr, done.fuzzy, done.previous_msgid) == ((f"be: {COURT}",), True, None)


def test_unfinished_messages_are_not_offered() -> None:
    """A message without a translation has nothing to offer, and leaves no trace."""
    old = catalog(replace(translated(COURT), msgstr=("",)))
    done = merged(template(COURT.replace("people", "persons")), old, template(COURT))
    assert counts(done) == (0, 1, 0, 0, 0)
    assert len(done.messages) == 1


# --- contexts and plurals ---


def test_another_context() -> None:
    """The same text under another context is offered as fuzzy, a finished one before a fuzzy one, and stays itself."""
    old = catalog(
        translated("Court", "няпэўна", fuzzy=True, msgctxt="label"),
        translated("Court", "Суд", comments="Mine."),
    )
    done = merged(template(Message("Court", "tag"), "Court", Message("Court", "label")), old)
    tag = only_key(done, ("tag", "Court"))
    assert (tag.msgstr, tag.fuzzy, tag.previous_msgid, tag.previous_msgctxt) == (("Суд",), True, "Court", None)
    assert tag.comments == ""
    assert only_key(done, (None, "Court")).state is State.TRANSLATED
    assert counts(done) == (2, 0, 1, 0, 0)


def test_a_context_that_changes() -> None:
    """A message that gets a context takes its old translation along as fuzzy; nothing is left behind."""
    done = merged(template(Message("Court", "tag")), catalog(translated("Court", msgctxt="section")))
    (tag,) = done.messages
    assert (tag.msgctxt, tag.previous_msgctxt, tag.msgstr) == ("tag", "section", ("be: Court",))


DAY = Message("%(n)s day", msgid_plural="%(n)s days")
FORMS = ("%(n)s дзень", "%(n)s дні", "%(n)s дзён")


@pytest.mark.parametrize(
    ("was", "forms", "plural", "expected"),
    [
        (None, ("дзень",), "%(n)s days", ("дзень",) * 3),
        ("%(n)s days", FORMS, "%(n)s long days", FORMS),
        ("%(n)s days", FORMS, None, ("%(n)s дзень / %(n)s дні / %(n)s дзён",)),
    ],
)
def test_a_plural_that_changes(
    was: str | None, forms: tuple[str, ...], plural: str | None, expected: tuple[str, ...]
) -> None:
    """A changed plural makes the message fuzzy, with the old plural beside it and no form forgotten."""
    old = catalog(CatalogMessage(None, "%(n)s day", was, forms))
    (entry,) = merged(template(Message("%(n)s day", msgid_plural=plural)), old).messages
    assert (entry.msgid_plural, entry.msgstr, entry.fuzzy) == (plural, expected, True)
    assert (entry.previous_msgid, entry.previous_msgid_plural) == ("%(n)s day", was)


def test_a_plural_without_translation_changes() -> None:
    """A changed plural of an empty message is nothing to look at again."""
    old = catalog(CatalogMessage(None, "%(n)s day", "%(n)s days", ("", "", "")))
    (entry,) = merged(template(Message("%(n)s day")), old).messages
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (("",), False, None)


def test_an_obsolete_plural_with_too_few_forms() -> None:
    """A plural of another language's catalog that comes back gets the forms of this one, as fuzzy."""
    old = catalog(CatalogMessage(None, "%(n)s day", "%(n)s days", FORMS[:2], obsolete=True))
    (entry,) = merged(template(DAY), old).messages
    assert (entry.msgstr, entry.fuzzy) == ((FORMS[0], FORMS[1], FORMS[1]), True)


# --- shipped translations ---


def test_shipped_translations() -> None:
    """The theme's own translations fill what is empty, finished; what a translator wrote is not touched."""
    shipped: dict[Key, tuple[str, ...]] = {
        (None, "Home"): ("Галоўная",),
        (None, "Search"): ("Пошук",),
        (None, "Menu"): ("Меню",),
        (None, "%(n)s day"): FORMS,
        (None, "Not in the theme"): ("Няма",),
    }
    old = catalog(translated("Home", "Дадому"), replace(translated("Search"), msgstr=("",)))
    done = merged(template("Home", "Search", "Menu", DAY, "About"), old, shipped=shipped)
    assert {entry.msgid: entry.msgstr for entry in done.messages} == {
        "Home": ("Дадому",),
        "Search": ("Пошук",),
        "Menu": ("Меню",),
        "%(n)s day": FORMS,
        "About": ("",),
    }
    assert not any(entry.fuzzy for entry in done.messages)
    assert counts(done) == (2, 3, 0, 0, 0)


def test_shipped_translations_come_before_guesses() -> None:
    """An exact translation that is shipped is better than a fuzzy one of a near text."""
    new = COURT.replace("people", "persons")
    done = merged(template(new), catalog(translated(COURT)), template(COURT), {(None, new): ("дакладна",)})
    assert (only(done, new).msgstr, only(done, new).fuzzy) == (("дакладна",), False)
    assert only(done, COURT).obsolete


@pytest.mark.parametrize("forms", [("a",), ("a", "b"), ("a", "b", ""), ()])
def test_shipped_plurals_must_fit(forms: tuple[str, ...]) -> None:
    """A shipped plural with the wrong number of forms, or an empty one, is not used."""
    (entry,) = merged(template(DAY), None, shipped={(None, "%(n)s day"): forms}).messages
    assert entry.msgstr == ("", "", "")


# --- likeness ---


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("In 2023 the court heard 12 cases.", "In 2024 the court heard 12 cases."),
        ("See https://a.org/x for the whole list.", "See https://b.org/x for the whole list."),
        ("He was allowed to see his lawyer.", "He was not allowed to see his lawyer."),
        ("They can see their lawyers now.", "They can't see their lawyers now."),
        ("The [list](a.md) is not yet complete.", "The list is not yet complete."),
        ("Run `navina check` before you publish.", "Run navina check before you publish."),
        ("It is **not** too late to write.", "It is not too late to write."),
    ],
)
def test_what_counts_against_a_near_text(old: str, new: str) -> None:
    """A changed number, address, negation, link, code or emphasis takes ten points off; both ways."""
    plain_old, plain_new = "The court sat on Monday at noon.", "The court sat on Friday at noon."
    assert likeness(plain_old, plain_new) > 80
    for one, other in ((old, new), (new, old)):
        assert 0 < likeness(one, other) <= 90.0
        assert likeness(one, one) == 100.0


def test_words_are_not_negations_by_their_letters() -> None:
    """A word that only contains "no" or "not" is no negation, and an underscore in a word no emphasis."""
    assert likeness("The notary knows a note.", "The notary knows a noun.") > 80
    assert likeness("Open the file my_list_name now.", "Open the file mylistname now.") > 80


def test_words_find_the_near_text() -> None:
    """Among texts that share their common words, the rare word finds the right one."""
    texts = [f"The court in Minsk heard case number{index} on Monday." for index in range(200)]
    words = Words(texts)
    assert words.candidates("The court in Minsk heard case number137 on Tuesday.")[0] == 137
    assert len(words.candidates("The court in Minsk heard a case on Monday.")) <= 10
    assert words.candidates("Nothing of that kind") == []


def test_words_find_the_near_text_among_many_like_it() -> None:
    """Where all texts are made of the same few words, the order of these still tells which one it was."""
    source = random.Random(1)  # noqa: S311 - the point is that it can be foretold
    texts = list(dict.fromkeys(" ".join(source.choices("abcdefgh", k=10)) for _ in range(1500)))
    changed = [text[:8] + "z" + text[9:] for text in texts]
    words = Words(texts, changed)
    found = sum(index in words.candidates(text) for index, text in enumerate(changed))
    assert found > 0.95 * len(texts)


@given(st.lists(st.integers(0, 30), unique=True), st.lists(st.integers(0, 30), unique=True))
def test_replaced_runs(old: list[int], new: list[int]) -> None:
    """Runs are parts of both sequences, in order, that share no item with one another across a kept one."""
    runs = list(replaced_runs(old, new))
    assert [item for before, _ in runs for item in before] == [
        item for item in old if any(item in before for before, _ in runs)
    ]
    assert [item for _, after in runs for item in after] == [
        item for item in new if any(item in after for _, after in runs)
    ]
    assert all(before and after for before, after in runs)
    assert list(replaced_runs(old, old)) == []


def test_replaced_runs_keep_the_longest_order() -> None:
    """What moved is what is fewest: one item that went to the end does not tear all others from their places."""
    assert list(replaced_runs("abcdefX", "fabcdeY")) == [("fX", "Y")]


def test_work_grows_with_the_content(monkeypatch: pytest.MonkeyPatch) -> None:
    """When every message of a big catalog changes and moves, each is compared with a few others only."""
    count = 600
    calls = 0

    def counted(old: str, new: str, *, floor: float = 0.0) -> float:
        nonlocal calls
        calls += 1
        return likeness(old, new, floor=floor)

    texts = [f"The court in town{index} heard the case of person{index} on Monday." for index in range(count)]
    changed = [text.replace("Monday", "Friday") for text in texts]
    old = catalog(*(translated(text) for text in texts))
    monkeypatch.setattr(merging, "likeness", counted)
    moved = template(*reversed(changed), references=B)
    done = merge(moved, old, old_template=template(*texts), locale="be", now=NOW)
    assert calls <= 15 * count
    pairs = [(entry.previous_msgid, entry.msgid) for entry in done.messages if entry.fuzzy]
    assert len(pairs) > 0.9 * count
    assert sum(before == after.replace("Friday", "Monday") for before, after in pairs) > 0.9 * count


# --- the guard ---


def loss(lost: int, finished: int) -> Merged:
    """Make up a merge that lost some of its finished translations."""
    return Merged(b"", (), 0, 0, 0, 0, 0, finished=finished, lost=(translated("a"),) * lost)


@pytest.mark.parametrize(
    ("losses", "too_much"),
    [
        ([(10, 10)], False),
        ([(11, 11)], True),
        ([(11, 220)], False),
        ([(11, 219)], True),
        ([(6, 50), (5, 50)], True),
        ([(11, 20), (0, 1000)], False),
        ([], False),
    ],
)
def test_too_much_lost(losses: Sequence[tuple[int, int]], *, too_much: bool) -> None:
    """More than ten and more than five in a hundred, over all catalogs together, is too much."""
    assert too_much_lost([loss(*each) for each in losses], Limits()) is too_much


def test_limits() -> None:
    """The limits can be set."""
    assert too_much_lost([loss(1, 100)], Limits(count=0, percent=0.5))
    assert not too_much_lost([loss(50, 100)], Limits(count=50))
