"""Tests of the checks of source texts: every rule by its cases, and the run over a site."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline import _near, config, entry
from pipeline import site as sites
from pipeline.checks import Selection, registry, source
from pipeline.checks.finding import Finding, Severity
from pipeline.checks.source import rules
from pipeline.checks.source.registry import RULES
from pipeline.config import Settings
from pipeline.files import Files
from pipeline.site import Site
from tests import cases_reader

if TYPE_CHECKING:
    from pipeline.checks.rule import Example
    from pipeline.checks.source.rule import SourceRule
    from tests.cases_reader import Case

ROOT = Path(__file__).parent.parent
FOLDER = "source"
SETTINGS = Settings(Path("site"), locales=("be",))


def site_of(texts: dict[str, str], settings: Settings = SETTINGS) -> Site:
    """Return the site of some entries; one without front matter gets a title."""
    found = []
    for path, text in texts.items():
        whole = text if text.startswith("---\n") else f"---\ntitle: A title\n---\n\n{text}\n"
        found.append(entry.parse(path, whole.encode(), settings))
    return Site(settings, tuple(found), ("content/map.png",))


def found(name: str, texts: dict[str, str]) -> list[Finding]:
    """Return what one rule finds in some entries."""
    return [each for each in source.run(site_of(texts)) if each.id == name]


def marked(each: Finding) -> str:
    """Return the stretch of a text that a finding marks."""
    return "-" if each.source_span is None else each.source[slice(*each.source_span)]


def cases() -> list[pytest.param]:  # type: ignore[valid-type]
    """Read all cases, for `parametrize`."""
    return [
        pytest.param(each.id, case, id=f"{each.id}: {case.title}")
        for each in RULES
        for case in cases_reader.read(f"{FOLDER}/{each.id}.md")
    ]


@pytest.mark.parametrize(("name", "case"), cases())
def test_a_rule_finds_what_its_case_says(name: str, case: Case) -> None:
    """Neither less nor more, and in the same places."""
    texts = {path: "\n".join(lines).rstrip("\n") for path, lines in case.sections.items() if path != "finds"}
    results = found(name, texts or {"content/case.md": case.text.rstrip("\n")})
    expected = [line.partition(" | ") for line in case.sections.get("finds", []) if line.strip()]
    places = [f"{each.path if texts else ''} {marked(each)}".strip() for each in results]
    assert places == [each[0].strip() for each in expected]
    for each, (_, _, words) in zip(results, expected, strict=True):
        assert words.strip() in each.message


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.id)
def test_a_rule_says_what_it_is(each: SourceRule) -> None:
    """As the rules for translations do, and it is explained by its id."""
    assert each.id.partition(".")[0] == "source"
    assert find_spec(f"{rules.__name__}.{each.id.replace('.', '_')}"), "the file has the rule's name"
    assert registry.about(each.id) is each
    assert each.summary.endswith(".")
    assert len(each.summary) <= 110
    assert len(each.explanation) > 60
    known = cases_reader.read(f"{FOLDER}/{each.id}.md")
    assert {bool(case.sections.get("finds")) for case in known} == {True, False}, "it has cases both ways"


@pytest.mark.parametrize(
    ("name", "example"), [pytest.param(each.id, one, id=each.id) for each in RULES for one in each.examples]
)
def test_the_examples_are_true(name: str, example: Example) -> None:
    """What the documentation shows as wrong is found, and what it shows as right is not."""

    def texts(text: str) -> dict[str, str]:
        field = {"source.title": "title", "source.summary": "title: A\nsummary"}.get(name)
        return {"content/x.md": f'---\n{field}: "{text}"\n---\n' if field else text}

    assert found(name, texts(example.wrong))
    assert found(name, texts(example.right)) == []


def test_a_finding_has_its_line_the_text_and_the_place() -> None:
    """The line is that of the marked words, where a paragraph goes over several."""
    text = "---\ntitle: The the title\n---\n\n# One\n\nThe first line\n> no quote\nand the the\nthird.\n\n* It it is.\n"
    title, paragraph, item = found("source.repeated", {"content/x.md": text})
    assert [each.line for each in (title, paragraph, item)] == [2, 9, 12]
    assert paragraph.path == paragraph.entry == "content/x.md"
    assert (paragraph.heading, paragraph.severity) == ("One", Severity.WARNING)
    assert paragraph.source == paragraph.msgid
    assert (marked(paragraph), paragraph.suggestion) == ("the the", "the")
    assert paragraph.message == "'the' stands twice. Remove one of the two."


def test_the_line_is_that_of_the_second_of_two_equal_places() -> None:
    """What stands before a place tells which of two it is."""
    text = "It is in in the court of Minsk, as everybody knows,\nand it was in in the court of Brest.\n"
    assert [each.line for each in found("source.repeated", {"content/x.md": text})] == [5, 6]


def test_the_line_of_a_picture_and_of_an_address_is_their_own() -> None:
    """They belong to no message, but to a line."""
    text = "Text.\n\n![](map.png)\n\nSee [this](www.example.org)."
    [picture] = found("source.alt", {"content/x.md": text})
    [address] = found("source.link", {"content/x.md": text})
    assert (picture.path, picture.line, picture.msgid) == ("content/x.md", 7, "")
    assert (address.path, address.line) == ("content/x.md", 9)


def test_a_dead_link_is_an_error_and_a_bad_address_a_warning() -> None:
    """The first stops the build, the second does not."""
    text = "[a](other.md) [b](https://example)"
    levels = {each.message: each.severity for each in found("source.link", {"content/x.md": text})}
    assert sorted(levels.values(), key=lambda each: each.value) == [Severity.ERROR, Severity.WARNING]


def test_a_letter_that_only_may_be_wrong_is_no_error() -> None:
    """Where nobody can tell which word was meant."""
    texts = {"content/x.md": "The Bеlarus and the wordж"}
    assert [each.severity for each in found("source.lookalike", texts)] == [Severity.ERROR, Severity.WARNING]


def test_findings_are_sorted_by_place_and_drafts_are_checked_too() -> None:
    """An entry is best mended before it is published."""
    texts = {
        "content/b.md": "The the court , in in.",
        "content/a.md": "---\ntitle: A\ndraft: true\n---\n\nNobody nobody came.\n",
    }
    places = [(each.path, each.id, marked(each)) for each in source.run(site_of(texts))]
    assert places == [
        ("content/a.md", "source.repeated", "Nobody nobody"),
        ("content/b.md", "source.repeated", "The the"),
        ("content/b.md", "source.punctuation", " ,"),
        ("content/b.md", "source.repeated", "in in"),
    ]


def test_what_an_author_keeps_from_translators_is_not_looked_at() -> None:
    """A skipped text may be anything: a poem in the original."""
    assert source.run(site_of({"content/x.md": "<!-- i18n:skip -->\nСуд суд , суд\n"})) == ()


def test_the_settings_say_which_rules_are_asked_and_how_much_they_matter() -> None:
    """As for translations, also for a folder alone."""
    table = (
        '[tool.navina]\n[tool.navina.checks.rules]\n"source.repeated" = "error"\n'
        '[[tool.navina.checks.overrides]]\npaths = ["content/old"]\nrules = { "source.repeated" = "off" }\n'
    )
    settings = config.parse(table, Path("site"))
    site = site_of({"content/old/x.md": "The the", "content/new/x.md": "The the , court"}, settings)

    def asked(selection: Selection) -> list[tuple[str, str, str]]:
        return [(each.path, each.id, each.severity.value) for each in source.run(site, selection)]

    repeated, punctuation = "source.repeated", "source.punctuation"
    new = "content/new/x.md"
    assert asked(Selection(settings.checks)) == [(new, repeated, "error"), (new, punctuation, "warning")]
    assert asked(Selection(settings.checks, [punctuation])) == [(new, punctuation, "warning")]


def test_rules_for_english_are_silent_where_the_source_is_another_language() -> None:
    """Cyrillic words are no mistake in Belarusian; a word that stands twice is one in any language."""
    settings = Settings(Path("site"), source="be", locales=("ru",))
    site = site_of({"content/x.md": "Гэта гэта суд."}, settings)
    assert [each.id for each in source.run(site)] == ["source.repeated"]


def test_a_site_of_many_texts_is_compared_in_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text is compared with a few others, however many there are."""
    compared = []

    def likeness(old: str, new: str, *, floor: float) -> float:
        compared.append(old)
        return _near.likeness(old, new, floor=floor)

    monkeypatch.setattr("pipeline.checks.source.rules.source_twice.likeness", likeness)
    body = "\n\n".join(f"In case number {number} the court of the city sat again on that day" for number in range(400))
    assert found("source.twice", {"content/x.md": body}) == []
    assert 0 < len(compared) <= 400 * 10


def test_the_sample_site_is_quiet() -> None:
    """What is found in our own texts is a mistake in them, or in a rule."""
    site = sites.load_content(config.load(ROOT), Files(ROOT))
    assert [f"{each.path}:{each.line}: {each.id}: {each.message}" for each in source.run(site)] == []
