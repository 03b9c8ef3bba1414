"""Laws of a draw of moments: by seed and id alone, within working time, none twice."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from evenhand.estimation.moment_draw import Frame, drawn_moments, working_days

DAYS = working_days(date(2000, 7, 3), date(2000, 7, 8), range(1, 6), {date(2000, 7, 4)})
PARTS = st.dictionaries(
    st.text("abcxyz", min_size=1, max_size=3),
    st.sampled_from([F(0), F(1, 2), F(3, 4), F(1)]),
    min_size=1,
    max_size=6,
)


def frame(parts, days=DAYS, first=9 * 60, last=9 * 60 + 20):
    return Frame(days, first, last, parts)


def everything(made):
    """Every moment there is, drawn by asking for all of them."""
    return drawn_moments(made, made.population, 1) if made.population else []


@given(PARTS, st.integers(0, 1000), st.randoms(use_true_random=False))
def test_the_order_of_the_roster_changes_nothing(parts, seed, chance):
    mixed = dict(chance.sample(list(parts.items()), len(parts)))
    number = frame(parts).population // 3
    assert drawn_moments(frame(parts), number, seed) == drawn_moments(frame(mixed), number, seed)


@given(PARTS, st.integers(0, 1000), st.fractions(0, 1))
def test_as_many_as_asked_for_are_drawn_none_twice_sorted_and_within_working_time(
    parts, seed, part
):
    made = frame(parts)
    number = int(part * made.population)
    drawn = drawn_moments(made, number, seed)
    assert len(drawn) == len(set(drawn)) == number
    assert drawn == sorted(drawn, key=lambda each: (each[1], each[0]))
    for worker, moment in drawn:
        assert parts[worker]
        assert moment.date() in DAYS
        assert 9 * 60 <= moment.hour * 60 + moment.minute < 9 * 60 + 20
        assert moment.second == 0


@given(PARTS)
def test_who_works_a_part_of_full_time_has_that_part_of_the_minutes(parts):
    found = Counter(worker for worker, _ in everything(frame(parts)))
    assert found == Counter({w: int(part * 80) for w, part in parts.items() if part})


@given(PARTS, st.integers(0, 1000))
def test_of_a_larger_draw_with_the_same_seed_the_smaller_is_a_part(parts, seed):
    made = frame(parts)
    few, more = made.population // 4, made.population // 2
    assert set(drawn_moments(made, few, seed)) <= set(drawn_moments(made, more, seed))
