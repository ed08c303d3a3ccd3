"""Feeds: what RFC 4287 asks for, what the derived tables hold, and ids that last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from sunledger import engine
from sunledger.render import atom
from sunledger.render.atom import Entry, Feed
from tests.publisher import ACCOUNTS, REVENUE, Publisher
from tests.render.conftest import Made, Make
from tests.repositories import Repository

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = re.compile(r"\d{4}-\d\d-\d\dT00:00:00(\+08:00|Z)")
UNITS = ("lan-c01", "lan-c01-a", "lan-c01-b", "wu")
KINDS = ("corrections", "data", "months", "objections")
HOSTILE = '<script>alert("&")</script> ]]>'


def with_history(publisher: Publisher) -> None:
    """Keep the accounts in git: one commit, then another that adds a row and changes one."""
    repository = Repository.begin(publisher.root)
    repository.commit("2025-04-01")
    publisher.append("wu/revenue.csv", [
        {"entry_id": "n-1", "fund_id": "f-wu", "month": "2025-01", "basis": "fee", "gross": "12.34", "cost": "0"},
    ])  # fmt: skip
    first, *others = publisher.rows(f"{ACCOUNTS}/services.csv")
    publisher.put(f"{ACCOUNTS}/services.csv", [{**first, "value": str(int(first["value"]) + 1)}, *others])
    repository.commit("2025-04-02")


@pytest.fixture(scope="module")
def fed(make: Make) -> Made:
    """Return the small publisher with a history, rendered for an address."""
    return make(with_history, base_url="https://example.org/x/", whole=True)


def feeds(made: Made) -> dict[str, bytes]:
    """Return every feed by its path."""
    return {path: body for path, body in made.bytes().items() if path.endswith(".xml")}


def parsed(made: Made, path: str) -> Any:
    """Read a feed as feed readers do."""
    found = feedparser.parse(made.bytes()[path])
    assert not found.bozo, found.get("bozo_exception")
    return found


def one(element: ET.Element, name: str) -> ET.Element:
    """Return the only child of a name."""
    found = element.findall(ATOM + name)
    assert len(found) == 1, (element.tag, name, len(found))
    return found[0]


def said(element: ET.Element, name: str) -> str:
    """Return the text of the only child of a name, which must not be blank."""
    text = one(element, name).text or ""
    assert text.strip() == text, name
    assert text, name
    return text


def links(element: ET.Element) -> dict[str, str]:
    """Return addresses by relation; no relation comes twice."""
    found = [(link.attrib["rel"], link.attrib["href"]) for link in element.findall(ATOM + "link")]
    assert len(dict(found)) == len(found)
    return dict(found)


def held_to_the_standard(body: bytes) -> tuple[str, list[str]]:
    """Hold a feed to what RFC 4287 requires (sections 4.1.1 and 4.1.2); return its id and its entries'."""
    root = ET.fromstring(body)  # noqa: S314 - our own output
    assert root.tag == f"{ATOM}feed"
    ids = [said(entry, "id") for entry in root.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    assert said(one(root, "author"), "name")
    assert {"self", "alternate"} == links(root).keys()
    stamps = [said(entry, "updated") for entry in root.findall(f"{ATOM}entry")]
    assert stamps == sorted(stamps, reverse=True)
    for element in (root, *root.findall(f"{ATOM}entry")):
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", said(element, "id"))
        assert said(element, "title")
        assert DAY.fullmatch(said(element, "updated"))
        assert links(element)["alternate"]
        assert {child.tag.removeprefix(ATOM) for child in element} <= {
            "id", "title", "updated", "published", "author", "link", "summary", "entry",
        }  # fmt: skip
    for entry in root.findall(f"{ATOM}entry"):
        assert one(entry, "summary").attrib["type"] == "html"
        assert said(entry, "published")[:10] <= said(entry, "updated")[:10]
    assert said(root, "updated") == max(stamps, default=said(root, "updated"))
    return said(root, "id"), ids


def test_every_unit_with_funds_and_the_publisher_have_feeds(fed: Made) -> None:
    """In both languages, each valid, each with an id of its own, told to readers in the page's head."""
    found = feeds(fed)
    places = [f"c/{unit}/feed.xml" for unit in UNITS] + [f"changes/{kind}.xml" for kind in KINDS]
    assert sorted(found) == sorted([*places, *(f"en/{place}" for place in places)])
    ids = {path: held_to_the_standard(body)[0] for path, body in found.items()}
    assert len(set(ids.values())) == len(ids)
    for path in found:
        read = parsed(fed, path)
        assert read.version == "atom10"
        assert read.feed.language == ("en" if path.startswith("en/") else "zh-CN")
        assert (
            "Demonstration data" if path.startswith("en/") else "演示数据"
        ) in read.feed.title or "wu" in path
        page = "en/" * path.startswith("en/") + path.removeprefix("en/").rpartition("/")[0] + "/index.html"
        hrefs = [link for link in fed.parsed(page).all("href") if link.endswith(".xml")]
        assert any(link.endswith(path.removeprefix("en/")) for link in hrefs), path


def test_addresses_are_absolute_where_the_sites_own_is_known(fed: Made, made: Made) -> None:
    """Every link leads to a page that is there, and to an anchor in it; without an address they are relative."""
    for path, body in feeds(fed).items():
        root = ET.fromstring(body)  # noqa: S314 - our own output
        assert links(root)["self"] == f"https://example.org/x/{path}"
        for element in (root, *root.findall(f"{ATOM}entry")):
            target, _, anchor = links(element)["alternate"].partition("#")
            assert target.startswith("https://example.org/x/")
            page = target.removeprefix("https://example.org/x/")
            text = fed.text(page + "index.html" if page.endswith("/") else page)
            assert not anchor or f'id="{anchor}"' in text
    relative = ET.fromstring(feeds(made)["c/lan-c01-a/feed.xml"])  # noqa: S314 - our own output
    assert links(relative)["self"] == "../../c/lan-c01-a/feed.xml"


def _yuan(sign: str, amount: Any) -> str:
    return f"{sign if amount > 0 else '' if amount == 0 else '−'}{abs(amount):,.2f}"


def test_months_are_those_of_the_derived_tables(fed: Made) -> None:
    """Every published month of every fund, with its figures as the tables hold them, to the fen; no other."""
    con = engine.open_readonly(fed.work)
    rows = con.execute(
        "select community_id, funds.name, m.month, m.gross, m.cost, m.disbursed, m.closing, t.posted_on::varchar "
        "from derived.fund_months as m join open.funds using (fund_id, community_id) "
        "left join derived.timeliness as t using (fund_id, month) "
        "where t.status in ('reported', 'late', 'nil') or (t.status is null and m.entries > 0)"
    ).fetchall()
    con.close()
    assert len(rows) > 8
    wanted = sorted(
        (unit, f"{int(month[:4])}年{int(month[5:])}月账目",
         f"{name}：收入 {_yuan('+', gross)}，成本 {_yuan('−', cost)}，支出 {_yuan('−', paid)}，结余 {_yuan('', left)}")
        for unit, name, month, gross, cost, paid, left, _ in rows
    )  # fmt: skip
    found = sorted(
        (unit, entry.title, line)
        for unit in UNITS
        for entry in parsed(fed, f"c/{unit}/feed.xml").entries
        if entry.title.endswith("账目")
        for line in re.findall(r"<p>(.*?)</p>", entry.summary)
    )
    assert found == wanted
    whole = parsed(fed, "changes/months.xml").entries
    assert sorted(line for entry in whole for line in re.findall(r"<p>(.*?)</p>", entry.summary)) == sorted(
        line for _, _, line in wanted
    )
    posted = {(unit, month): day for unit, _, month, *_, day in rows}
    entry = next(e for e in parsed(fed, "c/lan-c01-a/feed.xml").entries if e.title == "2025年2月账目")
    assert entry.updated == f"{posted['lan-c01-a', '2025-02']}T00:00:00+08:00"


def test_corrections_and_questions_are_those_of_the_tables(fed: Made) -> None:
    """What it was, what it is, why, who decided; asked, due, answered: on their days, with the same id twice."""
    (correction,) = parsed(fed, "changes/corrections.xml").entries
    assert correction.title == "更正：收入 r-4 收入"
    assert re.findall(r"<p>(.*?)</p>", correction.summary) == ["80.00 → 800.00", "少写一个零", "社区监督小组"]
    assert correction.updated == "2025-02-15T00:00:00+08:00"
    (question,) = parsed(fed, "changes/objections.xml").entries
    assert question.title.endswith("异议：门禁为什么换?")
    assert (question.published, question.updated) == (
        "2025-03-01T00:00:00+08:00",
        "2025-03-05T00:00:00+08:00",
    )
    assert "旧门禁已坏。" in question.summary
    own = {entry.id for entry in parsed(fed, "c/lan-c01-a/feed.xml").entries}
    assert {correction.id, question.id} <= own
    (english,) = parsed(fed, "en/changes/corrections.xml").entries
    assert english.title.startswith("Correction: ")
    assert english.id != correction.id


def test_commits_are_told_as_on_the_page_and_no_more(fed: Made) -> None:
    """Counts and sums of a commit; never who made it, what they wrote or what stood there before."""
    con = engine.open_readonly(fed.work)
    changes = con.execute("select change_id, rows_added, rows_changed from derived.data_changes").fetchall()
    con.close()
    newest, first = parsed(fed, "changes/data.xml").entries
    assert [row[0] for row in changes] == [entry.title.split()[-1] for entry in (newest, first)]
    assert changes[0][1:] == (1, 1)
    assert "新增 1 行" in newest.summary
    assert "改动 1 行" in newest.summary
    assert "收入 +12.34" in newest.summary
    assert newest.updated == "2025-04-02T00:00:00Z"
    page = fed.text("changes/index.html")
    assert page.count('<li id="change.') == 2
    assert "从第一次提交起" in page
    for path, body in fed.bytes().items():
        assert b"qzx" not in body.lower(), path


def test_without_a_history_the_page_says_so(made: Made) -> None:
    """Nothing is claimed: the feed is empty and valid, its date that of the accounts."""
    body = feeds(made)["changes/data.xml"]
    assert held_to_the_standard(body)[1] == []
    assert parsed(made, "changes/data.xml").feed.updated == "2025-04-15T00:00:00+08:00"
    assert "不带提交历史" in made.text("changes/index.html")
    assert "without its history of commits" in made.text("en/changes/index.html")
    assert "逐行比出" not in made.text("changes/index.html")


def test_hostile_texts_stay_texts(make: Make) -> None:
    """Markup in names, questions and reasons is shown as it was written; what XML can't hold was never read."""

    def change(publisher: Publisher) -> None:
        for name, column in (
            ("lan/funds.csv", "name"), (f"{ACCOUNTS}/objections.csv", "question"),
            (f"{ACCOUNTS}/objections.csv", "answer"), (f"{ACCOUNTS}/corrections.csv", "reason"),
        ):  # fmt: skip
            publisher.put(name, [{**row, column: HOSTILE} for row in publisher.rows(name)])

    made = make(change, whole=True)
    for body in feeds(made).values():
        held_to_the_standard(body)
        assert b"<script" not in body
    for prefix in ("", "en/"):
        root = ET.fromstring(feeds(made)[f"{prefix}c/lan-c01-a/feed.xml"])  # noqa: S314 - our own output
        entries = root.findall(f"{ATOM}entry")
        texts = [unescape(re.sub(r"<[^>]*>", "", said(entry, "summary"))) for entry in entries]
        assert sum(HOSTILE in text for text in texts) == len(texts)
        assert any(HOSTILE in said(entry, "title") for entry in entries)
        assert all("<script" not in said(entry, "summary") for entry in entries)


def test_ids_stay_when_a_month_is_added(make: Make, fed: Made) -> None:
    """Nor do they depend on the site's address, but for the publisher's own feeds: a new month is new, no more."""

    def change(publisher: Publisher) -> None:
        publisher.replace("lan/profile.toml", "2025-04-15", "2025-05-15")
        publisher.append(REVENUE, [
            {"entry_id": "n-1", "fund_id": "f-a", "month": "2025-04", "basis": "fee", "gross": "12.34", "cost": "0"},
        ])  # fmt: skip
        publisher.append(f"{ACCOUNTS}/postings.csv", [
            {"fund_id": "f-a", "month": "2025-04", "posted_on": "2025-05-06"},
        ])  # fmt: skip

    def ids(made: Made) -> Iterator[tuple[str, str, list[str]]]:
        for path, body in feeds(made).items():
            if not path.endswith("changes/data.xml"):
                yield path, *held_to_the_standard(body)

    before = {path: (itself, set(found)) for path, itself, found in ids(fed)}
    after = {path: (itself, set(found)) for path, itself, found in ids(make(change, whole=True))}
    assert before.keys() == after.keys()
    grown = {path for path in after if after[path][1] > before[path][1]}
    assert {path for path in after if after[path][1] != before[path][1]} == grown
    assert {path for path in grown if "/lan-c01-a/" in path} == {
        "c/lan-c01-a/feed.xml", "en/c/lan-c01-a/feed.xml",
    }  # fmt: skip
    for path, (itself, _) in after.items():
        assert (itself == before[path][0]) is ("/c/" in f"/{path}")


def test_feeds_hold_the_newest_only(make: Make) -> None:
    """Twenty-four entries of a unit, a hundred of the publisher; the oldest fall out."""

    def change(publisher: Publisher) -> None:
        publisher.append(f"{ACCOUNTS}/objections.csv", [
            {"objection_id": f"q-{n:03}", "community_id": "lan-c01-a", "asked_on": f"2025-01-{n % 28 + 1:02}",
             "question": f"{n}?", "due_on": "2025-03-30"}
            for n in range(120)
        ])  # fmt: skip

    made = make(change)
    assert len(parsed(made, "c/lan-c01-a/feed.xml").entries) == 24
    whole = parsed(made, "changes/objections.xml").entries
    assert len(whole) == 100
    days = [entry.updated for entry in whole]
    assert days == sorted(days, reverse=True)


def test_an_empty_feed_is_dated_by_the_accounts() -> None:
    """A feed must say when it changed; without an entry it is the day up to which the accounts go."""
    feed = Feed("x/y", "zh", "题", "单位", "feed.xml", "index.html", "2025-06-30", ())
    assert held_to_the_standard(atom.written(feed))[1] == []
    assert b"<updated>2025-06-30T00:00:00+08:00</updated>" in atom.written(feed)
    entry = Entry("x/1", "一", "<p>二</p>", "index.html", "2025-01-01", "2025-01-02")
    body = atom.written(Feed("x/y", "zh", "题", "单位", "feed.xml", "index.html", "2025-06-30", (entry,)))
    assert b"<updated>2025-01-02T00:00:00+08:00</updated>" in body


def test_what_is_written_is_read_again() -> None:
    """Texts and addresses with whatever they may hold, and texts that are blank."""
    link = f'a"b\n{HOSTILE}'
    entries = tuple(Entry(f"x/{n}", said, said, link, "2025-01-01", "2025-01-02") for n, said in
                    enumerate(("", "&lt;b&gt; &amp; \"'", "<p>二</p>")))  # fmt: skip
    feed = Feed("x/y", "en", "&lt;题&gt;", "", link, link, "2025-06-30", entries)
    root = ET.fromstring(atom.written(feed))  # noqa: S314 -- our own
    assert (one(root, "title").text, one(one(root, "author"), "name").text) == ("<题>", None)
    assert {each.get("href") for each in root.iter(f"{ATOM}link")} == {link}
    read = [(one(each, "title").text, one(each, "summary").text) for each in root.findall(f"{ATOM}entry")]
    assert read == [(None, None), ("<b> & \"'", "&lt;b&gt; &amp; \"'"), ("二", "<p>二</p>")]
