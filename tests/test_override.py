"""A site's own theme folder: templates, styles and words that go before Navina's, and what is said of a broken one."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from jinja2 import UndefinedError

from pipeline import config, extract
from pipeline._template_faults import explain, explained
from pipeline.build import build, theme_file
from pipeline.cli import main
from pipeline.errors import BuildError, SourceError
from pipeline.preview import Session
from pipeline.render import environment
from pipeline.strings import Strings
from tests import folders
from tests.fixture_site import every, load, one, text, tree

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from click.testing import Result

SETTINGS = f'{folders.SETTINGS}theme = "theme"\n'
ENTRY = "---\ntitle: A letter\ntags: [post]\n---\n\nDear reader.\n"
FOOT = (
    '{% extends "navina/base.html" %}\n{% block footer %}\n{{ super() }}\n'
    "{# Translators: at the foot of every page #}\n"
    '<p class="ours">{{ _("You may copy our texts.") }}</p>\n{% endblock %}\n'
)
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
COPY = "You may copy our texts."
SKIP = "Skip to content"
SKIP_OURS = f'{PO}msgid "{SKIP}"\nmsgstr "To the text"\n'
EN = "locale/en/LC_MESSAGES/site.po"


def make(root: Path, files: dict[str, str | bytes], settings: str = SETTINGS) -> Path:
    """Write a site of two pages with these files besides."""
    (root / "theme").mkdir(parents=True, exist_ok=True)
    return folders.make(root, {"content/news/letter.md": ENTRY, **files}, settings)


def shown(root: Path, path: str) -> Element:
    """Build a site and return one of its pages."""
    build(load(root))
    return tree((root / "build" / path).read_text("utf-8"))


def run(root: Path, *words: str) -> Result:
    """Run a command; an error that is no message is raised."""
    return CliRunner().invoke(main, ["-C", str(root), *words], catch_exceptions=False)


def body(root: Path, path: str) -> bytes:
    """Return a file of a site that is built."""
    return (root / "build" / path).read_bytes()


def test_a_block_is_changed_and_all_else_stays(tmp_path: Path) -> None:
    """A template of seven lines builds on Navina's: each page has the line, and what it had without it."""
    plain = shown(make(tmp_path / "plain", {}), "be/news/letter.html")
    page = shown(make(tmp_path / "own", {"theme/base.html": FOOT}), "be/news/letter.html")
    added = one(page, "p", class_="ours")
    assert text(added) == COPY
    one(page, "body").remove(added)
    assert [each.tag for each in page.iter()] == [each.tag for each in plain.iter()]
    assert text(page) == text(plain)


@pytest.mark.parametrize("path", ["be/index.html", "en/news/index.html", "ru/a-z.html", "en/search.html"])
def test_the_base_is_that_of_every_page(tmp_path: Path, path: str) -> None:
    """Navina's own templates build on the site's `base.html`, not on the one that it builds on."""
    assert one(shown(make(tmp_path, {"theme/base.html": FOOT}), path), "p", class_="ours").tag == "p"


def test_a_template_stands_in_for_navinas(tmp_path: Path) -> None:
    """A whole template of the same name is used for its kind of page, and for no other."""
    own = (
        '<!DOCTYPE html>\n<html lang="{{ lang }}"><title>{{ page.title.plain }}</title><main>{{ body }}</main></html>\n'
    )
    root = make(tmp_path, {"theme/entry.html": own})
    assert not list(every(shown(root, "be/news/letter.html"), "link"))
    assert list(every(shown(root, "be/news/index.html"), "link"))


def test_a_macro_of_navinas_can_be_used(tmp_path: Path) -> None:
    """What `parts.html` and `lists.html` draw is at hand in a block."""
    own = (
        '{% extends "navina/base.html" %}\n{% from "parts.html" import link with context %}\n'
        '{% block footer %}<p class="ours">{{ link(site) }}</p>{% endblock %}\n'
    )
    found = one(shown(make(tmp_path, {"theme/base.html": own}), "en/news/letter.html"), "p", class_="ours")
    assert one(found, "a").get("href") == "../index.html"


def test_a_template_may_include_another_of_the_site(tmp_path: Path) -> None:
    """A file in a folder below the theme is found, and its strings are extracted."""
    own = '{% extends "navina/base.html" %}\n{% block footer %}{% include "parts/foot.html" %}{% endblock %}\n'
    root = make(tmp_path, {"theme/base.html": own, "theme/parts/foot.html": '<p class="ours">{{ _("Hi") }}</p>'})
    assert text(one(shown(root, "en/index.html"), "p", class_="ours")) == "Hi"
    assert references(root, "Hi") == ("theme/parts/foot.html",)


def test_styles_and_pictures_go_before_navinas(tmp_path: Path) -> None:
    """`style.css` replaces, `extra.css` is added at the end, `icon.png` replaces; without them all is Navina's."""
    shipped, icon = theme_file("style.css"), theme_file("icon.png")
    root = make(tmp_path, {"theme/extra.css": "p { color: green }\n"})
    build(load(root))
    assert body(root, "assets/style.css") == shipped + b"p { color: green }\n"
    assert body(root, "assets/icon.png") == icon
    make(root, {"theme/style.css": "p { color: red }\n", "theme/icon.png": b"\x89PNG ours"})
    build(load(root))
    assert body(root, "assets/style.css") == b"p { color: red }\np { color: green }\n"
    assert body(root, "assets/icon.png") == b"\x89PNG ours"


def test_the_style_of_the_lost_page_is_replaced(tmp_path: Path) -> None:
    """`404.css` stands in the page, and the page's policy allows it by its digest."""
    plain = shown(make(tmp_path / "plain", {}), "404.html")
    page = shown(make(tmp_path / "own", {"theme/404.css": "main { color: green }\n"}), "404.html")
    assert one(page, "style").text == "main { color: green }\n"
    policies = [next(every(each, "meta")).get("content") or "" for each in (plain, page)]
    assert policies[0] != policies[1]
    assert "'sha256-" in policies[1]


def references(root: Path, msgid: str) -> tuple[str, ...]:
    """Return the files that a message of the domain `site` is in."""
    template = next(each for each in load(root).templates if each.domain == "site")
    return next(each.references for each in template.messages if each.message.msgid == msgid)


def msgids(root: Path) -> set[str]:
    """Return the texts of the domain `site`."""
    template = next(each for each in load(root).templates if each.domain == "site")
    return {each.message.msgid for each in template.messages}


def test_strings_of_own_templates_are_extracted(tmp_path: Path) -> None:
    """They are in the domain `site`, with their file and what translators are told; Navina's are there too."""
    root = make(tmp_path, {"theme/base.html": FOOT, "theme/notes.txt": '{{ _("No template") }}'})
    template = next(each for each in load(root).templates if each.domain == "site")
    (found,) = (each for each in template.messages if each.message.msgid == COPY)
    assert found.references == ("theme/base.html",)
    assert found.message.comment == "at the foot of every page"
    assert {SKIP, "Previous", "post"} <= msgids(root)
    assert "No template" not in msgids(root)


def test_references_name_the_folder_of_the_site(tmp_path: Path) -> None:
    """Whatever the folder is called, and however the settings write it."""
    settings = f'{folders.SETTINGS}theme = "look/ours/"\n'
    root = make(tmp_path, {"look/ours/base.html": FOOT}, settings)
    assert references(root, COPY) == ("look/ours/base.html",)


def test_a_string_that_navina_has_stays_one_message(tmp_path: Path) -> None:
    """Equal texts are one message, so that its translation is there at once."""
    root = make(tmp_path, {"theme/base.html": FOOT.replace(COPY, SKIP), "theme/entry.html": '{{ _("Previous") }}'})
    assert references(root, SKIP) == ("theme/base.html",)
    assert run(root, "extract").exit_code == 0
    po = (root / "locale/be/LC_MESSAGES/site.po").read_text("utf-8")
    assert po.count(f'msgid "{SKIP}"') == 1


def test_own_strings_are_translated_like_the_rest(tmp_path: Path) -> None:
    """Extract, translate, build: in each language its words; where there are none, English that says so."""
    root = make(tmp_path, {"theme/base.html": FOOT})
    run(root, "extract")
    path = root / "locale/be/LC_MESSAGES/site.po"
    translated = f'msgid "{COPY}"\nmsgstr "Нашы тэксты можна капіяваць."'
    path.write_text(path.read_text("utf-8").replace(f'msgid "{COPY}"\nmsgstr ""', translated), "utf-8")
    page = shown(root, "be/news/letter.html")
    assert text(one(page, "p", class_="ours")) == "Нашы тэксты можна капіяваць."
    assert not list(one(page, "p", class_="ours"))
    russian = one(tree(body(root, "ru/news/letter.html").decode()), "p", class_="ours")
    assert one(russian, "span").attrib == {"lang": "en"}
    assert text(russian) == COPY
    assert "Нашы" in path.read_text("utf-8")


def test_a_word_of_navinas_is_changed_in_one_language(tmp_path: Path) -> None:
    """The site's catalog goes before the translations that come with Navina, and extract leaves it so."""
    root = make(tmp_path, {})
    run(root, "extract")
    path = root / "locale/be/LC_MESSAGES/site.po"
    shipped = extract.shipped(["be"])["be"][None, SKIP][0]
    path.write_text(path.read_text("utf-8").replace(f'msgstr "{shipped}"', 'msgstr "Да тэксту"'), "utf-8")
    assert run(root, "extract").output.startswith("Nothing to do")
    assert text(one(shown(root, "be/index.html"), "a", class_="skip")) == "Да тэксту"
    assert text(one(shown(root, "ru/index.html"), "a", class_="skip")) == extract.shipped(["ru"])["ru"][None, SKIP][0]


def test_a_word_of_navinas_is_changed_in_the_source_language(tmp_path: Path) -> None:
    """The catalog `site` of the source locale needs only what is changed, and shows in no other language."""
    root = make(tmp_path, {EN: SKIP_OURS})
    assert text(one(shown(root, "en/index.html"), "a", class_="skip")) == "To the text"
    assert text(one(shown(root, "be/index.html"), "a", class_="skip")) != "To the text"


def test_titles_of_navinas_pages_are_changed_too(tmp_path: Path) -> None:
    """What Navina calls its own pages is a word like the others: on the page, and on the links to it."""
    root = make(tmp_path, {EN: f'{PO}msgid "All entries"\nmsgstr "Everything"\n'})
    assert text(one(shown(root, "en/all.html"), "h1")) == "Everything"
    tools = one(tree(body(root, "en/index.html").decode()), "nav", class_="tools")
    assert "Everything" in [text(each) for each in tools.iter("a")]


def test_a_word_without_its_placeholder_is_not_used(tmp_path: Path) -> None:
    """A page that is not complete would say less than Navina's own words do."""
    own = f'{PO}msgid "Page %(number)s of %(total)s"\nmsgstr "Page %(number)s"\n'
    root = make(tmp_path, {EN: own})
    strings = Strings("en", load(root).catalogs["en"]["site"], "en")
    assert strings.gettext("Page %(number)s of %(total)s", number=1, total=2).plain == "Page 1 of 2"


def test_a_site_in_another_language_has_its_words(tmp_path: Path) -> None:
    """Where entries are written in Belarusian, the catalog of that language says what stands around them."""
    settings = '[tool.navina]\nsource = "be"\nlocales = ["ru"]\n'
    shipped = (resources.files("pipeline") / "theme/locale/be/LC_MESSAGES/site.po").read_bytes()
    root = make(tmp_path, {"locale/be/LC_MESSAGES/site.po": shipped}, settings)
    skip = one(shown(root, "be/index.html"), "a", class_="skip")
    assert text(skip) == extract.shipped(["be"])["be"][None, SKIP][0]
    assert not list(skip)


def test_the_catalog_of_the_source_is_no_stranger(tmp_path: Path) -> None:
    """It is no problem of the site, and check and status neither count nor check it; another folder is a problem."""
    root = make(tmp_path, {EN: SKIP_OURS, "locale/uk/LC_MESSAGES/site.po": PO})
    assert [each.path for each in load(root).broken] == ["locale/uk"]
    (root / "locale/uk/LC_MESSAGES/site.po").unlink()
    (root / "locale/uk/LC_MESSAGES").rmdir()
    assert load(root).broken == ()
    assert "en:" not in run(root, "status").output
    assert "locale/en" not in run(root, "check").output


def test_extract_leaves_the_catalog_of_the_source_alone(tmp_path: Path) -> None:
    """It is the site's own file: not one byte changes, and no other catalog is made beside it."""
    root = make(tmp_path, {EN: SKIP_OURS})
    result = run(root, "extract")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (root / EN).read_text("utf-8") == SKIP_OURS
    assert [each.name for each in (root / "locale/en/LC_MESSAGES").iterdir()] == ["site.po"]


def test_the_preview_has_the_words_of_the_source(tmp_path: Path) -> None:
    """What the catalog of the source locale says is shown there too, and anew when it changes."""
    root = make(tmp_path, {EN: SKIP_OURS})
    session = Session(root)
    assert text(one(tree(session.page("en/index.html").html), "a", class_="skip")) == "To the text"
    (root / EN).write_text(SKIP_OURS.replace("To the text", "Go on"), "utf-8")
    session.refresh()
    assert text(one(tree(session.page("en/index.html").html), "a", class_="skip")) == "Go on"


def test_a_broken_catalog_of_the_source_is_named(tmp_path: Path) -> None:
    """Like any other that cannot be read, with file and line."""
    root = make(tmp_path, {EN: f'{PO}msgid "{SKIP}\nmsgstr "x"\n'})
    result = run(root, "build")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{EN}:4: ")


def test_only_the_words_of_the_theme_are_read_for_the_source(tmp_path: Path) -> None:
    """The texts of entries in the source language are the entries; a catalog of them has no say."""
    root = make(tmp_path, {"locale/en/LC_MESSAGES/pages.po": f'{PO}msgid "Home"\nmsgstr "House"\n'})
    assert list(load(root).catalogs.get("en", {})) == []
    assert text(one(shown(root, "en/index.html"), "h1")) == "Home"


EXTENDS = '{% extends "navina/entry.html" %}\n'
BROKEN = {
    "unfinished": (f"{EXTENDS}\n{{% block footer %}}\n", 3, "the template cannot be read: Unexpected end of template"),
    "unknown tag": (
        f"{EXTENDS}{{% blok footer %}}\n",
        2,
        "the template cannot be read: Encountered unknown tag 'blok'",
    ),
    "undefined": (
        f"{EXTENDS}{{% block footer %}}\n{{{{ nobody }}}}\n{{% endblock %}}",
        3,
        "'nobody' is undefined. Mend",
    ),
    "impossible": (
        f"{EXTENDS}{{% block footer %}}{{{{ 1 / 0 }}}}{{% endblock %}}",
        2,
        "cannot be filled: ZeroDivision",
    ),
    "no filter": (f"{EXTENDS}{{% block footer %}}{{{{ 1|nice }}}}{{% endblock %}}", 2, "No filter named 'nice'."),
    "no such template": ('{% extends "navina/entri.html" %}', 1, "Did you mean 'navina/entry.html'?"),
    "itself": (
        '\n{% extends "entry.html" %}',
        2,
        "the template builds on itself without end. Write 'navina/entry.html'",
    ),
    "no value": (f'{EXTENDS}{{% block footer %}}{{{{ _("%(a)s b") }}}}{{% endblock %}}', 2, "KeyError: 'a'"),
}


@pytest.mark.parametrize(("source", "line", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_template_is_named(tmp_path: Path, source: str, line: int, said: str) -> None:
    """The build ends with one line on what is wrong: file, line, what to do; no traceback."""
    root = make(tmp_path, {"theme/entry.html": source})
    result = run(root, "build")
    assert result.exit_code == 1
    (message,) = result.stderr.splitlines()
    assert message.startswith(f"theme/entry.html:{line}: ")
    assert said in message
    assert re.search(r"Mend|Write|Did you mean", message)


def test_a_broken_template_is_named_from_within_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """Without `-C` the place is the same."""
    monkeypatch.chdir(make(tmp_path, {"theme/entry.html": BROKEN["undefined"][0]}))
    result = CliRunner().invoke(main, ["build"], catch_exceptions=False)
    assert result.stderr.startswith("theme/entry.html:3: ")


def test_all_templates_that_cannot_be_read_are_named_at_once(tmp_path: Path) -> None:
    """With the entries that cannot: one run shows everything, and nothing is extracted from half a theme."""
    files: dict[str, str | bytes] = {
        "theme/base.html": "{% block %}", "theme/tag.html": b"{{ _('\xff') }}", "content/news/other.md": "No title",
    }  # fmt: skip
    root = make(tmp_path, files)
    with pytest.raises(SourceError) as caught:
        load(root)
    assert [each.path for each in caught.value.problems] == [
        "content/news/other.md",
        "theme/base.html",
        "theme/tag.html",
    ]
    assert run(root, "extract").exit_code == 1
    assert not (root / "locale").exists()


def test_a_part_without_what_navina_takes_from_it_is_named(tmp_path: Path) -> None:
    """A stand-in for `parts.html` must have its macros; the message says which is missed, and where."""
    root = make(tmp_path, {"theme/parts.html": "{% macro ours() %}{% endmacro %}"})
    with pytest.raises(BuildError) as caught:
        build(load(root))
    (problem,) = caught.value.problems
    assert problem.path.startswith("navina/")
    assert "does not export the requested name" in problem.text
    assert problem.text.endswith("see what those in 'theme' leave out.")


def test_a_choice_of_templates_that_are_not_there_is_named(tmp_path: Path) -> None:
    """Where a template may take one of several, all of them are named."""
    own = '{% extends "navina/base.html" %}\n{% block footer %}{% include ["a.html", "b.html"] %}{% endblock %}\n'
    result = run(make(tmp_path, {"theme/base.html": own}), "build")
    assert result.stderr.startswith("theme/base.html:2: none of the templates")
    assert "a.html, b.html" in result.stderr


def test_the_error_itself_is_kept_for_those_who_ask(tmp_path: Path) -> None:
    """With `--debug` the error that Jinja raised is at the bottom of what is shown."""
    root = make(tmp_path, {"theme/base.html": "{{ nobody }}"})
    with pytest.raises(BuildError) as caught:
        CliRunner().invoke(main, ["--debug", "-C", str(root), "build"], catch_exceptions=False)
    assert isinstance(caught.value.__cause__, UndefinedError)


def test_a_broken_style_of_the_lost_page_is_named(tmp_path: Path) -> None:
    """`404.css` is a template too, so an unlucky brace in it is one more thing that has a file and a line."""
    result = run(make(tmp_path, {"theme/404.css": "@media print{\n{{ main\n}"}), "build")
    assert result.exit_code == 1
    assert result.stderr.startswith("theme/404.css:")


def test_a_fault_of_navinas_is_no_message(tmp_path: Path) -> None:
    """Where no template has a part in it, an error is ours: it says so, and how to see more."""
    error = KeyError("x")
    settings = config.load(make(tmp_path, {}))
    with pytest.raises(KeyError), explained("be/index.html", settings):
        raise error
    (problem,) = explain(error, "be/index.html", settings)
    assert str(problem) == (
        "be/index.html: the page cannot be made: KeyError: 'x'. Run 'navina --debug build' to see why."
    )


def test_a_fault_in_navinas_template_is_navinas(tmp_path: Path) -> None:
    """Where the site has no templates, nobody is asked to mend one."""
    settings = config.load(make(tmp_path, {}, folders.SETTINGS))
    with pytest.raises(UndefinedError) as caught:
        environment(settings).get_template("base.html").render()
    (problem,) = explain(caught.value, "be/index.html", settings)
    assert problem.path == "navina/base.html"
    assert problem.line > 0
    assert problem.text.endswith("The mistake is Navina's; 'navina --debug build' shows more.")


def test_without_the_setting_the_folder_is_nobodys(tmp_path: Path) -> None:
    """A folder called `theme` is used only where the settings say so."""
    root = make(tmp_path, {"theme/base.html": FOOT}, folders.SETTINGS)
    assert not list(every(shown(root, "be/index.html"), "p", class_="ours"))
    assert COPY not in msgids(root)


def test_files_that_are_hidden_are_no_templates(tmp_path: Path) -> None:
    """An editor's copy of a template beside it is not read."""
    root = make(tmp_path, {"theme/.base.html": "{% block %}", "theme/base.html": FOOT})
    assert COPY in msgids(root)
    assert one(shown(root, "be/index.html"), "p", class_="ours").tag == "p"
