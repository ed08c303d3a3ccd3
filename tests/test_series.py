"""Ids that continue a series, or begin one."""

from __future__ import annotations

from sunledger import series, spelling


def test_the_last_series_of_the_folder_is_continued() -> None:
    """Not one that another folder uses, nor one that ends with its month."""
    alike = ["a-r001", "b-r01", "c-2025-06-3"]
    assert series.continued(alike, {"b-r"}, "lan-c01", "revenue") == ("a-r", 3)
    assert series.continued(alike, set(), "lan-c01", "revenue") == ("b-r", 2)
    assert series.last("a-r", [*alike, "a-r012", "a-rx"]) == 12


def test_a_series_that_begins_leaves_room_for_its_number() -> None:
    """However long the folder's name, an id has 40 characters at most and is spelt as ids are."""
    for folder in ("lan-c01", "a" * 40, "a" * 33 + "-b-c"):
        stem, width = series.continued([], set(), folder, "disbursements")
        name = f"{stem}{1:0{width}}"
        assert len(name) <= 40
        assert spelling.is_id(name)
        assert series.stem_of(name) == (stem, width)
