"""What the README and the guide promise, tried on this repository's own site and on a new one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, fields
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import click
import pytest
from click.testing import CliRunner

from pipeline import config, reports
from pipeline._check_settings import LEVELS, ChecksTable, OverrideTable
from pipeline.checks.registry import FAMILIES, about
from pipeline.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
VOLUNTEER = "Jane Volunteer <jane@volunteer.example>"
REMARK = "asked the family, they agree"
GUIDE = ("editors", "translators", "publishers")
FETCHED = {"src", "srcset", "poster", "data", "background", "action", "formaction", "manifest", "ping"}


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag of a page, and what it stands in."""

    page: Path
    tag: str
    attributes: dict[str, str]

    def __str__(self) -> str:
        return f"{self.page}: <{self.tag} {self.attributes}>"


class _Elements(HTMLParser):
    def __init__(self, page: Path) -> None:
        super().__init__()
        self.page = page
        self.found: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Element(self.page, tag, {name: value or "" for name, value in attrs}))


def copy_site(root: Path) -> Path:
    """Copy this repository's content, catalogs and settings, with a volunteer's traces in every catalog."""
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copytree(ROOT / "locale", root / "locale")
    shutil.copy(ROOT / "pyproject.toml", root)
    for catalog in (root / "locale").rglob("*.po"):
        text = catalog.read_text("utf-8")
        signed = re.sub(r'"Last-Translator: .*\\n"', rf'"Last-Translator: {VOLUNTEER}\\n"', text)
        assert VOLUNTEER in signed
        catalog.write_text(signed.replace("\n\n#. ", f"\n\n# {REMARK}\n#. "), "utf-8")
        assert REMARK in catalog.read_text("utf-8")
    return root


def build(root: Path) -> Path:
    """Build a site and return the folder of the output."""
    result = CliRunner().invoke(main, ["-C", str(root), "build"])
    assert result.exit_code == 0, result.output
    return root / "build"


def read(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def elements_of(pages: list[Path]) -> Iterator[Element]:
    """Return the elements of pages, page by page."""
    for page in pages:
        parser = _Elements(page)
        parser.feed(page.read_text("utf-8"))
        yield from parser.found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build this repository's own site; return the folder of the output."""
    return build(copy_site(tmp_path_factory.mktemp("own")))


@pytest.fixture(scope="module")
def pages(site: Path) -> list[Path]:
    """Return every page of the site, of which there is at least one a locale."""
    found = sorted(site.rglob("*.html"))
    assert {page.relative_to(site).parts[0] for page in found} >= {"index.html", "en", "be", "ru"}
    return found


@pytest.fixture(scope="module")
def elements(pages: list[Path]) -> list[Element]:
    """Return every element of every page."""
    return list(elements_of(pages))


def is_relative(address: str) -> bool:
    """Say whether an address is looked up beside the page that has it."""
    parts = urlsplit(address)
    return not (parts.scheme or parts.netloc or address.startswith("/"))


def test_pages_fetch_only_what_lies_beside_them(elements: list[Element]) -> None:
    """No page asks a third party, or the root of a server, for anything."""
    fetched = [
        (element, value)
        for element in elements
        for name, value in element.attributes.items()
        if name in FETCHED or (element.tag == "link" and name == "href" and is_fetched(element))
    ]
    assert fetched, "not even a stylesheet: has the theme changed, or this test gone blind?"
    assert [str(element) for element, value in fetched if not is_relative(value)] == []


def is_fetched(link: Element) -> bool:
    """Say whether a browser loads what a `<link>` names: canonical and alternate addresses are only told."""
    return not {"canonical", "alternate", "prev", "next", "license", "author"} & set(link.attributes["rel"].split())


def test_stylesheets_fetch_nothing(site: Path) -> None:
    """A stylesheet imports nothing and takes no picture or font from anywhere."""
    sheets = list(site.rglob("*.css"))
    assert sheets
    assert [sheet for sheet in sheets if re.search(r"@import|url\(", sheet.read_text("utf-8"))] == []


def test_only_the_search_has_a_script(elements: list[Element]) -> None:
    """Nothing else runs: no handler, no address that is a program, nothing embedded, no form that sends anything."""
    searches = [element for element in elements if element.page.name == "search.html"]
    scripts = [element for element in searches if element.tag == "script"]
    assert {element.attributes["src"] for element in scripts} == {"../assets/search.js"}
    assert [
        each.attributes for each in searches if each.tag == "form" and {"action", "method"} & set(each.attributes)
    ] == []
    allowed = {"script", "form"}
    running = [
        element
        for element in elements
        if element.tag in {"iframe", "object", "embed", *allowed} - (allowed if element in searches else set())
        or any(name.startswith("on") for name in element.attributes)
        or any(value.lstrip().lower().startswith("javascript:") for value in element.attributes.values())
    ]
    assert [str(element) for element in running] == []


def test_links_between_files_arrive(site: Path, elements: list[Element]) -> None:
    """Every link within the site names a file by its name, so that it works without a server."""
    links = [element for element in elements if element.tag == "a" and "href" in element.attributes]
    inside = [link for link in links if not urlsplit(link.attributes["href"]).scheme]
    assert len(inside) > len({element.page for element in elements})
    dead = [link for link in inside if not arrives(link, site)]
    assert [str(link) for link in dead] == []


def arrives(link: Element, site: Path) -> bool:
    """Say whether a link leads from the file that it is in to a file of the site."""
    address = link.attributes["href"]
    path = unquote(urlsplit(address).path)
    target = (link.page.parent / path).resolve() if path else link.page
    return is_relative(address) and target.is_file() and target.is_relative_to(site)


def test_links_to_other_sites_say_nothing_of_the_reader(elements: list[Element]) -> None:
    """A link that leaves the site sends no referrer and gives the other page no handle on ours."""
    outside = [e for e in elements if e.tag == "a" and e.attributes.get("href", "").startswith(("http:", "https:"))]
    assert outside
    bare = [link for link in outside if not {"noreferrer", "noopener"} <= set(link.attributes.get("rel", "").split())]
    assert [str(link) for link in bare] == []


def test_policy_forbids_what_a_page_does_not_need(pages: list[Path]) -> None:
    """Each page tells the browser itself, before anything can be loaded, that all but its own files is forbidden."""
    for page in pages:
        found = list(elements_of([page]))
        policy = next(e for e in found if e.attributes.get("http-equiv") == "Content-Security-Policy")
        assert "default-src 'none'" in policy.attributes["content"], page
        assert "unsafe" not in policy.attributes["content"], page
        assert ("script-src 'self'" in policy.attributes["content"]) is (page.name == "search.html"), page
        assert {e.tag for e in found[: found.index(policy)]} <= {"html", "head", "meta"}, page
        assert {"name": "referrer", "content": "no-referrer"} in [e.attributes for e in found], page


def test_pages_do_not_name_the_tool(elements: list[Element]) -> None:
    """No generator tag tells who uses what."""
    assert [str(e) for e in elements if e.attributes.get("name", "").lower() == "generator"] == []


def test_output_has_no_trace_of_volunteers(site: Path) -> None:
    """Neither a catalog's header and remarks nor a folder of the machine get into any file."""
    traces = [VOLUNTEER.encode(), b"volunteer.example", REMARK.encode(), str(site.parent).encode()]
    found = [(path, trace) for path, data in read(site).items() for trace in traces if trace in data]
    assert found == []


def test_pages_name_their_language(site: Path, pages: list[Path]) -> None:
    """The language of a page is that of its folder."""
    for page in pages:
        root = next(element for element in elements_of([page]) if element.tag == "html")
        folder = page.relative_to(site).parts[0]
        assert root.attributes["lang"] == (folder if folder in {"en", "be", "ru"} else "en"), page


def test_untranslated_text_says_its_language(tmp_path: Path) -> None:
    """Where nothing is translated, a page of another locale marks the entry's text as English."""
    copy_site(tmp_path)
    shutil.rmtree(tmp_path / "locale/be")
    entry = build(tmp_path) / "be/about.html"
    assert [e for e in elements_of([entry]) if e.tag in {"p", "h1", "h2", "li"} and e.attributes.get("lang") == "en"]


def test_same_sources_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """Another folder, time zone, locale, hash seed and umask change no byte of the output."""
    copy_site(tmp_path)
    elsewhere = os.environ | {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "-C", str(tmp_path), "build"]
    subprocess.run(command, env=elsewhere, umask=0o077, check=True, stdin=subprocess.DEVNULL, capture_output=True)
    assert read(tmp_path / "build") == read(site)


def test_new_site_is_in_three_languages(tmp_path: Path) -> None:
    """What `navina init` makes can be built at once, and its sample entry is translated."""
    result = CliRunner().invoke(main, ["-C", str(tmp_path), "init", "my-site"])
    assert result.exit_code == 0, result.output
    output = build(tmp_path / "my-site")
    (entry,) = (path.relative_to(output / "en") for path in (output / "en/news").glob("*.html") if path.stem != "index")
    for locale in ("be", "ru"):
        english = [
            str(e) for e in elements_of([output / locale / entry]) if e.tag in {"h1", "p"} and e.attributes.get("lang")
        ]
        assert english == [], locale


def test_build_works_from_a_folder(site: Path, page: Page) -> None:
    """Opened as files, with scripts off, pages load with their stylesheet and ask for nothing outside the output."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("index.html", "en/index.html", "be/index.html", "ru/index.html", "be/about.html"):
        page.goto((site / path).as_uri())
        assert page.locator("h1").first.is_visible(), path
        assert page.evaluate("document.styleSheets.length"), path
    assert [url for url in asked if not url.startswith(site.as_uri())] == []


def run(root: Path, *words: str, code: int = 0) -> str:
    """Run a command on a site, and return what it says."""
    result = CliRunner().invoke(main, ["-C", str(root), *words])
    assert result.exit_code == code, result.output
    return result.output


def code_of(text: str) -> list[str]:
    """Return what a document shows as code: lines of blocks, and spans."""
    blocks = re.findall(r"^```\w*\n(.*?)^```$|^((?: {4,}.*\n)+)", text, re.MULTILINE | re.DOTALL)
    return [*re.findall(r"`([^`\n]+)`", text), *"".join(one or other for one, other in blocks).splitlines()]


@pytest.fixture(scope="module")
def guide() -> dict[str, str]:
    """Return the pages of the guide."""
    return {name: (ROOT / f"content/guide/{name}.md").read_text("utf-8") for name in GUIDE}


def test_guide_explains_every_command_and_option(guide: dict[str, str]) -> None:
    """Whoever reads the guide meets each command by name, and each option in an example or in a sentence."""
    assert isinstance(main, click.Group)
    shown = [line for text in guide.values() for line in code_of(text)]
    calls = [line for line in shown if line.startswith("navina ")]
    for name, command in main.commands.items():
        own = [call for call in calls if re.match(rf"navina (?:-C \S+ )?{name}\b", call)]
        assert own, name
        for option in (each for each in command.params if isinstance(each, click.Option)):
            everywhere = (
                sum(option.name in {each.name for each in other.params} for other in main.commands.values()) > 1
            )
            places = shown if everywhere else own
            assert any(set(option.opts) & set(place.split()) for place in places), f"{name} {option.opts}"
    for each in main.params:
        assert any(set(each.opts) & set(call.split()) for call in calls), each.opts


def test_guide_explains_every_setting(guide: dict[str, str]) -> None:
    """Each setting, and each key of one that is a table, is in the table of settings, and the table has no other."""
    section = guide["publishers"].split("## Settings", 1)[1].split("\n## ", 1)[0]
    rows = {
        cells[1]: cells[2] for line in section.splitlines() if line.startswith("| `") for cells in [line.split("|", 2)]
    }
    named = {name for cell in rows for name in re.findall(r"`(\w+)`", cell)}
    assert named == {each.name for each in fields(config.Settings)} - {"root"}
    meaning = {name: text for cell, text in rows.items() for name in re.findall(r"`(\w+)`", cell)}
    for name, inner in {"max_lost": config.Limits, "markdown": config.Markdown}.items():
        for key in inner.__struct_fields__:
            assert re.search(rf"`[^`]*\b{key}\b[^`]*`", meaning[name]), key
    for word in config.GRANULARITIES:
        assert f'`"{word}"`' in meaning["catalogs"]


def test_guide_explains_every_setting_of_the_checks(guide: dict[str, str]) -> None:
    """The table below `[tool.navina.checks]` has all of them and no other; those of an override are named there."""
    section = guide["publishers"].split("## Check translations", 1)[1].split("\n## ", 1)[0]
    table = section.split("| Setting", 1)[1]
    rows = dict(re.findall(r"^\| `(\w+)` +\| (.+)$", table, re.MULTILINE))
    assert set(rows) == set(ChecksTable.__struct_fields__)
    for key in OverrideTable.__struct_fields__:
        assert f"`{key}`" in rows["overrides"], key
    for level in LEVELS:
        assert f'`"{level}"`' in rows["rules"], level


def test_guide_names_rules_and_formats_that_exist(guide: dict[str, str]) -> None:
    """An example of a rule is no invention, and each format of the report is shown."""
    named = {
        name for text in guide.values() for name in re.findall(r"(?:--rule|--explain|navina: ignore) (\S+?)[`\s]", text)
    }
    terms = set(re.findall(r"^`([a-z]+\.[a-z-]+)`$", guide["translators"], re.MULTILINE))
    assert terms > {"state.missing", "state.fuzzy", "num.changed"}
    assert [name for name in named | terms if about(name) is None] == []
    families = set(re.findall(r"^`([a-z]+)\.…`$", guide["translators"], re.MULTILINE))
    assert families == {"md", "html", "url"} <= set(FAMILIES)
    shown = " ".join(code_of(guide["publishers"]))
    assert [form for form in reports.FORMATS[1:] if f"--format {form}" not in shown] == []


@pytest.mark.parametrize("name", ["README.md", "content/guide/translators.md"])
def test_reports_of_the_documents_are_real(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a document shows of a report is what `navina check` says of these texts, to the line and the caret."""
    shown = re.findall(r"^```text\n(locale/be/.+?)^```$", (ROOT / name).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert len(shown) == 1
    path = Path(shown[0].split(":")[0])
    texts = re.findall(r"^ +source +(.+)\n[ ^\n]*? +target +(.+)$", shown[0], re.MULTILINE)
    head = '"Language: be\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    plural = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    place = "#. paragraph · Meetings\n#: content/news/meeting.md\n"
    messages = [f'{place}msgid "{source}"\nmsgstr "{target}"\n' for source, target in texts]
    whole = "\n".join([f'msgid ""\nmsgstr ""\n{head}"Plural-Forms: {plural}\\n"\n', *messages])
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(whole, "utf-8")
    monkeypatch.chdir(tmp_path)
    said = run(Path(), "check", str(path), "--locale", "be", code=1).splitlines()
    assert [line for line in said if line][:-1] == shown[0].splitlines()


def test_no_command_is_left_out_of_the_translations(guide: dict[str, str]) -> None:
    """What the guide skips for translators is no list of commands: readers of each language get them explained."""
    for name, text in guide.items():
        prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
        for skipped in re.findall(r"<!-- i18n:skip-start -->(.*?)<!-- i18n:skip-end -->", prose, re.DOTALL):
            assert "navina" not in skipped, name


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Make a new site."""
    run(tmp_path, "init", "my-site")
    return tmp_path / "my-site"


def test_readme_of_a_new_site_is_true(new: Path) -> None:
    """What it says is where, is there, and its commands and their options exist."""
    assert isinstance(main, click.Group)
    text = (new / "README.md").read_text("utf-8")
    run(new, "build")
    first = text.split("\n\n", 2)[1]
    paths = [path for row in first.splitlines() for path in re.findall(r"`([\w/*.]+)`", row)]
    assert len(paths) == 5
    assert [path for path in paths if not any(new.glob(path.removesuffix("/")))] == []
    for call in (line.split() for line in code_of(text) if line.startswith("navina ")):
        known = {option for parameter in main.commands[call[1]].params for option in parameter.opts} | {"--help"}
        assert {word for word in call if word.startswith("--")} <= known
    assert re.search(r"<title>My site</title>", (new / "build/en/index.html").read_text("utf-8"))


def test_readme_of_a_new_site_tells_editors_the_truth(new: Path) -> None:
    """A new entry reaches the catalogs, a renamed one keeps its translations, a changed sentence is in English."""
    entry = new / "content/news/first-entry.md"
    (new / "content/news/report.md").write_text("---\ntitle: A report\n---\n\nIt is short.\n", "utf-8")
    run(new, "extract")
    assert 'msgid "It is short."' in (new / "locale/be/LC_MESSAGES/news.po").read_text("utf-8")
    (new / "content/letters").mkdir()
    entry = entry.rename(new / "content/letters/renamed.md")
    run(new, "extract")
    fresh = {"Letters", "A report", "It is short."}
    assert {each["msgid"] for each in json.loads(run(new, "check", "--format", "json", code=1))["findings"]} == fresh
    entry.write_text(entry.read_text("utf-8").replace("Change this text, run", "Change this text and run"), "utf-8")
    run(new, "extract")
    assert "state.fuzzy" in run(new, "check", code=1)
    run(new, "build")
    assert '<li lang="en">Change this text and run' in (new / "build/be/letters/renamed.html").read_text("utf-8")


def test_readme_of_a_new_site_tells_translators_the_truth(new: Path) -> None:
    """A name in a catalog's head goes with `fmt --anonymous`, and with each `extract` where the settings say so."""
    path = new / "locale/be/LC_MESSAGES/news.po"
    signed = re.sub(r"(?<=Last-Translator: )[^\\]+", VOLUNTEER, path.read_text("utf-8"))
    path.write_text(signed, "utf-8")
    run(new, "extract")
    assert VOLUNTEER in path.read_text("utf-8")
    run(new, "fmt", "--anonymous")
    assert VOLUNTEER not in path.read_text("utf-8")
    path.write_text(signed, "utf-8")
    settings = new / "pyproject.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("[tool.navina]\n", "[tool.navina]\nanonymous = true\n"), "utf-8"
    )
    run(new, "extract")
    assert VOLUNTEER not in path.read_text("utf-8")


def test_readme_of_a_new_site_tells_publishers_the_truth(new: Path) -> None:
    """A language is added by one command, and its pages are there at once, in English."""
    run(new, "add-locale", "uk")
    run(new, "build")
    page = (new / "build/uk/news/first-entry.html").read_text("utf-8")
    assert '<html lang="uk"' in page
    assert re.search(r'<h1 [^>]*lang="en">The first entry</h1>', page)
