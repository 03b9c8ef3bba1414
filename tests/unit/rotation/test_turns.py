"""Whose turn it is: the list's order, what a turn costs, what is passed over and comes back."""

from __future__ import annotations

from datetime import time

import pytest

from evenhand.errors import RotationError
from evenhand.figures.rotation import (
    BulkReassigned,
    Closed,
    HandedOver,
    Overridden,
    Passed,
    RemovalMade,
    Returned,
    RotationRule,
    RuleChanged,
    ShareChanged,
    StatusChanged,
    Unskipped,
    WorkerJoined,
    WorkerLeft,
)
from evenhand.rotation.marks import UNIT, owed_rounds, step_of


def test_with_everybody_there_the_strict_order_goes_round(book):
    assert book().turns(7) == "abcabca"


def test_a_half_timer_is_up_half_as_often(book):
    office = book(order="cases")
    office.tell(ShareChanged, worker="c", share=50)
    assert office.turns(15) == "abcab" + "cabab" + "cabab"


def test_in_the_strict_order_a_part_timers_turn_is_like_anybodys(book):
    office = book()
    office.tell(ShareChanged, worker="c", share=50)
    assert office.turns(6) == "abcabc"


def test_by_minutes_a_long_report_stands_for_several_turns(book):
    office = book(order="minutes", round_minutes=100)
    assert office.turns(1, minutes=300) == "a"
    assert office.turns(6, minutes=100) == "bcbcbc"
    assert office.turns(1, minutes=100) == "a"


def test_a_report_of_unknown_minutes_weighs_one_round():
    assert step_of("minutes", 100, 0, 504) == UNIT


def test_a_share_that_does_not_divide_a_round_is_rounded_once_half_even():
    assert step_of("cases", 23, 0, 504) == round(UNIT * 100 / 23)
    assert step_of("cases", 60, 0, 504) * 3 == UNIT * 5


def test_an_owed_skip_leaves_its_worker_up_when_it_ends(book):
    office = book()
    office.skip("a", hours=2)
    assert office.turns(1) == "b"
    office.wait(hours=2)
    assert office.turns(4) == "acba"


def test_a_skip_that_is_not_owed_uses_the_turn_up(book):
    office = book()
    office.skip("a", "leave", hours=2)
    assert office.turns(1) == "b"
    office.wait(hours=2)
    assert office.turns(3) == "cab"


def test_whoever_was_not_passed_over_in_a_skip_loses_nothing(book):
    office = book()
    office.skip("b", "leave", hours=2)
    assert office.turns(1) == "a"
    office.wait(hours=2)
    assert office.turns(3) == "bca"


def test_what_a_skip_owes_is_bounded_by_the_rule(book):
    office = book(owed_most=2)
    office.skip("a", days=5)
    assert office.turns(10) == "bcbcbcbcbc"
    assert owed_rounds(office.state, office.state.members["a"]) == 2
    office.wait(days=5)
    assert office.turns(8) == "aaabcabc"
    assert owed_rounds(office.state, office.state.members["a"]) == 0
    office.tell(WorkerLeft, worker="a")
    assert owed_rounds(office.state, office.state.members["a"]) == 0


def test_the_present_does_not_go_back_when_an_owed_turn_is_taken(book):
    office = book()
    office.skip("a", days=1)
    office.turns(10)
    present = office.state.lists["Astoria"].present
    office.wait(days=1)
    assert office.turns(1) == "a"
    assert office.state.lists["Astoria"].present == present


def test_who_is_away_is_never_drawn_and_comes_back_to_the_present(book):
    office = book()
    office.tell(StatusChanged, worker="a", status="away")
    assert office.turns(6) == "bcbcbc"
    office.tell(StatusChanged, worker="a", status="available")
    assert office.turns(4) == "abca"


def test_everybody_before_whoever_is_found_is_told_with_a_reason(book):
    office = book({"Astoria": "abcdefgh"}, open_most=1, new_most=1, cooling_days=2)
    state = office.state
    assert office.turns(2) == "ab"
    office.tell(RemovalMade, worker="a", report="r1")
    office.tell(Closed, report="r2")
    office.skip("c", hours=3)
    office.tell(StatusChanged, worker="d", status="away")
    state.members["e"].tracks = ("cares",)
    state.members["h"].languages = ("Spanish",)
    said = {"track": "protective", "language": "Spanish", "conflicts": ("f",)}
    report = office.arrive(**said)
    decision = office.decide(report)
    assert decision.worker == "h"
    assert decision.seen == tuple("cdefghab")
    assert decision.passed == (
        Passed("c", "skip:court", "until 2026-01-05 12:00"),
        Passed("d", "away"),
        Passed("e", "track", "needs protective"),
        Passed("f", "conflict"),
        Passed("g", "language", "needs Spanish"),
    )
    office.give()
    waits = office.decide(office.arrive(language="Spanish"))
    assert waits.outcome == "waits"
    assert waits.worker == waits.via == waits.unit == ""
    assert waits.passed[5:] == (
        Passed("a", "cooling", "until 2026-01-07 09:00"),
        Passed("b", "flow", "1 of 1 new in 7 days"),
        Passed("h", "capacity", "1 of 1 open"),
    )


@pytest.mark.parametrize(("share", "most"), [(100, 3), (50, 2), (34, 2), (33, 1)])
def test_a_part_timers_cap_is_smaller_and_rounded_up(book, share, most):
    office = book({"Astoria": "a"}, open_most=3)
    office.tell(ShareChanged, worker="a", share=share)
    assert office.turns(4) == "a" * most + "-" * (4 - most)


def test_a_trainee_has_a_cap_of_their_own(book):
    office = book({"Astoria": "a"}, training_most=1, open_most=3)
    office.tell(StatusChanged, worker="a", status="training")
    assert office.turns(2) == "a-"
    (passed,) = office.decide("r2").passed
    assert passed == Passed("a", "training", "1 of 1 open")


def test_what_is_new_is_new_for_so_many_days_to_the_minute(book):
    office = book({"Astoria": "a"}, new_most=1, new_days=7)
    assert office.turns(2) == "a-"
    office.wait(days=7, minutes=-1)
    assert not office.give()
    office.wait(minutes=1)
    assert len(office.give()) == 1


def test_after_a_removal_the_worker_is_let_be(book):
    office = book(cooling_days=2, cooling_owed=True)
    assert office.turns(3) == "abc"
    office.tell(RemovalMade, worker="a", report="r1")
    assert office.turns(1) == "b"
    office.wait(days=2)
    assert office.turns(3) == "acb"


def test_after_a_second_removal_the_days_begin_anew(book):
    office = book(cooling_days=2)
    assert office.turns(1) == "a"
    office.tell(RemovalMade, worker="a", report="r1")
    office.wait(days=1)
    office.tell(RemovalMade, worker="a", report="r1")
    office.wait(days=1)
    assert office.turns(4) == "bcbc"
    office.wait(days=1)
    assert office.turns(3) == "abc"


def test_a_rule_without_cooling_days_lets_a_removal_be(book):
    office = book()
    office.turns(1)
    office.tell(RemovalMade, worker="a", report="r1")
    assert office.turns(3) == "bca"


def test_a_siblings_worker_goes_first_and_takes_a_turn(book):
    office = book()
    assert office.turns(1) == "a"
    decision = office.decide(office.arrive(sibling="c", previous="b"))
    assert (decision.worker, decision.via, decision.passed) == ("c", "sibling", ())
    office.give()
    assert office.turns(3) == "bac"


def test_a_siblings_worker_who_is_full_lets_the_former_one_go_first(book):
    office = book(open_most=1)
    assert office.turns(1) == "a"
    assert office.decide(office.arrive(sibling="a", previous="c")).via == "previous"


@pytest.mark.parametrize("left_out", ["sibling_first", "previous_first"])
def test_a_rule_may_leave_out_who_goes_first(book, left_out):
    office = book(**{left_out: False})
    said = {"sibling": "c"} if left_out == "sibling_first" else {"previous": "c"}
    assert office.turns(1, **said) == "a"


def test_somebody_of_another_borough_or_on_no_list_does_not_go_first(book):
    office = book(
        {"Astoria": "ab", "Bend": "c", "Coos Bay": "d"},
        {"Bend": ("east", "Bronx"), "Coos Bay": ("south", "Queens")},
    )
    assert office.turns(1, sibling="c") == "a"
    assert office.turns(1, sibling="d") == "d"
    office.tell(WorkerLeft, worker="b")
    assert office.turns(1, sibling="b") == "a"
    assert office.turns(1, sibling="nobody") == "a"


def test_a_report_spills_to_the_zone_and_then_to_the_borough(book):
    office = book(
        {"Astoria": "a", "Bend": "b", "Coos Bay": "c", "Dallas": "d"},
        {"Coos Bay": ("south", "Queens"), "Dallas": ("north", "Bronx")},
        open_most=1,
    )
    assert office.turns(4) == "abc-"
    assert [event.passed for event in office.log if event.__class__.__name__ == "Assigned"] == [
        (),
        (("a", "capacity"),),
        (("a", "capacity"), ("b", "capacity")),
    ]
    assert office.decide("r4").seen == ("a", "b", "c")


def test_a_rule_without_spill_lets_a_report_wait(book):
    office = book({"Astoria": "a", "Bend": "b"}, open_most=1, spill=())
    assert office.turns(2) == "a-"


def test_lists_of_no_zone_and_no_borough_lie_apart(book):
    office = book(
        {"Astoria": "a", "Bend": "b"}, {"Astoria": ("", ""), "Bend": ("", "")}, open_most=1
    )
    assert office.turns(2) == "a-"
    assert office.turns(1, sibling="b") == "-"


def test_a_spilled_report_is_a_turn_on_the_list_it_spills_to(book):
    office = book({"Astoria": "", "Bend": "bc"})
    assert office.turns(1) == "b"
    assert office.turns(2, unit="Bend") == "cb"


def test_a_report_that_comes_after_hours_waits_for_the_hand_over(book):
    office = book(opens=time(9), closes=time(17), office_days=(0, 1, 2, 3, 4))
    office.wait(hours=8)
    late = office.arrive()
    assert office.decide(late).outcome == "after hours"
    office.wait(hours=16)
    assert office.decide(late).outcome == "after hours"
    assert office.turns(1) == "a"
    office.tell(HandedOver, unit="Astoria")
    assert office.decide(late).worker == "b"


def test_nothing_is_given_while_the_office_is_closed(book):
    office = book(closes=time(17), office_days=(0, 1, 2, 3, 4))
    report = office.arrive()
    office.wait(hours=8)
    assert office.decide(report).outcome == "after hours"
    office.wait(days=5)
    assert office.decide(report).outcome == "after hours"
    office.wait(days=2, hours=-8)
    assert office.decide(report).outcome == "assigned"


def test_a_report_that_waits_too_long_is_escalated_once_and_may_still_be_given(book):
    office = book({"Astoria": ""}, escalate_hours=24)
    report = office.arrive()
    office.wait(hours=24, minutes=-1)
    assert not office.give()
    office.wait(minutes=1)
    assert office.decide(report).outcome == "escalate"
    (event,) = office.give()
    assert event.to == "Queens"
    assert not office.give()
    office.tell(WorkerJoined, worker="z", unit="Astoria")
    assert [event.worker for event in office.give()] == ["z"]


def test_a_list_of_no_borough_escalates_to_its_unit(book):
    office = book({"Astoria": ""}, {"Astoria": ("", "")}, escalate_hours=1)
    office.arrive()
    office.wait(hours=1)
    assert office.give()[0].to == "Astoria"


def test_a_report_given_by_hand_counts_as_a_turn_where_the_rule_says_so(book):
    for counts, received in ((True, "bcab"), (False, "abca")):
        office = book(override_counts=counts)
        report = office.arrive()
        office.tell(Overridden, report=report, worker="a", reason="knows them", approver="s")
        assert office.turns(4) == received


def test_who_hands_a_report_back_has_not_had_their_turn_and_is_not_given_it_again(book):
    office = book()
    assert office.turns(3) == "abc"
    office.tell(Returned, report="r1", worker="a", reason="cousin")
    decision = office.decide("r1")
    assert decision.worker == "b"
    assert decision.seen == ("a", "b", "c")
    assert decision.passed == (Passed("a", "returned"),)
    office.give()
    assert office.turns(4) == "acab"


def test_a_rule_may_count_a_report_handed_back_as_a_turn(book):
    office = book(returned_counts=True)
    office.turns(1)
    office.tell(Returned, report="r1", worker="a", reason="cousin")
    assert office.decide("r1").seen == ("b", "c", "a")


def test_a_report_handed_back_is_as_old_as_it_was(book):
    office = book({"Astoria": "ab"}, open_most=1)
    assert office.turns(3) == "ab-"
    office.tell(Returned, report="r1", worker="a", reason="cousin")
    assert [each.report.report for each in office.state.oldest_first] == ["r1", "r3"]


def test_who_joined_again_gets_a_turn_back_only_as_far_as_they_are_ahead(book):
    office, later = book(), book()
    office.turns(3)
    later.turns(4)
    for each, turns_back in ((office, 1), (later, 1)):
        each.tell(WorkerLeft, worker="a")
        each.tell(WorkerJoined, worker="a", unit="Astoria")
        before = each.state.members["a"].mark
        each.tell(Returned, report="r1", worker="a", reason="cousin")
        assert before - each.state.members["a"].mark == turns_back * UNIT
        assert each.state.members["a"].mark == each.state.lists["Astoria"].present
    later.tell(Returned, report="r4", worker="a", reason="cousin")
    assert later.state.members["a"].mark == later.state.lists["Astoria"].present


def test_who_changes_units_after_a_turn_is_not_up_again_at_once(book):
    office = book({"Astoria": "abc", "Bend": "de"})
    assert office.turns(1) + office.turns(1, unit="Bend") == "ad"
    office.tell(WorkerLeft, worker="a")
    office.tell(WorkerJoined, worker="a", unit="Bend")
    assert office.turns(3, unit="Bend") == "eda"


def test_what_somebody_is_owed_does_not_go_along_to_another_list(book):
    office = book({"Astoria": "ab", "Bend": "c"})
    office.skip("a", days=1)
    office.turns(5)
    office.tell(WorkerLeft, worker="a")
    office.tell(WorkerJoined, worker="a", unit="Bend")
    assert owed_rounds(office.state, office.state.members["a"]) == 0
    assert office.turns(4, unit="Bend") == "caca"


def test_reports_moved_by_hand_take_no_turns(book):
    office = book()
    office.turns(3)
    moves = (("r1", "b"),)
    office.tell(BulkReassigned, worker="a", to=moves, reason="transfer", approver="s")
    assert office.state.members["b"].carrying == {"r1", "r2"}
    assert office.turns(3) == "abc"


def test_a_report_moved_by_hand_and_handed_back_gives_no_turn_back(book):
    office = book(new_most=1)
    office.turns(1)
    moves = (("r1", "b"),)
    office.tell(BulkReassigned, worker="a", to=moves, reason="transfer", approver="s")
    mark = office.state.members["b"].mark
    office.tell(Returned, report="r1", worker="b", reason="cousin")
    assert office.state.members["b"].mark == mark
    assert len(office.state.members["a"].received) == 1


def test_a_skip_may_end_before_its_time_and_another_begins_then(book):
    office = book()
    office.skip("a", days=3)
    office.tell(Unskipped, worker="a")
    office.skip("a", "leave", days=1)
    assert office.turns(1) == "b"
    office.wait(days=1)
    assert office.turns(2) == "ca"
    office.wait(days=2)
    office.skip("a", days=1)


def test_a_short_skip_does_not_cut_a_long_one_short(book):
    office = book()
    office.skip("b", "leave", days=14)
    with pytest.raises(RotationError, match=r"skipped for leave until 2026-01-19 09:00:00 already"):
        office.skip("b", hours=1)
    office.wait(hours=2)
    assert "b" not in office.turns(6)


def test_of_two_removals_the_longer_rest_holds_though_the_rule_changed_between(book):
    office = book(cooling_days=5)
    office.turns(1)
    office.tell(RemovalMade, worker="a", report="r1")
    office.tell(RuleChanged, rule=RotationRule("2", cooling_days=1))
    office.tell(RemovalMade, worker="a", report="r1")
    office.wait(days=4)
    assert "a" not in office.turns(4)


def test_a_new_rule_leaves_marks_and_bounds_what_is_owed(book):
    office = book(owed_most=9)
    office.skip("a", days=5)
    office.turns(8)
    rule = RotationRule("2", owed_most=0)
    office.tell(RuleChanged, rule=rule)
    office.wait(days=5)
    assert office.turns(4) == "abca"
    assert office.decide(office.arrive()).rule == "2"


def test_asking_about_a_later_moment_leaves_the_state_as_it_is(book):
    office = book({"Astoria": "abc", "Bend": "d"})
    office.skip("a", "leave", hours=1)
    office.turns(1)
    report = office.arrive()
    before = office.decide(report)
    office.wait(hours=2)
    assert office.decide(report).seen == ("c", "a", "b")
    office.wait(hours=-2)
    assert office.decide(report) == before


def test_it_is_nobodys_turn_for_a_report_that_does_not_wait_or_before_the_last_event(book):
    office = book()
    with pytest.raises(RotationError, match="r9 is not waiting"):
        office.decide("r9")
    report = office.arrive()
    office.wait(minutes=-1)
    with pytest.raises(RotationError, match="before the last event"):
        office.decide(report)
