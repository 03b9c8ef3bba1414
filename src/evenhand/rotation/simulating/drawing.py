"""A whole year drawn from a seed: staff, absences, skips wished for, reports and their fates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from evenhand.errors import RotationError
from evenhand.figures.rotation import Event, ReportArrived
from evenhand.rotation.simulating.reports import arrived, fates
from evenhand.rotation.simulating.staff import comings_and_goings, hired, opened_lists
from evenhand.rotation.simulating.wishes import wished_skips
from evenhand.rotation.simulating.world import World
from evenhand.rotation.simulating.year import Year


def drawn_year(world: World, seed: int, given: Sequence[ReportArrived] = ()) -> Year:
    """Draw the year of a world; reports that are given come in as they did, none is made up.

    Raises:
        RotationError: A report given is of a unit or a time that the world does not have.
    """
    stays = hired(world, seed)
    ends = world.begins + timedelta(days=world.days)
    reports = list(given) or list(arrived(world, stays, seed))
    _check(reports, world, ends)
    return Year(
        world.begins,
        ends,
        in_order(
            opened_lists(world),
            comings_and_goings(world, stays, seed),
            wished_skips(world, stays, seed),
            reports,
        ),
        fates(reports, world.habits, seed),
        world.habits.removal_skip_days,
        world.habits.complicated_days,
    )


def in_order(*kinds: Iterable[Event]) -> tuple[Event, ...]:
    """Facts of several kinds in one order of time; at one moment in the order of the kinds."""
    return tuple(sorted((event for kind in kinds for event in kind), key=lambda event: event.at))


def _check(reports: Iterable[ReportArrived], world: World, ends: datetime) -> None:
    units = {unit.unit for unit in world.units}
    for report in reports:
        if report.unit not in units:
            raise RotationError(
                f"Report {report.report} is for unit {report.unit!r}, which has no workers."
            )
        if not world.begins <= report.at < ends:
            raise RotationError(
                f"Report {report.report} arrived at {report.at:%Y-%m-%d %H:%M}, outside of "
                f"{world.begins:%Y-%m-%d} to {ends:%Y-%m-%d}."
            )
