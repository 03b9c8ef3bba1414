"""The made-up state: case tables of a state that does not exist, for trying everything on.

It hangs together as a real one would: the mix of cases drives what becomes of them,
branches lean different ways, and staff do not follow need. The same seed writes the
same rows, and every row keeps the rules of `tables.py`. Nothing in it is about anyone.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Literal

import polars as pl

from evenhand.errors import TableError
from evenhand.sources.made_up import calls, care, caseload, people, places, staffing, surveys
from evenhand.sources.made_up.chance import stream
from evenhand.sources.made_up.columns import AS_OF

ROW_GROUP = 250_000


def write_made_up_state(
    folder: Path,
    *,
    size: Fraction | int = 1,
    seed: int = 2000,
    branches: int = 38,
    file_format: Literal["parquet", "csv"] = "parquet",
) -> None:
    """Write a made-up state into a folder: every case table, then `tables.yaml`.

    Size 1 has about 20,000 children, 20,000 calls and 600 workers; families, calls,
    staff and population grow with `size`, while the panel hears as many calls of each
    branch as ever. However small, each branch has a worker in each program.
    `tables.yaml` comes last: a folder without it was not finished.

    Raises:
        TableError: The size, seed or number of branches is none that can be made up.
    """
    if size <= 0 or branches < 1 or seed < 0:
        raise TableError(
            f"No state can be made up of size {size}, {branches} branches and seed {seed}. "
            "The size must be above 0, the branches at least 1, the seed at least 0."
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tables.yaml").unlink(missing_ok=True)
    for name, table in made_up_tables(size=size, seed=seed, branches=branches):
        path = folder / f"{name}.{file_format}"
        if file_format == "csv":
            table.write_csv(path, datetime_format="%Y-%m-%dT%H:%M:%S")
        else:
            table.write_parquet(path, compression="zstd", row_group_size=ROW_GROUP)
    (folder / "tables.yaml").write_text(f"as_of: {AS_OF}\n", encoding="utf-8")


def made_up_tables(
    *, size: Fraction | int, seed: int, branches: int
) -> Iterator[tuple[str, pl.DataFrame]]:
    """Every case table by name, one after another, so that large ones need not all be held."""
    draw = partial(stream, seed)
    scale = float(size)
    where = places.found_places(draw("places"), branches, scale)
    yield "branches", places.branches_table(where)
    who = people.settle(draw("people"), where, scale)
    yield "families", people.families_table(who, where)
    yield "children", people.children_table(who)
    removals, after = care.take_into_care(draw("care"), who, where)
    yield "removals", care.removals_table(removals, who, where)
    called = calls.take_calls(draw("calls"), who, where, removals, after, scale)
    yield "referrals", calls.referrals_table(called, where)
    yield "allegations", calls.allegations_table(draw("allegations"), called)
    yield "call_reviews", surveys.call_reviews_table(draw("reviews"), called, where)
    hired = staffing.hire(draw("staff"), where, scale)
    yield "staff", staffing.staff_table(hired, where)
    yield "workers", staffing.workers_table(draw("workers"), hired, where)
    yield "worker_status", staffing.worker_status_table(draw("status"), hired)
    made = caseload.assess(draw("assessments"), called, hired)
    yield "assessments", caseload.assessments_table(made, called, where)
    yield "time_samples", surveys.time_samples_table(draw("moments"), called, made, hired)
    at_home = caseload.family_cases(draw("families"), who)
    readings, facts = draw("readings"), draw("reading facts")
    read = surveys.case_readings_table(readings, facts, who, where, removals, at_home)
    yield "case_readings", read
    yield "strata", surveys.strata_table(who, where, removals, at_home)
    carried = caseload.carry(draw("cases"), who, called, made, removals, hired, at_home)
    yield "cases", caseload.cases_table(carried, who, where)
    assigned = caseload.case_assignments_table(draw("assignments"), carried, who, hired)
    yield "case_assignments", assigned
