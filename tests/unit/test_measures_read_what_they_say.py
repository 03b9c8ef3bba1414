"""A measure's `reads` is true: those columns are enough, and each of them is needed."""

from __future__ import annotations

import re
from datetime import date

import pytest

from evenhand.errors import TableError
from evenhand.figures import Ages, LevelRule, Period, Tally
from evenhand.measures import catalogue, measure
from evenhand.sources.tables import FACTOR, TABLES

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))
PARAMETERS = {
    "days": 365,
    "kind": "family",
    "most_level": 5,
    "ages": (5, 10),
    "factors": ("factor_drugs",),
    "consensus": "panel",
    "kinds": ("family", "child"),
    "points": (1, 2),
    "statuses": ("case_carrying",),
    "programs": ("care",),
    "limits": (12,),
    "cuts": (date(1998, 7, 1),),
    "active": True,
    "rules": (LevelRule(1, ("severe",), Ages(5, 9), ("abandoned",)), LevelRule(5)),
}


def run(reader, case_tables, reads):
    drawn = {table: list(columns) for table, columns in reads.items()}
    if "factors" in reader.parameters:
        drawn["families"].append("factor_drugs")
    tables = case_tables("2000-02-04", **{t: " | ".join(columns) for t, columns in drawn.items()})
    for group in ("in_home", "out_of_home"):
        known = PARAMETERS | {"group": group}
        parameters = {name: known[name] for name in reader.parameters}
        assert reader.compute(tables, YEAR_1998, **parameters) == []


@pytest.mark.parametrize("name", catalogue())
def test_the_columns_it_reads_are_enough_and_empty_tables_count_nothing(name, case_tables):
    run(catalogue()[name], case_tables, catalogue()[name].reads)


@pytest.mark.parametrize("name", catalogue())
def test_each_of_the_columns_it_reads_is_needed_and_missed_by_name(name, case_tables):
    reader = catalogue()[name]
    for table, columns in reader.reads.items():
        for column in set(columns) - {FACTOR}:
            others = tuple(c.name for c in TABLES[table].columns if c.name != column)
            missed = f"{name} needs a column {column} in the table {table}."
            with pytest.raises(TableError, match=f"^{re.escape(missed)}$"):
                run(reader, case_tables, reader.reads | {table: others})


def test_a_fault_of_ours_is_not_blamed_on_the_tables(case_tables):
    def of_ours(tables, period) -> list[Tally]:
        raise ZeroDivisionError

    broken = measure(title="Broken", reads={"removals": ("branch",)})(of_ours)
    tables = case_tables("2000-02-04", removals="branch")
    with pytest.raises(ZeroDivisionError):
        broken.compute(tables, YEAR_1998)
