"""The intake's list of reports, as a CSV of report[,arrived_at]."""

from __future__ import annotations

import pytest

from evenhand.errors import TableError
from evenhand.sources.intake_file import read_intake


@pytest.fixture
def intake(tmp_path):
    def written(text):
        (tmp_path / "intake.csv").write_text(text, "utf-8")
        return str(tmp_path / "intake.csv")

    return written


def test_reports_are_read_in_their_order_and_twice_if_they_stand_there_twice(intake):
    assert read_intake(intake("report\nr2\nr1\nr2\n")) == ["r2", "r1", "r2"]


def test_a_moment_may_stand_beside_each_or_be_left_empty(intake):
    assert read_intake(intake("report,arrived_at\nr1,2025-03-03T09:05\nr2,\n")) == ["r1", "r2"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("report\n", "holds no row"),
        ("reprot\nr1\n", r"no column 'reprot' here. Did you mean report\?"),
        ("report,arrived_at\n,2025-03-03\n", r"intake\.csv:2: no report is named here"),
        (
            "report,arrived_at\nr1,yesterday\n",
            r"intake\.csv:2: arrived_at 'yesterday' is no moment",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_line(intake, text, says):
    with pytest.raises(TableError, match=says):
        read_intake(intake(text))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(TableError, match="cannot be read"):
        read_intake(str(tmp_path / "none.csv"))
