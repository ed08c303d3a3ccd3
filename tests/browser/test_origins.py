"""What pages load: nothing from elsewhere, nothing that fails, nothing that their own policy refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Response

from tests.browser.conftest import Open
from tests.browser.kinds import KINDS, LANGUAGES

SCROLLED = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def listen(page: Page, address: str) -> list[str]:
    """Note everything that goes wrong on a page, from now on."""
    wrong: list[str] = []

    def elsewhere(request: Request) -> None:
        if not request.url.startswith((f"{address}/", "data:")):
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
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_ask_no_other_origin_and_break_no_rule(address: str, visit: Open, language: str) -> None:
    """Every kind of page loads whole, from its own origin, within its policy, and says which language it is in."""
    page = visit().new_page()
    wrong = listen(page, address)
    for kind, path in KINDS.items():
        page.goto(f"{address}/{LANGUAGES[language]}{path}")
        assert page.locator("h1").count() == 1, kind
        assert page.locator("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[language]
        policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content") or ""
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    assert wrong == []


def test_the_policy_is_in_force(address: str, visit: Open) -> None:
    """A script or a style that somebody smuggled into a page does nothing, and another origin isn't asked."""
    page = visit().new_page()
    wrong = listen(page, address)
    page.goto(f"{address}/index.html")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "document.title = 'taken'";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<p style='color: red' onclick='0'>.</p>");
            document.body.append(Object.assign(new Image(), {src: "http://127.0.0.1:9/x.png"}));
        }"""
    )
    page.wait_for_timeout(100)
    assert page.title() != "taken"
    refused = [said for said in wrong if "Content Security Policy" in said]
    assert len(refused) >= 3, wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways(address: str, visit: Open, language: str) -> None:
    """A page is never wider than a narrow phone; wide tables scroll in a frame of their own (1.4.10)."""
    page = visit().new_page()
    wide = []
    for kind, path in KINDS.items():
        page.goto(f"{address}/{LANGUAGES[language]}{path}")
        for width in (320, 360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate(SCROLLED) > 0:
                wide.append((kind, width))
    assert wide == []


def test_data_pages_are_read_without_scripts_from_a_disk(visit: Open, built_site: Path) -> None:
    """Opened as files and without JavaScript, the way from home to a ledger works."""
    page = visit(java_script_enabled=False).new_page()
    page.goto((built_site / "index.html").as_uri())
    page.locator('a[href*="communities/index.html"]').first.click()
    page.goto((built_site / "c" / "tan-c01-p01" / "index.html").as_uri())
    page.locator('a[href$="/2025.html"]').first.click()
    assert page.url.endswith("/c/tan-c01-p01/2025.html")
    assert "2025" in page.locator("h1").inner_text()
