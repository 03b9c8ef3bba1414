"""Gifts out of the order move who receives them, within bounds, and cost nobody else a turn."""

from __future__ import annotations

import pytest

from evenhand.figures.rotation import Overridden, Returned, StatusChanged
from evenhand.rotation.marks import UNIT

BY_HAND = {"reason": "knows them", "approver": "s"}


def give(office, how, worker):
    if how == "hand":
        office.tell(Overridden, report=office.arrive(), worker=worker, **BY_HAND)
    else:
        assert office.turns(1, **{how: worker}) == worker


@pytest.mark.parametrize("how", ["hand", "sibling", "previous"])
@pytest.mark.parametrize("pause", ["leave", "away"])
def test_gifts_to_one_and_a_minute_away_cost_another_no_turn(book, how, pause):
    office, plain = book(), book()
    for each in (office, plain):
        for _ in range(3):
            give(each, how, "c")
        assert each.state.lists["Astoria"].present == 0
    if pause == "away":
        office.tell(StatusChanged, worker="b", status="away")
        office.wait(minutes=1)
        office.tell(StatusChanged, worker="b", status="available")
    else:
        office.skip("b", "leave", minutes=1)
        office.wait(minutes=1)
    assert office.turns(9) == plain.turns(9)


def test_who_is_first_on_the_list_and_knows_the_family_takes_a_turn_in_order(book):
    office = book()
    office.turns(3)
    assert office.turns(1, sibling="a") == "a"
    assert office.state.lists["Astoria"].present == UNIT


def test_credit_is_bounded_as_debt_is(book):
    office = book(owed_most=1)
    marks = []
    for _ in range(4):
        give(office, "hand", "c")
        marks.append(office.state.members["c"].mark // UNIT)
    assert marks == [1, 2, 2, 2]
    assert office.turns(8) == "ababcabc"


def test_a_gift_handed_back_gives_back_only_what_it_cost(book):
    office = book(owed_most=1)
    for _ in range(3):
        give(office, "hand", "c")
    for report, mark in (("r3", 2), ("r2", 1), ("r1", 0)):
        office.tell(Returned, report=report, worker="c", reason="cousin")
        assert office.state.members["c"].mark == mark * UNIT


def test_a_gift_does_not_bring_somebody_back_who_is_further_ahead(book):
    office = book(order="minutes", round_minutes=100)
    assert office.turns(1, minutes=900) == "a"
    give(office, "sibling", "a")
    assert office.state.members["a"].mark == 9 * UNIT


def test_a_gift_to_whoever_is_owed_uses_up_what_they_are_owed(book):
    office = book()
    office.skip("a", days=1)
    office.turns(10)
    office.wait(days=1)
    give(office, "hand", "a")
    assert office.turns(4) == "abca"
