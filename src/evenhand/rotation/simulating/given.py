"""A world around reports that are given: their units, with made-up workers shared out over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time

from evenhand.errors import RotationError
from evenhand.figures.rotation import ReportArrived
from evenhand.rotation.simulating.world import Unit, World, check_days


def world_around(reports: Sequence[ReportArrived], workers: int) -> World:
    """The units of the reports in one borough and zone, from the first report's day to the last's.

    Workers go to units by how many reports they have, the largest remainder first and the
    first name among equals; every unit has one at least.

    Raises:
        RotationError: There are fewer workers than units, or too many days.
    """
    having = Counter(report.unit for report in reports)
    if workers < len(having):
        raise RotationError(f"{workers} workers are too few for {len(having)} units.")
    begins = datetime.combine(reports[0].at.date(), time.min)
    days = (reports[-1].at.date() - begins.date()).days + 1
    check_days(days)
    units = tuple(
        Unit(unit, "Given", "Given", staff) for unit, staff in _shared(having, workers).items()
    )
    return World(units, len(reports), begins, days)


def _shared(having: Counter[str], workers: int) -> dict[str, int]:
    total, spare = having.total(), workers - len(having)
    staff = {unit: 1 + spare * having[unit] // total for unit in sorted(having)}
    by_rest = sorted(staff, key=lambda unit: -(spare * having[unit] % total))
    for unit in by_rest[: workers - sum(staff.values())]:
        staff[unit] += 1
    return staff
