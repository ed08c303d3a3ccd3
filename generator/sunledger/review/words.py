"""What the comparison says in its own words, Chinese and English beside each other.

Names of figures and columns come from the schemas, as on the site.
"""

from __future__ import annotations

import functools
from decimal import Decimal
from typing import Any

from sunledger.report import Language
from sunledger.resources import dataset_names, load_schema

SAID: dict[str, tuple[str, str]] = {
    "title": ("账目改动", "Changes to the accounts"),
    "nothing": ("账目没有改动。", "Nothing in the accounts changes."),
    "nothing_read": ("读得出的行没有改动。", "No row that can be read changes."),
    "unread": (
        "{side}有 {n} 个文件读不全，里面少了的行没有比较。",
        "Tables that can't be read in full among {side}: {n}; rows missing in them are not compared.",
    ),
    "rows": (
        "改了 {files} 个文件：加 {added} 行，改 {changed} 行，删 {removed} 行。",
        "Rows added: {added}, changed: {changed}, removed: {removed}; files: {files}.",
    ),
    "money": (
        "{communities} 个单位的 {funds} 笔资金、{months} 个资金月份的钱有变动。",
        "Money differs. Funds: {funds}, units: {communities}, months of funds: {months}.",
    ),
    "no_money": ("没有一笔钱变动。", "No money differs."),
    "untold": (
        "{side}的账目有错误，金额推算不出来；先改好下面的错误。",
        "Figures of {side} could not be worked out; mend the errors first.",
    ),
    "base": ("原来", "the accounts before"),
    "head": ("改后", "the accounts after"),
    "good": ("核对没有错误。", "The check finds no error."),
    "bad": (
        "核对有 {errors} 个错误，改好才能合并；其中 {new} 个是这次带来的。",
        "The check finds errors, to be mended before merging: {errors}, new with this change: {new}.",
    ),
    "base_bad": (
        "改之前就有 {errors} 个错误。",
        "Errors there were before: {errors}.",
    ),
    "unsealed": ("没有动过封存的月份。", "No sealed month is touched."),
    "sealed_well": (
        "动了封存的月份，都有更正记录：{months}。",
        "Sealed months are touched, each with corrections: {months}.",
    ),
    "sealed_badly": (
        "动了封存的月份，缺更正记录：{months}。",
        "Sealed months are touched without a correction: {months}.",
    ),
    "sealed_unknown": (
        "动了封存的月份，因为有错误还没法核对：{months}。",
        "Sealed months are touched; errors keep the seals from being verified: {months}.",
    ),
    "new_seal": (
        "{county} 封存到哪个月：{before} → {after}。",
        "Last sealed month of {county}: {before} → {after}.",
    ),
    "no_seals": ("无", "none"),
    "section_money": ("钱", "Money"),
    "section_prose": ("县档案和文字", "Profiles and texts"),
    "prose": (
        "还改了县档案或文字（{n} 个文件）；县档案里写着公示期限、审批步骤、披露下限，改了就是改了规矩。",
        "Profiles or texts differ too (files: {n}); a profile holds days, steps and thresholds: the rules.",
    ),
    "section_rows": ("改了哪些行", "Rows"),
    "section_errors": ("新出现的错误（{n}）", "Errors that appear ({n})"),
    "section_others": ("新出现的提醒和提示（{n}）", "Warnings and notices that appear ({n})"),
    "unkept": ("没有做到：{title}", "not kept: {title}"),
    "section_vanished": ("不再有的问题（{n}）", "Findings that vanish ({n})"),
    "left": ("结余", "left"),
    "added_fund": ("新的资金", "new fund"),
    "removed_fund": ("没有了的资金", "fund removed"),
    "end_of": ("{month} 末", "end of {month}"),
    "none": ("无", "none"),
    "bucket": ("分项", "bucket"),
    "not_divided": ("未分配", "not divided"),
    "carried": (
        "{first} 至 {last} 共 {n} 个月，收支不变，结余都变 {change}",
        "{first} to {last} (months: {n}): only what is left differs, by {change}",
    ),
    "added": ("加", "added"),
    "changed": ("改", "changed"),
    "removed": ("删", "removed"),
    "line": ("第 {n} 行", "line {n}"),
    "withheld": ("改了（不在这里显示）", "changed (not shown here)"),
    "filled": ("有内容（不在这里显示）", "filled (not shown here)"),
    "blank": ("空", "blank"),
    "more": ("另有 {n} 项没有列出", "not listed: {n} more"),
    "error": ("错误", "error"),
    "warning": ("提醒", "warning"),
    "notice": ("提示", "notice"),
    "from_run": (
        "这些数是合并请求自己的运行算出来的，由主分支的程序写成这段话；合并以前请打开{run}看核对是否通过。",
        "These figures come from the pull request's own run; the main branch's program put them into words. "
        "Before merging, open {run} and see that the check passed.",
    ),
    "run": ("这次运行", "that run"),
    "comma": ("，", ", "),
    "colon": ("：", ": "),
    "stop": ("；", "; "),
    "open": ("（", " ("),
    "close": ("）", ")"),
}  # fmt: skip

_TITLES = {"allocated": "bucket_balances", "transferred": "bucket_balances"}


def say(language: Language, key: str, **values: object) -> str:
    """Say one of our sentences."""
    return SAID[key][language == "en"].format(**values)


def figure(language: Language, name: str) -> str:
    """Name a figure as the site does."""
    return _title(_field(_TITLES.get(name, "fund_months"), name), language)


def column(language: Language, dataset: str, name: str) -> str:
    """Name a column of a dataset as the site does; one that there is not stands for itself."""
    return _title(_field(dataset, name), language) or name


def dataset(language: Language, name: str) -> str:
    """Name a dataset as the site does."""
    return _title(load_schema(name), language) if name in dataset_names() else name


def label(language: Language, dataset: str, name: str, value: str) -> str | None:
    """Give the label of a coded value; ``None`` where the column has no such code."""
    for each in _field(dataset, name).get("categories", ()):
        if each["value"] == value:
            return str(each["label_en"] if language == "en" else each["label"])
    return None


def amount(value: str | None, language: Language) -> str:
    """Write yuan with separators and a true minus sign."""
    return say(language, "none") if value is None else f"{Decimal(value):,.2f}".replace("-", "−")


def change(value: str) -> str:
    """Write a difference with its sign."""
    return f"{Decimal(value):+,.2f}".replace("-", "−")


def _title(facts: dict[str, Any], language: Language) -> str:
    return str(facts.get("title_en" if language == "en" else "title", ""))


@functools.cache
def _field(dataset: str, name: str) -> dict[str, Any]:
    known = dataset in dataset_names() or dataset in {"fund_months", "bucket_balances"}
    fields = load_schema(dataset)["fields"] if known else ()
    return next((field for field in fields if field["name"] == name), {})
