"""郯演示县: 27 communities, 124 compounds, 24 months, after the model of the 5311 scheme and 业账社管.

Everything is invented; totals agree with what was published about the model (see ``claims``).
"""

from __future__ import annotations

from pathlib import Path

from sunledger.demo.tan.claims import write_claims
from sunledger.demo.tan.county import ID, County, write_places
from sunledger.demo.tan.enterprise import write_enterprise
from sunledger.demo.tan.oversight import write_oversight
from sunledger.demo.tan.owners import write_owners
from sunledger.demo.tan.partners import write_partners
from sunledger.demo.tan.postings import Calendar
from sunledger.demo.tan.projects import draw_projects
from sunledger.demo.tan.rooms import rooms, write_rooms
from sunledger.demo.tan.services import write_services
from sunledger.demo.tan.ventures import Passed, agree, write_profits


def write(out: Path, seed: str | int) -> int:
    """Write the county below ``out/tan``; return how many rows it has."""
    county = County(seed)
    write_places(county)
    drawn = rooms(county)
    projects = draw_projects(county, drawn, agree)
    write_rooms(county, drawn)
    write_profits(county, [project for project in projects if project.mode == "joint_venture"])
    calendar, passed = Calendar(county), Passed()
    helped = write_enterprise(county, projects, calendar, passed)
    write_owners(county, calendar, passed)
    write_services(county, helped)
    write_oversight(county)
    write_partners(county)
    write_claims(county)
    county.book.say(
        ID,
        "本县的创富项目收益按“5311”分配：一半用于再投资，三成用于普惠补贴，治理和应急纾困各一成。",
        "- 业主的钱归业主：公共车位、电梯广告等收益记在各小区的业主账户，不参加“5311”分配。\n"
        "- 每月 10 日前在小区公告栏和本站同时公布上月账目。",
        "账目由各社区会计录入，县里的监督小组每月核对银行对账单。**这些都是演示数据。**",
    )
    count = county.book.write(out)
    (out / ID / "profile.toml").write_bytes(Path(__file__).with_name("profile.toml").read_bytes())
    return count
