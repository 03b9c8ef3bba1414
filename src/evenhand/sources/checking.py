"""One table, checked: every row is either accepted or among the faults, none is lost.

Rows are judged some at a time: each line alone (its cells, each cell by its kind), then
the rules that look into other tables, and last the keys of all of them. So read =
accepted + rejected, whatever the file holds, and a file may be larger than memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from evenhand.sources.rejects import FAULTS
from evenhand.sources.rows import parts, rules
from evenhand.sources.rows.accepted import Accepted
from evenhand.sources.rows.cells import Batch, csv_cells
from evenhand.sources.rows.checked import Checked
from evenhand.sources.rows.header import Header, header
from evenhand.sources.rows.judged import judged
from evenhand.sources.rows.kinds import DTYPES, reason
from evenhand.sources.rows.lines import header_names
from evenhand.sources.rows.parquet import parquet_cells, parquet_names
from evenhand.sources.tables import Column, Table

LOST = {"id": pl.String, "line": pl.Int64}
LINE = pl.DataFrame(schema={"line": pl.Int64})


def check_table(
    path: Path, table: Table, theirs: Mapping[str, str], known: Mapping[str, Checked]
) -> Checked:
    """Read and check one file, or a folder of Parquet files.

    `known` are the tables it may refer to, checked before.

    Raises:
        TableError: The file as a whole cannot be read as this table.
    """
    if path.is_dir():
        return parts.named(
            _checked(path.name, table, *parts.read(path, table, theirs), known), path
        )
    return _checked(path.name, table, *_read(path, table, theirs), known)


def _read(path: Path, table: Table, theirs: Mapping[str, str]) -> tuple[Header, Iterable[Batch]]:
    """The file's header, and its cells by suffix."""
    if path.suffix == ".parquet":
        names = parquet_names(path)
        head = header(path.name, names, table, theirs)
        return head, parquet_cells(path, names, head.columns)
    if path.suffix == ".xlsx":
        from evenhand.sources.rows.sheets import sheet_cells, sheet_names

        names = sheet_names(path, table.name)
        head = header(path.name, names, table, theirs)
        return head, sheet_cells(path, table.name, names, head.places)
    head = header(path.name, header_names(path), table, theirs)
    return head, csv_cells(path, head.width, head.places)


def _checked(
    file: str, table: Table, head: Header, batches: Iterable[Batch], known: Mapping[str, Checked]
) -> Checked:
    columns = [column for _, column in head.columns]
    schema = {"line": pl.Int64()} | {each.name: DTYPES[each.kind] for each in columns}
    kept, read = Accepted(table, schema), 0
    faults = [pl.DataFrame(schema=FAULTS)]
    lost, refused = [pl.DataFrame(schema=LOST)], [pl.DataFrame(schema=LOST)]
    for cells, unread in batches:
        typed = pl.DataFrame([cells["line"], *(judged(cells[c.name], c) for c in columns)])
        wrong = [_cell_faults(cells, typed[column.name], column) for column in columns]
        bad = _lines(wrong)
        broken = [
            found.join(bad, on="line", how="anti", maintain_order="left")
            for found in rules.wrong_order(typed, columns) + rules.unknown(typed, columns, known)
        ]
        worse = _lines(broken)
        kept.add(_without(typed, pl.concat([bad, worse])))
        lost.append(_lost(cells, bad))
        refused.append(_lost(typed, worse))
        faults += [unread, *wrong, *broken]
        read += cells.height + unread.height
    again = kept.repeated()
    gone = again["line"]
    every = pl.concat([*faults, again]).with_columns(pl.col("value").fill_null(""))
    return Checked(
        table,
        file,
        read,
        kept.height - len(gone),
        kept.rows() if gone.is_empty() else _but(kept.rows(), gone),
        every.sort("line", maintain_order=True),
        pl.concat([*lost, *refused]),
        head.flags,
        tuple(kept.files),
        gone,
        kept.ids(),
    )


def _cell_faults(cells: pl.DataFrame, typed: pl.Series, column: Column) -> pl.DataFrame:
    cell = cells[column.name]
    bad = typed.is_null() if column.needed else typed.is_null() & cell.is_not_null()
    if not bad.any():
        return pl.DataFrame(schema=FAULTS)
    value = pl.col(column.name).cast(pl.String)
    found = cells.filter(bad).select("line", column=pl.lit(column.name), value=value)
    each = found["value"].unique()
    why = pl.Series([reason(column, one) for one in each], dtype=pl.String)
    reasons = pl.DataFrame({"value": each, "reason": why})
    return found.join(reasons, on="value", nulls_equal=True, maintain_order="left")


def _lines(faults: list[pl.DataFrame]) -> pl.DataFrame:
    """The lines that have a fault, each once."""
    return pl.concat([LINE, *(each.select("line") for each in faults)]).unique()


def _without(rows: pl.DataFrame, bad: pl.DataFrame) -> pl.DataFrame:
    if bad.is_empty():
        return rows
    good = np.ones(rows.height, bool)
    good[_places(rows, bad)] = False
    return rows.filter(pl.Series(good))


def _places(rows: pl.DataFrame, bad: pl.DataFrame) -> NDArray[np.uint32]:
    """Where the bad lines stand among the rows, whose lines are in order."""
    return rows["line"].search_sorted(bad["line"].sort()).to_numpy()


def _but(rows: pl.LazyFrame, gone: pl.Series) -> pl.LazyFrame:
    return rows.join(gone.to_frame().lazy(), on="line", how="anti", maintain_order="left")


def _lost(rows: pl.DataFrame, bad: pl.DataFrame) -> pl.DataFrame:
    """Id and line of the bad rows, where the table has an id."""
    if "id" not in rows.columns or bad.is_empty():
        return pl.DataFrame(schema=LOST)
    lost = rows.select("id", "line")[_places(rows, bad)]
    return lost.filter(pl.col("id").is_not_null()).select(pl.col("id").cast(pl.String), "line")
