"""An XLSX file as a ZIP archive of XML parts, looked through before a library opens it.

Refused: more than it says it holds, bombs, passwords, macros and controls, links to other files, XML that
declares a document type or an entity. Parts by ECMA-376 (Office Open XML), parts 1 and 2.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from sunledger.intake.limits import MOST_HELD, MOST_OF_ONE, MOST_PARTS, MOST_RATIO, MOST_UNPACKED, SMALL_PART
from sunledger.intake.unreadable import Unreadable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_MACROS = re.compile(r"vbaproject|/(macrosheets|activex|ctrlprops|embeddings|dialogsheets)/", re.IGNORECASE)
_OUTSIDE = re.compile(r"/(externallinks|querytables|datamodel|model)/|/connections\.xml", re.IGNORECASE)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    NotImplementedError,
    EOFError,
    ValueError,
    OSError,
)
"""What reading a damaged archive raises."""
_LONG = re.compile(r"/worksheets/|/sharedStrings\.xml$")
"""Parts that grow with the rows."""
_ROW_DEPTH = 2
"""How many elements stand above a row."""
_XML = (".xml", ".rels", ".vml")


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet of the workbook: its name, its part, whether it is hidden, the part of its comments."""

    name: str
    path: str
    hidden: bool
    comments: str | None


@dataclass(frozen=True, slots=True)
class Package:
    """An archive that may be opened."""

    archive: zipfile.ZipFile

    @classmethod
    def open(cls, raw: bytes) -> Package:
        """Look the archive through; raise :class:`Unreadable` for what is not to be opened."""
        try:
            package = cls(zipfile.ZipFile(io.BytesIO(raw)))
        except _BROKEN as cause:
            raise Unreadable("workbooks_are_whole") from cause
        package._measure()
        package._refuse_what_runs()
        for name in package.archive.namelist():
            if name.endswith(_XML):
                for _ in package.elements(name):
                    pass
        return package

    def elements(self, name: str) -> Iterator[Element]:
        """Give the elements of a part as they end, each freed once its parent needs it no more."""
        try:
            with self.archive.open(name) as stream:
                yield from _ending(iterparse(stream, ("start", "end"), forbid_dtd=True))
        except DefusedXmlException as cause:
            raise Unreadable("workbooks_declare_no_entities") from cause
        except _BROKEN as cause:
            raise Unreadable("workbooks_are_whole") from cause

    def sheets(self) -> list[Part]:
        """Return the worksheets in their order."""
        book = "xl/workbook.xml"
        targets = self._targets(book)
        found = []
        for element in self.elements(book):
            if element.tag == f"{MAIN}sheet":
                path = targets.get(element.get(_RELATION, ""), ("", ""))[0]
                links = self._targets(path).values() if path else ()
                comments = next((target for target, kind in links if kind.endswith("/comments")), None)
                hidden = element.get("state", "visible") != "visible"
                found.append(Part(element.get("name", ""), path, hidden, comments))
        names = {part.name for part in found}
        held = self.archive.namelist()
        if not found or len(names) < len(found) or any(part.path not in held for part in found):
            raise Unreadable("workbooks_are_whole")
        return found

    def _measure(self) -> None:
        parts = self.archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable("workbooks_are_not_encrypted")
        unpacked = sum(part.file_size for part in parts)
        bombs = [part for part in parts if part.file_size > SMALL_PART
                 and part.file_size > MOST_RATIO * max(part.compress_size, 1)]  # fmt: skip
        heavy = [part for part in parts if part.file_size > MOST_OF_ONE and not _LONG.search(part.filename)
                 and part.filename.endswith(_XML)]  # fmt: skip
        twice = len(parts) != len({part.filename.lower() for part in parts})
        if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS or bombs or heavy or twice:
            raise Unreadable("workbooks_are_packed_honestly", found=unpacked)

    def _refuse_what_runs(self) -> None:
        names = ["/" + name for name in self.archive.namelist()]
        if any(name.lower().endswith("/workbook.bin") for name in names):
            raise Unreadable("files_are_of_a_known_kind")
        if "/[Content_Types].xml" not in names or "/xl/workbook.xml" not in names:
            raise Unreadable("files_are_of_a_known_kind")
        found = {
            element.get("PartName", ""): element.get("ContentType", "").lower()
            for element in self.elements("[Content_Types].xml")
        }
        types = " ".join(found.values())
        if any(_MACROS.search(name) for name in names) or "macroenabled" in types or "vbaproject" in types:
            raise Unreadable("workbooks_hold_no_macros")
        if [name for name, kind in found.items() if kind.endswith("sheet.main+xml")] != ["/xl/workbook.xml"]:
            raise Unreadable("workbooks_are_whole")
        if any(_OUTSIDE.search(name) for name in names) or "externallink" in types:
            raise Unreadable("workbooks_name_nothing_outside")

    def _targets(self, path: str) -> dict[str, tuple[str, str]]:
        """Return the parts that a part refers to, with the kind of each, by the id of the reference."""
        folder, name = posixpath.split(path)
        links = f"{folder}/_rels/{name}.rels"
        if links not in self.archive.namelist():
            return {}
        found = {}
        for element in self.elements(links):
            if element.get("TargetMode") != "External" and (target := element.get("Target")):
                whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found[element.get("Id", "")] = (posixpath.normpath(whole), element.get("Type", ""))
        return found


def _ending(events: Iterable[tuple[str, Element]]) -> Iterator[Element]:
    """Give elements as they end, and take each that is a cell, or no deeper than a row, from its parent."""
    above: list[Element] = []
    held = 0
    for event, element in events:
        if event == "start":
            above.append(element)
            held += 1
            if held > MOST_HELD:
                raise Unreadable("workbooks_are_packed_honestly", found=f"> {MOST_HELD} XML")
            continue
        above.pop()
        yield element
        if above and (len(above) <= _ROW_DEPTH or element.tag == f"{MAIN}c"):
            above[-1].remove(element)
            held = len(above)
