"""The page of mechanisms on a publisher that is not the demonstration: whole, and without a dead link."""

from __future__ import annotations

from sunledger.render import mechanisms
from tests.render.conftest import Made

PATH = "method/mechanisms/index.html"


def test_every_mechanism_stands_in_both_languages(made: Made) -> None:
    """Named in the page's language, with its reason where it stands nowhere."""
    chinese, english = made.parsed(PATH), made.parsed(f"en/{PATH}")
    for name, facts in mechanisms.table().items():
        for page, part in ((chinese, 0), (english, 2)):
            assert name in page.all("id")
            said = facts["name"].partition(" · ")[part]
            assert said[1:] in page.text()
            assert facts.get("reason", " · ").partition(" · ")[part] in page.text()


def test_only_what_is_there_is_linked(made: Made) -> None:
    """Data, rules and figures always; pages without the anchors of units that are elsewhere."""
    links = made.parsed(PATH).all("href")
    for link in ("../../data/projects.html", "../../method/rules.html#schemes_divide_the_whole",
                 "../../method/tables.html#allocations", "../../projects/index.html"):  # fmt: skip
        assert link in links
    assert not [link for link in links if "tan" in link.partition("#")[0].split("/")]
    assert not [link for link in links if link.endswith(("#tan", "#shu", "#zi"))]


def test_a_mechanism_without_a_page_here_says_so(made: Made) -> None:
    """Where every address of the table belongs to other units, the page does not pretend."""
    text = made.text(PATH)
    section = text[text.index('id="M23"') :].partition("</section>")[0]
    assert "../../method/rules.html#payments_follow_the_last_step" in section
    section = text[text.index('id="M11"') :].partition("</section>")[0]
    assert "../../claims/index.html" in section
