"""Intervals: what drawn tables of positions say, worked out by hand."""

from __future__ import annotations

from fractions import Fraction as F

import numpy as np
import pytest

from evenhand.estimation.intervals import (
    ROWS,
    Span,
    misplaced,
    misplaced_by_branch,
    part_above,
    part_below,
    spans,
)

#: Twenty draws of two branches, in no order.
TWENTY = np.array([[7, 1], *([[5, 3]] * 9), *([[6, 2]] * 9), [2, 6]], dtype=np.int16)


def test_of_twenty_draws_one_may_lie_beyond_either_end():
    # In order: 2, nine 5s, nine 6s, 7. The second is 5, the tenth 5, the nineteenth 6.
    assert spans(TWENTY) == [Span(5, 5, 6), Span(2, 2, 3)]


def test_of_a_hundred_draws_five_may_and_the_sixth_is_the_end():
    draws = np.random.default_rng(1).permutation(np.arange(1, 101))[:, None]
    assert spans(draws) == [Span(6, 50, 95)]


@pytest.mark.parametrize(("draws", "expected"), [([4], (4, 4, 4)), ([9, 4, 6], (4, 6, 9))])
def test_of_a_few_draws_the_ends_are_the_ends(draws, expected):
    assert spans(np.array(draws)[:, None]) == [Span(*expected)]


def test_at_least_nine_draws_in_ten_lie_within_however_many_there_are():
    chance = np.random.default_rng(1)
    for many in range(1, 60):
        draws = chance.integers(0, 8, (many, 1))
        (span,) = spans(draws)
        assert ((span.p05 <= draws) & (draws <= span.p95)).mean() >= 0.9
        assert (draws <= span.p50).mean() >= 0.5


def test_gain_and_loss_are_parts_of_the_draws_and_the_rest_stays():
    now = np.array([5.0, np.nan])
    assert part_above(TWENTY, now)[0] == 0.5
    assert part_below(TWENTY, now)[0] == 0.05
    assert np.isnan(part_above(TWENTY, now)[1])
    assert np.isnan(part_below(TWENTY, now)[1])


def test_half_positions_now_are_not_rounded():
    assert part_above(TWENTY, np.array([5.5, 2.5])).tolist() == [0.5, 0.5]
    assert part_below(TWENTY, np.array([5.5, 2.5])).tolist() == [0.5, 0.5]


def test_misplaced_is_half_of_what_is_too_many_and_too_few():
    published = np.array([6, 2])
    # Nine draws and one lie one position off in each branch, one draw four: 10 × 2 + 8 over 20.
    assert misplaced(TWENTY, published) == F(10 * 2 + 8, 20) / 2
    assert misplaced_by_branch(TWENTY, published) == [F(14, 20), F(14, 20)]


def test_draws_that_all_say_what_is_published_misplace_nothing():
    assert misplaced(np.full((3, 2), 4), np.array([4, 4])) == 0


def test_draws_beyond_one_look_are_counted_too():
    many = np.tile(TWENTY, (ROWS // 8, 1))
    assert misplaced(many, np.array([6, 2])) == misplaced(TWENTY, np.array([6, 2]))
