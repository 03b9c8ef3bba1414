"""Answers over the pictures of certainty: what is beyond noise, and who lies outside chance."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from evenhand.figures import Judged
from evenhand.reports.numerals import positions_text
from evenhand.reports.presenting import PositionRow

#: So many branches are named in a title; more are counted.
NAMED = 3


def changes_answer(rows: Sequence[PositionRow]) -> str:
    """Say how many branches gain and lose beyond noise, and for how many noise may explain it."""
    known = [row for row in rows if row.change is not None]
    sure = [row.change or Fraction(0) for row in known if row.beyond_noise]
    gains, losses = sum(gap > 0 for gap in sure), sum(gap < 0 for gap in sure)
    open_ones = sum(bool(row.change) for row in known) - gains - losses
    parts = [
        (gains, "gain", "beyond noise"),
        (losses, "lose", "beyond noise"),
        (open_ones, "change", "within noise"),
        (len(known) - gains - losses - open_ones, "stay", "as now"),
    ]
    said = [f"{count} {verb}{'s' * (count == 1)} {how}" for count, verb, how in parts if count]
    number, _, rest = " and ".join(", ".join(said).rsplit(", ", 1)).partition(" ")
    return f"{number} of {_branches(len(known))} {rest}."


def sizes_answer(rows: Sequence[PositionRow], unit: Fraction) -> str:
    """Say how many branches stay within one unit of their number in nine draws of ten."""
    near = sum(
        row.positions - unit <= row.interval.p05 and row.interval.p95 <= row.positions + unit
        for row in rows
        if row.interval
    )
    step = f"{positions_text(unit)} {'position' if unit == 1 else 'positions'}"
    verb = "stays" if near == 1 else "stay"
    return (
        f"In nine draws of ten {near} of {_branches(len(rows))} {verb} within {step} of the "
        "number given."
    )


def funnel_answer(what: str, judged: Sequence[Judged], names: dict[str, str]) -> str:
    """Say which branches lie outside the funnel's outer limits, and on which side."""
    outside = [each for each in judged if each.outside]
    if not outside:
        return f"{what}: no branch of {len(judged)} stands out beyond chance."
    verb = "stands" if len(outside) == 1 else "stand"
    said = f"{what}: {len(outside)} of {_branches(len(judged))} {verb} out beyond chance"
    if len(outside) > NAMED:
        above = sum(each.outside == "above" for each in outside)
        sides = [(above, "above"), (len(outside) - above, "below")]
        return f"{said}, {' and '.join(f'{count} {side}' for count, side in sides if count)}."
    told = [f"{names.get(each.branch, each.branch)} {each.outside}" for each in outside]
    return f"{said}: {', '.join(told)}."


def _branches(count: int) -> str:
    return f"{count} branch" if count == 1 else f"{count} branches"
