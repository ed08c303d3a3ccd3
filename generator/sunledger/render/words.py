"""Words in two languages: the gettext catalogue, labels of codes, dates in prose.

Message ids are the Chinese source text, so Chinese needs no catalogue. The English
``.po`` is read once by the parent and travels to the workers as a plain tuple; no
compiled catalogue is kept. Titles and labels of columns and codes come from the schemas.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from typing import Any

from babel.dates import format_date, format_skeleton
from babel.messages.pofile import read_po
from markupsafe import escape

from sunledger import resources

Messages = tuple[tuple[str, tuple[str, ...]], ...]
"""A catalogue as it travels: message ids with their forms, one form unless it counts something."""

_LOCALES = {"zh": "zh_Hans_CN", "en": "en_GB"}


@functools.cache
def read_messages(language: str) -> Messages:
    """Read a language's catalogue; Chinese, being the source, has none."""
    if language == "zh":
        return ()
    path = resources.folder("site", "locale", language, "LC_MESSAGES", "sunledger.po")
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    found: list[tuple[str, tuple[str, ...]]] = []
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        one = message.id if isinstance(message.id, str) else message.id[0]
        said = message.string or ""
        forms = (said,) if isinstance(said, str) else tuple(said)
        if all(forms):
            found.append((one, forms))
    return tuple(sorted(found))


@dataclass(frozen=True)
class Words:
    """What a page says in one language."""

    language: str
    messages: Messages

    @functools.cached_property
    def _forms(self) -> dict[str, tuple[str, ...]]:
        return dict(self.messages)

    def gettext(self, text: str) -> str:
        """Translate a text; what has no translation stays Chinese, and a test finds it."""
        forms = self._forms.get(text)
        return forms[0] if forms else text

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Translate a text that counts something; Chinese has one form."""
        forms = self._forms.get(one)
        if not forms:
            return many
        return forms[0] if number == 1 else forms[-1]

    def __call__(self, text: str, **values: object) -> str:
        """Translate a text and fill in its ``%(name)s`` places."""
        said = self.gettext(text)
        return said % values if values else said

    def month(self, month: str) -> str:
        """Say a month in prose: ``2025年6月``, ``June 2025``."""
        return _month(month, _LOCALES[self.language])

    def month_of_year(self, month: int) -> str:
        """Say a month's short name, as a chart's axis has it: ``6月``, ``Jun``."""
        return _short_month(month, _LOCALES[self.language])

    def date(self, date: str) -> str:
        """Say a date in prose: ``2025年6月8日``, ``8 June 2025``."""
        return _date(date, _LOCALES[self.language])

    def pick(self, facts: dict[str, Any], key: str) -> str:
        """Pick a schema's text in this language, the Chinese one when English is blank."""
        if self.language != "zh" and facts.get(f"{key}_{self.language}"):
            return str(facts[f"{key}_{self.language}"])
        return str(facts.get(key, ""))

    def column(self, table: str, column: str) -> str:
        """Give the title of a column of a dataset or derived table, from its schema."""
        for field in resources.load_schema(table)["fields"]:
            if field["name"] == column:
                return self.pick(field, "title")
        raise KeyError(f"{table}.{column}")

    def table(self, table: str) -> str:
        """Give the title of a dataset or derived table, from its schema."""
        return self.pick(resources.load_schema(table), "title")

    def code(self, table: str, column: str, value: str) -> str:
        """Give the label of a code, from the schema's categories; an unknown code stands for itself."""
        return self.codes(table, column).get(value, value)

    def codes(self, table: str, column: str) -> dict[str, str]:
        """Give all labels of a column's codes, in the schema's order."""
        for field in resources.load_schema(table)["fields"]:
            if field["name"] == column:
                return {c["value"]: self.pick(c, "label") for c in field.get("categories", ())}
        raise KeyError(f"{table}.{column}")


@functools.lru_cache(maxsize=4096)
def _month(month: str, locale: str) -> str:
    day = dt.date(int(month[:4]), int(month[5:7]), 1)
    return str(format_skeleton("yMMMM", day, locale=locale))


@functools.lru_cache(maxsize=64)
def _short_month(month: int, locale: str) -> str:
    return str(format_skeleton("MMM", dt.date(2000, month, 1), locale=locale))


@functools.lru_cache(maxsize=4096)
def _date(date: str, locale: str) -> str:
    return format_date(dt.date.fromisoformat(date), format="long", locale=locale)


def coded_columns() -> list[tuple[str, str]]:
    """List every column of a dataset or derived table that holds codes."""
    return [
        (table, field["name"])
        for table in (*resources.dataset_names(), *resources.derived_names())
        for field in resources.load_schema(table)["fields"]
        if field.get("categories")
    ]


def escaped(text: str) -> str:
    """Escape a text for HTML."""
    return str(escape(text))
