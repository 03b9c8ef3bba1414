"""CSV files: the run's tables for machines and spreadsheets, exact and safe to open.

Text that a spreadsheet would take for a formula gets an apostrophe before it; numbers never
do, so a change of -3 stays a number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from evenhand.figures import Interval, Result
from evenhand.reports.numerals import decimal_text, trimmed_text
from evenhand.reports.presenting import PositionRow, components, program_rows, total_rows

POSITIONS = [
    "program",
    "branch",
    "quota",
    "positions",
    "current",
    "change",
    "lower",
    "upper",
    "bound",
    "tie",
    "p05",
    "p50",
    "p95",
    "p_gain",
    "p_lose",
]
BY_HAND = ["by_hand", "decided"]
COMPONENTS = [
    "program",
    "component",
    "score",
    "influence",
    "adjusted_by",
    "positions_moved",
    "branch",
    "base",
    "score_value",
    "index",
    "share",
    "pull",
    "flags",
]
FILLINGS = ["program", "branch", "positions", "lowest", "highest"]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def formula_safe(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def positions_csv(result: Result) -> bytes:
    """Write `positions.csv`: the programs in the policy's order, then each branch over all.

    What was changed by hand has its two columns only where something was.
    """
    rows = [row for program in result.programs for row in program_rows(result, program)]
    header = [*POSITIONS, *BY_HAND] if result.adjustments else POSITIONS
    return csv_bytes(header, (_position(row) for row in [*rows, *total_rows(result)]))


def components_csv(result: Result) -> bytes:
    """Write `components.csv`: one row a component and branch."""
    return csv_bytes(COMPONENTS, _components(result))


def fillings_csv(result: Result) -> bytes:
    """Write `fillings.csv`: how far masked cells leave each branch's positions open."""
    rows = (
        (
            formula_safe(each.program),
            formula_safe(each.branch),
            *map(trimmed_text, (each.positions, each.lowest, each.highest)),
        )
        for each in result.fillings
    )
    return csv_bytes(FILLINGS, rows)


def _position(row: PositionRow) -> tuple[str, ...]:
    return (
        formula_safe(row.program),
        formula_safe(row.branch),
        decimal_text(row.quota, 6),
        trimmed_text(row.positions),
        *(_known(each) for each in (row.current, row.change, row.lower, row.upper)),
        formula_safe(row.bound),
        formula_safe(";".join(row.tie)),
        *_interval(row.interval),
        *(trimmed_text(each) for each in (row.by_hand, row.decided) if each is not None),
    )


def _interval(found: Interval | None) -> tuple[str, ...]:
    """Its five cells; empty where the run has no intervals, or nobody knows what is there now."""
    if found is None:
        return ("",) * 5
    chances = ("" if p is None else decimal_text(p, 4) for p in (found.p_gain, found.p_lose))
    return (*map(trimmed_text, (found.p05, found.p50, found.p95)), *chances)


def _components(result: Result) -> Iterator[tuple[str, ...]]:
    for program, component in components(result):
        base = {figure.population: figure.value for figure in program.base}
        about = (
            formula_safe(program.name),
            formula_safe(component.name),
            formula_safe(component.score),
            trimmed_text(component.influence),
            formula_safe(component.adjusted_by),
            decimal_text(component.moved, 6),
        )
        for pot in component.pots:
            yield (
                *about,
                formula_safe(pot.branch),
                _known(base.get(pot.branch)),
                _known(pot.score),
                decimal_text(pot.index, 6),
                decimal_text(pot.share, 10),
                decimal_text(pot.pull, 6),
                formula_safe(";".join(pot.flags)),
            )


def _known(value: Fraction | None) -> str:
    return "" if value is None else trimmed_text(value)


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows under a header; whoever gives text makes it `formula_safe` first."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return sheet.getvalue().encode()
