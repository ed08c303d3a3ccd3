"""A county's profile: what it promised, by which steps it decides, where its thresholds lie.

Counties differ in law and in local rules, so nothing of this stands in code. Every
key is described here and nowhere else; unknown keys are refused, so that a misspelt
promise does not vanish. Every key has a default: a publisher without a profile is complete.
"""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

FundKind = Literal["enterprise", "owners", "governance", "charity"]
MatterClass = Literal["major", "general", "minor"]
Stream = Literal["enterprise", "common_parts", "online", "fund_service"]
Cadence = Literal["monthly", "quarterly", "half_yearly", "yearly"]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$", max_length=40)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=200)]


def _a_number(value: object) -> object:
    """Refuse text and truth values where a number belongs: ``"1:30"`` and ``true`` are none."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("decimal_type", "Input should be a number")
    return value


def _a_day(value: object) -> object:
    """Refuse anything but a day: a text in quotes or a moment of it may be read in more than one way."""
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        raise PydanticCustomError("date_type", "Input should be a date like 2025-06-30, without quotes")
    return value


Number = Annotated[Decimal, BeforeValidator(_a_number)]
Day = Annotated[dt.date, BeforeValidator(_a_day)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Duty(_Strict):
    """A promise to publish the accounts of one kind of fund."""

    fund_kind: FundKind = Field(description="哪一类资金 · kind of fund")
    cadence: Cadence = Field("monthly", description="多久公示一次 · how often")
    due_day: StrictInt = Field(10, ge=1, le=31, description="期满次月几日前 · day of the next month")
    posting_days: StrictInt = Field(0, ge=0, le=366, description="至少公示几天 · days it stays posted")
    basis: Text | None = Field(None, description="依据的条文 · the law or rule, cited")
    basis_en: Text | None = Field(None, description="依据的英文说明 · the citation in English")


class Tier(_Strict):
    """The amounts a class of matter covers, in yuan: from ``at_least``, below ``below``."""

    matter_class: MatterClass = Field(description="事项等级 · class of matter")
    at_least: Number = Field(Decimal(0), ge=0, decimal_places=2, description="起点（含） · from, inclusive")
    below: Number | None = Field(None, gt=0, decimal_places=2, description="上限（不含） · below, exclusive")


class Step(_Strict):
    """A step of deciding, as residents know it."""

    step: Id = Field(description="步骤编号 · id used in decisions.csv")
    name: Text = Field(description="步骤名称 · name")
    name_en: Text = Field(description="英文名称 · name in English")


class Approval(_Strict):
    """The steps a matter of one class must take before money of one kind is paid."""

    fund_kind: FundKind = Field(description="哪一类资金 · kind of fund")
    matter_class: MatterClass = Field(description="事项等级 · class of matter")
    steps: tuple[Id, ...] = Field(min_length=1, description="按次序的步骤 · steps in order")


class Sweep(_Strict):
    """A promise to move the balance of one kind of fund into another after each quarter."""

    from_kind: FundKind = Field(description="归集哪一类资金 · kind of fund that is swept")
    into_kind: FundKind = Field(description="归集到哪一类资金 · kind of fund it goes into")
    due_day: StrictInt = Field(10, ge=1, le=31, description="季后次月几日前 · day of the next month")
    reserve: Number = Field(
        Decimal(0), ge=0, decimal_places=2, description="可以留存的金额，元 · what may stay, in yuan"
    )


class Target(_Strict):
    """A figure the county promised to reach."""

    measure: Literal["activation_rate", "public_service_share"] = Field(description="指标 · measure")
    percent: Number = Field(ge=0, le=100, decimal_places=1, description="目标，百分比 · target, per cent")
    by: Day | None = Field(None, description="期限 · by when")
    basis: Text | None = Field(None, description="出处 · where it was promised")


class PartnerLoans(_Strict):
    """The range of a loan to an entrepreneur partner, in yuan, both ends included."""

    at_least: Decimal = Field(Decimal(0), ge=0, decimal_places=2, description="最低金额 · smallest loan")
    at_most: Decimal = Field(gt=0, decimal_places=2, description="最高金额 · largest loan")
    basis: Text | None = Field(None, description="依据的文件 · the rule, cited")


class Profile(_Strict):
    """One county's ``profile.toml``."""

    name: Text | None = Field(None, description="县名；缺省用 communities.csv 里的名称 · name")
    name_en: Text | None = Field(None, description="英文名 · name in English")
    demo: StrictBool = Field(False, description="演示数据；每页、每份下载都会标明 · fictional data")
    as_of: Day | None = Field(None, description="账目截至日期；缺省为最后一个有账月份的月末 · as-of date")
    notice_months: StrictInt = Field(12, ge=0, le=600, description="公示单保留几个月 · months of notices")
    disclosure_threshold: StrictInt = Field(
        10, ge=3, le=100, description="披露下限，少于此数不公布 · smallest count shown"
    )
    smallest_committee: StrictInt = Field(3, ge=1, le=99, description="管委会最少人数 · smallest committee")
    sealed_from: str | None = Field(
        None,
        pattern=r"^[12][0-9]{3}-(0[1-9]|1[0-2])$",
        description="从哪个月起封存 · first month that is sealed",
    )
    duties: tuple[Duty, ...] = Field((), description="公示义务 · duties to publish")
    tiers: tuple[Tier, ...] = Field((), description="事项金额分级 · amount tiers")
    steps: tuple[Step, ...] = Field((), description="决策步骤 · steps of deciding")
    approvals: tuple[Approval, ...] = Field((), description="各类事项须经的步骤 · steps required")
    sweeps: tuple[Sweep, ...] = Field((), description="按季归集 · quarterly sweeps")
    tender_required: tuple[Stream, ...] = Field(
        (), description="哪些来源的出租、委托经营须公开招标 · streams let by open tender only"
    )
    targets: tuple[Target, ...] = Field((), description="承诺的目标 · targets")
    partner_loans: PartnerLoans | None = Field(
        None, description="合伙人贷款的金额范围 · range of partner loans"
    )

    @model_validator(mode="after")
    def _one_of_each(self) -> Profile:
        """Refuse two promises for one thing and steps that are named nowhere."""
        known = {step.step for step in self.steps}
        for approval in self.approvals:
            for step in approval.steps:
                if step not in known:
                    raise ValueError(f"approvals 用了没有定义的步骤 · unknown step: {step}")
        for what, keys in (
            ("duties", [duty.fund_kind for duty in self.duties]),
            ("tiers", [tier.matter_class for tier in self.tiers]),
            ("steps", [step.step for step in self.steps]),
            ("approvals", [(a.fund_kind, a.matter_class) for a in self.approvals]),
            ("sweeps", [sweep.from_kind for sweep in self.sweeps]),
            ("tender_required", list(self.tender_required)),
            ("targets", [target.measure for target in self.targets]),
        ):
            if len(keys) != len(set(keys)):
                raise ValueError(f"{what} 里有重复 · {what} has the same thing twice")
        return self

    def toml(self) -> str:
        """Write the profile anew, without comments and without a promise of seals, which hold other bytes."""
        said = self.model_dump(exclude_none=True, exclude_defaults=True, exclude={"sealed_from"})
        tables = {key: value for key, value in said.items() if _is_table(value)}
        lines = [f"{key} = {_toml(value)}" for key, value in said.items() if key not in tables]
        for key, value in tables.items():
            for each in [value] if isinstance(value, dict) else value:
                lines.append(f"\n[{key}]" if isinstance(value, dict) else f"\n[[{key}]]")
                lines += [f"{name} = {_toml(cell)}" for name, cell in each.items()]
        return "\n".join(lines) + "\n"


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, tuple) and isinstance(value[0], dict))


def _toml(value: object) -> str:
    """Write one value; a JSON text is a TOML text."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value) if isinstance(value, Decimal | dt.date) else json.dumps(value, ensure_ascii=False)
