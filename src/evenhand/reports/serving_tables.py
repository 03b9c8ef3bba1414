"""Tables of serving: whom each branch can serve, before and after; what more staff would buy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from evenhand.figures import Bought, Equity, Served
from evenhand.reports.numerals import positions_text, quota_text
from evenhand.reports.presenting import sentence_case
from evenhand.reports.serving_answers import cut, level_text, pair, short_text, total_text
from evenhand.reports.table import Cell, Table, table


def equity_table(equity: Equity, names: Mapping[str, str]) -> Table:
    """One program by branch, now → as allocated; what nobody knows, or needs, is left out."""
    columns = [
        ("Branch", "text"),
        ("Positions", "span"),
        (f"{sentence_case(equity.unit)} needed", "moved"),
        ("Level", "span"),
        ("Ratio", "span"),
    ]
    before = {row.branch: row for row in equity.before}
    rows = [_row(names, before.get(row.branch, row), row) for row in equity.after]
    when = "now → as allocated" if equity.before else "as allocated"
    caption = f"{sentence_case(equity.program)}: whom each branch can serve, {when}"
    made = table(f"equity-{equity.program}", caption, columns, rows)
    return made.without_empty_columns()


def _row(names: Mapping[str, str], now: Served, then: Served) -> tuple[Cell, ...]:
    return (
        names.get(then.branch, then.branch),
        pair(positions_text(now.positions), positions_text(then.positions)),
        then.needed,
        "" if None in (now.level, then.level) else pair(_level(now), _level(then)),
        "" if None in (now.ratio, then.ratio) else pair(_ratio(now), _ratio(then)),
    )


def _level(row: Served) -> str:
    return level_text(row.level or Fraction(0))


def _ratio(row: Served) -> str:
    return quota_text(row.ratio or Fraction(0))


def bought_table(program: str, bought: Sequence[Bought]) -> Table:
    """What each total would buy one program, the fewest positions first."""
    columns = [
        ("Total", "text"),
        ("Positions here", "positions"),
        ("Need met", "share"),
        ("Level of the middle branch", "moved"),
        ("Branches short", "text"),
        ("Gini", "number"),
    ]
    rows = [
        (
            total_text(each.more),
            each.positions,
            each.even.share,
            None if each.even.level is None else cut(each.even.level),
            short_text(each.even),
            each.even.gini,
        )
        for each in bought
        if each.program == program
    ]
    caption = f"{sentence_case(program)}: what fewer or more positions in all would buy"
    return table(f"bought-{program}", caption, columns, rows).without_empty_columns()
