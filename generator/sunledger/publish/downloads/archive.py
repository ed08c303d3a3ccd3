"""One ZIP of the tables: CSV files, their description, a read-me in both languages, and SHA-256 sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256 as digest
from pathlib import Path

from sunledger import __version__
from sunledger.manifest import SUMS
from sunledger.publish.downloads.package import NAME, sha256
from sunledger.publish.downloads.pouring import Held, Layout, Piece, Place, Standing, deflated
from sunledger.publish.downloads.said import About
from sunledger.publish.downloads.zipped import Zip, seal

_FILES = ""
"""Under what the pieces of files are found that are no table."""

_README = """\
{title}

{lines}

文件 Files
  ledger.csv          每一笔账，名称和说法都在行里。Every entry, with names and labels written in.
  months.csv          每笔资金每月的合计。Month sums of every fund.
  datapackage.json    每张表、每一列的说明（Data Package 2.0）。What every table and column means.
  SHA256SUMS          每个文件的 SHA-256：sha256sum -c SHA256SUMS。The sum of every file.
  其余 the others     数据集和由账目算出的表，一张一个文件。Datasets and derived tables, one file each.
{more}
CSV 是 UTF-8，没有字节序标记；像公式的文字前面有一个撇号。用 Excel 的请下载 XLSX。
The CSV files are UTF-8 without a byte order mark; text that looks like a formula begins with an
apostrophe. For Excel take the XLSX.

{rebuild}重建全站 Rebuild the site
  make reproduce SITE=<ZIP>{revision}
  在仓库的同一版本里运行：重建全站，逐个文件与这个 ZIP 比较，不同的逐一指出。
  In the repository, at the same revision: it builds the site anew, compares file by file with this ZIP
  and names what differs.
"""


_MORE = """\
  source/             公布的账目，写成程序能读的样子。The published accounts, as the program reads them.
  schemas/            每张表的 Table Schema。The Table Schema of every table.
  seals/              封存记录：sunledger verify <ZIP>。What was sealed: sunledger verify <ZIP>.
"""

_REBUILD = """\
由这个 ZIP 重算 Compute it anew from this ZIP
  unzip <ZIP> -d zip
  sunledger build zip/source/{data} --out site
  程序 program: sunledger {version}{revision}
  然后比较 zip/<表>.csv 和 site/data/<表>.csv，逐字节相同。
  Then compare zip/<table>.csv with site/data/<table>.csv: the same, byte for byte.
  例外 Except:
  依规不公布的格子空着；缺了必填格子的行、引用它的行和它的更正不在 source/ 里。
  Cells that are withheld are blank; rows that lack a required cell, whatever refers to them and their
  corrections are not in source/:
    {left_out}
  下列各表要用到那些格子，或者用到 git 的历史，不能由此算出。
  These tables rest on such cells, or on git's history, and can't be computed from it:
    {unfounded}
  单位自己写的介绍不影响任何数，没有放进来。What units write of themselves changes no figure and is not here.

"""


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """What a ZIP of the whole holds besides its tables, so that they can be computed anew and verified."""

    files: dict[str, Path]
    left_out: dict[str, int]
    unfounded: Sequence[str]

    def text(self, about: About) -> str:
        """Say how, and of which tables not."""
        places = {name.split("/")[1] for name in self.files if name.startswith("source/data")}
        left_out = [f"{name}.csv: {count} 行 rows" for name, count in sorted(self.left_out.items())]
        return _REBUILD.format(
            data=min(places, default="data"),
            version=__version__,
            revision=f", revision {about.revision}" if about.revision else "",
            left_out="\n    ".join(left_out) or "没有 none",
            unfounded="\n    ".join(f"{name}.csv" for name in self.unfounded),
        )


@dataclass(frozen=True, slots=True)
class Table:
    """The CSV file of a table, and where its blocks stand there."""

    path: Path
    sha256: str
    places: Mapping[str, Place]


def write_archive(
    path: Path, tables: Sequence[Table], descriptor: str, about: About, standing: Standing, whose: str = "",
    rebuilding: Rebuilding | None = None,
) -> Layout:  # fmt: skip
    """Write ``tables`` and what explains them into a new ZIP, in the order of their names.

    What deflates to what is ``standing`` in the last build's ZIP is copied from there.
    """
    lines = "\n".join(f"{label}：{text}" for label, text in about.lines(whose))
    texts = {
        "README.txt": _README.format(
            title=about.named(whose), lines=lines,
            revision=f" REVISION={about.revision}" if about.revision else "",
            more=_MORE if rebuilding else "",
            rebuild=rebuilding.text(about) if rebuilding else "",
        ),
        NAME: descriptor,
    }  # fmt: skip
    by_name = {table.path.name: table for table in tables}
    files = rebuilding.files if rebuilding else {}
    sums = []
    with Zip(path) as archive:
        for name in sorted([*texts, *by_name, *files]):
            if name in texts:
                archive.text(name, texts[name])
                sums.append(f"{digest(texts[name].encode()).hexdigest()}  {name}\n")
            elif name in by_name:
                archive.blocks(name, _blocks(by_name[name], standing.pieces(name)))
                sums.append(f"{by_name[name].sha256}  {name}\n")
            else:
                archive.file(name, files[name], standing.pieces(_FILES), _FILES)
                sums.append(f"{sha256(files[name])}  {name}\n")
        archive.text(SUMS, "".join(sums))
    seal(path)
    return archive.layout


def _blocks(table: Table, held: Held[Piece]) -> Iterator[tuple[str, Piece]]:
    """Give the header of a CSV file, and its blocks."""
    with table.path.open("rb") as stream:
        begins = min((place.at for place in table.places.values()), default=-1)
        yield "", deflated([stream.read(begins)])
        for name, place in table.places.items():
            stream.seek(place.at)
            yield name, held[name] if name in held else deflated([stream.read(place.size)])
