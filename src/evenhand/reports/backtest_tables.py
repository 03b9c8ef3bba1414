"""The table of a backtest: a row a pair of years and program, under the word hindsight."""

from __future__ import annotations

from evenhand.figures.backtest import Backtest
from evenhand.reports.numerals import decimal_text
from evenhand.reports.presenting import sentence_case
from evenhand.reports.table import Table, table


def backtest_table(found: Backtest) -> Table:
    """Positions that would have stood wrong by the next year's quotas, whoever had placed them."""
    columns = [("Years", "text"), ("Program", "text"), ("Shared", "positions")]
    columns += [("Moved", "positions"), ("Formula", "moved"), ("Head count", "moved")]
    columns += [("Staff now", "moved"), ("Rank", "span")]
    rows = [
        (
            f"{pair.year.start.year} → {pair.after.start.year}",
            sentence_case(each.program),
            each.shared,
            each.moved,
            each.formula,
            each.head_count,
            each.staff,
            "" if each.rank is None else decimal_text(each.rank, 2),
        )
        for pair in found.pairs
        for each in pair.programs
    ]
    caption = (
        f"Hindsight: {found.policy}, version {found.version}: positions that would have moved, and "
        "that would have stood wrong by the next year's quotas"
    )
    return table("backtest", caption, columns, rows).without_empty_columns()
