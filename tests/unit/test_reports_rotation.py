"""The rotation's pictures, tables and sentences, from figures drawn in the test."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import pytest

from evenhand.explanation.rotation import Known
from evenhand.figures.rotation_judged import (
    Excluded,
    Fairness,
    Reconciled,
    Standing,
    WorkerShare,
)
from evenhand.reports.charts.received import received
from evenhand.reports.charts.strip import strip
from evenhand.reports.rotation_answers import intake_answers, received_answer, strip_answer
from evenhand.reports.rotation_tables import excluded_tables, passed_table

AT = datetime.fromisoformat("2025-03-03")


def share(worker, came, without, passed=()):
    return WorkerShare(worker, "North", 100, 60, came, 60 * came, without, 0, tuple(passed))


def judged(*shares):
    return Fairness(AT, AT, shares, (), 1)


def standing(worker, why="", detail=""):
    return Standing(worker, 100, "available", Fraction(0), 3, why, detail)


def test_the_answer_says_who_received_most_more_and_most_fewer():
    found = judged(share("Ash", 9, 12), share("Bay", 8, 6), share("Cedar", 8, 7))
    assert received_answer(found) == (
        "Of 3 people 2 received more than without skips, 1 fewer; Bay by 2 more, Ash by 3 fewer."
    )


def test_a_tie_for_the_most_is_told_as_one():
    found = judged(share("Ash", 9, 8), share("Bay", 8, 7))
    assert received_answer(found).endswith("2 of them by 1 more.")


def test_nobody_and_no_difference_are_told_as_such():
    assert received_answer(judged()) == "Nobody was on a list in this period."
    assert received_answer(judged(share("Ash", 3, 3))).startswith("Of 1 person each received what")
    assert received(judged()) is None


def test_the_picture_runs_from_most_more_to_most_fewer_and_says_the_differences():
    drawn = received(judged(share("Ash", 9, 12), share("Bay", 8, 6), share("Cedar", 7, 7)))
    assert drawn.svg.index("Bay</text>") < drawn.svg.index("Ash</text>")
    assert "+2" in drawn.svg
    assert "−3" in drawn.svg
    assert [row[0] for row in drawn.table.rows] == ["Bay", "Cedar", "Ash"]


def test_of_a_long_list_both_ends_are_drawn_and_the_rest_is_said_to_be_left_out():
    drawn = received(judged(*(share(f"w{n:02}", n, 25) for n in range(50))))
    assert "10 people between the ends are left out" in drawn.reading
    assert "w49" in drawn.svg
    assert "w00" in drawn.svg
    assert "w24" not in drawn.svg
    assert len(drawn.table.rows) == 50


@pytest.mark.parametrize(
    ("whys", "says"),
    [
        ([], "Nobody stands on the list of North."),
        (["away"], "Nobody of 1 person in North can take a report now."),
        (["", "away"], "w0 is up in North, and nobody stands before them."),
        (["away", ""], "w1 is up in North; w0 stands before and is passed over (away)."),
        (["away", "capacity", ""], "w2 is up in North; 2 who stand before are passed over."),
    ],
)
def test_the_strips_answer_says_who_is_up_and_who_stands_before(whys, says):
    people = [standing(f"w{n}", why) for n, why in enumerate(whys)]
    assert strip_answer("North", people, Known()) == says


def test_the_strip_names_what_stands_in_the_way_of_each():
    people = [standing("Ash", "skip:field_day", "until Friday"), standing("Bay"), standing("Cedar")]
    drawn = strip("North", people, Known(), "3 March 2025")
    assert "field day, until Friday" in drawn.svg
    assert drawn.svg.count("is up<") == 1
    assert [row[1] for row in drawn.table.rows] == ["Ash", "Bay", "Cedar"]
    assert strip("North", [], Known(), "3 March 2025") is None


def test_nobody_up_draws_nobody_as_up():
    drawn = strip("North", [standing("Ash", "away")], Known(), "3 March 2025")
    assert "is up<" not in drawn.svg


def test_who_was_passed_over_most_often_stands_first_and_no_more_than_fifteen_do():
    shares = [share(f"w{n:02}", 1, 1, [("away", n), ("skip:court", 1)]) for n in range(20)]
    told = passed_table([*shares, share("none", 1, 1)], Known())
    assert len(told.rows) == 15
    assert told.rows[0] == ("w19", Fraction(20), "19 away, 1 skipped: court")


def test_skips_and_absences_stand_apart_and_what_is_over_says_so():
    row = Excluded("Ash", "North", "skip:court", 3, 2, lasts=True, since=AT, until=AT)
    skips, away = excluded_tables(
        [row, replace(row, lasts=False), replace(row, why="away", until=None)], Known()
    )
    assert [each[-1] for each in skips.rows] == ["3 March 2025, 00:00", "over"]
    assert [each[-1] for each in away.rows] == ["no end is set"]


def test_a_long_list_of_missing_reports_is_cut_and_counted():
    missing = tuple(f"r{n}" for n in range(12))
    told = list(intake_answers(Reconciled(1, (), (), 0, missing=missing), "intake.csv"))
    assert told[1].endswith("r6, r7 and 4 more.")
    assert told[1].startswith("12 reports are in intake.csv and not in the rotation")
