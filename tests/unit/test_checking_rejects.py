"""`rejects.csv`: every fault, for the owner's eyes only, and never a formula."""

from __future__ import annotations

import csv
import stat

import pytest

from evenhand.errors import TableError
from evenhand.sources.data import Reject
from evenhand.sources.rejects import write_rejects


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_each_fault_is_a_row_with_file_line_column_value_and_reason(tmp_path):
    path = write_rejects([Reject("removals.csv", 7, "child", 'c1, "x"', "is not")], tmp_path)
    assert path == tmp_path / "rejects.csv"
    assert read(path) == [
        ["file", "line", "column", "value", "reason"],
        ["removals.csv", "7", "child", 'c1, "x"', "is not"],
    ]


def test_only_its_owner_may_read_it_even_where_all_could_read_the_old_one(tmp_path):
    (tmp_path / "rejects.csv").write_text("old")
    (tmp_path / "rejects.csv").chmod(0o644)
    path = write_rejects([Reject("a.csv", 2, "", "", "is blank")], tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-x", "'-x"),
        ("@sum", "'@sum"),
        ("\t=1", "'\t=1"),
        ("-1.5", "-1.5"),
        ("+3", "+3"),
        ("-1+1", "'-1+1"),
        ("a\0b", "a␀b"),
    ],
)
def test_no_value_can_start_a_formula_and_plain_numbers_stay(tmp_path, value, shown):
    path = write_rejects([Reject("a.csv", 2, "x", value, "why")], tmp_path)
    assert read(path)[1][3] == shown


def test_without_rejects_an_old_file_is_taken_away_and_nothing_is_left(tmp_path):
    (tmp_path / "rejects.csv").write_text("old")
    assert write_rejects([], tmp_path) is None
    assert write_rejects([], tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_nothing_half_written_is_left_where_writing_fails(tmp_path):
    (tmp_path / "rejects.csv").mkdir()
    with pytest.raises(TableError, match=r"rejects.csv could not be written"):
        write_rejects([Reject("a.csv", 2, "x", "y", "why")], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["rejects.csv"]
