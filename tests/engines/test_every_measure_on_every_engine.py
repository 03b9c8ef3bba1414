"""Every measure, unchanged, gives the same whole numbers on every engine, or says that it cannot.

The tables are random ones, whose days touch and whose votes tie, and a small made-up state.
EVENHAND_ENGINES=postgresql,spark names the engines that are started; without it the random
tables are asked of SQLite, which needs no starting. PostgreSQL is asked of a made-up state, too,
where `test_only_tallies_leave_the_database.py` watches it.

SQLite cannot do all: before 3.46 it adds no days to a date, and its parser gives up on the
longest questions. Then the answer is an error that names it, and never another number.
"""

from __future__ import annotations

import os
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from tests.engines.asked import YEAR_1998, ask, made_up

from evenhand.errors import TableError
from evenhand.figures import Period
from evenhand.measures import catalogue

STARTED = [name for name in os.environ.get("EVENHAND_ENGINES", "").split(",") if name]
ENGINES = [*STARTED, "sqlite", *(["duckdb_through_ibis"] if STARTED else [])]
TABLES = ["random tables", *(["made-up state"] if STARTED else [])]
#: What SQLite 3.40 cannot count: it would have to add days, or to read too long a question.
NOT_ON_SQLITE = {
    *("children_carried_by_day", "classified_levels", "easy_returns", "permanency_plans"),
    *("reabuse_after_return", "reabuse_by_pattern", "removals_by_pattern", "worker_days"),
}


@pytest.fixture(params=TABLES)
def asked(request, random_records, as_frames):
    """Tables as frames of Polars, and the period they are asked for."""
    if request.param == "made-up state":
        return made_up(Fraction(1, 20)), YEAR_1998
    return as_frames(random_records(Random(5))), Period(date(2000, 1, 1), date(2001, 1, 1))


# Ibis hands rows of SQLite through pandas, and still sets what pandas 3 has by itself.
@pytest.mark.filterwarnings("ignore:The 'future.infer_string' option is deprecated")
@pytest.mark.filterwarnings("ignore:fetch_arrow_table.. is deprecated")  # Ibis, of DuckDB 2.
@pytest.mark.parametrize("engine", ENGINES)
def test_every_measure_counts_the_same(engine, asked, handed_to):
    tables, period = asked
    ours, theirs = handed_to("polars")(tables), handed_to(engine)(tables)
    refused = {}
    for name in catalogue():
        try:
            counted = ask(name, theirs, period)
        except TableError as cannot:
            refused[name] = str(cannot)
        else:
            assert counted == ask(name, ours, period), name
    assert all(said.startswith(f"{engine} cannot work this out: ") for said in refused.values())
    assert set(refused) <= (NOT_ON_SQLITE if engine == "sqlite" else set())
