"""What each rule costs, in positions that stand elsewhere because of it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from evenhand.allocation import methods
from evenhand.allocation.bound_costs import bound_costs
from evenhand.allocation.limits import Bounds
from evenhand.figures import BoundCost

QUOTAS = {"Astoria": Fraction(14), "Bend": Fraction(5), "Coos Bay": Fraction(1)}
CURRENT = {"Astoria": Fraction(10), "Bend": Fraction(6), "Coos Bay": Fraction(4)}


def costs(bounds, name="webster", positions=20, quotas=QUOTAS):
    return bound_costs(methods()[name], positions, quotas, bounds, CURRENT)


def test_without_rules_nothing_costs_anything():
    assert costs({b: Bounds() for b in QUOTAS}) == ()


def test_a_rule_costs_half_of_all_differences_it_makes():
    assert costs({"Coos Bay": Bounds(least=3)}) == (
        BoundCost("minimum", Fraction(2), ("Coos Bay",)),
    )


def test_a_rule_that_holds_nobody_costs_nothing_and_is_told():
    # Astoria's 14 is just what its maximum allows: the limit is met, but holds nothing back.
    assert costs({"Astoria": Bounds(most=14)}) == (BoundCost("maximum", Fraction(0), ()),)


def test_each_rule_is_lifted_alone_and_the_rules_beneath_it_stay():
    both = {"Coos Bay": Bounds(least=2, lose=Fraction(1))}
    assert (
        costs(both)
        == (
            BoundCost("loss cap", Fraction(1), ("Coos Bay",)),
            BoundCost("minimum", Fraction(0), ()),
        )[::-1]
    )


def test_every_rule_has_its_line():
    bounds = {
        "Astoria": Bounds(gain=Fraction(2), gain_share=Fraction(1, 2)),
        "Bend": Bounds(most=7, hold_harmless=True),
        "Coos Bay": Bounds(least=1, lose_share=Fraction(1, 2)),
    }
    assert [cost.rule for cost in costs(bounds)] == [
        "minimum",
        "maximum",
        "gain cap",
        "loss cap",
        "hold harmless",
    ]


def test_where_others_hold_what_a_rule_would_free_it_moves_nothing_but_its_branch_is_told():
    bounds = {"Astoria": Bounds(gain=Fraction(2)), "Bend": Bounds(least=8)}
    assert costs(bounds, quotas=QUOTAS | {"Coos Bay": Fraction(0)}) == (
        BoundCost("minimum", Fraction(0), ("Bend",)),
        BoundCost("gain cap", Fraction(0), ("Astoria",)),
    )


def test_a_branch_held_at_current_would_share_freely_without_the_rule():
    bounds = {"Coos Bay": Bounds(least=9, held=True), "Bend": Bounds()}
    assert costs(bounds)[-1] == BoundCost("held at current", Fraction(3), ("Coos Bay",))


@pytest.mark.parametrize("name", ["adams", "huntington_hill"])
def test_a_rule_without_which_nothing_can_be_shared_out_is_left_out(name):
    bounds = {"Coos Bay": Bounds(most=0), "Bend": Bounds(least=1)}
    assert [c.rule for c in costs(bounds, name, 2)] == ["minimum"]
