"""The texts of the checks of seals: title, message and fix of each, Chinese before English.

:mod:`sunledger.builtin` takes them up with the other built-in checks.
"""

from __future__ import annotations

SEALS: dict[str, tuple[tuple[str, str], tuple[str, str], tuple[str, str]]] = {
    "seal_files_can_be_read": (
        ("封存文件读得懂", "Seal files can be read"),
        ("封存文件读不懂：{detail_zh}", "The seal file can't be read: {detail_en}"),
        (
            "封存文件由 sunledger seal 写，不要手改；请从版本库恢复 seals 目录。",
            "Seal files are written by sunledger seal, never by hand; restore the folder seals from "
            "the repository.",
        ),
    ),
    "seals_hash_to_their_head": (
        ("封存记录算得回根值", "Seals hash to their head"),
        ("封存记录被动过：{detail_zh}", "The seals were tampered with: {detail_en}"),
        (
            "封存记录只能在末尾添加。保留现在的文件作证据，再从版本库恢复 seals 目录。",
            "Seals only ever grow at their end. Keep the files as evidence, then restore the folder seals "
            "from the repository.",
        ),
    ),
    "seals_are_kept": (
        ("封存记录没有丢失", "Seals are kept"),
        ("{detail_zh}", "{detail_en}"),
        (
            "从版本库恢复 seals 目录和 profile.toml 的 sealed_from；第一次封存用 sunledger seal --begin。",
            "Restore the folder seals and sealed_from in profile.toml from the repository; "
            "the very first time, run sunledger seal --begin.",
        ),
    ),
    "seals_continue_the_published_ones": (
        ("封存记录接得上已公布的根值", "Seals continue the published ones"),
        ("接不上已公布的封存 {head}：{detail_zh}", "Published seal {head} is not continued: {detail_en}"),
        (
            "已封存的历史被改写。保留两份作证据，从版本库恢复；换成别的账目时，先移走旧网站。",
            "Sealed history was rewritten. Keep both as evidence and restore it from the repository; "
            "for the accounts of somebody else, move the old site away first.",
        ),
    ),
    "sealed_rows_stay_as_they_were": (
        ("封存的行不能悄悄改", "Sealed rows stay as they were"),
        (
            "{dataset} {key}（{month} 月封存）改过，没有更正记录，或退回更正后得不到封存时的内容",
            "{dataset} {key}, sealed with {month}, was changed without a correction that leads back to "
            "what was sealed",
        ),
        (
            "改回原来的内容，或在 corrections.csv 写明改了哪一列、原值、新值和原因。",
            "Put back what stood there, or record in corrections.csv which column changed, its old and "
            "new value, and why.",
        ),
    ),
    "sealed_rows_are_not_removed": (
        ("封存的行不能悄悄删", "Sealed rows are not removed"),
        (
            "封存于 {month} 的 {dataset} 少了 {rows} 行：{key}",
            "Of {dataset} sealed with {month}, rows are missing ({rows}): {key}",
        ),
        (
            "恢复这些行；确实要删的，在 corrections.csv 给编号列写一行：原值是编号，新值留空，写明原因。",
            "Restore the rows; to strike one out, record it in corrections.csv: the key's column, "
            "its id as the old value, a blank new value, and why.",
        ),
    ),
    "sealed_months_take_no_rows_silently": (
        ("封存的月份不能悄悄加行", "Sealed months take no rows silently"),
        (
            "{month} 已经封存，{dataset} {key} 是后来加的",
            "{month} is sealed, and {dataset} {key} was added afterwards",
        ),
        (
            "记到现在的月份；确是补记的，在 corrections.csv 给编号列写一行：原值留空，新值是编号，写明原因。",
            "Enter it in the present month; for a late entry, record it in corrections.csv: the key's "
            "column, "
            "a blank old value, its id as the new value, and why.",
        ),
    ),
    "published_claims_are_never_altered": (
        ("公开数字的摘录不能改", "Published claims are never altered"),
        (
            "公开数字 {key} 是某一天的快照，已经封存，不能改、不能删、也不能更正",
            "Claim {key} is a snapshot of its day and sealed; it is never changed, removed or corrected",
        ),
        (
            "恢复原来的行；有新的数字，或摘录有误，另加一行，写明日期和出处。",
            "Put the row back; for a newer figure, or to withdraw a wrong transcription, add a row "
            "with its date and source.",
        ),
    ),
    "published_files_are_as_listed": (
        ("网站的文件与清单一致", "Published files are as listed"),
        ("{detail_zh}", "{detail_en}"),
        (
            "这份下载与清单不符：重新下载；还是不符，就告诉发布者，并保留这份作证据。",
            "This copy differs from its manifest: download it again; if it still differs, "
            "tell the publisher and keep it as evidence.",
        ),
    ),
}
