"""How many records to read, at the ends and in between."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.estimation.sampling_plan import Sampled, slope, swing, to_read, wanted, within_now

Z90 = F("1.645")


def sampled(population, read, swing):
    return Sampled(
        "remedial_services", "children read", "Astoria", F(population), F(read), F(swing)
    )


def squared_error(n, population, swing):
    """What reading n of them leaves open, squared; slow and plain."""
    return Z90**2 * swing / n * (population - n) / (population - 1) if population > n else F(0)


def test_the_number_is_that_of_the_planner_of_a_share():
    # p .36, precision .02: z² p (1 − p) / B² without end; of 5,000, n0 / (1 + (n0 − 1) / N).
    alone = Z90**2 * F("0.36") * F("0.64") / F("0.02") ** 2
    of_5000 = alone / (1 + (alone - 1) / 5000)
    assert to_read(sampled(5000, 0, F("0.36") * F("0.64")), F("0.02")) == -(-of_5000 // 1)


def test_reading_everybody_leaves_nothing_open_and_reading_nobody_everything():
    assert within_now(sampled(50, 50, 9)) == 0
    assert within_now(sampled(50, 60, 9)) == 0
    assert within_now(sampled(1, F(1, 2), 9)) == 0
    assert within_now(sampled(50, 0, 9)) is None


def test_what_is_left_open_now_is_what_slow_reckoning_says():
    found = within_now(sampled(60, 20, F(7, 3)))
    assert float(found) == pytest.approx(float(squared_error(20, 60, F(7, 3))) ** 0.5, abs=1e-9)


def test_a_branch_has_its_floor_and_no_branch_more_than_it_has():
    assert to_read(sampled(400, 0, F(1, 1000)), F(1)) == 10
    assert to_read(sampled(7, 0, F(1, 1000)), F(1)) == 7
    assert to_read(sampled(7, 0, F(10**9)), F(1, 100)) == 7
    assert to_read(sampled(0, 0, F(1)), F(1)) == 0


def test_more_is_what_is_still_missing_and_never_less_than_nothing():
    assert wanted(sampled(400, 4, F(1, 1000)), F(1)).more == 6
    assert wanted(sampled(400, 40, F(1, 1000)), F(1)).more == 0


def test_a_branch_with_the_whole_pot_cannot_move():
    assert slope(F(100), F(1, 2), F(1)) == 0
    assert slope(F(100), F(1, 2), F(1, 2)) == F(25, 2)
    assert swing(F(3), F(1, 4)) == F(9, 4)
