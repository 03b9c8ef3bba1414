"""Tables of the classifier: what readers and the decision table said of the same records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from evenhand.estimation.classified import LEVELS, Classified
from evenhand.reports.table import Cell, Table, table


def level_table(state: Classified) -> Table:
    """Readings by the level read (a row each) and the level of the table (a column each)."""
    columns = [("level read", "text"), *((str(n), "positions") for n in LEVELS)]
    rows: list[tuple[Cell, ...]] = []
    for level, cells in zip(LEVELS, state.cells, strict=True):
        rows.append((str(level), *map(Fraction, cells), Fraction(sum(cells))))
    caption = "Readings: a row the level read, a column the level of the policy's table"
    return table("levels", caption, [*columns, ("all", "positions")], rows)


def nearness_table(found: Sequence[Classified], names: Mapping[str, str]) -> Table:
    """How near the table comes to the readers, a row a place; `names` are the branches'."""
    columns = [
        ("where", "text"),
        ("read", "positions"),
        ("equal", "share"),
        ("within 1", "share"),
        ("weighted", "share"),
        ("alpha", "quota"),
        ("from", "quota"),
        ("to", "quota"),
        ("note", "text"),
    ]
    caption = "How near the policy's table comes to the readers (alpha ordinal, 90 % interval)"
    rows = [_nearness(each, names) for each in found]
    return table("nearness", caption, columns, rows).without_empty_columns()


def _nearness(each: Classified, names: Mapping[str, str]) -> tuple[Cell, ...]:
    told = each.agreement
    return (
        names.get(each.where, each.where),
        Fraction(each.compared),
        each.equal_share,
        each.within_one_share,
        each.weighted_share,
        told.alpha,
        told.low,
        told.high,
        told.note,
    )
