"""Laws of the list: names decide nothing, a skip is its own, nobody's debt grows without end."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime, timedelta
from itertools import cycle, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.figures import rotation as events
from evenhand.rotation.desk import give_out
from evenhand.rotation.folding import apply, fold
from evenhand.rotation.marks import step_of
from evenhand.rotation.state import State

MONDAY = datetime.fromisoformat("2026-01-05T09:00")
REASONS = (
    events.SkipReason("court", "In court", owed=True, days_most=400),
    events.SkipReason("leave", "On leave", owed=False, days_most=400),
)
#: Each example is an office for days, so each law is tried on fewer.
some = settings(max_examples=settings.default.max_examples // 3)
#: What the office is told: by hours after the beginning, (worker, reason, length in hours).
hours = st.integers(0, 60)
skips = st.tuples(hours, st.integers(0, 7), st.sampled_from(["court", "leave"]), st.integers(1, 30))
shares = st.lists(st.sampled_from([100, 80, 60, 50, 20]), min_size=2, max_size=7)


def year(staff, told=(), reports=80, names=None, **rule):
    """An office's log: staff joins, a report arrives each hour, and what is told happens."""
    state, log, free = State(), [], dict[str, int]()
    names = names or [f"w{number}" for number in range(len(staff))]

    def tell(kind, at, **said):
        event = kind(seq=state.seq + 1, at=at, **said)
        apply(state, event)
        log.append(event)

    tell(events.RuleChanged, MONDAY, rule=events.RotationRule("1", reasons=REASONS, **rule))
    tell(events.ListOpened, MONDAY, unit="Astoria")
    for name, share in zip(names, staff, strict=False):
        tell(events.WorkerJoined, MONDAY, worker=name, unit="Astoria", share=share)
    for hour in range(reports):
        at = MONDAY + timedelta(hours=hour)
        for when, number, reason, length in told:
            name = names[number % len(staff)]
            if when == hour and hour >= free.get(name, 0):
                free[name] = hour + length
                said = {"reason": reason, "until": at + timedelta(hours=length), "approver": "s"}
                tell(events.Skipped, at, worker=name, **said)
        tell(events.ReportArrived, at, report=f"r{hour}", unit="Astoria", minutes=100 + hour)
        log += give_out(state, at)
    return state, log


def turns(log):
    return [event.worker for event in log if isinstance(event, events.Assigned)]


@some
@given(st.integers(1, 9), st.integers(0, 60))
def test_the_strict_order_with_everybody_there_is_plain_round_robin(staff, reports):
    _, log = year([100] * staff, reports=reports)
    assert turns(log) == list(islice(cycle(f"w{number}" for number in range(staff)), reports))


@some
@given(shares, st.lists(skips, max_size=6), st.permutations("tuvwxyz"))
@pytest.mark.parametrize("order", ["strict", "cases", "minutes"])
def test_other_names_change_nothing_but_names(order, staff, told, others):
    names = [f"w{number}" for number in range(len(staff))]
    _, log = year(staff, told, names=names, order=order)
    _, renamed = year(staff, told, names=others, order=order)
    back = dict(zip(others, names, strict=False))
    assert turns(log) == [back[name] for name in turns(renamed)]


@some
@given(shares, st.lists(skips, max_size=6))
def test_other_names_of_units_change_nothing_but_names(staff, told):
    _, log = year(staff, told, order="cases")

    def elsewhere(event):
        named = {each.name for each in fields(event)} & {"unit"}
        return replace(event, unit="Zigzag") if named else event

    state = fold(elsewhere(event) for event in log)
    assert [m.worker for m in state.lists["Zigzag"].members] == [
        m.worker for m in fold(log).lists["Astoria"].members
    ]


@some
@given(st.integers(2, 7), st.lists(skips, min_size=1, max_size=6))
def test_a_skip_changes_nothing_in_the_order_of_the_others(staff, told):
    """Strict order: leave the skipped person's turns out, and the rest is as without skips."""
    mine = [(when, 0, reason, length) for when, _, reason, length in told]
    _, log = year([100] * staff, mine)
    _, without = year([100] * staff)
    others = [name for name in turns(log) if name != "w0"]
    expected = [name for name in turns(without) if name != "w0"]
    shortest = min(len(others), len(expected))
    assert others[:shortest] == expected[:shortest]


@some
@given(st.integers(2, 7), st.integers(0, 3), st.integers(1, 60))
def test_after_an_owed_skip_the_turns_made_up_for_are_bounded(staff, owed, length):
    _, log = year([100] * staff, [(0, 0, "court", length)], reports=120, owed_most=owed)
    back = turns(log)[length:]
    first_others = next((place for place, name in enumerate(back) if name != "w0"), len(back))
    missed = -(-length // (staff - 1))
    assert first_others <= min(missed, owed) + 1
    assert back.count("w0") - len(back) / staff <= min(missed, owed) + 1


@some
@given(st.integers(2, 7), st.integers(1, 60))
def test_a_skip_that_is_not_owed_gives_no_turn_back(staff, length):
    _, log = year([100] * staff, [(0, 0, "leave", length)], reports=120)
    back = turns(log)[length:]
    for name in {*back}:
        assert abs(back.count(name) - len(back) / staff) <= 1


@some
@given(shares, st.lists(skips, max_size=6))
def test_in_the_long_run_everybody_receives_by_their_share(staff, told):
    """Once all skips are over, turns of equal weight come in proportion, to within two."""
    _, log = year(staff, told, reports=220, order="cases")
    settled = turns(log)[100:]
    for number, share in enumerate(staff):
        assert abs(settled.count(f"w{number}") - len(settled) * share / sum(staff)) <= 2


#: What the office does: a report in turn, one by hand, one for a sibling, one that needs Spanish.
gifts = st.lists(
    st.tuples(st.sampled_from(["turn", "turn", "hand", "sibling", "Spanish"]), st.integers(0, 4)),
    max_size=25,
)


def office(staff, done, pauses=(), owed=1, order="cases"):
    """Who received what was done; at each place of `pauses`, a pause in which nothing arrives."""
    state, at, received = State(), MONDAY, []
    names = [f"w{number}" for number in range(len(staff))]

    def tell(kind, **said):
        apply(state, kind(seq=state.seq + 1, at=at, **said))

    rule = events.RotationRule("1", order=order, owed_most=owed, reasons=REASONS)
    tell(events.RuleChanged, rule=rule)
    tell(events.ListOpened, unit="Astoria")
    for number, name in enumerate(names):
        said = {"share": staff[number], "languages": () if number else ("Spanish",)}
        tell(events.WorkerJoined, worker=name, unit="Astoria", **said)
    for place, (what, number) in enumerate(done):
        name, other = names[number % len(names)], names[place % len(names)]
        for when, pause in pauses:
            if when == place and pause == "away":
                tell(events.StatusChanged, worker=other, status="away")
                at += timedelta(hours=1)
                tell(events.StatusChanged, worker=other, status="available")
            elif when == place:
                until = at + timedelta(hours=1)
                tell(events.Skipped, worker=other, reason=pause, until=until, approver="s")
                at = until
        said = {"sibling": name} if what == "sibling" else {}
        said |= {"language": "Spanish"} if what == "Spanish" else {}
        tell(events.ReportArrived, report=f"r{place}", unit="Astoria", **said)
        if what == "hand":
            tell(events.Overridden, report=f"r{place}", worker=name, reason="x", approver="s")
        received += [event.worker for event in give_out(state, at)]
    return state, received


@some
@given(
    shares,
    gifts,
    st.dictionaries(st.integers(0, 25), st.sampled_from(["court", "leave", "away"]), min_size=1),
    st.integers(0, 2),
)
def test_a_pause_in_which_nothing_arrived_costs_nobody_a_turn_whatever_gifts_were_made(
    staff, done, pauses, owed
):
    _, with_pauses = office(staff, done, pauses.items(), owed)
    _, without = office(staff, done, (), owed)
    assert with_pauses == without


@some
@given(shares, gifts, st.integers(0, 2), st.sampled_from(["strict", "cases", "minutes"]))
def test_nobody_is_further_ahead_than_a_turn_and_the_rounds_one_may_be_owed(
    staff, done, owed, order
):
    state, _ = office(staff, done, (), owed, order)
    listing = state.lists["Astoria"]
    for member in listing.members:
        assert member.mark - listing.present <= (1 + owed) * step_of(order, member.share, 0, 504)
