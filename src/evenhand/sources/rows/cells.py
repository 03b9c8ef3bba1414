"""Lines into cells: by commas, and by quotes where a line has any.

What comes out are text cells, with the blanks around them taken off and empty ones
null, and beside them a fault for each line that cannot be split. Parquet files take
the same road: their values as text, a row's number for its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from evenhand.errors import TableError
from evenhand.sources.rejects import FAULTS
from evenhand.sources.rows import lines

#: One cell after its comma: quoted whole with quotes inside doubled, or no quote at all.
CELL = r',(?:"(?:[^"]|"")*"|[^",]*)'

TEXT = pl.col("text")
COMMAS = TEXT.str.count_matches(",", literal=True)
QUOTED_CELLS = ("," + TEXT).str.count_matches(CELL)

#: Rows of a Parquet file read at a time.
ROWS = 1_000_000

Batch = tuple[pl.DataFrame, pl.DataFrame]
Places = Sequence[tuple[int, str]]


def csv_cells(path: Path, width: int, places: Places) -> Iterator[Batch]:
    """Cells of a CSV file's wanted places, with `line`; and faults of its lines."""
    for batch in lines.batches(path):
        quoted = batch["text"].str.contains('"', literal=True)
        plain = _judged(batch.filter(~quoted), _no_text(), _wrong_width(COMMAS + 1, width))
        careful = _judged(
            batch.filter(quoted), _no_text(), _broken_quotes(), _wrong_width(QUOTED_CELLS, width)
        )
        cells = pl.concat([_plain(_good(plain), width, places), _quoted(_good(careful), places)])
        yield _tidy(cells.sort("line"), places), _faults(pl.concat([plain, careful]))


def _judged(batch: pl.DataFrame, *reasons: pl.Expr) -> pl.DataFrame:
    """The lines, each with the first reason why it cannot be split, if there is one."""
    return batch.with_columns(reason=pl.coalesce("reason", *reasons))


def _good(judged: pl.DataFrame) -> pl.DataFrame:
    return judged.filter(pl.col("reason").is_null())


def _no_text() -> pl.Expr:
    return (
        pl.when(TEXT.str.contains("\0", literal=True))
        .then(pl.lit("the line holds a NUL byte"))
        .when(TEXT.str.contains("\r", literal=True))
        .then(pl.lit("the line holds a carriage return"))
        .when(TEXT.str.contains(r"^[ \t]*$"))
        .then(pl.lit("the line is blank"))
    )


def _broken_quotes() -> pl.Expr:
    return (
        pl.when(TEXT.str.count_matches('"', literal=True) % 2 == 1)
        .then(pl.lit("a quote is not closed on its line; line breaks inside quotes are not read"))
        .when(~("," + TEXT).str.contains(f"^(?:{CELL})+$"))
        .then(pl.lit("the quotes are broken: quote the whole cell and double the quotes in it"))
    )


def _wrong_width(cells: pl.Expr, width: int) -> pl.Expr:
    more = pl.when(cells > width).then(pl.lit("; a cell with a comma in it needs quotes"))
    words = pl.format("the line has {} cells where the header has {}", cells, pl.lit(width))
    return pl.when(cells != width).then(words + more.otherwise(pl.lit("")))


def _plain(good: pl.DataFrame, width: int, places: Places) -> pl.DataFrame:
    split = TEXT.str.split_exact(",", width - 1)
    return good.select("line", cells=split).select(
        "line", *(pl.col("cells").struct.field(f"field_{at}").alias(name) for at, name in places)
    )


def _quoted(good: pl.DataFrame, places: Places) -> pl.DataFrame:
    found = good.select("line", cells=("," + TEXT).str.extract_all(CELL))
    return found.select("line", *(_unquoted(pl.col("cells").list.get(at), n) for at, n in places))


def _unquoted(cell: pl.Expr, name: str) -> pl.Expr:
    inner = cell.str.strip_prefix(",")
    bare = (
        inner.str.strip_prefix('"').str.strip_suffix('"').str.replace_all('""', '"', literal=True)
    )
    return pl.when(inner.str.starts_with('"')).then(bare).otherwise(inner).alias(name)


def _tidy(cells: pl.DataFrame, places: Places) -> pl.DataFrame:
    bare = pl.col([name for _, name in places]).str.strip_chars(" \t")
    return cells.with_columns(pl.when(bare != "").then(bare).name.keep())


def _faults(judged: pl.DataFrame) -> pl.DataFrame:
    bad = judged.filter(pl.col("reason").is_not_null())
    return bad.select("line", pl.lit("").alias("column"), pl.col("text").alias("value"), "reason")


def parquet_names(path: Path) -> list[str]:
    """The names of a Parquet file's columns."""
    try:
        return pl.scan_parquet(path).collect_schema().names()
    except pl.exceptions.PolarsError as fault:
        raise TableError(f"{path.name} cannot be read as Parquet: {_first(fault)}") from None


def parquet_cells(path: Path, names: Sequence[str], places: Places) -> Iterator[Batch]:
    """Cells of a Parquet file as text, with a row's number as its `line`."""
    wanted = [pl.col(names[at]).cast(pl.String).alias(name) for at, name in places]
    scan = pl.scan_parquet(path)
    for start in range(0, scan.select(pl.len()).collect().item(), ROWS):
        try:
            cells = scan.slice(start, ROWS).select(wanted).collect()
        except pl.exceptions.PolarsError as fault:
            what = f"holds a column that is no text: {_first(fault)}"
            raise TableError(f"{path.name} {what}") from None
        number = pl.int_range(start + 1, start + 1 + cells.height, eager=True).alias("line")
        yield _tidy(cells.insert_column(0, number), places), pl.DataFrame(schema=FAULTS)


def _first(fault: Exception) -> str:
    return str(fault).partition("\n")[0]
