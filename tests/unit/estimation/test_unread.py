"""Unread: the cases nobody looked at, as a table of what they may be, against scipy's own."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import betabinom

from evenhand.estimation.chance import Chance
from evenhand.estimation.shrinkage import shrunk_share
from evenhand.estimation.unread import unread

CHANCE = Chance(1)


def chances(table):
    return np.diff(np.concatenate([[0], table.up_to, [1]]))


def mean(table):
    return float(table.hits @ chances(table))


@pytest.mark.parametrize(
    ("hits", "read", "population", "share", "kappa"),
    [
        (3, 10, 30, 0.4, 8.0),
        (0, 10, 500, 0.02, 1.5),  # most likely nobody
        (10, 10, 40, 0.9, 0.4),  # heaped up at both ends
        (0, 0, 25, 0.4, 20.0),  # nobody was read
        (1.5, 6.5, 26.5, 0.3, 4.0),  # the middle of a masked count
    ],
)
def test_the_unread_are_beta_binomial(hits, read, population, share, kappa):
    table = unread(hits, read, population, share, kappa, CHANCE)
    left = int(population - read)
    yes, no = kappa * share + hits, kappa * (1 - share) + read - hits
    expected = betabinom(left, yes, no).pmf(table.hits - hits)
    assert chances(table) == pytest.approx(expected, abs=1e-12)
    assert expected.sum() == pytest.approx(1, abs=1e-12)


def test_in_a_large_branch_only_numbers_that_can_be_met_are_written_down():
    table = unread(3_000, 10_000, 500_000, 0.3, 50.0, CHANCE)
    assert len(table.hits) < 250_000
    assert mean(table) == pytest.approx(
        500_000 * float(shrunk_share(3_000, 10_000, 500_000, 0.3, 50.0)), rel=1e-9
    )


def test_where_everybody_was_read_or_sampling_is_not_drawn_nothing_is_open():
    assert unread(3, 30, 30, 0.4, 8.0, CHANCE) is None
    assert unread(3, 40, 30, 0.4, 8.0, CHANCE) is None
    assert unread(3, 10, 30, 0.4, 8.0, Chance(1, sampling=False)) is None
    assert unread(0, 0, 0, 0.4, 8.0, CHANCE) is None


def test_where_nothing_speaks_for_hits_or_against_them_nothing_is_open():
    assert unread(0, 10, 30, 0.4, 0.0, CHANCE) is None
    assert unread(10, 10, 30, 0.4, 0.0, CHANCE) is None
    assert unread(0, 0, 30, 0.0, 8.0, CHANCE) is None


def test_raw_leaves_the_state_out_and_puts_jeffreys_prior_in_its_place():
    table = unread(3, 10, 30, 0.9, 1e6, Chance(1, raw=True))
    assert chances(table) == pytest.approx(betabinom(20, 3.5, 7.5).pmf(range(21)), abs=1e-12)


@pytest.mark.parametrize("sample", [1.0, 1.37, 2.0, 2.9])
@pytest.mark.parametrize("raw", [False, True])
def test_the_mean_over_the_draws_is_the_shrunk_share_however_large_the_sample(sample, raw):
    table = unread(3, 20, 60, 0.4, 8.0, Chance(1, raw=raw, sample=sample))
    state, kappa = (0.5, 1.0) if raw else (0.4, 8.0)
    assert mean(table) / 60 == pytest.approx(shrunk_share(3, 20, 60, state, kappa), rel=1e-12)


def test_a_larger_sample_narrows_what_may_be_and_a_census_leaves_nothing_open():
    def spread(sample):
        table = unread(3, 20, 200, 0.4, 8.0, Chance(1, sample=sample))
        return float(table.hits**2 @ chances(table)) - mean(table) ** 2

    assert spread(1.0) > spread(2.0) > spread(4.0) > spread(8.0) > 0
    assert unread(3, 20, 200, 0.4, 8.0, Chance(1, sample=10.0)) is None
    assert unread(3, 20, 200, 0.4, 8.0, Chance(1, sample=99.0)) is None


def test_a_sample_twice_as_large_reads_twice_as_many_and_expects_of_the_new_what_it_knows():
    table = unread(3, 20, 60, 0.4, 8.0, Chance(1, sample=2.0))
    expected = (8 * 0.4 + 3) / 28  # of each of the 20 read beside the first
    known = 3 + 20 * expected
    assert table.hits[0] == pytest.approx(known)
    yes, no = 8 * 0.4 + known, 8 * 0.6 + 40 - known
    assert chances(table) == pytest.approx(betabinom(20, yes, no).pmf(range(21)), abs=1e-12)


def test_a_draw_looks_its_number_up():
    table = unread(3, 10, 12, 0.4, 8.0, CHANCE)
    none, one = table.up_to
    drawn = table.draw(np.array([0.0, np.nextafter(none, 0), none, np.nextafter(one, 0), one]))
    assert drawn.tolist() == [3, 3, 4, 4, 5]
    assert table.draw(np.array([np.nextafter(1, 0)])).tolist() == [5]
