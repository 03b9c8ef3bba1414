"""From rules and current staff to limits, and what is said where no sharing out is possible."""

from __future__ import annotations

from fractions import Fraction

import pytest

from evenhand.allocation import methods
from evenhand.allocation.feasibility import check_feasible
from evenhand.allocation.limits import Bounds, branch_limits, limits_for
from evenhand.errors import NotPossible
from evenhand.figures import Limits

TWELVE_AND_A_HALF = Fraction(25, 2)


def test_a_branch_without_rules_may_have_any_number():
    assert branch_limits(Bounds(), None) == Limits()


@pytest.mark.parametrize(
    ("bounds", "limits"),
    [
        (Bounds(least=2, most=9), Limits(2, 9)),
        (Bounds(gain=Fraction(1)), Limits(0, 13, most_rule="gain cap")),
        (Bounds(gain_share=Fraction(1, 10)), Limits(0, 13, most_rule="gain cap")),
        (Bounds(lose=Fraction(1)), Limits(12, None, least_rule="loss cap")),
        (Bounds(lose_share=Fraction(1, 10)), Limits(12, None, least_rule="loss cap")),
        (Bounds(hold_harmless=True), Limits(13, None, least_rule="hold harmless")),
        (Bounds(held=True), Limits(12, 12, "held at current", "held at current")),
    ],
)
def test_a_rule_is_rounded_to_the_inside_so_that_it_is_never_overstepped(bounds, limits):
    assert branch_limits(bounds, TWELVE_AND_A_HALF) == limits


def test_of_several_rules_the_tightest_counts_and_gives_its_name():
    bounds = Bounds(least=3, most=40, lose=Fraction(2), gain=Fraction(5), gain_share=Fraction(1, 5))
    assert branch_limits(bounds, Fraction(10)) == Limits(8, 12, "loss cap", "gain cap")


def test_a_loss_cap_larger_than_the_staff_leaves_no_minimum():
    assert branch_limits(Bounds(lose=Fraction(9)), Fraction(4)).least == 0


def test_a_branch_held_at_current_follows_no_other_rule():
    bounds = Bounds(least=20, gain=Fraction(1), held=True)
    assert branch_limits(bounds, TWELVE_AND_A_HALF).most == 12


def test_rules_that_contradict_each_other_are_both_named():
    with pytest.raises(
        NotPossible, match="Bend: hold harmless asks for at least 10, but maximum allows at most 8"
    ):
        limits_for({"Bend": Bounds(most=8, hold_harmless=True)}, {"Bend": Fraction(10)})


@pytest.mark.parametrize(
    ("bounds", "rule"),
    [
        (Bounds(gain=Fraction(1)), "gain cap"),
        (Bounds(gain_share=Fraction(1)), "gain cap"),
        (Bounds(lose=Fraction(1)), "loss cap"),
        (Bounds(lose_share=Fraction(1)), "loss cap"),
        (Bounds(hold_harmless=True), "hold harmless"),
        (Bounds(held=True), "held at current"),
    ],
)
def test_a_rule_about_current_staff_is_refused_where_none_is_known(bounds, rule):
    with pytest.raises(NotPossible, match=f"Bend: {rule} needs the current staff"):
        limits_for({"Bend": bounds}, {})


ONE_EACH = {"Astoria": Fraction(6), "Bend": Fraction(3), "Coos Bay": Fraction(1)}


def test_too_few_positions_name_the_rules_the_lack_and_the_smallest_number_that_works():
    limits = {
        "Astoria": Limits(8, None, "hold harmless"),
        "Bend": Limits(2),
        "Coos Bay": Limits(3),
    }
    with pytest.raises(NotPossible) as refused:
        check_feasible(10, ONE_EACH, limits)
    assert str(refused.value) == (
        "There are 10 positions to share out, but at least 13 are called for: 3 more. "
        "What calls for them: hold harmless 8 (Astoria 8); minimum 5 (Coos Bay 3, Bend 2). "
        "The smallest number that works is 13."
    )
    check_feasible(13, ONE_EACH, limits)


def test_too_many_positions_name_the_rules_the_excess_and_the_largest_number_that_works():
    limits = {b: Limits(0, 4, most_rule="gain cap") for b in ONE_EACH}
    with pytest.raises(NotPossible) as refused:
        check_feasible(14, ONE_EACH, limits)
    assert str(refused.value) == (
        "There are 14 positions to share out, but at most 12 are allowed: 2 fewer. "
        "What allows no more: gain cap 12 (Astoria 4, Bend 4, Coos Bay 4). "
        "The largest number that works is 12."
    )
    check_feasible(12, ONE_EACH, limits)


def test_a_branch_without_a_quota_takes_no_more_than_its_minimum_even_where_positions_are_left():
    quotas = {"Astoria": Fraction(0), "Bend": Fraction(0)}
    with pytest.raises(
        NotPossible, match=r"at most 2 are allowed.*no quota 2 \(Astoria 2, Bend 0\)"
    ):
        check_feasible(3, quotas, {"Astoria": Limits(2)})
    check_feasible(2, quotas, {"Astoria": Limits(2)})


def test_without_any_branch_there_is_nothing_to_share_out():
    assert methods()["webster"](0, {}, {}) == []
    with pytest.raises(NotPossible, match="there are no branches"):
        methods()["webster"](1, {}, {})


@pytest.mark.parametrize("name", ["adams", "huntington_hill"])
def test_a_position_for_every_claim_counts_the_minima_beside_it(name):
    limits = {"Astoria": Limits(4), "Coos Bay": Limits(0, 0)}
    with pytest.raises(NotPossible) as refused:
        methods()[name](4, ONE_EACH, limits)
    assert str(refused.value) == (
        "There are 4 positions to share out, but at least 5 are called for: 1 more. What calls "
        "for them: a first position for every claim 1 (Bend 1); minimum 4 (Astoria 4). "
        "The smallest number that works is 5."
    )
    assert [a.positions for a in methods()[name](5, ONE_EACH, limits)] == [4, 1, 0]


def test_in_half_positions_the_text_still_speaks_of_positions():
    with pytest.raises(NotPossible, match=r"There are 1 positions .* at least 3/2 are called for"):
        check_feasible(2, ONE_EACH, {"Bend": Limits(3)}, unit=Fraction(1, 2))


def test_many_branches_under_one_rule_are_counted_and_the_largest_named():
    quotas = {f"Branch {n}": Fraction(1) for n in range(6)}
    with pytest.raises(NotPossible, match=r"Branch 1 2, Branch 2 2 and 3 other branches\)"):
        check_feasible(6, quotas, dict.fromkeys(quotas, Limits(2)))
    del quotas["Branch 5"], quotas["Branch 4"]
    with pytest.raises(NotPossible, match=r"Branch 2 2 and 1 other branch\)"):
        check_feasible(6, quotas, dict.fromkeys(quotas, Limits(2)))


def test_what_cannot_be_meant_is_refused():
    with pytest.raises(NotPossible, match="Astoria: the quota is -1"):
        check_feasible(1, {"Astoria": Fraction(-1)}, {})
    with pytest.raises(NotPossible, match="Bend has limits but no quota"):
        check_feasible(1, {"Astoria": Fraction(1)}, {"Bend": Limits(1)})
    with pytest.raises(NotPossible, match="loss cap asks for at least 3, but maximum allows"):
        check_feasible(1, {"Astoria": Fraction(1)}, {"Astoria": Limits(3, 2, "loss cap")})
