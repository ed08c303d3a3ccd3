"""The table of faults, walked from line 1 to line 64: each has its folder, and each folder shows what it says."""

from __future__ import annotations

import ast
import functools
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.changes import VERBS
from tests.faults.folders import HERE, Fault, cases, faults

LINES = 64

ONLY_W = {13, 24, 30, 32, 61, 64}
ONLY_S = {38, 39, 40, 48, 49, 50}
HOLDS = {8, 18, 55, 56, 57, 58, 59}
BOTH = {23, 31}
"""What the table expects of its lines; of all others an error, and of two both an error and a warning."""


def _of_the_table(number: int) -> str:
    if number in BOTH:
        return "EW"
    return "W" if number in ONLY_W else "S" if number in ONLY_S else "H" if number in HOLDS else "E"


def test_every_line_of_the_table_has_its_folder() -> None:
    """The numbers are 1 to 64, once each, and stand in the folders' names."""
    numbers = [fault.number for fault in faults() if fault.number]
    assert sorted(numbers) == list(range(1, LINES + 1))
    for fault in faults():
        assert fault.folder.startswith(f"{fault.number:02}-" if fault.number else "more-"), fault.folder


def test_every_folder_holds_a_fault() -> None:
    """No folder stands empty or without its ``fault.toml``, and no file in one is laid nowhere."""
    folders = {path for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert {path.name for path in folders} == {fault.folder for fault in faults()}
    laid = {
        HERE / case.fault / change["copy"] for case in cases() for change in case.change if "lay" in change
    }
    beside = {file for folder in folders for file in folder.iterdir() if file.name != "fault.toml"}
    assert beside == laid


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: fault.folder)
def test_what_is_expected_is_shown(fault: Fault) -> None:
    """The letters are the table's, cases expect nothing else, and each letter has a case or a test that shows it."""
    assert fault.fault_zh
    assert fault.fault_en
    assert set(fault.expected) <= set("EWSH")
    if fault.number:
        assert set(_of_the_table(fault.number)) <= set(fault.expected)
    letters = {case.letter for case in fault.cases}
    assert letters - {""} <= set(fault.expected)
    for letter in fault.expected:
        assert letter in letters or fault.shown_by or (letter == "H" and "" in letters), letter


def test_an_error_of_the_table_is_a_refused_case() -> None:
    """Every line of the table that expects an error has a case that is refused, and every warning one that warns."""
    lacking = [
        (fault.folder, letter)
        for fault in faults()
        for letter in set(fault.expected) & {"E", "W"}
        if letter not in {case.letter for case in fault.cases}
    ]
    assert lacking == []


@functools.cache
def _tests_of(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_named_test_exists(project_root: Path) -> None:
    """``shown_by`` names tests by file and function, and each of them stands there."""
    for fault in faults():
        for name in fault.shown_by:
            file, _, function = name.partition("::")
            assert function.startswith("test_")
            assert function in _tests_of(project_root / file), name


def test_cases_have_names_of_their_own() -> None:
    """No two cases of one folder share a name, and every change has a verb that is known."""
    assert [name for name, times in Counter(map(str, cases())).items() if times > 1] == []
    assert {next(iter(change)) for case in cases() for change in case.change} == set(VERBS)
