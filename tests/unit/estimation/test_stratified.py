"""Shares and totals of a stratified sample, beside drawing every sample there is."""

from __future__ import annotations

from fractions import Fraction as F
from itertools import combinations, product

import pytest

from evenhand.errors import TableError
from evenhand.estimation.stratified import (
    Drawn,
    Stratum,
    drawn_strata,
    mean,
    sampled,
    total,
    weighted_share,
)
from evenhand.figures import Tally


def stratum_of(population, sample):
    n, sums = F(len(sample)), sum(sample, F(0))
    spread = sum(((x - sums / n) ** 2 for x in sample), F(0))
    return Stratum(F(population), n, sums / n, spread / (n - 1) if n > 1 else F(0))


def drawn(population, read, among, hits):
    return Drawn(F(population), F(read), F(among), F(hits))


def test_over_all_samples_there_are_total_and_error_are_right_on_average():
    people = [[F(1), F(5), F(9), F(9)], [F(0), F(2), F(7)]]
    samples = list(product(combinations(people[0], 2), combinations(people[1], 2)))
    found = [
        total([stratum_of(len(p), s) for p, s in zip(people, each, strict=True)])
        for each in samples
    ]
    values = [each.value for each in found]
    truth = sum(map(sum, people))
    assert sum(values) / len(values) == truth
    spread = sum((value - truth) ** 2 for value in values) / len(values)
    assert sum(each.error_squared for each in found) / len(found) == spread


def test_a_census_has_no_error():
    found = mean([stratum_of(3, [F(1), F(2), F(6)]), stratum_of(1, [F(7)])])
    assert (found.value, found.error) == (4, 0)


def test_an_empty_stratum_adds_nothing():
    assert total([Stratum(F(0), F(0), F(0), F(0)), stratum_of(2, [F(1), F(2)])]).value == 3


@pytest.mark.parametrize("read", [0, 1])
def test_a_stratum_hardly_read_is_refused_where_an_error_is_asked_for(read):
    with pytest.raises(TableError, match="Join it with another stratum, or read more"):
        mean([Stratum(F(9), F(read), F(1), F(0)), stratum_of(2, [F(1), F(2)])])


def test_nobody_has_no_mean():
    with pytest.raises(TableError, match="nobody in any stratum"):
        mean([])


def test_a_stratum_counts_by_its_population_and_not_by_how_many_of_it_were_read():
    share = weighted_share([drawn(90, 10, 10, 10), drawn(10, 10, 10, 0)])
    assert share is not None
    assert share.value == F(9, 10)
    assert share.n_eff == F((90 + 10) ** 2, 9**2 * 10 + 1**2 * 10)


def test_drawn_in_proportion_a_stratified_sample_is_a_plain_one():
    strata = [drawn(100, 10, 10, 7), drawn(50, 5, 5, 1)]
    share = weighted_share(strata)
    assert (share.value, share.n_eff) == (F(8, 15), 15)


TALLIES = [
    Tally("Bend", "north|read", 10, 40),
    Tally("Bend", "north|5", 4, 8),
    Tally("Bend", "north|6", 4, 8),
    Tally("Bend", "a|b|read", 2, 2),
    Tally("Bend", "a|b|1", 1, 2),
    Tally("Bend", "a|b|2", 1, 2),
    Tally("Bend", "south|read", 0, 3),
]


def test_strata_are_read_from_tallies_whatever_their_names():
    assert drawn_strata(TALLIES, F(5)) == [
        drawn(2, 2, 2, 2),
        drawn(40, 10, 8, 4),
        drawn(3, 0, 0, 0),
    ]


def test_sampled_is_the_weighted_share_of_so_many_as_would_tell_as_much():
    hits, read = sampled(TALLIES, F(5))
    share = weighted_share(drawn_strata(TALLIES, F(5)))
    assert (hits / read, read) == (share.value, share.n_eff)
    assert share.unheard == 3


def test_where_nobody_was_read_nothing_was_sampled():
    assert sampled([], F(5)) == (0, 0)
    assert sampled([Tally("Bend", "south|read", 0, 3)], F(5)) == (0, 0)


@pytest.mark.parametrize(
    ("of", "told"),
    [
        (
            "west|read",
            "Bend: 2 children were read in the stratum 'west', where the table strata has 1.",
        ),
        ("|read", "Bend: 2 children were read in no stratum, where"),
    ],
)
def test_more_read_than_there_are_is_refused_by_branch_and_stratum(of, told):
    with pytest.raises(TableError, match="Name each child's stratum in case_readings") as refusal:
        sampled([Tally("Bend", of, 2, 1), Tally("Bend", of.replace("read", "1"), 2, 2)], F(5))
    assert told in str(refusal.value)
