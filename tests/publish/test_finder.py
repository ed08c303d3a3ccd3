"""The finder's index: every unit by every part of its name and sound, from one file a query."""

from __future__ import annotations

import json
from bisect import bisect_right
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunledger import engine
from sunledger.publish import finder
from sunledger.publish.finder import SHOWN, Renamed, Unit, read_units, write_finder
from sunledger.publish.folding import fold
from sunledger.publish.readings import sounds


class Found:
    """Reads an index as the script does: the directory, then one file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = json.loads((folder / "index.json").read_text(encoding="utf-8"))

    def file(self, query: str) -> str:
        """Tell which one file answers a folded query."""
        cuts, wanted = self.index["cuts"], query.encode("utf-16-be")
        after = bisect_right([cut.encode("utf-16-be") for cut in cuts], wanted)
        if after < len(cuts) and cuts[after].startswith(query):
            return "k" + "-".join(f"{ord(char):x}" for char in query)
        return str(after - 1)

    def ids(self, query: str) -> list[str]:
        """Give the units of the file that hold the query, the ones whose name it begins first."""
        wanted = fold(query)
        path = self.folder / self.index["edition"] / f"{self.file(wanted)}.json"
        held = json.loads(path.read_text(encoding="utf-8"))
        ranked = []
        for row in held["units"]:
            spoken = row[4].split(" ")
            written = [
                row[0],
                row[3],
                *(text for at in row[8:9] or [[]] for old in at for text in held["others"][old][1:]),
            ]
            words = [[fold(word) for word in finder._WORD.findall(text)] for text in written]
            texts = [(text[at:], at) for text in spoken for at in range(len(text))]
            texts += [("".join(word[at:]), at) for word in words for at in range(len(word))]
            ranks = [2 if at else int(text != wanted) for text, at in texts if text.startswith(wanted)]
            if ranks:
                ranked.append((min(ranks), row[0]))
        return [unit for _, unit in sorted(ranked, key=lambda pair: pair[0])][: self.index["shown"]]


def unit(name: str, number: int = 1, name_en: str = "", level: str = "compound") -> Unit:
    """Make a unit of a county."""
    return Unit(f"x-c{number:03d}", "x", level, name, name_en)


def index(folder: Path, *names: str, around: int = 0) -> Found:
    """Index named units among others that have nothing to do with them."""
    units = [unit(name, number) for number, name in enumerate(names, 1)]
    units += [unit(f"别处{number}", 500 + number) for number in range(around)]
    write_finder(units, folder)
    return Found(folder)


@pytest.mark.parametrize(
    "query",
    ["幸福", "福小", "区", "幸福小区", "xingfu", "xfxq", "xf", "fuxiao", "XingFu", "ＸＦ", " xing fu ", "xing'fu",
     "xìngfú", "x-c001", "c001", "X-C001"],
)  # fmt: skip
@pytest.mark.parametrize("around", [0, 900])
def test_a_name_is_found_as_people_type_it(tmp_path: Path, query: str, around: int) -> None:
    """By characters in mid-name, pinyin, initials and id, in any case and width."""
    assert "x-c001" in index(tmp_path / "find", "幸福小区", "安宁花园", around=around).ids(query)


@pytest.mark.parametrize(
    ("name", "likeliest", "also"),
    [
        ("重庆路社区", "chongqinglushequ", "zhongqinglushequ"),
        ("长安小区", "changanxiaoqu", None),
        ("长者之家", "zhangzhezhijia", None),
        ("银行宿舍", "yinhangsushe", None),
        ("行政中心", "xingzhengzhongxin", None),
        ("朝阳小区", "zhaoyangxiaoqu", "chaoyangxiaoqu"),
        ("长泾社区", "zhangjingshequ", "changjingshequ"),
        ("绿地家园", "lvdijiayuan", "ludijiayuan"),
        ("3号楼A座", "3haolouazuo", "3hlaz"),
        ("〇八苑", "lingbayuan", "lby"),
    ],
)
def test_phrases_decide_how_a_name_sounds(name: str, likeliest: str, also: str | None) -> None:
    """The likeliest reading comes first; other living readings of its characters are kept."""
    found = sounds(name)
    assert found[0] == likeliest
    assert also is None or also in found


def test_a_name_without_chinese_has_no_sounds() -> None:
    """It is typed as it is written."""
    assert sounds("Court 12") == ()


def test_unknown_characters_stand_for_themselves() -> None:
    """A rare character without a reading breaks nothing."""
    assert sounds("\U00030f00里")[0] == "\U00030f00li"


def test_english_names_are_found_by_their_words(tmp_path: Path) -> None:
    """From the beginning of each word on, not in mid-word."""
    write_finder([unit("霞舍小区", 1, "Xiashe Compound")], tmp_path / "find")
    found = Found(tmp_path / "find")
    assert found.ids("compound") == found.ids("Xiashe Comp") == ["x-c001"]
    assert found.ids("ompound") == []


NAMES = st.text(st.sampled_from("幸福长重行朝乐安宁一二社区花园绿AaＢ1-·𠮷"), min_size=1, max_size=8)


@settings(max_examples=40)
@given(names=st.lists(NAMES, min_size=1, max_size=12, unique=True), data=st.data())
def test_every_part_of_a_name_finds_it(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], data: st.DataObject
) -> None:
    """Of the name, its pinyin and its initials, wherever the files are cut."""
    folder = tmp_path_factory.mktemp("finder") / "find"
    before = finder.PER_FILE
    try:
        finder.PER_FILE = data.draw(st.integers(1, 40))
        found = index(folder, *names)
    finally:
        finder.PER_FILE = before
    for number, name in enumerate(names, 1):
        for text in filter(None, (fold(name), *sounds(name))):
            start = data.draw(st.integers(0, len(text) - 1))
            part = text[start : data.draw(st.integers(start + 1, len(text)))]
            assert f"x-c{number:03d}" in found.ids(part), (name, part)


def test_what_many_share_keeps_the_best(tmp_path: Path) -> None:
    """Of more matches than are shown, those that begin with the query come first, and exact ones before."""
    names = [f"安宁{number}小区" for number in range(60)]
    found = index(tmp_path / "find", *names, "小区", "小区一", around=300)
    assert found.ids("小区")[:2] == ["x-c061", "x-c062"]
    assert len(found.ids("小区")) == len(found.ids("安")) == len(found.ids("xq")) == SHOWN
    assert found.ids("安宁57小区") == ["x-c058"]


def test_no_file_grows_with_the_number_of_units(tmp_path: Path) -> None:
    """More units make more files, not larger ones; the directory alone grows, by some bytes a file."""
    syllables = "清云松竹荷桂梅兰枫柳杏桃梨棠藤蓉青晨星月霞晴雪"
    names = [f"{a}{b}{c}苑" for a in syllables[:12] for b in syllables for c in syllables[:10]]
    found = index(tmp_path / "find", *names)
    sizes = [path.stat().st_size for path in (tmp_path / "find" / found.index["edition"]).iterdir()]
    assert max(sizes) < 64_000
    assert (tmp_path / "find" / "index.json").stat().st_size < 16 * len(sizes)


def test_the_same_units_give_the_same_files(tmp_path: Path) -> None:
    """Byte for byte; another unit gives another edition."""
    editions = []
    for number, names in enumerate((["幸福小区"], ["幸福小区"], ["安宁小区"])):
        editions.append(index(tmp_path / str(number), *names).index["edition"])
    assert editions[0] == editions[1] != editions[2]


@pytest.fixture
def con(tmp_path: Path) -> engine.Connection:
    """Return a connection with units: 甲 became 乙, 乙 became 丙; 乙 had another name, 丙 another id."""
    con = engine.connect(tmp_path)
    con.execute(
        "create table open.communities as select * from (values "
        "('x', null, 'county', '演示县', 'Demo County', null, null), "
        "('x-a', 'x', 'compound', '甲苑', 'Jia Court', date '2020-01-01', 'x-b'), "
        "('x-b', 'x', 'compound', '乙苑', null, date '2022-01-01', 'x-c'), "
        "('x-c', 'x', 'compound', '丙苑', 'Bing Court', null, null)"
        ") as t (community_id, parent_id, level, name, name_en, retired_on, successor_id)"
    )
    con.execute(
        "create table open.renamings as select * from (values "
        "('x-b', date '2019-01-01', '旧苑', null), ('x-c', date '2018-01-01', '丙苑', 'x-d')"
        ") as t (community_id, renamed_on, former_name, former_id)"
    )
    return con


def test_former_names_lead_to_the_successor(con: engine.Connection, tmp_path: Path) -> None:
    """Through several closures; the closed unit itself comes after it, and says who took over."""
    write_finder(read_units(con), tmp_path / "site" / "find")
    found = Found(tmp_path / "site" / "find")
    assert sorted(found.ids("甲苑")) == sorted(found.ids("jia c")) == ["x-a", "x-b", "x-c"]
    assert found.ids("甲苑")[0] == "x-c"
    path = tmp_path / "site" / "find" / found.index["edition"] / f"{found.file('甲苑')}.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    rows = {row[0]: row for row in held["units"]}
    others = [names[0] for names in held["others"]]
    assert rows["x-a"][6] == "2020-01-01"
    assert others[rows["x-a"][7]] == "乙苑"
    assert [others[at] for at in rows["x-c"][8]] == ["甲苑", "乙苑", "丙苑", "旧苑"]
    assert sorted(found.ids("旧苑")) == ["x-b", "x-c"]
    assert found.ids("x-d") == ["x-c"]


def test_only_publishable_units_are_read(con: engine.Connection, tmp_path: Path) -> None:
    """The index reads the publishable form alone: a unit that isn't there can't be found."""
    con.execute("delete from open.communities where community_id = 'x-c'")
    con.execute("create table data.communities as select 'x-z' as community_id, '丁苑' as name")
    write_finder(read_units(con), tmp_path / "site" / "find")
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.json"))
    assert "丙苑" not in text
    assert "丁苑" not in text


def test_a_unit_is_found_by_its_former_name_and_id(tmp_path: Path) -> None:
    """By sound too, and from the successor when the unit is gone; the row says what it was called."""
    heir, gone = unit("云汀小区", 1), unit("晨湾苑", 2)
    heir.renamed.append(Renamed("北门二村", "y-c11-x03"))
    gone.retired_on, gone.successor = "2024-01-01", heir.unit
    gone.renamed.append(Renamed("南门一村", ""))
    heir.former.append(gone)
    write_finder([heir, gone], tmp_path / "find")
    found = Found(tmp_path / "find")
    for query in ("北门", "beimen", "bmec", "y-c11-x03", "y-c11"):
        assert found.ids(query) == ["x-c001"], query
    assert sorted(found.ids("南门一村")) == ["x-c001", "x-c002"]
    (file,) = (tmp_path / "find" / found.index["edition"]).glob("0.json")
    held = json.loads(file.read_text(encoding="utf-8"))
    row = next(row for row in held["units"] if row[0] == "x-c001")
    assert [held["others"][at] for at in row[8]] == [
        ["晨湾苑", ""],
        ["北门二村", "", "y-c11-x03"],
        ["南门一村", "", ""],
    ]
