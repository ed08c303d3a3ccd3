"""The finished pages as HTML: parsed as browsers parse, without an error, and put together as the standard asks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from justhtml import JustHTML
from turbohtml import conformance

from tests.browser.kinds import KINDS, LANGUAGES

PHRASING = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "br",
        "button",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "svg",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
ONLY = {
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "dl": frozenset({"dt", "dd", "div"}),
    "table": frozenset({"caption", "thead", "tbody", "tfoot", "tr"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tfoot": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
    **dict.fromkeys(("p", "span", "small", "b", "strong", "em", "code", "label", "button", "pre"), PHRASING),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "summary", "ins", "del", "sub", "sup"), PHRASING),
}
"""What may stand directly in an element (HTML, section 4): what a parser builds without complaint."""


PRESSED = frozenset({"a", "button", "input", "summary"})


def misplaced(page: str) -> Iterator[str]:
    """Name what stands where the standard doesn't allow it."""
    document = JustHTML(page, sanitize=False)
    for parent in document.query("*"):
        allowed, within = ONLY.get(parent.name), [child.name for child in parent.children or ()]
        tags = [name for name in within if not name.startswith(("#", "!"))]
        if allowed is not None:
            yield from (f"{name} in {parent.name}" for name in tags if name not in allowed)
        if parent.name == "dl" and "div" in tags and set(tags) != {"div"}:
            yield "dl with div and without"
        if parent.name == "a" and any(child.name in PRESSED for child in parent.query("*")):
            yield "something to press in a link"
        direction = (parent.attrs or {}).get("dir", "ltr")
        if direction not in ("ltr", "rtl", "auto"):
            yield f"dir={direction}"
    levels = [int(node.name[1]) for node in document.query("*") if re.fullmatch("h[1-6]", node.name)]
    if levels[:1] != [1] or any(below - above > 1 for above, below in itertools.pairwise(levels)):
        yield f"headings {levels}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_is_parsed_without_an_error(built_site: Path, language: str) -> None:
    """The standard's own parser finds no error, and elements stand where they may."""
    wrong = {}
    for kind, path in KINDS.items():
        page = (built_site / LANGUAGES[language] / path).read_text(encoding="utf-8")
        errors = [str(error) for error in JustHTML(page, sanitize=False, collect_errors=True).errors]
        wrong[kind] = errors + sorted(set(misplaced(page)))
    assert {kind: found for kind, found in wrong.items() if found} == {}


def test_every_page_conforms(built_site: Path) -> None:
    """On none of all pages an obsolete attribute, an id twice, a role that isn't one, a picture without words."""
    wrong = {}
    for path in built_site.rglob("*.html"):
        report = conformance.check_html(path.read_text(encoding="utf-8"))
        if report.errors:
            wrong[path.relative_to(built_site).as_posix()] = report.errors
    assert wrong == {}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("<h1>", "<h1><div>.</div>"), "div in h1"),
        (("<tbody>", "<tbody><!-- . --><script>.</script>"), "script in tbody"),
        (('dir="ltr"', 'dir="direction"'), "dir=direction"),
        (("<h2>", "<h4>.</h4><h2>"), "headings"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_misplaced_elements_are_found(built_site: Path, change: tuple[str, str], said: str) -> None:
    """The table of what may stand where is in use."""
    page = (built_site / KINDS["home"]).read_text(encoding="utf-8")
    assert change[0] in page
    assert [found for found in misplaced(page.replace(*change, 1)) if found.startswith(said)]


def test_faults_are_found(built_site: Path) -> None:
    """Both tools notice what they are there for."""
    page = (built_site / KINDS["home"]).read_text(encoding="utf-8")
    broken = page.replace("<h1>", "</p><h1>", 1)
    assert JustHTML(broken, sanitize=False, collect_errors=True).errors
    for fault in ('<p align="right">', '<p id="content">', '<img src="x">'):
        assert conformance.check_html(page.replace("<h1>", f"{fault}<h1>", 1)).errors, fault
