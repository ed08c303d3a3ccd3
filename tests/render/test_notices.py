"""The notice: what hangs on the board equals what the ledger says, and can be checked."""

from __future__ import annotations

import hashlib

from sunledger.engine import open_readonly
from sunledger.render import qr
from tests.render.conftest import Made, Make


def test_notices_cover_the_months_the_profile_keeps(made: Made) -> None:
    """Three months are kept, for units with funds of their own."""
    kept = sorted(page.address for page in made.pages if page.kind == "notice" and page.language == "zh")
    assert [address for address in kept if "lan-c01-a" in address] == [
        f"c/lan-c01-a/2025-0{month}.html" for month in (1, 2, 3)
    ]
    assert not [address for address in kept if address.startswith("c/lan/")]


def test_the_digest_can_be_computed_by_anyone(made: Made) -> None:
    """It is the SHA-256 of the figures as the method page says, and the same in both languages."""
    con = open_readonly(made.work)
    lines = ["lan-c01-a|2025-02"]
    lines += [
        "|".join("" if cell is None else str(cell) for cell in row)
        for row in con.execute(
            "select fund_id, opening, gross, cost, transfers_in, transfers_out, disbursed, closing, statement "
            "from derived.fund_months where community_id = 'lan-c01-a' and month = '2025-02' order by fund_id"
        ).fetchall()
    ]
    lines += [
        "|".join(str(cell) for cell in row)
        for row in con.execute(
            "select fund_id, position, entry_id, money_in, money_out, balance from derived.ledger_entries "
            "where fund_id = 'f-a' and month = '2025-02' order by fund_id, position"
        ).fetchall()
    ]
    con.close()
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    for path in ("c/lan-c01-a/2025-02.html", "en/c/lan-c01-a/2025-02.html"):
        page = made.text(path)
        assert digest in page
        assert " ".join(digest[at : at + 4] for at in range(0, 16, 4)) in page


def test_the_qr_code_needs_an_address(made: Made, make: Make) -> None:
    """Without a base address there is no code to lead anyone astray, only the path in letters."""
    bare = made.text("c/lan-c01-a/2025-03.html")
    assert 'class="qr"' not in bare
    assert '<span class="address">c/lan-c01-a/2025-03.html</span>' in bare
    full = make(base_url="https://accounts.example/lan", whole=True)
    assert '<svg class="qr"' in full.text("c/lan-c01-a/2025-03.html")
    assert "https://accounts.example/lan/c/lan-c01-a/2025-03.html" in full.text("c/lan-c01-a/2025-03.html")
    assert 'href="https://accounts.example/lan/en/c/lan-c01-a/2025-03.html"' in full.text(
        "en/c/lan-c01-a/2025-03.html"
    )


def test_a_notice_says_that_it_is_a_demonstration(made: Made) -> None:
    """Paper leaves the website's banner behind, so the sheet carries its own; true accounts carry none."""
    assert 'class="demo-mark"' in made.text("c/lan-c01-a/2025-03.html")
    assert 'class="demo-mark"' not in made.text("c/wu/index.html")


def test_a_notice_has_room_for_seals_and_signature(made: Made) -> None:
    """Committee, community, who posted it and when."""
    page = made.text("c/lan-c01-a/2025-03.html")
    for place in ("业主委员会（章）", "社区（章）", "张贴人、张贴时间"):
        assert place in page
    assert "第 1 张，共 1 张" in page


def test_a_qr_code_has_no_style_and_a_quiet_zone() -> None:
    """The policy allows no style attribute; readers need four white modules around."""
    drawn = qr.svg("https://accounts.example/c/x/2025-06.html")
    assert "style" not in drawn
    assert 'd="M4 4.5h7' in drawn
    assert drawn == qr.svg("https://accounts.example/c/x/2025-06.html")
