"""Every word of the site is there in both languages, and each page keeps to its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from sunledger import resources
from sunledger.render.words import Words, read_messages
from tests.render.conftest import Made

CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
OPTIONS = {"**.html": {"encoding": "utf-8", "trimmed": "true", "extensions": "jinja2.ext.i18n"}}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "words": None, "_words": None}
PLACE = re.compile(r"%\((\w+)\)s")


def messages(project: Path) -> Iterator[tuple[str, ...]]:
    """Extract every message of templates and modules, as ``pybabel extract`` does."""
    for folder, methods in (
        (project / "site" / "templates", [("**.html", "jinja2")]),
        (project / "generator" / "sunledger" / "render", [("**.py", "python")]),
    ):
        for _, _, message, _, _ in extract_from_dir(folder, methods, OPTIONS, KEYWORDS):
            yield message if isinstance(message, tuple) else (message,)


def catalogue(project: Path) -> dict[str, tuple[str, ...]]:
    """Read the English catalogue."""
    found: dict[str, tuple[str, ...]] = {}
    with (project / "site/locale/en/LC_MESSAGES/sunledger.po").open("rb") as file:
        for message in read_po(file):
            said = message.string or ""
            if message.id:
                one = message.id if isinstance(message.id, str) else message.id[0]
                found[one] = (said,) if isinstance(said, str) else tuple(said)
    return found


def test_every_message_has_an_english_text(project_root: Path) -> None:
    """None is missing or blank, none is left over, and each fills the same places."""
    wanted = {message[0]: message for message in messages(project_root)}
    english = catalogue(project_root)
    assert not wanted.keys() - english.keys()
    assert not english.keys() - wanted.keys()
    for one, message in wanted.items():
        forms = english[one]
        assert len(forms) == len(message), one
        for form in forms:
            assert form.strip(), one
            assert not CHINESE.search(form), one
            assert set(PLACE.findall(form)) == set(PLACE.findall(message[0])) or len(forms) > 1, one


def test_templates_say_nothing_past_the_catalogue(project_root: Path) -> None:
    """No Chinese text or punctuation stands in a template outside a translated message."""
    said = re.compile(r"{#.*?#}|{%\s*trans\b.*?{%\s*endtrans\s*%}|_\(\"[^\"]*\"\)", re.DOTALL)
    for template in sorted((project_root / "site" / "templates").rglob("*.html")):
        assert CHINESE.findall(said.sub("", template.read_text(encoding="utf-8"))) == [], template.name


def test_the_catalogue_travels_whole(project_root: Path) -> None:
    """What the builder reads is what stands in the file."""
    assert dict(read_messages("en")) == catalogue(project_root)
    assert read_messages("zh") == ()


def test_english_pages_are_english(made: Made) -> None:
    """Chinese stands only where it says that it is Chinese; a page's title may be a name without English."""
    for page in made.pages:
        if page.language != "en":
            continue
        parsed = made.parsed(page.path)
        titles = {text for language, text in parsed.texts if f"<title>{text}" in made.text(page.path)}
        for language, text in parsed.texts:
            assert language.startswith(("zh", "zxx")) or text in titles or not CHINESE.search(text), (
                page.path,
                text,
            )


def test_schemas_speak_both_languages() -> None:
    """Titles, descriptions and labels have an English side; pages take them from nowhere else."""
    for name in (*resources.dataset_names(), *resources.derived_names()):
        schema = resources.load_schema(name)
        for facts in (schema, *schema["fields"]):
            assert facts["title_en"], (name, facts.get("name"))
            assert facts["description_en"], (name, facts.get("name"))
        for field in schema["fields"]:
            assert all(category["label_en"] for category in field.get("categories", ())), (
                name,
                field["name"],
            )


@pytest.mark.parametrize(
    ("language", "month", "short", "day"),
    [("zh", "2025年6月", "6月", "2025年6月8日"), ("en", "June 2025", "Jun", "8 June 2025")],
)
def test_dates_in_prose(language: str, month: str, short: str, day: str) -> None:
    """Prose says dates as its language does."""
    words = Words(language, ())
    assert words.month("2025-06") == month
    assert words.month_of_year(6) == short
    assert words.date("2025-06-08") == day


def test_counting_follows_the_language() -> None:
    """English has one and many; Chinese has one form for both."""
    english = Words("en", (("%(n)s 天", ("%(n)s day", "%(n)s days")),))
    assert english.ngettext("%(n)s 天", "%(n)s 天", 1) == "%(n)s day"
    assert english.ngettext("%(n)s 天", "%(n)s 天", 0) == "%(n)s days"
    assert Words("zh", ()).ngettext("%(n)s 天", "%(n)s 天", 2) == "%(n)s 天"
