"""What can be wrong with the project or the command, each a sentence with its remedy.

Wrong *data* is never an exception: it is a :class:`sunledger.model.Finding`.
"""

from pathlib import Path


class SunledgerError(Exception):
    """The command or the project is wrong; the message says how to mend it.

    ``str()`` gives Chinese and English, Chinese first, one line each.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en


class DataFolderMissing(SunledgerError):
    """There is no data folder where one was named."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"没有找到数据目录 {folder}。请在项目根目录运行，或写明目录，例如 sunledger check data",
            f"No data folder at {folder}. Run in the project's root, or name the folder, "
            "as in: sunledger check data",
        )


class ResourceMissing(SunledgerError):
    """A file that belongs to the program itself is not there."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"程序自带的文件缺失：{what}。请重新安装 sunledger。",
            f"A file of the program is missing: {what}. Install sunledger again.",
        )


class ProgramFault(SunledgerError):
    """A schema, rule or derived table of the program contradicts itself."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"程序定义有误 {where}:{what}", f"Wrong definition in {where}: {what}")


class SumTooLarge(SunledgerError):
    """A total does not fit its exact type: some amount must be wrong by orders of magnitude."""

    def __init__(self, table: str) -> None:
        super().__init__(
            f"{table} 的合计超过了 16 位整数，账目里一定有金额错了好几个数量级。请找出最大的金额核对。",
            f"A total of {table} has more than 16 digits; some amount must be wrong by orders of magnitude. "
            "Look for the largest amounts.",
        )


class OutputRefused(SunledgerError):
    """The output folder can't be used."""

    def __init__(self, folder: Path, zh: str, en: str) -> None:
        super().__init__(f"输出目录 {folder} 不能用：{zh}", f"Can't use output folder {folder}: {en}")


class ShellFailed(SunledgerError):
    """MkDocs could not build the prose pages and the shell."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"文字页面构建失败，请检查 mkdocs.yml 和 site/pages:{detail}",
            f"The prose pages did not build; see mkdocs.yml and site/pages: {detail}",
        )
