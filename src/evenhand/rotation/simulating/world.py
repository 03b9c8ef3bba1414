"""A made-up world: boroughs, zones and units with their workers, and how things go there.

Every number here is an assumption unless it says where it is from. Nothing is about anyone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from evenhand.errors import RotationError


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with a list of its own: where it lies, and how many work there."""

    unit: str
    zone: str
    borough: str
    workers: int


@dataclass(frozen=True, slots=True)
class Habits:
    """How often things happen, in whole parts of a hundred or a thousand, or times a year.

    A report is open for `days_least` to `days_most` days, each day alike likely. New York
    decides an investigation within 60 days; the rest is assumed.
    """

    days_least: int = 40
    days_most: int = 60
    minutes: tuple[int, ...] = (240, 420, 420, 900)
    part_time_in_100: int = 12
    shares: tuple[int, ...] = (50, 60, 80)
    training_in_100: int = 8
    training_days: int = 60
    leave_in_100: int = 12
    away_a_year: int = 3
    away_days: tuple[int, ...] = (3, 5, 10, 20)
    court_a_year: int = 6
    field_days_a_year: int = 2
    removals_in_1000: int = 40
    removal_skip_days: int = 5
    complicated_in_1000: int = 20
    complicated_days: int = 7
    returned_in_1000: int = 6
    by_hand_in_1000: int = 10
    known_in_1000: int = 60
    conflict_in_1000: int = 5
    cares_in_100: int = 15
    protective_only_in_100: int = 20
    spanish_in_100: int = 15
    speaks_spanish_in_100: int = 30


@dataclass(frozen=True, slots=True)
class World:
    """Units, how many reports come in from which midnight for how many days, and the habits."""

    units: tuple[Unit, ...]
    reports: int
    begins: datetime
    days: int = 365
    habits: Habits = field(default_factory=Habits)


#: Said beside whatever a made-up world shows.
ASSUMES = (
    "Staff, absences, skips, removals and how long a report is open are made up; "
    "only rules tried on the same seed can be compared."
)


MOST_DAYS = 3660


def made_up_world(
    *, boroughs: int, workers: int, reports: int, begins: datetime, days: int = 365
) -> World:
    """A world of about 28 workers a unit at most, and four units or more a borough.

    Raises:
        RotationError: There are too few workers for the units, or nothing to share out.
    """
    if boroughs < 1 or reports < 1:
        raise RotationError("A world needs at least one borough and one report.")
    check_days(days)
    units = max(4, round(workers / boroughs / 28)) * boroughs
    if workers < units:
        raise RotationError(
            f"{workers} workers are too few for {units} units, 4 or more a borough; "
            f"give at least {units} workers, or fewer boroughs."
        )
    return World(tuple(_units(boroughs, units, workers)), reports, begins, days)


def check_days(days: int) -> None:
    """Refuse a time that no simulation is meant for.

    Raises:
        RotationError: It is no day, or more than `MOST_DAYS`.
    """
    if not 1 <= days <= MOST_DAYS:
        raise RotationError(f"A simulation runs over 1 to {MOST_DAYS:,} days, not {days:,}.")


def _units(boroughs: int, units: int, workers: int) -> Iterator[Unit]:
    """Units by number; the odd workers go to the first. Half of a borough's lie in each zone."""
    each = units // boroughs
    for number in range(units):
        borough, own = divmod(number, each)
        zone = f"{borough + 1}{'A' if own < (each + 1) // 2 else 'B'}"
        staff = workers // units + (number < workers % units)
        yield Unit(f"{zone}{own + 1}", zone, f"Borough {borough + 1}", staff)
