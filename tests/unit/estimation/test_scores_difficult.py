"""Difficult children, as a base and as a share: who is read, who is only served."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

from evenhand.estimation import scores
from evenhand.figures import Tally

HARD = {"most_level": 5, "kappa": 0}
SERVED = """
    Astoria  | | 20 | 20
    Bend     | | 40 | 40
"""
LEVELS = """
    Astoria | 5 | 6 | 20
    Astoria | 6 | 14 | 20
    Bend    | 1 | 2 | 10
    Bend    | 7 | 8 | 10
"""


def test_level_five_is_difficult_and_level_six_is_not(scored, values):
    made = scored("difficult_children", served=SERVED, levels=LEVELS, parameters=HARD)
    assert values(made)["Astoria"] == 6


def test_a_samples_share_stands_for_all_children_served(scored, values):
    made = scored("difficult_children", served=SERVED, levels=LEVELS, parameters=HARD)
    assert values(made)["Bend"] == 8


def test_a_branch_that_served_nobody_has_a_base_of_nothing(scored, values):
    made = scored("difficult_children", served=SERVED, levels=LEVELS, parameters=HARD)
    assert values(made)["Coos Bay"] == 0


def test_the_unread_are_drawn_towards_the_state_by_imagined_children(scored, values):
    made = scored(
        "difficult_children", served=SERVED, levels=LEVELS, parameters={**HARD, "kappa": 10}
    )
    # The state's share is (20 × 3/10 + 40 × 1/5) / 60 = 7/30; 30 of Bend's were not read.
    assert values(made) == {"Astoria": 6, "Bend": 2 + 30 * (10 * F(7, 30) + 2) / 20, "Coos Bay": 0}


def test_a_branch_where_nobody_was_read_gets_the_states_share_and_a_flag(scored, values, flags):
    made = scored(
        "difficult_children",
        served=SERVED + "Coos Bay | | 30 | 30",
        levels=LEVELS,
        parameters=HARD,
    )
    assert values(made)["Coos Bay"] == 30 * F(7, 30)
    assert flags(made) == {"Coos Bay": ("only 0 children read",)}


def test_nine_read_are_few_and_ten_are_not_unless_nine_is_everybody(scored, flags):
    made = scored(
        "difficult_children",
        served="Astoria | | 9 | 9\nBend | | 20 | 20\nCoos Bay | | 20 | 20",
        levels="Astoria | 1 | 9 | 9\nBend | 1 | 9 | 9\nCoos Bay | 1 | 10 | 10",
        parameters=HARD,
    )
    assert flags(made) == {"Bend": ("only 9 children read",)}


def test_where_nobody_was_read_anywhere_no_base_is_known(scored, values, flags):
    made = scored("difficult_children", served=SERVED, levels="", parameters=HARD)
    assert set(values(made).values()) == {None}
    assert flags(made)["Astoria"] == ("no case readings in the state",)


def test_the_share_is_the_base_over_the_children_served(scored, values):
    question = {"served": SERVED, "levels": LEVELS, "parameters": HARD}
    shares = values(scored("vulnerable_share", **question))
    assert shares["Astoria"] == F(6, 20)
    assert shares["Bend"] == F(1, 5)
    assert shares["Coos Bay"] == F(7, 30)


def test_drawn_stratum_by_stratum_each_child_read_stands_for_its_stratum(asked, values):
    # One in five was read in either stratum: 3 of 6 in the north and both in the south.
    strata = [
        Tally("Astoria", "north|read", 6, 30),
        Tally("Astoria", "north|5", 3, 6),
        Tally("Astoria", "north|6", 3, 6),
        Tally("Astoria", "south|read", 2, 10),
        Tally("Astoria", "south|5", 2, 2),
    ]
    question = asked(served="Astoria | | 40 | 40", levels="", parameters=HARD)
    question = replace(question, readings={**question.readings, "strata": strata})
    assert values(scores()["difficult_children"].compute(question))["Astoria"] == 40 * F(5, 8)
