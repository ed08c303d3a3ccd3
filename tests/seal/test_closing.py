"""What a publisher does: begin, seal what is due, redact what the law wants out; and the commands' words."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sunledger import pipeline
from sunledger.cli import main
from sunledger.errors import HeadUnreadable, NothingPromised, PersonalDataInReason
from sunledger.resources import load_schema
from sunledger.seal import NotYetDue, rows
from sunledger.seal.closing import NothingToRedact
from sunledger.seal.log import row_salt, salted
from tests.publisher import PAYMENTS, Publisher, snapshot
from tests.seal.conftest import HEAD, LOG, refused, seal

WHY = ("lan", "disbursements", "d-1", "县司法局", "2025-04-12", "个人信息保护法第四十七条")


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), catch_exceptions=False)


def test_a_county_begins_once(tmp_path: Path) -> None:
    """A promise without seals is an error until they are begun; nothing is sealed without a promise."""
    publisher = Publisher.small(tmp_path)
    with pytest.raises(NothingPromised):
        pipeline.seal_months(publisher.data)
    publisher.replace("lan/profile.toml", "notice_months", 'sealed_from = "2025-02"\nnotice_months')
    assert refused(publisher) == [("seals_are_kept", "data/lan/seals", 0, "")]
    assert _run("seal", str(publisher.data)).exit_code == 1
    begun = _run("seal", str(publisher.data), "--begin", "--lang", "en")
    assert begun.exit_code == 0
    assert re.fullmatch(r"28 rows sealed\nlan:\d+:[0-9a-f]{64}\n", begun.stdout), begun.stdout
    assert not publisher.path("lan/seals/rows-2025-01.csv").is_file()
    before = snapshot(publisher.data)
    assert _run("seal", str(publisher.data), "--begin", "--county", "lan").stdout.startswith("新封存 0 行")
    assert snapshot(publisher.data) == before
    logs = publisher.text(LOG)
    assert len(set(re.findall(r"[0-9a-f]{32}$", logs, re.M))) == logs.count("\n") - 1


def test_month_by_month_or_at_once(publisher: Publisher) -> None:
    """Sealing each month in its turn gives the log that sealing all of them at once gives."""
    wanted = snapshot(publisher.path("lan/seals"))
    shutil.rmtree(publisher.path("lan/seals"))
    for month in ("2025-01", "2025-02", "2025-03"):
        seal(publisher, begin=True, month=month)
    assert snapshot(publisher.path("lan/seals")) == wanted


def test_a_month_is_sealed_when_it_is_due(publisher: Publisher) -> None:
    """A month whose accounts need not be published yet can't be sealed, and an error seals nothing."""
    with pytest.raises(NotYetDue):
        pipeline.seal_months(publisher.data, month="2025-04")
    publisher.replace("lan/profile.toml", "2025-04-15", "2025-05-09")
    with pytest.raises(NotYetDue):
        pipeline.seal_months(publisher.data, month="2025-04")
    publisher.replace(PAYMENTS, "256.78", "256.79")
    before = snapshot(publisher.data)
    assert not pipeline.seal_months(publisher.data).report.ok
    assert snapshot(publisher.data) == before


def test_a_digest_by_hand(publisher: Publisher) -> None:
    """A row's digest, worked out with nothing but SHA-256, is the one that is listed."""
    number, line = next(
        (line.split(",")[0], line)
        for line in publisher.text("lan/seals/rows-2025-01.csv").splitlines()
        if ",r-4," in line
    )
    leaf = publisher.text(LOG).splitlines()[int(number) + 1].split(",")
    form = "basis=fee\ncategory=parking\ncost=100\nentry_id=r-4\nfund_id=f-a\ngross=80\nmonth=2025-01\nproject_id=p-2\n"
    digest = hashlib.sha256(f"{row_salt(leaf[-1], 'r-4')}\nrevenue\n{form}".encode()).hexdigest()[:32]
    assert line == f"{number},r-4,{digest}"
    assert leaf[-2] == salted(leaf[-1])


def test_the_sealed_datasets_have_keys_of_the_seals() -> None:
    """Each sealed dataset's key is written as corrections write it, and only known columns are left out."""
    for dataset in rows.datasets():
        assert load_schema(dataset)["primaryKey"]
    for dataset, column in rows.UNSEALED:
        assert column in {field["name"] for field in load_schema(dataset)["fields"]}


def test_a_redaction_leaves_a_record_and_nothing_to_guess(publisher: Publisher) -> None:
    """A redacted row is out of the proof, its neighbours stay in it, and its new form is sealed anew."""
    head = pipeline.verify(publisher.data).heads[0]
    old = publisher.text(LOG).splitlines()[7].split(",")
    assert old[2] == "disbursements"
    publisher.replace(PAYMENTS, "春节补贴", "补贴")
    assert refused(publisher) == [("sealed_rows_stay_as_they_were", f"data/{PAYMENTS}", 2, "payment_id")]
    done = _run("redact", str(publisher.data), "--county", "lan", "--dataset", "disbursements", "--row", "d-1", "--by",
                WHY[3], "--on", WHY[4], "--reason", WHY[5], "--lang", "en")  # fmt: skip
    assert done.exit_code == 0, done.stdout
    assert done.stdout.startswith("disbursements d-1 redacted\nlan:20:")
    files = {path.name: path.read_text(encoding="utf-8") for path in publisher.path("lan/seals").iterdir()}
    assert files["redactions.csv"].splitlines()[1] == ",".join(["18", "6", "d-1", *WHY[3:]])
    assert files["openings.csv"].splitlines()[1:] == [f"6,d-2,{row_salt(old[-1], 'd-2')}"]
    for text in files.values():
        assert old[-1] not in text
        assert row_salt(old[-1], "d-1") not in text
    assert pipeline.verify(publisher.data, [head]).report.findings == ()
    publisher.replace(PAYMENTS, "更换门禁", "换门禁")
    assert refused(publisher) == [("sealed_rows_stay_as_they_were", f"data/{PAYMENTS}", 3, "payment_id")]
    publisher.replace(PAYMENTS, "换门禁", "更换门禁")
    publisher.replace(PAYMENTS, "补贴,,40", "津贴,,40")
    assert refused(publisher) == [("sealed_rows_stay_as_they_were", f"data/{PAYMENTS}", 2, "payment_id")]


TAMPERED = {
    "the record is rewritten": ("redactions.csv", "县司法局", "县民政局", "redactions.csv", 0),
    "the record names another row": ("redactions.csv", "d-1", "d-2", "redactions.csv", 0),
    "a salt is added back": ("openings.csv", "6,d-2", "7,d-2", "openings.csv", 0),
    "a neighbour's salt is lost": ("openings.csv", "6,d-2", "6,d-9", "openings.csv", 0),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_redaction_can_not_be_bent(name: str, publisher: Publisher) -> None:
    """A redaction's record, and the salts beside it, are as they were written."""
    publisher.replace(PAYMENTS, "春节补贴", "补贴")
    assert pipeline.redact(publisher.data, *WHY).report.ok
    file, old, new, place, line = TAMPERED[name]
    publisher.replace(f"lan/seals/{file}", old, new)
    found = refused(publisher)
    assert ("seals_hash_to_their_head", f"data/lan/seals/{place}", line, "") in found


def test_a_redaction_is_no_way_around(publisher: Publisher) -> None:
    """What is redacted is one row: an error elsewhere, or a row never sealed, stops it; reasons hold no content."""
    publisher.replace(PAYMENTS, "春节补贴", "补贴")
    publisher.replace(PAYMENTS, "更换门禁", "换门禁")
    before = snapshot(publisher.data)
    assert not pipeline.redact(publisher.data, *WHY).report.ok
    with pytest.raises(NothingToRedact):
        pipeline.redact(publisher.data, "lan", "disbursements", "d-9", *WHY[3:])
    with pytest.raises(PersonalDataInReason):
        pipeline.redact(publisher.data, *WHY[:5], "删去手机号 138" + "00138000")
    assert snapshot(publisher.data) == before


def test_the_command_says_what_it_verified(publisher: Publisher) -> None:
    """``verify`` ends with 0 and the heads, with 1 and the place, or with 2 and how to write a head."""
    sound = _run("verify", str(publisher.data), "--lang", "en")
    assert sound.exit_code == 0
    assert re.search(r"^\d+ files verified, 34 rows as sealed\nlan:18:", sound.stdout), sound.stdout
    with pytest.raises(HeadUnreadable):
        pipeline.verify(publisher.data, ["lan:18"])
    assert CliRunner().invoke(main, ["verify", str(publisher.data), "--since", "lan"]).exit_code == 2
    publisher.replace(HEAD, "18,", "19,")
    found = _run("verify", str(publisher.data), "--lang", "en")
    assert found.exit_code == 1
    assert "data/lan/seals/heads.csv:4" in found.stdout


def test_pages_carry_the_head(published: Publisher) -> None:
    """Every page's foot has the head in short, every notice and the data page in full; English too.

    What leads on from a former id holds no accounts, and no head.
    """
    head = pipeline.verify(published.data).heads[0]
    short = head[: head.rindex(":") + 17]
    files = json.loads((published.site / "manifest.json").read_text(encoding="utf-8"))["files"]
    pages = [each["path"] for each in files if each["path"].endswith(".html") and each["path"] != "404.html"]
    bare = [path for path in pages if short not in (published.site / path).read_text(encoding="utf-8")]
    assert all(re.search(r"(^|/)(wu|lan-c02-a)(/|[-.])", path) for path in bare), bare
    for path in (
        "c/lan-c01-a/2025-03.html",
        "en/c/lan-c01-a/2025-03.html",
        "notices/lan/2025-03.html",
        "data/index.html",
        "en/data/index.html",
    ):
        assert head in (published.site / path).read_text(encoding="utf-8"), path
