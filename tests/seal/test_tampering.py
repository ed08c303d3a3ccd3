"""Faults 43 to 47: whatever is done to sealed accounts in silence is found, and its place named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sunledger import pipeline
from tests.publisher import REVENUE, Publisher, snapshot
from tests.seal.cases import (
    CHANGED,
    CLAIMS,
    FIXES,
    LISTED,
    LOGS,
    SERVICES,
    Change,
    by_line,
    each_of,
    fix,
    swap,
)
from tests.seal.conftest import HEAD, refused, seal


def test_sealed_accounts_pass(publisher: Publisher) -> None:
    """What was sealed passes, with every row proven."""
    assert publisher.check().exit_code == 0
    done = pipeline.verify(publisher.data)
    assert done.report.findings == ()
    assert done.rows == sum(
        len(path.read_text().splitlines()) - 1 for path in publisher.data.glob("lan/seals/rows-*")
    )
    assert len(publisher.text(HEAD).splitlines()) == 4


@pytest.mark.parametrize("name", [*CHANGED, *LOGS])
def test_tampering_is_found_at_its_place(name: str, publisher: Publisher) -> None:
    """Each way of tampering gives exactly these errors; nothing is published and nothing lost as evidence."""
    change, wanted = (CHANGED | LOGS)[name]
    change(publisher)
    found = refused(publisher, twice=name in {next(iter(CHANGED)), next(iter(LOGS))})
    assert found == sorted(((rule, f"data/{file}", line, column) for rule, file, line, column in wanted),
                           key=lambda place: (place[1], place[2], place[0]))  # fmt: skip
    verified = pipeline.verify(publisher.data)
    assert not verified.report.ok
    assert {(f.rule, f.file) for f in verified.report.findings} >= {
        (rule, file) for rule, file, _, _ in found
    }


def _turn_round(lines: list[str]) -> None:
    lines[1:] = lines[:0:-1]


def _move(publisher: Publisher) -> None:
    publisher.path(SERVICES).rename(publisher.path("lan/services.csv"))


def _meals(number: int, old: str, new: str) -> Change:
    """Correct how many meals there were."""
    return fix(f"x-{number}", "services", MEALS, "value", old, new, "数错", "社区", "2025-04-10")


def _struck_out(number: int) -> Change:
    """Say why the row is gone."""
    return fix(
        f"x-{number}", "services", MEALS, "community_id", "lan-c01-a", "", "误报", "社区", "2025-04-10"
    )


MEALS = "lan-c01-a/2025-03/meals"
ALLOWED: dict[str, Change] = {
    "44 a figure is corrected": each_of(
        swap(SERVICES, "meals,120", "meals,121"),
        _meals(2, "120", "121"),
    ),
    "44 the same figure is corrected twice more": each_of(
        swap(SERVICES, "meals,120", "meals,119"),
        _meals(2, "120", "121"),
        _meals(3, "121", "119"),
    ),
    "44 a correction is itself corrected": each_of(
        swap(FIXES, "少写一个零", "少写了一个零"),
        fix(
            "x-2", "corrections", "x-1", "reason", "少写一个零", "少写了一个零", "错字", "社区", "2025-04-10"
        ),
    ),
    "44 a row is struck out": each_of(
        by_line(SERVICES, lambda lines: lines.pop(1)),
        _struck_out(2),
    ),
    "44 a row that was corrected before is struck out": each_of(
        by_line(SERVICES, lambda lines: lines.pop(1)),
        _meals(2, "120", "121"),
        _struck_out(3),
    ),
    "44 a row left out is entered": each_of(
        by_line(REVENUE, lambda lines: lines.append("r-8,f-b,2025-03,,gift,fee,5.00,5.00,,,")),
        fix("x-2", "revenue", "r-8", "entry_id", "", "r-8", "漏登", "社区", "2025-04-10"),
    ),
    "a key is renamed": each_of(
        swap(REVENUE, "r-5,f-a", "r-50,f-a"),
        fix("x-2", "revenue", "r-50", "entry_id", "r-5", "r-50", "编号重了", "社区", "2025-04-10"),
    ),
    "a claim is added": by_line(
        CLAIMS,
        lambda lines: lines.append("cl-2,lan,更正摘录：小区两个,,2,个,exact,,,《县报》2025-04-02,,compounds"),
    ),
    "rows are shuffled": by_line(REVENUE, _turn_round),
    "a file is moved": _move,
    "amounts are written otherwise": swap(REVENUE, "800.00,100.00", "800.0,100"),
    "an unsealed row is changed": swap("lan/audits.csv", "2025-04-02,1,1", "2025-04-02,2,2"),
    "a posting of an unsealed month is mended": swap(
        "lan/lan-c01/postings.csv", "f-a,2025-03,2025-04-09", "f-a,2025-03,2025-04-10"
    ),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_what_is_explained_or_means_nothing_passes(name: str, publisher: Publisher) -> None:
    """A correction explains a change, and what changes no row changes no seal; the log goes on from there."""
    ALLOWED[name](publisher)
    checked = publisher.check("--lang", "en")
    assert checked.exit_code == 0, checked.stdout
    before = publisher.text(HEAD)
    publisher.replace("lan/profile.toml", "2025-04-15", "2025-05-15")
    seal(publisher)
    assert publisher.text(HEAD).startswith(before)
    assert publisher.text(HEAD) != before
    assert pipeline.verify(publisher.data).report.findings == ()


def test_a_late_entry_is_sealed_in_its_turn(publisher: Publisher) -> None:
    """A row entered late with a correction goes into the next seal and is protected from then on."""
    ALLOWED["44 a row left out is entered"](publisher)
    seal(publisher)
    assert "18,r-8," in publisher.text(LISTED.format(3))
    publisher.replace(REVENUE, "r-8,f-b,2025-03,,gift,fee,5.00,5.00", "r-8,f-b,2025-03,,gift,fee,6.00,6.00")
    assert refused(publisher) == [("sealed_rows_stay_as_they_were", f"data/{REVENUE}", 9, "entry_id")]


def _rebuilt(publisher: Publisher) -> None:
    """Rewrite history: change a figure and seal everything anew."""
    publisher.replace(SERVICES, "meals,120", "meals,121")
    shutil.rmtree(publisher.path("lan/seals"))
    seal(publisher, begin=True)


def _taken_back(publisher: Publisher) -> None:
    """Go back to what was sealed a month earlier, as a force-push does."""
    shutil.rmtree(publisher.path("lan/seals"))
    seal(publisher, begin=True, month="2025-02")


def _forgotten(publisher: Publisher) -> None:
    """Drop the seals and the promise to keep them."""
    shutil.rmtree(publisher.path("lan/seals"))
    publisher.replace("lan/profile.toml", 'sealed_from = "2025-01"\n', "")


def _removed(publisher: Publisher) -> None:
    """Drop the county."""
    shutil.rmtree(publisher.path("lan"))


@pytest.mark.parametrize("rewrite", [_rebuilt, _taken_back, _forgotten, _removed])
def test_rewritten_history_is_found_by_who_kept_a_head(
    rewrite: Change, published: Publisher, tmp_path: Path
) -> None:
    """46: a log rewritten from end to end passes by itself, and not before an earlier head or the site that stands."""
    kept = pipeline.verify(published.data).heads
    rewrite(published)
    site = snapshot(published.site)
    assert published.check().exit_code == 0
    built = published.build("--lang", "en")
    assert built.exit_code == 1
    assert built.stdout.count("[seals_continue_the_published_ones]") == 1
    assert snapshot(published.site) == site
    for head in (kept[0], kept[0][: len("lan:18:") + 16]):
        found = pipeline.verify(published.data, [head]).report.findings
        assert [(f.rule, f.file) for f in found] == [
            ("seals_continue_the_published_ones", "data/lan/seals/log.csv")
        ]
        assert head in found[0].message_en
    if rewrite is _rebuilt:
        assert published.build("--out", str(tmp_path / "elsewhere")).exit_code == 0


def test_an_earlier_head_is_continued(publisher: Publisher) -> None:
    """Every head ever recorded is continued by the log, in full and in short; a head of a wrong key is not."""
    recorded = [line.replace(",", ":") for line in publisher.text(HEAD).splitlines()[1:]]
    heads = [f"lan:{head}" for head in recorded]
    short = [head[: head.rindex(":") + 17] for head in heads]
    assert pipeline.verify(publisher.data, [*heads, *short]).report.findings == ()
    wrong = [heads[0].replace("lan", "other"), heads[2].replace("lan:18:", "lan:17:"), "lan:1:" + "0" * 64]
    found = pipeline.verify(publisher.data, wrong).report.findings
    assert [f.rule for f in found] == ["seals_continue_the_published_ones"] * 3
