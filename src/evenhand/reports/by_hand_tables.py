"""The table of what was decided by hand, beside the formula's own answer."""

from __future__ import annotations

from evenhand.figures import Result
from evenhand.reports.presenting import branch_names, readable, sentence_case
from evenhand.reports.table import Table, table


def by_hand_table(result: Result) -> Table:
    """Every change by hand, in the order it was given: how much, why, by whom, and since when."""
    names = branch_names(result)
    columns = [("Branch", "text"), ("Program", "text"), ("Change", "change")]
    columns += [("Reason", "text"), ("Decided by", "text"), ("Decided on", "text")]
    rows = [
        (
            names[each.branch],
            sentence_case(each.program),
            each.change,
            readable(each.reason),
            readable(each.author),
            str(each.decided_on),
        )
        for each in result.adjustments
    ]
    return table("by-hand", "Positions moved by hand after the formula", columns, rows)
