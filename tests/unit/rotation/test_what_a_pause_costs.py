"""A pause that is not owed costs each turn that it kept away, and none that it did not."""

from __future__ import annotations

import pytest

from evenhand.figures.rotation import (
    Closed,
    RemovalMade,
    ShareChanged,
    StatusChanged,
    Unskipped,
)
from evenhand.rotation.marks import UNIT, owed_rounds


def speaking(office, workers):
    for worker in workers:
        office.state.members[worker].languages = ("Spanish",)
    return office


@pytest.mark.parametrize("reports", [1, 3])
@pytest.mark.parametrize("said", [{"language": "Spanish"}, {"conflicts": tuple("abc")}])
def test_a_report_that_somebody_could_not_have_had_costs_them_no_turn(book, reports, said):
    office, plain = (speaking(book({"Astoria": "abcde"}), "de") for _ in range(2))
    for each in (office, plain):
        assert each.turns(1) == "a"
    office.skip("b", "leave", days=2)
    assert office.turns(reports, **said) == plain.turns(reports, **said)
    office.tell(Unskipped, worker="b")
    assert office.turns(12) == plain.turns(12)


def test_a_report_that_a_cap_would_have_kept_away_too_costs_no_turn(book):
    office = book(open_most=1)
    assert office.turns(1) == "a"
    office.skip("a", "leave", days=2)
    for report, worker in (("r2", "b"), ("r3", "c"), ("r4", "b")):
        assert office.turns(1) == worker
        office.tell(Closed, report=report)
    assert office.log[-2].passed == (("a", "skip:leave"),)
    assert office.state.members["a"].mark == UNIT


def test_a_rest_that_is_not_owed_costs_nothing_while_an_owed_skip_stands_too(book):
    """Both keep the turn away; the skip gives it back."""
    office = book(cooling_days=2)
    assert office.turns(3) == "abc"
    office.tell(RemovalMade, worker="a", report="r1")
    office.skip("a", days=2)
    assert office.turns(1) == "b"
    office.wait(days=2)
    assert office.turns(1) == "a"


def test_a_rest_that_is_not_owed_uses_the_turn_up(book):
    office = book(cooling_days=2)
    assert office.turns(3) == "abc"
    office.tell(RemovalMade, worker="a", report="r1")
    assert office.turns(1) == "b"
    office.wait(days=2)
    assert office.turns(3) == "cab"


def test_a_skip_that_is_not_owed_uses_up_turns_with_reports_that_spill_in(book):
    office = book({"Astoria": "", "Bend": "bcd"})
    office.skip("b", "leave", days=1)
    assert office.turns(2) == "cd"
    office.wait(days=1)
    assert office.turns(3, unit="Bend") == "bcd"


def test_a_report_that_spills_out_past_somebody_skipped_moves_nobody_on_their_own_list(book):
    office = book({"Astoria": "a", "Bend": "bc"})
    office.skip("a", "leave", days=1)
    assert office.turns(3) == "bcb"
    office.wait(days=1)
    assert office.turns(2) == "aa"


def test_a_half_timer_is_owed_a_whole_turn_too(book):
    office = book(order="cases")
    office.tell(ShareChanged, worker="b", share=50)
    office.turns(5)
    office.skip("b", days=2)
    office.turns(10)
    office.wait(days=2)
    member = office.state.members["b"]
    assert owed_rounds(office.state, member) == 1
    assert office.turns(1) == "b"
    assert member.mark == office.state.lists["Astoria"].present


def test_who_is_away_keeps_what_they_were_owed_before_and_is_owed_no_more(book):
    office = speaking(book({"Astoria": "abc"}, owed_most=3), "c")
    assert office.turns(2, language="Spanish") == "cc"
    office.tell(StatusChanged, worker="a", status="away")
    office.turns(8)
    office.tell(StatusChanged, worker="a", status="available")
    assert owed_rounds(office.state, office.state.members["a"]) == 1
    assert office.turns(4) == "aacb"
