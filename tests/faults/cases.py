"""The faults: what is done to the small publisher, and exactly what must be found."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from tests.publisher import ACCOUNTS, PAYMENTS, REVENUE, STATEMENTS, Publisher

Place = tuple[str, str, int, str]
"""Rule, file, line, column."""


@dataclass(frozen=True, slots=True)
class Case:
    """One fault, its findings of severity error, and words their English texts must hold."""

    name: str
    spoil: Callable[[Publisher], None]
    findings: list[Place]
    says: tuple[str, ...] = ()


R, P, S = f"data/{REVENUE}", f"data/{PAYMENTS}", f"data/{STATEMENTS}"
LAST = "r-7,f-b,2025-03,,gift,donation,50.00,0,op-1,,谢谢邻里\n"
FIFTH = "r-5,f-a,2025-02,,interest,interest,1.23,0,,,\n"
HEADER = "entry_id,fund_id,month,project_id,category,basis,gross,cost,payer_id,consent_publish,note\n"


def _sub(file: str, old: str, new: str) -> Callable[[Publisher], None]:
    return lambda publisher: publisher.replace(file, old, new)


def _raw(file: str, change: Callable[[bytes], bytes]) -> Callable[[Publisher], None]:
    return lambda publisher: publisher.write(file, change(publisher.path(file).read_bytes()))


def _add(file: str, *rows: dict[str, str]) -> Callable[[Publisher], None]:
    return lambda publisher: publisher.append(file, rows)


def _all(*changes: Callable[[Publisher], None]) -> Callable[[Publisher], None]:
    def spoil(publisher: Publisher) -> None:
        for change in changes:
            change(publisher)

    return spoil


def _move(old: str, new: str) -> Callable[[Publisher], None]:
    def spoil(publisher: Publisher) -> None:
        publisher.path(new).parent.mkdir(parents=True, exist_ok=True)
        publisher.path(old).rename(publisher.path(new))

    return spoil


def _link(publisher: Publisher) -> None:
    publisher.path("elsewhere").mkdir()
    publisher.path(REVENUE).rename(publisher.root / "revenue-2025.csv")
    publisher.path("elsewhere").rmdir()
    publisher.path(REVENUE).symlink_to(publisher.root / "revenue-2025.csv")


def _link_folder(publisher: Publisher) -> None:
    publisher.path("lan/lan-c02").symlink_to("lan-c01")


def _columns(first: str, second: str) -> Callable[[Publisher], None]:
    """Exchange two names of the header while the values stay."""
    names = HEADER.rstrip("\n").split(",")
    one, two = names.index(first), names.index(second)
    names[one], names[two] = names[two], names[one]
    return _sub(REVENUE, HEADER, ",".join(names) + "\n")


def _no_funds(publisher: Publisher) -> None:
    for name in ("lan/funds.csv", "wu/funds.csv"):
        publisher.path(name).unlink()


def _gbk(publisher: Publisher) -> None:
    publisher.write(REVENUE, publisher.text(REVENUE).encode("gb18030"))


SWAPPED: list[Place] = [
    *(("cells_have_the_right_type", R, line, "month") for line in (2, 3, 4, 5, 6, 8)),
    ("required_cells_are_filled", R, 7, "month"),
    *(("cells_keep_to_their_limits", R, line, "category") for line in range(2, 9)),
]

SECOND_COMMUNITY = _all(
    _add("lan/communities.csv",
         {"community_id": "lan-c02", "name": "第二社区", "level": "community", "parent_id": "lan"}),
    _add("lan/funds.csv",
         {"fund_id": "f-c2", "community_id": "lan-c02", "kind": "governance", "name": "治理资金",
          "account_kind": "own", "opened_on": "2025-01-01", "opening_balance": "0"}),
)  # fmt: skip

REVENUE_ROW = {
    "entry_id": "r-9",
    "fund_id": "f-b",
    "month": "2025-02",
    "basis": "nil",
    "gross": "0",
    "cost": "0",
}
PAYMENT_ROW = {"payment_id": "d-9", "fund_id": "f-wu", "paid_on": "2025-01-21", "purpose": "bank",
               "description": "手续费", "amount": "0"}  # fmt: skip

CASES = [
    # Text and encoding
    Case("gbk", _gbk,
         [("files_are_not_gbk", R, 8, "")], ("iconv -f GB18030 -t UTF-8", "CSV UTF-8")),
    Case("gbk registry",
         _raw("lan/communities.csv", lambda raw: raw.decode().encode("gbk")),
         [("files_are_not_gbk", "data/lan/communities.csv", 2, "")]),
    Case("utf-16", _raw(REVENUE, lambda raw: raw.decode().encode("utf-16")),
         [("files_are_not_utf_16", R, 0, "")], ("CSV UTF-8",)),
    Case("utf-16 without a mark", _raw(REVENUE, lambda raw: raw.decode().encode("utf-16-le")),
         [("files_are_not_utf_16", R, 0, "")]),
    Case("noise", _raw(REVENUE, lambda raw: raw.replace("谢".encode(), b"\xff\xfe\x81", 1)),
         [("files_are_utf_8", R, 8, "")]),
    Case("nul", _raw(REVENUE, lambda raw: raw.replace(b"r-5", b"r-5\0", 1)),
         [("text_has_no_hidden_characters", R, 6, "")], ("U+0000",)),
    Case("hidden characters", _all(_sub(REVENUE, "谢谢", "谢\u200b谢\u202e"), _sub(REVENUE, "r-2", "r-2\x1b")),
         [("text_has_no_hidden_characters", R, 3, ""), ("text_has_no_hidden_characters", R, 8, ""),
          ("text_has_no_hidden_characters", R, 8, "")], ("U+200B", "U+202E", "U+001B")),
    Case("lone carriage returns", _raw(REVENUE, lambda raw: raw.replace(b"\n", b"\r")),
         [("text_has_no_hidden_characters", R, 1, "")], ("U+000D",)),
    Case("empty file", _raw(REVENUE, lambda _: b""), [("files_hold_something", R, 0, "")]),
    Case("conflict markers",
         _sub(REVENUE, FIFTH, f"<<<<<<< HEAD\n{FIFTH}=======\n{FIFTH}>>>>>>> theirs\n"),
         [("files_have_no_conflict_markers", R, line, "") for line in (6, 8, 10)]),
    Case("lfs pointer",
         _raw(REVENUE, lambda _: b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
         [("files_are_not_pointers", R, 1, "")]),
    # Headers
    Case("missing header", _sub(REVENUE, ",cost,", ","), [("headers_name_each_column", R, 1, "cost")]),
    Case("doubled header", _sub(REVENUE, "gross,cost", "cost,cost"),
         [("headers_name_a_column_once", R, 1, "cost"), ("headers_name_each_column", R, 1, "gross")], ("2 times",)),
    Case("unknown header", _sub(REVENUE, ",note\n", ",notes\n"),
         [("headers_name_known_columns", R, 1, ""), ("headers_name_each_column", R, 1, "note")], ("is it note?",)),
    Case("translated header", _sub(REVENUE, "gross", "收入"),
         [("headers_name_known_columns", R, 1, ""), ("headers_name_each_column", R, 1, "gross")],
         ("“收入”", "is it gross?")),
    Case("swapped header", _columns("month", "category"), SWAPPED),
    Case("full-width commas", _raw(REVENUE, lambda raw: raw.replace(b",", "，".encode())),
         [("headers_use_commas", R, 1, "")], ("“，”",)),
    Case("semicolons", _raw(REVENUE, lambda raw: raw.replace(b",", b";")), [("headers_use_commas", R, 1, "")]),
    Case("unclosed quote in the header", _sub(REVENUE, "entry_id", '"entry_id'), [("quotes_are_closed", R, 1, "")]),
    # Rows
    Case("short row", _sub(REVENUE, FIFTH, FIFTH.replace(",,,\n", ",,\n")),
         [("rows_are_as_long_as_the_header", R, 6, "")], ("10 cells, the header 11",)),
    Case("long row", _sub(REVENUE, FIFTH, FIFTH.replace("1.23", "1,23")),
         [("rows_are_as_long_as_the_header", R, 6, "")], ("12 cells, the header 11",)),
    Case("short and long row that cancel out",
         _all(_sub(REVENUE, FIFTH, FIFTH.replace("1.23", "1,23")), _sub(REVENUE, "r-6,f-b,2025-01,", "r-6,f-b,2025-01")),
         [("rows_are_as_long_as_the_header", R, 6, ""), ("rows_are_as_long_as_the_header", R, 7, "")]),
    Case("ragged rows and bad cells in two files of one dataset",
         _all(_sub(REVENUE, FIFTH, FIFTH.replace("1.23", "1,23")),
              _sub(REVENUE, "r-6,f-b,2025-01,", "r-6,f-b,2025-01"), _sub(REVENUE, "12345.67", "12345.6x"),
              _add(f"{ACCOUNTS}/revenue-2024.csv", {**REVENUE_ROW, "gross": "x"})),
         [("cells_have_the_right_type", f"data/{ACCOUNTS}/revenue-2024.csv", 2, "gross"),
          ("cells_have_the_right_type", R, 2, "gross"),
          ("rows_are_as_long_as_the_header", R, 6, ""), ("rows_are_as_long_as_the_header", R, 7, "")]),
    Case("blank rows", _sub(REVENUE, FIFTH, f"\n,,,,,,,,,,\n{FIFTH}"),
         [("rows_are_not_blank", R, 6, ""), ("rows_are_not_blank", R, 7, "")]),
    Case("unclosed quote", _sub(REVENUE, FIFTH, FIFTH.replace(",,,\n", ',,,"abc\n')), [("quotes_are_closed", R, 6, "")]),
    Case("unclosed quote after a cell of two lines",
         _sub(REVENUE, FIFTH, FIFTH.replace(",,,\n", ',,,"two\nlines"\n') + 'r-8,f-a,2025-02,,,nil,0,0,,,"abc\n'),
         [("quotes_are_closed", R, 8, "")]),
    Case("text after a closing quote", _sub(REVENUE, "谢谢邻里", '"谢谢"邻里'), [("quotes_are_closed", R, 8, "")]),
    Case("cell of two lines", _sub(REVENUE, FIFTH, FIFTH.replace(",,,\n", ',,,"two\nlines"\n')),
         [("cells_are_in_plain_form", R, 6, "note")], ("one line of text",)),
    Case("spaces at the ends", _all(_sub(REVENUE, "谢谢邻里", " 谢谢邻里"), _sub(REVENUE, "r-5,f-a", "r-5,f-a ")),
         [("cells_keep_to_their_limits", R, 6, "fund_id"), ("references_lead_somewhere", R, 6, "fund_id"),
          ("cells_are_in_plain_form", R, 8, "note")]),
    Case("mobile number in a remark", _sub(PAYMENTS, "更换门禁", "联系13812345678"),
         [("no_personal_data_is_kept", P, 3, "description")], ("a mobile number",)),
    Case("credit code with a slip", _sub("lan/organisations.csv", "operator,", "operator,91371300MA3C4YG760"),
         [("credit_codes_have_their_check_character", "data/lan/organisations.csv", 2, "uscc")]),
    # Keys and references
    Case("duplicate key in a file", _sub(REVENUE, "r-5,", "r-4,"), [("keys_are_unique", R, 6, "entry_id")],
         (f"“r-4” repeats {R}:5",)),
    Case("duplicate key across files", _add(f"{ACCOUNTS}/revenue-2026.csv", {**REVENUE_ROW, "entry_id": "r-5"}),
         [("keys_are_unique", f"data/{ACCOUNTS}/revenue-2026.csv", 2, "entry_id")], (f"repeats {R}:6",)),
    Case("duplicate key of two columns", _add(STATEMENTS, {"fund_id": "f-a", "month": "2025-01", "closing_balance": "1"}),
         [("keys_are_unique", S, 8, "fund_id")], ("fund_id/month = “f-a/2025-01”",)),
    Case("dangling reference", _sub(PAYMENTS, "m-1", "m-2"), [("references_lead_somewhere", P, 3, "matter_id")],
         ("“m-2” is not in matters",)),
    Case("dangling reference within a dataset", _sub("lan/communities.csv", "compound,lan-c01,,100", "compound,lan-c03,,100"),
         [("references_lead_somewhere", "data/lan/communities.csv", 5, "parent_id")]),
    Case("missing basic dataset",
         _no_funds,
         [("needed_datasets_are_there", "data", 0, "")], ("funds.csv",)),
    # Files and folders
    Case("symlinked file", _link, [("files_are_plain", R, 0, "")], ("symbolic link",)),
    Case("symlinked folder", _link_folder, [("files_are_plain", "data/lan/lan-c02", 0, "")], ("symbolic link",)),
    Case("pipe", lambda publisher: os.mkfifo(publisher.path(f"{ACCOUNTS}/revenue-2026.csv")),
         [("files_are_plain", f"data/{ACCOUNTS}/revenue-2026.csv", 0, "")], ("named pipe",)),
    Case("wrong file name", _move(f"{ACCOUNTS}/objections.csv", f"{ACCOUNTS}/objection.csv"),
         [("files_are_named_by_datasets", f"data/{ACCOUNTS}/objection.csv", 0, "")], ("is it objections.csv?",)),
    Case("phone number in a file name", _move(f"{ACCOUNTS}/objections.csv", f"{ACCOUNTS}/objections-13800138000.csv"),
         [("no_personal_data_is_kept", f"data/{ACCOUNTS}/…", 0, "")]),
    Case("Chinese file name", _move(f"{ACCOUNTS}/objections.csv", f"{ACCOUNTS}/异议.csv"),
         [("files_are_named_by_datasets", f"data/{ACCOUNTS}/异议.csv", 0, "")], ("is it objections.csv?",)),
    Case("capitals in a file name", _move(f"{ACCOUNTS}/objections.csv", f"{ACCOUNTS}/Objections.CSV"),
         [("files_are_named_by_datasets", f"data/{ACCOUNTS}/Objections.CSV", 0, "")], ("is it objections.csv?",)),
    Case("file too deep", _move(f"{ACCOUNTS}/objections.csv", f"{ACCOUNTS}/lan-c01-a/objections.csv"),
         [("files_stand_in_their_place", f"data/{ACCOUNTS}/lan-c01-a", 0, "")]),
    Case("file too high", _move(f"{ACCOUNTS}/objections.csv", "objections.csv"),
         [("files_stand_in_their_place", "data/objections.csv", 0, "")]),
    Case("folder not named by an id", _move(f"{ACCOUNTS}/objections.csv", "lan/Lan C02/objections.csv"),
         [("folders_are_named_by_ids", "data/lan/Lan C02", 0, "")]),
    # Profiles
    Case("profile that is no TOML", _sub("lan/profile.toml", "demo = true", "demo = ja"),
         [("profiles_can_be_read", "data/lan/profile.toml", 3, "")]),
    Case("profile with an unknown key", _sub("lan/profile.toml", "notice_months", "notice_month"),
         [("profiles_hold_known_keys", "data/lan/profile.toml", 5, "notice_month")]),
    Case("profile with bad values",
         _all(_sub("lan/profile.toml", "due_day = 10", "due_day = 32"),
              _sub("lan/profile.toml", "2025-04-15", '"mid April"'), _sub("lan/profile.toml", '"minor"', '"small"')),
         [("profiles_hold_known_keys", "data/lan/profile.toml", 4, "as_of"),
          ("profiles_hold_known_keys", "data/lan/profile.toml", 9, "duties.0.due_day"),
          ("profiles_hold_known_keys", "data/lan/profile.toml", 29, "approvals.0.matter_class")],
         ("duties.0.due_day",)),
    Case("profile that promises twice", _sub("lan/profile.toml", '"enterprise"', '"owners"'),
         [("profiles_hold_known_keys", "data/lan/profile.toml", 0, "profile")], ("duties has the same thing twice",)),
    # Rules
    Case("another community's row", _all(SECOND_COMMUNITY, _add(REVENUE, {**REVENUE_ROW, "fund_id": "f-c2"})),
         [("folders_hold_their_own_rows", R, 9, "")], ("belongs to lan-c02, not to folder lan-c01",)),
    Case("another county's row in a community", _add(PAYMENTS, PAYMENT_ROW), [("folders_hold_their_own_rows", P, 4, "")]),
    Case("another county's row in a county", _add("lan/disbursements.csv", PAYMENT_ROW),
         [("folders_hold_their_own_rows", "data/lan/disbursements.csv", 2, "")], ("belongs to wu, not to folder lan",)),
    Case("registry in a community's folder", _move("lan/organisations.csv", f"{ACCOUNTS}/organisations.csv"),
         [("registry_rows_stand_in_the_county", f"data/{ACCOUNTS}/organisations.csv", 2, "")]),
    Case("percentages of 99", _sub("lan/schemes.csv", ",50,", ",49,"),
         [("schemes_divide_the_whole", "data/lan/schemes.csv", 2, "percent")], ("add up to 99, not 100",)),
    Case("percentages of 101", _sub("lan/schemes.csv", ",50,", ",51,"),
         [("schemes_divide_the_whole", "data/lan/schemes.csv", 2, "percent")], ("add up to 101, not 100",)),
    Case("percentages of 100.0001", _sub("lan/schemes.csv", ",50,", ",50.0001,"),
         [("schemes_divide_the_whole", "data/lan/schemes.csv", 2, "percent")], ("add up to 100.0001, not 100",)),
    Case("scheme with a gap",
         _add("lan/schemes.csv",
              {"scheme_id": "s-2", "bucket": "all", "name": "全部", "percent": "100", "base": "profit", "position": "1",
               "valid_from": "2025-01-01", "valid_to": "2025-01-31", "authority": "县办法"},
              {"scheme_id": "s-2", "bucket": "all", "name": "全部", "percent": "100", "base": "profit", "position": "1",
               "valid_from": "2025-03-01", "authority": "县办法"}),
         [("schemes_divide_the_whole", "data/lan/schemes.csv", 7, "percent")],
         ("From 2025-02-01 the buckets of scheme s-2 add up to 0, not 100",)),
    Case("bucket with the reserved id",
         _add("lan/schemes.csv",
              {"scheme_id": "s-2", "bucket": "unallocated", "name": "全部", "percent": "100", "base": "profit",
               "position": "1", "valid_from": "2025-01-01", "authority": "县办法"}),
         [("buckets_leave_unallocated_alone", "data/lan/schemes.csv", 6, "bucket")]),
    Case("payment without a bucket", _sub(PAYMENTS, ",subsidy,subsidy,", ",,subsidy,"),
         [("payments_name_a_bucket_of_their_scheme", P, 2, "bucket")],
         ("f-ent has: reinvest, subsidy, governance, relief",)),
    Case("payment from an unknown bucket", _sub(PAYMENTS, ",subsidy,subsidy,", ",bonus,subsidy,"),
         [("payments_name_a_bucket_of_their_scheme", P, 2, "bucket")], ("names bucket bonus",)),
    Case("payment with a bucket where there is none", _sub(PAYMENTS, ",,lighting_access", ",relief,lighting_access"),
         [("payments_name_a_bucket_of_their_scheme", P, 3, "bucket")], ("f-a has: (无 none)",)),
    Case("revenue after its project", _sub("lan/projects.csv", "2024-01-01,2025-02-28", "2024-01-01,2024-12-31"),
         [("revenue_falls_in_its_project", R, 5, "month")], ("p-2 runs from 2024-01-01 to 2024-12-31",)),
    Case("revenue before its project", _sub("lan/projects.csv", "2025-01-01,,running", "2025-02-01,,running"),
         [("revenue_falls_in_its_project", R, 2, "month")]),
    Case("rent before its contract", _sub("lan/contracts.csv", "2024-12-20,2025-01-01", "2024-12-20,2025-02-01"),
         [("revenue_falls_in_a_contract", R, 2, "month")]),
    Case("statement off by a fen", _sub(STATEMENTS, "11245.67", "11245.68"),
         [("statements_agree_with_the_ledger", S, 3, "closing_balance")],
         ("bank 11,245.68, books 11,245.67, difference 0.01",)),
    Case("statement of a sub-ledger",
         _add(STATEMENTS, {"fund_id": "f-b", "month": "2025-01", "closing_balance": "0"}),
         [("statements_belong_to_accounts_and_months", S, 8, "month")]),
    Case("months after the last whole one",
         _all(_add(REVENUE, {**REVENUE_ROW, "month": "2025-04"},
                   {**REVENUE_ROW, "entry_id": "r-10", "month": "2026-01", "basis": "in_kind", "gross": "5",
                    "note": "按市场价估值"}),
              _add(PAYMENTS, {**PAYMENT_ROW, "fund_id": "f-a", "paid_on": "2025-04-01"},
                   {**PAYMENT_ROW, "payment_id": "d-10", "fund_id": "f-a", "paid_on": "2025-04-02", "in_kind": "true"}),
              _add(STATEMENTS, {"fund_id": "f-a", "month": "2025-04", "closing_balance": "1594.45"})),
         [("entries_fall_in_their_funds_ledger", P, 4, "paid_on"), ("entries_fall_in_their_funds_ledger", P, 5, "paid_on"),
          ("entries_fall_in_their_funds_ledger", R, 9, "month"), ("entries_fall_in_their_funds_ledger", R, 10, "month"),
          ("statements_belong_to_accounts_and_months", S, 8, "month")],
         ("runs from 2025-01 to 2025-03",)),
    Case("unit below itself", _sub("lan/communities.csv", "Lan County,county,", "Lan County,county,lan"),
         [("units_stand_below_a_larger_unit", "data/lan/communities.csv", 2, "parent_id")]),
    Case("units in a circle", _sub("lan/communities.csv", "Lan County,county,", "Lan County,county,lan-c01-a"),
         [("units_stand_below_a_larger_unit", "data/lan/communities.csv", 2, "parent_id")],
         ("lan (county) stands below lan-c01-a (compound)",)),
    Case("unit below another county", _sub("lan/communities.csv", "community,lan,", "community,wu,"),
         [("units_stand_below_a_larger_unit", "data/lan/communities.csv", 3, "parent_id")]),
    Case("sub-ledger of a sub-ledger",
         _add("lan/funds.csv",
              {"fund_id": "f-c", "community_id": "lan-c01-b", "kind": "owners", "name": "互助", "account_kind": "subledger",
               "parent_fund_id": "f-b", "opened_on": "2025-01-01", "opening_balance": "0"},
              {"fund_id": "f-d", "community_id": "lan-c01-b", "kind": "owners", "name": "互助", "account_kind": "own",
               "parent_fund_id": "f-d", "opened_on": "2025-01-01", "opening_balance": "0"}),
         [("sub_ledgers_rest_on_an_account", "data/lan/funds.csv", 5, "parent_fund_id"),
          ("sub_ledgers_rest_on_an_account", "data/lan/funds.csv", 6, "parent_fund_id")]),
    Case("transfer from an unknown bucket", _sub(f"{ACCOUNTS}/transfers.csv", "f-a,governance", "f-a,bonus"),
         [("transfers_name_a_bucket_of_their_scheme", f"data/{ACCOUNTS}/transfers.csv", 2, "bucket")],
         ("names bucket bonus; on 2025-03-20 fund f-ent has: reinvest, subsidy, governance, relief",)),
    Case("nil return with money",
         _add(f"{ACCOUNTS}/revenue-2024.csv", {**REVENUE_ROW, "gross": "5", "cost": "5"}),
         [("nil_returns_are_zero", f"data/{ACCOUNTS}/revenue-2024.csv", 2, "gross")], ("gross 5.00 and cost 5.00",)),
    Case("entry before its fund opened", _sub("lan/funds.csv", "subledger,f-a,,,,,2025-01-01", "subledger,f-a,,,,,2025-02-01"),
         [("entries_fall_in_their_funds_ledger", R, 7, "month")]),
]  # fmt: skip
