"""Tables of the rotation judged: everybody's share, and who stood outside it longest."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from evenhand.explanation.rotation import SKIP, Known, moment, why_passed
from evenhand.figures.rotation_judged import Excluded, Fairness, WorkerShare
from evenhand.reports.table import Cell, Table, table


def by_difference(shares: Iterable[WorkerShare]) -> list[WorkerShare]:
    """From who received most more to who received most fewer; of equal ones by name."""
    return sorted(shares, key=lambda row: (-row.difference, row.worker))


def shares_table(found: Fairness) -> Table:
    """A row a person: what came, what would have without skips, and the difference."""
    columns = [
        ("worker", "text"),
        ("unit", "text"),
        ("share", "share"),
        ("days", "positions"),
        ("away", "positions"),
        ("received", "positions"),
        ("by hand", "positions"),
        ("without skips", "positions"),
        ("difference", "change"),
        ("minutes", "positions"),
        ("passed over", "positions"),
    ]
    caption = (
        f"Reports that came in from {found.begins:%Y-%m-%d %H:%M} up to {found.ends:%Y-%m-%d %H:%M}"
    )
    rows = map(_share_row, by_difference(found.shares))
    return table("table-received", caption, columns, rows)


def passed_table(shares: Iterable[WorkerShare], known: Known, most: int = 15) -> Table:
    """A row a person: how often passed over, and for what, most often first; at most `most`."""
    columns = [("worker", "text"), ("times", "positions"), ("for what", "text")]
    rows = [
        (row.worker, Fraction(row.passed_over), _for_what(row, known))
        for row in shares
        if row.passed
    ]
    rows.sort(key=lambda row: (-row[1], row[0]))
    caption = "Who was passed over most often, and for what"
    return table("table-passed", caption, columns, rows[:most])


def excluded_tables(excluded: Iterable[Excluded], known: Known, most: int = 10) -> list[Table]:
    """Who was skipped longest, and who was away longest; no more than `most` of each."""
    rows = list(excluded)
    skipped = [each for each in rows if each.why.startswith(SKIP)]
    away = [each for each in rows if not each.why.startswith(SKIP)]
    return [
        _excluded_table("Who was skipped longest, and by whose word", skipped[:most], known),
        _excluded_table("Who was away longest", away[:most], known),
    ]


def _excluded_table(caption: str, rows: Iterable[Excluded], known: Known) -> Table:
    columns = [
        ("worker", "text"),
        ("unit", "text"),
        ("why", "text"),
        ("days", "positions"),
        ("turns", "positions"),
        ("last since", "text"),
        ("until", "text"),
        ("approved by", "text"),
    ]
    cells = [
        (
            each.worker,
            each.unit,
            why_passed(each.why, known).removeprefix("skipped: "),
            Fraction(each.days),
            Fraction(each.times),
            f"{each.since:%Y-%m-%d}",
            _until(each),
            each.approver,
        )
        for each in rows
    ]
    return table("table-excluded", caption, columns, cells).without_empty_columns()


def _share_row(row: WorkerShare) -> tuple[Cell, ...]:
    numbers = (
        *(row.received, row.by_hand, row.without_skips, row.difference),
        *(row.minutes, row.passed_over),
    )
    days = Fraction(row.days), Fraction(row.away)
    return row.worker, row.unit, Fraction(row.share, 100), *days, *map(Fraction, numbers)


def _for_what(row: WorkerShare, known: Known) -> str:
    ranked = sorted(row.passed, key=lambda each: (-each[1], each[0]))
    return ", ".join(f"{times} {why_passed(code, known)}" for code, times in ranked)


def _until(each: Excluded) -> str:
    if not each.lasts:
        return "over"
    return moment(each.until) if each.until else "no end is set"
