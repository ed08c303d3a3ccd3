"""What the page of the rules says of each check of seals; :mod:`sunledger.builtin_pages` takes them up."""

from __future__ import annotations

Text = tuple[str, str]

SEAL_PAGES: dict[str, tuple[Text, Text, Text, Text]] = {
    "seal_files_can_be_read": (
        (
            "封存文件读不懂，就不知道封存过什么，也就保不住任何东西。",
            "Where seal files can't be read nobody knows what was sealed, and nothing is protected.",
        ),
        ("sunledger seal 写的文件原样放着。", "The files stand as sunledger seal wrote them."),
        ("有人在 seals 目录的文件里删了一列。", "Somebody took a column out of a file in the folder seals."),
        ("没有封存过的县。", "Counties that never sealed anything."),
    ),
    "seals_hash_to_their_head": (
        (
            "每次封存的根值由以前全部记录算出；任何一条被改，根值就对不上。",
            "Each head is computed from all records before it; change one and the head differs.",
        ),
        (
            "从第一条记录算起，每次的根值都与记下的相同。",
            "Computed from the first record on, each head equals the one written down.",
        ),
        ("把一条旧记录的摘要换成另一个。", "The digest of an old record is replaced by another."),
        ("记录以外的账目，由其他各条看。", "The accounts themselves, which the other checks look at."),
    ),
    "seals_are_kept": (
        (
            "封存记录整个丢掉，就等于没有封存过；宁可停下来，也不悄悄从头开始。",
            "With the log gone nothing would be sealed; better to stop than to begin anew in silence.",
        ),
        (
            "profile.toml 写了 sealed_from，seals 目录也在。",
            "The profile gives sealed_from, and the folder seals is there.",
        ),
        (
            "profile.toml 写了 sealed_from，seals 目录没有了。",
            "The profile gives sealed_from, and the folder seals is gone.",
        ),
        (
            "没有写 sealed_from、也没有封存过的县。",
            "Counties that never sealed anything.",
        ),
    ),
    "seals_continue_the_published_ones": (
        (
            "同一个网站先后公布的根值要连得上；连不上，说明封存过的历史被换掉了。",
            "Heads of one site must continue each other; if not, sealed history was replaced.",
        ),
        ("新的记录接在网站上已公布的记录后面。", "New records follow those the site has published."),
        (
            "仓库退回到半年以前再建网站。",
            "The repository goes back half a year and the site is built again.",
        ),
        (
            "别人手里的旧根值，用 sunledger verify --since 核对。",
            "Older heads in other people's hands; compare them with sunledger verify --since.",
        ),
    ),
    "sealed_rows_stay_as_they_were": (
        (
            "公布过的账可以更正，但要写明改了什么、为什么；把更正退回去，必须得到封存时的内容。",
            "Published accounts may be corrected, with what changed and why; undoing it must give back "
            "what was sealed.",
        ),
        (
            "金额改了，corrections.csv 有这一列的原值和新值。",
            "An amount changed, and corrections.csv has its old and new value.",
        ),
        ("直接把封存月份的金额改掉。", "An amount of a sealed month is simply changed."),
        (
            "没有封存的月份；单位、用房一类的登记表。",
            "Months that are not sealed; registries such as units and rooms.",
        ),
    ),
    "sealed_rows_are_not_removed": (
        ("公布过的一笔账不能凭空消失。", "An entry that was published can't vanish."),
        (
            "删去一笔，corrections.csv 写明删去的编号和原因。",
            "An entry is struck out, and corrections.csv gives its id and the reason.",
        ),
        ("把封存月份的一行直接删掉。", "A row of a sealed month is simply deleted."),
        ("依法删除的，另有删除记录。", "Deletions the law demands, which have a record of their own."),
    ),
    "sealed_months_take_no_rows_silently": (
        (
            "公布过的月份事后添一笔，当月的合计就变了，看过的人却不知道。",
            "An entry added to a published month changes its totals behind the backs of those who read them.",
        ),
        (
            "补记一笔，corrections.csv 写明新的编号和原因。",
            "A late entry is made, and corrections.csv gives its new id and the reason.",
        ),
        ("在封存的月份悄悄加一行。", "A row is added to a sealed month in silence."),
        ("从来没有报过账的资金，可以补报。", "Funds that never reported may do so late."),
    ),
    "published_claims_are_never_altered": (
        (
            "公开数字是某一天的快照；后来变了，另记一条，旧的留着，才看得出变化。",
            "A published figure is a snapshot of its day; a later one is another row, so that change shows.",
        ),
        ("441 处和 452 处各记一条，日期不同。", "441 places and 452 places stand in two rows of two dates."),
        ("把 441 改成 452。", "441 is changed into 452."),
        ("还没有封存的公开数字。", "Claims that are not sealed yet."),
    ),
    "published_files_are_as_listed": (
        (
            "下载的文件少一位都能看出来，才好拿来引用。",
            "A copy can be quoted only if the smallest change in it is noticed.",
        ),
        ("每个文件的大小和摘要都与清单相同。", "Each file's size and digest equal the manifest's."),
        ("一个 CSV 文件里变了一个字节。", "One byte of a CSV file differs."),
        ("只在 sunledger verify 时核对。", "Looked at by sunledger verify only."),
    ),
}
"""By check: why it is made, what passes, what fails, what it leaves aside."""
