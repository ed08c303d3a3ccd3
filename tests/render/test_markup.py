"""Contributors' Markdown can't harm a reader."""

from __future__ import annotations

import pytest

from sunledger.render.markup import from_markdown


def test_plain_markdown_becomes_markup() -> None:
    """Paragraphs, lists, links and tables come through; headings begin at the third level."""
    html = from_markdown(
        "# 我们\n\n一段**话**，[章程](https://example.org/a)。\n\n- 甲\n- 乙\n\n|a|b|\n|-|-|\n|1|2|\n"
    )
    assert "<h3>我们</h3>" in html
    assert "<strong>话</strong>" in html
    assert 'href="https://example.org/a"' in html
    assert "<li>甲</li>" in html
    assert "<td>1</td>" in html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '<svg onload="alert(1)"></svg>',
        '<a href="https://example.org" style="x" onclick="y">x</a>',
        '<iframe src="https://example.org"></iframe>',
        "![x](https://example.org/pixel.png)",
        "<style>*{display:none}</style>",
    ],
)
def test_hostile_markdown_is_disarmed(hostile: str) -> None:
    """No script, handler, style, frame, picture or script address survives."""
    html = from_markdown(hostile).lower()
    for word in (
        "<script",
        "onerror",
        "onclick",
        "onload",
        "javascript:",
        "data:",
        "<iframe",
        "<img",
        "<svg",
        "style=",
    ):
        assert word not in html
