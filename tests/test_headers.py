"""What servers are to say beside the pages: one policy in two places, and files that hosts can read."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from pipeline import headers
from pipeline.build import build
from pipeline.headers import APACHE, CSP, FRAMES, HEADERS, NETLIFY
from pipeline.page import Kind
from tests.fixture_site import copy, every, load, one, read, tree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.plan import Plan

STYLE = "p { margin: 0; }\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Plan, Mapping[str, bytes]]:
    """Return the plan of the fixture site and every file of its output."""
    root = copy(tmp_path_factory.mktemp("headers"))
    result = build(load(root))
    return result.plan, read(root / "build")


def directives(policy: str) -> dict[str, frozenset[str]]:
    """Return what a policy allows: the sources of each directive, of which none may stand twice."""
    found = [each.split() for each in policy.split(";")]
    assert len({each[0] for each in found}) == len(found)
    return {each[0]: frozenset(each[1:]) for each in found}


def own_policy(html: str) -> str:
    """Return the policy that a page brings with it."""
    return one(tree(html), "meta", **{"http-equiv": "Content-Security-Policy"}).attrib["content"]


def test_header_has_the_policy_of_the_page(site: tuple[Plan, Mapping[str, bytes]]) -> None:
    """What the server says is what the page says, and who may frame it, which a page cannot say."""
    plan, output = site
    style = raw_style(output["404.html"].decode())
    assert {page.kind for page in plan.pages} >= {Kind.SEARCH, Kind.NOT_FOUND, Kind.ENTRY, Kind.LANGUAGES}
    for page in plan.pages:
        said = headers.policy(page.kind, style)
        assert said == own_policy(output[page.path].decode()) + FRAMES, page.path


def raw_style(html: str) -> str:
    """Return what stands between the tags of the one style of a page, every byte of it."""
    found = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def test_scripts_are_allowed_on_the_search_page_alone() -> None:
    """No other page may run one, and no page anything from elsewhere."""
    for kind in Kind:
        allowed = directives(headers.policy(kind, STYLE))
        assert allowed["default-src"] == {"'none'"}
        assert allowed["frame-ancestors"] == allowed["base-uri"] == allowed["form-action"] == {"'none'"}
        assert allowed.get("script-src") == ({"'self'"} if kind is Kind.SEARCH else None)
        assert frozenset().union(*allowed.values()) <= {"'none'", "'self'", *allowed["style-src"]}


def test_lost_page_is_allowed_its_one_style() -> None:
    """The digest is that of the style, as CSP wants it: SHA-256 in Base64."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    assert directives(headers.policy(Kind.NOT_FOUND, STYLE))["style-src"] == {f"'sha256-{digest}'"}


def test_nothing_is_kept_in_the_browser() -> None:
    """No cache; and none of the headers whose senders browsers list on the disk."""
    assert HEADERS["Cache-Control"] == "no-store"
    lasting = {"strict-transport-security", "alt-svc", "set-cookie", "onion-location", "reporting-endpoints", "nel"}
    assert not lasting & {name.lower() for name in HEADERS}


def test_every_permission_is_denied() -> None:
    """Each feature has an empty list of who may use it (https://www.w3.org/TR/permissions-policy/#serialization)."""
    features = HEADERS["Permissions-Policy"].split(", ")
    assert all(re.fullmatch(r"[a-z-]+=\(\)", each) for each in features)
    assert len(features) == len(set(features))
    assert {"camera=()", "geolocation=()", "microphone=()", "usb=()"} <= set(features)


def rules(text: str) -> dict[str, dict[str, str]]:
    """Return the rules of a `_headers`, as the hosts read it: a path, then indented lines of a name and a value."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            assert name not in list(found.values())[-1], f"{name} stands twice: the host joins both"
            list(found.values())[-1][name] = value
        else:
            found[line] = {}
    return found


def test_netlify_gets_one_rule_for_all(site: tuple[Plan, Mapping[str, bytes]]) -> None:
    """Two rules that match one page would be joined, so there is one; Cloudflare reads 2,000 characters a line."""
    found = rules(site[1][NETLIFY].decode())
    assert list(found) == ["/*"]
    assert {name: value for name, value in found["/*"].items() if name != CSP} == HEADERS
    assert max(map(len, site[1][NETLIFY].decode().splitlines())) < 2000


def test_netlifys_policy_forbids_no_page_what_it_needs(site: tuple[Plan, Mapping[str, bytes]]) -> None:
    """The one policy allows what each page's own allows, and not more than all pages together need."""
    plan, output = site
    one_for_all = directives(rules(output[NETLIFY].decode())["/*"][CSP])
    needed: dict[str, set[str]] = {}
    for page in plan.pages:
        for name, sources in directives(own_policy(output[page.path].decode())).items():
            needed.setdefault(name, set()).update(sources - {"'none'"})
            assert sources - {"'none'"} <= one_for_all[name], page.path
    assert {name: sources - {"'none'"} for name, sources in one_for_all.items()} == needed | {"frame-ancestors": set()}


def test_apache_needs_no_more_than_file_info(site: tuple[Plan, Mapping[str, bytes]]) -> None:
    """A directive of another class than FileInfo would make every page an error where the host does not allow it."""
    allowed = {
        "FileETag", "AddType", "AddCharset", "AddOutputFilterByType", "Header", "RewriteEngine", "RewriteCond",
        "RewriteRule", "ErrorDocument",
    }  # fmt: skip
    lines = [line.strip() for line in site[1][APACHE].decode().splitlines()]
    words = {line.split()[0] for line in lines if line and not line.startswith(("#", "<"))}
    assert words <= allowed
    opened = [re.match(r"<(\w+)", line) for line in lines if line.startswith("<") and not line.startswith("</")]
    assert {found[1] for found in opened if found} == {"IfModule", "If"}


def test_apache_knows_the_locales() -> None:
    """Only a locale's own search page may run scripts, not an entry called search."""
    assert "m#/(en|be-tarask)/search\\.html$#" in headers.apache(("en", "be-tarask"), STYLE)


def test_files_name_no_tool_and_no_folder(site: tuple[Plan, Mapping[str, bytes]]) -> None:
    """Like the pages, they say nothing of who or what made them."""
    for name in (NETLIFY, APACHE):
        assert not re.search(r"navina|/(?:home|tmp|root)/", site[1][name].decode(), re.IGNORECASE)


def test_files_follow_the_sites_own_theme(tmp_path: Path) -> None:
    """A site with its own style for lost readers gets the digest of that one."""
    root = copy(tmp_path)
    (root / "theme").mkdir()
    (root / "theme" / "404.css").write_text("p { color: red; }\n", "utf-8")
    settings = root / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8").replace("[tool.navina]\n", '[tool.navina]\ntheme = "theme"\n', 1))
    build(load(root))
    output = read(root / "build")
    page = output["404.html"].decode()
    assert "color: red" in raw_style(page)
    (source,) = directives(own_policy(page))["style-src"]
    assert source in output[APACHE].decode()
    assert source in output[NETLIFY].decode()


def test_files_do_not_touch_pages(site: tuple[Plan, Mapping[str, bytes]]) -> None:
    """No page asks for them, so they do nothing on a stick."""
    for path, data in site[1].items():
        if path.endswith(".html"):
            root = tree(data.decode())
            addresses = [each.get(name, "") for name in ("href", "src") for tag in ("a", "link", "img", "script")
                         for each in every(root, tag)]  # fmt: skip
            assert not [each for each in addresses if each.endswith((NETLIFY, APACHE))], path
