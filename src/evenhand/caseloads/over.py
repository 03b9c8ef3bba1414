"""Over: how far a limit was overstepped; exactly as many as the limit is not over."""

from __future__ import annotations

from fractions import Fraction

from evenhand.caseloads.together import Counts, met, total
from evenhand.figures.caseload import Over


def above(counts: Counts, limit: int) -> int:
    """How many were met with a value beyond the limit."""
    return sum(times for value, times in counts.items() if value > limit)


def over(
    standard: str,
    counts: Counts,
    limit: int,
    days: Counts | None = None,
    spells: Counts | None = None,
    on_end: int = 0,
) -> Over:
    """Judge worker-days (or worker-months) by one limit.

    Args:
        standard: Its name.
        counts: Worker-days by what was carried on them, or worker-months.
        limit: The most that is not over.
        days: Workers by how many of their days were over; None of months.
        spells: Workers by their longest run of days over; None of months.
        on_end: How many days on end the limit speaks of; 0 where it speaks of none.
    """
    beyond, number = above(counts, limit), met(counts)
    if days is None or spells is None:
        return Over(standard, beyond, number)
    workers = met(days)
    return Over(
        standard,
        beyond,
        number,
        above(days, 0),
        workers,
        Fraction(total(days), workers) if workers else None,
        max((run for run, times in spells.items() if times), default=None),
        above(spells, on_end - 1) if on_end else None,
    )
