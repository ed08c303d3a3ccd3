"""The full-text index: what finished pages say, found by words in mid-sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sunledger.publish.fulltext import FIRST, file_of, pairs, write_texts
from sunledger.publish.sections import Section, sections

PAGE = """<!doctype html><title>网页</title><nav id="top">导航</nav>
<div class="page" id="content"><nav class="crumb">上级</nav>
<article>
<h1 id="method">这些数字怎么来的<a class="headerlink" href="#method">#</a></h1>
<p>每个数字都从<strong>账目
文件</strong>里算出来。<br>公开。</p>
<dl class="examples"><dt>符合的例子</dt><dd>按期</dd></dl>
<h2 id="net">净收入 <small>元</small><sup id="fnref"><a class="footnote-ref">1</a></sup></h2><p>先扣成本 &amp; 税。</p>
<dl><dt id="fund">资金 <em lang="en">fund</em></dt><dd>一笔有归属的钱。</dd></dl>
<pre><code>select 1</code></pre><details><summary>SQL</summary><p>方法</p></details>
</article>
<section class="method" id="rule_one"><h2>账要平</h2><p>差一分也算差。</p></section>
</div><footer>页脚<h2 id="foot">不算</h2></footer>"""


def test_sections_are_what_stands_below_each_heading() -> None:
    """Terms with an id are headings too; navigation, code and permanent links say nothing."""
    assert sections(PAGE) == [
        Section("", "这些数字怎么来的", "每个数字都从账目文件里算出来。公开。符合的例子按期"),
        Section("net", "净收入", "先扣成本 & 税。"),
        Section("fund", "资金 fund", "一笔有归属的钱。方法"),
        Section("rule_one", "账要平", "差一分也算差。"),
    ]


def test_pairs_are_neighbours_between_punctuation() -> None:
    """Characters and pairs of one run; case doesn't count, and no figure can be read from them."""
    assert pairs("收入，Ab") == {"收", "入", "收入", "a", "b", "ab"}
    assert pairs("1983年") == {"1", "9", "8", "3", "年", "3年"}


def candidates(folder: Path, word: str) -> list[str]:
    """Look a word up as the script does, and give the addresses whose text holds it."""
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    held: set[int] | None = None
    for pair in sorted(pairs(word)):
        file = json.loads((folder / index["edition"] / f"p{file_of(pair)}.json").read_text(encoding="utf-8"))
        numbers = {ord(section) - FIRST for section in file.get(pair, "")}
        held = numbers if held is None else held & numbers
    found = []
    for number in sorted(held or ()):
        path = folder / index["edition"] / f"t{number // index['texts']}.json"
        text = json.loads(path.read_text(encoding="utf-8"))[number % index["texts"]]
        address, heading, _ = index["sections"][number]
        if word in f"{heading}\n{text}".lower():
            found.append(address)
    return found


def test_words_in_mid_sentence_are_found(tmp_path: Path) -> None:
    """By two characters that no dictionary knows together, by one, by Latin letters, by language."""
    for language in ("", "en/"):
        path = tmp_path / language / "method" / "index.html"
        path.parent.mkdir(parents=True)
        path.write_text(PAGE, encoding="utf-8")
    write_texts(tmp_path, "zh", ["method/index.html"])
    write_texts(tmp_path, "en", ["en/method/index.html"])
    for language in ("zh", "en"):
        folder = tmp_path / "find" / language
        assert candidates(folder, "目文") == ["method/index.html"]
        assert candidates(folder, "税") == ["method/index.html#net"]
        assert candidates(folder, "分也算") == ["method/index.html#rule_one"]
        assert candidates(folder, "und") == ["method/index.html#fund"]
        assert candidates(folder, "页脚") == candidates(folder, "select") == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sentence_of_the_site_is_found(built_site: Path, language: str) -> None:
    """Each section of the built pages by a piece from the middle of its own text."""
    folder = built_site / "find" / language
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    assert len({address.split("#")[0] for address, _, _ in index["sections"]}) == 8
    for number, (address, _, _) in enumerate(index["sections"]):
        path = folder / index["edition"] / f"t{number // index['texts']}.json"
        text = json.loads(path.read_text(encoding="utf-8"))[number % index["texts"]].lower()
        longest = max((run for run in text.replace("，", " ").split()), key=len, default="")
        piece = "".join(char for char in longest if char.isalnum())[2:6]
        if piece and piece in text:
            assert address in candidates(folder, piece), (address, piece)


def test_only_finished_pages_are_indexed(built_site: Path) -> None:
    """Whatever a text file holds stands on the page that it leads to."""
    for language, root in (("zh", ""), ("en", "en/")):
        folder = built_site / "find" / language
        index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        texts = [
            text
            for number in range(-(-len(index["sections"]) // index["texts"]))
            for text in json.loads(
                (folder / index["edition"] / f"t{number}.json").read_text(encoding="utf-8")
            )
        ]
        for (address, heading, _), text in zip(index["sections"], texts, strict=True):
            page = (built_site / root / address.split("#")[0]).read_text(encoding="utf-8")
            assert Section(address.partition("#")[2], heading, text) in sections(page)
