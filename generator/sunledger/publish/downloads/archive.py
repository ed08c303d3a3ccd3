"""One ZIP of the tables: CSV files, their description, a read-me in both languages, and SHA-256 sums."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256 as digest
from pathlib import Path

from sunledger.publish.downloads.package import NAME, sha256
from sunledger.publish.downloads.said import About
from sunledger.publish.downloads.zipped import Zip

_README = """\
{title}

{lines}

文件 Files
  ledger.csv          每一笔账，名称和说法都在行里。Every entry, with names and labels written in.
  months.csv          每笔资金每月的合计。Month sums of every fund.
  datapackage.json    每张表、每一列的说明（Data Package 2.0）。What every table and column means.
  SHA256SUMS          每个文件的 SHA-256：sha256sum -c SHA256SUMS。The sum of every file.
  其余 the others     数据集和由账目算出的表，一张一个文件。Datasets and derived tables, one file each.

CSV 是 UTF-8，没有字节序标记；像公式的文字前面有一个撇号。用 Excel 的请下载 XLSX。
The CSV files are UTF-8 without a byte order mark; text that looks like a formula begins with an
apostrophe. For Excel take the XLSX.

重建 Rebuild
  make reproduce SITE=<ZIP>{revision}
  在仓库的同一版本里运行：重建全站，逐个文件与这个 ZIP 比较，不同的逐一指出。
  In the repository, at the same revision: it builds the site anew, compares file by file with this ZIP
  and names what differs.
"""


def write_archive(path: Path, files: Sequence[Path], descriptor: str, about: About, whose: str = "") -> None:
    """Write ``files`` and what explains them into a new ZIP, in the order of their names."""
    lines = "\n".join(f"{label}：{text}" for label, text in about.lines(whose))
    revision = f" REVISION={about.revision}" if about.revision else ""
    texts = {
        "README.txt": _README.format(title=about.named(whose), lines=lines, revision=revision),
        NAME: descriptor,
    }
    by_name = {file.name: file for file in files}
    sums = []
    with Zip(path) as archive:
        for name in sorted([*texts, *by_name]):
            if name in texts:
                archive.text(name, texts[name])
                sums.append(f"{digest(texts[name].encode()).hexdigest()}  {name}\n")
            else:
                archive.file(name, by_name[name])
                sums.append(f"{sha256(by_name[name])}  {name}\n")
        archive.text("SHA256SUMS", "".join(sums))
