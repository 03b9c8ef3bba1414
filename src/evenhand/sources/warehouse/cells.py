"""One typed column where it stands: its cells as values of our kind, and what is wrong with them.

All of it is expressions for the engine: the rules of `rows/kinds.py`, in its words, for
cells that have a type. A column whose type leaves open what is meant is refused whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.errors import TableError
from evenhand.sources.rows.kinds import reason
from evenhand.sources.tables import Column

#: Whole numbers have at most 18 digits; floats count exactly up to 2 to the power of 53.
MOST, MOST_FLOAT = 10**18 - 1, 2**53
SMALL = (nw.Int8, nw.Int16, nw.Int32, nw.UInt8, nw.UInt16, nw.UInt32)

#: What is read as text: words, and what narwhals has no name for, as PostgreSQL's uuid.
TEXTS = (nw.String, nw.Enum, nw.Categorical, nw.Unknown)

#: Each reason, and when it holds; and with it a column's value.
Wrong = tuple[tuple[str, nw.Expr], ...]
Read = tuple[nw.Expr, Wrong]


@dataclass(frozen=True, slots=True)
class Mark:
    """What is wrong with a row: in which column, and why.

    `name` is that of the frame's column that bears the mark: short, since PostgreSQL cuts
    names at 63 bytes.
    """

    column: str
    reason: str
    name: str


@dataclass(frozen=True, slots=True)
class Cells:
    """A column's cells: `value` is null where empty; `wrong` has each reason, and when it holds.

    `at` is the column's place in the table, to name what is said of it. At most one reason
    holds of one cell. `text` is the cell as it stands there. `untidy` holds where blanks
    stand around a text or nothing is in it; where it never does, `tidy` is the value as
    well, and cheaper.
    """

    at: int
    column: Column
    value: nw.Expr
    tidy: nw.Expr
    text: nw.Expr
    wrong: Wrong
    untidy: nw.Expr | None = None

    @property
    def marks(self) -> list[tuple[Mark, nw.Expr]]:
        """What can be wrong with one cell alone, and when it is."""
        return [(self.mark(str(n), why), when) for n, (why, when) in enumerate(self.wrong)]

    def mark(self, kind: str, why: str) -> Mark:
        return Mark(self.column.name, why, f"wrong_{self.at}_{kind}")


def cells(at: int, column: Column, name: str, dtype: Any, table: str) -> Cells:
    """The cells of the column `name`, of that type and at that place, as the column we ask for.

    Raises:
        TableError: The type leaves open what is meant.
    """
    cell = nw.col(name)
    if column.kind == "text":
        return _text(at, column, name, dtype, table)
    read = _READ[column.kind](column, cell, dtype)
    if read is None:
        raise TableError(_refusal(column, name, dtype, table))
    value, wrong = read
    return Cells(at, column, value, value, cell.cast(nw.String), _empty(column, value) + wrong)


def _text(at: int, column: Column, name: str, dtype: Any, table: str) -> Cells:
    if not (dtype.is_integer() or isinstance(dtype, TEXTS)):
        raise TableError(_refusal(column, name, dtype, table))
    text = nw.col(name) if isinstance(dtype, nw.String) else nw.col(name).cast(nw.String)
    bare = text.str.strip_chars()
    value = nw.when(bare != "").then(bare)
    wrong: Wrong = ()
    if column.one_of:
        wrong = ((reason(column, ""), ~value.is_in(column.one_of)),)
    untidy = (bare != text) | (text == "") if isinstance(dtype, nw.String) else None
    return Cells(at, column, value, text, text, _empty(column, value) + wrong, untidy)


def _empty(column: Column, value: nw.Expr) -> Wrong:
    return ((reason(column, None), value.is_null()),) if column.needed else ()


def _whole(column: Column, cell: nw.Expr, dtype: Any) -> Read | None:
    if isinstance(dtype, SMALL):
        return cell, _range(column, cell)
    if not dtype.is_numeric():
        return None
    most = MOST_FLOAT if dtype.is_float() else MOST
    fits = _fits(cell, dtype, most)
    # Only what fits is ever cast: a cast that cannot be is an error on most engines.
    whole = nw.when(fits).then(cell).otherwise(nw.lit(0)).cast(nw.Int64)
    if dtype.is_integer():
        value, good = cell, fits
    else:
        value, good = nw.when(fits).then(whole), fits & (whole == cell)
    ranged = tuple((why, good & when) for why, when in _range(column, value))
    return value, ((reason(column, "½"), ~good), *ranged)


def _number(column: Column, cell: nw.Expr, dtype: Any) -> Read | None:
    if dtype.is_integer():
        return cell, _range(column, cell)
    if not dtype.is_numeric():
        return None
    fits = _fits(cell, dtype, MOST)
    ranged = tuple((why, fits & when) for why, when in _range(column, cell))
    return cell, ((reason(column, "½"), ~fits), *ranged)


def _fits(cell: nw.Expr, dtype: Any, most: int) -> nw.Expr:
    """Whether the cell is a number, and no larger either way.

    NaN is asked for by its name: a comparison DuckDB may settle by what a Parquet file says of
    its least and its largest number, and NaN is neither.
    """
    fits = (cell >= -most) & (cell <= most)
    return fits & ~cell.is_nan() if dtype.is_float() else fits


def _range(column: Column, value: nw.Expr) -> Wrong:
    outside = [value < column.least] if column.least is not None else []
    outside += [value > column.most] if column.most is not None else []
    if not outside:
        return ()
    why = reason(column, str((column.least or 0) - 1))
    return ((why, outside[0] | outside[1] if outside[1:] else outside[0]),)


def _day(column: Column, cell: nw.Expr, dtype: Any) -> Read | None:
    if isinstance(dtype, nw.Date):
        return cell, ((reason(column, "2200-01-01"), _of_other_times(cell, date)),)
    if not isinstance(dtype, nw.Datetime) or dtype.time_zone:
        return None
    value, other = cell.cast(nw.Date), _of_other_times(cell, datetime)
    timed = ~other & (value.cast(nw.Datetime("us")) != cell)
    return value, ((reason(column, "2200-01-01"), other), (reason(column, "2000-01-01 10"), timed))


def _moment(column: Column, cell: nw.Expr, dtype: Any) -> Read | None:
    if not isinstance(dtype, nw.Datetime) or dtype.time_zone:
        return None
    return cell, ((reason(column, "2200-01-01"), _of_other_times(cell, datetime)),)


def _of_other_times(cell: nw.Expr, kind: Callable[[int, int, int], date]) -> nw.Expr:
    return (cell < nw.lit(kind(1800, 1, 1))) | (cell >= nw.lit(kind(2200, 1, 1)))


def _yes_no(column: Column, cell: nw.Expr, dtype: Any) -> Read | None:
    if isinstance(dtype, nw.Boolean):
        return cell, ()
    if not dtype.is_integer():
        return None
    return cell == 1, ((reason(column, "?"), (cell != 0) & (cell != 1)),)


_READ: dict[str, Callable[[Column, nw.Expr, Any], Read | None]] = {
    "whole": _whole,
    "number": _number,
    "day": _day,
    "moment": _moment,
    "yes_no": _yes_no,
}

#: What a column may be, and how a view makes it so.
_WANTED = {
    "text": "text or whole numbers; in a view, CAST({name} AS text)",
    "whole": "whole numbers; in a view, CAST({name} AS bigint)",
    "number": "numbers; in a view, CAST({name} AS numeric)",
    "day": "days; in a view, CAST({name} AS date), where a moment has a time zone in that zone",
    "moment": "moments without a time zone; in a view, CAST({name} AS timestamp)",
    "yes_no": "true and false, or 1 and 0; in a view, {name} = 'yes'",
}


def _refusal(column: Column, name: str, dtype: Any, table: str) -> str:
    wanted = _WANTED[column.kind].format(name=name)
    return (
        f"{table}.{name} is of type {dtype} and cannot be read as {column.name}. Wanted: {wanted}."
    )
