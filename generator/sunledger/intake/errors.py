"""What can be wrong with the command of an import, each a sentence with its remedy."""

from __future__ import annotations

from sunledger.errors import SunledgerError
from sunledger.intake.sentences import ASKED, ERASE


class DatasetUnknown(SunledgerError):
    """There is no dataset of the name that was given."""

    def __init__(self, names: tuple[str, ...]) -> None:
        listed = "、".join(names)
        super().__init__(
            f"没有这个数据集。可以是：{listed}", f"No such dataset. There are: {', '.join(names)}"
        )


class ReadingUnknown(SunledgerError):
    """An answer was given to a question that is never asked."""

    def __init__(self) -> None:
        names = (*sorted(ASKED), ERASE)
        super().__init__(
            f"--accept 后面的名称不对。可以是：{'、'.join(names)}",
            f"--accept takes no such name. There are: {', '.join(names)}",
        )


class SheetMissing(SunledgerError):
    """None of the files has the sheet that was asked for."""

    def __init__(self) -> None:
        super().__init__(
            "文件里没有 --sheet 写的那张表。核对表名，要一字不差。",
            "None of the files has the sheet that --sheet names. Give its name letter for letter.",
        )


class AccountsChanged(SunledgerError):
    """Somebody else wrote to the accounts while the import was looked at."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file} 在核对期间被改过，什么也没有写入。重新导入一次。",
            f"{file} has changed since it was read; nothing was written. Import once more.",
        )


class NotWritten(SunledgerError):
    """The files could not be written; those that had been were put back."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file} 写不进去，账目已恢复原样。看看磁盘空间和权限。",
            f"{file} can't be written; the accounts were put back as they stood. "
            "Look at disk space and permissions.",
        )
