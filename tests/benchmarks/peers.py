"""The same accounts for other programs: a Data Package for frictionless, sources for Hugo and for MkDocs.

What the others get is finished: amounts are formatted, balances worked out, rows joined and in order, so that
they have nothing to do but to read, lay out and write.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sunledger.engine import Connection
from sunledger.resources import load_schema
from tests.benchmarks.ledger_site import worked_out

Page = dict[str, Any]

_STANDARD = "https://datapackage.org/profiles/2.0"

_HUGO = {
    "hugo.toml": 'baseURL = "/"\ntitle = "Ledgers"\nuglyURLs = true\ndisableKinds = ["taxonomy", "term", "rss", "sitemap", "robotstxt", "404", "home"]\n',
    "layouts/_default/baseof.html": '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>{{ block "main" . }}{{ end }}</body></html>\n',
    "layouts/_default/list.html": """{{ define "main" }}<h1>{{ .Title }}</h1>
<table><thead><tr>{{ range .Params.columns }}<th>{{ . }}</th>{{ end }}</tr></thead><tbody>
{{ range .Params.rows }}<tr>{{ range . }}<td>{{ . }}</td>{{ end }}</tr>
{{ end }}</tbody></table>{{ end }}
""",
    "layouts/_default/single.html": """{{ define "main" }}<h1>{{ .Title }}</h1>
<table><thead><tr>{{ range .Params.columns }}<th>{{ . }}</th>{{ end }}</tr></thead><tbody>
{{ range .Params.rows }}<tr>{{ range . }}<td>{{ . }}</td>{{ end }}</tr>
{{ end }}</tbody></table>{{ end }}
""",
}
_MKDOCS = """site_name: Ledgers
theme: {name: material, language: zh, font: false}
plugins: []
docs_dir: docs
"""
_MONTHS = (
    "select f.community_id, fund_id, month, yuan(opening), yuan(gross), yuan(cost), yuan(net), yuan(disbursed), yuan(closing), "
    "coalesce(yuan(statement), '') from derived.fund_months as f order by all"
)
_ENTRIES = (
    "select m.community_id, left(e.month, 4), e.month, coalesce(cast(entered_on as varchar), ''), coalesce(label, ''), coalesce(counterparty_id, ''), "
    "coalesce(bucket, ''), source_file || ':' || source_line, coalesce(yuan(money_in), ''), coalesce(yuan(money_out), ''), yuan(balance) "
    "from derived.ledger_entries as e join derived.fund_months as m using (fund_id, month) order by m.community_id, fund_id, e.month, position"
)
_OF_A_MONTH = ("资金", "月份", "月初", "收入", "成本", "净收入", "支出", "月末", "银行")
_OF_AN_ENTRY = ("月份", "日期", "事项", "对方", "分项", "出处", "进", "出", "结余")


def pages(data: Path, scratch: Path) -> list[Page]:
    """Return each unit's overview (``year`` blank) and year ledgers: title, columns and rows, all text."""
    scratch.mkdir()
    with worked_out(data, scratch) as con:
        return [*_overviews(con), *_ledgers(con)]


def _overviews(con: Connection) -> Iterator[Page]:
    for unit, rows in itertools.groupby(con.execute(_MONTHS).fetchall(), key=lambda row: row[0]):
        yield {
            "unit": unit,
            "year": "",
            "title": unit,
            "columns": _OF_A_MONTH,
            "rows": [row[1:] for row in rows],
        }


def _ledgers(con: Connection) -> Iterator[Page]:
    for (unit, year), rows in itertools.groupby(con.execute(_ENTRIES).fetchall(), key=lambda row: row[:2]):
        yield {
            "unit": unit,
            "year": year,
            "title": f"{unit} {year}",
            "columns": _OF_AN_ENTRY,
            "rows": [row[2:] for row in rows],
        }


def write_hugo(found: list[Page], folder: Path) -> None:
    """Write a Hugo site of bare layouts: a content file with its rows as front matter for each page."""
    for name, text in _HUGO.items():
        _write(folder / name, text)
    for page in found:
        matter = {key: page[key] for key in ("title", "columns", "rows")}
        name = f"{page['year']}.md" if page["year"] else "_index.md"
        _write(folder / "content" / "c" / page["unit"] / name, json.dumps(matter, ensure_ascii=False) + "\n")


def write_mkdocs(found: list[Page], folder: Path) -> None:
    """Write a MkDocs project with the Material theme: a Markdown table for each page."""
    _write(folder / "mkdocs.yml", _MKDOCS)
    _write(folder / "docs" / "index.md", "# Ledgers\n")
    for page in found:
        head = [_row(page["columns"]), "|" + " --- |" * len(page["columns"])]
        text = "\n".join([f"# {page['title']}", "", *head, *map(_row, page["rows"])]) + "\n"
        _write(folder / "docs" / "c" / page["unit"] / f"{page['year'] or 'index'}.md", text)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


def write_package(data: Path, folder: Path, *, joined: bool = True) -> Path:
    """Write all rows as a Data Package, ``joined`` into one CSV file for each dataset; return its descriptor.

    Otherwise every file stays one, as a resource of its own; each dataset that others refer to must then be
    in one file, as it is up to a thousand units.
    """
    folder.mkdir(parents=True)
    files: dict[str, list[Path]] = {}
    for path in sorted(data.rglob("*.csv")):
        files.setdefault(path.stem.partition("-")[0], []).append(path)
    resources = []
    for dataset, paths in sorted(files.items()):
        parts = [paths] if joined or len(paths) == 1 else [[path] for path in paths]
        for number, part in enumerate(parts):
            name = dataset if len(parts) == 1 else f"{dataset}-{number}"
            _join(part, folder / f"{name}.csv")
            resources.append(_resource(name, dataset, set(files)))
    package = {"$schema": f"{_STANDARD}/datapackage.json", "name": "accounts", "resources": resources}
    _write(folder / "datapackage.json", json.dumps(package, ensure_ascii=False))
    return folder / "datapackage.json"


def _resource(name: str, dataset: str, there: set[str]) -> dict[str, Any]:
    """Describe a file by its dataset's schema, with the references that lead to datasets that are there."""
    schema = dict(load_schema(dataset))
    links = schema.get("foreignKeys", ())
    schema["foreignKeys"] = [link for link in links if link["reference"].get("resource", dataset) in there]
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _join(paths: list[Path], target: Path) -> None:
    header = b""
    with target.open("wb") as out:
        for path in paths:
            first, _, rest = path.read_bytes().partition(b"\n")
            if not header:
                header = first
                out.write(header + b"\n")
            assert first == header, path
            out.write(rest)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
