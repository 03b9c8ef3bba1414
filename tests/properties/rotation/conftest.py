"""Whose turn it is, worked out slowly from a whole log; the quick way must agree.

The slow way keeps no state from one decision to the next: at each it reads the log from its
first event, sorts everybody anew, and asks what stands in the way by counting again.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from types import SimpleNamespace

import pytest

UNIT = 232_792_560


class SlowOffice:
    """An office read from its log up to a moment; a method for each kind of event."""

    def __init__(self, log, at):
        self.lists, self.people, self.reports, self.place = {}, {}, {}, 0
        for event in log:
            self.settle(event.at)
            getattr(self, type(event).__name__)(event)
        self.settle(at)
        self.at = at

    def stand(self, person, mark):
        self.place += 1
        person.mark, person.place = mark, self.place

    def settle(self, now):
        self.at = now
        for person in self.people.values():
            person.pauses = {kind: p for kind, p in person.pauses.items() if p.until > now}

    def pause(self, event, kind, until, owed):
        pauses, code = self.people[event.worker].pauses, getattr(event, "reason", "")
        if kind not in pauses or pauses[kind].until <= until:
            pauses[kind] = SimpleNamespace(until=until, owed=owed, code=code)

    def cost(self, person, report):
        weight, minutes = Fraction(1), report.minutes if report else 0
        if self.rule.order == "minutes":
            weight = Fraction(minutes or self.rule.round_minutes, self.rule.round_minutes)
        return round(UNIT * weight * 100 / (100 if self.rule.order == "strict" else person.share))

    def turn(self, person, report, how):
        """A turn "in order" moves the present, one "used up" does not; a "gift" is bounded."""
        here, cost, before = self.lists[person.unit], self.cost(person, report), person.mark
        most = self.rule.owed_most * self.cost(person, None)
        start = max(person.mark, here.present - most)
        if how == "gift":
            start = min(start, here.present + most)
        self.stand(person, max(before, start + cost))
        if how == "in order":
            here.present = max(here.present, start)
        return min(cost, person.mark - before)

    def give(self, event, how):
        report, person = self.reports[event.report], self.people[event.worker]
        report.turn = self.turn(person, report.told, how) if how else 0
        report.moved = False
        report.holder, report.given, report.since = event.worker, event.at, person.since
        report.night = False
        person.received.append(event.at)

    def RuleChanged(self, event):
        self.rule = event.rule

    def ListOpened(self, event):
        told = SimpleNamespace(unit=event.unit, zone=event.zone, borough=event.borough, present=0)
        self.lists[event.unit] = told

    def WorkerJoined(self, event):
        person = self.people.setdefault(
            event.worker, SimpleNamespace(received=[], pauses={}, ahead=0)
        )
        person.unit, person.share, person.since = event.unit, event.share, event.seq
        person.tracks, person.languages = event.tracks, event.languages
        person.status = "training" if event.training else "available"
        self.stand(person, self.lists[event.unit].present + person.ahead)

    def WorkerLeft(self, event):
        person = self.people[event.worker]
        person.ahead = max(0, person.mark - self.lists[person.unit].present)
        person.unit, person.pauses = "", {}

    def StatusChanged(self, event):
        person = self.people[event.worker]
        present = self.lists[person.unit].present
        if person.status != "away" == event.status:
            person.owed = max(0, present - person.mark)
        elif person.status == "away" != event.status and person.mark < present - person.owed:
            self.stand(person, present - person.owed)
        person.status = event.status

    def ShareChanged(self, event):
        self.people[event.worker].share = event.share

    def Skipped(self, event):
        owed = {each.code: each.owed for each in self.rule.reasons}[event.reason]
        self.pause(event, "skip", event.until, owed)

    def Unskipped(self, event):
        del self.people[event.worker].pauses["skip"]

    def RemovalMade(self, event):
        days = timedelta(days=self.rule.cooling_days)
        if days:
            self.pause(event, "cooling", event.at + days, self.rule.cooling_owed)

    def ReportArrived(self, event):
        fresh = {"holder": "", "refused": [], "escalated": False}
        self.reports[event.report] = SimpleNamespace(
            told=event, night=not self.open(event.at), **fresh
        )

    def Assigned(self, event):
        report = self.reports[event.report]
        first = event.seen[len(event.passed)] if len(event.seen) > len(event.passed) else ""
        for worker, why in event.passed:
            other = self.people[worker]
            same = other.unit == self.people[event.worker].unit
            if same and why.split(":")[0] in ("skip", "cooling") and self.lost(worker, report):
                self.turn(other, report.told, "used up")
        self.give(event, "in order" if first == event.worker else "gift")

    def lost(self, worker, report):
        """Whether pauses alone kept the report away, and none of them gives it back."""
        person = self.people[worker]
        kept, person.pauses = person.pauses, {}
        could = not self.why_not(worker, report)
        person.pauses = kept
        return could and not any(pause.owed for pause in kept.values())

    def Overridden(self, event):
        self.give(event, "gift" if self.rule.override_counts else "")

    def Returned(self, event):
        report, person = self.reports[event.report], self.people[event.worker]
        if not self.rule.returned_counts and not report.moved:
            person.received.remove(report.given)
            if person.unit and report.turn:
                ahead = max(0, person.mark - self.lists[person.unit].present)
                here = report.since == person.since
                self.stand(person, person.mark - (report.turn if here else min(report.turn, ahead)))
        report.holder, report.escalated = "", False
        report.refused.append(event.worker)

    def BulkReassigned(self, event):
        for name, to in event.to:
            self.reports[name].holder, self.reports[name].moved = to, True

    def Closed(self, event):
        del self.reports[event.report]

    def Escalated(self, event):
        self.reports[event.report].escalated = True

    def HandedOver(self, event):
        for report in self.reports.values():
            report.night = report.night and report.told.unit != event.unit

    def open(self, at):
        opens, closes = self.rule.opens, self.rule.closes
        early, late = opens and at.time() < opens, closes and at.time() >= closes
        return at.weekday() in self.rule.office_days and not early and not late

    def why_not(self, worker, report):
        person, rule, told = self.people[worker], self.rule, report.told
        held = sum(each.holder == worker for each in self.reports.values())
        since = self.at - timedelta(days=rule.new_days)
        lately = sum(since < each <= self.at for each in person.received)
        skip = person.pauses.get("skip")

        def full(most, count):
            return most is not None and count >= -(-most * person.share // 100)

        reasons = {
            "away": person.status == "away",
            f"skip:{skip.code if skip else ''}": skip,
            "cooling": "cooling" in person.pauses,
            "training": person.status == "training" and full(rule.training_most, held),
            "capacity": full(rule.open_most, held),
            "flow": full(rule.new_most, lately),
            "conflict": worker in told.conflicts,
            "returned": worker in report.refused,
            "track": told.track and person.tracks and told.track not in person.tracks,
            "language": told.language and told.language not in person.languages,
        }
        return next((why for why, holds in reasons.items() if holds), "")

    def reach(self, home, far):
        """Everybody on the lists of the unit itself (own), its zone, or the rest of the borough."""
        found = []
        for worker, person in self.people.items():
            there = self.lists.get(person.unit)
            if there is None or (far != "own") == (there is home) or there.borough != home.borough:
                continue
            same_zone = there.zone == home.zone != ""
            if far == "own" or (same_zone if far == "zone" else home.borough and not same_zone):
                found.append((person.mark - there.present, person.place, worker))
        return [worker for _, _, worker in sorted(found)]

    def known(self, report):
        told, home = report.told, self.lists[report.told.unit]
        for via in ("sibling", "previous"):
            worker = getattr(told, via)
            there = self.lists.get(self.people[worker].unit) if worker in self.people else None
            near = there and (there is home or there.borough == home.borough != "")
            if near and getattr(self.rule, f"{via}_first") and not self.why_not(worker, report):
                return worker, via
        return "", ""

    def found(self, report):
        """Who, by what way, who was seen, and who was passed over."""
        home, passed = self.lists[report.told.unit], []
        seen = self.reach(home, "own")
        worker, via = self.known(report)
        for far in ("own", *self.rule.spill) if not worker else ():
            for each in self.reach(home, far):
                seen += [each] if far != "own" else []
                why = self.why_not(each, report)
                if not why:
                    return each, "turn" if far == "own" else far, seen, passed
                passed.append((each, why))
        return worker, via, seen, passed

    def could(self, worker, report):
        """Whether the rotation could come to this worker for this report."""
        home = self.lists[report.told.unit]
        near = any(worker in self.reach(home, far) for far in ("own", *self.rule.spill))
        knows = [
            getattr(report.told, via) == worker and getattr(self.rule, f"{via}_first")
            for via in ("sibling", "previous")
        ]
        return (near or any(knows)) and not self.why_not(worker, report)

    def whose_turn(self, name):
        report = self.reports[name]
        told, hours = report.told, self.rule.escalate_hours
        late = hours and self.at - told.at >= timedelta(hours=hours) and not report.escalated
        if report.night or not self.open(self.at):
            return "escalate" if late else "after hours", "", "", (), ()
        worker, via, seen, passed = self.found(report)
        looked = (tuple(seen), tuple(passed))
        if not worker:
            return "escalate" if late else "waits", "", "", *looked
        units = (told.unit, self.people[worker].unit)
        for other in self.reports.values():
            waits = not other.holder and not other.night and other.told.unit in units
            if waits and other.told.seq < told.seq and self.could(worker, other):
                return "older first", "", "", *looked
        return "assigned", worker, via, *looked


@pytest.fixture(scope="session")
def slowly():
    """Outcome, worker, way, who was seen and who was passed over, from a log alone."""
    return lambda log, report, at: SlowOffice(log, at).whose_turn(report)
