"""A made-up staff: who is on which list, part-time, in training, away, or leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from evenhand.figures.rotation import (
    Event,
    ListOpened,
    StatusChanged,
    WorkerJoined,
    WorkerLeft,
)
from evenhand.rotation.simulating.chance import Chance
from evenhand.rotation.simulating.world import World

CARES, PROTECTIVE, SPANISH = "cares", "protective", "spanish"
#: Staff events of a day happen before the office opens.
MORNING = time(7)


@dataclass(frozen=True, slots=True)
class Stay:
    """One worker's time on a list; who follows somebody who left is a Stay of their own."""

    joined: WorkerJoined
    begins: datetime
    ends: datetime | None


def opened_lists(world: World) -> Iterator[ListOpened]:
    """Every unit's list, opened at the beginning."""
    for unit in world.units:
        yield ListOpened(
            seq=0, at=world.begins, unit=unit.unit, zone=unit.zone, borough=unit.borough
        )


def hired(world: World, seed: int) -> list[Stay]:
    """Everybody on a list at some time of the year; each who leaves is followed by a trainee."""
    chance, habits = Chance(seed, "staff"), world.habits
    stays: list[Stay] = []
    for unit in world.units:
        for _ in range(unit.workers):
            training = chance.whether(habits.training_in_100, 100)
            stays.append(_stay(world, unit.unit, world.begins, training, chance, len(stays)))
            leaves = stays[-1].ends
            if leaves is not None and leaves < _end(world):
                stays.append(_stay(world, unit.unit, leaves, True, chance, len(stays)))
    return stays


def _stay(
    world: World, unit: str, begins: datetime, training: bool, chance: Chance, number: int
) -> Stay:
    habits = world.habits
    part_time = chance.whether(habits.part_time_in_100, 100)
    joined = WorkerJoined(
        seq=0,
        at=begins,
        worker=f"w{number + 1:03}",
        unit=unit,
        share=chance.of(habits.shares) if part_time else 100,
        tracks=(PROTECTIVE,) if chance.whether(habits.protective_only_in_100, 100) else (),
        languages=(SPANISH,) if chance.whether(habits.speaks_spanish_in_100, 100) else (),
        training=training,
    )
    leaves = chance.whether(habits.leave_in_100, 100)
    day = chance.below(365)
    ends = datetime.combine(begins + timedelta(days=1 + day), MORNING) if leaves else None
    return Stay(joined, begins, ends)


def comings_and_goings(world: World, stays: list[Stay], seed: int) -> Iterator[Event]:
    """Who joins and leaves, ends training, goes away and comes back, within the year."""
    chance, end = Chance(seed, "absences"), _end(world)
    for stay in stays:
        yield stay.joined
        ends = min(stay.ends or end, end)
        if stay.ends is not None and stay.ends < end:
            yield WorkerLeft(seq=0, at=stay.ends, worker=stay.joined.worker)
        yield from (e for e in _statuses(world, stay, ends, chance) if e.at < ends)


def _statuses(world: World, stay: Stay, ends: datetime, chance: Chance) -> Iterator[StatusChanged]:
    """Training first; then every so often some days away, never two at once."""
    habits, worker, free = world.habits, stay.joined.worker, stay.begins
    if stay.joined.training:
        free = datetime.combine(free + timedelta(days=habits.training_days), MORNING)
        yield StatusChanged(seq=0, at=free, worker=worker, status="available")
    if not habits.away_a_year:
        return
    between = 2 * 365 // habits.away_a_year
    while free < ends:
        away = datetime.combine(free + timedelta(days=1 + chance.below(between)), MORNING)
        free = away + timedelta(days=chance.of(habits.away_days))
        yield StatusChanged(seq=0, at=away, worker=worker, status="away")
        yield StatusChanged(seq=0, at=free, worker=worker, status="available")


def _end(world: World) -> datetime:
    return world.begins + timedelta(days=world.days)
