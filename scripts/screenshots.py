"""Take the pictures of the README: the built site, side by side in three languages, as a phone shows it."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build"
TARGET = ROOT / "docs" / "screenshots"
LOCALES = ("en", "be", "ru")
PICTURES = {"home": ("index.html", "body"), "entry": ("about.html", "main")}
"""What is shown: a page of each locale, from which element on."""
PHONE = (390, 780)
GAP = 16
COLOURS = 128
"""So many are enough for text, and a third of the bytes of all 16 million."""


def shoot(page: Page, file: Path, *, top: str) -> Image.Image:
    """Return what a phone shows of a page when an element is at the top of its screen."""
    page.goto(file.as_uri())
    page.evaluate("selector => { document.querySelector(selector).scrollIntoView(); scrollBy(0, -24) }", top)
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def side_by_side(shots: list[Image.Image]) -> Image.Image:
    """Put pictures of one size into one row, with a grey gap between them."""
    width, height = shots[0].size
    row = Image.new("RGB", ((width + GAP) * len(shots) - GAP, height), "#999")
    for place, shot in enumerate(shots):
        row.paste(shot, (place * (width + GAP), 0))
    return row


def main() -> None:
    """Write one picture for each name, over the old one."""
    TARGET.mkdir(parents=True, exist_ok=True)
    width, height = PHONE
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
        for name, (path, top) in PICTURES.items():
            row = side_by_side([shoot(page, BUILD / locale / path, top=top) for locale in LOCALES])
            file = TARGET / f"{name}.png"
            row.quantize(COLOURS).save(file, optimize=True)
            sys.stdout.write(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1024} KB\n")
        browser.close()


if __name__ == "__main__":
    main()
