"""What a cell must hold, kind by kind: its value, or in words why it has none.

`value` works on whole columns at once and gives null where a cell is not acceptable;
`reason` says why, for such a cell only. A number keeps every decimal it was written
with (18 at most), so nothing is lost before it becomes a fraction.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import polars as pl

from evenhand.sources.nearest import meant
from evenhand.sources.tables import Column

NUMBER = pl.Decimal(38, 18)

DTYPES: dict[str, pl.DataType] = {
    "text": pl.String(),
    "whole": pl.Int64(),
    "number": NUMBER,
    "day": pl.Date(),
    "moment": pl.Datetime("us"),
    "yes_no": pl.Boolean(),
}

YES = ("1", "true", "yes")
NO = ("0", "false", "no")

#: 3.0 is the whole number 3: many programs write it so where other rows are empty.
WHOLE = r"^-?[0-9]{1,18}(?:\.0+)?$"
DECIMAL = r"^-?(?:[0-9]{1,20}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})$"
DATE = r"(?:1[89]|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}"
#: A day may bring midnight with it, as days stored as moments do.
DAY = rf"^{DATE}(?:[T ]00:00(?::00(?:\.0+)?)?)?$"
TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
MOMENT = rf"^{DATE}[T ]{TIME}(?::[0-5][0-9](?:\.[0-9]{{1,6}})?)?$"
MASKED = r"^(?:[<≤].*|[-–*:.xczsu]+|low|suppressed|masked)$"


def value(column: Column) -> pl.Expr:
    """The column's cells as values of its kind; null where one is not acceptable."""
    cell = pl.col(column.name)
    typed = _READ[column.kind](cell)
    if column.one_of:
        typed = pl.when(cell.is_in(column.one_of)).then(typed)
    return within(typed, column)


def within(typed: pl.Expr, column: Column) -> pl.Expr:
    """The values that keep the column's bounds; null for the others."""
    if column.least is not None:
        typed = pl.when(typed >= column.least).then(typed)
    if column.most is not None:
        typed = pl.when(typed <= column.most).then(typed)
    return typed.alias(column.name)


def _whole(cell: pl.Expr) -> pl.Expr:
    bare = cell.str.replace(r"\.0+$", "")
    return pl.when(cell.str.contains(WHOLE)).then(bare.cast(pl.Int64, strict=False))


def _number(cell: pl.Expr) -> pl.Expr:
    return pl.when(cell.str.contains(DECIMAL)).then(cell.cast(NUMBER, strict=False))


def _day(cell: pl.Expr) -> pl.Expr:
    found = cell.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    return pl.when(cell.str.contains(DAY)).then(found)


def _moment(cell: pl.Expr) -> pl.Expr:
    spaced = cell.str.replace("T", " ", literal=True)
    full = pl.when(spaced.str.len_chars() == 16).then(spaced + ":00").otherwise(spaced)
    found = full.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", strict=False, time_unit="us")
    return pl.when(cell.str.contains(MOMENT)).then(found)


def _yes_no(cell: pl.Expr) -> pl.Expr:
    word = cell.str.to_lowercase()
    return pl.when(word.is_in(YES)).then(True).when(word.is_in(NO)).then(False)


_READ: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "text": lambda cell: cell,
    "whole": _whole,
    "number": _number,
    "day": _day,
    "moment": _moment,
    "yes_no": _yes_no,
}


def reason(column: Column, cell: str | None) -> str:
    """Why a cell that `value` refused is refused, and what would work."""
    if cell is None:
        return "is empty, and every row needs it"
    if column.one_of:
        return f"is not one of {', '.join(column.one_of)}.{meant(cell, column.one_of)}"
    if column.name in ("hits", "base") and re.search(MASKED, cell, re.IGNORECASE):
        return (
            "is a masked count, which is never taken for zero; give the least it can be in "
            f"{column.name} and the most in {column.name}_most"
        )
    return _WHY[column.kind](column, cell)


def _why_not_number(column: Column, cell: str) -> str:
    form = WHOLE if column.kind == "whole" else DECIMAL
    if "," in cell and re.search(form, cell.replace(",", ".", 1)):
        return "is written with a comma; write a point before the decimals, and no other mark"
    if not re.search(form, cell):
        return f"is not a {'whole ' * (column.kind == 'whole')}number written in digits, such as 12"
    if column.most is None:
        return f"is less than {column.least}"
    return f"is not within {column.least} to {column.most}"


def _why_not_day(column: Column, cell: str) -> str:
    form = "YYYY-MM-DD" if column.kind == "day" else "YYYY-MM-DD HH:MM"
    if re.search("^[0-9]{5}$", cell):
        return f"is a spreadsheet's number for a day; write it as {form}"
    if not re.search(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].*)?$", cell):
        return f"is not written {form}{_turned(cell)}"
    try:
        year = date.fromisoformat(cell[:10]).year
    except ValueError:
        return "is no day of the calendar"
    if not 1800 <= year < 2200:
        return "is not in the years 1800 to 2199; leave the cell empty if it has not happened"
    return f"has a time of day that cannot be read here; write it as {form}"


def _turned(cell: str) -> str:
    """What helps where a program wrote days its own way, as 04/02/2000."""
    odd = re.search(r"^[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}$", cell)
    return ": have the program that wrote it write days so (ISO 8601)" if odd else ""


def _why_not_yes_no(_column: Column, _cell: str) -> str:
    return f"is not one of {', '.join(YES + NO)}"


_WHY: dict[str, Callable[[Column, str], str]] = {
    "whole": _why_not_number,
    "number": _why_not_number,
    "day": _why_not_day,
    "moment": _why_not_day,
    "yes_no": _why_not_yes_no,
}
