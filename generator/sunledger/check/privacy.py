"""The privacy guard: personal data must not come near an output, a log or a message.

Every text cell, Markdown text, profile and file name is scanned before anything is rendered. Vectorised SQL
picks out the few texts that could hold something; python-stdnum's check digits and a small
lexicon decide. A finding names the place and the kind, never the value.

Basis: Personal Information Protection Law, articles 6, 28 and 29; Measures on social relief,
article 61. Look-alikes pass by field and check character: a unified social credit code is 18 characters too.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator

from stdnum import luhn
from stdnum.cn import ric, uscc

from sunledger.builtin import finding
from sunledger.check.plainform import Field
from sunledger.engine import Connection, identifier, literal
from sunledger.model import Finding, Reading
from sunledger.resources import load_schema

_GAP = r"[ \u3000.·_\-]{0,2}"
_NUMBER = re.compile(
    rf"(?<![0-9A-Za-z])(?:\+?86{_GAP})?[0-9](?:{_GAP}[0-9]){{9,19}}(?:{_GAP}[0-9Xx])?(?![0-9A-Za-z])"
)
_MOBILE = re.compile(r"(?:86)?1[3-9][0-9]{9}")
_CARD = re.compile(r"(?:62|60|4|5[1-5]|35|9)[0-9]{14,18}")
_BUILDING = r"[0-9一二三四五六七八九十]{1,4}(?:号楼|栋|幢|座|#楼?)"
_FLAT = re.compile(
    rf"{_BUILDING}.{{0,3}}[0-9一二三四五六七八九十]{{1,2}}单元.{{0,3}}[0-9]{{3,4}}(?:室|户|号)?|{_BUILDING}.{{0,3}}[0-9]{{3,4}}(?:室|户)"
)
_HOME = re.compile(rf"{_BUILDING}|[0-9]{{1,2}}单元|[0-9]{{3,4}}室")
_PERSON = re.compile(
    r"[\u4e00-\u9fff]某某?|[\u4e00-\u9fff]{2,4}(?:先生|女士|大爷|大妈|奶奶|爷爷|的丈夫|的妻子)"
)
_ILLNESS = re.compile(
    "白血病|癌|肿瘤|尿毒症|透析|脑瘫|瘫痪|偏瘫|中风|脑梗|心梗|抑郁|精神分裂|精神病|智力残疾|艾滋|梅毒|肝炎|肺结核|"
    "糖尿病|帕金森|阿尔茨海默|痴呆|流产|渐冻|血友病|癫痫"
)
_AFFECTED = re.compile("患|因|病人|患者|家庭|户|住院|手术|确诊|某|救助|慰问|帮扶|补助")
_PREFILTER = (
    r"[0-9０-９][0-9０-９ \x{3000}.·_\-]{9,}|楼|栋|幢|单元|室|某|先生|女士|大爷|大妈|奶奶|爷爷|"
    + _ILLNESS.pattern
)
_ID_PREFILTER = "[0-9][0-9-]{9,}"
_ID_HARMLESS = r"[0-9-]{0,9}(?:[A-Za-z_\n][0-9-]{0,9})*"
"""Ids, a line each, of plain letters, digits and strokes, that hold no long number."""
_EXEMPT = {"document_sha256", "voucher_sha256", "uscc"}


def kinds(text: str) -> Iterator[str]:
    """Name each kind of personal data a text seems to hold; at most once each, never the value."""
    folded = unicodedata.normalize("NFKC", text)
    found = set()
    for match in _NUMBER.finditer(folded):
        for digits in _readings(match[0]):
            found |= set(_number(digits))
    if _FLAT.search(folded):
        found.add("flat")
    if _HOME.search(folded) and _PERSON.search(folded):
        found.add("address")
    if _ILLNESS.search(folded) and _AFFECTED.search(folded):
        found.add("illness")
    yield from sorted(found)


def _readings(number: str) -> Iterator[str]:
    """Read a number written in groups in every way: any groups that follow one another may be a person's."""
    groups = re.findall(r"[0-9Xx]+", number.upper())
    for start in range(len(groups)):
        for end in range(start, len(groups)):
            yield "".join(groups[start : end + 1])


def _number(digits: str) -> Iterator[str]:
    if _MOBILE.fullmatch(digits):
        yield "mobile"
    elif _is_resident_id(digits):
        yield "resident_id"
    elif _CARD.fullmatch(digits) and luhn.is_valid(digits) and not uscc.is_valid(digits):
        yield "bank_card"


def _is_resident_id(digits: str) -> bool:
    """Hold 18 characters to birthday and check character, the old 15 to area and birthday."""
    if len(digits) == 18:
        return _born(digits[6:14]) and ric.calc_check_digit(digits) == digits[-1]
    return len(digits) == 15 and digits[0] in "12345678" and _born("19" + digits[6:12])


def _born(date: str) -> bool:
    """Tell whether eight digits are a day on which somebody alive may have been born."""
    try:
        return 1900 <= dt.date(int(date[:4]), int(date[4:6]), int(date[6:])).year < 2100
    except ValueError:
        return False


def guard(reading: Reading, datasets: Iterable[str]) -> list[Finding]:
    """Scan the text cells of the datasets that hold something :func:`worth_a_look`, prose, profiles and file
    names; hold credit codes to their check character.
    """
    findings: list[Finding] = []
    for dataset in datasets:
        for file, line, column, value in _suspicious(reading.con, dataset):
            findings += _report(value, file, line, column)
    prose = (*reading.abouts, *reading.notes)
    for about in prose:
        for number, row in enumerate(about.markdown.splitlines(), 1):
            findings += _report(row, about.file, number, "")
    for file in sorted({source.file for source in reading.files} | {about.file for about in prose}):
        findings += _report(file.rsplit("/", 1)[-1], file, 0, "")
    return [*findings, *_credit_codes(reading.con)]


def _scanned(field: Field) -> bool:
    return field["type"] == "string" and "categories" not in field and field["name"] not in _EXEMPT


def worth_a_look(fields: list[Field]) -> str:
    """Give a condition that holds wherever :func:`_suspicious` has a cell to give.

    All cells of a row are one text here, a line each, as no pattern reaches over a line's end.
    """
    ids = _lines([field for field in fields if _scanned(field) and _is_id(field)])
    texts = _lines([field for field in fields if _scanned(field) and not _is_id(field)])
    return (
        f"regexp_matches({texts}, {literal(_PREFILTER)}) "
        f"or not regexp_full_match({ids}, {literal(_ID_HARMLESS)})"
    )


def _lines(fields: list[Field]) -> str:
    cells = [identifier(field["name"]) for field in fields]
    return cells[0] if len(cells) == 1 else f"concat_ws(chr(10), {', '.join(['null', *cells])})"


def _suspicious(con: Connection, dataset: str) -> Iterable[tuple[str, int, str, str]]:
    """Pick out the cells that could hold something, all columns of a dataset in one reading of it."""
    fields = [field for field in load_schema(dataset)["fields"] if _scanned(field)]
    counts = ", ".join(f"count(*) filter (where {_personal(field)})" for field in fields)
    found = con.execute(f"select {counts} from raw.{dataset}").fetchone() or ()
    for field, count in zip(fields, found, strict=True):
        if count:
            name = field["name"]
            yield from con.execute(
                f"select file, line, {literal(name)}, {identifier(name)} from raw.{dataset} "
                f"where {_personal(field)} order by file, line"
            ).fetchall()


def _personal(field: Field) -> str:
    """Give the condition that a cell could hold something; one that breaks its id's form counts as text."""
    cell = identifier(field["name"])
    test = f"regexp_matches({cell}, {literal(_PREFILTER)})"
    if _is_id(field):
        narrow = f"regexp_matches({cell}, {literal(_ID_PREFILTER)})"
        return f"case when length({cell}) = strlen({cell}) then {narrow} else {test} end"
    return test


def _is_id(field: Field) -> bool:
    return "pattern" in field.get("constraints", {})


def _report(text: str, file: str, line: int, column: str) -> Iterator[Finding]:
    for kind in kinds(text):
        zh, en = _WORDS[kind]
        yield finding("no_personal_data_is_kept", file, line, column, kind_zh=zh, kind_en=en)


def _credit_codes(con: Connection) -> Iterator[Finding]:
    rows = con.execute(
        "select file, line, uscc from raw.organisations where uscc is not null order by file, line"
    ).fetchall()
    for file, line, code in rows:
        if len(code) == 18 and not uscc.is_valid(code):
            yield finding("credit_codes_have_their_check_character", file, line, "uscc")


_WORDS = {
    "resident_id": ("身份证号", "a resident identity number"),
    "mobile": ("手机号", "a mobile number"),
    "bank_card": ("银行卡号", "a bank card number"),
    "flat": ("楼栋单元门牌", "somebody's flat"),
    "address": ("住址和称呼", "an address with a person"),
    "illness": ("病情", "somebody's illness"),
}
