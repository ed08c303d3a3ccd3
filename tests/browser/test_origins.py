"""A real browser over the built site: nothing is fetched from elsewhere, nothing is refused or fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Request, Response, sync_playwright

PAGES = (
    "index.html", "communities/index.html", "c/tan/index.html", "c/tan-c01/index.html",
    "c/tan-c01-p01/index.html",
    "c/tan-c01-p01/2025.html", "c/tan-c01-p01/2025-06.html", "spaces/index.html", "projects/index.html",
    "allocations/index.html", "services/index.html", "timeliness/index.html", "claims/index.html",
    "checks/index.html", "changes/index.html", "data/index.html", "data/revenue.html", "method/index.html",
    "method/rules.html", "method/tables.html", "method/mechanisms/index.html", "about/index.html", "contribute/index.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(chromium_path: Path) -> Iterator[Browser]:
    """Start the machine's own Chromium, without its background traffic."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium_path),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"],
        )
        yield browser
        browser.close()


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_ask_no_other_origin_and_break_no_rule(
    browser: Browser, built_site: Path, serve: Callable[[Path], str], language: str, width: int
) -> None:
    """Every kind of page loads whole, from its own origin, within its policy, without overflow."""
    address = serve(built_site)
    page = browser.new_page(viewport={"width": width, "height": 800})
    wrong: list[str] = []

    def elsewhere(request: Request) -> None:
        if not request.url.startswith((address, "data:")):
            wrong.append(request.url)

    def failed(response: Response) -> None:
        if response.status >= 400:
            wrong.append(f"{response.status} {response.url}")

    def complained(message: ConsoleMessage) -> None:
        if message.type not in ("log", "info"):
            wrong.append(message.text)

    page.on("request", elsewhere)
    page.on("response", failed)
    page.on("console", complained)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for path in PAGES:
        page.goto(f"{address}/{language}{path}")
        assert page.locator("h1").count() == 1, path
        policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content") or ""
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, (path, overflow)
    page.close()
    assert not wrong


def test_data_pages_are_read_without_scripts_from_a_disk(browser: Browser, built_site: Path) -> None:
    """Opened as files and without JavaScript, the way from home to a ledger works."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built_site / "index.html").as_uri())
    page.locator('a[href*="communities/index.html"]').first.click()
    page.goto((built_site / "c" / "tan-c01-p01" / "index.html").as_uri())
    page.locator('a[href$="/2025.html"]').first.click()
    assert page.url.endswith("/c/tan-c01-p01/2025.html")
    assert "2025" in page.locator("h1").inner_text()
    context.close()
