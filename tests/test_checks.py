"""Tests of the checks: what each rule finds, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline import checks, config
from pipeline import site as sites
from pipeline.checks import EntryProgress, Request, Scope, Selection, Severity, registry
from pipeline.checks.finding import Hit
from pipeline.checks.rule import CatalogRule
from pipeline.files import Files
from pipeline.sentence import say
from tests import folders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.catalog import Catalog
    from pipeline.checks.subject import Context

ENTRY = "---\ntitle: T\n---\n\nSee [the plan](index.md) of *May*.\n\n## Figures\n\nTotal.\n"
MSGID = "See [the plan](index.md) of *May*."
PAGES = "locale/be/LC_MESSAGES/pages.po"


def run(
    root: Path, *messages: str, locales: tuple[str, ...] = ("be",), request: Request | None = None, settings: str = ""
) -> checks.Result:
    """Check a site with one entry whose catalog `pages` has these messages."""
    files = {"content/a.md": ENTRY, PAGES: folders.catalog(*messages)}
    folders.make(root, files, folders.SETTINGS + settings)
    return checks.run(sites.load(config.load(root), Files(root)), locales, request)


def found(result: checks.Result, id: str) -> list[checks.Finding]:  # noqa: A002
    """Return the findings of one rule in the catalog `pages`."""
    return [each for each in result.findings if each.id == id and "site.po" not in each.path]


def message(msgstr: str, msgid: str = MSGID, extra: str = "") -> str:
    """Return one message of a catalog."""
    return f'{extra}msgid "{msgid}"\nmsgstr "{msgstr}"\n'


def test_a_message_without_a_translation_is_missing(tmp_path: Path) -> None:
    """The finding is at the message in the catalog and names the entry and the heading."""
    result = run(tmp_path, message("", "Total."))
    finding = next(each for each in found(result, "state.missing") if each.msgid == "Total.")
    assert (finding.path, finding.line, finding.severity) == (PAGES, 13, Severity.MISSING)
    assert (finding.entry, finding.heading, finding.message) == ("content/a.md", "Figures", "not translated.")


def test_only_white_space_is_missing_too(tmp_path: Path) -> None:
    """A blank translation would leave a hole in the page."""
    assert any(each.msgid == "Total." for each in found(run(tmp_path, message(" ", "Total.")), "state.blank"))


def test_a_text_that_no_catalog_knows_is_missing_at_its_place_in_the_content(tmp_path: Path) -> None:
    """The check counts against the content as it is now, not against the last extract."""
    finding = next(each for each in found(run(tmp_path), "state.missing") if each.msgid == MSGID)
    assert (finding.path, finding.line) == ("content/a.md", 5)
    assert "navina extract" in finding.message


def test_a_catalog_that_is_not_there_is_one_finding(tmp_path: Path) -> None:
    """Before the first extract nobody wants five hundred lines."""
    result = run(tmp_path, locales=("ru",))
    assert [(each.path, each.line) for each in result.findings] == [
        ("locale/ru/LC_MESSAGES/pages.po", 0),
        ("locale/ru/LC_MESSAGES/site.po", 0),
    ]
    assert all("Run 'navina extract'" in each.message for each in result.findings)


def test_a_fuzzy_translation_says_what_it_was_made_for(tmp_path: Path) -> None:
    """A translator sees at once what changed."""
    result = run(tmp_path, message("Усяго", "Total.", '#, fuzzy\n#| msgid "Sum."\n'))
    (finding,) = found(result, "state.fuzzy")
    assert finding.severity is Severity.FUZZY
    assert "It was made for: 'Sum.'" in finding.message


def test_a_changed_structure_is_an_error(tmp_path: Path) -> None:
    """The rules for Markdown say what; the page shows the source text, so that the message counts as refused."""
    result = run(tmp_path, message("Гл. [план](plan.md) на *май*."))
    (finding,) = [each for each in result.findings if each.msgid == MSGID]
    assert finding.id.startswith("md.link")
    assert finding.severity is Severity.ERROR
    assert next(each for each in result.catalogs if each.domain == "pages").refused == 1


def test_a_translation_that_keeps_the_structure_is_quiet(tmp_path: Path) -> None:
    """Words, their order and the text of links are free."""
    result = run(tmp_path, message("На *май*: [план](index.md) тут."))
    assert not [each for each in result.findings if each.msgid == MSGID]


def test_a_theme_string_needs_its_placeholders(tmp_path: Path) -> None:
    """A plural form that lost its number is an error in the catalog `site`."""
    folders.make(tmp_path)
    site = sites.load(config.load(tmp_path), Files(tmp_path))
    plural = next(
        located.message for each in site.templates for located in each.messages if located.message.msgid_plural
    )
    forms = "".join(f'msgstr[{number}] "{text}"\n' for number, text in enumerate(("%(total)s", "%(x)s", "a")))
    text = f'msgid "{plural.msgid}"\nmsgid_plural "{plural.msgid_plural}"\n{forms}'
    folders.make(tmp_path, {"locale/be/LC_MESSAGES/site.po": folders.catalog(text)})
    result = checks.run(sites.load(config.load(tmp_path), Files(tmp_path)), ("be",))
    said = {(each.form, str(each.message)) for each in result.findings if each.id == "fmt.placeholder"}
    assert {form for form, _ in said} == {0, 1, 2}
    assert any("%(number)s" in sentence for _, sentence in said)
    assert any("%(x)s" in sentence for form, sentence in said if form == 1)


def test_a_broken_catalog_is_an_error_and_nothing_more(tmp_path: Path) -> None:
    """Its messages are not reported as missing: they may well be there."""
    result = run(tmp_path, 'msgid "Total."\nmsgstr "Усяго\n')
    own = [each for each in result.findings if each.path == PAGES or each.path.startswith("content")]
    assert [(each.id, each.line, each.severity) for each in own] == [("po.syntax", 14, Severity.ERROR)]
    assert next(each for each in result.catalogs if each.domain == "pages").translated == 0


def test_only_the_chosen_locales_are_checked(tmp_path: Path) -> None:
    """A broken catalog of another locale is somebody else's business."""
    result = run(tmp_path, 'msgid "Total."\nmsgstr "Усяго\n', locales=("ru",))
    assert {each.locale for each in result.catalogs} == {"ru"}
    assert not [each for each in result.findings if "/be/" in each.path]


def test_progress_counts_messages_and_words(tmp_path: Path) -> None:
    """Words are those of the source text, so that they say how much work is left."""
    result = run(tmp_path, message("Усяго.", "Total."), message("Гл. план."), message("Х", "T", "#, fuzzy\n"))
    pages = next(each for each in result.catalogs if each.domain == "pages")
    # Home, Welcome to the site., T, See [the plan](index.md) of *May*., Figures, Total.
    assert (pages.translated, pages.fuzzy, pages.missing, pages.refused, pages.total) == (1, 1, 3, 1, 6)
    assert (pages.words_translated, pages.words) == (1, 15)


def test_findings_are_sorted_by_place(tmp_path: Path) -> None:
    """The same run has the same order."""
    result = run(tmp_path, message("", "Total."), message("Гл."))
    assert list(result.findings) == sorted(result.findings, key=lambda each: each.place)


SHORT = "A long paragraph of the report says in many words what can be said in one or two of them."


def short(comment: str = "", msgstr: str = "Коратка.") -> str:
    """Return a message that `text.omitted` finds too short."""
    return f'{comment}msgid "{SHORT}"\nmsgstr "{msgstr}"\n'


def omitted(root: Path, text: str, settings: str = "", request: Request | None = None) -> checks.Result:
    """Check a site with an entry in `news` that has the long paragraph; the catalog has this message."""
    entry = f"---\ntitle: N\n---\n\n{SHORT}\n"
    files = {"content/news/n.md": entry, "locale/be/LC_MESSAGES/news.po": folders.catalog(text)}
    folders.make(root, files, folders.SETTINGS + settings)
    return checks.run(sites.load(config.load(root), Files(root)), ("be",), request)


def of_rule(result: checks.Result, id: str = "text.omitted") -> list[checks.Finding]:  # noqa: A002
    """Return what one rule has found."""
    return [each for each in result.findings if each.id == id]


def test_a_comment_silences_a_finding(tmp_path: Path) -> None:
    """The finding is gone and counted, and nothing is said of the comment."""
    result = omitted(tmp_path, short("# navina: ignore text.omitted -- a summary is enough here\n"))
    assert (of_rule(result), result.ignored) == ([], 1)
    assert not [each for each in result.findings if each.id.startswith("ignore.")]


def test_a_wrong_comment_is_found_in_its_own_line(tmp_path: Path) -> None:
    """The line is the comment's, not the message's, also where other comments stand between."""
    comment = "# from Jane\n# navina: ignore text.omited -- why\n#. paragraph\n#: content/news/n.md\n"
    result = omitted(tmp_path, short(comment))
    (finding,) = of_rule(result, "ignore.unknown")
    lines = (tmp_path / finding.path).read_text().split("\n")
    assert lines[finding.line - 1] == "# navina: ignore text.omited -- why"
    assert finding.msgid == SHORT
    assert len(of_rule(result)) == 1


def test_an_unused_comment_is_found_once_the_text_is_finished(tmp_path: Path) -> None:
    """A fuzzy translation keeps its comment in peace."""
    comment = "# navina: ignore text.omitted -- why\n"
    long = "Доўгі абзац дакладу кажа многімі словамі тое, што можна сказаць адным або двума."
    assert len(of_rule(omitted(tmp_path, short(comment, long)), "ignore.unused")) == 1
    assert of_rule(omitted(tmp_path, short(f"{comment}#, fuzzy\n", long)), "ignore.unused") == []


def test_settings_switch_a_rule_off_or_make_it_an_error(tmp_path: Path) -> None:
    """For the whole site, for a locale, for a folder of the content or a catalog."""
    table = '[tool.navina.checks.rules]\n"text.omitted" = "{}"\n'
    assert of_rule(omitted(tmp_path, short(), table.format("off"))) == []
    (finding,) = of_rule(omitted(tmp_path, short(), table.format("error")))
    assert finding.severity is Severity.ERROR
    override = '[[tool.navina.checks.overrides]]\n{}\nrules = {{ "text.omitted" = "error" }}\n'
    for place, severity in (
        ('locales = ["be"]', Severity.ERROR),
        ('locales = ["ru"]', Severity.WARNING),
        ('paths = ["content/news/**"]', Severity.ERROR),
        ('paths = ["content/news"]', Severity.ERROR),
        ('paths = ["content/*.md"]', Severity.WARNING),
        ('paths = ["locale/**/news.po"]', Severity.ERROR),
        ('locales = ["ru"]\npaths = ["content/news/**"]', Severity.WARNING),
    ):
        (finding,) = of_rule(omitted(tmp_path, short(), override.format(place)))
        assert finding.severity is severity, place


def test_the_last_override_counts(tmp_path: Path) -> None:
    """What is said for a folder comes after what is said for everything."""
    settings = (
        '[tool.navina.checks.rules]\n"text.omitted" = "off"\n'
        '[[tool.navina.checks.overrides]]\npaths = ["content/news/*"]\nrules = { "text.omitted" = "info" }\n'
    )
    (finding,) = of_rule(omitted(tmp_path, short(), settings))
    assert finding.severity is Severity.INFO


def test_an_override_by_path_needs_all_entries_of_a_text(tmp_path: Path) -> None:
    """A text that also stands elsewhere is one text with one translation."""
    folders.make(tmp_path, {"content/news/m.md": f"---\ntitle: M\n---\n\n{SHORT}\n"})
    override = '[[tool.navina.checks.overrides]]\npaths = ["content/news/n.md"{}]\nrules."text.omitted" = "off"\n'
    assert len(of_rule(omitted(tmp_path, short(), override.format("")))) == 1
    assert of_rule(omitted(tmp_path, short(), override.format(', "content/news/m.md"'))) == []


def test_only_some_rules(tmp_path: Path) -> None:
    """A rule that is asked for by name is asked, whatever the settings say, and no other."""
    settings = '[tool.navina.checks.rules]\n"text.omitted" = "off"\n'
    folders.make(tmp_path, settings=folders.SETTINGS + settings)
    request = Request(Selection(config.load(tmp_path).checks, ["text.omitted"]))
    result = omitted(tmp_path, short(), settings, request)
    assert [each.id for each in result.findings] == ["text.omitted"]


def test_only_some_entries(tmp_path: Path) -> None:
    """Only their messages are looked at and counted; the headers of the catalogs are another matter."""
    request = Request(scope=Scope(entries=frozenset({"content/a.md"})))
    result = run(tmp_path, message("", "Total."), request=request)
    assert {each.entry for each in result.findings} == {"content/a.md"}
    assert [(each.domain, each.total) for each in result.catalogs] == [("pages", 4)]
    assert [each.path for each in result.entries] == ["content/a.md"]


def test_only_some_catalogs(tmp_path: Path) -> None:
    """All messages of a catalog that is named, and no other catalog."""
    request = Request(scope=Scope(catalogs=frozenset({PAGES})))
    result = run(tmp_path, message("", "Total."), locales=("be", "ru"), request=request)
    assert [(each.path, each.total) for each in result.catalogs] == [(PAGES, 6)]


def test_a_broken_catalog_of_another_place_is_not_named(tmp_path: Path) -> None:
    """It is named where one of the messages that are wanted should be in it."""
    broken = 'msgid "Total."\nmsgstr "Усяго\n'
    for entries, catalogs, number in (
        ({"content/a.md"}, set(), 1),
        (set(), {PAGES}, 1),
        (set(), {PAGES.replace("pages", "site")}, 0),
    ):
        request = Request(scope=Scope(frozenset(catalogs), frozenset(entries)))
        assert len(of_rule(run(tmp_path, broken, request=request), "po.syntax")) == number


def test_how_far_every_entry_is(tmp_path: Path) -> None:
    """Each entry in each locale, with what stands in its own text; tags and names of sections are not its own."""
    result = run(tmp_path, message("Усяго.", "Total."), message("Х", "T", "#, fuzzy\n"))
    # content/a.md: T, See [the plan](index.md) of *May*., Figures, Total.
    assert result.entries == (
        EntryProgress("be", "content/a.md", 1, 1, 2, 0, 10, 1),
        EntryProgress("be", "content/index.md", 0, 0, 2, 0, 5, 0),
    )


def test_progress_is_known_without_asking_a_rule(tmp_path: Path) -> None:
    """`navina status` needs no findings."""
    result = run(tmp_path, message("Усяго.", "Total."))
    site = sites.load(config.load(tmp_path), Files(tmp_path))
    assert checks.progress(site, ("be",)) == result.catalogs


def test_a_finding_of_a_whole_catalog_belongs_to_the_message_of_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a comment there silences it, and the report shows the texts; one in the header belongs to the file."""

    def check(catalog: Catalog, _: Context) -> Iterator[tuple[int, Hit]]:
        yield 2, Hit(say("in the header."))
        yield from ((each.line, Hit(say("in a message."), (0, 3))) for each in catalog.messages)

    rule = CatalogRule(
        id="text.reused", severity=Severity.WARNING, summary="A test.", explanation="A test.", check=check
    )
    monkeypatch.setattr("pipeline.checks.selection.CATALOG_RULES", (rule,))
    texts = (message("Усяго", "Total."), message("Лічбы", "Figures", "# navina: ignore text.reused -- why\n"))
    result = run(tmp_path, *texts, message("Няма", "Gone."))
    found_here = [(each.message, each.msgid, each.target_span) for each in of_rule(result, "text.reused")]
    assert found_here == [
        ("in the header.", "", None),
        ("in a message.", "Total.", (0, 3)),
        ("in a message.", "", None),
    ]
    assert result.ignored == 1


def test_strictness_and_thresholds() -> None:
    """Warnings fail where it is strict; missing and fuzzy do not fail where a threshold judges the locale."""
    for severity, usual, strict, judged in (
        (Severity.ERROR, True, True, True),
        (Severity.WARNING, False, True, False),
        (Severity.INFO, False, False, False),
        (Severity.MISSING, True, True, False),
        (Severity.FUZZY, True, True, False),
    ):
        result = checks.Result((), (checks.Finding("x", severity, "be.po", 1, say("m"), "be"),))
        assert (result.fails, result.fails_if(strict=True), result.fails_if(judged={"be"})) == (usual, strict, judged)
        assert result.fails_if(judged={"ru"}) is usual


def test_everything_that_a_check_can_find_has_an_explanation() -> None:
    """By its id, whether a rule found it or the check itself."""
    for each in registry.EVERYTHING:
        assert checks.about(each.id) is each
        assert each.id.partition(".")[0] in registry.FAMILIES


@pytest.mark.parametrize(
    ("id", "data"),
    [
        ("po.syntax", 'msgid "a\nmsgstr ""\n'),
        ("po.encoding", b'msgid "\xff"\nmsgstr ""\n'),
        ("po.conflict-marker", '<<<<<<< a\nmsgid "a"\nmsgstr ""\n=======\n>>>>>>> b\n'),
        ("po.duplicate", 'msgid "a"\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n'),
        ("po.plural-count", 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n'),
    ],
)
def test_what_is_wrong_with_a_file_has_an_id_of_its_own(tmp_path: Path, id: str, data: str | bytes) -> None:  # noqa: A002
    """Whoever reads reports by a program can tell a conflict from a missing quotation mark."""
    header = folders.catalog().encode()
    body = data if isinstance(data, bytes) else data.encode()
    folders.make(tmp_path, {"content/a.md": ENTRY, PAGES: header + b"\n" + body})
    result = checks.run(sites.load(config.load(tmp_path), Files(tmp_path)), ("be",))
    assert [each.id for each in result.findings if each.path == PAGES] == [id]
    assert registry.about(id) is not None


@pytest.mark.parametrize(
    ("id", "data"),
    [
        ("po.bom", b"\xef\xbb\xbf" + folders.catalog().encode()),
        ("po.header-missing", b'msgid "a"\nmsgstr "b"\n'),
        ("po.syntax", b""),
    ],
)
def test_what_is_wrong_with_the_beginning_of_a_file(tmp_path: Path, id: str, data: bytes) -> None:  # noqa: A002
    """A byte order mark, no header, nothing at all."""
    folders.make(tmp_path, {"content/a.md": ENTRY, PAGES: data})
    result = checks.run(sites.load(config.load(tmp_path), Files(tmp_path)), ("be",))
    found = [each.id for each in result.findings if each.path == PAGES]
    assert found == [id]
    assert registry.about(id) is not None
