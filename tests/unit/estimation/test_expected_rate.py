"""Expected rates: a logistic model on grouped counts, against one fitted row by row."""

from __future__ import annotations

import csv
from fractions import Fraction as F
from math import exp, isclose, log
from pathlib import Path
from random import Random

import pytest

from evenhand.errors import TableError
from evenhand.estimation import expected_rate
from evenhand.estimation.expected_rate import Model
from evenhand.estimation.leaving import significant
from evenhand.figures import Coefficient

CBPP = Path(__file__).parents[4] / "shared" / "oracles" / "cbpp.csv"
NEEDS_CBPP = pytest.mark.skipif(
    not CBPP.exists(), reason="shared/oracles/cbpp.csv is not beside the repository"
)
#: Hits and base: of young children 30 of 100 are home, of old ones 20 of 50.
HOME = {
    "age=0-4 level=1": (F(10), F(60)),
    "age=0-4 level=2": (F(20), F(40)),
    "age=5+ level=1": (F(5), F(20)),
    "age=5+ level=2": (F(15), F(30)),
}


def fit(name, patterns, prior_sd, estimator="statewide"):
    """A model of patterns that all belong to one branch."""
    counts = {("Bend", pattern): each for pattern, each in patterns.items()}
    return expected_rate.fit(name, counts, prior_sd, estimator).model


def coefficients(model):
    return {each.name: float(each.value) for each in model.coefficients}


def test_with_one_thing_known_the_rates_are_those_observed():
    model = fit("home", {"age=0-4": (F(30), F(100)), "age=5+": (F(20), F(50))}, 0)
    found = coefficients(model)
    assert isclose(found["always"], log(30 / 70), rel_tol=1e-9)
    assert isclose(found["age=5+"], log(20 / 30) - log(30 / 70), rel_tol=1e-9)
    assert isclose(model.rate("age=5+"), 0.4, rel_tol=1e-9)


def test_the_commonest_level_of_each_thing_is_what_the_others_are_compared_with():
    assert set(coefficients(fit("home", HOME, 0))) == {"always", "age=5+", "level=2"}
    assert fit("home", HOME, 0).adjusted_by == "age, level"


def test_a_thing_with_one_level_only_adjusts_for_nothing():
    model = fit("home", {"level=1": (F(30), F(100))}, 0)
    assert model.adjusted_by == ""
    assert isclose(model.rate("level=1"), 0.3, rel_tol=1e-9)


def test_coefficients_are_kept_at_ten_significant_digits_and_used_as_kept():
    assert significant(1 / 3) == "3.333333333e-01"
    model = Model((Coefficient("always", "0.000000000e+00"), Coefficient("level=2", "1.0")))
    assert model.rate("level=1") == 0.5
    assert model.rate("level=2") == 1 / (1 + exp(-1))


def test_what_the_model_does_not_name_adds_nothing():
    model = fit("home", HOME, 0)
    assert model.rate("age=5+ level=9 factor_x=1") == model.rate("age=5+ level=1")


def test_expected_children_add_up_to_observed_over_the_state_and_in_every_level():
    for prior_sd in (0, 5):
        model = fit("home", HOME, prior_sd)
        assert isclose(sum(model.rate(p) * n for p, (_, n) in HOME.items()), 50, rel_tol=1e-9)
    free = fit("home", HOME, 0)
    young = [p for p in HOME if "0-4" in p]
    assert isclose(sum(free.rate(p) * HOME[p][1] for p in young), 30, rel_tol=1e-9)


def test_grouped_split_and_shuffled_rows_give_the_same_coefficients():
    split = {}
    for pattern, (hits, base) in HOME.items():
        split[pattern] = (hits - 3, base - 7)
        split[f"{pattern} "] = (F(3), F(7))  # the same words again, as another row
    order = list(split.items())
    Random(4).shuffle(order)
    whole, parts = coefficients(fit("home", HOME, 0)), coefficients(fit("home", dict(order), 0))
    assert whole.keys() == parts.keys()
    assert all(isclose(whole[name], parts[name], rel_tol=1e-9, abs_tol=1e-12) for name in whole)


def test_patterns_nobody_had_change_nothing():
    assert fit("home", {**HOME, "age=15+ level=1": (F(0), F(0))}, 0) == fit("home", HOME, 0)


def test_a_weak_prior_draws_comparisons_a_little_towards_nothing():
    free, drawn = (coefficients(fit("home", HOME, sd)) for sd in (0, 1))
    assert 0 < drawn["level=2"] < free["level=2"]


@pytest.mark.parametrize("hits", [0, 100])
def test_where_nobody_or_everybody_is_home_nothing_can_be_expected(hits):
    with pytest.raises(TableError, match=r"out_of_home: \d+ of 100 is nobody or everybody"):
        fit("out_of_home", {"level=1": (F(hits), F(100))}, 0)


def test_a_level_where_nobody_is_home_is_refused_and_named_unless_a_prior_holds_it():
    separate = {**HOME, "age=5+ level=7": (F(0), F(9))}
    with pytest.raises(TableError, match=r"cases with level=7 are hits.*`prior_sd: 5`"):
        fit("out_of_home", separate, 0)
    assert coefficients(fit("out_of_home", separate, 5))["level=7"] < -1


def test_the_commonest_level_may_itself_be_the_separate_one():
    with pytest.raises(TableError, match="cases with the commonest levels, level=2 are hits"):
        fit("out_of_home", {"level=1": (F(0), F(90)), "level=2": (F(9), F(20))}, 0)


def rows_of_cbpp():
    """One row an animal: the levels known of it, and whether it fell ill."""
    with CBPP.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            known = (f"period={row['period']}", f"herd={'odd' if int(row['herd']) % 2 else 'even'}")
            ill, size = int(row["incidence"]), int(row["size"])
            yield from ((known, int(animal < ill)) for animal in range(size))


def slowly_fitted(rows, levels):
    """Newton's method a row at a time, in plain Python; the rate of each known pattern."""
    beta = [0.0] * (1 + len(levels))
    for _ in range(30):
        slope = [0.0] * len(beta)
        curve = [[0.0] * len(beta) for _ in beta]
        for known, ill in rows:
            x = [1.0, *(float(level in known) for level in levels)]
            rate = 1 / (1 + exp(-sum(b * each for b, each in zip(beta, x, strict=True))))
            for i, left in enumerate(x):
                slope[i] += left * (ill - rate)
                for j, right in enumerate(x):
                    curve[i][j] += left * right * rate * (1 - rate)
        beta = [b + step for b, step in zip(beta, solved(curve, slope), strict=True)]
    return beta


def solved(matrix, right):
    """Gauss's elimination, without pivots: the matrix is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i, row in enumerate(rows):
        for other in rows[:i] + rows[i + 1 :]:
            factor = other[i] / row[i]
            other[:] = [o - factor * r for o, r in zip(other, row, strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


@NEEDS_CBPP
def test_grouped_counts_give_what_a_slow_fit_of_every_animal_gives():
    """Source: lme4's cbpp data (contagious bovine pleuropneumonia in Ethiopian herds)."""
    rows = list(rows_of_cbpp())
    grouped = {}
    for known, ill in rows:
        hits, base = grouped.get(" ".join(known), (F(0), F(0)))
        grouped[" ".join(known)] = hits + ill, base + 1
    model = fit("cbpp", grouped, 0)
    levels = [each.name for each in model.coefficients[1:]]
    assert len(levels) == 4
    slow = slowly_fitted(rows, levels)
    for each, beta in zip(model.coefficients, slow, strict=True):
        assert isclose(float(each.value), beta, rel_tol=1e-8, abs_tol=1e-9)


@NEEDS_CBPP
def test_with_period_alone_the_rates_of_cbpp_are_the_plain_ones():
    grouped = {}
    for (period, _), ill in rows_of_cbpp():
        hits, base = grouped.get(period, (F(0), F(0)))
        grouped[period] = hits + ill, base + 1
    model = fit("cbpp", grouped, 0)
    for period, (hits, base) in grouped.items():
        assert isclose(model.rate(period), hits / base, rel_tol=1e-9)


def test_two_things_that_always_go_together_share_what_they_explain():
    model = fit("home", {"age=0-4 level=1": (F(30), F(100)), "age=5+ level=2": (F(20), F(50))}, 0)
    assert isclose(model.rate("age=5+ level=2"), 0.4, rel_tol=1e-9)


#: Two branches that differ by far more than the levels do.
TWO = {
    ("Astoria", "level=1"): (F(60), F(80)),
    ("Astoria", "level=2"): (F(15), F(25)),
    ("Bend", "level=1"): (F(6), F(20)),
    ("Bend", "level=2"): (F(20), F(90)),
}


def found(counts, estimator, prior_sd=0):
    model = expected_rate.fit("out_of_home", counts, prior_sd, estimator).model
    return coefficients(model)


def test_within_branches_a_comparison_is_not_taken_in_by_who_has_which_cases():
    # Bend has most of level 2 and sends few home: the state as one blames the level.
    within, statewide = (found(TWO, estimator) for estimator in ("within", "statewide"))
    counted = "level=1" if "level=1" in within else "level=2"
    assert abs(within[counted]) < abs(statewide[counted])


def test_within_branches_is_a_fit_with_a_column_for_each_branch():
    columns = {("", f"{of} branch={branch}"): each for (branch, of), each in TWO.items()}
    slow, fast = found(columns, "statewide"), found(TWO, "within")
    (level,) = set(fast) - {"always"}
    assert isclose(fast[level], slow[level], rel_tol=1e-9)


def test_within_branches_those_where_all_or_none_are_home_compare_nothing():
    more = {**TWO, ("Coos Bay", "level=2"): (F(9), F(9)), ("Dallas", "level=1"): (F(0), F(5))}
    without, fitted = found(TWO, "within"), found(more, "within")
    (level,) = set(fitted) - {"always"}
    assert isclose(fitted[level], without[level], rel_tol=1e-9)
    assert fitted["always"] != without["always"]


def test_what_is_known_only_where_nothing_can_be_compared_gets_a_coefficient_of_nothing():
    more = {**TWO, ("Coos Bay", "level=3"): (F(9), F(9)), ("Astoria", "level=3"): (F(0), F(0))}
    with pytest.raises(TableError, match="cases with level=3"):
        found(more, "within")
    assert found(more, "within", 5)["level=3"] == 0


def test_within_branches_where_none_has_both_nothing_can_be_compared():
    counts = {("Astoria", ""): (F(5), F(5)), ("Bend", ""): (F(0), F(5))}
    with pytest.raises(TableError, match=r"in every branch nobody or everybody.*`estimator: st"):
        found(counts, "within")


def test_centred_comparisons_are_the_random_ones_and_add_up():
    random, centred = found(TWO, "random"), found(TWO, "centred")
    (level,) = set(random) - {"always"}
    assert centred[level] == random[level]
    assert centred["always"] != random["always"]


def test_where_nobody_is_home_branches_do_not_differ():
    counts = {("Astoria", ""): (F(0), F(5)), ("Bend", ""): (F(0), F(5))}
    assert expected_rate.variance_between("out_of_home", counts, 0) == 0


def test_rounding_is_no_coefficient():
    even = {"age=0-4": (F(50), F(100)), "age=5+": (F(25), F(50))}
    assert {each.value for each in fit("home", even, 0).coefficients} == {"0.000000000e+00"}


def test_log_odds_beyond_all_bounds_are_rates_of_nothing_and_of_all():
    model = Model((Coefficient("always", "-2000.0"), Coefficient("level=2", "4000.0")))
    assert (model.rate("level=1"), model.rate("level=2")) == (0, 1)
