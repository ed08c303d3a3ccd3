"""Accounts to begin with: invented ones, or a publisher's own."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sunledger.errors import SunledgerError

_SCHEMES = ("5311", "owners", "governance", "charity")


@click.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write the data to.")
@click.option("--units", type=click.IntRange(1, 100_000), default=None,
              help="Communities; without it the three demonstration counties are written.")  # fmt: skip
@click.option(
    "--months", type=click.IntRange(1, 240), default=24, show_default=True, help="Months of accounts."
)
@click.option("--seed", default="sunledger", show_default=True, help="Same seed, same data.")
def demo(out: Path, units: int | None, months: int, seed: str) -> None:
    """Write demonstration data: invented accounts, the same for the same seed."""
    from sunledger import demo as recipes

    rows = (
        recipes.write_counties(out, seed) if units is None else recipes.write_units(out, units, months, seed)
    )
    click.echo(f"{rows} rows → {out}")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--minimal", is_flag=True, help="Four small files and nothing else.")
@click.option("--county", help="Id of the county, such as tan.")
@click.option("--name", help="Name of the county.")
@click.option("--name-en", help="Its name in English.")
@click.option("--community", help="Id of the first community (default: COUNTY-c01).")
@click.option("--community-name", help="Its name.")
@click.option("--scheme", type=click.Choice(_SCHEMES), help="What the first fund is.")
@click.option("--custodian", help="The charity that keeps it, for a charity's fund.")
@click.option("--opened", help="Day on which its accounts begin, such as 2025-07-01.")
@click.option("--balance", help="Its balance on that day, in yuan.")
@click.option("--due-day", type=click.IntRange(1, 31),
              help="Day of the next month by which a month is posted.")  # fmt: skip
def init(folder: Path, minimal: bool, **given: Any) -> None:
    """Begin a new publisher's repository in DIR; what is not given is asked at the terminal."""
    from sunledger import starting
    from sunledger.starting.folder import free

    place = free(folder)
    answers = starting.Answers(**_asked(given, minimal=minimal)).checked()
    made = starting.begin(place, answers, minimal=minimal)
    folder = Path(os.path.normpath(folder))
    click.echo(
        f"{folder}：{len(made)} 个文件，已通过核对。下一步：cd {folder}，然后 sunledger serve，在浏览器里看\n"
        f"{folder}: {len(made)} files, checked. Next: cd {folder}, then sunledger serve, and look at it in a "
        "browser"
    )


def _asked(given: dict[str, Any], *, minimal: bool) -> dict[str, Any]:
    """Ask for what was not given, one after the other; in a pipe take what can be taken for granted."""
    from sunledger.starting import answers as asked
    from sunledger.starting.answers import REGISTERED, SCHEMES
    from sunledger.starting.names import a_name, an_id

    terminal = _terminal()
    missing: list[str] = []

    def ask(flag: str, question: str, take: Callable[[str], Any], default: str | None = None) -> Any:
        value = given[flag]
        if value is None and terminal:
            return click.prompt(question, default=default, value_proc=_again(take), err=True)
        if value is None and default is None:
            missing.append(f"--{flag.replace('_', '-')}")
        return (default or "") if value is None else value

    offered = [name for name in SCHEMES if not (minimal and name in REGISTERED)]
    for name in offered if terminal and given["scheme"] is None else ():
        click.echo(f"  {name:<11}{SCHEMES[name].zh} · {SCHEMES[name].en}", err=True)
    scheme = ask("scheme", "第一笔资金是哪一种 · what the first fund is", click.Choice(offered), "owners")
    county = ask(
        "county",
        "县的编号，小写字母，例如 tan · id of the county",
        lambda text: an_id(text, asked.COUNTY_LONGEST),
    )
    name = ask("name", "县的名称 · its name", a_name)
    name_en = ask(
        "name_en", "英文名称，可以空着 · its name in English", lambda text: text and a_name(text, 120), ""
    )
    community = ask("community", "第一个社区的编号 · id of the first community",
                    lambda text: an_id(text, asked.COMMUNITY_LONGEST), f"{county}-c01")  # fmt: skip
    community_name = ask("community_name", "它的名称 · its name", a_name)
    custodian = given["custodian"] or ""
    if scheme == "charity":
        custodian = ask("custodian", "保管基金的慈善组织，登记全称 · the charity that keeps it", a_name)
    first = f"{dt.date.today():%Y-%m-01}" if terminal else None  # noqa: DTZ011 - the clerk's own day
    opened = ask("opened", "从哪天开始记账 · day the accounts begin", asked.a_day, first)
    balance = ask("balance", "那天的余额，元 · balance on that day, in yuan", asked.an_amount, "0.00")
    due = ask("due_day", "每月账目最迟次月几日公示 · day of the next month by which a month is posted",
              click.IntRange(1, 31), "10")  # fmt: skip
    if missing:
        raise SunledgerError(
            f"还缺 {' '.join(missing)}。在终端里运行会一项一项问您",
            f"Missing: {' '.join(missing)}. At a terminal you are asked for each",
        )
    return {
        "county": county, "name": name, "name_en": name_en, "community": community,
        "community_name": community_name, "scheme": scheme, "custodian": custodian, "opened_on": opened,
        "balance": balance, "due_day": int(due),
    }  # fmt: skip


def _terminal() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin.isatty()


def _again(take: Callable[[str], Any]) -> Callable[[str], Any]:
    """Let a terminal ask once more when an answer won't do, telling why."""

    def taken(text: str) -> Any:
        try:
            return take.convert(text, None, None) if isinstance(take, click.ParamType) else take(text.strip())
        except SunledgerError as error:
            raise click.BadParameter(f"{error.zh}\n{error.en}") from error

    return taken
