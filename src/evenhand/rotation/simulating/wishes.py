"""What supervisors would ask to skip a worker for on certain days, whatever the rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from evenhand.figures.rotation import Skipped
from evenhand.rotation.simulating.chance import Chance
from evenhand.rotation.simulating.staff import MORNING, Stay
from evenhand.rotation.simulating.world import World

COURT, FIELD_DAY, COMPLICATED, REMOVAL = "court", "field_day", "complicated_case", "removal"
#: From the morning on until the day's reports are given out.
HOURS = 11


def supervisor(unit: str) -> str:
    """Who agrees to a unit's skips: a made-up supervisor."""
    return f"supervisor {unit}"


def wished_skips(world: World, stays: list[Stay], seed: int) -> Iterator[Skipped]:
    """Days in court and in the field, of each worker in their time on a list."""
    chance, habits = Chance(seed, "skips"), world.habits
    end = world.begins + timedelta(days=world.days)
    for stay in stays:
        until = min(stay.ends or end, end)
        for reason, a_year in ((COURT, habits.court_a_year), (FIELD_DAY, habits.field_days_a_year)):
            for day in _days(a_year, (until - stay.begins).days, chance):
                yield _day_off(stay, reason, day)


def _days(a_year: int, days: int, chance: Chance) -> list[int]:
    """Days after the first, each as likely, `a_year` of 365."""
    places = chance.places(max(0, days - 1))
    return [day for day, place in enumerate(places, start=1) if place * 365 < a_year]


def _day_off(stay: Stay, reason: str, day: int) -> Skipped:
    begins = datetime.combine(stay.begins + timedelta(days=day), MORNING)
    return Skipped(
        seq=0,
        at=begins,
        worker=stay.joined.worker,
        reason=reason,
        until=begins + timedelta(hours=HOURS),
        approver=supervisor(stay.joined.unit),
    )
