"""Shrinkage: a small sample is drawn towards the state, a census is left alone."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.estimation.shrinkage import shrunk_rate, shrunk_share, state_share


def test_with_everybody_read_the_share_is_what_was_read_whatever_kappa():
    assert shrunk_share(F(3), F(10), F(10), F(1, 2), F(1000)) == F(3, 10)


def test_a_sample_larger_than_the_population_counts_as_everybody():
    assert shrunk_share(F(3), F(12), F(10), F(1, 2), F(1000)) == F(1, 4)


def test_with_nobody_read_the_share_is_the_states():
    assert shrunk_share(F(0), F(0), F(10), F(1, 2), F(8)) == F(1, 2)
    assert shrunk_share(F(0), F(0), F(10), F(1, 2), F(0)) == F(1, 2)
    assert shrunk_share(F(0), F(0), F(0), F(1, 2), F(8)) == F(1, 2)


def test_only_the_unread_are_drawn_towards_the_state():
    # 10 of 20 read, 2 hits; 10 unread at (10 × 1/2 + 2) / 20 = 7/20 each: (2 + 3.5) / 20.
    assert shrunk_share(F(2), F(10), F(20), F(1, 2), F(10)) == F(11, 40)


def test_without_imagined_children_the_share_is_the_samples():
    assert shrunk_share(F(2), F(10), F(20), F(1, 2), F(0)) == F(1, 5)


def test_a_rate_is_drawn_towards_the_states_by_imagined_cases():
    assert shrunk_rate(F(2), F(10), F(1, 2), F(10)) == F(7, 20)
    assert shrunk_rate(F(2), F(10), F(1, 2), F(0)) == F(1, 5)
    assert shrunk_rate(F(0), F(0), F(1, 2), F(0)) == F(1, 2)


def test_the_states_share_weighs_each_sample_by_its_population():
    read = {"Astoria": (F(1), F(2)), "Bend": (F(1), F(10)), "Coos Bay": (F(0), F(0))}
    served = {"Astoria": F(10), "Bend": F(30), "Coos Bay": F(50)}
    assert state_share(read, served) == (F(10) / 2 + F(30) / 10) / 40


@pytest.mark.parametrize(("read", "served"), [((0, 0), 10), ((1, 2), 0)])
def test_where_nobody_was_read_or_served_the_state_has_no_share(read, served):
    assert state_share({"Bend": (F(read[0]), F(read[1]))}, {"Bend": F(served)}) is None
