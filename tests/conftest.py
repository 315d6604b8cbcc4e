"""What all tests share: the browser, and a loud word about what was not tested."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

FORBID_SKIPS = "NAVINA_FORBID_SKIPS"
BROWSER_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Two workers on two cores: an example's time says more about the neighbour than about the code. The same examples each
# time, so that a change is judged by what it changes; whoever looks for new ones sets NAVINA_EXPLORE.
hypothesis.settings.register_profile("navina", deadline=None, derandomize=not os.environ.get("NAVINA_EXPLORE"))
hypothesis.settings.load_profile("navina")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test that uses a page the mark `browser`, before `-m` looks at the marks."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that left tests out, where NAVINA_FORBID_SKIPS says that nothing may be left out."""
    if os.environ.get(FORBID_SKIPS) and _skipped(session.config) and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say at the end, where it is read, how many tests were left out."""
    if skipped := _skipped(config):
        verdict = f" {FORBID_SKIPS} makes that a failure." if os.environ.get(FORBID_SKIPS) else ""
        text = f"NOT EVERYTHING WAS TESTED: {skipped} skipped, for the reasons above.{verdict}"
        terminalreporter.write_line(text, red=True, bold=True)


def _skipped(config: pytest.Config) -> int:
    reporter: pytest.TerminalReporter | None = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if reporter else 0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium, once a worker: the system's, else playwright's own; without either, skip."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    with sync_playwright() as playwright:
        if not (chromium or Path(playwright.chromium.executable_path).exists()):
            pytest.skip("there is no Chromium here: run scripts/bring-tools, or install the package chromium")
        started = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty page with scripts off, as our most careful readers have it; nothing is kept from test to test."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()
