"""What a year of New York's size costs to draw, to run under a rule, and to replay.

50,000 reports, 1,100 workers, 5 boroughs, 40 units, all made up. Run by hand:
`python -m benchmarks.rotation_year`. The aim is a simulated year in under 10 seconds on one core.
"""

from __future__ import annotations

from datetime import datetime
from time import perf_counter, process_time

from evenhand.policy.rotation_rules import read_rotation
from evenhand.rotation.replaying import replay
from evenhand.rotation.simulating.drawing import drawn_year
from evenhand.rotation.simulating.running import run_year
from evenhand.rotation.simulating.world import made_up_world

BEGINS = datetime(2025, 1, 1)  # noqa: DTZ001 (the agency's own clock)
MOST_SECONDS = 10


def main() -> None:
    """Print wall and processor seconds; the latter count, since others may share the machine."""
    world = made_up_world(boroughs=5, workers=1100, reports=50_000, begins=BEGINS)
    rule = read_rotation("made-up-borough").on(BEGINS.date())
    wall, cpu = perf_counter(), process_time()
    year = drawn_year(world, 1)
    _told("drawn", wall, cpu)
    log = run_year(year, rule)
    taken = _told("drawn and simulated", wall, cpu)
    wall, cpu = perf_counter(), process_time()
    replayed = replay(log)
    seconds = _told("replayed and verified", wall, cpu)
    print(f"{len(world.units)} units, {len(log):,} events, {len(replayed.faults)} faults;")
    print(f"{len(log) / seconds:,.0f} events a processor second replayed;")
    print(f"simulated in {taken:.1f} s: {'kept' if taken < MOST_SECONDS else 'NOT kept'}")


def _told(what: str, wall: float, cpu: float) -> float:
    seconds = process_time() - cpu
    print(f"{what}: {perf_counter() - wall:.2f} s wall, {seconds:.2f} s processor")
    return seconds


if __name__ == "__main__":
    main()
