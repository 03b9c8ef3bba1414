"""Tables of what was shared out and why: positions by branch, components and coefficients."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from evenhand.figures import ProgramResult, Result
from evenhand.reports.numerals import span_text
from evenhand.reports.presenting import (
    PositionRow,
    branch_names,
    components,
    plain_words,
    program_rows,
    readable,
    sentence_case,
    total_rows,
)
from evenhand.reports.table import Table, table

#: Between which numbers positions lie in nine draws of ten.
NINE_IN_TEN = "9 in 10"
PROGRAM_COLUMNS = [
    ("Branch", "text"),
    ("Quota", "quota"),
    ("Positions", "positions"),
    ("By hand", "change"),
    ("Decided", "positions"),
    (NINE_IN_TEN, "span"),
    ("Now", "positions"),
    ("Change", "change"),
    ("Least", "positions"),
    ("Most", "positions"),
    ("Held by", "text"),
    ("Tie with", "text"),
]


def totals_table(result: Result) -> Table:
    """Every branch over all programs, each program in its own column, then the sums."""
    columns = [("Branch", "text")]
    columns += [(sentence_case(program.name), "positions") for program in result.programs]
    columns += [("All", "positions"), ("By hand", "change"), ("Decided", "positions")]
    columns += [(NINE_IN_TEN, "span")]
    columns += [("Now", "positions"), ("Change", "change")]
    rows = [
        (
            row.name,
            *(given.get(row.branch) for given in in_programs(result)),
            row.positions,
            row.by_hand,
            row.decided,
            _span(row),
            row.current,
            row.change,
        )
        for row in total_rows(result)
    ]
    shared = [program.positions for program in result.programs]
    known = [row.current for row in total_rows(result) if row.current is not None]
    now = sum(known, Fraction(0)) if len(known) == len(result.totals) else None
    change = None if now is None else result.shared - now
    by_hand = (Fraction(0), result.shared) if result.adjustments else (None, None)
    rows.append(("All branches", *shared, result.shared, *by_hand, "", now, change))
    made = table("totals", "Positions by branch and program", columns, rows)
    return replace(made, totals=1).without_empty_columns()


def _span(row: PositionRow) -> str:
    return span_text(row.interval.p05, row.interval.p95) if row.interval else ""


def in_programs(result: Result) -> list[dict[str, Fraction]]:
    """Say what each branch gets, program by program."""
    return [
        {award.branch: award.positions for award in program.awards} for program in result.programs
    ]


def program_table(result: Result, program: ProgramResult) -> Table:
    """One program: quota, positions, bounds and ties by branch."""
    names = branch_names(result)
    rows = [
        (
            row.name,
            row.quota,
            row.positions,
            row.by_hand,
            row.decided,
            _span(row),
            row.current,
            row.change,
            row.lower,
            row.upper,
            readable(row.bound),
            ", ".join(names.get(other, other) for other in row.tie),
        )
        for row in program_rows(result, program)
    ]
    caption = f"{sentence_case(program.name)}: positions by branch"
    return table(f"program-{program.name}", caption, PROGRAM_COLUMNS, rows).without_empty_columns()


def component_table(result: Result) -> Table:
    """Every component: its influence beside its effect, and what it was adjusted by."""
    columns = [
        ("Program", "text"),
        ("Component", "text"),
        ("Influence", "influence"),
        ("Positions moved", "moved"),
        ("Adjusted by", "text"),
        ("Score", "text"),
        ("Reference", "text"),
    ]
    rows = [
        (
            sentence_case(program.name),
            plain_words(component.name),
            component.influence,
            component.moved,
            readable(component.adjusted_by) or "none",
            plain_words(component.score),
            readable(component.reference),
        )
        for program, component in components(result)
    ]
    return table("components", "Components: nominal influence and positions moved", columns, rows)


def coefficient_table(result: Result) -> Table:
    """The coefficients of every fitted model, as used."""
    columns = [("Component", "text"), ("Coefficient", "text"), ("Value", "text")]
    rows = [
        (plain_words(component.name), readable(each.name), each.value)
        for _, component in components(result)
        for each in component.coefficients
    ]
    return table(
        "coefficients", "Coefficients and rates behind the scores, as they were used", columns, rows
    )
