"""Random CSV files for a schema, most of them spoilt in one or two of the ways that files get spoilt.

A spoiling takes rows or bytes and gives them back changed; it need not make a file wrong: a byte order
mark, Windows' line ends or another order of columns may be there, and the judges must agree on that too.
"""

from __future__ import annotations

import codecs
import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.check.random_schemas import ODD, Schema, cell

Rows = list[list[str]]


@dataclass(slots=True)
class Table:
    """A table in the making: its header, its rows and how it is to be written."""

    header: list[str]
    rows: Rows
    dice: random.Random
    end: str = "\n"
    delimiter: str = ","
    quoted: float = 0.0


def file(dice: random.Random, schema: Schema, targets: list[str], first: int) -> bytes:
    """Write a file of up to twelve rows, numbered from ``first``, and spoil it or leave it as it is."""
    rows = _rows(dice, schema, targets, first, dice.choice((0, 1, 2, 3, 5, 8, 12)))
    table = Table([field["name"] for field in schema["fields"]], rows, dice)
    spoilings = [_pick(dice) for _ in range(dice.choice((0, 0, 0, 1, 1, 1, 2, 3)))]
    for spoil in spoilings:
        if spoil in OF_TABLES:
            OF_TABLES[spoil](table)
    body = _written(table).encode("utf-8", "surrogatepass")
    for spoil in spoilings:
        if spoil in OF_BYTES:
            body = OF_BYTES[spoil](dice, body)
    return body


def sound(dice: random.Random, schema: Schema, rows: int) -> bytes:
    """Write a file of so many rows that nobody spoilt."""
    table = Table([field["name"] for field in schema["fields"]], _rows(dice, schema, [""], 1, rows), dice)
    return _written(table).encode()


def _rows(dice: random.Random, schema: Schema, targets: list[str], first: int, count: int) -> Rows:
    return [
        [
            dice.choice(targets) if field["name"] == "target_id" else cell(dice, field, first + number)
            for field in schema["fields"]
        ]
        for number in range(count)
    ]


def _pick(dice: random.Random) -> str:
    """Choose a spoiling; those of cells and keys, which only the engine sees, more often than the others."""
    if dice.random() < 0.5:
        return dice.choice(("odd cell", "odd cell", "empty cell", "key in another form", "row of commas"))
    return dice.choice([*OF_TABLES, *OF_BYTES])


def _written(table: Table) -> str:
    lines = [table.header, *table.rows]
    return "".join(table.delimiter.join(_cell(table, text) for text in line) + table.end for line in lines)


def _cell(table: Table, text: str) -> str:
    if table.dice.random() < table.quoted or any(mark in text for mark in (table.delimiter, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text


def _odd_cell(table: Table) -> None:
    for _ in range(table.dice.choice((1, 1, 2))):
        if row := _row(table):
            row[table.dice.randrange(len(row))] = table.dice.choice(ODD)


def _row(table: Table) -> list[str]:
    return table.dice.choice([row for row in table.rows if row] or [[]])


def _empty_cell(table: Table) -> None:
    if row := _row(table):
        row[table.dice.randrange(len(row))] = ""


def _insert(rows: Callable[[Table], Rows]) -> Callable[[Table], None]:
    def spoil(table: Table) -> None:
        for row in rows(table):
            table.rows.insert(table.dice.randint(0, len(table.rows)), row)

    return spoil


def _cut(table: Table) -> None:
    if row := _row(table):
        del row[-1]


def _stretched(table: Table) -> None:
    if row := _row(table):
        row.append(table.dice.choice(("", "x", *ODD)))


def _cancelling(table: Table) -> None:
    _cut(table)
    _stretched(table)


def _twice(table: Table) -> None:
    if row := _row(table):
        table.rows.insert(table.dice.randint(0, len(table.rows)), list(row))


def _other_form(table: Table) -> None:
    """Repeat a row's key in another form of the same value: 7 as 07 or 7.0."""
    if row := _row(table):
        table.rows.append(
            [table.dice.choice((f"0{row[0]}", f"{row[0]}.0", f"-{row[0]}", row[0].upper())), *row[1:]]
        )


def _dangling(table: Table) -> None:
    if "target_id" in table.header and (row := _row(table)) and len(row) > 1:
        row[table.header.index("target_id")] = table.dice.choice(("nobody", "t-01", "T-1", "t-1 "))


def _header(change: Callable[[random.Random, list[str]], list[str]]) -> Callable[[Table], None]:
    def spoil(table: Table) -> None:
        table.header = change(table.dice, table.header)

    return spoil


def _other_order(table: Table) -> None:
    order = list(range(len(table.header)))
    table.dice.shuffle(order)
    table.header = [table.header[place] for place in order]
    table.rows = [[row[place] for place in order] if len(row) == len(order) else row for row in table.rows]


def _set(name: str, *values: object) -> Callable[[Table], None]:
    return lambda table: setattr(table, name, table.dice.choice(values))


OF_TABLES: dict[str, Callable[[Table], None]] = {
    "odd cell": _odd_cell, "empty cell": _empty_cell, "cut row": _cut, "stretched row": _stretched, "cancelling rows": _cancelling,
    "row twice": _twice, "key in another form": _other_form, "dangling reference": _dangling, "other order": _other_order,
    "row of commas": _insert(lambda t: [[""] * len(t.header)]), "empty line": _insert(lambda _: [[]]), "line of blanks": _insert(lambda t: [[t.dice.choice((" ", "\t", "　"))]]),
    "two empty lines": _insert(lambda _: [[], []]), "header again": _insert(lambda t: [list(t.header)]), "total line": _insert(lambda t: [["合计", *[""] * (len(t.header) - 1)]]),
    "label twice": _header(lambda d, h: [*h[:-1], d.choice(h)]), "label missing": _header(lambda _, h: h[:-1]), "label too many": _header(lambda _, h: [*h, "extra"]),
    "blank label": _header(lambda d, h: [label if label != d.choice(h) else "" for label in h]), "labels swapped": _header(lambda _, h: h[::-1]),
    "label in capitals": _header(lambda d, h: [label.upper() if d.random() < 0.5 else label for label in h]),
    "label with a blank": _header(lambda d, h: [f"{label} " if d.random() < 0.3 else label for label in h]),
    "wrong label": _header(lambda d, h: [d.choice(ODD) if d.random() < 0.3 else label for label in h]),
    "no header": lambda table: table.header.__setitem__(slice(None), table.rows.pop(0) if table.rows else []),
    "windows line ends": _set("end", "\r\n"), "old line ends": _set("end", "\r"), "other delimiter": _set("delimiter", ";", "\t", "|", "，", ", "),
    "quoted": _set("quoted", 0.3, 1.0),
}  # fmt: skip


def _somewhere(*pieces: bytes) -> Callable[[random.Random, bytes], bytes]:
    def spoil(dice: random.Random, body: bytes) -> bytes:
        place = dice.randint(0, len(body))
        return body[:place] + dice.choice(pieces) + body[place:]

    return spoil


def _flipped(dice: random.Random, body: bytes) -> bytes:
    if not body:
        return body
    place = dice.randrange(len(body))
    return body[:place] + bytes([dice.randrange(256)]) + body[place + 1 :]


def _spoken(encoding: str) -> Callable[[random.Random, bytes], bytes]:
    return lambda _, body: body.decode("utf-8", "replace").encode(encoding, "replace")


OF_BYTES: dict[str, Callable[[random.Random, bytes], bytes]] = {
    "mark": lambda _, body: codecs.BOM_UTF8 + body, "two marks": lambda _, body: codecs.BOM_UTF8 * 2 + body, "mark within": _somewhere(codecs.BOM_UTF8),
    "null": _somewhere(b"\0"), "control": _somewhere(b"\x01", b"\x0b", b"\x0c", b"\x1c", b"\x1f", b"\x7f", b"\xc2\x85", b"\xe2\x80\xa8"),
    "stray quote": _somewhere(b'"'), "stray quotes": _somewhere(b'""', b'","', b'"\n"', b"'"), "stray comma": _somewhere(b","), "stray line end": _somewhere(b"\n", b"\r", b"\r\n", b"\n\n"),
    "backslash": _somewhere(b"\\", b'\\"', b"\\n"), "no last line end": lambda _, body: body.rstrip(b"\r\n"), "last line ends": lambda _, body: body + b"\n\n",
    "end of file sign": lambda _, body: body + b"\x1a", "wrong byte": _somewhere(b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xe7\x94", b"\xb0\xa1"), "flipped byte": _flipped,
    "first half": lambda dice, body: body[: dice.randint(0, len(body))], "empty": lambda _, __: b"", "blank": lambda _, __: b" \n", "gbk": _spoken("gb18030"), "utf-16": _spoken("utf-16"),
    "latin-1": _spoken("latin-1"), "mixed line ends": lambda dice, body: b"".join(line.replace(b"\n", b"\r\n") if dice.random() < 0.5 else line for line in body.splitlines(keepends=True)),
    "another delimiter once": lambda dice, body: body.replace(b",", dice.choice((b";", b"\t", b",,")), 1),
}  # fmt: skip
