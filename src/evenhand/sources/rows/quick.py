"""Regular lines into cells, all at once: split at commas, and never looked at one by one.

A column of few distinct cells is kept as a list of these and a number for each row, so
that what must be judged is judged once. Blanks around a cell are taken off, and an
empty cell is null, as everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

#: Bytes of the lines from which we guess in which columns few distinct cells stand.
SAMPLE = 64 * 1024

#: Rows that a cell stands in, on average, before its column counts as one of few distinct.
OFTEN = 8

#: Rows of a Parquet file from which the same is guessed.
ROWS = 2_000

#: What is taken off around a cell: white space, as databases take it for.
BLANKS = " \t\n\r\v\f"

#: Those of them that a line may hold.
INSIDE = tuple(blank.encode() for blank in BLANKS if blank not in "\n\r")

Places = Sequence[tuple[int, str]]


def split(regular: bytes, width: int, places: Places) -> pl.DataFrame:
    """The wanted cells of regular lines; columns are text, or categories of text."""
    kinds = _kinds(regular, width, places)
    names = {f"column_{at + 1}": name for at, name in places}
    cells = _read(regular, width, places, kinds).rename(names)
    return bare(cells) if any(blank in regular for blank in INSIDE) else cells


def _read(
    content: bytes, width: int, places: Places, kinds: Mapping[int, pl.DataType]
) -> pl.DataFrame:
    schema = {f"column_{at + 1}": kinds.get(at, pl.String()) for at in range(width)}
    if not content:
        return pl.DataFrame(schema=schema).select(f"column_{at + 1}" for at, _ in places)
    return pl.read_csv(
        content,
        has_header=False,
        schema=schema,
        columns=[f"column_{at + 1}" for at, _ in places],
        quote_char=None,
    ).select(f"column_{at + 1}" for at, _ in places)


def _kinds(content: bytes, width: int, places: Places) -> dict[int, pl.DataType]:
    """The columns whose cells seem to be few distinct ones, each with categories of its own."""
    sample = content[: content.rfind(b"\n", 0, SAMPLE) + 1]
    if not sample or len(content) <= SAMPLE:
        return {}
    some = _read(sample, width, places, {})
    return {
        at: pl.Categorical(pl.Categories.random())
        for at, _ in places
        if are_few(some[f"column_{at + 1}"])
    }


def are_few(cells: pl.Series) -> bool:
    """Whether each of the cells stands there often."""
    return cells.n_unique() * OFTEN <= len(cells)


def by_category(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells with texts of few distinct ones, to go by the first rows, as categories."""
    return cells.with_columns(
        each.cast(pl.Categorical(pl.Categories.random()))
        for each in cells.iter_columns()
        if each.dtype == pl.String and are_few(each.head(ROWS))
    )


def bare(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells without the blanks around them; those that are then empty are null."""
    return cells.with_columns(
        _bare(each)
        for each in cells.iter_columns()
        if isinstance(each.dtype, pl.String | pl.Categorical)
    )


def _bare(cells: pl.Series) -> pl.Series:
    words = cells.unique() if isinstance(cells.dtype, pl.Categorical) else cells
    if _are_bare(words.cast(pl.String)):
        return cells
    text = pl.col(cells.name).cast(pl.String).str.strip_chars(BLANKS)
    return cells.to_frame().select(pl.when(text != "").then(text)).to_series()


def _are_bare(words: pl.Series) -> bool:
    """Whether none of the words is empty or has blanks around it."""
    # What is empty or begins with a blank stands before "!".
    return not ((words < "!").any() or any(words.str.ends_with(blank).any() for blank in BLANKS))
