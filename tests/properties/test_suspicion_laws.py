"""Laws of the gaming checks: exact beside slow counting, and no more false alarms than said."""

from __future__ import annotations

from fractions import Fraction as F
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.estimation.exact_tests import Beside, expected_and_chance
from evenhand.estimation.suspicion import suspicions
from evenhand.estimation.within_families import Count
from evenhand.figures import Tally
from evenhand.figures.pattern import pattern_text

SIDES = st.sampled_from(["more", "either"])
#: Small on purpose: large counts hardly ever leave a single possibility.
COUNTS = st.integers(1, 12).flatmap(
    lambda base: st.integers(0, base).map(lambda hits: Count(hits, base, base))
)
PERIODS = st.lists(st.builds(Beside, COUNTS, COUNTS), min_size=1, max_size=2)


def slow_distribution(periods):
    """Every number of hits the branch can have now with the sums as they are, and its weight."""
    (own, rest), *before = periods
    weights = {}
    for hits in range(own.base + 1):
        at = [(hits, own.base), (own.hits + rest.hits - hits, rest.base)]
        for own_before, rest_before in before:
            others = rest.hits + rest_before.hits
            at.append((own.hits + own_before.hits - hits, own_before.base))
            at.append((others - (own.hits + rest.hits - hits), rest_before.base))
        if all(0 <= chosen <= size for chosen, size in at):
            weight = 1
            for chosen, size in at:
                weight *= comb(size, chosen)
            weights[hits] = weight
    return weights


@given(PERIODS, SIDES)
def test_share_and_chance_are_those_of_counting_every_possibility(periods, side):
    weights, own = slow_distribution(periods), periods[0].own
    total = sum(weights.values())
    more = F(sum(w for hits, w in weights.items() if hits >= own.hits), total)
    fewer = F(sum(w for hits, w in weights.items() if hits <= own.hits), total)
    expected = F(sum(hits * w for hits, w in weights.items()), total * own.base)
    chance = more if side == "more" else min(F(1), 2 * min(more, fewer))
    assert expected_and_chance(periods, side) == pytest.approx((float(expected), float(chance)))


@st.composite
def states(draw):
    """Tallies of up to six branches now, and before or not at all."""
    names = draw(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True))
    bases = st.integers(0, 40)

    def counted():
        pairs = [(name, draw(bases)) for name in names]
        return [Tally(name, "", draw(st.integers(0, base)), base) for name, base in pairs]

    return names, counted(), counted() if draw(st.booleans()) else None


@given(states(), SIDES, st.randoms(use_true_random=False))
def test_the_order_of_branches_and_of_counts_does_not_matter(state, side, chance):
    names, now, before = state
    found = suspicions(now, before, names, side, F(1, 4))
    for each in (names, now, before or []):
        chance.shuffle(each)
    assert suspicions(now, before, names, side, F(1, 4)) == found


STATES, MANY = 400, 12
NAMES = [f"branch {n:02}" for n in range(MANY)]


def one_by_one(hits, bases, state):
    """One state's tallies; arrays of states × branches."""
    pairs = zip(NAMES, hits[state], bases[state], strict=True)
    return [Tally(name, "", int(h), int(n)) for name, h, n in pairs]


def in_families(yes, sizes):
    """One state's tallies by family; arrays of branches × families."""
    found = []
    for name, own, size in zip(NAMES, yes, sizes, strict=True):
        words = [
            pattern_text({"yes": int(y), "no": int(n - y)}) for y, n in zip(own, size, strict=True)
        ]
        found += [Tally(name, of, words.count(of), len(words)) for of in sorted(set(words))]
    return found


def shown(states, side):
    """In what part of the states, each its tallies now and before, any branch is found."""
    alarms = [
        any(s.found for s in suspicions(now, before, NAMES, side, F(1, 20)))
        for now, before in states
    ]
    return sum(alarms) / len(alarms)


def no_more_often_than_said(share):
    """At most 5 in 100 of the states, and three standard errors for having looked at 400."""
    return share <= 0.05 + 3 * (0.05 * 0.95 / STATES) ** 0.5


@pytest.mark.parametrize("side", ["more", "either"])
@pytest.mark.parametrize("rate", [0.08, 0.4])
def test_where_all_branches_are_alike_alarms_are_no_more_frequent_than_said(side, rate):
    draw = np.random.default_rng(1)
    bases = draw.integers(5, 150, (STATES, MANY))
    hits = draw.binomial(bases, rate)
    states = [(one_by_one(hits, bases, n), None) for n in range(STATES)]
    assert no_more_often_than_said(shown(states, side))


def test_where_branches_differ_and_the_whole_state_changes_alarms_are_no_more_frequent():
    draw = np.random.default_rng(2)
    bases = draw.integers(5, 150, (STATES, MANY))
    logit = draw.normal(0, 0.8, (STATES, MANY))
    before, now = (draw.binomial(bases, 1 / (1 + np.exp(-logit - shift))) for shift in (0, 0.7))
    states = [(one_by_one(now, bases, n), one_by_one(before, bases, n)) for n in range(STATES)]
    assert no_more_often_than_said(shown(states, "more"))


def test_where_honest_branches_drift_each_its_own_way_alarms_are_more_frequent_than_said():
    """What the promise assumes of changes, and why every such check says so."""
    draw = np.random.default_rng(5)
    bases = draw.integers(5, 150, (STATES, MANY))
    drift = draw.normal(0, 0.6, (STATES, MANY))
    before, now = (draw.binomial(bases, 1 / (1 + np.exp(-each))) for each in (0 * drift, drift))
    states = [(one_by_one(now, bases, n), one_by_one(before, bases, n)) for n in range(STATES)]
    assert not no_more_often_than_said(shown(states, "more"))


def test_where_brothers_and_sisters_all_go_together_alarms_are_no_more_frequent():
    draw = np.random.default_rng(4)
    sizes = draw.integers(1, 5, (STATES, MANY, 40))
    yes = sizes * (draw.random(sizes.shape) < 0.2)
    states = [(in_families(yes[n], sizes[n]), None) for n in range(STATES)]
    assert no_more_often_than_said(shown(states, "either"))


def test_a_branch_that_games_is_found_in_nearly_every_state():
    draw = np.random.default_rng(3)
    bases = np.full((STATES, MANY), 120)
    rates = np.full(MANY, 0.08)
    rates[4] = 0.35
    hits = draw.binomial(bases, rates)
    states = [(one_by_one(hits, bases, n), None) for n in range(STATES)]
    assert shown(states, "either") > 0.95
