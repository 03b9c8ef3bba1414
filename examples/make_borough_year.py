"""Makes `examples/borough-year`: a made-up borough's pending rotation, a year of it, as a log.

Nothing in it is about anyone. The same code writes the same files, and a test compares
them with those that are kept. `README.md` in the same folder is written by hand.
`evenhand rotation simulate --rule made-up-borough --reports 1400 --seed 2025 --out log.jsonl`
writes the same log.
"""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

from evenhand.figures.rotation import ReportArrived
from evenhand.policy.rotation_rules import read_rotation
from evenhand.rotation.simulating.running import simulate
from evenhand.rotation.simulating.world import made_up_world
from evenhand.sources.rotation_log import write_log

SEED = 2025
BEGINS = datetime(2025, 1, 1)  # noqa: DTZ001 (the agency's own clock)
REPORTS, WORKERS = 1400, 40


def write_borough_year(folder: Path) -> None:
    """Write `log.jsonl` and `intake.csv`, the reports as the intake has them, into the folder."""
    world = made_up_world(boroughs=1, workers=WORKERS, reports=REPORTS, begins=BEGINS)
    events = simulate(world, read_rotation("made-up-borough").on(BEGINS.date()), SEED)
    write_log(folder / "log.jsonl", events)
    with (folder / "intake.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("report", "arrived_at"))
        writer.writerows(
            (event.report, event.at.isoformat(timespec="minutes"))
            for event in events
            if isinstance(event, ReportArrived)
        )


if __name__ == "__main__":
    write_borough_year(Path(__file__).parent / "borough-year")
