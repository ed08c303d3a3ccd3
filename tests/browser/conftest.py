"""One browser and one served site for all tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.pictures import open_browser

Open = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def browser(chromium_path: Path) -> Iterator[Browser]:
    """Start the browser once for all tests of a worker."""
    with open_browser(chromium_path) as browser:
        yield browser


@pytest.fixture(scope="session")
def address(built_site: Path, serve: Callable[[Path], str]) -> str:
    """Return the address of the demonstration site, without a last ``/``."""
    return serve(built_site)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Return a function that opens a window of its own, with the options of Playwright's ``new_context``."""
    opened: list[BrowserContext] = []

    def open_window(**options: object) -> BrowserContext:
        opened.append(browser.new_context(**options))  # type: ignore[arg-type]
        return opened[-1]

    yield open_window
    for context in opened:
        context.close()
