"""SQLite keeps no cell to its column's type: a table with one that is not so is refused."""

from __future__ import annotations

import sqlite3

import pytest

from evenhand.errors import TableError
from evenhand.sources.warehouse.connecting import database_tables
from evenhand.sources.warehouse.place import placed

pytest.importorskip("ibis", reason="Ibis is missing: install evenhand[warehouse]")

GOOD = {
    "TEXT": ("r1", "007", ""),
    "DATE": ("1998-02-28", "2000-02-29"),
    "TIMESTAMP": ("1998-02-28 00:00:00", "1998-02-28 23:59:59"),
    "BOOLEAN": (0, 1),
    "INTEGER": (0, -3, "12"),
    "REAL": (0, 0.5, "0.25"),
}
BAD = {
    "TEXT": (b"\x00",),
    "DATE": (
        "1998-02-30",
        "19980504",
        "1998-5-4",
        "1998-05-04 10:00",
        "now",
        2450938,
        "",
        "no day",
    ),
    "TIMESTAMP": ("1998-02-28", "1998-02-28T00:00:00", "1998-02-28 24:00:00", 0),
    "BOOLEAN": (2, "yes", 0.5),
    "INTEGER": ("three", 1.5),
    "REAL": ("half",),
}


@pytest.fixture
def records(tmp_path):
    def written(kind, cells):
        with sqlite3.connect(tmp_path / "records.sqlite") as connection:
            connection.execute(f'CREATE TABLE branches (id TEXT, "its ""own""" {kind})')
            own = [(str(at), cell) for at, cell in enumerate(cells)]
            connection.executemany("INSERT INTO branches VALUES (?, ?)", [*own, ("none", None)])
        connection.close()
        return placed(f"sqlite://{tmp_path}/records.sqlite")

    return written


@pytest.mark.parametrize("kind", GOOD)
def test_cells_of_their_columns_type_are_taken(records, kind):
    assert [*database_tables(records(kind, GOOD[kind]), {}).frames] == ["branches"]


@pytest.mark.parametrize(("kind", "cell"), [(kind, cell) for kind in BAD for cell in BAD[kind]])
def test_a_cell_that_is_not_of_its_columns_type_refuses_the_table(records, kind, cell):
    said = r'branches cannot be opened: 1 cells of its "own" are not written as .* as CSV'
    with pytest.raises(TableError, match=said) as found:
        database_tables(records(kind, [*GOOD[kind], cell]), {})
    assert "Did you mean" not in str(found.value)
