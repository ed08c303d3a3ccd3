"""Files of every encoding and kind, and files that mean harm."""

from __future__ import annotations

import io
import zipfile

from sunledger.intake.limits import MOST_ROWS
from tests.intake.biff import compound, xls
from tests.intake.corpus import Case, new
from tests.intake.files import computed, entry, repacked, table, text, titles, workbook

ROWS = table(entry(note="摊位费"))
READ = [new(note="摊位费")]
PLAIN = workbook(ROWS)
SHEET = "xl/worksheets/sheet1.xml"
TYPES = "[Content_Types].xml"


def cases() -> list[Case]:
    """Return a case for each kind."""
    return [*_texts(), *_refused_texts(), *_kinds(), *_packages(), *_large()]


def _texts() -> list[Case]:
    return [
        Case("utf-8", "revenue.csv", text(ROWS), READ),
        Case("utf-8-with-mark", "revenue.csv", text(ROWS, encoding="utf-8-sig"), READ),
        Case("gb18030", "revenue.csv", text(ROWS, encoding="gb18030"), READ),
        Case("gb18030-with-mark", "revenue.csv", "\ufeff".encode("gb18030") + text(ROWS, encoding="gb18030"), READ),
        Case("gb18030-ascii-rows", "revenue.csv", text(table(entry()), encoding="gbk"), [new()]),
        Case("utf-16", "revenue.txt", text(ROWS, "\t", "\r\n", "utf-16"), READ),
        Case("utf-16-big-endian", "revenue.txt", b"\xfe\xff" + text(ROWS, "\t", encoding="utf-16-be"), READ),
        Case("tabs", "revenue.tsv", text(ROWS, "\t"), READ),
        Case("semicolons", "revenue.csv", text(ROWS, ";"), READ),
        Case("crlf", "revenue.csv", text(ROWS, end="\r\n", last="\r\n"), READ),
        Case("no-last-line-end", "revenue.csv", text(ROWS, last=""), READ),
        Case("blank-lines-at-the-end", "revenue.csv", text(ROWS, last="\n,,,,,,,,,,\n\n"), READ),
        Case("title-lines", "收入2025年3月.csv", text([["收支表"], [], *ROWS]), READ),
        Case("quoted-line-end", "revenue.csv", text(table(entry(note='"一\n二"'))), wrong=["cells_hold_one_line 2 note"]),
    ]  # fmt: skip


def _refused_texts() -> list[Case]:
    return [
        Case("nul-bytes", "revenue.csv", text(ROWS) + b"\0", wrong=["text_has_no_nul_bytes 0"]),
        Case(
            "utf-16-without-mark",
            "revenue.csv",
            text(ROWS, encoding="utf-16-le"),
            wrong=["text_has_no_nul_bytes 0"],
        ),
        Case("noise", "revenue.csv", bytes(range(128, 256)) * 4, wrong=["text_is_in_a_known_encoding 0"]),
        Case(
            "open-quote",
            "revenue.csv",
            text(table(entry(note='"摊位费'))),
            wrong=["text_closes_its_quotes 2"],
        ),
        Case("full-width-commas", "revenue.csv", text(ROWS, "，"), wrong=["sheets_have_a_heading 0"]),
        Case("empty", "revenue.csv", b" \n", wrong=["files_hold_a_table 0"]),
        Case("only-separators", "revenue.csv", b",,,\n,,,\n", wrong=["files_hold_a_table 0"]),
        Case("too-wide", "revenue.csv", b"," * 300 + b"\n", wrong=["sheets_are_small_enough 0"]),
    ]


def _kinds() -> list[Case]:
    page = b"<html><table><tr><td>1</td></tr></table></html>"
    return [
        Case("web-page-named-xls", "revenue.xls", page, wrong=["files_are_not_web_pages 0"]),
        Case("web-page-in-utf-16", "revenue.xls", page.decode().encode("utf-16"), wrong=["files_are_not_web_pages 0"]),
        Case("xml-named-xlsx", "revenue.xlsx", b'<?xml version="1.0"?><Workbook/>', wrong=["files_are_not_web_pages 0"]),
        Case("text-named-xls", "revenue.xls", text(ROWS, "\t"), wrong=["files_are_what_their_names_say 0"]),
        Case("xlsx-named-csv", "revenue.csv", PLAIN, wrong=["files_are_what_their_names_say 0"]),
        Case("xls-named-xlsx", "revenue.xlsx", xls([["x"]]), wrong=["files_are_what_their_names_say 0"]),
        Case("pdf", "revenue.pdf", b"%PDF-1.7", wrong=["files_are_of_a_known_kind 0"]),
        Case("word-named-xlsx", "revenue.xlsx", _zip({TYPES: b"<Types/>", "word/document.xml": b"<w/>"}), wrong=["files_are_of_a_known_kind 0"]),
        Case("word-named-xls", "revenue.xls", compound({"WordDocument": b"x"}), wrong=["files_are_of_a_known_kind 0"]),
        Case("xls-cut-short", "revenue.xls", xls(ROWS)[:900], wrong=["workbooks_are_whole 0"]),
        Case("xls-locked", "revenue.xls", xls(ROWS, locked=True), wrong=["workbooks_are_not_encrypted 0"]),
        Case("xls-with-macros", "revenue.xls", compound({"Workbook": b"x", "_VBA_PROJECT": b"x"}), wrong=["workbooks_hold_no_macros 0"]),
        Case("xls-linked-to-another", "revenue.xls", xls(ROWS, outside=True), wrong=["workbooks_name_nothing_outside 0"]),
        Case("xlsx-locked", "revenue.xlsx", compound({"EncryptedPackage": b"x"}), wrong=["workbooks_are_not_encrypted 0"]),
    ]  # fmt: skip


def _packages() -> list[Case]:
    entity = b'<!DOCTYPE x [<!ENTITY a "1"><!ENTITY b "&a;&a;&a;">]>'
    declared = text([[entity.decode() + "<worksheet/>"]], encoding="utf-16", last="")
    bomb = repacked(PLAIN, {"xl/media/picture.png": bytes(30_000_000)})
    return [
        Case("zip-bomb", "revenue.xlsx", bomb, wrong=["workbooks_are_packed_honestly 0"]),
        Case("macro-workbook", "revenue.xlsm", PLAIN, wrong=["workbooks_hold_no_macros 0"]),
        Case("macros-in-xlsx", "revenue.xlsx", repacked(PLAIN, {"xl/vbaProject.bin": b"x"}), wrong=["workbooks_hold_no_macros 0"]),
        Case("macros-by-type", "revenue.xlsx", repacked(PLAIN, {TYPES: lambda raw: raw.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main")}), wrong=["workbooks_hold_no_macros 0"]),
        Case("controls", "revenue.xlsx", repacked(PLAIN, {"xl/activeX/activeX1.xml": b"<x/>"}), wrong=["workbooks_hold_no_macros 0"]),
        Case("link-to-another-workbook", "revenue.xlsx", repacked(PLAIN, {"xl/externalLinks/externalLink1.xml": b"<x/>"}), wrong=["workbooks_name_nothing_outside 0"]),
        Case("query", "revenue.xlsx", repacked(PLAIN, {"xl/connections.xml": b"<x/>"}), wrong=["workbooks_name_nothing_outside 0"]),
        Case("entities", "revenue.xlsx", repacked(PLAIN, {SHEET: lambda raw: entity + raw[raw.index(b"<worksheet") :]}), wrong=["workbooks_declare_no_entities 0"]),
        Case("entities-in-utf-16", "revenue.xlsx", repacked(PLAIN, {SHEET: declared}), wrong=["workbooks_declare_no_entities 0"]),
        Case("entities-in-styles", "revenue.xlsx", repacked(PLAIN, {"xl/styles.xml": entity + b"<x/>"}), wrong=["workbooks_declare_no_entities 0"]),
        Case("not-xml", "revenue.xlsx", repacked(PLAIN, {SHEET: b"<worksheet>"}), wrong=["workbooks_are_whole 0"]),
        Case("binary-workbook", "revenue.xlsx", repacked(PLAIN, {"xl/workbook.bin": b"x"}), wrong=["files_are_of_a_known_kind 0"]),
        Case("two-workbooks-in-one", "revenue.xlsx", repacked(PLAIN, {TYPES: lambda raw: raw.replace(b"</Types>", b'<Override PartName="/xl/other.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')}), wrong=["workbooks_are_whole 0"]),
        Case("sheet-of-another-language", "revenue.xlsx", repacked(PLAIN, {SHEET: lambda raw: raw.replace(b"spreadsheetml/2006/main", b"x")}), wrong=["workbooks_are_whole 0"]),
        Case("text-called-a-number", "revenue.xlsx", repacked(PLAIN, {SHEET: lambda raw: raw.replace(b't="inlineStr"', b't="n"')}), wrong=["workbooks_are_whole 0"]),
        Case("rows-without-numbers", "revenue.xlsx", repacked(PLAIN, {SHEET: lambda raw: raw.replace(b'<row r="1">', b'<row r="x">')}), wrong=["workbooks_are_whole 0"]),
        Case("broken-deflate", "revenue.xlsx", PLAIN[:60] + bytes(40) + PLAIN[100:], wrong=["workbooks_are_whole 0"]),
        Case("blank-workbook", "revenue.xlsx", workbook([]), wrong=["files_hold_a_table 0"]),
        Case("only-a-heading", "revenue.xlsx", workbook([titles()]), told=["tables_without_rows_change_nothing"]),
        Case("cut-short", "revenue.xlsx", PLAIN[:2000], wrong=["workbooks_are_whole 0"]),
        Case("sheet-missing", "revenue.xlsx", repacked(PLAIN, {"xl/_rels/workbook.xml.rels": b"<Relationships/>"}), wrong=["workbooks_are_whole 0"]),
        Case("shared-string-missing", "revenue.xlsx", repacked(computed(ROWS, "G2", "=1", 1), {"xl/sharedStrings.xml": b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'}), wrong=["workbooks_are_whole 0"]),
    ]  # fmt: skip


def _large() -> list[Case]:
    def swollen(old: bytes, new: bytes) -> bytes:
        return repacked(PLAIN, {SHEET: lambda raw: raw.replace(old, new)})

    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    merged = b'</sheetData><mergeCells><mergeCell ref="A4:XFD1048576"/></mergeCells>'
    return [
        Case("declares-the-whole-sheet", "revenue.xlsx", swollen(b'ref="A1:K2"', b'ref="A1:XFD1048576"'), READ),
        Case("merges-the-whole-sheet", "revenue.xlsx", swollen(b"</sheetData>", merged), READ),
        Case("a-million-pieces-in-a-cell", "revenue.xlsx", swollen(b"</sheetData>", b'<row r="9"><c r="A9" t="inlineStr"><is>' + b"<r/>" * 60_000 + b"</is></c></row></sheetData>"),
             wrong=["workbooks_are_packed_honestly 0"]),
        Case("deeply-nested", "revenue.xlsx", swollen(b"</sheetData>", b"<x>" * 60_000 + b"</x>" * 60_000 + b"</sheetData>"),
             wrong=["workbooks_are_packed_honestly 0"]),
        Case("endless-styles", "revenue.xlsx", repacked(PLAIN, {"xl/styles.xml": b"<x>" + bytes(range(32, 59)) * 400_000 + b"</x>"}),
             wrong=["workbooks_are_packed_honestly 0"]),
        Case("cell-far-away", "revenue.xlsx", swollen(b"</sheetData>", far), wrong=["sheets_are_small_enough 0"]),
        Case("text-far-away", "revenue.xlsx", swollen(b"</sheetData>", far.replace(b"<v>1</v>", b"<is><t>x</t></is>").replace(b'"><is', b'" t="inlineStr"><is')),
             wrong=["sheets_are_small_enough 0"]),
        Case("formats-far-away", "revenue.xlsx", swollen(b"</sheetData>", far.replace(b"<v>1</v>", b"")), READ),
        Case("hides-all-columns", "revenue.xlsx", swollen(b"<sheetData>", b'<cols><col min="1" max="999999999" hidden="1"/></cols><sheetData>'),
             READ, wrong=[f"hidden-columns 0 {name}" for name in sorted(["entry_id", "fund_id", "month", "basis", "gross", "cost", "note"])]),
        Case("many-rows", "revenue.csv", text([titles(), *[["x"]] * MOST_ROWS]), wrong=["sheets_are_small_enough 0"]),
    ]  # fmt: skip


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
