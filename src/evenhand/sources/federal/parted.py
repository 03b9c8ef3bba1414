"""Lines parted by tabs or commas into cells: a physical line is one row, or a fault.

Coded cells are numbers, days and identifiers, so no cell holds what parts them: quotes
around a cell are taken off, and a line with a cell too many is a fault.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from evenhand.sources.rows.lines import LONGEST, Block, blocks
from evenhand.sources.rows.texts import line_texts
from evenhand.sources.rows.worded import worded

TEXT = pl.col("text")
#: Of a line that cannot be read, so much is shown.
SHOWN = 200


def parted_cells(
    path: Path, mark: str, width: int, places: Sequence[tuple[int, str]]
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Cells of the wanted places, with `line`, null where empty; and faults of other lines."""
    for block in blocks(path):
        judged = _lines(block).with_columns(reason=pl.coalesce("reason", _fault(mark, width)))
        bad = judged.filter(pl.col("reason").is_not_null())
        good = judged.filter(pl.col("reason").is_null())
        content = block.content if bad.is_empty() else "\n".join(good["text"]).encode()
        yield (
            _split(content, mark, places).insert_column(0, good["line"]),
            bad.select("line", column=pl.lit(""), value=TEXT.str.slice(0, SHOWN), reason="reason"),
        )


def _split(content: bytes, mark: str, places: Sequence[tuple[int, str]]) -> pl.DataFrame:
    """The wanted cells of lines that all have as many cells as they should."""
    if not content:
        return pl.DataFrame(schema={name: pl.String for _, name in places})
    cells = pl.read_csv(
        io.BytesIO(content),
        has_header=False,
        separator=mark,
        quote_char=None,
        columns=[at for at, _ in places],
        infer_schema=False,
    )
    return cells.select(
        _tidy(pl.col(theirs)).alias(name)
        for theirs, (_, name) in zip(cells.columns, places, strict=True)
    )


def _lines(block: Block) -> pl.DataFrame:
    texts, reasons = line_texts(block.content)
    numbers = pl.int_range(block.number, block.number + len(texts), eager=True).alias("line")
    return pl.DataFrame([numbers, texts, reasons])


def _fault(mark: str, width: int) -> pl.Expr:
    cells = TEXT.str.count_matches(mark, literal=True) + 1
    return (
        pl.when(TEXT.str.len_bytes() > LONGEST)
        .then(pl.lit(f"the line is longer than {LONGEST:,} bytes"))
        .when(TEXT.str.contains("[\0\r]"))
        .then(pl.lit("the line holds a NUL byte or a carriage return"))
        .when(TEXT.str.strip_chars(" \t") == "")
        .then(pl.lit("the line is blank"))
        .when(cells != width)
        .then(worded("the line has {} cells where the header has {}", cells, pl.lit(width)))
    )


def _tidy(cell: pl.Expr) -> pl.Expr:
    bare = cell.str.strip_chars(' "\r')
    return pl.when(bare != "").then(bare)
