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


class NothingPromised(SunledgerError):
    """A county is to be sealed that does not promise seals, or none does."""

    def __init__(self, county: str | None) -> None:
        where = county or "<county>"
        super().__init__(
            f"没有可以封存的县。请在 data/{where}/profile.toml 写 sealed_from，例如 sealed_from = "
            f'"2025-01"。',
            f"No county to seal. Write sealed_from in data/{where}/profile.toml, as in: sealed_from = "
            f'"2025-01"',
        )


class HeadUnreadable(SunledgerError):
    """What was given as a head is none."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"看不懂封存根值 {text}。照公示单抄全，例如 tan:240:后面 64 个字符。",
            f"Not a head: {text}. Copy the whole of it from the notice, as in tan:240: and 64 characters.",
        )


class PersonalDataInReason(SunledgerError):
    """The reason of a redaction repeats what is being redacted."""

    def __init__(self) -> None:
        super().__init__(
            "遮去的原因和决定机构里像是有个人信息。只写依据的条文和机构，不写内容。",
            "The reason or the body seems to hold personal data. Name the law and the body, never the "
            "content.",
        )


class RevisionUnknown(SunledgerError):
    """What is to be compared is neither a folder nor a revision that git has here."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} 既不是这里的目录，也不是 git 里读得出的版本。写分支名、提交编号或账目目录，"
            "例如 sunledger diff main；浅克隆里没有以前的版本，先运行 git fetch --unshallow。",
            f"{name} is neither a folder nor a revision that git can read here. Name a branch, a commit or "
            "a folder of accounts, as in: sunledger diff main. A shallow clone lacks earlier ones: run "
            "git fetch --unshallow",
        )
