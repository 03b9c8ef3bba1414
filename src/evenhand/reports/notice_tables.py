"""Tables of what a reader must be told besides: bounds, ties, masked cells, flags, counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from evenhand.figures import Result
from evenhand.figures.together import ALL
from evenhand.reports.presenting import (
    branch_names,
    component_title,
    components,
    readable,
    sentence_case,
)
from evenhand.reports.table import Cell, Table, table


def cost_table(result: Result) -> Table:
    """What every bound costs in positions, and for whom it holds."""
    columns = [("Program", "text"), ("Bound", "text"), ("Positions", "positions")]
    columns.append(("Branches", "text"))
    rows = [
        (
            sentence_case(program.name),
            readable(cost.rule),
            cost.positions,
            _names(result, cost.branches),
        )
        for program in result.programs
        for cost in program.costs
    ]
    return table("costs", "Positions that each bound moves", columns, rows)


def tie_table(result: Result) -> Table:
    """Every tie for a last position, settled by the written rule."""
    columns = [("Program", "text"), ("Branch", "text"), ("Positions", "positions")]
    columns.append(("Equal claim", "text"))
    rows = [
        (
            sentence_case(program.name),
            _names(result, [award.branch]),
            award.positions,
            _names(result, award.tie),
        )
        for program in result.programs
        for award in program.awards
        if award.tie
    ]
    return table("ties", "Ties for a last position", columns, rows)


def filling_table(result: Result) -> Table:
    """Where masked cells leave positions open, the widest range first; the others are counted."""
    columns = [("Program", "text"), ("Branch", "text"), ("Positions", "positions")]
    columns += [("Lowest", "positions"), ("Highest", "positions")]
    told = [each for each in result.fillings if each.program != ALL]
    open_ones = [each for each in told if each.lowest != each.highest]
    widest = sorted(
        open_ones, key=lambda each: (each.lowest - each.highest, each.program, each.branch)
    )
    rows = [
        (
            sentence_case(each.program),
            _names(result, [each.branch]),
            each.positions,
            each.lowest,
            each.highest,
        )
        for each in widest
    ]
    caption = (
        f"Positions that the filling of masked cells can change: {len(open_ones)} of {len(told)}"
    )
    return table("fillings", caption, columns, rows)


def listed_table(result: Result) -> Table:
    """Places shown with a need but given no positions."""
    rows = [(readable(each.name or each.branch), readable(each.reason)) for each in result.listed]
    columns = [("Place", "text"), ("Why it gets none here", "text")]
    return table("listed", "Places listed without positions", columns, rows)


def removal_table(result: Result) -> Table:
    """What one needless removal would gain or lose each branch: a policy must not pay for it."""
    names = branch_names(result)
    rows = [(names.get(each.branch, each.branch), each.positions) for each in result.removal_prices]
    columns = [("Branch", "text"), ("Positions", "change")]
    return table("removals", "Positions gained by one needless removal", columns, rows)


def count_table(result: Result) -> Table:
    """Rows read, accepted and rejected, table by table."""
    columns = [
        ("Table", "text"),
        ("Read", "number"),
        ("Accepted", "number"),
        ("Rejected", "number"),
    ]
    rows: list[tuple[Cell, ...]] = [
        (readable(each.table), *map(Fraction, (each.read, each.accepted, each.rejected)))
        for each in result.tables
    ]
    return table("counts", "Rows of the data: read = accepted + rejected", columns, rows)


def flag_table(result: Result) -> Table:
    """Every flag: the run's own, each program's and component's, and how many branches have it."""
    columns = [("About", "text"), ("Flag", "text"), ("Branches", "text")]
    rows = [("The run", readable(flag), "") for flag in result.flags]
    for program in result.programs:
        rows += [(sentence_case(program.name), readable(flag), "") for flag in program.flags]
    rows += _component_flags(result)
    return table("flags", "Flags", columns, rows)


def _component_flags(result: Result) -> Iterator[tuple[str, str, str]]:
    for program, component in components(result):
        title = component_title(result, program, component)
        for flag in component.flags:
            yield title, readable(flag), ""
        raised: dict[str, list[str]] = {}
        for pot in component.pots:
            for flag in pot.flags:
                raised.setdefault(flag, []).append(pot.branch)
        for flag, branches in raised.items():
            yield title, readable(flag), _names(result, branches)


def _names(result: Result, branches: Iterable[str]) -> str:
    names = branch_names(result)
    return ", ".join(names.get(branch, branch) for branch in branches)
