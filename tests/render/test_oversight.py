"""What is asked, decided and audited: questions stay questions, and each leads to its entry."""

from __future__ import annotations

from sunledger import engine
from tests.publisher import PAYMENTS, Publisher
from tests.render.conftest import Made, Make

HOSTILE = "<script>alert(1)</script>"


def twice(publisher: Publisher) -> None:
    """Pay in two parts on one voucher."""
    rows = publisher.rows(PAYMENTS)
    rows[0] |= {"amount": "600.00", "voucher": "v-1"}
    publisher.put(PAYMENTS, [*rows, {**rows[0], "payment_id": "d-9", "amount": "400.00"}])


def wait(publisher: Publisher) -> None:
    """Leave a matter half decided and another refused."""
    step = {"step": "apply", "decided_on": "2025-03-01", "body": HOSTILE, "chair_role": "committee_chair"}
    publisher.append("lan/lan-c01/matters.csv", [
        {"matter_id": "m-2", "fund_id": "f-a", "title": HOSTILE, "class": "minor", "amount": "120.50",
         "outcome": "pending"},
        {"matter_id": "m-3", "fund_id": "f-a", "title": "加装雨棚", "class": "minor", "amount": "90",
         "outcome": "rejected"},
    ])  # fmt: skip
    publisher.append("lan/lan-c01/decisions.csv", [
        {**step, "matter_id": "m-2", "outcome": "approved"},
        {**step, "matter_id": "m-3", "outcome": "rejected"},
    ])  # fmt: skip


def test_a_flag_is_a_question_that_leads_to_its_entry(make: Make) -> None:
    """On the checks and on the unit's own page, with a link to the ledger line to look at first."""
    made = make(twice, whole=True)
    asked = "为什么这 2 笔，共 1,000.00 元，用了同一个凭证号？"
    for path, link in (
        ("checks/index.html", "../c/lan-c01/2025.html#d-1"),
        ("c/lan-c01/index.html", "../../c/lan-c01/2025.html#d-1"),
    ):
        assert f'<a href="{link}">{asked}</a>' in made.text(path)
    english = made.parsed("en/checks/index.html").text()
    assert "Why do these 2 payments, 1,000.00 yuan in all, carry one voucher number?" in english
    assert 'id="questions"' not in made.text("c/lan-c01-a/index.html")


def test_counts_are_those_of_the_derived_table(make: Make) -> None:
    """Passed, to ask about and not applicable, flag by flag and county by county; what asks comes first."""
    made = make(twice)
    con = engine.open_readonly(made.work)
    counts = con.execute(
        "select flag, county_id, passed, failed, not_applicable, question_zh from derived.red_flag_counts"
    ).fetchall()
    con.close()
    text = made.text("checks/index.html")
    assert len(counts) >= 6
    for flag, county, passed, failed, idle, question in counts:
        section = text[text.index(f'id="flag.{flag}"') :].partition("</section>")[0]
        assert f"<p>{question}</p>" in section
        name = {"lan": "澜县", "wu": "梧县"}[county]
        row = section[section.index(f'<th scope="row">{name}</th>') :].partition("</tr>")[0]
        anchor = f"flag.{flag}.{county}"
        found = f'<a class="to" href="#{anchor}"><b class="gap">{failed}</b></a>' if failed else "0"
        held = f'<a class="to" href="../method/tables.html#red_flag_counts">{passed}</a>'
        cells = [f'<td class="n">{cell}</td>' for cell in (held, found, idle)]
        assert row.endswith("".join(cells)), flag
        assert (f'<ul class="entries" id="{anchor}">' in section) == bool(failed)
    assert text.index('id="flag.') == text.index('id="flag.duplicate_vouchers"')


def test_a_flag_says_what_it_needs(made: Made) -> None:
    """Columns lead to their dictionary; what the county's profile sets is named as such."""
    text = made.text("checks/index.html")
    assert '<a href="../data/disbursements.html">支出 · 凭证号</a>' in text
    assert "分级线（县档案）" in text
    assert "线索是问题，不是指控" in text


def test_matters_on_their_way_show_every_step(make: Make) -> None:
    """Steps taken with day and outcome, steps not taken as such; agreed matters stand in the ledger."""
    made = make(wait)
    text = made.text("c/lan-c01-a/index.html")
    section = text[text.index('id="matters"') :].partition("</section>")[0]
    pending = section[section.index('id="matter.m-2"') :].partition("<small>")[0]
    assert "业委会申请" in pending
    assert "2025-03-01" in pending
    assert "还没有走到" in pending
    refused = section[section.index('id="matter.m-3"') :].partition("<small>")[0]
    assert '<b class="gap">不同意</b>' in refused
    assert "没有走" in refused
    assert "120.50 元" in section
    assert 'id="matter.m-1"' not in section
    assert "&lt;script&gt;" in section
    assert "<script" not in text


def test_questions_show_their_clock(make: Make) -> None:
    """Asked, due, answered or how many days overdue, in both places, with the entry they ask about."""

    def wait_for_an_answer(publisher: Publisher) -> None:
        rows = publisher.rows("lan/lan-c01/objections.csv")
        rows[0] |= {"answered_on": "", "answer": ""}
        publisher.put("lan/lan-c01/objections.csv", rows)

    made = make(wait_for_an_answer)
    for path in ("changes/index.html", "c/lan-c01-a/index.html"):
        text = made.parsed(path).text()
        assert "2025-03-01 提出，2025-03-16 前答复" in text
        assert "逾期未答复 30 天" in text
        assert "c/lan-c01-a/2025.html#d-2" in made.text(path)


def test_an_answer_in_time_is_told(made: Made) -> None:
    """The day and the words of the answer."""
    text = made.parsed("changes/index.html").text()
    assert "按期答复" in text
    assert "2025-03-05 答复：旧门禁已坏。" in text


def test_an_audit_names_what_it_left_out(make: Make) -> None:
    """Claimed against covered, with a link to the fund that was missed."""

    def leave_out(publisher: Publisher) -> None:
        publisher.put("lan/audit_coverage.csv", publisher.rows("lan/audit_coverage.csv")[:1])

    made = make(leave_out)
    for path, link in (
        ("checks/index.html", "../c/lan-c01-b/index.html#f-b"),
        ("c/lan/index.html", "../../c/lan-c01-b/index.html#f-b"),
    ):
        text = made.text(path)
        assert '<b class="gap">说查了全部，2 笔资金查了 1 笔</b>' in text
        assert f'<a href="{link}">' in text


def test_an_audit_that_kept_its_word_says_so(made: Made) -> None:
    """Covered as claimed, findings and what was mended."""
    text = made.parsed("checks/index.html").text()
    assert "说查了全部，2 笔资金查了 2 笔，相符" in text
    assert "已整改 1 / 发现 1" in text


def test_targets_are_those_of_the_derived_table(make: Make) -> None:
    """Target, reached, day and verdict by count and by area, recovered and activated apart above."""

    def promise(publisher: Publisher) -> None:
        publisher.replace("lan/profile.toml", "percent = 50", "percent = 55\nby = 2025-03-31")

    made = make(promise)
    for path in ("spaces/index.html", "spaces/lan.html"):
        text = made.text(path)
        table = text[text.index('class="buckets targets"') :].partition("</table>")[0]
        rows = table.split("</tr>")
        assert len([row for row in rows if "≥ 55 %" in row]) == 2
        by_count = next(row for row in rows if "按处数" in row)
        assert "50.0 %" in by_count
        assert "✕ 未达到" in by_count
        assert "2025-03-31 前" in by_count
        by_area = next(row for row in rows if "按面积" in row)
        assert "60.0 %" in by_area
        assert "✕" not in by_area
    assert 'class="buckets targets"' not in made.text("spaces/wu.html")
