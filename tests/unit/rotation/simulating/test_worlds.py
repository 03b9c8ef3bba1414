"""Made-up worlds: their units and staff, and what is refused."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from evenhand.errors import RotationError
from evenhand.figures.rotation import (
    ReportArrived,
    Skipped,
    StatusChanged,
    WorkerJoined,
    WorkerLeft,
)
from evenhand.rotation.simulating.chance import Chance
from evenhand.rotation.simulating.drawing import drawn_year
from evenhand.rotation.simulating.given import world_around
from evenhand.rotation.simulating.world import made_up_world

BEGINS = datetime.fromisoformat("2025-01-01")


def arrived(report, unit, at):
    return ReportArrived(seq=0, at=datetime.fromisoformat(at), report=report, unit=unit)


def test_new_york_has_forty_units_in_five_boroughs_of_two_zones_each():
    world = made_up_world(boroughs=5, workers=1_100, reports=50_000, begins=BEGINS)
    assert len(world.units) == 40
    assert sum(unit.workers for unit in world.units) == 1_100
    assert len({unit.borough for unit in world.units}) == 5
    assert len({unit.zone for unit in world.units}) == 10
    assert {unit.workers for unit in world.units} == {27, 28}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"boroughs": 0}, "at least one borough"),
        ({"reports": 0}, "one report"),
        ({"days": 0}, "1 to 3,660 days"),
        ({"days": 4_000}, "not 4,000"),
        ({"workers": 3}, "too few for 4 units"),
    ],
)
def test_a_world_that_cannot_be_is_refused_with_what_would_work(given, said):
    asked = {"boroughs": 1, "workers": 40, "reports": 10, "begins": BEGINS, **given}
    with pytest.raises(RotationError, match=said):
        made_up_world(**asked)


def test_units_of_given_reports_get_workers_by_their_reports_and_one_at_least():
    reports = [arrived(f"r{n}", "Astoria", "2025-03-01T10:00") for n in range(8)]
    reports += [arrived("s", "Bend", "2025-03-02T10:00"), arrived("t", "Coos Bay", "2025-03-04")]
    world = world_around(reports, 12)
    assert {unit.unit: unit.workers for unit in world.units} == {
        "Astoria": 8,
        "Bend": 2,
        "Coos Bay": 2,
    }
    assert (world.begins, world.days) == (datetime.fromisoformat("2025-03-01"), 4)


def test_fewer_workers_than_units_of_given_reports_are_refused():
    reports = [arrived("r", "Astoria", "2025-03-01"), arrived("s", "Bend", "2025-03-01")]
    with pytest.raises(RotationError, match="1 workers are too few for 2 units"):
        world_around(reports, 1)


@pytest.mark.parametrize(
    ("unit", "at", "said"),
    [
        ("Dallas", "2025-01-02", "'Dallas', which has no workers"),
        ("Bend", "2024-12-31T23:59", "outside of 2025-01-01 to 2025-04-01"),
        ("Bend", "2025-04-01", "outside of"),
    ],
)
def test_a_given_report_of_no_unit_or_no_day_of_the_world_is_refused(world, unit, at, said):
    with pytest.raises(RotationError, match=said):
        drawn_year(world(), 1, [arrived("r", unit, at)])


def test_given_reports_come_in_just_as_given_and_none_beside_them(world):
    given = [arrived("r", "Bend", "2025-01-02"), arrived("s", "Astoria", "2025-01-03")]
    year = drawn_year(world(), 1, given)
    assert [fact for fact in year.facts if isinstance(fact, ReportArrived)] == given


def test_other_reports_leave_staff_absences_and_skips_as_they_were(world):
    def without_reports(year):
        return [fact for fact in year.facts if not isinstance(fact, ReportArrived)]

    one, other = drawn_year(world(reports=20), 1), drawn_year(world(reports=90), 1)
    assert without_reports(one) == without_reports(other)
    assert without_reports(one) != without_reports(drawn_year(world(reports=20), 2))


def test_who_leaves_is_followed_by_a_trainee_on_the_same_list_at_once(world):
    facts = drawn_year(world(leave_in_100=100, days=400), 1).facts
    left = {fact.worker: fact.at for fact in facts if isinstance(fact, WorkerLeft)}
    joined = [fact for fact in facts if isinstance(fact, WorkerJoined)]
    unit_of = {fact.worker: fact.unit for fact in joined}
    followed = [fact for fact in joined if fact.at > BEGINS]
    assert followed
    assert all(fact.training for fact in followed)
    for fact in followed:
        assert fact.at in {at for worker, at in left.items() if unit_of[worker] == fact.unit}


def test_nobody_is_away_twice_at_once_or_changes_after_leaving(world):
    facts = drawn_year(world(), 3).facts
    left: set[str] = set()
    away: Counter[str] = Counter()
    for fact in facts:
        if isinstance(fact, WorkerLeft):
            left.add(fact.worker)
        if isinstance(fact, StatusChanged):
            assert fact.worker not in left
            away[fact.worker] += 1 if fact.status == "away" else 0
            if fact.status != "away":
                away[fact.worker] = 0
            assert away[fact.worker] <= 1


def test_without_absences_and_trainees_no_status_ever_changes(world):
    facts = drawn_year(world(away_a_year=0, training_in_100=0, leave_in_100=0), 1).facts
    assert not [fact for fact in facts if isinstance(fact, StatusChanged)]


def test_a_wished_skip_lasts_for_a_day_at_work_and_names_who_agrees(world):
    wishes = [fact for fact in drawn_year(world(), 1).facts if isinstance(fact, Skipped)]
    assert {wish.until - wish.at for wish in wishes} == {timedelta(hours=11)}
    assert {wish.reason for wish in wishes} == {"court", "field_day"}
    assert {wish.approver for wish in wishes} == {
        "supervisor Astoria",
        "supervisor Bend",
        "supervisor Coos Bay",
    }


def test_no_days_are_wished_for_in_a_world_of_one_day(world):
    assert not [fact for fact in drawn_year(world(days=1), 1).facts if isinstance(fact, Skipped)]


def test_each_part_of_a_year_has_chances_of_its_own():
    drawn = [Chance(seed, part).places(5) for seed in (1, 2) for part in ("staff", "reports")]
    assert len({tuple(places) for places in drawn}) == 4
    assert drawn[0] == Chance(1, "staff").places(5)
