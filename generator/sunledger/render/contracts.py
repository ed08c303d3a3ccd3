"""Contracts as a resident reads them: the terms in a sentence, what was due, what is owed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from sunledger.render import rows_dues
from sunledger.render.contexts_dues import ContractLine
from sunledger.render.desk import Desk, grouped
from sunledger.render.words import Words


def gather(desk: Desk, *, units: list[str] | None = None, county: str = "") -> dict[str, list[ContractLine]]:
    """Read the contracts of some units, or of a county, by unit."""
    given = {"units": units or [""], "county": county}
    years = grouped(desk.rows("contract_years", rows_dues.ContractYear, **given))
    found: dict[str, list[ContractLine]] = {}
    for row in desk.rows("contracts", rows_dues.Contract, **given):
        found.setdefault(row.unit, []).append(line(desk.words, row, years.get(row.contract, ())))
    return found


def line(words: Words, row: rows_dues.Contract, years: Iterable[rows_dues.ContractYear]) -> ContractLine:
    """Lay out one contract with its years, newest first within each kind."""
    years = tuple(years)
    standing = tuple(_standing(years))
    return ContractLine(
        row=row,
        terms=terms(words, row),
        years=years,
        standing=standing,
        past=row.ended and all(year.status == "settled" for year in standing),
    )


def _standing(years: tuple[rows_dues.ContractYear, ...]) -> Iterator[rows_dues.ContractYear]:
    """Pick what tells how a contract stands now."""
    settled: set[str] = set()
    for year in years:
        if year.status == "unreported":
            yield year
        elif year.due is not None and year.kind not in settled:
            settled.add(year.kind)
            yield year


def terms(words: Words, row: rows_dues.Contract) -> Markup:
    """Say in a sentence what the operator pays and until when."""
    parts = [*_rent(words, row), *_share(words, row)]
    if not parts:
        parts = [Markup(words("登记的合同没有写租金和分成"))]
    parts.append(Markup(words("合同期 %(start)s 至 %(end)s")) % {"start": row.starts_on, "end": row.ends_on})
    said = Markup(words("；")).join(parts)
    return Markup("{}{}{}").format(said[:1].upper(), said[1:], words("。"))


def _rent(words: Words, row: rows_dues.Contract) -> Iterator[Markup]:
    if row.base_rent is None:
        return
    each = {
        "month": words("每月交保底租金 %(rent)s 元"),
        "quarter": words("每季度交保底租金 %(rent)s 元"),
        "year": words("每年交保底租金 %(rent)s 元"),
    }
    yield Markup(each[row.rent_period]) % {"rent": row.base_rent}
    if row.free_months:
        said = words.ngettext("头 %(months)s 个月免租", "头 %(months)s 个月免租", row.free_months)
        yield Markup(said) % {"months": row.free_months}
    if row.step is not None:
        yield Markup(words("每满一年涨 %(step)s%%")) % {"step": row.step}


def _share(words: Words, row: rows_dues.Contract) -> Iterator[Markup]:
    if row.share is None:
        return
    if row.share_above is None:
        of = {
            "turnover": words("营业额的 %(share)s%% 作分成"),
            "profit": words("利润的 %(share)s%% 作分成"),
            "net_profit": words("净利润的 %(share)s%% 作分成"),
        }
        yield Markup(of.get(row.share_of, words("收入的 %(share)s%% 作分成"))) % {"share": row.share}
        return
    above = {
        "turnover": words("一年营业额超过 %(above)s 元的部分，交 %(share)s%% 作分成"),
        "profit": words("一年利润超过 %(above)s 元的部分，交 %(share)s%% 作分成"),
        "net_profit": words("一年净利润超过 %(above)s 元的部分，交 %(share)s%% 作分成"),
    }
    said = above.get(row.share_of, words("一年收入超过 %(above)s 元的部分，交 %(share)s%% 作分成"))
    yield Markup(said) % {"above": row.share_above, "share": row.share}
    part_year = {
        "none": words("不满一年的，起点不减"),
        "by_days": words("不满一年的，起点按天折算"),
        "by_months": words("不满一年的，起点按月折算"),
    }
    if row.proration in part_year:
        yield Markup(part_year[row.proration])
