"""A coded cell: its value in our words, or why it has none.

A cell that is empty, or holds a code for missing, is unknown. Any other cell must hold
a code of its element, or what its kind is written as.
"""

from __future__ import annotations

import polars as pl

from evenhand.sources.federal.layout import CodedLayout, Element

#: A county that the publisher does not tell, as the branch it is counted under.
WITHHELD = "withheld"

#: Programs that keep numbers with decimals write code 1 as 1.0.
DECIMALS = ".0"
WHOLE = r"^-?[0-9]{1,18}$"
COUNTY = r"^[0-9]{4,5}$"
MIDNIGHT = r"[ T]0?0:00(?::00(?:\.0+)?)?$"
YEARS = (1800, 2199)


def bare(layout: CodedLayout, element: Element) -> pl.Expr:
    """The element's cell as written, null where it stands for missing."""
    cell = pl.col(element.column)
    if element.kind in ("code", "yes_no", "whole", "county"):
        cell = cell.str.strip_suffix(DECIMALS)
    missing = [*layout.missing, *element.missing]
    return pl.when(~cell.is_in(missing)).then(cell).alias(element.column)


def value(layout: CodedLayout, element: Element) -> pl.Expr:
    """The bare cell as a value of its kind; null where it is not acceptable."""
    cell = pl.col(element.column)
    made = {
        "text": lambda: cell,
        "code": lambda: _coded(cell, element),
        "yes_no": lambda: _coded(cell, element) == "yes",
        "whole": lambda: _whole(cell, element),
        "county": lambda: _county(cell, element),
        "day": lambda: _day(cell, layout.days),
    }[element.kind]()
    return made.alias(element.column)


def reason(layout: CodedLayout, element: Element) -> str:
    """Why a cell that `value` refused is refused, and what would work."""
    return {
        "code": f"is no code of element {element.number}; its codes are {_codes(element)}",
        "yes_no": f"is no code of element {element.number}; its codes are {_codes(element)}",
        "whole": "is not a whole number" + _within(element),
        "county": "is no county: two digits of the state and three of the county",
        "day": f"is no day of the calendar written {' or '.join(map(_form, layout.days))}",
    }.get(element.kind, "cannot be read")


def _coded(cell: pl.Expr, element: Element) -> pl.Expr:
    codes = element.codes
    return cell.replace_strict(
        list(codes), list(codes.values()), default=None, return_dtype=pl.String
    )


def _whole(cell: pl.Expr, element: Element) -> pl.Expr:
    number = pl.when(cell.str.contains(WHOLE)).then(cell.cast(pl.Int64, strict=False))
    if element.least is None:
        return number
    return pl.when(number.is_between(element.least, element.most)).then(number)


def _county(cell: pl.Expr, element: Element) -> pl.Expr:
    padded = pl.when(cell.str.contains(COUNTY)).then(cell.str.zfill(5))
    told = pl.when(padded.str.slice(2).is_in(element.no_county)).then(pl.lit(WITHHELD))
    return pl.coalesce(_coded(cell, element), told, padded)


def _day(cell: pl.Expr, forms: tuple[str, ...]) -> pl.Expr:
    text = cell.str.replace(MIDNIGHT, "")
    day = pl.coalesce(*(text.str.to_date(form, strict=False) for form in forms))
    return pl.when(day.dt.year().is_between(*YEARS)).then(day)


def _form(form: str) -> str:
    return form.replace("%Y", "YYYY").replace("%m", "MM").replace("%d", "DD")


def _codes(element: Element) -> str:
    shown = list(element.labels)
    return ", ".join(shown if len(shown) <= 12 else [*shown[:12], "…"])


def _within(element: Element) -> str:
    return "" if element.least is None else f" from {element.least} to {element.most}"
