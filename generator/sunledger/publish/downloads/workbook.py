"""Workbooks (Office Open XML, ECMA-376): a sheet about them, sheets of tables, the dictionary last.

Tables have a header that stays in place, filters and typed cells (``sheets``); there is no formula, no
link and no macro in them. A table with more rows than a sheet holds goes on in sheets numbered 2, 3, …
The date of making is the day up to which the accounts go: same accounts, same bytes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from sunledger.publish.downloads import sheets
from sunledger.publish.downloads.tables import Field, Table
from sunledger.publish.downloads.zipped import Zip

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_JOINED = 2048

_FORMATS = "".join(
    f'<xf numFmtId="{number}" fontId="{font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"'
    + (' applyFont="1"' if font else "")
    + ('><alignment vertical="top" wrapText="1"/></xf>' if wrapped else "/>")
    # In the order of sheets.GENERAL, DATE, MONEY, WHOLE, HEADER, TEXT, PROSE; 49 is text, 4 is #,##0.00.
    for number, font, wrapped in (
        (0, 0, False), (164, 0, False), (4, 0, False), (1, 0, False),
        (49, 1, True), (49, 0, False), (49, 0, True),
    )
)  # fmt: skip
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="7">{_FORMATS}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)  # fmt: skip
_ROOT_LINKS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/></Relationships>'
)

_WIDTHS = {"date": 12, "yearmonth": 10, "year": 8, "integer": 10, "number": 16, "boolean": 8}
_ID, _CODE, _WORDS = 22, 14, 26


class Workbook:
    """A workbook in the making; use it as a context. Sheets come in the order they are added."""

    def __init__(self, path: Path, title: str, as_of: str) -> None:
        self._zip = Zip(path)
        self._title, self._as_of = title, as_of
        self._names: list[str] = []
        self._filters: list[str] = []

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        if failed is None:
            self._finish()
        self._zip.__exit__()

    def prose(self, name: str, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        """Add a sheet of texts, the first row as its header."""
        body = [
            sheets.written(row, number, sheets.PROSE if number > 1 else sheets.HEADER)
            for number, row in enumerate(rows, 1)
        ]
        self._sheet(name, widths, iter(body), len(widths))

    def about(self, lines: Sequence[tuple[str, str]]) -> None:
        """Add the sheet that says whose accounts they are, up to when, and how to cite them."""
        self.prose("about", [("关于 About", ""), *lines], (20, 90))

    def table(self, table: Table, rows: Iterable[str]) -> int:
        """Add a table's rows, as ``sheets`` writes them, in as many sheets as they need; return how many."""
        header = sheets.written(
            [f"{field['title']}\n{field['name']}" for field in table.fields], 1, sheets.HEADER
        )
        widths, waiting, number = [_width(field) for field in table.fields], sheets.numbered(rows), 0
        first = next(waiting, None)
        while first is not None or not number:
            number += 1
            body = itertools.islice(waiting, sheets.MOST_ROWS - 2)
            held = itertools.chain([header], [first] if first is not None else [], body)
            self._sheet(table.name + (f" {number}" if number > 1 else ""), widths, held, len(widths))
            first = next(waiting, None)
        return number

    def _sheet(self, name: str, widths: Sequence[int], rows: Iterator[str], columns: int) -> None:
        self._names.append(name)
        last = 0

        def pieces() -> Iterator[bytes]:
            nonlocal last
            shown = ' tabSelected="1"' if len(self._names) == 1 else ""
            yield (
                f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView{shown} workbookViewId="0">'
                '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
                '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>'
                + "".join(
                    f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
                    for at, width in enumerate(widths, 1)
                )
                + "</cols><sheetData>"
            ).encode()
            while batch := list(itertools.islice(rows, _JOINED)):
                last += len(batch)
                yield "".join(batch).encode()
            yield (
                f'</sheetData><autoFilter ref="A1:{sheets.column_letters(columns)}{last}"/></worksheet>'
            ).encode()

        self._zip.pieces(f"xl/worksheets/sheet{len(self._names)}.xml", pieces())
        self._filters.append(f"$A$1:${sheets.column_letters(columns)}${last}")

    def _finish(self) -> None:
        """Write the parts that name the sheets."""
        numbers = range(1, len(self._names) + 1)
        self._zip.text("xl/styles.xml", _STYLES)
        self._zip.text(
            "xl/workbook.xml",
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><bookViews><workbookView/></bookViews>'
            "<sheets>"
            + "".join(
                f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
                for number, name in zip(numbers, self._names, strict=True)
            )
            + "</sheets><definedNames>"
            + "".join(
                f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number - 1}" hidden="1">'
                f"'{escape(name)}'!{place}</definedName>"
                for number, name, place in zip(numbers, self._names, self._filters, strict=True)
            )
            + "</definedNames></workbook>",
        )
        self._zip.text(
            "xl/_rels/workbook.xml.rels",
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
            + "".join(
                f'<Relationship Id="rId{number}" Type="{_LINKS}/worksheet" '
                f'Target="worksheets/sheet{number}.xml"/>'
                for number in numbers
            )
            + f'<Relationship Id="rId{len(self._names) + 1}" Type="{_LINKS}/styles" Target="styles.xml"/>'
            "</Relationships>",
        )
        self._zip.text("docProps/core.xml", self._core())
        self._zip.text("_rels/.rels", _ROOT_LINKS)
        self._zip.text(
            "[Content_Types].xml",
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
            '<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
            + "".join(
                f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
                for number in numbers
            )
            + "</Types>",
        )

    def _core(self) -> str:
        day = f"{self._as_of}T00:00:00Z"
        return (
            f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(self._title)}</dc:title><dc:creator>sunledger</dc:creator>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>'
        )


def _width(field: Field) -> int:
    """Give a column room for what its type writes."""
    if field["type"] in _WIDTHS:
        return _WIDTHS[field["type"]]
    if field.get("freeText"):
        return _WORDS
    return _CODE if field.get("categories") else _ID
