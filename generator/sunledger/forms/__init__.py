"""forms: a workbook for the clerk of a community, made from the schemas and from the accounts that stand.

``request`` finds out which funds and month are meant, ``needs`` which datasets they call for, ``lists`` what
can be chosen, ``carried`` the rows that come again every month, ``series`` their ids, ``examples`` a row that
shows how, ``explained`` the sheet that says what to do, ``fields`` what a column asks for; ``workbook``
writes it all, ``place`` puts it down.

``sunledger import`` reads what was filled in. What both keep to: a sheet is named by its dataset's title, row
1 holds the fields' titles, row 2 an example that begins with ``示例``, codes are given by their labels, ids
with their names behind them; ``说明`` and sheets beginning with ``_`` hold no data.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sunledger import pipeline
from sunledger.forms import carried, lists, needs, request, workbook
from sunledger.model import Progress, quiet

__all__ = ["Template", "template"]


@dataclass(frozen=True, slots=True)
class Template:
    """A workbook, and what there is to say about it."""

    name: str
    """What to call its file, without a folder."""
    month: str
    funds: tuple[str, ...]
    rows: int
    """Rows that were carried over or begun."""
    content: bytes


def template(
    data: Path, funds: tuple[str, ...], month: str | None, today: str, *, progress: Progress = quiet
) -> Template:
    """Make the workbook of some funds of one community for a month: the next to be kept if none is named.

    A community or compound stands for all its funds. ``today`` is an ISO date; no month after it is taken.
    Raises what :mod:`sunledger.forms.request` says of unknown funds and wrong months.
    """
    with pipeline.accounts(data, progress=progress) as accounts:
        asked = request.resolve(accounts, funds, month, today)
        sheets = needs.datasets(accounts, asked)
        choices = lists.choices(accounts, asked)
        rows = {dataset: carried.rows(accounts, asked, dataset) for dataset in sheets}
    content = workbook.write(asked, choices, rows)
    count = sum(map(len, rows.values()))
    return Template(f"{asked.home['community_id']}-{asked.month}.xlsx", asked.month,
                    tuple(fund["fund_id"] for fund in asked.funds), count, content)  # fmt: skip
