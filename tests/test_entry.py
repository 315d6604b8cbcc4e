"""Tests of entries: front matter and body."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline import config, entry
from pipeline.config import Settings
from pipeline.errors import SourceError

SETTINGS = Settings(Path("site"), locales=("be", "ru"))
PATH = "content/news/x.md"


def parse(text: str | bytes, path: str = PATH, settings: Settings = SETTINGS) -> entry.Entry:
    """Read an entry from a text."""
    return entry.parse(path, text if isinstance(text, bytes) else text.encode(), settings)


def problems(text: str | bytes, path: str = PATH, settings: Settings = SETTINGS) -> list[str]:
    """Return what is said about an entry that is wrong."""
    with pytest.raises(SourceError) as caught:
        parse(text, path, settings)
    return str(caught.value).split("\n")


def test_front_matter_and_body_are_read() -> None:
    """Every key arrives as what it is, and the body keeps the lines of its file."""
    text = (
        "---\ntitle: The  report\nsummary: What\n  it says\ndate: 2024-06-07\nupdated: 2024-06-08\n"
        "tags: [elections, elections, law]\naliases: [old/x.html]\ndraft: true\n---\n\nA paragraph.\n"
    )
    found = parse(text)
    assert (found.title, found.summary) == ("The report", "What it says")
    assert (found.date, found.updated) == (dt.date(2024, 6, 7), dt.date(2024, 6, 8))
    assert (found.tags, found.aliases, found.draft) == (("elections", "law"), ("old/x.html",), True)
    assert [(each.role, each.msgid) for each in found.messages] == [
        ("title", "The report"),
        ("summary", "What it says"),
        ("paragraph", "A paragraph."),
    ]
    assert [found.line(each.key) for each in found.messages] == [2, 3, 12]


def test_where_an_entry_belongs_comes_from_its_path() -> None:
    """Section, name and domain need no key of their own."""
    text = "---\ntitle: T\n---\n"
    deep, top = parse(text, "content/news/2024/x.md"), parse(text, "content/about.md")
    assert (deep.section, deep.name, deep.slug, deep.domain) == ("news", "news/2024/x", "x", "news")
    assert (top.section, top.name, top.slug, top.domain) == ("", "about", "about", "pages")


def test_the_settings_say_what_a_catalog_holds() -> None:
    """The domain follows the granularity; a dot in a name cannot be taken for a folder."""
    paths = ("content/news/2024/x.md", "content/news/2024.x.md", "content/about.md")
    for catalogs, domains in (
        ("section", ["news", "news", "pages"]),
        ("entry", ["news.2024.x", "news.2024..x", "pages.about"]),
        ("site", ["pages", "pages", "pages"]),
    ):
        settings = Settings(Path(), catalogs=catalogs)
        assert [parse("---\ntitle: T\n---\n", path, settings).domain for path in paths] == domains


@pytest.mark.parametrize("name", ["pages", "site"])
def test_names_of_navinas_own_catalogs_are_taken(name: str) -> None:
    """A section cannot be called like a catalog that is there anyway; an entry can."""
    (problem,) = problems("---\ntitle: T\n---\n", f"content/{name}/x.md")
    assert problem.startswith(f"content/{name}/x.md: '{name}' is the name of a catalog of Navina's own.")
    assert parse("---\ntitle: T\n---\n", f"content/{name}.md").domain == "pages"


def test_a_date_is_optional() -> None:
    """An entry without a date has none; nothing is made up for it."""
    assert parse("---\ntitle: T\n---\n").date is None


def test_windows_line_ends_and_a_byte_order_mark_are_accepted() -> None:
    """What editors on Windows save reads like anything else."""
    found = parse(b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\n\r\nOne\r\ntwo.\r\n")
    assert [each.msgid for each in found.messages] == ["T", "One two."]
    assert found.line((None, "One two.")) == 5


def test_a_text_in_front_matter_and_body_is_one_message() -> None:
    """The body's rules hold for it, as it stands in a paragraph too."""
    found = parse("---\ntitle: See *this*\n---\n\nSee *this*\n")
    assert [(each.role, each.tags) for each in found.messages] == [("title", ("p",))]


def test_the_settings_add_and_take_away_keys() -> None:
    """`front_matter` names more messages, `skip_front_matter` keys that stay in English."""
    settings = Settings(Path(), front_matter=("subtitle",), skip_front_matter=("summary", "source"))
    found = parse("---\ntitle: T\nsubtitle: Sub\nsummary: S\nsource: X\n---\n", settings=settings)
    assert [(each.role, each.msgid) for each in found.messages] == [("title", "T"), ("subtitle", "Sub")]
    assert found.summary == "S"


def test_a_title_without_letters_is_no_message() -> None:
    """There is nothing to translate in a number."""
    assert parse('---\ntitle: "2024"\n---\n').messages == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Just text.\n", f"{PATH}:1: has no front matter."),
        ("", f"{PATH}:1: has no front matter."),
        ("---\ntitle: T\n", f"{PATH}:1: the front matter is never closed."),
        ("---\ntitle: a: b\n---\n", f"{PATH}:2: the front matter is not YAML"),
        ("---\n- title\n---\n", f"{PATH}:2: the front matter is not a list of 'key: value' lines."),
        ("---\ndate: 2024-13-01\ntitle: T\n---\n", f"{PATH}:2: "),
        ("---\nsummary: S\n---\n", f"{PATH}:1: has no 'title'."),
        ("---\ntitle: ''\n---\n", f"{PATH}:2: has no 'title'."),
        ("---\ntitle: 5\n---\n", f"{PATH}:2: 'title' is a number."),
        ("---\ntitle: T\ntitle: U\n---\n", f"{PATH}:3: 'title' stands here and on line 2."),
        (
            "---\ntitle: T\nsumary: S\n---\n",
            f"{PATH}:3: unknown key 'sumary' in the front matter. Did you mean 'summary'?",
        ),
        ("---\ntitle: T\ndate: 2024-06-07 10:00:00\n---\n", f"{PATH}:3: 'date' is a day with a time."),
        ("---\ntitle: T\ndate: June\n---\n", f"{PATH}:3: 'date' is a text."),
        ("---\ntitle: T\ntags: law\n---\n", f"{PATH}:3: 'tags' is a text."),
        ("---\ntitle: T\ntags: [1]\n---\n", f"{PATH}:3: 'tags' is a list."),
        ("---\ntitle: T\ndraft: perhaps\n---\n", f"{PATH}:3: 'draft' is a text."),
        ("---\ntitle: T\n---\n\n<div>Hello</div>\n", f"{PATH}:5: the text inside raw HTML <div> cannot be translated."),
        (
            "---\ntitle: T\n---\n\n<!-- i18n:skp -->\nText\n",
            f"{PATH}:5: unknown directive 'i18n:skp'. Did you mean 'i18n:skip'?",
        ),
        ("---\ntitle: T\n---\n\nA\x07B\n", f"{PATH}:5: has the control character U+0007."),
        (b"---\ntitle: T\n---\n\n\xd0\n", f"{PATH}:5: is not UTF-8 text."),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str | bytes, said: str) -> None:
    """Each kind of bad input has a line and an advice."""
    assert [each for each in problems(text) if each.startswith(said)]


def test_all_problems_of_an_entry_come_at_once() -> None:
    """Front matter and body are both looked at, whatever is wrong with the first."""
    found = problems("---\nsumary: T\ntags: x\n---\n\n<p>Raw</p>\n", "content/news/новы.md")
    assert [each.split(": ")[0] for each in found] == [
        "content/news/новы.md",
        "content/news/новы.md:1",
        "content/news/новы.md:2",
        "content/news/новы.md:3",
        "content/news/новы.md:6",
    ]


def test_one_mistake_is_one_problem() -> None:
    """A misspelt key is not reported a second time as a missing one."""
    assert problems("---\ntitel: T\n---\n") == [
        f"{PATH}:2: unknown key 'titel' in the front matter. Did you mean 'title'?"
    ]


def test_raw_html_may_be_allowed() -> None:
    """A site that has HTML blocks by intent says so in its settings."""
    settings = Settings(Path(), markdown=config.Markdown(raw_html="untranslated"))
    assert parse("---\ntitle: T\n---\n\n<div>Hello</div>\n", settings=settings).messages[0].msgid == "T"


def test_refusals_cover_front_matter_and_body() -> None:
    """A character that no page can hold is refused everywhere, a changed link in the body."""
    found = parse("---\ntitle: T\n---\n\nSee [it](a.md).\n")
    assert found.refusals((None, "T"), "Т\x02") == ("the character U+0002 is not in the source",)
    assert found.refusals((None, "T"), "Тэма <b>") == ()
    assert len(found.refusals((None, "See [it](a.md)."), "Гл. [тут](b.md).")) == 2


def test_an_address_may_change_as_the_settings_allow() -> None:
    """A translation may lead to the same page in its own language, and to no other."""
    links = {"https://en.example.org/": "https://{locale}.example.org/"}
    settings = Settings(Path(), locales=("be", "ru"), links=links)
    msgid = "[a](https://en.example.org/x) [b](https://en.example.org/y)"
    found = parse(f"---\ntitle: T\n---\n\n{msgid}\n", settings=settings)
    assert found.refusals((None, msgid), "[а](https://be.example.org/x) [б](https://en.example.org/y)") == ()
    for wrong in (
        "[а](https://be.example.org/z) [б](https://en.example.org/y)",
        "[а](https://pl.example.org/x) [б](https://en.example.org/y)",
        "[а](https://be.example.org/x) [б](https://be.example.org/x)",
        "[а](https://be.example.org/x)",
    ):
        assert found.refusals((None, msgid), wrong), wrong


@pytest.mark.parametrize("mark", ["1. ", "- "])
def test_blocks_that_are_too_deep_are_named(mark: str) -> None:
    """Python's stack ends before the marks do; the next entry is read as ever."""
    data = f"---\ntitle: T\n---\n\n{mark * 5000}a\n".encode()
    with pytest.raises(SourceError, match="hundreds of levels deep"):
        parse(data)
    assert [each.msgid for each in parse("---\ntitle: T\n---\n\nWords.\n").messages] == ["T", "Words."]
