"""The reflected rate: a higher rate pulls down, and no further than the floor."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

RAW = {"kappa": 0, "floor": "0.05"}
STATE = """
    Astoria  | | 1 | 10
    Bend     | | 3 | 10
    Coos Bay | | 2 | 10
"""


def test_a_branch_at_the_states_rate_scores_one_and_others_mirror_their_rate(scored, values):
    made = scored("reflected_rate", counts=STATE, parameters=RAW)
    assert values(made) == {"Astoria": F(3, 2), "Bend": F(1, 2), "Coos Bay": 1}


def test_imagined_cases_draw_a_branch_towards_one(scored, values):
    made = scored("reflected_rate", counts=STATE, parameters={**RAW, "kappa": 10})
    assert values(made) == {"Astoria": F(5, 4), "Bend": F(3, 4), "Coos Bay": 1}


def test_a_rate_of_exactly_twice_the_states_less_the_floor_is_not_yet_exhausted(
    scored, values, flags
):
    # 39 of 40 against 40 of 80: 2 − 39/20 is the floor itself.
    made = scored("reflected_rate", counts="Astoria | | 39 | 40\nBend | | 1 | 40", parameters=RAW)
    assert values(made)["Astoria"] == F(1, 20)
    assert "Astoria" not in flags(made)


def test_past_the_floor_the_brake_is_exhausted_and_says_so(scored, values, flags):
    made = scored("reflected_rate", counts="Astoria | | 90 | 90\nBend | | 10 | 990", parameters=RAW)
    assert values(made)["Astoria"] == F(1, 20)
    assert flags(made)["Astoria"] == ("brake exhausted",)


@pytest.mark.parametrize("counts", ["Astoria | | 0 | 10\nBend | | 0 | 5", "", "Astoria | | 0 | 0"])
def test_with_no_hits_in_the_state_or_no_base_everybody_scores_one(scored, values, flags, counts):
    made = scored("reflected_rate", counts=counts, parameters=RAW)
    assert set(values(made).values()) == {1}
    assert set(flags(made).values()) == {("nothing to judge by",)}


def test_a_branch_without_a_base_scores_one_beside_others(scored, values, flags):
    made = scored("reflected_rate", counts="Astoria | | 1 | 10", parameters=RAW)
    assert values(made) == {"Astoria": 1, "Bend": 1, "Coos Bay": 1}
    assert set(flags(made)) == {"Bend", "Coos Bay"}
