"""Laws of serving: more staff serve more, even is even, and a unit of hours does not matter."""

from __future__ import annotations

from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from evenhand.figures import Needed
from evenhand.staffing.evenness import evenness, gini, variation
from evenhand.staffing.serving import level_reached, served_by_quota

#: Half of the numbers are small, so that levels end exactly where hours do.
counts = st.integers(0, 3) | st.integers(0, 60)
hours = st.fractions(0, 400, max_denominator=4)
levels = st.lists(st.tuples(counts, st.integers(0, 9)), min_size=1, max_size=7).map(
    lambda drawn: [Needed(str(at), F(n), F(h)) for at, (n, h) in enumerate(drawn, 1)]
)
branches = st.lists(
    st.tuples(st.integers(0, 3) | counts, st.integers(1, 9)), min_size=1, max_size=7
)


def rows(drawn, scale=1):
    return [
        served_by_quota(str(at), F(have), F(need) * scale) for at, (have, need) in enumerate(drawn)
    ]


def level_slowly(needed, hours):
    """Serve level by level in small pieces of an hour, all of which fit."""
    piece = F(1, 12)
    pieces, reached = hours / piece, F(0)
    for level in needed:
        need = level.number * level.hours / piece
        if need == 0:
            reached += 1
            continue
        while pieces > 0 and need > 0:
            pieces, need = pieces - 1, need - 1
        whole = level.number * level.hours / piece
        reached += (whole - need) / whole
        if need > 0:
            break
    return reached


@given(levels, hours)
def test_the_walk_agrees_with_serving_piece_by_piece(needed, hours):
    assert level_reached(needed, hours) == level_slowly(needed, hours)


@given(levels, hours, hours)
def test_more_staff_never_lower_a_level(needed, hours, more):
    assert level_reached(needed, hours + more) >= level_reached(needed, hours)


@given(levels, hours, st.fractions(F(1, 9), 9))
def test_the_scale_of_hours_cancels(needed, hours, scale):
    scaled = [Needed(each.of, each.number, each.hours * scale) for each in needed]
    assert level_reached(scaled, hours * scale) == level_reached(needed, hours)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=7), st.fractions(F(1, 9), 9))
def test_equal_hours_for_each_needed_are_even(needs, each):
    found = rows([(need * each, need) for need in needs])
    assert (gini(found), variation(found)) == (0, 0)


def gini_slowly(found):
    """Every hour of need against every other: the mean difference, over twice the mean."""
    hours = [row.ratio for row in found for _ in range(int(row.needed))]
    mean = sum(hours) / len(hours)
    apart = sum(abs(a - b) for a in hours for b in hours) / F(len(hours) ** 2)
    return apart / (2 * mean) if mean else F(0)


@given(branches)
def test_the_gini_index_agrees_with_comparing_every_hour_with_every_other(drawn):
    assert gini(rows(drawn)) == gini_slowly(rows(drawn))


@given(branches)
def test_the_variation_agrees_with_the_mean_square_of_every_hour(drawn):
    found = rows(drawn)
    hours = [float(row.ratio) for row in found for _ in range(int(row.needed))]
    mean = sum(hours) / len(hours)
    slowly = (sum((h - mean) ** 2 for h in hours) / len(hours)) ** 0.5 / mean if mean else 0
    assert abs(float(variation(found)) - slowly) < 2e-6


@given(branches)
def test_evenness_lies_between_nothing_and_all_and_knows_no_order(drawn):
    even = evenness(rows(drawn))
    assert 0 <= even.gini < 1
    assert 0 <= even.share <= 1
    assert even == evenness(rows(drawn)[::-1])
    assert (even.share == 1) == (even.below == 0)


@given(branches, st.integers(0, 6), st.integers(1, 9))
def test_one_position_more_never_lowers_the_share_of_need_met(drawn, at, more):
    at %= len(drawn)
    grown = [(have + more * (n == at), need) for n, (have, need) in enumerate(drawn)]
    assert evenness(rows(grown)).share >= evenness(rows(drawn)).share
