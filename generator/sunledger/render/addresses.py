"""Every address of the data pages, in one place: links, sitemap, language switch and tests read it.

An address is a path below its language's root, written out to ``index.html`` so that it
answers from a disk as well as from a server. Chinese stands at the root of the site,
English below ``en/``, under the same addresses. An address once published keeps answering.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

LANGUAGES = ("zh", "en")
"""The languages of the site, the default first."""

COMPARISONS = (
    "spaces",
    "projects",
    "allocations",
    "services",
    "timeliness",
    "claims",
    "checks",
    "changes",
)
"""The pages that compare across communities, in the order in which they are listed."""

DETAILED = frozenset({"spaces", "projects", "allocations", "services", "timeliness"})
"""The comparisons that have a page for each county, with every single row."""

_RELATIVE = re.compile(
    rb"""(\b(?:(?:href|src)="(?!")|data-(?:index|root)="))(?![a-z][a-z+.-]*:|[/#])([^"#]*)"""
)


@dataclass(frozen=True, slots=True)
class PageWritten:
    """A page that was written: where, of which kind, in which language, how large."""

    path: str
    """Below the root of the site, like ``en/c/tan/index.html``."""
    address: str
    """Below the language's root, like ``c/tan/index.html``; pages that share it are translations."""
    language: str
    kind: str
    size: int
    title: str
    """Escaped, without the site's name."""
    sha256: str


def unit_feed(community_id: str) -> str:
    """Give the address of a unit's feed."""
    return f"c/{community_id}/feed.xml"


def feed(kind: str) -> str:
    """Give the address of one of the publisher's feeds."""
    return f"changes/{kind}.xml"


def home() -> str:
    """Give the address of the front page."""
    return "index.html"


def missing() -> str:
    """Give the address of the page that answers where nothing is; hosts know it by this name."""
    return "404.html"


def communities() -> str:
    """Give the address of the list of all units."""
    return "communities/index.html"


def unit(community_id: str) -> str:
    """Give the address of a county, subdistrict, community or compound."""
    return f"c/{community_id}/index.html"


def ledger(community_id: str, year: str) -> str:
    """Give the address of a unit's ledger of one year."""
    return f"c/{community_id}/{year}.html"


def working(community_id: str, year: str, table: str = "", *key: str) -> str:
    """Give the address of how a unit's figures of a year were made, or of one table's row."""
    return f"c/{community_id}/working-{year}.html" + _anchor(table, *key)


def county_working(county_id: str, period: str, table: str = "", *key: str) -> str:
    """Give the address of how a county's figures of a year or month were made, or of one table's row."""
    return f"working/{county_id}/{period}.html" + _anchor(table, *key)


def publisher_working(year: str, table: str = "", *key: str) -> str:
    """Give the address of how the publisher's figures of a year were made, or of one table's row."""
    return f"working/{year}.html" + _anchor(table, *key)


def _anchor(table: str, *key: str) -> str:
    return f"#{'.'.join((table, *key))}" if table else ""


def notice(community_id: str, month: str) -> str:
    """Give the address of a unit's notice of one month."""
    return f"c/{community_id}/{month}.html"


def notices(county_id: str, month: str = "", part: int = 1) -> str:
    """Give the address of all notices of a county's month, or of the list of months."""
    name = (month or "index") + (f"-{part}" if part > 1 else "")
    return f"notices/{county_id}/{name}.html"


def unit_of(address: str) -> str:
    """Give the id of the unit that an address names; blank where it names none."""
    folder, _, rest = address.partition("/")
    if folder in ("c", "notices") or (folder == "working" and "/" in rest):
        return rest.partition("/")[0]
    listed = folder in DETAILED or folder == "communities"
    return rest.removesuffix(".html") if listed and rest != "index.html" else ""


def comparison(name: str) -> str:
    """Give the address of a comparison across the publisher."""
    return f"{name}/index.html"


def county_comparison(name: str, county_id: str) -> str:
    """Give the address of a comparison's rows within one county."""
    return f"{name}/{county_id}.html"


def search() -> str:
    """Give the address of the search."""
    return "search/index.html"


def prose(name: str) -> str:
    """Give the address of a prose page."""
    return f"{name}/index.html"


def data() -> str:
    """Give the address of the list of datasets and downloads."""
    return "data/index.html"


def dictionary(table: str) -> str:
    """Give the address of the dictionary of one dataset or derived table."""
    return f"data/{table}.html"


def rules(rule: str = "") -> str:
    """Give the address of the rules, or of one rule."""
    return "method/rules.html" + (f"#{rule}" if rule else "")


def tables(table: str = "") -> str:
    """Give the address of the derived tables' SQL, or of one table's."""
    return "method/tables.html" + (f"#{table}" if table else "")


def mechanisms() -> str:
    """Give the address of the page that leads from each mechanism to where it stands."""
    return "method/mechanisms/index.html"


def download(name: str, ending: str) -> str:
    """Give the path of a download below the root of the site; downloads have no language."""
    return f"data/{name}.{ending}"


def seals(county_id: str, name: str) -> str:
    """Give the path of a file of a county's seals below the root of the site."""
    return f"data/seals/{county_id}/{name}.csv"


def card(county_id: str = "") -> str:
    """Give the path below the root of the site of a county's picture for cards, or of the whole site's."""
    return f"c/{county_id}/card.png" if county_id else "card.png"


def absolute(base_url: str, path: str) -> str:
    """Give the address to print and to cite: a folder's page is called by the folder's name."""
    return base_url + path.removesuffix("index.html")


def path_of(language: str, address: str) -> str:
    """Give the path below the root of the site of an address in a language."""
    return address if language == LANGUAGES[0] else f"{language}/{address}"


def depth(address: str) -> int:
    """Count the folders between a language's root and a page."""
    return address.count("/")


def root(address: str) -> str:
    """Give what leads from a page to its language's root: ``../`` per folder."""
    return "../" * depth(address)


def site_root(language: str, address: str) -> str:
    """Give what leads from a page to the root of the site, where downloads stand."""
    return "../" * depth(path_of(language, address))


def rooted(html: bytes, path: str, base: str) -> bytes:
    """Let a page's relative links begin at ``base``, the absolute path of the site's root.

    ``path`` is where the page stands below it; so it can be shown at any address.
    """

    def from_root(found: re.Match[bytes]) -> bytes:
        start: bytes = found[1]
        target: str = found[2].decode()
        return start + urljoin(base + path, target or "./").encode()

    return _RELATIVE.sub(from_root, html)


def finder(language: str, root: str) -> str:
    """Give what leads to the finder's index from a page that reaches its language's root by ``root``."""
    return root + site_root(language, "") + "find/"


def under(address: str, unit: str, former_id: str) -> str:
    """Give the address that a unit's page had under a former id."""
    folder, _, rest = address.partition("/")
    return f"{folder}/{former_id}{rest.removeprefix(unit)}"


def switch(language: str, address: str) -> str:
    """Give the relative link from a page to the same page in the other language."""
    other = LANGUAGES[1] if language == LANGUAGES[0] else LANGUAGES[0]
    return site_root(language, address) + path_of(other, address)
