"""The standards the downloads are described by: DCAT-AP, CSV on the Web, the Data Package and its version."""

from __future__ import annotations

import copy
import csv
import hashlib
import json
import re
import shutil
import warnings
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import frictionless
import pyshacl
import pytest
from csvw import CSVW
from rdflib import DCAT, DCTERMS, Graph, Namespace

from sunledger.engine import Connection
from sunledger.publish.downloads.parts import parts
from sunledger.resources import dataset_names, derived_names, load_schema, simple_names
from tests.publish.conftest import Built
from tests.publisher import Publisher, derived

# rdflib's own reader of JSON-LD uses what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

BASE = "https://example.org/a&b/"
SPDX = Namespace("http://spdx.org/rdf/terms#")
LEXICAL = {
    "boolean": r"true|false",
    "date": r"\d{4}-\d\d-\d\d",
    "decimal": r"-?\d+(\.\d+)?",
    "gYear": r"\d{4}",
    "gYearMonth": r"\d{4}-\d\d",
    "integer": r"-?\d+",
    "string": r"(?s).*",
}


@pytest.fixture(scope="module")
def catalogue(small_site: Built) -> dict[str, Any]:
    """Return the catalogue as JSON."""
    facts: dict[str, Any] = json.loads((small_site.site / "data/catalog.jsonld").read_text(encoding="utf-8"))
    return facts


def conforms(facts: dict[str, Any]) -> tuple[bool, str]:
    """Hold a catalogue to the shapes; say what is wrong."""
    graph = Graph().parse(data=json.dumps(facts), format="json-ld")
    shapes = Graph().parse(Path(__file__).with_name("dcat_ap.ttl"))
    valid, _, text = pyshacl.validate(graph, shacl_graph=shapes)
    return bool(valid), str(text)


def test_the_catalogue_has_the_shape_of_dcat_ap(catalogue: dict[str, Any]) -> None:
    """SHACL finds all that must be there."""
    valid, said = conforms(catalogue)
    assert valid, said


@pytest.mark.parametrize(
    ("part", "missing"),
    [
        ("catalogue", "dct:publisher"),
        ("dataset", "dct:title"),
        ("dataset", "dct:description"),
        ("dataset", "dcat:theme"),
        ("file", "dct:license"),
        ("file", "dcat:accessURL"),
        ("checksum", "spdx:algorithm"),
    ],
)
def test_the_shapes_would_notice(part: str, missing: str, catalogue: dict[str, Any]) -> None:
    """What DCAT-AP asks for is missed where it is missing."""
    facts = copy.deepcopy(catalogue)
    dataset = facts["dcat:dataset"][1]
    file = dataset["dcat:distribution"][0]
    parts = {"catalogue": facts, "dataset": dataset, "file": file, "checksum": file["spdx:checksum"]}
    del parts[part][missing]
    valid, said = conforms(facts)
    assert not valid
    assert "MinCount" in said


@pytest.mark.parametrize(
    ("part", "name", "code"),
    [("dataset", "dcat:theme", "data-theme/MONEY"), ("file", "dct:format", "file-type/TABLE")],
)
def test_another_vocabulary_is_noticed(part: str, name: str, code: str, catalogue: dict[str, Any]) -> None:
    """A theme or a file type that its vocabulary does not have is refused."""
    facts = copy.deepcopy(catalogue)
    dataset = facts["dcat:dataset"][1]
    holder = dataset if part == "dataset" else next(f for f in dataset["dcat:distribution"] if name in f)
    holder[name] = {"@id": f"http://publications.europa.eu/resource/authority/{code}"}
    valid, said = conforms(facts)
    assert not valid
    assert "InConstraint" in said


def test_the_catalogue_names_files_as_they_are(catalogue: dict[str, Any], small_site: Built) -> None:
    """The whole and each county are datasets; each file is where it says, with its size and SHA-256."""
    graph = Graph().parse(data=json.dumps(catalogue), format="json-ld")
    assert len(list(graph.objects(predicate=DCAT.dataset))) == 3
    files = {}
    for file in graph.objects(predicate=DCAT.distribution):
        path = str(graph.value(file, DCAT.downloadURL)).removeprefix(BASE)
        content = (small_site.site / unquote(path)).read_bytes()
        assert int(str(graph.value(file, DCAT.byteSize))) == len(content)
        summed = graph.value(graph.value(file, SPDX.checksum), SPDX.checksumValue)
        assert str(summed).lower() == hashlib.sha256(content).hexdigest()
        assert graph.value(file, DCTERMS.license)
        files[path] = str(graph.value(file, DCAT.mediaType)).rpartition("media-types/")[2]
    assert files.keys() > {
        "data/sunledger.zip",
        "data/sunledger.sqlite",
        "data/ledger.csv",
        "c/lan/tables.zip",
        "c/wu/ledger.csv",
    }
    assert files["data/sunledger.zip"] == "application/zip"
    assert all(
        "Demonstration" in text["@value"]
        for text in catalogue["dct:description"]
        if text["@language"] == "en"
    )


@pytest.fixture(scope="module")
def described(small_site: Built) -> list[dict[str, Any]]:
    """Return the tables that the metadata for the Web of tables describes."""
    group = json.loads((small_site.site / "data/csv-metadata.json").read_text(encoding="utf-8"))
    assert group["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "zh-CN"}]
    tables: list[dict[str, Any]] = group["tables"]
    return tables


def test_every_cell_is_what_csvw_says(described: list[dict[str, Any]], small_site: Built) -> None:
    """All tables are described, in order; each column is named and titled, each cell of its datatype."""
    names = [table["url"].removesuffix(".csv") for table in described]
    assert names == [*simple_names(), *dataset_names(), *derived_names()]
    faults = [
        fault for table in described for fault in _faults(table, small_site.site / "data" / table["url"])
    ]
    assert faults == []
    revenue = next(table for table in described if table["url"] == "revenue.csv")
    wrong = copy.deepcopy(revenue)
    wrong["tableSchema"]["columns"][0]["datatype"] = "decimal"
    assert any("entry_id" in fault for fault in _faults(wrong, small_site.site / "data/revenue.csv"))


def test_the_validator_of_csvw_finds_nothing(small_site: Built, tmp_path: Path) -> None:
    """The whole group of tables is valid, references included; a cell that is not of its datatype is found."""
    for path in (*(small_site.site / "data").glob("*.csv"), small_site.site / "data" / "csv-metadata.json"):
        shutil.copy(path, tmp_path)
    assert _csvw(tmp_path)
    funds = (tmp_path / "funds.csv").read_text(encoding="utf-8")
    for wrong in (funds.replace("2025-01-01", "New Year", 1), funds.replace(",lan-c01,", ",nowhere,", 1)):
        assert wrong != funds
        (tmp_path / "funds.csv").write_text(wrong, encoding="utf-8")
        assert not _csvw(tmp_path)


def _csvw(folder: Path) -> bool:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            return bool(CSVW(str(folder / "csv-metadata.json"), validate=True).is_valid) and not said
        except ValueError:  # how it says that a reference leads nowhere
            return False


def _faults(table: dict[str, Any], path: Path) -> Iterator[str]:
    """Read a table by its description alone."""
    columns = table["tableSchema"]["columns"]
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    if header != [column["name"] for column in columns]:
        yield f"{path.name}: {header}"
    for number, column in enumerate(columns):
        assert column["titles"].keys() == {"und", "zh-CN", "en"}
        assert column["titles"]["und"] == header[number]
        datatype = (
            column["datatype"] if isinstance(column["datatype"], dict) else {"base": column["datatype"]}
        )
        for row in rows:
            if not _fits(row[number], datatype, required=column.get("required", False)):
                yield f"{path.name} {column['name']}: {row[number]!r}"
    key = [header.index(name) for name in table["tableSchema"]["primaryKey"]]
    if len({tuple(row[place] for place in key) for row in rows}) != len(rows):
        yield f"{path.name}: key twice"


def _fits(cell: str, datatype: dict[str, Any], *, required: bool) -> bool:
    if not cell:
        return not required
    if not re.fullmatch(LEXICAL[datatype["base"]], cell):
        return False
    if datatype["base"] in ("decimal", "integer"):
        least, most = (Decimal(datatype.get(bound, cell)) for bound in ("minimum", "maximum"))
        return least <= Decimal(cell) <= most
    return bool(re.fullmatch(datatype.get("format", "(?s).*"), cell))


def test_references_of_csvw_hold(described: list[dict[str, Any]], small_site: Built) -> None:
    """What a column refers to is a key of one column, and is there."""
    cells: dict[tuple[str, str], list[str]] = {}
    for table in described:
        with (small_site.site / "data" / table["url"]).open(encoding="utf-8", newline="") as stream:
            header, *rows = csv.reader(stream)
        cells |= {(table["url"], name): [row[place] for row in rows] for place, name in enumerate(header)}
    keys = {table["url"]: table["tableSchema"]["primaryKey"] for table in described}
    links = [
        (table["url"], link) for table in described for link in table["tableSchema"].get("foreignKeys", ())
    ]
    assert len(links) > 30
    for url, link in links:
        target = link["reference"]
        assert keys[target["resource"]] == [target["columnReference"]]
        held = set(cells[target["resource"], target["columnReference"]])
        assert set(cells[url, link["columnReference"]]) - {""} <= held, (url, link)


def test_packages_say_where_they_come_from(small_site: Built) -> None:
    """The whole names both counties, a county's ZIP its own; frictionless takes both descriptors."""
    whole = json.loads((small_site.site / "data/datapackage.json").read_text(encoding="utf-8"))
    with zipfile.ZipFile(small_site.site / "c/lan/tables.zip") as archive:
        county = json.loads(archive.read("datapackage.json"))
    for package in (whole, county):
        assert frictionless.Package.validate_descriptor(package).valid
        assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
        assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert [each["title"] for each in whole["contributors"]] == ["澜县", "梧县"]
    assert [each["title"] for each in county["contributors"]] == ["澜县"]
    assert [each["title"].split(" · ")[0] for each in county["sources"]] == ["澜县的账目记录 data/lan/"]


def test_money_and_places_have_fiscal_types(small_site: Built) -> None:
    """Every amount is a value of the Fiscal Data Package; payees, projects and purposes are what they are there."""
    package = json.loads((small_site.site / "data/datapackage.json").read_text(encoding="utf-8"))
    types = {
        (resource["name"], field["name"]): field.get("columnType")
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
    }
    money = {
        (name.replace("_", "-"), field["name"])
        for name in (*simple_names(), *dataset_names(), *derived_names())
        for field in load_schema(name)["fields"]
        if field.get("unit") == "yuan"
    }
    assert {place for place, found in types.items() if found == "value"} == money
    assert types["disbursements", "payee_id"] == "recipient:generic:id"
    assert types["revenue", "project_id"] == "activity:generic:project:code"
    assert types["disbursements", "purpose"] == "functional-classification:generic:code:full"
    assert types["revenue", "note"] is None


def test_the_version_follows_the_data(small_con: Connection, tmp_path: Path) -> None:
    """A month more raises the minor number, a correction the patch; of its county and the whole, not of the other."""
    publisher = Publisher.small(tmp_path)
    (row,) = publisher.rows("lan/lan-c01/corrections.csv")
    publisher.append(
        "lan/lan-c01/corrections.csv", [row | {"correction_id": "again", "old_value": row["new_value"]}]
    )
    publisher.replace("lan/profile.toml", "as_of = 2025-04", "as_of = 2025-05")
    before = _versions(small_con)
    with derived(publisher.data, tmp_path / "scratch", strict=False) as con:
        after = _versions(con)
    assert {name: version[0] for name, version in before.items()} == {"": 1, "lan": 1, "wu": 1}
    assert after == {
        name: version if name == "wu" else (version[0], version[1] + 1, version[2] + 1)
        for name, version in before.items()
    }


def _versions(con: Connection) -> dict[str, tuple[int, ...]]:
    return {part.part: tuple(map(int, part.version.split("."))) for part in parts(con)}
