"""An intake's reports from a CSV: what is read, and what is refused with its line."""

from __future__ import annotations

from datetime import datetime

import pytest

from evenhand.errors import TableError
from evenhand.sources.arrivals import read_arrivals

HEADER = "report,arrived_at,unit,minutes,language\n"


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "intake.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_reports_stand_in_order_of_time_whatever_the_order_of_the_file(file):
    later, first = read_arrivals(
        file(f"{HEADER}r2,2025-03-02T14:10,Bend,,\nr1,2025-03-01,Astoria,60,spanish\n")
    )[::-1]
    assert (first.report, first.at, first.unit) == (
        "r1",
        datetime.fromisoformat("2025-03-01"),
        "Astoria",
    )
    assert (first.minutes, first.language, first.track) == (60, "spanish", "")
    assert (later.report, later.minutes) == ("r2", 0)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("r1,yesterday,Bend,,", "intake.csv:2: arrived_at 'yesterday' is no moment"),
        ("r1,2025-03-01T10:00+01:00,Bend,,", "the agency's own clock"),
        ("r1,0001-01-01,Bend,,", "is no moment"),
        ("r1,9999-12-31,Bend,,", "is no moment"),
        ("r1,2025-03-01,,,", "unit is empty"),
        (",2025-03-01,Bend,,", "report is empty"),
        ("r1,2025-03-01,Bend,-5,", "minutes '-5' is no whole number"),
        ("r1,2025-03-01,Bend,,\nr1,2025-03-02,Bend,,", "intake.csv:3: report 'r1' stands"),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused_with_its_place(file, line, said):
    with pytest.raises(TableError) as refused:
        read_arrivals(file(f"{HEADER}{line}\n"))
    assert said in str(refused.value)
