"""Take a picture of every kind of page, to be looked at: ``make pictures``.

Writes ``build/pictures/<kind>-<language>-<scheme>-<width>.png`` and, as it comes out of a printer,
``<kind>-<language>-print-<sheet>.png``. Words after the two folders pick kinds.
"""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests.browser.kinds import KINDS, LANGUAGES
from tests.browser.paper import sheets
from tests.conftest import ROOT, serving

WIDTHS = (360, 768, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LONGEST = 5000
"""Pixels; of longer pages the beginning is enough."""
START = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic")


@contextlib.contextmanager
def open_browser(path: Path) -> Iterator[Browser]:
    """Start the machine's own Chromium, without its background traffic, for as long as the context lasts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(path), args=list(START))
        yield browser
        browser.close()


def take(browser: Browser, address: str, kind: str, language: str, out: Path) -> None:
    """Take all pictures of one page in one language."""
    place = f"{address}/{LANGUAGES[language]}{KINDS[kind]}"
    for scheme in SCHEMES:
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            page.goto(place)
            height = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({"width": width, "height": max(800, min(height, LONGEST))})
            page.screenshot(path=out / f"{kind}-{language}-{scheme}-{width}.png")
            page.close()
    page = browser.new_page()
    page.goto(place)
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder, "page.pdf")
        page.pdf(path=paper, prefer_css_page_size=True)
        for number, sheet in enumerate(sheets(paper), 1):
            sheet.save(out / f"{kind}-{language}-print-{number}.png")
    page.close()


def main() -> None:
    """Read the command line, and take the pictures."""
    parser = argparse.ArgumentParser(description="Take pictures of every kind of page.")
    parser.add_argument("site", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("kinds", nargs="*", choices=[*KINDS, []], help="kinds of page (default: all)")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    found = subprocess.run(
        ["sh", ".ci/chromium", "--find"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    with open_browser(Path(found.stdout.strip())) as browser, serving(given.site) as address:
        for kind in given.kinds or KINDS:
            for language in LANGUAGES:
                take(browser, address, kind, language, given.out)
            print(kind)


if __name__ == "__main__":
    main()
