"""Everybody's share beside a rotation without skips, and what is said of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evenhand.errors import RotationError
from evenhand.rotation.desk import give_out
from evenhand.rotation.fairness.fairness import fairness
from evenhand.rotation.folding import apply
from evenhand.rotation.state import State

SIX = "0 | rule\n0 | list North\n" + "".join(
    f"0 | joins {name} North\n" for name in ("Ash", "Bay", "Cedar", "Dill", "Elm", "Fir")
)


def run(events):
    """A whole log from its facts: after each, the desk gives out what it can."""
    state, log = State(), []
    for event in events:
        event = replace(event, seq=state.seq + 1)
        apply(state, event)
        log += [event, *give_out(state, event.at)]
    return log


@pytest.fixture
def month(log):
    """Six people, three reports a day; Ash is on leave, unowed, from the 2nd to the 12th day."""
    rows = [f"{day} {9 + n} | arrives r{day}-{n} North\n" for day in range(1, 20) for n in range(3)]
    rows.insert(6, "2 12 | skip Ash leave 12\n")
    return run(log(SIX + "".join(rows)))


def test_differences_add_up_to_nothing_where_nothing_waits(month):
    found = fairness(month, None, None, seed=1)
    assert sum(row.difference for row in found.shares) == 0
    assert sum(row.received for row in found.shares) == 57
    assert found.flags == ()


def test_who_was_skipped_unowed_received_fewer_and_the_others_more(month):
    shares = {row.worker: row for row in fairness(month, None, None, seed=1).shares}
    assert shares["Ash"].difference == -5
    assert all(row.difference > 0 for name, row in shares.items() if name != "Ash")
    assert dict(shares["Ash"].passed)["skip:leave"] == shares["Ash"].passed[0][1]
    assert shares["Ash"].minutes == 60 * shares["Ash"].received


def test_a_log_without_skips_differs_by_nothing_for_anybody(log):
    rows = [f"{day} 9 | arrives r{day} North\n" for day in range(1, 20)]
    found = fairness(run(log(SIX + "".join(rows))), None, None, seed=1)
    assert {row.difference for row in found.shares} == {0}
    assert all(not each.found for each in found.neutrality)


def test_a_period_counts_what_arrived_in_it(month, when):
    found = fairness(month, when("5"), when("10"), seed=1)
    assert sum(row.received for row in found.shares) == 15
    assert {row.days for row in found.shares} == {5}
    (leave,) = found.excluded
    assert (leave.worker, leave.days, leave.lasts) == ("Ash", 5, True)


def test_gifts_by_hand_are_counted_as_such(log):
    events = run(log(SIX + "1 9 | arrives r1 North spanish\n1 10 | by-hand r1 Fir"))
    shares = {row.worker: row for row in fairness(events, None, None, seed=1).shares}
    assert (shares["Fir"].by_hand, shares["Ash"].by_hand) == (1, 0)


def test_what_waits_on_one_side_only_is_told(log):
    events = log(
        "0 | rule\n0 | list North\n0 | joins Ash North\n"
        "1 8 | skip Ash leave 9\n1 9 | arrives r1 North\n2 9 | escalated r1"
    )
    found = fairness(events, None, None, seed=1)
    assert found.flags == (
        "of 1 reports 1 waited at the end, and without skips 0 would have; "
        "the differences add up to -1",
    )
    assert sum(row.difference for row in found.shares) == -1


def test_events_that_cannot_have_happened_are_left_out_and_told(log):
    events = log(
        SIX + "1 9 | arrives r1 North\n1 9 | given r1 Ash\n1 10 | given r2 Ash\n1 | share Bay 50"
    )
    found = fairness(events, None, None, seed=1)
    assert found.flags == (
        "1 event was left out that cannot have happened; replay the log to see which",
    )
    two = fairness([*events, replace(events[-1], worker="Zoe")], None, None, seed=1)
    assert two.flags[0].startswith("2 events were left out")


def test_an_assignment_to_whose_turn_it_was_not_is_judged_and_not_left_out(log):
    events = log(SIX + "1 9 | arrives r1 North\n1 9 | given r1 Fir")
    found = fairness(events, None, None, seed=1)
    assert found.flags == ()
    assert {row.worker: row.difference for row in found.shares if row.difference} == {
        "Ash": -1,
        "Fir": 1,
    }


def test_a_period_outside_the_log_is_refused(month, when):
    with pytest.raises(RotationError, match="No event of the log lies"):
        fairness(month, when("40"), when("50"), seed=1)
