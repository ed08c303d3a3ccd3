"""How a Chinese name sounds: its pinyin and its initials, as people type them.

Phrases decide between a character's readings (重庆 is chongqing, 重量 zhongliang). A place's name
often stands in no dictionary, or is said in its own way (朝阳: chaoyang, zhaoyang), so names with
characters of several living readings can be found by each of them. Only this module knows
pypinyin, and imports it when a name is read: its 56 MB and 0.15 s are the build's alone.
"""

from __future__ import annotations

import functools
import itertools
import re

from sunledger.publish.folding import fold

_MOST = 8
"""How many readings of one name are kept at most."""

_RUNS = re.compile(r"([\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+)")


def _table(listed: str) -> dict[str, tuple[str, ...]]:
    """Read characters with their readings: ``长chang/zhang 重chong/zhong``."""
    return {word[0]: tuple(word[1:].split("/")) for word in listed.split()}


_LIVING = _table(
    "长chang/zhang 重chong/zhong 行xing/hang 朝chao/zhao 乐le/yue/lao 都du/dou 会hui/kuai 单shan/dan "
    "解jie/xie 盛sheng/cheng 藏cang/zang 石shi/dan 车che/ju 六liu/lu 厦sha/xia 蚌bang/beng "
    "莘xin/shen 番fan/pan 莞guan/wan 浚jun/xun 洞dong/tong 铅qian/yan 尉wei/yu 歙she/xi 泊bo/po "
    "校xiao/jiao 还huan/hai 传chuan/zhuan 宿su/xiu 柏bai/bo 堡bao/bu/pu 埔pu/bu 浒hu/xu 荥xing/ying "
    "仇qiu/chou 繁fan/po 查cha/zha 翟zhai/di 覃qin/tan 阿a/e 巷xiang/hang 弄nong/long 什shi/shen "
    "屏ping/bing 角jiao/jue 谷gu/yu 降jiang/xiang 提ti/di 参can/shen 曾zeng/ceng 沈shen/chen 薄bo/bao "
    "落luo/la 尾wei/yi 绿lv/lu 吕lv/lu 旅lv/lu 闾lv/lu 率lv/shuai 栎li/yue 筠yun/jun 郇xun/huan "
    "洗xi/xian 句ju/gou 枞zong/cong 圩xu/wei 峒tong/dong 涡wo/guo 蔚wei/yu 耙ba/pa 蕃fan/bo 卜bu/bo "
    "调diao/tiao 禅chan/shan 桔ju/jie 崴wei/wai 槟bin/bing 茄jia/qie 蔓man/wan 便bian/pian 省sheng/xing"
)
"""Characters of place names with the readings people know them by; our own list."""


@functools.lru_cache(maxsize=65_536)
def sounds(name: str) -> tuple[str, ...]:
    """Give a name's pinyin and initials by turns, folded, in each reading, the likeliest first.

    A name without a Chinese character has no sounds of its own: it is typed as it is written.
    """
    parts = [part for part in _RUNS.split(name) if part]
    if not any(_RUNS.fullmatch(part) for part in parts):
        return ()
    choices = list(itertools.chain.from_iterable(map(_choices, parts)))
    found: dict[str, None] = {}
    for reading in itertools.islice(itertools.product(*choices), _MOST):
        found[fold("".join(syllable for syllable, _ in reading))] = None
        found[fold("".join(initial for _, initial in reading))] = None
    return tuple(found)


def _choices(part: str) -> list[tuple[tuple[str, str], ...]]:
    """Give, character by character, each reading with its initial; what isn't Chinese stays whole."""
    if not _RUNS.fullmatch(part):
        return [((part, part),)]
    from pypinyin import lazy_pinyin

    spoken = lazy_pinyin(part, errors=list)  # type: ignore[arg-type]  # its types forget lists
    return [
        tuple((syllable, syllable[0]) for syllable in dict.fromkeys((likely, *_LIVING.get(character, ()))))
        for character, likely in zip(part, spoken, strict=True)
    ]
