"""How many a branch serves of each kind: those read are known, the others estimated."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.errors import TableError
from evenhand.estimation.difficult import Levels
from evenhand.estimation.served_by_kind import served_by_kind

SERVED = """
    Astoria | | 40 | 40
    Bend    | | 20 | 20
    Coos Bay | | 10 | 10
"""
READ = """
    Astoria | 1 | 6 | 8
    Astoria | 7 | 2 | 8
    Bend    | 1 | 5 | 20
    Bend    | 7 | 15 | 20
"""
#: Each branch's share at level 1, weighted by those it serves; nobody was read in Coos Bay.
STATE = (40 * F(6, 8) + 20 * F(5, 20)) / 60


def test_without_a_number_served_those_read_are_all_there_are(asked):
    found = served_by_kind(asked(read=READ), ["1", "7"])
    assert found == {
        "Astoria": {"1": 6, "7": 2},
        "Bend": {"1": 5, "7": 15},
        "Coos Bay": {"1": 0, "7": 0},
    }


def test_the_unread_are_estimated_from_the_branch_and_the_state(asked):
    question = asked(read=READ, served=SERVED, parameters={"kappa": 2})
    found = served_by_kind(question, ["1", "7"])
    # Astoria: 6 of 8 read; 32 unread, of whom the eight and two imagined ones speak.
    assert found["Astoria"]["1"] == pytest.approx(6 + 32 * (6 + 2 * STATE) / 10, abs=1e-11)
    assert found["Bend"] == {"1": 5, "7": 15}
    assert found["Coos Bay"]["1"] == pytest.approx(10 * STATE, abs=1e-11)
    for branch, served in (("Astoria", 40), ("Coos Bay", 10)):
        assert sum(found[branch].values()) == pytest.approx(served, abs=1e-11)


def test_it_says_of_two_kinds_what_the_score_for_difficult_children_says(asked):
    question = asked(read=READ, served=SERVED, parameters={"kappa": 3})
    found = served_by_kind(question, ["1", "7"])
    levels = Levels(asked(levels=READ, served=SERVED, parameters={"kappa": 3, "most_level": 5}))
    for branch, own in found.items():
        share = levels.share(branch)
        assert own["1"] == pytest.approx(share * levels.served[branch], abs=1e-11)


def test_more_read_than_served_means_that_those_read_are_all_there_are(asked):
    few = SERVED.replace("20 | 20", "4 | 4")
    found = served_by_kind(asked(read=READ, served=few, parameters={"kappa": 2}), ["1", "7"])
    assert found["Bend"] == {"1": 5, "7": 15}


def test_what_was_read_and_is_of_no_type_takes_no_hours_unless_they_are_said(asked):
    calls = "Bend | neglect | 3 | 12"
    assert served_by_kind(asked(read=calls), ["neglect"])["Bend"] == {"neglect": 3}
    said = served_by_kind(asked(read=f"{calls}\n Bend | refer | 9 | 12"), ["neglect", "refer"])
    assert said["Bend"] == {"neglect": 3, "refer": 9}


def test_kappa_may_be_fitted_to_the_samples_of_branches(asked):
    question = asked(read=READ, served=SERVED, parameters={"kappa": "fitted"})
    loose = asked(read=READ, served=SERVED, parameters={"kappa": 0})
    tight = asked(read=READ, served=SERVED, parameters={"kappa": 10_000})
    numbers = [
        served_by_kind(each, ["1", "7"])["Astoria"]["1"] for each in (tight, question, loose)
    ]
    assert numbers == sorted(numbers)


def test_a_kind_without_hours_is_refused_with_those_there_are(asked):
    with pytest.raises(TableError, match=r"the hours of 7 are not said\. There are hours for 1;"):
        served_by_kind(asked(read=READ), ["1"])


def test_where_nobody_was_read_nothing_can_be_estimated(asked):
    with pytest.raises(TableError, match="nobody was read"):
        served_by_kind(asked(served=SERVED, parameters={"kappa": 2}, read=""), ["1"])
