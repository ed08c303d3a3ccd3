"""The list of data, the dictionaries and the method: from the schemas, the rules and the SQL files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup, escape

from sunledger import resources
from sunledger.render import addresses, rows_publisher, structured
from sunledger.render.contexts_data import (
    ColumnLine,
    CountyFiles,
    DataPage,
    DictionaryPage,
    RulesPage,
    TableLine,
    TablesPage,
)
from sunledger.render.desk import Desk, grouped
from sunledger.render.overview import Publisher
from sunledger.render.press import Leaf, Setup
from sunledger.render.rows_downloads import Download
from sunledger.render.words import Words

_FLAT = {"ledger": "ledger_entries", "months": "fund_months"}
"""Which derived table each flat one writes out, row by row."""


def leaves(desk: Desk, setup: Setup) -> Iterator[Leaf]:
    """Lay out the pages of data and method."""
    publisher = Publisher(desk)
    words = desk.words
    files = _files(desk, "publisher")
    simple = tuple(_line(desk, name, "derived", files) for name in resources.simple_names())
    datasets = tuple(_line(desk, name, "open", files) for name in resources.dataset_names())
    derived = tuple(_line(desk, name, "derived", files) for name in resources.derived_names())
    span = structured.spans(desk, ()).get("")
    address = addresses.data()
    title = words("数据下载")
    page = publisher.leaf(
        address,
        "data",
        "data.html",
        title,
        words("全部账目和计算结果：每个数据集的说明、行数和下载。"),
        DataPage(
            addresses.root(address),
            addresses.site_root(desk.language, address),
            simple,
            files.get("", ()),
            tuple(_counties(desk, publisher)),
            datasets,
            derived,
            desk.seals(),
        ),
    )
    flat = tuple(file for line in simple for file in line.files)
    yield _describing(desk, setup, publisher, page, (*files.get("", ()), *flat), span)
    for line in (*simple, *datasets, *derived):
        schema = resources.load_schema(line.name)
        address = addresses.dictionary(line.name)
        page = publisher.leaf(
            address,
            "dictionary",
            "dictionary.html",
            Markup("{} · {}").format(line.title, words("数据字典")),
            str(escape(line.description)),
            DictionaryPage(
                root=addresses.root(address),
                downloads=addresses.site_root(desk.language, address),
                table=line,
                key=tuple(schema.get("primaryKey", ())),
                columns=tuple(_columns(schema, words)),
                derived=line in derived,
            ),
        )
        yield _describing(desk, setup, publisher, page, line.files, span, addresses.data())
    address = addresses.rules()
    title = words("检查规则")
    rules = tuple(desk.rows("rules", rows_publisher.Rule))
    yield publisher.leaf(
        address, "method", "rules.html", title, title, RulesPage(addresses.root(address), rules)
    )
    address = addresses.tables()
    title = words("计算方法")
    tables = tuple(desk.rows("tables", rows_publisher.Method))
    yield publisher.leaf(
        address, "method", "tables.html", title, title, TablesPage(addresses.root(address), tables)
    )


def _describing(
    desk: Desk, setup: Setup, publisher: Publisher, page: Leaf, files: Sequence[Download],
    span: structured.Span | None, part_of: str = "",
) -> Leaf:  # fmt: skip
    """Let a page describe the data it offers."""
    said = structured.Described(
        address=page.address,
        name=Markup("{} · {}").format(Markup(page.title), publisher.title),
        description=page.description,
        publisher=publisher.title,
        place=publisher.title,
        demo=page.demo,
        files=files,
        span=span,
        part_of=part_of,
    )
    return replace(page, dataset=structured.block(desk.words, setup.base_url, said))


def _files(desk: Desk, *scopes: str, owners: Sequence[str] = ()) -> dict[str, tuple[Download, ...]]:
    """Read downloads by whose they are."""
    found = desk.rows("downloads", Download, scopes=list(scopes), owners=list(owners))
    return {owner: tuple(files) for owner, files in grouped(found).items()}


def _counties(desk: Desk, publisher: Publisher) -> Iterator[CountyFiles]:
    """Give each county's downloads: its accounts, and its rows of every table."""
    ids = [str(county.county) for county in publisher.counties]
    files = _files(desk, "unit", "county", owners=ids)
    for county in publisher.counties:
        yield CountyFiles(county, files.get(county.county, ()))


def _line(desk: Desk, name: str, schema: str, files: dict[str, tuple[Download, ...]]) -> TableLine:
    """Describe a table; a flat one has as many rows as the derived table it writes out."""
    facts = resources.load_schema(name)
    return TableLine(
        name=name,
        title=desk.words.pick(facts, "title"),
        description=desk.words.pick(facts, "description"),
        count=desk.count(schema, _FLAT.get(name, name)),
        files=files.get(name, ()),
    )


def _columns(schema: dict[str, Any], words: Words) -> Iterator[ColumnLine]:
    """Read a schema's fields in one language; nothing about a column is written elsewhere."""
    refers = {
        column: key["reference"].get("resource", schema["name"])
        for key in schema.get("foreignKeys", ())
        for column in key["fields"]
    }
    units = {
        "yuan": words("元"),
        "m2": "m²",
        "percent": "%",
        "household": words("户"),
        "person": words("人"),
        "month": words("月"),
        "day": words("天"),
    }
    for field in schema["fields"]:
        constraints = field.get("constraints", {})
        unit = field.get("unit", "")
        yield ColumnLine(
            name=field["name"],
            title=words.pick(field, "title"),
            description=words.pick(field, "description"),
            type=field["type"],
            unit=units.get(unit, unit),
            required=bool(constraints.get("required")),
            codes=tuple((c["value"], words.pick(c, "label")) for c in field.get("categories", ())),
            pattern=constraints.get("pattern", ""),
            refers=refers.get(field["name"], ""),
        )
