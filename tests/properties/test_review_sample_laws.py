"""Laws of the samples behind reviews: each closed form beside slow reckoning, record by record."""

from __future__ import annotations

from fractions import Fraction as F

import krippendorff
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.estimation.classified import classified
from evenhand.estimation.sampling_plan import Sampled, to_read
from evenhand.estimation.stratified import Drawn, Share, Stratum, total, weighted_share
from evenhand.figures import Tally

Z90 = F("1.645")


def tallies(branch, *pairs):
    """One reading for each pair (read, table); None is an unknown level."""
    counted = {pair: pairs.count(pair) for pair in pairs}
    return [
        Tally(branch, f"read={read} table={table or 'unknown'}", n, len(pairs))
        for (read, table), n in counted.items()
    ]


LEVELS = st.integers(1, 7)


@given(st.lists(st.tuples(LEVELS, LEVELS), min_size=2, max_size=30))
def test_shares_and_alpha_are_those_of_slow_counting(pairs):
    (state,) = classified(tallies("Astoria", *pairs), seed=1, by_branch=False)
    apart = [abs(read - table) for read, table in pairs]
    assert state.equal_share == F(apart.count(0), len(pairs))
    assert state.within_one_share == F(sum(a <= 1 for a in apart), len(pairs))
    assert state.weighted_share == sum((1 - F(a, 6) for a in apart), F(0)) / len(pairs)
    if len({level for pair in pairs for level in pair}) > 1:
        expected = krippendorff.alpha(
            reliability_data=list(zip(*pairs, strict=True)), level_of_measurement="ordinal"
        )
        assert state.agreement.alpha == pytest.approx(expected, abs=1e-6)
    else:
        assert state.agreement.alpha is None


def sampled(population, read, swing):
    return Sampled(
        "remedial_services", "children read", "Astoria", F(population), F(read), F(swing)
    )


def squared_error(n, population, swing):
    """What reading n of them leaves open, squared; slow and plain."""
    return Z90**2 * swing / n * (population - n) / (population - 1) if population > n else F(0)


def slow_to_read(population, swing, within, least):
    for n in range(1, population + 1):
        if squared_error(n, population, swing) <= within**2:
            return max(n, min(least, population))
    return population


HALVES = st.integers(1, 40).map(lambda n: F(n, 4))


@given(st.integers(0, 60), st.integers(0, 400).map(lambda n: F(n, 3)), HALVES, st.integers(1, 12))
def test_the_number_is_the_smallest_that_is_sure_enough(population, swing, within, least):
    found = to_read(sampled(population, 0, swing), within, least)
    assert found == slow_to_read(population, swing, within, least)


def stratum_of(population, sample):
    n, sums = F(len(sample)), sum(sample, F(0))
    spread = sum(((x - sums / n) ** 2 for x in sample), F(0))
    return Stratum(F(population), n, sums / n, spread / (n - 1) if n > 1 else F(0))


def drawn(population, read, among, hits):
    return Drawn(F(population), F(read), F(among), F(hits))


STRATA = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(0, 6), st.integers(0, 30)).map(
        lambda n: drawn(n[0] + n[1] + n[2] + n[3], n[0] + n[1] + n[2], n[0] + n[1], n[0])
    ),
    max_size=4,
)


@given(STRATA)
def test_the_share_is_that_of_slow_weighing_one_record_after_another(strata):
    records = [
        (each.population / each.read, n < each.hits)
        for each in strata
        if each.read
        for n in range(int(each.among))
    ]
    found = weighted_share(strata)
    if not records:
        assert found is None
        return
    assert isinstance(found, Share)
    weights = [weight for weight, _ in records]
    assert found.value == sum(weight for weight, hit in records if hit) / sum(weights)
    assert found.n_eff == sum(weights) ** 2 / sum(weight**2 for weight in weights)
    assert found.n_eff <= len(records)
    assert found.unheard == sum(each.population for each in strata if not each.read)


@given(STRATA)
def test_the_error_of_a_share_is_that_of_the_linearised_total(strata):
    found = weighted_share(strata)
    if found is None:
        return
    if any(each.read == 1 and each.population > 1 for each in strata):
        assert found.error is None
        return
    heard = [each for each in strata if each.read]
    people = sum(each.population / each.read * each.among for each in heard)
    made = [
        stratum_of(
            each.population,
            [(1 - found.value) / people] * int(each.hits)
            + [-found.value / people] * int(each.among - each.hits)
            + [F(0)] * int(each.read - each.among),
        )
        for each in heard
    ]
    assert found.error_squared == total(made).error_squared
    assert float(found.error) == pytest.approx(float(found.error_squared) ** 0.5, abs=1e-9)
