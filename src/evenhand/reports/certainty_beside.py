"""Tables beside the pictures of certainty: narrow, each range in one cell."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from evenhand.figures import ComponentResult, Interval, Judged, ProgramResult, Result
from evenhand.reports.numerals import quota_text, span_text, trimmed_text
from evenhand.reports.position_tables import NINE_IN_TEN
from evenhand.reports.presenting import PositionRow, branch_names, component_title, readable
from evenhand.reports.table import Cell, Table, table


def intervals_beside(rows: Sequence[PositionRow]) -> Table:
    """Each branch over all programs, in the order of `rows`."""
    columns = [
        ("Branch", "text"),
        ("Given", "positions"),
        ("Now", "positions"),
        (NINE_IN_TEN, "span"),
        ("Middle", "positions"),
        ("More than now", "share"),
        ("Fewer", "share"),
        ("Own sample alone", "span"),
        ("Why outside", "text"),
    ]
    cells = [
        (row.name, row.positions, row.current, *_interval(row.interval))
        for row in rows
        if row.interval
    ]
    caption = "Positions of each branch over the draws, all programs"
    return table("table-intervals", caption, columns, cells).without_empty_columns()


def verdicts_beside(result: Result, program: ProgramResult, component: ComponentResult) -> Table:
    """One outcome by branch: the verdict, what happened, and what was to be expected."""
    columns = [
        ("Branch", "text"),
        ("Verdict", "text"),
        ("Happened", "span"),
        ("Expected", "moved"),
        ("True ratio", "span"),
        ("Funnel", "span"),
    ]
    names = branch_names(result)
    rows = [
        (names.get(each.branch, each.branch), readable(each.verdict), *_counted(each))
        for each in component.judged
    ]
    caption = f"{component_title(result, program, component)}, against what was to be expected"
    name = f"table-{funnel_name(program, component)}"
    return table(name, caption, columns, rows).without_empty_columns()


def funnel_name(program: ProgramResult, component: ComponentResult) -> str:
    """The name of a component's funnel; its picture and the table beside it go by it."""
    return f"funnel-{program.name}-{component.name}"


def _interval(found: Interval) -> tuple[Cell, ...]:
    low, high = found.raw05, found.raw95
    alone = "" if low is None or high is None else span_text(low, high)
    return (
        *(span_text(found.p05, found.p95), found.p50, found.p_gain, found.p_lose),
        *(alone, readable(found.outside)),
    )


def _counted(each: Judged) -> tuple[Cell, ...]:
    ratio = f"{quota_text(each.low)}–{quota_text(each.high)}"
    return f"{_count(each.hits)} of {_count(each.base)}", each.expected, ratio, each.outside


def _count(value: Fraction) -> str:
    """Cases: whole, or with one decimal where a masked cell's middle was taken."""
    return trimmed_text(value, 1)
