"""Lines into cells: by commas, and by quotes where a line has any.

What comes out are text cells, with the blanks around them taken off and empty ones
null, and beside them a fault for each line that cannot be split.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from evenhand.sources.rows import lines
from evenhand.sources.rows.quick import bare, split
from evenhand.sources.rows.regular import Positions, parted
from evenhand.sources.rows.texts import line_texts
from evenhand.sources.rows.worded import worded

#: One cell after its comma: quoted whole with quotes inside doubled, or no quote at all.
CELL = r',(?:"(?:[^"]|"")*"|[^",]*)'

TEXT = pl.col("text")
COMMAS = TEXT.str.count_matches(",", literal=True)
QUOTED_CELLS = ("," + TEXT).str.count_matches(CELL)

#: Letters of a line that its fault shows.
SHOWN = 1_000

Batch = tuple[pl.DataFrame, pl.DataFrame]
Places = Sequence[tuple[int, str]]


def csv_cells(path: Path, width: int, places: Places) -> Iterator[Batch]:
    """Cells of a CSV file's wanted places, with `line`; and faults of its lines."""
    for block in lines.blocks(path):
        part = parted(block.content, width)
        cells = _numbered(split(part.regular, width, places), part.regular_at + block.number)
        careful, faults = _careful(_aside(part.odd, part.odd_at + block.number), width, places)
        yield _together(cells, careful), faults


def _numbered(cells: pl.DataFrame, number: Positions) -> pl.DataFrame:
    return cells.insert_column(0, pl.Series("line", number, dtype=pl.Int64))


def _together(cells: pl.DataFrame, careful: pl.DataFrame) -> pl.DataFrame:
    """Both in the order of their lines."""
    if careful.is_empty():
        return cells
    if cells.is_empty():
        return careful
    return pl.concat([cells.cast(careful.schema), careful]).sort("line")


def _aside(odd: bytes, number: Positions) -> pl.DataFrame:
    """The odd lines with `line`, `text`, and `reason` where a line cannot be read at all."""
    return pl.DataFrame([pl.Series("line", number, dtype=pl.Int64), *line_texts(odd)])


def _careful(aside: pl.DataFrame, width: int, places: Places) -> Batch:
    """The lines set aside, each judged alone."""
    aside = aside.with_columns(reason=pl.coalesce(_too_long(), "reason"))
    quoted = aside["text"].str.contains('"', literal=True)
    plain = _judged(aside.filter(~quoted), _no_text(), _wrong_width(COMMAS + 1, width))
    careful = _judged(
        aside.filter(quoted), _no_text(), _broken_quotes(), _wrong_width(QUOTED_CELLS, width)
    )
    cells = pl.concat([_plain(_good(plain), width, places), _quoted(_good(careful), places)])
    return bare(cells.sort("line")), _faults(pl.concat([plain, careful]))


def _judged(batch: pl.DataFrame, *reasons: pl.Expr) -> pl.DataFrame:
    """The lines, each with the first reason why it cannot be split, if there is one."""
    return batch.with_columns(reason=pl.coalesce("reason", *reasons))


def _good(judged: pl.DataFrame) -> pl.DataFrame:
    return judged.filter(pl.col("reason").is_null())


def _too_long() -> pl.Expr:
    why = f"the line is longer than {lines.LONGEST:,} bytes; it cannot be a row of this table"
    return pl.when(TEXT.str.len_bytes() > lines.LONGEST).then(pl.lit(why))


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
    words = worded("the line has {} cells where the header has {}", cells, pl.lit(width))
    return pl.when(cells != width).then(words + more.otherwise(pl.lit("")))


def _plain(good: pl.DataFrame, width: int, places: Places) -> pl.DataFrame:
    split_at = TEXT.str.split_exact(",", width - 1)
    return good.select("line", cells=split_at).select(
        "line", *(pl.col("cells").struct.field(f"field_{at}").alias(name) for at, name in places)
    )


def _quoted(good: pl.DataFrame, places: Places) -> pl.DataFrame:
    found = good.select("line", cells=("," + TEXT).str.extract_all(CELL))
    return found.select("line", *(_unquoted(pl.col("cells").list.get(at), n) for at, n in places))


def _unquoted(cell: pl.Expr, name: str) -> pl.Expr:
    inner = cell.str.strip_prefix(",")
    inside = (
        inner.str.strip_prefix('"').str.strip_suffix('"').str.replace_all('""', '"', literal=True)
    )
    return pl.when(inner.str.starts_with('"')).then(inside).otherwise(inner).alias(name)


def _faults(judged: pl.DataFrame) -> pl.DataFrame:
    bad = judged.filter(pl.col("reason").is_not_null())
    shown = pl.when(TEXT.str.len_chars() > SHOWN).then(TEXT.str.head(SHOWN) + "…").otherwise(TEXT)
    return bad.select("line", pl.lit("").alias("column"), shown.alias("value"), "reason")
