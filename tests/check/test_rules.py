"""The rules' files: what they say about themselves is true, and each is met and broken somewhere."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

import sunledger.derive
from sunledger.builtin import BUILTINS, general
from sunledger.builtin_pages import PAGES
from sunledger.check import apply_rules, conform, needs, record, rules
from sunledger.check.rules import META, owners
from sunledger.derive import derive
from sunledger.derive import tables as derived_tables
from sunledger.errors import ProgramFault
from sunledger.model import PAST_TABLES, Checked, Finding, Severity
from sunledger.read import read
from sunledger.resources import dataset_names, derived_names, load_schema
from sunledger.sqlfiles import SqlFile, closure, grounds, in_order, load
from tests.faults.folders import cases
from tests.publisher import SMALL, Publisher, derived

OPEN = load(Path(sunledger.derive.__file__).parent / "open")
FILES = {
    **rules(),
    **derived_tables(),
    "row_owners": owners(),
    **{f"open/{name}": f for name, f in OPEN.items()},
}
BOTH = ("title_zh", "title_en", "why_zh", "why_en")


def _tables(node: Any) -> Iterator[tuple[str, str]]:
    """Walk a parsed query: every table it names, and every name it defines itself."""
    if isinstance(node, dict):
        if node.get("type") == "BASE_TABLE":
            yield "table", node["table_name"]
        yield from (("own", entry["key"]) for entry in (node.get("cte_map") or {}).get("map", ()))
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from _tables(part)


@pytest.mark.parametrize("name", FILES)
def test_a_file_reads_what_it_says(name: str) -> None:
    """``reads`` names exactly the tables that the engine finds in the query, and each of them exists."""
    with duckdb.connect() as con:
        row = con.execute("select json_serialize_sql(?::varchar)", [FILES[name].query]).fetchone()
    assert row is not None
    tree = json.loads(row[0])
    assert not tree["error"], tree
    named = set(_tables(tree))
    used = {table for kind, table in named if kind == "table"} - {
        table for kind, table in named if kind == "own"
    }
    assert used == set(FILES[name].reads)
    assert used <= {
        *dataset_names(),
        *derived_names(),
        *META,
        *PAST_TABLES,
        "redacted_rows",
        "row_owners",
        "corrected_cells",
    }


@pytest.mark.parametrize("name", rules())
def test_a_rule_states_its_facts(name: str) -> None:
    """A rule has title, reason, message and remedy in both languages, its severity and what it is tested on."""
    facts = rules()[name].facts
    pairs = ("message", "fix", "example_passes", "example_fails", "excludes")
    wanted = {
        *BOTH,
        *(f"{key}_{tongue}" for key in pairs for tongue in ("zh", "en")),
        "severity",
        "tests",
        "reads",
    }
    assert wanted == {key for key, value in facts.items() if value}
    assert facts["severity"] in set(Severity)
    assert facts["tests"] in rules()[name].reads
    for zh, en in ((f"{key}_zh", f"{key}_en") for key in ("title", "why", *pairs)):
        assert re.search(r"[\u4e00-\u9fff]", facts[zh])
        assert not re.search(r"[\u4e00-\u9fff]", facts[en])
        assert set(re.findall(r"{[^}]+}", facts[zh])) == set(re.findall(r"{[^}]+}", facts[en]))


@pytest.mark.parametrize("name", derived_tables())
def test_a_derived_table_states_its_facts(name: str) -> None:
    """A derived table has title and reason in both languages, its grain, what it reads, and a schema."""
    file = derived_tables()[name]
    facts = file.facts
    optional = {"needs", "for_rules", "parts"}
    assert {*BOTH, "grain", "reads"} == {key for key, value in facts.items() if value} - optional
    assert facts.get("for_rules", "view") == "view"
    assert file.parts is None or file.parts[0] in file.reads
    assert re.fullmatch(r"(\norder by .+)?", file.query.removeprefix(file.unordered))
    assert load_schema(name)["primaryKey"]


@pytest.mark.parametrize("name", OPEN)
def test_a_publishable_form_states_its_facts(name: str) -> None:
    """A view on a dataset says in both languages what it leaves out and why."""
    assert {*BOTH, "reads"} == {key for key, value in OPEN[name].facts.items() if value}
    assert name in dataset_names()


@pytest.mark.parametrize("name", FILES)
def test_money_never_meets_floating_point(name: str) -> None:
    """No query averages, divides with ``/`` or names a floating type; each is one select."""
    code = re.sub(r"'[^']*'", "''", re.sub(r"--.*", "", FILES[name].query))
    assert not re.search(r"(?<!/)/(?!/)|\b(avg|double|float|real|mean|random|now|current_date|today)\b", code)
    assert ";" not in code
    assert re.match(r"(with|select|--)\b|--", code.strip() or "--")


@pytest.mark.parametrize("name", BUILTINS)
def test_a_built_in_check_speaks_both_languages(name: str) -> None:
    """Every text of a built-in check stands in Chinese and English and asks for the same facts."""
    check = BUILTINS[name]
    for zh, en in (
        (check.title_zh, check.title_en), (check.message_zh, check.message_en), (check.fix_zh, check.fix_en)
    ):  # fmt: skip
        assert zh
        assert en
        facts = [
            {re.sub(r"_(zh|en)$", "", fact) for fact in re.findall(r"{(\w+)}", text)} for text in (zh, en)
        ]
        assert facts[0] == facts[1]
    assert re.search(r"[\u4e00-\u9fff]", check.title_zh)


ELSEWHERE = {
    "cells_pass_every_other_test", "ledgers_span_at_most_fifty_years", "seals_continue_the_published_ones",
    "published_files_are_as_listed",
}  # fmt: skip
"""What no data brings out today, what comes with six hundred warnings, and what needs an earlier head or a copy."""


def test_every_check_is_broken_by_a_fault() -> None:
    """Each built-in check and each rule is found by some case of the faults, two in tests of their own."""
    broken = {place[0] for case in cases() for place in case.findings}
    assert broken == {*BUILTINS, *rules()} - ELSEWHERE


def _examine(publisher: Publisher, scratch: Path) -> Checked:
    scratch.mkdir()
    reading = read(publisher.data, scratch)
    checked = conform(reading)
    made = derive(reading, checked.unclean)
    checked = apply_rules(reading.con, checked, (frozenset(dataset_names()) - checked.unclean) | made)
    if checked.ok:
        record(reading.con, checked)
        found = reading.con.execute("select rule, findings, rows_tested from meta.rules").fetchall()
        assert {row[0] for row in found} == {*BUILTINS, *rules()}
    reading.con.close()
    return checked


def test_every_rule_passes_on_the_small_publisher(tmp_path: Path) -> None:
    """The good publisher gives every rule rows to look at, and none finds anything."""
    checked = _examine(Publisher(SMALL), tmp_path / "scratch")
    assert checked.findings == ()
    assert {verdict.rule for verdict in checked.verdicts} == {*BUILTINS, *rules()}
    for verdict in checked.verdicts:
        assert verdict.applicable
        assert verdict.findings == 0
        assert verdict.kind == "built-in" or verdict.rows_tested > 0


def test_a_rule_without_its_tables_is_not_applicable(tmp_path: Path) -> None:
    """A rule whose datasets are in error is said not to apply; it never passes by default."""
    publisher = Publisher.small(tmp_path)
    publisher.replace("lan/schemes.csv", ",50,", ",fifty,")
    verdicts = {verdict.rule: verdict for verdict in _examine(publisher, tmp_path / "scratch").verdicts}
    assert not verdicts["schemes_divide_the_whole"].applicable
    assert not verdicts["payments_name_a_bucket_of_their_scheme"].applicable
    assert not verdicts["folders_hold_their_own_rows"].applicable
    assert verdicts["revenue_falls_in_its_project"].applicable
    assert verdicts["cells_have_the_right_type"].findings == 1


def test_a_dataset_without_rows_has_its_columns(tmp_path: Path) -> None:
    """Names, types and order of the columns are the same, whether there is a row or none."""
    publisher = Publisher.small(tmp_path)
    shapes = []
    for kept in ("lan", "wu"):
        if kept == "wu":
            shutil.rmtree(publisher.path("lan"))
        (tmp_path / kept).mkdir()
        reading = read(publisher.data, tmp_path / kept)
        assert not conform(reading).unclean
        shapes.append(reading.con.execute(
            "select table_name, column_index, column_name, data_type, is_nullable from duckdb_columns() "
            "where schema_name = 'data' order by all"
        ).fetchall())  # fmt: skip
        reading.con.close()
    assert shapes[0] == shapes[1]
    assert {row[0] for row in shapes[0]} == set(dataset_names())


def test_a_check_derives_only_what_rules_read() -> None:
    """The tables that rules need are known from their files, so that a check computes no others."""
    assert needs() == {read for rule in rules().values() for read in rule.reads}
    assert "fund_months" in needs()
    assert "county_months" not in needs()


def test_findings_are_told_in_one_order() -> None:
    """Errors come before warnings before notices, then file, line and rule decide."""

    def make(severity: Severity, file: str, line: int, rule: str) -> Finding:
        return Finding(rule, severity, file, line, "", "一", "one", "改", "mend")

    wanted = [
        make(Severity.ERROR, "a", 2, "x"), make(Severity.ERROR, "a", 10, "a"), make(Severity.ERROR, "b", 1, "a"),
        make(Severity.ERROR, "b", 1, "b"), make(Severity.WARNING, "a", 1, "a"), make(Severity.NOTICE, "a", 0, "a"),
    ]  # fmt: skip
    shuffled = random.Random(1).sample(wanted, len(wanted))
    assert shuffled != wanted
    assert sorted(shuffled, key=Finding.order) == wanted


def test_a_file_without_a_query_is_refused(tmp_path: Path) -> None:
    """A rule that says nothing or asks nothing is a fault of the program, told with its name."""
    (tmp_path / "empty.sql").write_text("-- title_zh: 空\n", encoding="utf-8")
    with pytest.raises(ProgramFault, match=r"empty\.sql"):
        load(tmp_path)


def test_files_run_after_those_they_read() -> None:
    """Order follows from ``reads``; two files that read each other are refused."""
    from sunledger.errors import ProgramFault

    def file(name: str, reads: str) -> SqlFile:
        return SqlFile(name, {"reads": reads}, "select 1")

    files = {"b": file("b", "c, funds"), "a": file("a", "funds"), "c": file("c", "revenue")}
    assert [each.name for each in in_order(files)] == ["a", "c", "b"]
    assert grounds("b", files) == {"funds", "revenue"}
    assert closure({"b"}, files) == {"b", "c"}
    with pytest.raises(ProgramFault):
        in_order({"a": file("a", "b"), "b": file("b", "a")})


def test_the_page_of_a_check_has_every_part(tmp_path: Path) -> None:
    """Built-in check or rule: why, what passes, what fails, what is not looked at and how to mend, in both languages."""
    parts = [
        f"{key}_{tongue}"
        for key in ("title", "why", "passes", "fails", "excludes", "fix")
        for tongue in ("zh", "en")
    ]
    with derived(SMALL / "data", tmp_path / "scratch") as con:
        checked = apply_rules(con, Checked(()), frozenset({*dataset_names(), *derived_names()}))
        record(con, checked)
        rows = con.execute(f"select rule, {', '.join(parts)} from meta.rules").fetchall()
    assert {row[0] for row in rows} == {*BUILTINS, *rules()}
    for rule, *texts in rows:
        for part, text in zip(parts, texts, strict=True):
            assert text, (rule, part)
            assert "{" not in text, (rule, part)
            assert not (part.endswith("_en") and re.search(r"[\u3000-\u9fff\uff00-\uffef]", text)), (
                rule,
                part,
            )
        assert len({*texts[2::2], texts[0]}) == 6, rule
    assert PAGES.keys() == BUILTINS.keys()


@pytest.mark.parametrize("name", BUILTINS)
def test_a_builtin_check_speaks_in_general(name: str) -> None:
    """On the page that lists the checks no remedy shows a hole that only a finding fills."""
    for text in (BUILTINS[name].fix_zh, BUILTINS[name].fix_en):
        assert general(text)
        assert "{" not in general(text)
