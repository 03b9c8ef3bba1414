"""Tables of the gaming checks: one row a check, or one row a branch of one check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from evenhand.explanation.checks import verdict
from evenhand.figures import Check
from evenhand.reports.table import Cell, Table, table


def checks_table(checks: Iterable[Check], names: Mapping[str, str], caption: str) -> Table:
    """A row a check: how many branches it could look at, and which stand out."""
    columns = [
        ("check", "text"),
        ("looked at", "positions"),
        ("too few to tell", "positions"),
        ("stand out", "text"),
    ]
    rows: list[tuple[Cell, ...]] = []
    for each in checks:
        if not each.made:
            rows.append((each.name, None, None, "not checked"))
            continue
        few = len(each.too_few)
        found = ", ".join(names.get(s.branch, s.branch) for s in each.found) or "none"
        rows.append((each.name, Fraction(len(each.suspicions) - few), Fraction(few), found))
    return table("checks", caption, columns, rows)


def suspicions_table(check: Check, names: Mapping[str, str]) -> Table:
    """A row a branch: its share, what was to be expected, and how unlikely that is."""
    columns = [
        ("branch", "text"),
        ("out of", "positions"),
        ("counted", "positions"),
        ("share", "share"),
        ("before", "share"),
        ("expected", "share"),
        ("chance", "number"),
        ("compared", "text"),
    ]
    rows = [
        (
            names.get(each.branch, each.branch),
            Fraction(each.base),
            None if each.hits is None else Fraction(each.hits),
            each.share,
            each.earlier,
            each.expected,
            each.chance,
            verdict(each),
        )
        for each in check.suspicions
    ]
    return table(check.name, check.question, columns, rows).without_empty_columns()
