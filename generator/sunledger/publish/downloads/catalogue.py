"""The catalogue of the downloads by DCAT-AP 3, as JSON-LD: ``data/catalog.jsonld``.

A dataset for the whole publisher and one a county, each with a distribution a file: where it is, its
form, size and SHA-256, as measured when it was written. Where the site's own address is not known,
all addresses are relative to the catalogue. Nothing is said that the accounts do not say: there is no
date of issue, since a build knows no clock.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sunledger.model import Download
from sunledger.publish.downloads.parts import Part
from sunledger.publish.downloads.said import DEMO, About
from sunledger.resources import simple_names
from sunledger.standards import LICENCE, MEDIA_TYPES

NAME = "catalog.jsonld"

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_APPLICATION_PROFILE = "http://data.europa.eu/r5r/"
_AUTHORITY = "http://publications.europa.eu/resource/authority/"
"""Where the vocabularies stand that DCAT-AP asks for."""
_FILE_TYPES = {"csv": "CSV", "json": "JSON", "xlsx": "XLSX", "zip": "ZIP"}
_THEMES = {
    "GOVE": ("政府和公共部门", "Government and public sector"),
    "ECON": ("经济和财政", "Economy and finance"),
}
_IANA = "https://www.iana.org/assignments/media-types/"

Node = dict[str, Any]


def write_catalogue(site: Path, about: About, parts: Sequence[Part], shelf: Iterable[Download],
                    base_url: str | None) -> None:  # fmt: skip
    """Write the catalogue over ``shelf``, all downloads; the first of ``parts`` is the whole."""
    root = base_url.rstrip("/") + "/" if base_url else "../"
    held: dict[str | None, list[Download]] = {part.part: [] for part in parts}
    for download in shelf:
        if (owner := _part(download)) in held:
            held[owner].append(download)
    datasets = [_dataset(root, about, part, held[part.part]) for part in parts]
    catalogue = {
        "@context": _CONTEXT,
        "@id": f"{root}data/{NAME}",
        "@type": "dcat:Catalog",
        "dct:title": _both(f"{parts[0].name} · 数据目录", f"{parts[0].name_en} · data catalogue"),
        "dct:description": _both("社区公共账目的数据下载。", "Downloads of community accounts.", about.demo),
        "dct:publisher": _agent(root, parts[0]),
        "dct:license": {"@id": LICENCE[1], "@type": "dct:LicenseDocument"},
        "dct:language": _languages(),
        "dcat:themeTaxonomy": {
            "@id": f"{_AUTHORITY}data-theme",
            "@type": "skos:ConceptScheme",
            "dct:title": _both("数据主题", "Data theme"),
        },
        "dct:conformsTo": {"@id": _APPLICATION_PROFILE, "@type": "dct:Standard"},
        "foaf:homepage": {"@id": f"{root}index.html", "@type": "foaf:Document"},
        "dcat:dataset": datasets,
    }
    text = json.dumps(catalogue, ensure_ascii=False, indent=1) + "\n"
    (site / "data" / NAME).write_text(text, encoding="utf-8")


def _part(download: Download) -> str | None:
    """Say whose dataset a file is a form of: tables of their own, units and funds have none."""
    if download.scope != "publisher":
        return download.owner if download.scope != "fund" else None
    return "" if download.owner in ("", *simple_names()) else None


def _dataset(root: str, about: About, part: Part, files: Iterable[Download]) -> Node:
    page = f"c/{part.part}/index.html" if part.part else "data/index.html"
    dataset: Node = {
        "@id": f"{root}data/{NAME}#{part.part or 'all'}",
        "@type": "dcat:Dataset",
        "dct:identifier": part.package,
        "dct:title": _both(f"{part.name}社区公共账目", f"Community accounts of {part.name_en}"),
        "dct:description": _both(
            f"原始记录与推算的账表，账目截至 {about.as_of}。金额单位元。",
            f"Source records and derived tables, up to {about.as_of}. Amounts are in yuan.",
            about.demo,
        ),
        "dct:publisher": _agent(root, part),
        "dct:language": _languages(),
        "dcat:theme": [
            {
                "@id": f"{_AUTHORITY}data-theme/{code}",
                "@type": "skos:Concept",
                "skos:prefLabel": _both(*label),
            }
            for code, label in _THEMES.items()
        ],
        "dct:spatial": {"@type": "dct:Location", "rdfs:label": _both(part.name, part.name_en)},
        "dcat:version": part.version,
        "dcat:landingPage": {"@id": root + page, "@type": "foaf:Document"},
        "dcat:distribution": [_distribution(root, part, file) for file in files],
    }
    if part.first:
        dataset["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@type": "xsd:gYearMonth", "@value": part.first},
            "dcat:endDate": {"@type": "xsd:gYearMonth", "@value": part.last},
        }
    return dataset


def _distribution(root: str, part: Part, file: Download) -> Node:
    address = root + file.path
    return {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": _both(
            f"{part.name} · {file.path.rpartition('/')[2]}",
            f"{part.name_en} · {file.path.rpartition('/')[2]}",
        ),
        "dcat:accessURL": {"@id": address, "@type": "rdfs:Resource"},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": _IANA + MEDIA_TYPES[file.form], "@type": "dct:MediaType"},
        **(
            {"dct:format": {"@id": f"{_AUTHORITY}file-type/{form}", "@type": "dct:MediaTypeOrExtent"}}
            if (form := _FILE_TYPES.get(file.form))
            else {}
        ),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)},
        "dct:license": {"@id": LICENCE[1]},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }


def _languages() -> list[Node]:
    return [
        {"@id": f"{_AUTHORITY}language/{code}", "@type": "dct:LinguisticSystem"} for code in ("ZHO", "ENG")
    ]


def _agent(root: str, part: Part) -> Node:
    return {
        "@id": f"{root}data/{NAME}#publisher-{part.part or 'all'}",
        "@type": "foaf:Agent",
        "foaf:name": _both(part.name, part.name_en),
    }


def _both(chinese: str, english: str, demo: bool = False) -> list[Node]:
    """Give a text in both languages; of demonstration data it says so."""
    zh, en = DEMO.split("。", 1) if demo else ("", "")
    return [
        {"@language": "zh-CN", "@value": chinese + (f"{zh}。" if zh else "")},
        {"@language": "en", "@value": english + (f" {en}" if en else "")},
    ]
