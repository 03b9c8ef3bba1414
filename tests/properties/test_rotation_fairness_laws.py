"""Laws of the rotation judged: differences come from skips and hands alone, and add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from evenhand.figures import rotation as kinds
from evenhand.rotation.desk import give_out
from evenhand.rotation.fairness.fairness import fairness
from evenhand.rotation.folding import apply
from evenhand.rotation.state import State

START = datetime.fromisoformat("2025-03-03T09:00")
WORKERS = ("Ash", "Bay", "Cedar", "Dill")
UNITS = {"Ash": "North", "Bay": "North", "Cedar": "South", "Dill": "South"}
REASONS = (
    kinds.SkipReason("court", "Court", owed=True, days_most=9, approved=False),
    kinds.SkipReason("leave", "Leave", owed=False, days_most=9, approved=False),
)
RULES = st.builds(
    kinds.RotationRule,
    version=st.just("1"),
    order=st.sampled_from(["strict", "cases", "minutes"]),
    open_most=st.sampled_from([None, 2]),
    new_most=st.sampled_from([None, 2]),
    escalate_hours=st.sampled_from([None, 5]),
    spill=st.sampled_from([(), ("zone",), ("zone", "borough")]),
    reasons=st.just(REASONS),
)
EVEN = st.sampled_from(["arrives", "arrives", "arrives", "away", "back", "share", "closes"])
UNEVEN = st.sampled_from(["arrives", "arrives", "skip", "by hand", "returns", "away", "back"])


def steps(words):
    return st.lists(
        st.tuples(words, st.sampled_from(WORKERS), st.integers(0, 20)), min_size=1, max_size=40
    )


def written(state, word, worker, number):
    """The event that a drawn word means now; None where it cannot happen."""
    told = {"seq": state.seq + 1, "at": START + timedelta(hours=state.seq)}
    carried = sorted(state.carried)
    chosen = carried[number % len(carried)] if carried else ""
    if word == "arrives":
        rare = {"minutes": 60 * number, "language": "Yoruba" if number == 20 else ""}
        return kinds.ReportArrived(**told, report=f"r{state.seq}", unit=UNITS[worker], **rare)
    if word == "skip":
        skip, reason = state.members[worker].skip, REASONS[number % 2].code
        if skip and skip.until > told["at"]:
            return None
        until = told["at"] + timedelta(hours=1 + number)
        return kinds.Skipped(**told, worker=worker, reason=reason, until=until)
    if word in ("away", "back"):
        status = "away" if word == "away" else "available"
        return kinds.StatusChanged(**told, worker=worker, status=status)
    if word == "share":
        return kinds.ShareChanged(**told, worker=worker, share=100 - number)
    if word == "by hand" and state.waiting:
        report = min(state.waiting)
        return kinds.Overridden(**told, report=report, worker=worker, reason="near", approver="S")
    if word == "returns" and chosen:
        holder = state.carried[chosen].worker
        return kinds.Returned(**told, report=chosen, worker=holder, reason="knows them")
    return kinds.Closed(**told, report=chosen) if word == "closes" and chosen else None


def run(rule, drawn):
    """A log of two units in one zone, given out by the desk after every event."""
    state, log = State(), []
    opening = [kinds.RuleChanged(seq=1, at=START, rule=rule)]
    opening += [
        kinds.ListOpened(seq=0, at=START, unit=unit, zone="Z", borough="B")
        for unit in ("North", "South")
    ]
    opening += [
        kinds.WorkerJoined(seq=0, at=START, worker=name, unit=unit) for name, unit in UNITS.items()
    ]
    for event in opening:
        log.append(replace(event, seq=state.seq + 1))
        apply(state, log[-1])
    for word, worker, number in drawn:
        event = written(state, word, worker, number)
        if event:
            apply(state, event)
            log += [event, *give_out(state, event.at)]
    return log


@given(RULES, steps(EVEN))
def test_without_skips_and_hands_nobody_received_more_or_fewer(rule, drawn):
    found = fairness(run(rule, drawn), None, None, seed=1)
    assert {row.difference for row in found.shares} == {0}


@given(RULES, steps(UNEVEN))
def test_differences_add_up_to_what_waits_on_one_side_only(rule, drawn):
    log = run(rule, drawn)
    found = fairness(log, None, None, seed=1)
    arrived = sum(isinstance(event, kinds.ReportArrived) for event in log)
    assert sum(row.received for row in found.shares) <= arrived
    gap = sum(row.difference for row in found.shares)
    assert gap == 0 or any(f"add up to {gap}" in flag for flag in found.flags)


@given(RULES, steps(UNEVEN))
def test_other_names_change_nothing_but_names(rule, drawn):
    log = run(rule, drawn)
    names = dict(zip(WORKERS, reversed(WORKERS), strict=True))

    def renamed(event):
        changes = {"worker": names[event.worker]} if hasattr(event, "worker") else {}
        if isinstance(event, kinds.Assigned):
            changes["seen"] = tuple(names[each] for each in event.seen)
            changes["passed"] = tuple((names[who], why) for who, why in event.passed)
        return replace(event, **changes)

    ours = fairness(log, None, None, seed=1)
    theirs = fairness([renamed(event) for event in log], None, None, seed=1)
    assert theirs.shares == tuple(replace(row, worker=names[row.worker]) for row in ours.shares)
    assert theirs.neutrality == ours.neutrality
