"""Tests of what a catalog and the content have in common, and of what counts as missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline import catalog, checks, config
from pipeline import site as sites
from pipeline.catalog import Located, Template
from pipeline.checks import Severity
from pipeline.checks.rule import CatalogRule
from pipeline.checks.subject import Context
from pipeline.files import Files
from pipeline.message import Message
from tests import folders

if TYPE_CHECKING:
    from pathlib import Path

PAGES = "locale/be/LC_MESSAGES/pages.po"
RULES = ("sync.unknown", "sync.context", "sync.obsolete-needed")
CONTENT = (Message("Law"), Message("Term", "tag"), Message("Term", "prison"))


def entry(msgid: str, msgctxt: str | None = None, msgstr: str = "а", *, obsolete: bool = False) -> str:
    """Return one message of a catalog."""
    lines = [f'msgctxt "{msgctxt}"'] if msgctxt else []
    lines += [f'msgid "{msgid}"', f'msgstr "{msgstr}"']
    return "".join(f"{'#~ ' if obsolete else ''}{line}\n" for line in lines)


def found(*messages: str, content: tuple[Message, ...] | None = CONTENT) -> dict[str, list[str]]:
    """Return the sentences of each rule, with the line that they stand at before them."""
    text = folders.catalog(*messages)
    template = None if content is None else Template("pages", tuple(Located(each, ("a.md",)) for each in content))
    read, context = catalog.read(PAGES, text.encode(), locale="be"), Context("be", template=template)
    lines = text.splitlines()
    result: dict[str, list[str]] = {}
    for id in RULES:  # noqa: A001
        rule = checks.rule(id)
        assert isinstance(rule, CatalogRule)
        for line, said in rule.check(read, context):
            result.setdefault(id, []).append(f"{lines[line - 1]}: {said}")
    return result


def test_a_catalog_in_order_is_quiet() -> None:
    """Each message of the content has its own, and an obsolete one is nobody's business."""
    messages = (entry("Law"), entry("Term", "tag"), entry("Term", "prison"))
    assert found(*messages) == {}
    assert found(*messages, entry("Gone", obsolete=True)) == {}


def test_a_text_that_the_content_lacks_is_unknown() -> None:
    """The finding stands at the message, and says what to do."""
    result = found(entry("Law"), entry("Laws"))
    assert list(result) == ["sync.unknown"]
    (said,) = result["sync.unknown"]
    assert said.startswith('msgid "Laws": the content does not have this text.')
    assert "navina extract" in said


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (entry("Law", "tag"), "without the context 'tag'"),
        (entry("Term", "time"), "not 'time'"),
        (entry("Term"), "with the context 'prison'"),
    ],
)
def test_a_text_under_another_context_is_an_error(message: str, said: str) -> None:
    """The translation is there and not used: readers see English."""
    result = found(message)
    assert list(result) == ["sync.context"]
    assert said in result["sync.context"][0]


def test_an_old_context_beside_the_new_one_is_only_unknown() -> None:
    """The content's own message is in the catalog, so nothing is lost."""
    assert list(found(entry("Law"), entry("Law", "tag"))) == ["sync.unknown"]


def test_an_obsolete_translation_that_the_content_needs_is_an_error() -> None:
    """Somebody put the text back, and nobody ran extract."""
    result = found(entry("Law", obsolete=True))
    assert list(result) == ["sync.obsolete-needed"]
    assert result["sync.obsolete-needed"][0].startswith('#~ msgid "Law": the content has this text')


@pytest.mark.parametrize(
    "messages",
    [
        (entry("Law"), entry("Law", "x", obsolete=True)),
        (entry("Law", msgstr="", obsolete=True),),
        (entry("Term", obsolete=True),),
    ],
)
def test_an_obsolete_translation_that_helps_nobody_is_left_alone(messages: tuple[str, ...]) -> None:
    """Nor is one with another context, or an empty one."""
    assert "sync.obsolete-needed" not in found(*messages)


def test_without_the_content_nothing_is_known() -> None:
    """A catalog that is checked by itself has nothing to be compared with."""
    assert found(entry("Law", "x"), entry("Laws"), entry("Term", obsolete=True), content=None) == {}


def run(root: Path, *messages: str) -> checks.Result:
    """Check a site whose catalog `pages` has these messages."""
    folders.make(root, {PAGES: folders.catalog(*messages)})
    return checks.run(sites.load(config.load(root), Files(root)), ("be",))


def test_a_check_of_a_site_gives_the_rules_its_content(tmp_path: Path) -> None:
    """Each catalog is compared with the messages of its own domain."""
    result = run(tmp_path, entry("Home", "x"), entry("Gone"), entry("Welcome to the site.", obsolete=True))
    found = {(each.id, each.severity) for each in result.findings if each.path == PAGES and each.id in RULES}
    assert found == {
        ("sync.context", Severity.ERROR),
        ("sync.unknown", Severity.WARNING),
        ("sync.obsolete-needed", Severity.ERROR),
    }


def test_a_check_of_a_site_gives_the_rules_its_settings(tmp_path: Path) -> None:
    """Only an anonymous site asks who translated."""
    named = folders.catalog().replace("Nobody", "Jane Doe")
    for settings, count in ((folders.SETTINGS, 0), (f"{folders.SETTINGS}anonymous = true\n", 1)):
        folders.make(tmp_path, {PAGES: named}, settings)
        result = checks.run(sites.load(config.load(tmp_path), Files(tmp_path)), ("be",))
        assert len([each for each in result.findings if each.id == "po.header-personal"]) == count


@pytest.mark.parametrize(
    ("msgstr", "id"),
    [
        ('msgstr ""', "state.missing"),
        ('msgstr " "', "state.blank"),
        ('msgstr "\\n"', "state.blank"),
    ],
)
def test_a_missing_message_has_one_finding(tmp_path: Path, msgstr: str, id: str) -> None:  # noqa: A002
    """Neither none nor two: the counts of the report and its lines agree."""
    result = run(tmp_path, f'msgid "Home"\n{msgstr}\n')
    assert [each.id for each in result.findings if each.msgid == "Home" and each.path == PAGES] == [id]
    assert next(each for each in result.catalogs if each.domain == "pages").missing == 2


@pytest.mark.parametrize(
    ("forms", "id"),
    [
        (("", "", ""), "state.missing"),
        ((" ", "", " "), "state.blank"),
        (("%(number)s а", "", "%(number)s в"), "plural.incomplete"),
        (("%(number)s а", "%(number)s б", " "), "plural.incomplete"),
    ],
)
def test_a_missing_plural_has_one_finding(tmp_path: Path, forms: tuple[str, ...], id: str) -> None:  # noqa: A002
    """Whatever is missing of it."""
    folders.make(tmp_path)
    site = sites.load(config.load(tmp_path), Files(tmp_path))
    theme = next(each for each in site.templates if each.domain == "site")
    plural = next(each.message for each in theme.messages if each.message.msgid_plural)
    context = f'msgctxt "{plural.msgctxt}"\n' if plural.msgctxt else ""
    written = "".join(f'msgstr[{index}] "{form}"\n' for index, form in enumerate(forms))
    text = f'{context}msgid "{plural.msgid}"\nmsgid_plural "{plural.msgid_plural}"\n{written}'
    folders.make(tmp_path, {"locale/be/LC_MESSAGES/site.po": folders.catalog(text)})
    result = checks.run(sites.load(config.load(tmp_path), Files(tmp_path)), ("be",))
    assert [each.id for each in result.findings if each.msgid == plural.msgid] == [id]
