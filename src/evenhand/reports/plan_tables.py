"""Tables of the sampling plan: one a program and kind of record, its branches and their sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from evenhand.estimation.sampling_plan import Wanted
from evenhand.reports.presenting import readable
from evenhand.reports.table import Cell, Table, table

COLUMNS = (
    ("branch", "text"),
    ("population", "positions"),
    ("read now", "positions"),
    ("± now", "quota"),
    ("to read", "positions"),
    ("more", "positions"),
)


def plan_tables(plan: Sequence[Wanted], within: str, names: Mapping[str, str]) -> list[Table]:
    """The plan as tables; `within` is the ± that was asked for, `names` are the branches'."""
    kinds = dict.fromkeys((each.sampled.program, each.sampled.records) for each in plan)
    return [
        _one(
            [w for w in plan if (w.sampled.program, w.sampled.records) == kind], kind, within, names
        )
        for kind in kinds
    ]


def _one(
    plan: Sequence[Wanted], kind: tuple[str, str], within: str, names: Mapping[str, str]
) -> Table:
    program, records = kind
    rows: list[tuple[Cell, ...]] = [
        (
            names[each.sampled.branch],
            each.sampled.population,
            each.sampled.read,
            each.within,
            Fraction(each.to_read),
            each.more,
        )
        for each in plan
    ]
    sums = [sum((_number(row[at]) for row in rows), Fraction(0)) for at in (1, 2, 4, 5)]
    rows.append(("all", sums[0], sums[1], None, sums[2], sums[3]))
    caption = f"{readable(program)}: {records}, for ± {within} positions at 90 %"
    return replace(table(f"plan_{program}", caption, COLUMNS, rows), totals=1)


def _number(cell: Cell) -> Fraction:
    return cell if isinstance(cell, Fraction) else Fraction(0)
