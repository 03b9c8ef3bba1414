"""The facts of an award: what holds it, who tied with it, what would change it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from evenhand.allocation import methods
from evenhand.allocation.over_draws import awards_over_draws
from evenhand.errors import NotPossible
from evenhand.figures import Award, Limits

EIGHT = ["Astoria", "Bend", "Coos Bay", "Dallas", "Eugene", "Florence", "Gresham", "Hood River"]


def awards(name, positions, weights, limits=None):
    total = sum(weights)
    branches = ["Astoria", "Bend", "Coos Bay", "Dallas"][: len(weights)]
    quotas = {b: Fraction(positions * w, total) for b, w in zip(branches, weights, strict=True)}
    return methods()[name](positions, quotas, limits or {})


def test_an_award_tells_the_quotas_at_which_it_would_be_one_more_or_one_fewer():
    # Bend's third position would go to Astoria's second quarter: 5 / 2.5 against 2 / 1.5.
    astoria, bend = awards("webster", 7, [5, 2])
    assert bend == Award(
        "Bend",
        Fraction(2),
        Fraction(2),
        price_of_next=Fraction(25, 9),
        price_of_last=Fraction(15, 11),
    )
    assert astoria.positions == 5


def test_under_huntington_hill_the_quotas_told_are_rounded_to_the_outside():
    _, bend = awards("huntington_hill", 7, [5, 2])
    # Exact: 5 * sqrt(6 / 20) for the next, 5 * sqrt(2 / 30) for the last.
    assert bend.price_of_next == Fraction("2.738612787526")
    assert bend.price_of_last == Fraction("1.290994448735")


def test_a_root_that_is_a_fraction_is_not_rounded_up():
    bend = methods()["huntington_hill"](2, {"Astoria": Fraction(1), "Bend": Fraction(1)}, {})[1]
    assert bend.price_of_next is None
    quotas = {"Astoria": Fraction(2), "Bend": Fraction(1)}
    assert methods()["huntington_hill"](3, quotas, {})[1].price_of_next == Fraction(2)


def test_under_largest_remainder_the_quota_for_the_next_beats_the_weakest_remainder_given():
    astoria, bend, _ = awards("largest_remainder", 7, [50, 30, 20])
    assert (astoria.positions, bend.positions) == (4, 2)
    assert bend.price_of_next == 2 + Fraction(1, 2)  # Astoria's 0.5 got the last position
    assert astoria.price_of_last == 3 + Fraction(2, 5)  # Coos Bay's 0.4 waits


def test_a_tie_at_the_end_names_all_with_the_same_claim_and_the_first_by_id_gets_it():
    astoria, bend, coos_bay = awards("webster", 4, [1, 1, 1])
    assert [a.positions for a in (astoria, bend, coos_bay)] == [2, 1, 1]
    assert astoria.tie == bend.tie == coos_bay.tie == ("Astoria", "Bend", "Coos Bay")


def test_of_equal_claims_the_larger_quota_goes_first():
    # 1 / 1 and 3 / 3: one position is left for Astoria's first and Bend's second.
    assert [a.positions for a in awards("webster", 2, [1, 3])] == [0, 2]


def test_a_tie_with_a_branch_at_its_cap_is_none():
    capped = {"Bend": Limits(0, 1), "Coos Bay": Limits(0, 1)}
    assert not any(a.tie for a in awards("webster", 4, [1, 1, 1], capped))


def test_a_limit_holds_only_where_the_quota_would_have_gone_beyond_it():
    held = awards("webster", 10, [6, 3, 1], {"Astoria": Limits(0, 6), "Coos Bay": Limits(1)})
    assert [a.held_by for a in held] == ["", "", ""]
    held = awards("webster", 10, [6, 3, 1], {"Astoria": Limits(0, 4, most_rule="gain cap")})
    assert [(a.positions, a.held_by) for a in held] == [(4, "gain cap"), (5, ""), (1, "")]
    held = awards("webster", 10, [6, 3, 1], {"Coos Bay": Limits(3, None, "loss cap")})
    assert [(a.positions, a.held_by) for a in held] == [(5, ""), (2, ""), (3, "loss cap")]


def test_a_cap_holds_a_branch_only_if_it_would_win_the_tie_without_it():
    assert [a.held_by for a in awards("webster", 4, [1, 1, 1], {"Coos Bay": Limits(0, 1)})] == [
        "",
        "",
        "",
    ]
    held = awards("webster", 4, [1, 1, 1], {"Astoria": Limits(0, 1)})
    assert [(a.positions, a.held_by) for a in held] == [(1, "maximum"), (2, ""), (1, "")]


def test_a_floor_that_takes_a_tie_from_another_branch_holds_its_own():
    # 1.5 and 1.5: by id the tie is Astoria's, with the floor it is Bend's.
    free = awards("largest_remainder", 3, [1, 1])
    assert [(a.positions, a.held_by) for a in free] == [(2, ""), (1, "")]
    held = awards("largest_remainder", 3, [1, 1], {"Bend": Limits(2)})
    assert [(a.positions, a.held_by) for a in held] == [(1, ""), (2, "minimum")]


def test_of_two_limits_either_of_which_settles_a_tie_one_is_told():
    both = {"Astoria": Limits(0, 2), "Bend": Limits(3)}
    for name in ("webster", "largest_remainder"):
        held = awards(name, 5, [1, 1], both)
        assert [(a.positions, a.held_by) for a in held] == [(2, ""), (3, "minimum")]
        assert [a.positions for a in awards(name, 5, [1, 1], {"Bend": Limits(3)})] == [2, 3]


def test_a_floor_that_gives_what_the_tie_gives_anyway_holds_nobody():
    held = awards("largest_remainder", 3, [1, 1], {"Astoria": Limits(2)})
    assert [(a.positions, a.held_by, a.tie) for a in held] == [(2, "", ()), (1, "", ())]


def test_a_cap_that_keeps_a_branch_from_a_tie_it_would_win_is_told_beside_a_cap_that_binds_by_far():
    # All next claims are equal; by quota Eugene, Florence and Hood River would go first.
    quotas = dict(zip(EIGHT, (Fraction(3 * w) for w in [0, 1, 1, 1, 3, 3, 3, 2]), strict=True))
    limits = {"Gresham": Limits(0, 4), "Hood River": Limits(1, 6)}
    found = methods()["adams"](42, quotas, limits)
    assert [a.positions for a in found] == [0, 4, 4, 4, 10, 10, 4, 6]
    assert [a.branch for a in found if a.held_by] == ["Gresham", "Hood River"]
    again = methods()["adams"](42, quotas, {"Gresham": limits["Gresham"]})
    assert [a.positions for a in again] == [0, 4, 4, 3, 10, 10, 4, 7]


def test_where_limits_hold_everyone_the_quotas_as_they_stand_say_which():
    held = awards("webster", 10, [9, 1], {"Astoria": Limits(0, 5), "Bend": Limits(5)})
    assert [a.held_by for a in held] == ["maximum", "minimum"]
    assert [a.price_of_next for a in held] == [None, Fraction(11)]
    assert [a.price_of_last for a in held] == [Fraction(9, 11), None]


def test_a_branch_without_a_quota_gets_its_minimum_and_is_held_by_it():
    _, bend, coos_bay = awards("adams", 10, [1, 0, 0], {"Bend": Limits(2)})
    assert (bend.positions, bend.held_by) == (2, "minimum")
    assert (coos_bay.positions, coos_bay.held_by, coos_bay.price_of_next) == (0, "", Fraction(0))


def test_over_draws_each_row_is_shared_out_by_itself():
    quotas = np.array([[5.0, 3.0, 2.0], [2.0, 3.0, 5.0], [0.0, 5.0, 5.0]])
    found = awards_over_draws("webster", 7, quotas, np.array([0, 0, 1]))
    assert found.tolist() == [[4, 2, 1], [1, 2, 4], [0, 4, 3]]


def test_over_draws_a_branch_with_hardly_any_quota_can_still_fill_up():
    quotas = np.array([[1.0, 1e-200]])
    found = awards_over_draws("dhondt", 50, quotas, np.array([0, 0]), np.array([1, 100]))
    assert found.tolist() == [[1, 49]]


def test_over_draws_a_large_tie_falls_by_the_written_rule():
    found = awards_over_draws("webster", 90, np.ones((1, 60)), np.zeros(60, dtype=int))
    assert found.tolist() == [[2] * 30 + [1] * 30]


def test_over_draws_draws_are_worked_on_in_parts_and_may_come_transposed(monkeypatch):
    quotas = np.random.default_rng(1).lognormal(0, 1, (20, 7))
    whole = awards_over_draws("webster", 90, quotas, np.zeros(7, dtype=int))
    monkeypatch.setattr("evenhand.allocation.over_draws.CELLS", 30)
    parts = awards_over_draws("webster", 90, np.asfortranarray(quotas), np.zeros(7, dtype=int))
    assert (parts == whole).all()


@pytest.mark.parametrize("name", methods())
def test_over_draws_a_few_giants_among_many_small_branches_come_out_as_they_do_alone(name):
    # A giant moves by several positions where all others move by one or none.
    weights = np.random.default_rng(2).integers(1, 9, (3, 200))
    weights[:, :2] *= 1000
    branches = [f"{column:03}" for column in range(200)]
    for row in weights:
        quotas = {b: Fraction(int(w)) for b, w in zip(branches, row, strict=True)}
        alone = [award.positions for award in methods()[name](900, quotas, {})]
        found = awards_over_draws(name, 900, row[None].astype(float), np.zeros(200, dtype=int))
        assert found.tolist() == [alone]


def test_over_draws_where_limits_hold_everyone_at_first_the_level_goes_on_until_one_gives():
    found = awards_over_draws("webster", 600, np.array([[5.0, 1.0]]), [0, 200], [100, 600])
    assert found.tolist() == [[100, 500]]


def test_over_draws_a_claim_asks_for_its_first_position_even_of_none():
    with pytest.raises(NotPossible, match="In 1 of 1 draws"):
        awards_over_draws("adams", 0, np.ones((1, 1)), np.array([0]))


def test_over_draws_what_cannot_be_shared_out_is_refused():
    quotas = np.array([[1.0, 1.0], [1.0, 0.0]])
    with pytest.raises(NotPossible, match="In 1 of 2 draws"):
        awards_over_draws("webster", 4, quotas, np.array([0, 0]), np.array([3, 3]))
    with pytest.raises(NotPossible, match="In 2 of 2 draws"):
        awards_over_draws("webster", 1, quotas, np.array([1, 1]))
    with pytest.raises(ValueError, match="negative or not a number"):
        awards_over_draws("webster", 1, -quotas, np.array([0, 0]))


def test_over_draws_a_method_that_is_no_divisor_method_is_refused(monkeypatch):
    monkeypatch.setattr("evenhand.allocation.draw_forms.methods", lambda: {"by_lot": awards})
    with pytest.raises(ValueError, match="by_lot has no form over draws"):
        awards_over_draws("by_lot", 1, np.ones((1, 1)), np.array([0]))
