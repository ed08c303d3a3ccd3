"""A table that can't have a row is made without asking its query, and is the table the query would have made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sunledger import check
from sunledger.derive import derive, tables
from sunledger.derive.tables import create_empty
from sunledger.engine import Connection, connect
from sunledger.read import read
from sunledger.resources import derived_names, load_schema
from sunledger.sqlfiles import SqlFile
from tests.derive.emptiness import needs, written
from tests.publisher import SMALL, Publisher, all_tables, derived


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Give the good publisher, which has rows in every dataset, with every table."""
    with derived(SMALL / "data", tmp_path_factory.mktemp("emptiness") / "scratch") as con:
        yield con


@pytest.mark.parametrize("name", tables())
def test_a_table_needs_what_its_query_says(name: str) -> None:
    """``needs`` in a table's head is what its syntax tree can't have rows without."""
    assert tables()[name].facts.get("needs", "") == written(needs(tables()[name].query))


@pytest.mark.parametrize("name", tables())
def test_without_what_it_needs_a_query_gives_nothing(name: str, con: Connection) -> None:
    """Where every table of one need is emptied, the engine itself finds no row."""
    for need in needs(tables()[name].query):
        con.execute("begin")
        for table in need:
            con.execute(f"delete from {table}")
        found = con.execute(f"select count(*) from ({tables()[name].query})").fetchone()
        con.execute("rollback")
        assert found == (0,), need


def test_an_empty_table_is_the_querys_own(con: Connection, tmp_path: Path) -> None:
    """Made empty, each table has the columns and types, in the order, that its query gives it."""
    shape = (
        "select table_name, column_index, column_name, data_type, is_nullable, column_default "
        "from duckdb_columns() where schema_name = 'derived' order by all"
    )
    with connect(tmp_path) as empty:
        for name in derived_names():
            create_empty(empty, name)
        assert empty.execute(shape).fetchall() == con.execute(shape).fetchall()


def test_what_only_empty_tables_rest_on_is_made_when_it_is_asked_for(tmp_path: Path) -> None:
    """Without claims nothing is measured for the rules, who get the same tables; all tables have it."""
    publisher = Publisher.small(tmp_path / "p")
    for path in publisher.data.rglob("claims*.csv"):
        path.unlink()
    for path in publisher.data.rglob("corrections*.csv"):
        path.unlink()
    (tmp_path / "scratch").mkdir()
    reading = read(publisher.data, tmp_path / "scratch")
    unclean = check.conform(reading).unclean
    made = derive(reading, unclean, check.needs())
    asked = {
        name: reading.con.execute(f"select * from derived.{name} order by all").fetchall() for name in made
    }
    assert "claim_checks" in made
    assert "measures" not in made
    derive(reading, unclean)
    every = all_tables(reading.con)
    reading.con.close()
    assert every["measures"] != []
    assert {name: every[name] for name in asked} == asked


def test_an_empty_table_that_is_read_stands(tmp_path: Path) -> None:
    """Where money is divided by no scheme, what is left of each part is asked all the same."""
    publisher = Publisher(tmp_path / "p")
    publisher.write("a/communities.csv", _csv("communities", community_id="a", name="县", level="county"))
    publisher.write("a/funds.csv", _csv("funds", fund_id="f", community_id="a", kind="owners", name="资金",
                                        account_kind="own", opening_balance="0", opened_on="2025-01-01"))  # fmt: skip
    (tmp_path / "scratch").mkdir()
    reading = read(publisher.data, tmp_path / "scratch")
    unclean = check.conform(reading).unclean
    made = derive(reading, unclean, frozenset({"bucket_balances"}))
    reading.con.close()
    assert {"bucket_balances", "allocations", "fund_months"} <= made


def _csv(dataset: str, **cells: str) -> str:
    names = [field["name"] for field in load_schema(dataset)["fields"]]
    return f"{','.join(names)}\n{','.join(cells.get(name, '') for name in names)}\n"


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("select a from t", "t"),
        ("select a from t join u using (a) left join v using (a)", "t, u"),
        ("select a from t right join u using (a)", "u"),
        ("select a from t full join u using (a)", ""),
        ("select a from t, u where exists (select 1 from v)", "t, u"),
        ("select a from t anti join u using (a) semi join v using (a)", "t, v"),
        ("select a from t union all select a from u union select a from t", "t or u"),
        ("select a from t except select a from u", ""),
        ("select count(*) from t", ""),
        ("select count(*) over () from t", "t"),
        ("select a, count(*) from t group by a", "t"),
        ("select a, count(*) from t group by all", "t"),
        ("select count(*), max(a) from t group by all", ""),
        ("select a, count(*) from t group by rollup (a)", ""),
        ("with c as (select max(a) as a from t) select a from c join u using (a)", "u"),
        ("with recursive c as (select a from t union all select a + 1 from c) select a from c", "t"),
        ("select 1", ""),
        ("select a from (values (1)) as v (a), (select a from t) as s", "t"),
        ("select 1 from t having count(*) = 0", ""),
    ],
)
def test_needs_are_read_off_a_query(query: str, wanted: str) -> None:
    """Joins keep what they keep, a union needs one of its parts, and an aggregate over all needs nothing."""
    assert written(needs(query)) == wanted


def test_a_query_can_have_rows_where_each_need_is_met() -> None:
    """One table of each need must have rows; a query that needs nothing always can."""
    file = SqlFile("x", {"needs": "a or b, c"}, "select 1")
    assert file.can_have_rows({"b", "c"})
    assert not file.can_have_rows({"a", "b"})
    assert not file.can_have_rows({"c"})
    assert SqlFile("x", {}, "select 1").can_have_rows(set())
