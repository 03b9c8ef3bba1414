"""The formula over draws says in each draw what the exact one says of the same numbers."""

from __future__ import annotations

from fractions import Fraction as F

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from evenhand.figures import BranchScore, Figure, Scores
from evenhand.formula import Voice, pots, quotas
from evenhand.formula.over_draws import quotas_over_draws

BRANCHES = ("Astoria", "Bend", "Coos Bay", "Dallas")

bases = st.lists(st.integers(0, 1000) | st.just(0), min_size=4, max_size=4)
score = st.none() | st.just(F(0)) | st.fractions(0, 4, max_denominator=1000)
components = st.lists(
    st.tuples(st.integers(0, 3), st.lists(score, min_size=4, max_size=4)), max_size=4
)


def exactly(positions, base, said):
    figures = [Figure(F(n), "base", b) for b, n in zip(BRANCHES, base, strict=True)]
    found = [
        pots(positions, figures, Voice("c", "rate", influence, "", Scores(_scores(values))))
        for influence, values in said
    ]
    return [figure.value for figure in quotas(positions, figures, found)]


def _scores(values):
    return tuple(BranchScore(b, v) for b, v in zip(BRANCHES, values, strict=True))


def on_arrays(positions, base, said):
    voices = [
        (float(influence), np.array([[np.nan if v is None else float(v) for v in values]]))
        for influence, values in said
    ]
    return quotas_over_draws(float(positions), np.array([base], dtype=float), voices)


def with_influences(weighed):
    """Influences that add up to 1, some of them nothing."""
    whole = sum(weight for weight, _ in weighed)
    return [(F(weight, whole), values) for weight, values in weighed] if whole else []


@given(base=bases, weighed=components, positions=st.integers(1, 600))
def test_a_draw_at_the_point_gives_the_exact_quotas(base, weighed, positions):
    """With missing scores, scores and bases of nothing, and components without influence."""
    said = with_influences(weighed)
    if not said:
        return
    exact, drawn = exactly(F(positions), base, said), on_arrays(positions, base, said)
    assert np.abs(drawn[0] - [float(n) for n in exact]).max() < 1e-9
    assert abs(drawn.sum() - (positions if any(base) else 0)) < 1e-9


@given(rows=st.lists(bases, min_size=2, max_size=4), weighed=components)
def test_each_draw_is_worked_out_by_itself(rows, weighed):
    voices = [
        (float(w), np.array([[np.nan if v is None else float(v) for v in values]]))
        for w, values in with_influences(weighed)
    ]
    together = quotas_over_draws(60.0, np.array(rows, dtype=float), voices)
    alone = [quotas_over_draws(60.0, np.array([row], dtype=float), voices)[0] for row in rows]
    assert np.array_equal(together, np.array(alone))


def test_without_any_component_positions_follow_the_base():
    assert quotas_over_draws(6.0, np.array([[1.0, 2.0, 3.0]]), []).tolist() == [[1, 2, 3]]


def test_what_says_nothing_in_one_draw_may_speak_in_the_next():
    scores = np.array([[0.0, 0.0], [np.nan, np.nan], [np.nan, 2.0], [3.0, 1.0]])
    made = quotas_over_draws(4.0, np.array([[1.0, 1.0]]), [(1.0, scores)])
    assert made.tolist() == [[2, 2], [2, 2], [2, 2], [3, 1]]
