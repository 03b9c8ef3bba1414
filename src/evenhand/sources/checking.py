"""One table, checked: every row is either accepted or among the faults, none is lost.

First each line alone (its cells, each cell by its kind), some lines at a time; then
the rules that need all rows. So read = accepted + rejected, whatever the file holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from evenhand.sources.rejects import FAULTS
from evenhand.sources.rows import rules
from evenhand.sources.rows.cells import Batch, csv_cells, parquet_cells, parquet_names
from evenhand.sources.rows.checked import Checked
from evenhand.sources.rows.header import Header, header
from evenhand.sources.rows.kinds import DTYPES, reason, value
from evenhand.sources.rows.lines import header_names
from evenhand.sources.tables import Column, Table

LOST = {"id": pl.String, "line": pl.Int64}


def check_table(
    path: Path, table: Table, theirs: Mapping[str, str], known: Mapping[str, Checked]
) -> Checked:
    """Read and check one file; `known` are the tables it may refer to, checked before.

    Raises:
        TableError: The file as a whole cannot be read as this table.
    """
    if path.suffix == ".parquet":
        names = parquet_names(path)
        head = header(path.name, names, table, theirs)
        batches = parquet_cells(path, names, head.places)
    else:
        head = header(path.name, header_names(path), table, theirs)
        batches = csv_cells(path, head.width, head.places)
    columns = [column for _, column in head.columns]
    return _whole_table(_by_cell(path.name, table, head, batches), columns, known)


def _by_cell(file: str, table: Table, head: Header, batches: Iterable[Batch]) -> Checked:
    """The table with each line judged alone."""
    columns = [column for _, column in head.columns]
    rows = [pl.DataFrame(schema={"line": pl.Int64} | {c.name: DTYPES[c.kind] for c in columns})]
    faults, lost, read = [pl.DataFrame(schema=FAULTS)], [pl.DataFrame(schema=LOST)], 0
    for cells, unread in batches:
        typed = cells.select("line", *(value(column) for column in columns))
        found = [_cell_faults(cells, typed[column.name], column) for column in columns]
        bad = pl.concat([each.select("line") for each in found]).unique()
        rows.append(typed.join(bad, on="line", how="anti", maintain_order="left"))
        lost.append(_lost(cells, bad))
        faults += [unread, *found]
        read += cells.height + unread.height
    return Checked(
        table, file, read, pl.concat(rows), pl.concat(faults), pl.concat(lost), head.flags
    )


def _cell_faults(cells: pl.DataFrame, typed: pl.Series, column: Column) -> pl.DataFrame:
    cell = cells[column.name]
    bad = typed.is_null() & (cell.is_not_null() | column.needed)
    found = cells.filter(bad).select("line", column=pl.lit(column.name), value=column.name)
    each = found["value"].unique()
    why = pl.Series([reason(column, one) for one in each], dtype=pl.String)
    reasons = pl.DataFrame({"value": each, "reason": why})
    return found.join(reasons, on="value", nulls_equal=True, maintain_order="left")


def _whole_table(alone: Checked, columns: list[Column], known: Mapping[str, Checked]) -> Checked:
    """The table after the rules that need all its rows."""
    rows = alone.rows
    found = rules.wrong_order(rows, columns) + rules.unknown(rows, columns, known)
    bad = pl.concat([pl.DataFrame(schema={"line": pl.Int64}), *(f.select("line") for f in found)])
    kept = rows.join(bad, on="line", how="anti", maintain_order="left")
    again = rules.repeated(kept, alone.table)
    faults = pl.concat([alone.faults, *found, again]).with_columns(pl.col("value").fill_null(""))
    return Checked(
        alone.table,
        alone.file,
        alone.read,
        kept.join(again, on="line", how="anti", maintain_order="left"),
        faults.sort("line", maintain_order=True),
        pl.concat([alone.lost, _lost(rows, bad)]),
        alone.flags,
    )


def _lost(rows: pl.DataFrame, bad: pl.DataFrame) -> pl.DataFrame:
    """Id and line of the bad rows, where the table has an id."""
    if "id" not in rows.columns:
        return pl.DataFrame(schema=LOST)
    lost = rows.join(bad, on="line", how="semi", maintain_order="left")
    return lost.filter(pl.col("id").is_not_null()).select("id", "line")
