"""Made-up reports: when each comes in, what it needs, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from evenhand.figures.rotation import ReportArrived
from evenhand.rotation.simulating.chance import Chance
from evenhand.rotation.simulating.profile import moments
from evenhand.rotation.simulating.staff import CARES, SPANISH, Stay
from evenhand.rotation.simulating.world import Habits, World
from evenhand.rotation.simulating.year import Fate

#: A child is removed within so many hours of the assignment, where one is.
REMOVAL_WITHIN = 240


def arrived(world: World, stays: Sequence[Stay], seed: int) -> Iterator[ReportArrived]:
    """Reports in order of time, each unit's by how many work there."""
    chance = Chance(seed, "reports")
    units = [unit.unit for unit in world.units for _ in range(unit.workers)]
    staff: dict[str, list[str]] = {unit.unit: [] for unit in world.units}
    for stay in stays:
        staff[stay.joined.unit].append(stay.joined.worker)
    width = max(4, len(str(world.reports)))
    places = sorted(Chance(seed, "arrivals").places(world.reports))
    for number, at in enumerate(moments(places, world.begins, world.days), start=1):
        unit = chance.of(units)
        yield _report(f"r{number:0{width}}", at, unit, staff[unit], world.habits, chance)


def _report(
    report: str, at: datetime, unit: str, staff: Sequence[str], habits: Habits, chance: Chance
) -> ReportArrived:
    cares = chance.whether(habits.cares_in_100, 100)
    spanish = chance.whether(habits.spanish_in_100, 100)
    conflict = chance.whether(habits.conflict_in_1000, 1000)
    return ReportArrived(
        seq=0,
        at=at,
        report=report,
        unit=unit,
        minutes=chance.of(habits.minutes),
        track=CARES if cares else "",
        language=SPANISH if spanish else "",
        conflicts=(chance.of(staff),) if conflict else (),
    )


def fates(reports: Iterable[ReportArrived], habits: Habits, seed: int) -> dict[str, Fate]:
    """What becomes of each report, drawn before anybody has it."""
    chance, before = Chance(seed, "fates"), dict[str, list[str]]()
    found: dict[str, Fate] = {}
    for report in reports:
        earlier = before.setdefault(report.unit, [])
        found[report.report] = _fate(habits, earlier, chance)
        earlier.append(report.report)
    return found


def _fate(habits: Habits, earlier: Sequence[str], chance: Chance) -> Fate:
    days = habits.days_least + chance.below(habits.days_most - habits.days_least + 1)

    def hours(parts: int, most: int) -> int:
        return 1 + chance.below(most) if chance.whether(parts, 1000) else 0

    known = chance.whether(habits.known_in_1000, 1000) and earlier
    return Fate(
        timedelta(days=days),
        removal=hours(habits.removals_in_1000, REMOVAL_WITHIN),
        complicated=hours(habits.complicated_in_1000, REMOVAL_WITHIN),
        returned=hours(habits.returned_in_1000, 24),
        by_hand=chance.whether(habits.by_hand_in_1000, 1000),
        family=chance.of(earlier) if known else "",
    )
