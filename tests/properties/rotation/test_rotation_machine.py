"""Whatever happens in an office, in whatever order: no report is lost, no rule of the list broken.

The rules of this machine are the events; after each, everything that must hold is looked at.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from evenhand.figures import rotation as events
from evenhand.rotation.desk import give_out, next_event
from evenhand.rotation.folding import apply
from evenhand.rotation.marks import step_of
from evenhand.rotation.reconciling import reconcile
from evenhand.rotation.replaying import replay
from evenhand.rotation.state import State
from evenhand.rotation.turn import whose_turn

UNITS = {"Astoria": ("west", "A"), "Bend": ("west", "A"), "Coos Bay": ("", "A"), "Dallas": ("", "")}
WORKERS = "abcdefg"
MONDAY = datetime.fromisoformat("2026-01-05T09:00")
REASONS = (
    events.SkipReason("court", "In court", owed=True, days_most=9),
    events.SkipReason("leave", "On leave", owed=False, days_most=9),
)
#: Rules in which every cap binds now and then.
RULES = [
    events.RotationRule(name, reasons=REASONS, **said)
    for name, said in {
        "strict": {},
        "capped": {"order": "cases", "open_most": 2, "training_most": 1, "escalate_hours": 30},
        "flow": {"order": "minutes", "new_most": 2, "new_days": 2, "cooling_days": 1, "spill": ()},
        "night": {
            **{"opens": time(9), "closes": time(17), "owed_most": 2, "escalate_hours": 40},
            **{"cooling_days": 2, "cooling_owed": True, "returned_counts": True},
            **{"override_counts": False, "office_days": (0, 1, 2, 3, 4)},
        },
    }.items()
]
some_worker, some_unit = st.sampled_from(WORKERS), st.sampled_from(list(UNITS))
a_busy_unit = st.sampled_from(["Astoria", "Bend"])
some_rule, any_of = st.sampled_from(RULES), st.integers(0, 10**6)


class Office(RuleBasedStateMachine):
    slowly = None

    def tell(self, kind, **said):
        """Write an event down, unless it cannot be."""
        event = kind(seq=self.state.seq + 1, at=self.at, **said)
        apply(self.state, event)
        self.log.append(event)

    def on_lists(self):
        return [m.worker for m in self.state.members.values() if m.unit]

    def one(self, many, number):
        return sorted(many)[number % len(many)]

    @initialize(which=some_rule, where=st.lists(a_busy_unit, min_size=6, max_size=6))
    def begin(self, which, where):
        self.state, self.log, self.at, self.count = State(), [], MONDAY, 0
        self.tell(events.RuleChanged, rule=which)
        for unit, (zone, borough) in UNITS.items():
            self.tell(events.ListOpened, unit=unit, zone=zone, borough=borough)
        for worker, unit in zip(WORKERS, where, strict=False):
            self.tell(events.WorkerJoined, worker=worker, unit=unit)

    @rule(hours=st.sampled_from([1, 5, 16, 24, 60]))
    def time_passes(self, hours):
        self.at += timedelta(hours=hours)

    @rule(which=some_rule)
    def another_rule(self, which):
        self.tell(events.RuleChanged, rule=which)

    @rule(worker=some_worker, unit=some_unit, share=st.sampled_from([100, 50, 23]))
    def somebody_joins(self, worker, unit, share):
        if worker not in self.on_lists():
            said = {"tracks": ("cares",)} if worker in "ab" else {"languages": ("Spanish",)}
            training = worker == "c"
            self.tell(
                events.WorkerJoined,
                **{"worker": worker, "unit": unit, "share": share, "training": training},
                **said,
            )

    @precondition(lambda self: self.on_lists())
    @rule(number=any_of, share=st.sampled_from([100, 80, 50]))
    def somebodys_share_changes(self, number, share):
        worker = self.one(self.on_lists(), number)
        self.tell(events.ShareChanged, worker=worker, share=share)

    @precondition(lambda self: self.on_lists())
    @rule(number=any_of, status=st.sampled_from(["available", "training", "away"]))
    def somebodys_status_changes(self, number, status):
        worker = self.one(self.on_lists(), number)
        self.tell(events.StatusChanged, worker=worker, status=status)

    @precondition(lambda self: self.on_lists())
    @rule(number=any_of)
    def somebody_leaves(self, number):
        self.tell(events.WorkerLeft, worker=self.one(self.on_lists(), number))

    @precondition(lambda self: self.on_lists())
    @rule(number=any_of, reason=st.sampled_from(["court", "leave"]), hours=st.integers(1, 90))
    def somebody_is_skipped(self, number, reason, hours):
        until, worker = self.at + timedelta(hours=hours), self.one(self.on_lists(), number)
        if not self.is_skipped(worker):
            said = {"worker": worker, "approver": "s"}
            self.tell(events.Skipped, reason=reason, until=until, **said)

    def is_skipped(self, worker):
        skip = self.state.members[worker].skip
        return skip is not None and skip.until > self.at

    @rule(number=any_of)
    def a_skip_ends_early(self, number):
        ending = [worker for worker in self.state.members if self.is_skipped(worker)]
        if ending:
            self.tell(events.Unskipped, worker=self.one(ending, number))

    @rule(unit=some_unit, minutes=st.sampled_from([0, 100, 504, 2000]), number=any_of)
    def a_report_arrives(self, unit, minutes, number):
        self.count += 1
        said = {"report": f"r{self.count:03}", "unit": unit, "minutes": minutes}
        needs = [{}, {}, {}, {"track": "cares"}, {"track": "other"}, {"language": "Spanish"}]
        knows = [{}, {}, {"sibling": "a"}, {"previous": "b"}, {"conflicts": ("a", "c")}]
        said |= needs[number % 6] | knows[number % 5]
        self.tell(events.ReportArrived, **said)

    @rule()
    def the_desk_gives_one_out(self):
        event = next_event(self.state, self.at)
        if event:
            present = {unit: each.present for unit, each in self.state.lists.items()}
            apply(self.state, event)
            self.log.append(event)
        if isinstance(event, events.Assigned):
            member = self.state.members[event.worker]
            rule = self.state.rule
            ordinary = step_of(rule.order, member.share, 0, rule.round_minutes)
            bound = present[member.unit] - rule.owed_most * ordinary
            assert member.mark > bound
            assert all(self.state.lists[unit].present >= was for unit, was in present.items())

    @rule()
    def the_desk_gives_out_all(self):
        self.log += give_out(self.state, self.at)
        assert next_event(self.state, self.at) is None

    @rule(unit=a_busy_unit, reports=st.integers(2, 9))
    def a_busy_hour(self, unit, reports):
        """Reports that ask for nothing, each given out as it comes: the list goes round."""
        for _ in range(reports):
            self.a_report_arrives(unit, 504, 0)
            self.every_decision_is_as_worked_out_slowly()
            self.log += give_out(self.state, self.at)

    @rule(
        unit=a_busy_unit,
        reason=st.sampled_from(["court", "leave", "away"]),
        missed=st.integers(2, 9),
        after=st.integers(2, 9),
    )
    def the_first_on_a_list_misses_turns_and_comes_back(self, unit, reason, missed, after):
        members = self.state.lists[unit].members
        if not members:
            return
        worker, until = members[0].worker, self.at + timedelta(hours=5)
        skip = {"worker": worker, "reason": reason, "until": until, "approver": "s"}
        if reason == "away":
            self.tell(events.StatusChanged, worker=worker, status="away")
        elif not self.is_skipped(worker):
            self.tell(events.Skipped, **skip)
        self.a_busy_hour(unit, missed)
        self.at = until
        if reason == "away":
            self.tell(events.StatusChanged, worker=worker, status="available")
        self.a_busy_hour(unit, after)

    @precondition(lambda self: self.state.waiting and self.on_lists())
    @rule(number=any_of)
    def one_is_given_by_hand(self, number):
        said = {"report": self.one(self.state.waiting, number), "reason": "x", "approver": "s"}
        self.tell(events.Overridden, worker=self.one(self.on_lists(), number // 7), **said)

    @precondition(lambda self: self.state.carried)
    @rule(number=any_of, what=st.sampled_from(["close", "return", "removal", "move"]))
    def something_happens_to_a_carried_one(self, number, what):
        report = self.one(self.state.carried, number)
        worker = self.state.carried[report].worker
        if what == "close":
            self.tell(events.Closed, report=report)
        elif what == "return":
            self.tell(events.Returned, report=report, worker=worker, reason="x")
        elif self.on_lists() and what == "move":
            to = ((report, self.one(self.on_lists(), number // 7)),)
            self.tell(events.BulkReassigned, worker=worker, to=to, reason="x", approver="s")
        elif worker in self.on_lists():
            self.tell(events.RemovalMade, worker=worker, report=report)

    @rule(unit=some_unit)
    def the_night_hands_over(self, unit):
        self.tell(events.HandedOver, unit=unit)

    @invariant()
    def no_report_is_lost_or_doubled(self):
        state = self.state
        where = [*state.waiting, *state.carried, *state.closed]
        assert sorted(where) == [f"r{number + 1:03}" for number in range(self.count)]
        told = reconcile(state, where)
        assert (told.missing, told.unknown, told.twice) == ((), (), ())
        queued = sorted(r for each in state.lists.values() for _, r in each.waiting)
        assert queued == sorted(state.waiting)
        holding = {r: m.worker for m in state.members.values() for r in m.carrying}
        assert holding == {r: carried.worker for r, carried in state.carried.items()}

    @invariant()
    def every_list_is_in_order_and_has_everybody_once(self):
        listed = [m.worker for each in self.state.lists.values() for m in each.members]
        assert sorted(listed) == sorted(self.on_lists())
        for each in self.state.lists.values():
            assert each.order == sorted(each.order, key=lambda entry: entry[:2])
            assert all((m.mark, m.place) == (a, b) for a, b, m in each.order)
            assert [seq for seq, _ in each.waiting] == sorted(seq for seq, _ in each.waiting)

    @invariant()
    def the_log_gives_the_state_again_without_a_fault(self):
        replayed = replay(self.log)
        assert replayed.faults == ()
        again = replayed.state
        assert next_event(again, self.at) == next_event(self.state, self.at)
        assert again == self.state

    @invariant()
    def every_decision_is_as_worked_out_slowly(self):
        queue = list(self.state.waiting)
        for report in {*queue[:2], *queue[-2:]}:  # the ends of a long queue tell as much
            decision = whose_turn(self.state, report, self.at)
            passed = tuple((each.worker, each.why) for each in decision.passed)
            quick = (decision.outcome, decision.worker, decision.via, decision.seen, passed)
            assert quick == self.slowly(self.log, report, self.at)

    @invariant()
    def the_next_given_is_the_first_who_can_and_goes_over_no_cap(self):
        for report in self.state.waiting:
            self.look_at(whose_turn(self.state, report, self.at))

    def look_at(self, decision):
        if decision.outcome != "assigned":
            return
        passed = [each.worker for each in decision.passed]
        if decision.via not in ("sibling", "previous"):
            assert [*passed, decision.worker] == [*decision.seen][: len(passed) + 1]
        member, most = self.state.members[decision.worker], self.state.rule.open_most
        assert member.status != "away"
        assert most is None or len(member.carrying) < most


def test_an_office_through_anything_that_happens(slowly):
    run_state_machine_as_test(
        type("Watched", (Office,), {"slowly": staticmethod(slowly)}),
        settings=settings(
            settings.default,
            max_examples=settings.default.max_examples // 2,
            stateful_step_count=30,
        ),
    )
