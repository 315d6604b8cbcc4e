"""Every page of both sites is valid HTML, as the Nu checker of validator.nu sees it from a server."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from tests.published import SITES, publish, serve

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
JAR = Path(sys.prefix) / "node" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
LOCALHOST = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
"""Lets it ask this machine: as a public service it must not."""

NO_FAULT = (
    # It reads the policy, but does not compare the hash of the one style that stands in a page. Chromium does, and the
    # tests in the browser see that the style is applied.
    (r"/404\.html$", "Inline style violates Content Security Policy"),
    # Python-Markdown ends pictures so. The standard allows it, and every value stands in quotes.
    (r"\.html$", "Trailing slash on void elements has no effect"),
)
"""What it says that is no fault: pages, and how the message begins."""


def nu(*addresses: str) -> list[dict[str, str]]:
    """Return what the checker says of pages or files, from hints to errors, in one run."""
    java = shutil.which("java")
    if not (java and JAR.is_file()):
        pytest.skip("there is no Nu checker here: run scripts/bring-tools PYTHON --foreign, which needs java and npm")
    command = [java, LOCALHOST, "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always", *addresses]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    messages: list[dict[str, str]] = json.loads(done.stdout)["messages"]
    return messages


def is_fault(message: dict[str, str]) -> bool:
    """Tell whether a message is about a fault of the page."""
    return not any(re.search(pages, message["url"]) and message["message"].startswith(text) for pages, text in NO_FAULT)


def test_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    """The checker is at work: a page with an error and a warning has both, a right one nothing."""
    right = '<!DOCTYPE html>\n<html lang="be">\n<title>Т</title>\n<p>Тэкст на беларускай мове.</p>\n</html>\n'
    (tmp_path / "right.html").write_text(right, "utf-8")
    (tmp_path / "wrong.html").write_text(right.replace("<p>", "<section><p></b>"), "utf-8")
    said = nu(*map(str, sorted(tmp_path.iterdir())))
    assert {each["url"].rpartition("/")[2] for each in said} == {"wrong.html"}
    assert {"error", "info"} == {each["type"] for each in said}


@pytest.mark.parametrize("name", SITES)
def test_pages_are_valid(tmp_path: Path, name: str) -> None:
    """The checker has nothing to say about any page: no error, no warning, and no word about the policy."""
    site = publish(name, tmp_path)
    with serve(site.folder) as address:
        said = nu(*(f"{address}/{path}" for path in site.trees))
    faults = defaultdict(list)
    for each in filter(is_fault, said):
        faults[each["message"]].append(f"{each['url'].removeprefix(address)}:{each.get('lastLine', 0)}")
    assert dict(faults) == {}
