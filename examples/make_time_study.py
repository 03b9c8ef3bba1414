"""Makes `examples/time-study`: a survey of random moments, and the assessments it is spread over.

Made up and about nobody, so anyone may publish it. The same code writes the same files,
and a test compares them with those that are kept. `policy.yaml` in the same folder is
written by hand.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

from evenhand.estimation.moment_draw import Frame, drawn_moments, working_days
from evenhand.figures import Period

SEED = 1998
#: The days sampled, the holiday among them, and the minutes of a day that are worked.
SAMPLED = Period(date(1998, 4, 1), date(1998, 7, 1))
HOLIDAYS = {date(1998, 5, 25)}
MONDAY_TO_FRIDAY, OPENS, CLOSES = range(1, 6), 8 * 60, 17 * 60
#: Moments drawn, by which seed, and the minutes that each of them stands for.
MOMENTS, DRAWN_BY, MINUTES = 600, 7, 2160
UNANSWERED = 0.12
#: Branches with their names and workers; every eighth worker has half a position.
BRANCHES = {"astoria": ("Astoria", 12), "bend": ("Bend", 20), "coos_bay": ("Coos Bay", 8)}
HALF_TIME = 8
#: Activities, and how much of the time each of them takes; the first three are assessments.
ACTIVITIES: Mapping[str, float] = {
    "neglect": 3,
    "physical_abuse": 2,
    "sexual_abuse": 1,
    "court": 1.5,
    "paperwork": 1.5,
    "travel": 1.5,
}
#: Assessments made, and how many of each type to how many of the others.
ASSESSMENTS, MADE = 420, {"neglect": 6, "physical_abuse": 4, "sexual_abuse": 1}
AS_OF = date(1998, 8, 1)
#: One worker: branch and part of a full-time equivalent.
Workers = Mapping[str, tuple[str, Fraction]]
Rows = Iterable[Sequence[object]]


def write_time_study(folder: Path) -> None:
    """Write four tables and `tables.yaml` into the folder."""
    chance, workers = Random(SEED), _workers()
    branches = ((branch, name) for branch, (name, _) in BRANCHES.items())
    staff = ((who, branch, "", "caseworker", float(fte)) for who, (branch, fte) in workers.items())
    _write(folder / "branches.csv", ("id", "name"), branches)
    _write(folder / "workers.csv", ("id", "branch", "unit", "role", "fte"), staff)
    moments = ("worker", "moment", "activity", "minutes")
    _write(folder / "time_samples.csv", moments, _moments(chance, workers))
    made = ("id", "referral", "branch", "type", "opened_on", "closed_on", "worker")
    _write(folder / "assessments.csv", made, _assessments(chance, workers))
    (folder / "tables.yaml").write_text(
        f"# Made up: nobody in these tables is real.\nas_of: {AS_OF}\n", encoding="utf-8"
    )


def _workers() -> Workers:
    branches = [branch for branch, (_, count) in BRANCHES.items() for _ in range(count)]
    part = {True: Fraction(1, 2), False: Fraction(1)}
    return {
        f"w{n:02}": (branch, part[n % HALF_TIME == 0]) for n, branch in enumerate(branches, start=1)
    }


def _moments(chance: Random, workers: Workers) -> Iterator[tuple[str, str, str, int]]:
    """What each worker drawn was at; each has habits, so moments of one resemble each other."""
    habits = {
        worker: [chance.gammavariate(usual * 2, 1) for usual in ACTIVITIES.values()]
        for worker in workers
    }
    days = working_days(SAMPLED.start, SAMPLED.end, MONDAY_TO_FRIDAY, HOLIDAYS)
    frame = Frame(days, OPENS, CLOSES, {worker: fte for worker, (_, fte) in workers.items()})
    for worker, moment in drawn_moments(frame, MOMENTS, DRAWN_BY):
        answered = chance.random() > UNANSWERED
        activity = chance.choices([*ACTIVITIES], habits[worker])[0] if answered else ""
        yield worker, moment.isoformat(timespec="minutes"), activity, MINUTES


def _assessments(chance: Random, workers: Workers) -> Iterator[tuple[object, ...]]:
    days = (SAMPLED.end - SAMPLED.start).days
    branches = [branch for branch, _ in workers.values()]
    for number in range(1, ASSESSMENTS + 1):
        kind = chance.choices([*MADE], [*MADE.values()])[0]
        opened = SAMPLED.start + timedelta(chance.randrange(days))
        yield f"a{number:03}", "", chance.choice(branches), kind, opened, "", ""


def _write(path: Path, header: Sequence[str], rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    write_time_study(Path(__file__).parent / "time-study")
