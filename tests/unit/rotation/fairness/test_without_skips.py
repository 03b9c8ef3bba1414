"""What a rotation without skips would have given, drawn by hand."""

from __future__ import annotations

from dataclasses import replace

from evenhand.figures.rotation import Closed, Escalated
from evenhand.rotation.fairness.receiving import received
from evenhand.rotation.fairness.without_skips import without_skips

TWO = "0 | rule\n0 | list North\n0 | joins Astoria North\n0 | joins Bend North\n"


def given(events):
    """Who received each report, in the order of giving."""
    return received(events, events[0].at).holder


def test_a_skip_changes_who_received_and_without_it_turns_go_round(log):
    events = log(
        TWO
        + "1 8 | skip Astoria leave 9\n1 9 | arrives r1 North\n1 9 | given r1 Bend\n"
        + "2 9 | arrives r2 North\n2 9 | given r2 Bend"
    )
    assert given(events) == {"r1": "Bend", "r2": "Bend"}
    assert given(without_skips(events)) == {"r1": "Astoria", "r2": "Bend"}


def test_a_log_without_skips_or_hands_is_what_it_would_have_been(log):
    rows = "".join(
        f"{day} 9 | arrives r{day} North\n{day} 9 | given r{day} {who}\n"
        for day, who in enumerate(["Astoria", "Bend"] * 4, start=1)
    )
    events = log(TWO + rows)
    assert given(without_skips(events)) == given(events)


def test_absence_stays_as_it_was(log):
    events = log(
        TWO + "1 8 | is Astoria away\n1 9 | arrives r1 North\n1 9 | given r1 Bend\n"
        "2 9 | arrives r2 North\n2 9 | given r2 Bend"
    )
    assert given(without_skips(events)) == {"r1": "Bend", "r2": "Bend"}


def test_gifts_by_hand_and_hand_backs_are_left_out(log):
    events = log(
        TWO + "1 9 | arrives r1 North\n1 9 | by-hand r1 Bend\n2 9 | back r1 Bend\n"
        "2 10 | moved Bend\n2 10 | given r1 Bend"
    )
    assert given(without_skips(events)) == {"r1": "Astoria"}


def test_the_time_let_be_after_a_removal_is_left_out(log, cooling):
    events = log(
        TWO + "1 9 | arrives r1 North\n1 9 | given r1 Astoria\n1 10 | removal Astoria r1\n"
        "2 9 | arrives r2 North\n2 9 | given r2 Bend\n3 9 | arrives r3 North\n3 9 | given r3 Bend",
        cooling,
    )
    assert given(without_skips(events)) == {"r1": "Astoria", "r2": "Bend", "r3": "Astoria"}


def test_what_nobody_can_take_goes_where_it_went_by_hand(log):
    events = log(TWO + "1 9 | arrives r1 North spanish\n1 10 | by-hand r1 Bend")
    assert given(without_skips(events)) == {"r1": "Bend"}


def test_what_waits_for_the_hand_over_does_not_go_by_hand(log, night_rule):
    events = log(
        TWO + "1 22 | arrives r1 North\n1 23 | by-hand r1 Bend\n2 9 | handed-over North\n"
        "2 9 | arrives r2 North\n2 9 | given r2 Astoria",
        night_rule,
    )
    assert given(without_skips(events)) == {"r1": "Astoria", "r2": "Bend"}


def test_work_that_ended_while_its_report_would_have_waited_ends_once_it_is_given(log, capped):
    events = log(
        TWO + "1 9 | arrives r1 North spanish\n1 9 | given r1 Astoria\n2 9 | closed r1\n"
        "3 9 | arrives r2 North\n3 9 | given r2 Bend",
        capped,
    )
    told = without_skips([*events])
    assert "r1" not in given(told)
    later = [*events, replace(log("4 | by-hand r1 Bend")[0], seq=len(events) + 1)]
    told = without_skips(later)
    assert given(told)["r1"] == "Bend"
    assert isinstance(told[-1], Closed)
    assert told[-1].report == "r1"


def test_what_waits_too_long_is_put_before_somebody(log, hasty):
    events = log(TWO + "1 9 | arrives r1 North spanish\n3 9 | escalated r1", hasty)
    assert isinstance(without_skips(events)[-1], Escalated)


def test_events_are_numbered_anew_without_gaps(log):
    events = log(TWO + "1 8 | skip Astoria leave 9\n1 9 | arrives r1 North\n1 9 | given r1 Bend")
    assert [event.seq for event in without_skips(events)] == [1, 2, 3, 4, 5, 6]
