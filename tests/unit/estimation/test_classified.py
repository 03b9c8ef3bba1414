"""How near the decision table comes to the readers."""

from __future__ import annotations

from fractions import Fraction

from evenhand.estimation.classified import classified
from evenhand.figures import Tally


def tallies(branch, *pairs):
    """One reading for each pair (read, table); None is an unknown level."""
    counted = {pair: pairs.count(pair) for pair in pairs}
    return [
        Tally(branch, f"read={read} table={table or 'unknown'}", n, len(pairs))
        for (read, table), n in counted.items()
    ]


def test_equal_near_and_far_are_told_apart():
    (state,) = classified(
        tallies("Astoria", (1, 1), (1, 1), (3, 4), (7, 1)), seed=1, by_branch=False
    )
    assert state.where == "state"
    assert state.compared == 4
    assert state.equal_share == Fraction(1, 2)
    assert state.within_one_share == Fraction(3, 4)
    assert state.weighted_share == (1 + 1 + Fraction(5, 6) + 0) / 4
    assert state.cells[2][3] == 1


def test_a_reading_the_table_knows_nothing_of_is_in_no_share():
    (state,) = classified(tallies("Astoria", (1, 1), (7, None)), seed=1, by_branch=False)
    assert (state.unknown, state.compared, state.equal_share) == (1, 1, 1)
    assert state.agreement.units == 1


def test_branches_come_first_and_the_state_takes_them_all():
    both = tallies("Bend", (2, 2)) + tallies("Astoria", (2, 3), (2, 2))
    found = classified(both, seed=1, by_branch=True)
    assert [(each.where, each.compared) for each in found] == [
        ("Astoria", 2),
        ("Bend", 1),
        ("state", 3),
    ]


def test_where_nothing_was_read_there_is_no_share_and_alpha_says_why():
    (state,) = classified([], seed=1, by_branch=False)
    assert (state.equal_share, state.within_one_share, state.weighted_share) == (None,) * 3
    assert state.agreement.alpha is None
    assert state.agreement.note
