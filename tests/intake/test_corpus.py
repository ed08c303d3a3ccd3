"""The corpus: what clerks send is read rightly, or refused with the right sentence; no amount changes in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sunledger.intake.sentences import ASKED, REFUSED, TOLD
from tests.intake import corpus_cells, corpus_files, corpus_sheets
from tests.intake.corpus import Case, read
from tests.publisher import SMALL

CASES = [*corpus_cells.cases(), *corpus_sheets.cases(), *corpus_files.cases()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_is_read_or_refused(case: Case, tmp_path: Path) -> None:
    """Its rows are exactly these, these are its faults and their places, and this is told of it."""
    rows, wrong, told, _ = read(case, tmp_path, SMALL / "data")
    assert wrong == list(case.wrong)
    assert rows == list(case.rows)
    assert told == list(case.told)


def test_the_corpus_is_large() -> None:
    """There are more files than the issue asks for, and no two of the same name."""
    assert len({case.name for case in CASES}) == len(CASES) >= 60


def test_every_sentence_has_its_case() -> None:
    """What an import can refuse, ask or tell is provoked by a file of the corpus, or by a test beside it."""
    met = {wrong.split()[0] for case in CASES for wrong in case.wrong} | {
        told for case in CASES for told in case.told
    }
    others = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [
        name
        for name in (*REFUSED, *ASKED, *TOLD)
        if name not in met and not re.search(rf"\b{name}\b", others)
    ] == []
