"""Only tallies leave a database: watched at our door, and in the server's own record.

The same state is asked once, and with each of its people, calls and cases four times over.
What comes out is as long either way, since it is counted by branch, day, level or load; and
none of it is the name of a child, family, call, case or worker.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest
from tests.engines.asked import ask, made_up, times_over, watched
from tests.engines.handed import store

from evenhand.measures import catalogue

TIMES = {"once": 1, "four_times": 4}
PEOPLE = {"children", "families", "referrals", "cases", "workers", "assessments"}
#: DuckDB takes seconds to read the longest questions: all of them only when it is named.
NAMED = "duckdb" in os.environ.get("EVENHAND_ENGINES", "").split(",")
ON_DUCKDB = list(catalogue()) if NAMED else ["calls_received", "family_factors", "worker_days"]
#: What may be written: a table of the connection's own, gone with it.
WRITES = ("CREATE TEMPORARY TABLE", "INSERT INTO ", "DROP TABLE ")
ASKS = ("DECLARE", "CLOSE", "SAVEPOINT", "RELEASE", "DEALLOCATE")
GIVES = ("SELECT", "WITH", "FETCH", "COPY", "TABLE")


@cache
def state(times):
    return times_over(times, made_up(Fraction(1, 20)))


def names(frames):
    return {name for table in PEOPLE for name in frames[table]["id"]}


@contextmanager
def recorded(address):
    """What the server notes of each statement inside the block: its text, and rows given."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as clerk:
        clerk.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        clerk.execute("SELECT pg_stat_statements_reset()")
        noted = []
        yield noted
        record = "SELECT query, rows FROM pg_stat_statements WHERE query NOT LIKE '%pg_stat_%'"
        noted += clerk.execute(record).fetchall()


@pytest.fixture(scope="module")
def stored(postgresql):
    """The state, and the state four times over, on a real server, opened as DATA is."""
    import psycopg

    from evenhand.sources.warehouse.connecting import database_tables
    from evenhand.sources.warehouse.place import placed

    with psycopg.connect(postgresql, autocommit=True) as connection:
        for schema, times in TIMES.items():
            store(connection, schema, state(times))
    at = f"{postgresql}{'&' if '?' in postgresql else '?'}schema="
    return {schema: database_tables(placed(at + schema), {}).frames for schema in TIMES}


def no_name_and_no_fraction(answers, forbidden):
    cells = {cell for answer in answers for row in answer for cell in row}
    fractions = [c for c in cells if isinstance(c, float | Decimal) and c != int(c)]
    return not fractions and not forbidden & {str(cell) for cell in cells}


@pytest.mark.parametrize("name", catalogue())
def test_what_leaves_postgresql_is_tallies_and_no_longer_for_more_people(
    name, postgresql, stored, handed_to, monkeypatch
):
    given = {}
    for schema, times in TIMES.items():
        frames = stored[schema]
        with recorded(postgresql) as record, watched(monkeypatch, "ibis") as answers:
            counted = ask(name, frames)
        assert counted == ask(name, handed_to("polars")(state(times)))
        assert no_name_and_no_fraction(answers, names(state(times)))
        gave = [rows for query, rows in record if query.startswith(GIVES)]
        # What the server gave is what we saw at the door: nothing left by another way.
        assert sum(gave) == sum(map(len, answers)) > 0
        given[schema] = [len(answer) for answer in answers]
    assert given["once"] == given["four_times"]


def test_postgresql_is_asked_to_write_only_tables_of_the_connections_own(postgresql, stored):
    with recorded(postgresql) as record:
        for name in ("worker_days", "new_cases", "removals_by_pattern"):
            ask(name, stored["once"])
    writes = [query for query, _ in record if not query.startswith((*GIVES, *ASKS))]
    assert any(query.startswith("CREATE TEMPORARY TABLE") for query in writes)
    assert [query for query in writes if not query.startswith(WRITES)] == []
    assert all('"ibis_cached_' in query.split("(")[0] for query in writes)


def test_a_server_that_lets_nothing_be_written_is_asked_again_instead(handed_to):
    frames = handed_to("postgresql")(state(1))
    connection = frames["cases"].to_native().get_backend().con
    connection.execute("SET default_transaction_read_only = on")
    try:
        assert ask("worker_days", frames) == ask("worker_days", handed_to("polars")(state(1)))
    finally:
        connection.execute("SET default_transaction_read_only = off")


@pytest.mark.parametrize("name", ON_DUCKDB)
def test_what_leaves_duckdb_is_no_longer_for_more_people(name, handed_to, monkeypatch):
    given = []
    for frames in map(state, TIMES.values()):
        with watched(monkeypatch, "duckdb") as answers:
            ask(name, handed_to("duckdb")(frames))
        assert no_name_and_no_fraction(answers, names(frames))
        given.append([len(answer) for answer in answers])
    assert given[0] == given[1] != []


def test_four_times_over_there_is_four_times_as_much_to_count(handed_to):
    once, four_times = (
        [tally.hits for tally in ask("calls_received", handed_to("polars")(frames))]
        for frames in map(state, TIMES.values())
    )
    assert four_times == [4 * hits for hits in once]


def test_a_name_that_left_would_be_seen(handed_to, monkeypatch):
    from evenhand.sources.engine import rows

    with watched(monkeypatch, "polars") as answers:
        rows(handed_to("polars")(state(1))["children"].head(1), "id")
    assert not no_name_and_no_fraction(answers, names(state(1)))
