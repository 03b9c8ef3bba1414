"""Worded: a sentence with cells in it, for every row at once.

`pl.format` does the same and, in Polars 2.1, panics on a frame that lies in several pieces.
"""

from __future__ import annotations

import polars as pl


def worded(sentence: str, *cells: pl.Expr | str) -> pl.Expr:
    """The sentence with a cell of each row in place of each `{}`; null where a cell is.

    A cell is an expression, or a column's name.
    """
    first, *rest = sentence.split("{}")
    parts = [pl.lit(first)]
    for cell, text in zip(cells, rest, strict=True):
        column = pl.col(cell) if isinstance(cell, str) else cell
        parts += [column.cast(pl.String), pl.lit(text)]
    return pl.concat_str(parts)
