"""Tables in a narrow terminal: every column is there, and nothing is broken where it may not be."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.reports.caseload_narrow import fitted, lines
from evenhand.reports.caseload_tables import load_table, over_table
from evenhand.reports.table import table


def natural(shown):
    """How wide a terminal must be to hold the longest line of every column."""
    widest = [
        max(len(line) for cell in cells for line in cell.split("\n"))
        for cells in (
            [column.title, *(column.text(row[place]) for row in shown.rows)]
            for place, column in enumerate(shown.columns)
        )
    ]
    return sum(each + 3 for each in widest) + 1


def test_a_name_breaks_after_hyphens_and_underscores_and_before_its_dot():
    assert lines("indiana-12-12-13.investigations", 16) == ["indiana-12-12-13", ".investigations"]
    assert lines("cwla.mixed_with_children", 16) == ["cwla.mixed_with_", "children"]
    assert lines("massachusetts-children", 16) == ["massachusetts-", "children"]
    assert lines("no case-carrying workers", 13) == ["no case-", "carrying", "workers"]
    assert lines("12.5 of 13", 4) == ["12.5", "of", "13"]
    assert lines("", 5) == [""]


def test_a_table_that_fits_stays_as_it_is(watch):
    made = load_table(watch, watch.countings[0], "branch")
    assert fitted(made, 400) == [made]


@pytest.mark.parametrize("width", [60, 80, 100])
def test_in_a_narrow_terminal_no_column_and_no_row_is_lost(watch, width):
    for made in (
        load_table(watch, watch.countings[0], "branch"),
        over_table(watch, watch.countings[0], "region"),
    ):
        parts = fitted(made, width)
        assert all(natural(part) <= width for part in parts)
        assert {len(part.rows) for part in parts} == {len(made.rows)}
        heads = [c.title.replace("\n", " ") for part in parts for c in part.columns]
        assert list(dict.fromkeys(heads)) == [column.title for column in made.columns]


def test_what_does_not_fit_side_by_side_stands_in_parts_under_the_same_first_column():
    columns = [("Group", "text"), *((f"Standard{n}", "points") for n in range(8))]
    made = table("x", "Shares; explained", columns, [("Bend", *[F(1, 3)] * 8)])
    parts = fitted(made, 50)
    assert [part.caption for part in parts] == [
        *("Shares; explained", "Shares (2 of 3)", "Shares (3 of 3)"),
    ]
    assert {part.columns[0].title for part in parts} == {"Group"}
    assert sum(len(part.columns) - 1 for part in parts) == 8
